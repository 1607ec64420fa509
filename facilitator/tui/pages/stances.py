"""Consent: five levels to choose from, and a reservation in words."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from facilitator.domain.consent import Consent
from facilitator.tui.widgets.sturdy_text_area import SturdyTextArea

LEVELS = tuple(Consent)
LONGEST_RESERVATION = 2000


class StanceList(Widget, can_focus=True):
    """The five levels; arrows move and choose, as do the figures 1 to 5 and the mouse."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("space", "choose", "Choose", show=False),
        Binding("enter", "go_on", "On", show=False),
        *(Binding(str(n), f"pick({n - 1})", str(n), show=False) for n in range(1, 6)),
    ]

    chosen: reactive[Consent | None] = reactive(None)
    cursor: reactive[int] = reactive(0)

    class Changed(Message):
        """Another level was chosen."""

        def __init__(self, sender: "StanceList") -> None:
            """Say whose it is."""
            super().__init__()
            self.sender = sender

        @property
        def control(self) -> "StanceList":
            """The list, for ``@on`` with a selector."""
            return self.sender

    def __init__(self, party: str) -> None:
        """Let `party` choose."""
        super().__init__(classes="stances")
        self.party = party

    def get_content_width(self, container: object, viewport: object) -> int:
        """Return the width of the longest level with its circle."""
        return 12

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return one line for each level."""
        return len(LEVELS)

    def render(self) -> Content:
        """Draw the levels, the chosen one marked, the one under the cursor lit while in focus."""
        lines = []
        for place, level in enumerate(LEVELS):
            chosen = level is self.chosen
            line = Content(f"({'●' if chosen else ' '}) {level.label}".ljust(12))
            if chosen:
                line = line.stylize(f"bold {'$agreed' if level.passes else '$apart'}")
            if self.has_focus and place == self.cursor:
                line = line.stylize("on $block-cursor-background")
            lines.append(line)
        return Content("\n").join(lines)

    def take(self, level: Consent | None) -> None:
        """Show `level` as chosen, without a word to anybody."""
        self.set_reactive(StanceList.chosen, level)
        self.set_reactive(StanceList.cursor, 0 if level is None else LEVELS.index(level))
        self.refresh()

    def action_pick(self, place: int) -> None:
        """Choose the level at `place`."""
        self.cursor = place
        self.action_choose()

    def action_step(self, direction: int) -> None:
        """Move by one; the first press chooses where the cursor stands."""
        if self.chosen is not None:
            self.cursor = min(max(self.cursor + direction, 0), len(LEVELS) - 1)
        self.action_choose()

    def action_choose(self) -> None:
        """Choose the level under the cursor."""
        self.chosen = LEVELS[self.cursor]
        self.post_message(self.Changed(self))

    def action_go_on(self) -> None:
        """Choose where nothing is chosen yet, and move on to the next field."""
        if self.chosen is None:
            self.action_choose()
        self.screen.focus_next()

    def on_click(self, event: events.Click) -> None:
        """Choose the level that was clicked."""
        if 0 <= event.y < len(LEVELS):
            self.action_pick(event.y)

    def on_focus(self) -> None:
        """Light the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Put the cursor out."""
        self.refresh()


class Reservation(SturdyTextArea):
    """A reservation in words; tab leaves it."""

    def __init__(self, party: str, text: str) -> None:
        """Start with `text`."""
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            compact=True,
            classes="reservation",
        )
        self.party = party

    def on_text_area_changed(self) -> None:
        """Keep it within reason."""
        if len(self.text) > LONGEST_RESERVATION:
            self.text = self.text[:LONGEST_RESERVATION]


def meanings() -> Static:
    """Return the five meanings, line by line beside the levels."""
    words = "\n".join(level.meaning for level in LEVELS)
    return Static(Content(words), classes="meanings")
