"""One agreement, laid out to be read, with the state of its seal."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Markdown, Static

from facilitator.domain.errors import FacilitatorError
from facilitator.export.markdown import agreement_markdown
from facilitator.library.files import read_regular
from facilitator.library.listing import LARGEST_RECORD
from facilitator.library.records import SealCheck, read_agreement, receipt, verify_bytes
from facilitator.tui.commands import bindings_of
from facilitator.tui.screens.base import PlainScreen


@dataclass(frozen=True)
class _Read:
    """An agreement as it came from disk: its text as Markdown, and its seal; or the problem."""

    text: str = ""
    seal: SealCheck | None = None
    problem: str | None = None


def _read(path: Path) -> _Read:
    try:
        seal = verify_bytes(read_regular(path, LARGEST_RECORD))
        # The seal stands at the top of the screen, where it says whether it holds.
        agreement = read_agreement(path).model_copy(update={"seal": None})
        return _Read(agreement_markdown(agreement), seal)
    except FacilitatorError as error:
        return _Read(problem=error.message)


class ReadingScreen(PlainScreen[None]):
    """Made for reading: one column, the seal under it, where the file is."""

    WHERE = "reading"
    NAMED = "An agreement"
    PURPOSE = (
        "One agreement as it was signed. The seal says whether a single byte of it was changed "
        "since; the receipt is what both took away, and must be the same as on their copies."
    )
    CSS_PATH = "reading.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("reading")]

    def __init__(self, path: Path) -> None:
        """Show the agreement in the file `path`."""
        super().__init__()
        self._path = path

    def compose_body(self) -> ComposeResult:
        """Give the state of the seal and the text."""
        yield Static(Content("Reading…"), id="seal")
        with VerticalScroll(id="page"):
            yield Markdown(open_links=False, id="text")

    def on_mount(self) -> None:
        """Begin to read; the keys scroll the text."""
        self.query_one("#page").focus()
        self._fetch()

    @work(thread=True, exclusive=True)
    def _fetch(self) -> None:
        self.app.call_from_thread(self._show, _read(self._path))

    def _show(self, read: _Read) -> None:
        box = self.query_one("#seal", Static)
        if read.seal is None:
            box.update(Content.styled(f"✗ {read.problem}", "$apart"))
            return
        box.update(self._seal_lines(read.seal))
        self.query_one("#text", Markdown).update(read.text)

    def _seal_lines(self, seal: SealCheck) -> Content:
        """Return the seal in words, the receipt, and the place of the file."""
        if seal.holds and seal.found is not None:
            state = Content.assemble(
                ("✓ " + seal.reason, "$agreed"),
                ("\nReceipt  ", "$quiet"),
                (receipt(seal.found), "bold"),
            )
        else:
            state = Content.styled(
                f"✗ {seal.reason}\nTrust it only as far as a copy with its receipt agrees.",
                "bold $apart",
            )
        return Content.assemble(state, ("\nFile     ", "$quiet"), (str(self._path), "$quiet"))

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss()
