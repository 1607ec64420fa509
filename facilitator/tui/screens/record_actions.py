"""What can be done with an agreement, wherever one is in front: the list or the reading view."""

from collections.abc import Callable
from pathlib import Path

from textual import work

from facilitator.domain.errors import FacilitatorError
from facilitator.engine.amending import Former
from facilitator.export.markdown import agreement_markdown
from facilitator.library.paths import Library
from facilitator.library.playbooks import find_playbook
from facilitator.tui.commands import Command
from facilitator.tui.record import Record, Unreadable, open_record
from facilitator.tui.record_kin import holding, path_of
from facilitator.tui.screens.base import HasCommands
from facilitator.tui.screens.checking_in import CheckInScreen
from facilitator.tui.screens.comparison import ComparisonScreen
from facilitator.tui.screens.export_form import ExportForm
from facilitator.tui.screens.versions import VersionsScreen
from facilitator.tui.start import Amend, Wanted
from facilitator.tui.threads import show_from_thread

_NONE = "There is no agreement in front."
NO_KIN = "It replaced no other agreement, and none replaced it."
"""Why there is no other version to read."""
_ON_A_RECORD = frozenset(
    {"check_in", "amend", "compare", "other_version", "export", "copy", "folder"}
)


class ActsOnRecord(HasCommands):
    """A screen with an agreement in front, or none just now."""

    library: Library

    @property
    def path_in_front(self) -> Path | None:
        """The file of the agreement in front."""
        raise NotImplementedError

    def why_not(self, command: Command) -> str | None:
        """Nothing can be done with an agreement while there is none."""
        if command.id in _ON_A_RECORD and self.path_in_front is None:
            return _NONE
        return super().why_not(command)

    def changed(self) -> None:
        """Look again, since something was written beside the agreement in front."""

    def action_check_in(self) -> None:
        """Ask how what was promised is going."""
        if self.path_in_front is not None:
            screen = CheckInScreen(self.library, self.path_in_front)
            self.app.push_screen(screen, lambda saved: self.changed() if saved else None)

    def action_amend(self) -> None:
        """Hold the session again, with its answers filled in."""
        self._with_record(self._amend)

    def _amend(self, record: Record) -> None:
        if not record.seal.holds:
            self.say(f"It cannot be amended: {record.seal.reason}")
            return
        try:
            playbook = find_playbook(self.library, record.agreement.playbook.id).path
        except FacilitatorError as error:
            self.say(error.message)
            return
        newer = holding(record.kin)
        if newer:
            self.say(f"{newer[-1].in_words}, replaced it already; both will stand.")
        self.post_message(Wanted(Amend(Former.of(record.agreement), playbook)))

    def read_version(self, path: Path) -> None:
        """Read another version of the agreement in front."""
        raise NotImplementedError

    def action_other_version(self) -> None:
        """Read an agreement that replaced the one in front, or the one that it replaced."""
        self._with_record(self._read_kin)

    def _read_kin(self, record: Record) -> None:
        if not record.kin:
            self.say(NO_KIN)
        self._choose_version(
            record,
            "Read which version?",
            lambda agreement: self.read_version(path_of(self.library, agreement)),
        )

    def action_compare(self) -> None:
        """Show what changed between it and another version of it."""
        self._with_record(self._compare_with_kin)

    def _compare_with_kin(self, record: Record) -> None:
        if not record.kin:
            self.say("It has no other version. In the list, d on two agreements compares them.")
            return
        self._choose_version(
            record,
            "Compare it with which version?",
            lambda agreement: self.compare(record.path, path_of(self.library, agreement)),
        )

    def _choose_version(self, record: Record, question: str, do: Callable[[str], object]) -> None:
        """Do something with the other version of `record`; ask which one if there are several."""

        def answer(name: str | None) -> None:
            if name is not None:
                do(name)

        if len(record.kin) == 1:
            answer(record.kin[0].id)
        elif record.kin:
            self.app.push_screen(VersionsScreen(question, record.kin), answer)

    @work(thread=True)
    def compare(self, one: Path, other: Path) -> None:
        """Show what changed from the earlier to the later of two agreements."""
        records = [open_record(self.library, path) for path in (one, other)]
        for record in records:
            if isinstance(record, Unreadable):
                show_from_thread(self, self.say, record.problem)
                return
        read = [record.agreement for record in records if isinstance(record, Record)]
        before, after = sorted(read, key=lambda agreement: (agreement.closed, agreement.id))
        show_from_thread(self, self.app.push_screen, ComparisonScreen(before, after))

    def action_export(self) -> None:
        """Ask for a format and a folder, and write a file."""
        self._with_record(lambda record: self.app.push_screen(ExportForm(record)))

    def action_copy(self) -> None:
        """Put the whole text on the clipboard, by way of the terminal."""
        self._with_record(self._copy)

    def _copy(self, record: Record) -> None:
        self.app.copy_to_clipboard(agreement_markdown(record.agreement, record.after))
        self.say("Copied as Markdown, if your terminal takes it (OSC 52).")

    def action_folder(self) -> None:
        """Say where the file is, and put that on the clipboard."""
        if self.path_in_front is not None:
            self.app.copy_to_clipboard(str(self.path_in_front.parent))
            self.say(f"In the folder {self.path_in_front.parent} (copied)")

    @work(thread=True)
    def _with_record(self, do: Callable[[Record], object]) -> None:
        """Read the agreement in front, in a thread, and do something with it."""
        path = self.path_in_front
        if path is None:
            return
        record = open_record(self.library, path)
        if isinstance(record, Unreadable):
            show_from_thread(self, self.say, record.problem)
        else:
            show_from_thread(self, do, record)
