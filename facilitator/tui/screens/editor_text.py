"""The text of a playbook on screen: the field, what is wrong with it, where the cursor is."""

from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static, TextArea
from textual.worker import get_current_worker

from facilitator.authoring.outline import Section, section_at
from facilitator.authoring.source_text import SourceText
from facilitator.library.own_playbooks import OnDisk
from facilitator.library.paths import Library
from facilitator.library.playbooks import is_shipped, read_playbook_bytes
from facilitator.tui.editing.aside import Aside
from facilitator.tui.editing.checked_text import CheckedText, look_at
from facilitator.tui.editing.find_bar import FindBar
from facilitator.tui.editing.problem_list import ProblemList
from facilitator.tui.editing.toml_area import TomlArea
from facilitator.tui.screens.base import PlainScreen
from facilitator.tui.screens.editor_dialogs import draw_section
from facilitator.tui.threads import show_from_thread
from facilitator.tui.widgets.line_list import LineList

_CHECK_AFTER = 0.25
"""Seconds without a key after which the text is checked."""


class TextScreen(PlainScreen[Path | None]):
    """Shows the text of one playbook, and all that is known of it, as it is typed."""

    CSS_PATH = "editor.tcss"

    def __init__(self, library: Library, path: Path) -> None:
        """Edit the playbook at `path`. LibraryError if it cannot be read."""
        super().__init__()
        self.library = library
        self._open(OnDisk(path, read_playbook_bytes(path)))
        self._saved_as: Path | None = None
        self._timer: Timer | None = None
        self.aside = Aside(library)

    def on_unmount(self) -> None:
        """Finish what is to be kept aside."""
        self.aside.close()

    def _open(self, opened: OnDisk) -> None:
        self.opened = opened
        self.kept = SourceText.of(opened.source)
        self.checked = CheckedText("")

    def compose_body(self) -> ComposeResult:
        """Give the text with its list of problems, and beside it the outline."""
        with Horizontal(id="editor"):
            with Vertical():
                yield TomlArea(self.kept.shown)
                yield FindBar()
                yield Static(id="status")
                yield ProblemList()
            yield LineList[Section](draw_section, id="outline")

    def on_mount(self) -> None:
        """Check the text as it is."""
        self.area.focus()
        self._check()

    @property
    def area(self) -> TomlArea:
        """The field with the text."""
        return self.query_one(TomlArea)

    @property
    def unsaved(self) -> bool:
        """Whether the text differs from the file as it was read or saved last."""
        return self.area.text != self.kept.shown

    def top_line(self) -> Content:
        """Return which file this is, how many problems it has, and whether it is saved."""
        found = self.checked.in_words if self.checked.text else ""
        style = "$apart" if self.checked.errors else "$agreed"
        shipped = is_shipped(self.opened.path)
        return Content.assemble(
            (self.opened.path.name, "bold"),
            (f"   {found}", style),
            ("   ● not saved", "$role-first") if self.is_mounted and self.unsaved else "",
            ("   shipped: saved as your own copy", "$quiet") if shipped else "",
        )

    def _show_top_line(self) -> None:
        self.query_one(".top-line", Static).update(self.top_line(), layout=False)

    @on(TextArea.Changed)
    def typed(self) -> None:
        """Have the text kept aside and checked once nothing is typed for a moment."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_CHECK_AFTER, self._keep_and_check)

    def _keep_and_check(self) -> None:
        self.keep_aside()
        self._check()

    def forget_typing(self) -> None:
        """Keep nothing of what was typed since the text was saved."""
        if self._timer is not None:
            self._timer.stop()
        self.aside.drop(self.opened.path)

    def keep_aside(self) -> None:
        """Keep on disk what is typed and not saved, and nothing where everything is saved."""
        if self.unsaved:
            self.aside.keep(self.opened.path, self.kept, self.area.text)
        else:
            self.aside.drop(self.opened.path)

    @work(thread=True, exclusive=True, group="check")
    def _check_in_thread(self, kept: SourceText, text: str) -> None:
        checked = look_at(self.library, kept, text, self.opened.path.name)
        if not get_current_worker().is_cancelled:
            show_from_thread(self, self._show_checked, checked)

    def _check(self) -> None:
        self._timer = None
        self._check_in_thread(self.kept, self.area.text)

    def _show_checked(self, checked: CheckedText) -> None:
        """Show what was found, unless the text has changed again since."""
        if checked.text != self.area.text:
            return
        before, self.checked = self.checked, checked
        self.area.mark(checked.problems)
        self.query_one(ProblemList).show(checked.problems, self.area.line)
        if checked.sections != before.sections:
            self.query_one("#outline", LineList).show(checked.sections)
        self._show_top_line()
        self._show_place()
        self.refresh_hints()

    @on(TextArea.SelectionChanged)
    def _show_place(self) -> None:
        """Say where the cursor is, and mark that in the outline."""
        row, column = self.area.cursor_location
        sections = self.checked.sections
        here = section_at(sections, row + 1)
        step = next(
            (s for s in reversed(sections) if s.header == "step" and s.line <= row + 1), None
        )
        names = [one.name for one in (step, here) if one is not None]
        place = " › ".join(dict.fromkeys(names))
        words = Content.assemble((f"{row + 1}:{column + 1}  ", "$quiet"), (place, "$quiet"))
        self.query_one("#status", Static).update(words, layout=False)
        if here is not None:
            outline = self.query_one("#outline", LineList)
            outline.marked = sections.index(here)
