"""The two lines at the top of a session: who is at the keyboard, and the common ground."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from facilitator.tui.pages.people import People

_GAP = "   "


class TopLine(Static):
    """Topic, playbook, and who is at the keyboard; the last never gives way to the others."""

    def __init__(self, people: People, topic: str) -> None:
        """Begin with nobody at the keyboard."""
        super().__init__(classes="top-line")
        self._people = people
        self._topic = topic
        self._who = Content("")

    def show(self, audience: str | None, doing: str) -> None:
        """Say who sits at the keyboard (None: nobody) and what happens there."""
        who = Content("") if audience is None else self._people.titled(audience)
        self._who = Content.assemble(who, (f" {doing}", "$quiet"))
        self._draw(self.size)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the line to its new width."""
        self._draw(event.size)

    def _draw(self, size: Size) -> None:
        room = size.width - self._who.cell_length - len(_GAP)
        topic = Content.styled(self._topic, "bold")
        title = self._people.playbook.playbook.title
        if topic.cell_length + len(_GAP) + len(title) <= room:
            topic = Content.assemble(topic, _GAP, (title, "$quiet"))
        elif room > 0:
            topic = topic.truncate(room, ellipsis=True)
        else:
            topic = Content("")
        self.update(Content(_GAP).join(part for part in (topic, self._who) if part))


class CommonGroundLine(Static):
    """What the two stand on together, on one line; a click shows all of it."""

    ALLOW_SELECT = False

    def show(self, ground: Sequence[str]) -> None:
        """Show the latest of `ground`; the line is not there while there is none."""
        self.display = bool(ground)
        if ground:
            words = " · ".join(" ".join(line.split()) for line in ground)
            self.update(Content.assemble(("Common ground  ", "bold"), f"“{words}”"))

    async def on_click(self, event: events.Click) -> None:
        """Show all of it."""
        event.stop()
        await self.screen.run_action("command('common_ground')")
