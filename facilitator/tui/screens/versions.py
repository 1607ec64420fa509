"""Which of the other versions of an agreement is meant, when there are several."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.engine.wording import day_in_words
from facilitator.tui.record_kin import Kin, Relation, holding
from facilitator.tui.screens.base import Dialog
from facilitator.tui.widgets.line_list import LineList

_RELATIONS: Final[dict[Relation, str]] = {
    "newer": "newer",
    "older": "older",
    "beside": "beside this one",
}


class VersionsScreen(Dialog[str | None]):
    """The versions to choose from; gives the id of the chosen one. Esc chooses none."""

    WHERE = "look"
    NAMED = "Other versions"
    PURPOSE = "What took the place of the agreement, and what it took the place of."
    CSS_PATH = "versions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Back")]

    def __init__(self, question: str, kin: Sequence[Kin]) -> None:
        """Ask `question`; the mark begins on what holds now."""
        super().__init__()
        self._question = question
        self._kin = kin
        self._holding = holding(kin)

    def compose(self) -> ComposeResult:
        """Give the list."""
        with Vertical(id="box"):
            yield Static(Content(self._question), classes="heading")
            yield LineList[Kin](self._draw, height=2, id="versions")
            yield Static(Content("Enter chooses · Esc goes back"), classes="quiet leave")

    def _draw(self, kin: Kin, width: int) -> list[Content]:
        what = _RELATIONS[kin.relation]
        holds = ", holds now" if kin in self._holding else ""
        day = f"signed {day_in_words(kin.closed)} · " if kin.closed else ""
        topic = Content(kin.topic).truncate(width, ellipsis=True)
        return [topic, Content.styled(f"{day}{what}{holds}", "$quiet")]

    def on_mount(self) -> None:
        """List the versions."""
        versions = self.query_one("#versions", LineList)
        versions.styles.height = min(2 * len(self._kin), 14)
        mark = self._kin.index(self._holding[-1]) if self._holding else 0
        versions.show(list(self._kin), mark)
        versions.focus()

    @on(LineList.Chosen)
    def choose(self, event: LineList.Chosen) -> None:
        """Give the chosen one."""
        event.stop()
        self.dismiss(event.entry.id)

    def action_leave(self) -> None:
        """Choose none."""
        self.dismiss(None)
