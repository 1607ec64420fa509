"""The playbooks there are: what each is for, what is wrong with it, what can be done with it."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.domain.errors import FacilitatorError
from facilitator.domain.text import clean_line
from facilitator.library.own_playbooks import new_playbook, remove_playbook, rename_playbook
from facilitator.library.paths import Library
from facilitator.tui.commands import Command, bindings_of
from facilitator.tui.playbook_details import about, problems, steps
from facilitator.tui.screens.base import PlainScreen
from facilitator.tui.screens.confirm import ConfirmScreen
from facilitator.tui.screens.editor import EditorScreen
from facilitator.tui.screens.playbook_forms import Named, NameForm
from facilitator.tui.screens.rehearsal import RehearsalScreen
from facilitator.tui.shelf import Shelved, shelf
from facilitator.tui.start import NewSession, Wanted
from facilitator.tui.threads import show_from_thread
from facilitator.tui.widgets.line_list import BrowsingList, LineList
from facilitator.tui.wording import utc_now

UNUSABLE = "This playbook cannot be used yet; what is wrong stands beside it."
"""Why a broken playbook does not start."""
_SHIPPED = "This playbook came with the program; duplicate it (d) to have one of your own."


def draw_shelved(entry: Shelved, width: int) -> list[Content]:
    """Return the two lines of a playbook in a list: its title, and its length or its state."""
    title = Content.styled(entry.title, "bold").truncate(width, ellipsis=True)
    if entry.playbook is None:
        return [title, Content.styled(f"✗ cannot be used · {entry.origin}", "$apart")]
    return [title, Content.styled(entry.facts, "$quiet")]


class PlaybooksScreen(PlainScreen[None]):
    """A list of playbooks, and beside it what the marked one is."""

    WHERE = "playbooks"
    NAMED = "Playbooks"
    PURPOSE = (
        "A playbook is the script of a session. Here are the shipped ones and your own, with who "
        "answers what and how secret that is. Your own lie as TOML files in the library's folder "
        "and can be edited; of a shipped one you make your own copy first."
    )
    CSS_PATH = "playbooks.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("playbooks")]

    def __init__(self, library: Library) -> None:
        """List the playbooks that `library` and the program have."""
        super().__init__()
        self.library = library

    def compose_body(self) -> ComposeResult:
        """Give the list and the details."""
        with Horizontal(id="playbooks"):
            yield BrowsingList[Shelved](draw_shelved, height=3, id="list")
            with VerticalScroll(id="about"):
                yield Static(Content("Reading…"), id="details")
                yield Static(id="steps")
                yield Static(id="further")

    def on_mount(self) -> None:
        """Begin to read."""
        self.query_one("#list").focus()
        self._read(None)

    @work(thread=True, exclusive=True)
    def _read(self, mark: Path | None) -> None:
        show_from_thread(self, self._show, shelf(self.library), mark)

    def _show(self, entries: list[Shelved], mark: Path | None) -> None:
        paths = [entry.path for entry in entries]
        at = paths.index(mark) if mark in paths else None
        self.query_one("#list", LineList).show(entries, at)
        if not entries:
            self.query_one("#details", Static).update(Content("There are no playbooks here."))

    @property
    def marked(self) -> Shelved | None:
        """The playbook under the mark."""
        found: Shelved | None = self.query_one("#list", LineList).chosen
        return found

    @on(LineList.Marked, "#list")
    def describe(self, event: LineList.Marked) -> None:
        """Show what the marked playbook is."""
        for place, parts in (
            ("#details", about(event.entry)),
            ("#steps", steps(event.entry)),
            ("#further", problems(event.entry)),
        ):
            words = Content("\n\n").join(parts)
            part = self.query_one(place, Static)
            part.update(words + "\n")
            part.display = bool(words)
        self.query_one("#about").scroll_home(animate=False)
        self.refresh_hints()

    @on(LineList.Chosen, "#list")
    def choose(self) -> None:
        """Start with the chosen playbook."""
        self.action_command("start_chosen")

    def why_not(self, command: Command) -> str | None:
        """Only a sound playbook starts, and only one's own is renamed or removed."""
        entry = self.marked
        if command.id in {"start_chosen", "rehearse_chosen"}:
            return UNUSABLE if entry is None or entry.playbook is None else None
        if command.id in {"rename_chosen", "remove_chosen"}:
            return _SHIPPED if entry is None or entry.shipped else None
        if command.id in {"edit_chosen", "duplicate_chosen"} and entry is None:
            return "There is no playbook under the mark."
        return None

    def action_start_chosen(self) -> None:
        """Begin a session with the playbook under the mark."""
        if self.marked is not None:
            self.post_message(Wanted(NewSession(self.marked.path)))

    def action_rehearse_chosen(self) -> None:
        """Go through the whole session with made-up people."""
        if self.marked is not None and self.marked.playbook is not None:
            self.app.push_screen(RehearsalScreen(self.marked.playbook, utc_now))

    def action_edit_chosen(self) -> None:
        """Open the playbook in the editor."""
        if self.marked is not None:
            self._edit(self.marked.path)

    def _edit(self, path: Path) -> None:
        self._try(lambda: self._push_editor(path))

    def _push_editor(self, path: Path) -> Path:
        def edited(saved: Path | None) -> None:
            self._read(saved or path)

        self.app.push_screen(EditorScreen(self.library, path), edited)
        return path

    def action_duplicate_chosen(self) -> None:
        """Ask what the copy is to be called, and make it."""
        entry = self.marked
        if entry is None:
            return
        begin = Named(self._free_id(f"my-{entry.path.stem}"), f"{entry.title} (mine)")
        form = NameForm(f"A copy of “{entry.title}”", "Duplicate", begin, self._taken())

        def make(named: Named | None) -> None:
            self._make(named, entry.source)

        self.app.push_screen(form, make)

    def action_new_playbook(self) -> None:
        """Ask what a new playbook is to be called, make it, and open it in the editor."""
        begin = Named(self._free_id("my-playbook"), "My playbook")
        form = NameForm("A new playbook", "Create", begin, self._taken())
        self.app.push_screen(form, self._make_and_edit)

    def _make(self, named: Named | None, source: bytes | None) -> Path | None:
        if named is None:
            return None
        made = self._try(lambda: new_playbook(self.library, named.id, source, named.title))
        if made is not None:
            self.say(f"Made: {made}")
            self._read(made)
        return made

    def _make_and_edit(self, named: Named | None) -> None:
        made = self._make(named, None)
        if made is not None:
            self._edit(made)

    def action_rename_chosen(self) -> None:
        """Ask for another id and title."""
        entry = self.marked
        if entry is None:
            return
        begin = Named(entry.id, entry.title)
        taken = self._taken() - {begin.id}
        form = NameForm(f"Rename “{entry.title}”", "Rename", begin, taken)
        self.app.push_screen(form, lambda named: self._rename(entry.path, named))

    def _rename(self, path: Path, named: Named | None) -> None:
        if named is not None:
            self._and_show(lambda: rename_playbook(self.library, path, named.id, named.title))

    def action_remove_chosen(self) -> None:
        """Ask, and put the playbook away."""
        entry = self.marked
        if entry is None:
            return
        question = (
            f"Remove “{entry.title}” ({clean_line(entry.path.name)})? It is moved to the folder "
            "playbooks/.removed of the library; nothing is deleted, and sessions under way keep "
            "their copy."
        )
        confirm = ConfirmScreen(question, yes="Remove it", no="Keep it")
        self.app.push_screen(confirm, lambda sure: self._remove(entry.path, sure))

    def _remove(self, path: Path, sure: bool | None) -> None:
        if sure and self._and_show(lambda: remove_playbook(self.library, path)) is not None:
            self.say("Removed; it lies in playbooks/.removed now.")

    def _and_show(self, change: Callable[[], Path]) -> Path | None:
        """Make a change and list the playbooks anew."""
        changed = self._try(change)
        self._read(changed)
        return changed

    def _try(self, change: Callable[[], Path]) -> Path | None:
        """Make a change; say what stands in its way."""
        try:
            return change()
        except FacilitatorError as error:
            self.app.notify(error.message, severity="error", timeout=12, markup=False)
            return None

    def _taken(self) -> frozenset[str]:
        """Return the ids that the user's own playbooks have."""
        entries = self.query_one("#list", LineList).entries
        return frozenset(entry.id for entry in entries if not entry.shipped)

    def _free_id(self, wanted: str) -> str:
        number, name = 1, wanted
        while name in self._taken():
            number += 1
            name = f"{wanted}-{number}"
        return name

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
