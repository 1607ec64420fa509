"""What is amiss with the files of a library, in full."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.library.files import named
from facilitator.tui.screens.base import Dialog
from facilitator.tui.widgets.part_view import Block, Part, PartView

_BAD: Final = Content.styled("✗ ", "bold $apart")


class AmissScreen(Dialog[None]):
    """Every problem with its whole text. Esc goes back."""

    WHERE = "look"
    NAMED = "What is amiss"
    PURPOSE = "Which files of the library are not in order, and why. All others are listed."
    CSS_PATH = "amiss.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,w", "leave", "Back", show=False, priority=True),
    ]

    def __init__(self, problems: Sequence[str], folder: Path) -> None:
        """Show `problems`; what lies in `folder` is named by its place in there."""
        super().__init__()
        self._folder = named(folder)
        self._problems = [problem.removeprefix(f"{self._folder}/") for problem in problems]

    def compose(self) -> ComposeResult:
        """Give the problems, one below the other."""
        with Vertical(id="box"):
            yield Static(Content("What is amiss"), classes="heading")
            yield Static(Content(f"in {self._folder}"), classes="quiet")
            yield PartView(id="problems")
            yield Static(Content("Esc goes back"), classes="quiet leave")

    def on_mount(self) -> None:
        """Show the problems, of which there may be thousands, and let the keys scroll."""
        view = self.query_one("#problems", PartView)
        blocks = [Block(Content(problem), _BAD, gap=1) for problem in self._problems]
        view.show([Part("", blocks, headed=False)])
        view.focus()

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss(None)
