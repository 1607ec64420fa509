"""The playbooks there are: what each is for, and what is wrong with one that cannot be used."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.domain.playbook import Playbook
from facilitator.library.paths import Library
from facilitator.tui.commands import Command, bindings_of
from facilitator.tui.screens.base import PlainScreen
from facilitator.tui.shelf import Shelved, shelf
from facilitator.tui.start import NewSession, Wanted
from facilitator.tui.widgets.line_list import LineList
from facilitator.tui.widgets.names import ROLE_STYLES

UNUSABLE = "This playbook cannot be used yet; what is wrong stands beside it."
"""Why a broken playbook does not start."""


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
        "A playbook is the script of a session. Here are the shipped ones and your own, with their "
        "steps. Your own lie as TOML files in the library's folder and can be edited."
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
            yield LineList[Shelved](draw_shelved, height=3, id="list")
            with VerticalScroll(id="about"):
                yield Static(Content("Reading…"), id="details")

    def on_mount(self) -> None:
        """Begin to read."""
        self.query_one("#list").focus()
        self.query_one("#about", VerticalScroll).can_focus = False
        self._read()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        self.app.call_from_thread(self._show, shelf(self.library))

    def _show(self, entries: list[Shelved]) -> None:
        self.query_one("#list", LineList).show(entries)
        if not entries:
            self.query_one("#details", Static).update(Content("There are no playbooks here."))

    @on(LineList.Marked, "#list")
    def describe(self, event: LineList.Marked) -> None:
        """Show what the marked playbook is."""
        parts = list(_details(event.entry))
        self.query_one("#details", Static).update(Content("\n\n").join(parts))
        self.query_one("#about").scroll_home(animate=False)
        self.refresh_hints()

    @on(LineList.Chosen, "#list")
    async def choose(self) -> None:
        """Start with the chosen playbook."""
        await self.action_command("start_chosen")

    def action_start_chosen(self) -> None:
        """Begin a session with the playbook under the mark."""
        entry = self.query_one("#list", LineList).chosen
        if entry is not None:
            self.post_message(Wanted(NewSession(entry.path)))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()

    def why_not(self, command: Command) -> str | None:
        """Only a sound playbook starts."""
        if command.id != "start_chosen":
            return None
        entry = self.query_one("#list", LineList).chosen
        return UNUSABLE if entry is None or entry.playbook is None else None


def _details(entry: Shelved) -> Iterator[Content]:
    """Give the paragraphs about a playbook."""
    yield Content.assemble((entry.title, "bold"), ("\n" + entry.facts, "$quiet"))
    if entry.playbook is not None:
        yield from _contents(entry.playbook)
    if entry.problems:
        heading = "Warnings" if entry.playbook else "Cannot be used"
        style = "bold $role-first" if entry.playbook else "bold $apart"
        yield Content.styled(heading, style)
        for problem in entry.problems:
            yield Content(problem)
    yield Content.styled(str(entry.path), "$quiet")


def _contents(playbook: Playbook) -> Iterator[Content]:
    if playbook.playbook.summary:
        yield Content(playbook.playbook.summary)
    roles = zip(playbook.roles.values(), ROLE_STYLES, strict=True)
    yield Content("\n").join(
        Content.assemble((role.title, f"bold {style}"), f"  {role.lens or ''}")
        for role, style in roles
    )
    yield Content("\n").join(
        Content.assemble(
            (f"{number:>2}  ", "$quiet"),
            step.title,
            (f"  {step.minutes} min" if step.minutes else "", "$quiet"),
        )
        for number, step in enumerate(playbook.steps, start=1)
    )
