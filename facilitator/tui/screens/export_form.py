"""A small form that writes an agreement into a file for other programs."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Static

from facilitator.domain.errors import FacilitatorError
from facilitator.export.formats import FORMATS
from facilitator.library.files import write_new
from facilitator.tui.asking import Asking
from facilitator.tui.record import Record
from facilitator.tui.screens.base import Dialog
from facilitator.tui.widgets.choice_input import OneOf

_LONGEST_PATH = 1000


class ExportForm(Dialog[None]):
    """Asks for a format and a folder. Esc leaves without a file."""

    WHERE = "form"
    NAMED = "Export"
    PURPOSE = (
        "Writes the agreement into a file of its own: to print, to send, to put into a calendar. "
        "What was withheld is in no export, and no file is ever replaced."
    )
    CSS_PATH = "export_form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Cancel", show=False, priority=True),
        Binding("ctrl+n,f8,ctrl+s,f9", "keep", "Write", show=False, priority=True),
    ]

    def __init__(self, record: Record) -> None:
        """Export `record`, with what came after it."""
        super().__init__()
        self._record = record
        self._writing = Asking(self, self._write, self._written)
        self._format = OneOf(
            [(key, f"{form.name}  ({form.extension})") for key, form in FORMATS.items()]
        )

    def compose(self) -> ComposeResult:
        """Give the formats, the folder and the two buttons."""
        with Vertical(id="box"):
            yield Static(Content("Export this agreement"), classes="heading")
            yield Static(Content("As"), classes="label")
            yield self._format
            yield Static(Content("Into the folder"), classes="label")
            yield Input(str(Path.cwd()), id="folder", max_length=_LONGEST_PATH)
            yield Static(id="problem", classes="problem")
            with Horizontal(id="answers"):
                yield Button(Content("Cancel  Esc"), id="cancel", compact=True)
                yield Button(Content("Write it  ^n"), id="keep", compact=True)

    def on_mount(self) -> None:
        """Begin with the web page, which prints well."""
        self._format.fill("html")
        self._format.focus()

    def action_keep(self) -> None:
        """Write the file, or say why it cannot be."""
        folder = Path(self.query_one("#folder", Input).value.strip() or ".").expanduser()
        form = str(self._format.raw or "")
        if form not in FORMATS:
            self._complain("choose a format first")
        elif not self._writing.busy:
            self._writing.ask((folder, form))

    def _write(self, wanted: tuple[Path, str]) -> str | None:
        """Write the file; return what went wrong, or None."""
        folder, form = wanted
        try:
            if not folder.is_dir():
                return "there is no such folder"
            written = FORMATS[form].write(self._record.agreement, self._record.after)
            write_new(self._path(folder, form), written)
        except FacilitatorError as error:
            return error.message
        except (OSError, ValueError):
            return "that is not a folder"
        return None

    def _path(self, folder: Path, form: str) -> Path:
        return folder / f"{self._record.agreement.id}{FORMATS[form].extension}"

    def _written(self, wanted: tuple[Path, str], problem: str | None) -> None:
        if problem is not None:
            self._complain(problem)
            return
        self.dismiss(None)
        self.say(f"Written: {self._path(*wanted)}")

    def _complain(self, problem: str) -> None:
        self.query_one("#problem", Static).update(Content(f"✗ {problem}"))

    def action_give_up(self) -> None:
        """Leave without a file."""
        self.dismiss(None)

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        if event.button.id == "keep":
            self.action_keep()
        else:
            self.dismiss(None)

    @on(Input.Submitted)
    def written(self, event: Input.Submitted) -> None:
        """Enter in the folder's field writes."""
        event.stop()
        self.action_keep()
