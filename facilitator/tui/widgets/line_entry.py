"""A line to type into: no box, a bar at its left that lights up with the focus."""

from typing import ClassVar

from textual import events
from textual.widgets import Input

from facilitator.domain.text import clean_line
from facilitator.tui.widgets.value_input import ValueInput

LONGEST_LINE = 500
"""Characters that a line takes: more than any figure, day or option has."""


class LineEntry(Input, inherit_css=False):
    """One line of text; Enter goes on to the next input."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(Input.COMPONENT_CLASSES)
    DEFAULT_CSS = """
    LineEntry {
        height: 1; width: 1fr; padding: 0 1 0 0; background: $surface; color: $foreground;
        border-left: outer $border-blurred; overflow: hidden;
        scrollbar-size-horizontal: 0; pointer: text;
        &:focus { border-left: outer $border; background-tint: $foreground 5%; }
        &>.input--cursor {
            background: $input-cursor-background; color: $input-cursor-foreground;
            text-style: $input-cursor-text-style;
        }
        &>.input--selection { background: $input-selection-background; }
        &>.input--placeholder, &>.input--suggestion { color: $text-disabled; }
        &:ansi > .input--cursor { text-style: reverse; }
        &:ansi > .input--selection { text-style: reverse; }
    }
    """

    def __init__(self, placeholder: str = "") -> None:
        """Start empty; `placeholder` says what may be written."""
        super().__init__(placeholder=placeholder, max_length=LONGEST_LINE, select_on_focus=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next input."""
        event.stop()
        self.screen.focus_next()

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text cleaned and on one line, if it fits."""
        event.prevent_default()
        event.stop()
        room = LONGEST_LINE - len(self.value) + len(self.selected_text)
        text = event.text if len(event.text) > 100 * LONGEST_LINE else clean_line(event.text)
        if len(text) > room:
            reason = f"not pasted: that is too long, there is room for {room} characters more"
            self.post_message(ValueInput.Refused(reason))
        elif text:
            self.replace(text, *self.selection)
