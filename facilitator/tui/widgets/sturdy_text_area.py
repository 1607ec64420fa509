"""Textual's text area, less a way to end the program."""

from textual.actions import SkipAction
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

    def action_cursor_page_down(self) -> None:
        """Go a page down in a text that is longer than its field; else the page around it moves."""
        self._leave_to_the_page()
        super().action_cursor_page_down()

    def action_cursor_page_up(self) -> None:
        """Go a page up in a text that is longer than its field; else the page around it moves."""
        self._leave_to_the_page()
        super().action_cursor_page_up()

    def _leave_to_the_page(self) -> None:
        if not self.max_scroll_y:
            raise SkipAction
