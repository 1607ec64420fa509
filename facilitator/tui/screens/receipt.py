"""The receipt: what the two take away once their agreement is saved."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from facilitator.domain.agreement import Agreement
from facilitator.tui.conversation import Kept
from facilitator.tui.pages.page_view import NextButton
from facilitator.tui.pages.people import People
from facilitator.tui.screens.alone import each_alone
from facilitator.tui.screens.base import PlainScreen
from facilitator.tui.screens.debrief import DebriefScreen

_STATUS = {
    "agreed": ("✓ Agreed", "bold $agreed"),
    "partial": ("≈ Agreed in part", "bold $role-first"),
    "none": ("· No agreement this time", "bold"),
}


class ReceiptScreen(PlainScreen[None]):
    """Shows the receipt, large, and says in plain words what it is for."""

    WHERE = "receipt"
    NAMED = "The receipt"
    PURPOSE = (
        "Your agreement is saved and signed. Write the receipt down, each of you: with it anybody "
        "can tell whether the file is still the one you signed."
    )
    CSS_PATH = "receipt.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+n,f8,ctrl+s,f9", "done", "Done", show=False, priority=True),
    ]

    def __init__(self, kept: Kept, people: People) -> None:
        """Show the receipt of `kept` to `people`."""
        super().__init__()
        self._kept = kept
        self._people = people

    def compose_body(self) -> ComposeResult:
        """Give the outcome, the receipt, what it is for, and where the file is."""
        agreement = self._kept.agreement
        with VerticalScroll(id="receipt"):
            yield Static(Content.styled(*_STATUS[agreement.status]))
            yield Static(Content(agreement.topic), classes="heading")
            yield Static(Content("Receipt"), classes="label")
            yield Static(Content.styled(_spread(self._kept.receipt), "bold $accent"), id="code")
            yield Static(Content(_advice(agreement)), classes="words")
            yield Static(Content("Saved as"), classes="label")
            yield Static(Content(str(_shown(self._kept.path))), id="path")
            yield Static(Content("A look back, for each of you alone"), classes="label")
            words = "What helped, and what you will do differently. Shown to nobody, saved nowhere."
            yield Static(Content(words), classes="words")
            yield Button(Content("Look back, each alone"), id="debrief", compact=True)
            yield NextButton("To the start")

    def on_mount(self) -> None:
        """Leave the focus on the page, so that no key that is still held down leaves it."""
        self.query_one("#receipt").focus()

    @on(Button.Pressed, "#debrief")
    @work
    async def look_back(self) -> None:
        """Ask each alone, behind curtains; then both see the receipt again."""
        agreement = self._kept.agreement
        day = agreement.closed.date()

        def debrief(party: str) -> DebriefScreen:
            return DebriefScreen(self._people.titled(party), agreement.topic, day)

        if not await each_alone(self.app, self._people, debrief):
            self.dismiss(None)

    @on(Button.Pressed, "#next")
    def action_done(self) -> None:
        """Go to the start."""
        self.dismiss(None)


def _spread(code: str) -> str:
    """Return the code with spaces, to be read aloud and copied by hand."""
    return "  –  ".join(" ".join(group) for group in code.split("-"))


def _advice(agreement: Agreement) -> str:
    return (
        "Write this code down or take a picture of it, each of you, and keep it apart from this "
        "computer. Two independent copies expose any later change to the text, whoever makes it: "
        f"facilitator agreements verify {agreement.id} --receipt CODE\n\n"
        "Your signatures acknowledge what was said and agreed here. They are not qualified "
        "electronic signatures."
    )


def _shown(path: Path) -> Path:
    """Return `path` with the home folder as ``~``."""
    home = Path.home()
    return Path("~") / path.relative_to(home) if path.is_relative_to(home) else path
