"""One agreement, laid out to be read, with all that came after it."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.library.paths import Library
from facilitator.tui.asking import Asking
from facilitator.tui.commands import Command, bindings_of
from facilitator.tui.record import Record, Unreadable, open_record
from facilitator.tui.record_parts import parts_of
from facilitator.tui.screens.base import Dialog, PlainScreen
from facilitator.tui.screens.record_actions import NO_KIN, ActsOnRecord
from facilitator.tui.widgets.line_list import LineList
from facilitator.tui.widgets.part_view import Block, Part, PartView
from facilitator.tui.wording import local_now

_BAD = Content.styled("✗ ", "bold $apart")


def shown_parts(read: Record | Unreadable) -> list[Part]:
    """Return what there is to read of an agreement, or why there is nothing."""
    if isinstance(read, Record):
        return parts_of(read, local_now().date())
    return [Part("", [Block(Content.styled(read.problem, "$apart"), _BAD)], headed=False)]


class ReadingScreen(ActsOnRecord, PlainScreen[None]):
    """Made for reading: one column in parts, and keys that jump between them."""

    WHERE = "reading"
    NAMED = "An agreement"
    PURPOSE = (
        "One agreement as it was signed, and what came after it. The seal says whether a single "
        "byte of it was changed since; the receipt is what both took away, and must be the same "
        "as on their copies. Nothing here can be changed: c follows up, m replaces it."
    )
    CSS_PATH = "reading.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("reading")]

    def __init__(self, library: Library, path: Path) -> None:
        """Show the agreement in the file `path` of `library`."""
        super().__init__()
        self.library = library
        self._path = path
        self._record: Record | None = None
        self._reading = Asking(self, lambda wanted: open_record(library, wanted), self._show)

    def compose_body(self) -> ComposeResult:
        """Give the text."""
        yield PartView(id="text")

    def on_mount(self) -> None:
        """Begin to read; the keys scroll the text."""
        self._view.focus()
        self._reading.ask(self._path)

    @property
    def _view(self) -> PartView:
        return self.query_one("#text", PartView)

    @property
    def path_in_front(self) -> Path | None:
        """The file that is read."""
        return self._path

    def _show(self, path: Path, read: Record | Unreadable) -> None:
        again = self._record is not None and path == self._record.path
        self._record = read if isinstance(read, Record) else None
        self._view.show(shown_parts(read), stay=again)
        self.refresh_hints()

    def changed(self) -> None:
        """Read again."""
        self._reading.ask(self._path)

    def why_not(self, command: Command) -> str | None:
        """Say so when there is no other version."""
        record = self._record
        if command.id == "other_version" and record is not None and not record.kin:
            return NO_KIN
        return super().why_not(command)

    def read_version(self, path: Path) -> None:
        """Read it in the place of this one."""
        self._path = path
        self._reading.ask(path)

    def action_next_part(self) -> None:
        """Go to the next part."""
        self._view.go_on(1)

    def action_previous_part(self) -> None:
        """Go to the part before."""
        self._view.go_on(-1)

    def action_contents(self) -> None:
        """Offer all parts."""
        view = self._view
        self.app.push_screen(ContentsScreen([part.title for part in view.parts], view.at), self._go)

    def _go(self, index: int | None) -> None:
        if index is not None:
            self._view.go_to(index)

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss()


class ContentsScreen(Dialog[int | None]):
    """The parts of an agreement; gives the index of the chosen one."""

    WHERE = "look"
    NAMED = "Contents"
    PURPOSE = "Choose a part to go to."
    CSS_PATH = "reading.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Back")]

    def __init__(self, titles: list[str], at: int) -> None:
        """Offer `titles`, the mark on the index `at`."""
        super().__init__()
        self._titles = titles
        self._at = at

    def compose(self) -> ComposeResult:
        """Give the list."""
        with Vertical(id="box"):
            yield Static(Content("Go to"), classes="heading")
            yield LineList[str](lambda title, _width: [Content(title)], id="titles")
            yield Static(Content("Enter goes there · Esc goes back."), classes="quiet leave")

    def on_mount(self) -> None:
        """List the parts."""
        titles = self.query_one("#titles", LineList)
        titles.styles.height = min(len(self._titles), 15)
        titles.show(self._titles, self._at)
        titles.focus()

    @on(LineList.Chosen)
    def choose(self, event: LineList.Chosen) -> None:
        """Go to the chosen part."""
        event.stop()
        self.dismiss(event.sender.marked)

    def action_leave(self) -> None:
        """Stay where one was."""
        self.dismiss(None)
