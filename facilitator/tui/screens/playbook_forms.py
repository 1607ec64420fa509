"""A small form for the id and the title of a playbook: to duplicate, create or rename one."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Static

from facilitator.authoring.header_edit import LONGEST_ID, is_playbook_id
from facilitator.domain.text import clean_line
from facilitator.tui.screens.base import Dialog

_LONGEST_TITLE = 200


@dataclass(frozen=True)
class Named:
    """What a playbook is to be called."""

    id: str
    title: str


class NameForm(Dialog[Named | None]):
    """Asks for an id and a title. Esc leaves everything as it is."""

    WHERE = "form"
    NAMED = "Name a playbook"
    PURPOSE = (
        "The id names the playbook in commands and its file; the title is what people read. "
        "Sessions under way keep the playbook they started with."
    )
    CSS_PATH = "playbook_forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Cancel", show=False, priority=True),
        Binding("ctrl+n,f8,ctrl+s,f9", "keep", "Keep", show=False, priority=True),
    ]

    def __init__(self, heading: str, keep: str, begin: Named, taken: frozenset[str]) -> None:
        """Ask under `heading`, beginning with `begin`; ids that are `taken` are refused."""
        super().__init__()
        self._heading = heading
        self._keep = keep
        self._begin = begin
        self._taken = taken

    def compose(self) -> ComposeResult:
        """Give the two fields and the two buttons."""
        with Vertical(id="box"):
            yield Static(Content(self._heading), classes="heading")
            yield Static(Content("Id: small letters, digits and hyphens"), classes="label")
            yield Input(self._begin.id, id="name", max_length=LONGEST_ID)
            yield Static(id="name-problem", classes="problem")
            yield Static(Content("Title"), classes="label")
            yield Input(self._begin.title, id="title", max_length=_LONGEST_TITLE)
            yield Static(id="title-problem", classes="problem")
            with Horizontal(id="answers"):
                yield Button(Content("Cancel  Esc"), id="cancel", compact=True)
                yield Button(Content(f"{self._keep}  ^n"), id="keep", compact=True)

    def action_keep(self) -> None:
        """Give what was filled in, or say what is wrong beside its field."""
        name = self.query_one("#name", Input).value.strip()
        title = clean_line(self.query_one("#title", Input).value)
        problems = {"name": self._wrong_with(name), "title": "" if title else "✗ write a title"}
        for field, problem in problems.items():
            self.query_one(f"#{field}-problem", Static).update(Content(problem))
        wrong = next((field for field, problem in problems.items() if problem), None)
        if wrong is not None:
            self.query_one(f"#{wrong}").focus()
        else:
            self.dismiss(Named(name, title))

    def _wrong_with(self, name: str) -> str:
        if not is_playbook_id(name):
            return "✗ small letters a to z, digits, and single hyphens between them"
        return "✗ you have a playbook with this id already" if name in self._taken else ""

    def action_give_up(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        if event.button.id == "keep":
            self.action_keep()
        else:
            self.dismiss(None)

    @on(Input.Changed)
    def take_back(self, event: Input.Changed) -> None:
        """Complain no longer of a field that is being changed."""
        event.stop()
        self.query_one(f"#{event.input.id}-problem", Static).update("")

    @on(Input.Submitted)
    def move_on(self, event: Input.Submitted) -> None:
        """Enter leads to the title, and from there it keeps."""
        event.stop()
        if event.input.id == "name":
            self.query_one("#title").focus()
        else:
            self.action_keep()
