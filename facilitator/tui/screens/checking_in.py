"""A check-in: how each commitment of an agreement is going, said by both, saved for good."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.domain.check_in import CheckIn
from facilitator.domain.errors import AnswersFileError, FacilitatorError
from facilitator.engine.checking_in import check_in_from
from facilitator.library.check_ins import save_check_in
from facilitator.library.paths import Library
from facilitator.library.tokens import new_token
from facilitator.tui.asking import Asking
from facilitator.tui.commands import Command, bindings_of
from facilitator.tui.record import Record, Unreadable, open_record
from facilitator.tui.record_kin import replaced_in_words
from facilitator.tui.screens.base import PlainScreen
from facilitator.tui.screens.confirm import ConfirmScreen
from facilitator.tui.widgets.progress_form import ProgressForm
from facilitator.tui.wording import counted, local_now, utc_now

_NOT_KEPT = "Leave without saving? What you wrote about the commitments is not kept."
_NO_PROMISES = "Nothing was promised in this agreement, so there is nothing to check in on."


class CheckInScreen(PlainScreen[bool]):
    """Asks for each commitment how it is going; gives True when a check-in was saved."""

    WHERE = "check_in"
    NAMED = "A check-in"
    PURPOSE = (
        "Together, say of each commitment how it is going, and what follows. Leave out what there "
        "is nothing to say about. What is saved here is a record of its own, sealed, beside the "
        "agreement, which stays as it was signed."
    )
    CSS_PATH = "checking_in.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("check_in")]

    def __init__(self, library: Library, path: Path) -> None:
        """Follow up the agreement in the file `path`."""
        super().__init__()
        self._record: Record | None = None
        self._path = path
        self._forms: list[ProgressForm] = []
        self._saving = Asking(self, _save, self._saved)
        self._opening = Asking(self, lambda wanted: open_record(library, wanted), self._ask)

    def compose_body(self) -> ComposeResult:
        """Give room for the commitments, and below them, always in sight, for what is wrong."""
        yield VerticalScroll(Static(Content("Reading…"), id="about"), id="page", can_focus=False)
        yield Static(id="problem", classes="problem")

    def on_mount(self) -> None:
        """Begin to read the agreement."""
        self._opening.ask(self._path)

    def _ask(self, _path: Path, read: Record | Unreadable) -> None:
        """Put the questions, or say why there are none."""
        reason = _why_not(read)
        if reason is not None or isinstance(read, Unreadable):
            self.query_one("#about", Static).update(Content.styled(f"✗ {reason}", "$apart"))
            return
        self._record = read
        self.query_one("#about", Static).update(_about(read))
        today = local_now().date()
        self._forms = [ProgressForm(read.agreement, followed, today) for followed in read.states]
        self.call_later(self._show_forms)

    async def _show_forms(self) -> None:
        """Lay the forms out, and focus the first once it can have the focus."""
        await self.query_one("#page").mount(*self._forms)
        self._forms[0].focus_first()
        self.refresh_hints()

    def why_not(self, command: Command) -> str | None:
        """Nothing can be saved before there is anything to fill in."""
        if command.id == "save_check_in" and not self._forms:
            return "There is nothing to fill in here."
        return None

    def action_save_check_in(self) -> None:
        """Save what was filled in, or say beside the commitment what is wrong."""
        filled = [form for form in self._forms if not form.is_blank]
        problem = self.query_one("#problem", Static)
        problem.update("" if filled else Content("✗ say of at least one how it is going"))
        wrong = [form for form in self._forms if not form.accept()]
        if not filled:
            self._forms[0].focus_first()
        elif wrong:
            wrong[0].focus_problem()
        elif self._record is not None and not self._saving.busy:
            self._check(self._record, filled)

    def _check(self, record: Record, filled: list[ProgressForm]) -> None:
        """Have the engine judge what was filled in, and save it when it is in order."""
        table = {"progress": [form.row for form in filled]}
        try:
            made = check_in_from(record.agreement, table, utc_now(), str(record.seal.computed))
        except AnswersFileError as error:
            place = error.path[1] if len(error.path) > 1 else 0
            key = str(error.path[2]) if len(error.path) > 2 else ""
            filled[int(place)].complain(error.message, key)
            return
        self._saving.ask((record.path, made))

    def _saved(self, written: tuple[Path, CheckIn], problem: str | None) -> None:
        """Go back, or say why it could not be saved."""
        if problem is not None:
            self.query_one("#problem", Static).update(Content(f"✗ Not saved yet: {problem}"))
            return
        count = len(written[1].progress)
        self.say(f"Checked in on {counted(count, 'commitment', 'commitments')}.")
        self.dismiss(True)

    def lost_by_quitting(self) -> str | None:
        """Say that what was filled in is kept nowhere before it is saved."""
        return None if all(form.is_blank for form in self._forms) else _NOT_KEPT

    def action_leave(self) -> None:
        """Leave; ask first when something was filled in."""
        question = self.lost_by_quitting()
        if question is None:
            self.dismiss(False)
        else:
            confirm = ConfirmScreen(question, yes="Leave", no="Stay here")
            self.app.push_screen(confirm, self._leave_if)

    def _leave_if(self, sure: bool | None) -> None:
        if sure:
            self.dismiss(False)


def _about(record: Record) -> Content:
    """Return what is checked in on, and what holds now when it was replaced."""
    replaced = replaced_in_words(record.kin)
    words = (
        f"\n▲ {replaced} A check-in here is kept, but changes nothing there." if replaced else ""
    )
    return Content.assemble(
        (record.agreement.topic, "bold"),
        (words, "$role-first"),
        ("\nHow is it going? Leave out what there is nothing to say about.", "$quiet"),
    )


def _save(written: tuple[Path, CheckIn]) -> str | None:
    """Write a check-in beside its agreement; return what went wrong, or None."""
    try:
        save_check_in(*written, new_token())
    except FacilitatorError as error:
        return error.message
    return None


def _why_not(read: Record | Unreadable) -> str | None:
    """Return why no check-in can be made, in words; None when it can."""
    if isinstance(read, Unreadable):
        return read.problem
    if not read.seal.holds or read.seal.computed is None:
        return f"This is not what was signed, so nothing can rest on it. {read.seal.reason}"
    return None if read.states else _NO_PROMISES
