"""The notice that lies over everything while the terminal is too small to work in."""

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

LEAST = Size(60, 18)
"""Columns and lines below which screens would lose something."""


def is_too_small(size: Size) -> bool:
    """Return whether `size` has no room for the screens."""
    return size.width < LEAST.width or size.height < LEAST.height


class TooSmallScreen(ModalScreen[None]):
    """Says how large the terminal should be, and goes away by itself; nothing is lost."""

    CSS_PATH = "too_small.tcss"

    def compose(self) -> ComposeResult:
        """Give the notice."""
        yield Static(id="notice")

    def on_mount(self) -> None:
        """Say the sizes."""
        self._look()

    def on_resize(self) -> None:
        """Say the sizes again, or go."""
        self._look()

    def on_screen_resume(self) -> None:
        """Go, if the terminal has grown while another screen lay on top."""
        self._look()

    def _look(self) -> None:
        if not self.is_current:
            return
        size = self.app.size
        if not is_too_small(size):
            self.dismiss()
            return
        self.query_one("#notice", Static).update(
            Content.assemble(
                ("This window is too small.\n", "bold"),
                (f"It has {size.width}×{size.height}; {LEAST.width}×{LEAST.height} is needed.\n"),
                ("Make it larger: nothing is lost.", "$quiet"),
            )
        )
