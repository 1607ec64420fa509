"""The playbook editor: everything that can be done with the text of a playbook."""

from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from facilitator.authoring import explain
from facilitator.authoring.outline import section_at
from facilitator.authoring.skeletons import insertion, why_no_room
from facilitator.authoring.source_text import SourceText
from facilitator.domain.errors import FacilitatorError
from facilitator.library.own_playbooks import (
    OnDisk,
    changed_on_disk,
    save_playbook,
)
from facilitator.library.playbooks import is_shipped, read_playbook_bytes
from facilitator.library.unsaved_playbooks import find_unsaved, put_unsaved_away
from facilitator.tui.commands import Command, bindings_of
from facilitator.tui.editing.find_bar import FindBar
from facilitator.tui.editing.other_editor import edit_elsewhere, other_editor
from facilitator.tui.editing.previewing import Preview, preview
from facilitator.tui.editing.problem_list import ProblemList, next_problem
from facilitator.tui.screens.confirm import ConfirmScreen
from facilitator.tui.screens.editor_dialogs import InsertDialog, OutlineDialog
from facilitator.tui.screens.editor_text import TextScreen
from facilitator.tui.screens.explanation import ExplanationScreen
from facilitator.tui.screens.preview import PreviewScreen
from facilitator.tui.screens.rehearsal import RehearsalScreen
from facilitator.tui.threads import show_from_thread
from facilitator.tui.widgets.line_list import LineList
from facilitator.tui.wording import utc_now

_BROKEN = "First put the errors right; ^n leads to the next one."
_NOT_SAVED = "What you changed is not saved."


