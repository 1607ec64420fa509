"""What lies over the editor for a moment: the outline, and the list of what can be inserted."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.authoring.outline import Section
from facilitator.authoring.skeletons import SKELETONS
from facilitator.domain.items import ITEM_TYPES
from facilitator.tui.screens.base import Dialog
from facilitator.tui.widgets.line_list import LineList

_KIND_WIDTH = 12


def draw_section(section: Section, width: int) -> list[Content]:
    """Return the line of a section in an outline: steps stand out, items are indented."""
    if section.item < 0:
        words = Content.styled(section.name, "bold")
    else:
        kind = f"{section.kind:<{_KIND_WIDTH}}"
        words = Content.assemble("  ", (kind, "$quiet"), " ", section.name)
    number = Content.styled(f"{section.line:>5}", "$quiet")
    words = words.truncate(max(width - number.cell_length - 1, 1), ellipsis=True, pad=True)
    return [Content.assemble(words, " ", number)]


class OutlineDialog(Dialog[int | None]):
    """The steps and items of the playbook; gives the line to jump to."""

    WHERE = "look"
    NAMED = "Outline"
    PURPOSE = "Choose a step or an item to jump to it."
    CSS_PATH = "editor_dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+l,f3", "leave", "Back", show=False, priority=True),
    ]

    def __init__(self, sections: tuple[Section, ...], line: int) -> None:
        """List `sections`, the mark on the one around `line`."""
        super().__init__()
        self._sections = sections
        self._at = max((n for n, one in enumerate(sections) if one.line <= line), default=0)

    def compose(self) -> ComposeResult:
        """Give the list."""
        with Vertical(id="box"):
            yield Static(Content("Outline"), classes="heading")
            yield LineList[Section](draw_section, id="sections")
            yield Static(Content("Enter jumps there · Esc goes back."), classes="quiet leave")

    def on_mount(self) -> None:
        """Fill the list."""
        sections = self.query_one("#sections", LineList)
        sections.show(self._sections, self._at)
        sections.focus()

    @on(LineList.Chosen)
    def choose(self, event: LineList.Chosen) -> None:
        """Jump."""
        event.stop()
        self.dismiss(event.entry.line)

    def action_leave(self) -> None:
        """Stay where the cursor is."""
        self.dismiss(None)


@dataclass(frozen=True)
class Piece:
    """Something that can be inserted."""

    kind: str
    about: str


PIECES: tuple[Piece, ...] = (
    Piece("step", "A chapter of the playbook, with a first question."),
    *(Piece(kind, (ITEM_TYPES[kind].__doc__ or "").strip()) for kind in SKELETONS),
)
"""Everything that can be inserted: a step, or an item of any type."""


def _draw_piece(piece: Piece, width: int) -> list[Content]:
    line = Content.assemble((f"{piece.kind:<{_KIND_WIDTH}}", "bold"), " ", (piece.about, "$quiet"))
    return [line.truncate(width, ellipsis=True)]


class InsertDialog(Dialog[str | None]):
    """A list of skeletons; gives the kind to insert."""

    WHERE = "look"
    NAMED = "Insert"
    PURPOSE = (
        "Choose what to put below the cursor. It comes ready, with comments that say what to fill "
        "in; what it needs beside it comes along."
    )
    CSS_PATH = "editor_dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+t,f4", "leave", "Back", show=False, priority=True),
    ]

    def compose(self) -> ComposeResult:
        """Give the list."""
        with Vertical(id="box"):
            yield Static(Content("Insert below the cursor"), classes="heading")
            yield LineList[Piece](_draw_piece, id="pieces")
            yield Static(Content("Enter inserts · ^z takes it back."), classes="quiet leave")

    def on_mount(self) -> None:
        """Fill the list."""
        pieces = self.query_one("#pieces", LineList)
        pieces.show(PIECES)
        pieces.focus()

    @on(LineList.Chosen)
    def choose(self, event: LineList.Chosen) -> None:
        """Insert."""
        event.stop()
        self.dismiss(event.entry.kind)

    def action_leave(self) -> None:
        """Insert nothing."""
        self.dismiss(None)
