"""Textual's text area, less a way to end the program."""

from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea


class SturdyTextArea(TextArea):
    """A text area that can be drawn at any moment, also while it is being taken down.

    Between the end of its message loop and the next layout a widget is still drawn, but its
    component styles are gone, and a `TextArea` then raises (Textual issue 6208).
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what is in `crop`; blank lines once it is being taken down."""
        if not self.is_running:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)