class EditorScreen(TextScreen):
    """Edits one playbook. Gives where it is saved, or None if it never was."""

    WHERE = "editor"
    NAMED = "The playbook editor"
    PURPOSE = (
        "The text of a playbook, in TOML. What is wrong is underlined and listed below as you "
        "type. A playbook that came with the program is saved as your own copy. If the terminal "
        "closes before you save, what you typed is offered when you edit the playbook again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("editor")]

    def why_not(self, command: Command) -> str | None:
        """Say why a command cannot be used just now."""
        if command.id == "next_problem" and self.checked.text and not self.checked.problems:
            return "There is nothing to mend."
        if command.id == "explain_problem" and self.query_one(ProblemList).marked is None:
            return "There is nothing to explain."
        if command.id in {"preview", "rehearse_text"} and self.checked.playbook is None:
            return _BROKEN if self.checked.text else "The text is still being read."
        if command.id == "open_elsewhere":
            return self._why_not_elsewhere()
        return None

    def _why_not_elsewhere(self) -> str | None:
        if not other_editor():
            return "Neither $VISUAL nor $EDITOR names an editor."
        if is_shipped(self.opened.path):
            return "Save first (^s): that makes your own copy, which can be edited anywhere."
        return "Save first (^s): the other editor opens the file." if self.unsaved else None

    def on_mount(self) -> None:
        """Offer what was typed an earlier time and never saved."""
        if find_unsaved(self.library, self.opened.path) is not None:
            self.call_after_refresh(self._offer_unsaved)

    def _offer_unsaved(self) -> None:
        found = find_unsaved(self.library, self.opened.path)
        if found is None:
            return
        question = "You changed this playbook before, and the program ended before you saved it. "
        if found.outdated:
            question += "Since then the playbook itself was changed too. "
        question += (
            "What you had typed is still there. Put it away, into playbooks/.removed, and begin "
            "with what was saved?"
        )
        confirm = ConfirmScreen(question, yes="Put it away", no="Go on with it")
        self.app.push_screen(confirm, lambda away: self._go_on_with(found.source, away))

    def _go_on_with(self, source: bytes, away: bool | None) -> None:
        if not away:
            text = SourceText.of(source).shown
            self.area.replace(text, (0, 0), self.area.document.end)
            self._jump(1)
            return
        try:
            put_unsaved_away(self.library, self.opened.path)
        except FacilitatorError as error:
            self.app.notify(error.message, severity="error", timeout=12, markup=False)

    # Finding one's way

    def action_next_problem(self) -> None:
        """Put the cursor at the next problem."""
        found = next_problem(self.checked.problems, self.area.cursor_location)
        if found is not None:
            self.query_one(ProblemList).mark(found)
            self._jump(found.span.line, found.span.column)

    def action_explain_problem(self) -> None:
        """Say what the marked problem means."""
        problem = self.query_one(ProblemList).marked
        explanation = explain(problem.code) if problem is not None else None
        if explanation is not None:
            self.app.push_screen(ExplanationScreen(explanation))

    def _jump(self, line: int | None, column: int = 1) -> None:
        if line is not None:
            self.area.go_to(line, column)
            self.area.focus()

    @on(LineList.Chosen, "#problems")
    def jump_to_problem(self, event: LineList.Chosen) -> None:
        """Put the cursor where a problem is."""
        self._jump(event.entry.span.line, event.entry.span.column)

    @on(LineList.Chosen, "#outline")
    def jump_to_section(self, event: LineList.Chosen) -> None:
        """Put the cursor where a step or an item begins."""
        self._jump(event.entry.line)

    def action_show_outline(self) -> None:
        """Offer the steps and items to jump to."""
        outline = OutlineDialog(self.checked.sections, self.area.line)
        self.app.push_screen(outline, self._jump)

    def action_find(self) -> None:
        """Ask what to find."""
        self.query_one(FindBar).open(self.area.selected_text)

    @on(FindBar.Wanted)
    def find(self, event: FindBar.Wanted) -> None:
        """Select the next place with the words."""
        found = self.area.select_found(event.words, forward=event.forward)
        told = "Enter next · ↑ previous · Esc closes" if found else "✗ not in the text"
        self.query_one(FindBar).tell(told)

    @on(FindBar.Closed)
    def back_to_text(self) -> None:
        """Go on where the words were found."""
        self.area.focus()

    # Writing

    def action_insert_piece(self) -> None:
        """Offer what can be inserted."""
        self.app.push_screen(InsertDialog(), self._insert)

    def _insert(self, kind: str | None) -> None:
        if kind is None:
            return
        area = self.area
        reason = why_no_room(kind, area.text, area.line)
        if reason is not None:
            self.say(reason)
            return
        piece = insertion(kind, area.text, area.line)
        lines = area.document.line_count
        if piece.line <= lines:
            area.insert(piece.text, (piece.line - 1, 0))
        else:
            last = len(area.document.get_line(lines - 1))
            area.insert("\n" + piece.text.rstrip("\n"), (lines - 1, last))
        self._jump(piece.cursor)

    # Trying out

    def action_preview(self) -> None:
        """Show the pages of the item at the cursor."""
        here = section_at(self.checked.sections, self.area.line)
        step, item = (here.step, here.item) if here is not None else (-1, -1)
        self._prepare_preview(step, item)

    @work(thread=True, exclusive=True, group="preview")
    def _prepare_preview(self, step: int, item: int) -> None:
        playbook = self.checked.playbook
        if playbook is not None:
            made = preview(playbook, step, item, utc_now())
            show_from_thread(self, self._show_preview, made)

    def _show_preview(self, made: Preview) -> None:
        if made.moments:
            self.app.push_screen(PreviewScreen(made, utc_now))
        else:
            self.say("The made-up people never come to this; rehearse it (^r) to see it.")

    def action_rehearse_text(self) -> None:
        """Go through the whole session with made-up people."""
        if self.checked.playbook is not None:
            self.app.push_screen(RehearsalScreen(self.checked.playbook, utc_now))

    # Saving and leaving

    def action_save_text(self) -> None:
        """Save; ask first when somebody else has changed the file."""
        if not is_shipped(self.opened.path) and changed_on_disk(self.opened):
            question = (
                "The file was changed or removed by somebody else since you opened it. Save yours "
                "in its place? The other version is kept under playbooks/.removed."
            )
            self.app.push_screen(ConfirmScreen(question, yes="Save mine", no="Stay"), self._save_if)
        else:
            self._save_if(True)

    def _save_if(self, sure: bool | None) -> None:
        if not sure:
            return
        was_shipped = is_shipped(self.opened.path)
        text = self.area.text
        try:
            saved = save_playbook(self.library, self.opened, self.kept.edited(text))
        except FacilitatorError as error:
            self.app.notify(error.message, severity="error", timeout=12, markup=False)
            return
        self.aside.drop(self.opened.path)
        self._saved_as = saved.path
        self.opened, self.kept = saved, SourceText.of(saved.source)
        copied = f"Saved as your own copy: {saved.path}" if was_shipped else "Saved."
        self.say(copied)
        self._show_top_line()
        self._check()

    def lost_by_quitting(self) -> str | None:
        """Ask about what was typed and not saved."""
        if not self.unsaved:
            return None
        return f"{_NOT_SAVED} Quit? It is offered when you edit this playbook again."

    def action_leave_editor(self) -> None:
        """Go back; ask first when something is not saved."""
        if self.unsaved:
            confirm = ConfirmScreen(
                f"{_NOT_SAVED} Leave without saving?", yes="Leave without saving", no="Stay"
            )
            self.app.push_screen(confirm, self._leave_if)
        else:
            self.dismiss(self._saved_as)

    def _leave_if(self, sure: bool | None) -> None:
        if sure:
            self.forget_typing()
            self.dismiss(self._saved_as)

    def save_now(self) -> None:
        """Keep what is not saved aside before the program ends."""
        if self.unsaved:
            self.keep_aside()
            self.aside.flush()

    def action_open_elsewhere(self) -> None:
        """Open the file in the user's own editor, and read it again afterwards."""
        problem = edit_elsewhere(self.app, self.opened.path)
        if problem is not None:
            self.say(problem)
        try:
            self._open(OnDisk(self.opened.path, read_playbook_bytes(self.opened.path)))
        except FacilitatorError as error:
            self.say(error.message)
            return
        self.area.load_text(self.kept.shown)
        self._check()
