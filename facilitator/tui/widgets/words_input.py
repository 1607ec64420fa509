"""Answers in words: one line that grows as it is filled, or several that wrap."""

from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import TextArea

from facilitator.domain.text import clean, clean_line, format_number
from facilitator.engine.answers import Context
from facilitator.tui.widgets.sturdy_text_area import SturdyTextArea
from facilitator.tui.widgets.value_input import ValueInput, as_typed

MOST_ROWS_SHOWN = 12
"""However many lines an item asks for: more would not fit on a small screen."""

ROWS_OF_ONE_LINE = 5
"""How far the field of a single line grows."""

LONGEST_PASTE = 200_000
"""Characters of a paste that are looked at; longer ones fit no field."""

COUNT_FROM = 0.8
"""The share of the room from which on the characters are counted aloud."""


class WordsArea(SturdyTextArea, inherit_css=False):
    """Text that wraps. In a field of one line, Enter goes on to the next input."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(SturdyTextArea.COMPONENT_CLASSES)
    LEFT_TO_COMMANDS: ClassVar[frozenset[str]] = frozenset({"select_line", "select_all"})
    """Actions of function keys that belong to the commands of the program."""
    DEFAULT_CSS = """
    WordsArea {
        width: 1fr; height: auto; padding: 0 1 0 0; background: $surface; color: $foreground;
        border-left: outer $border-blurred; pointer: text; overflow-x: hidden;
        overflow-y: auto; scrollbar-size-vertical: 1; scrollbar-color: $scrollbar;
        scrollbar-background: $surface; scrollbar-color-hover: $scrollbar-hover;
        scrollbar-color-active: $scrollbar-active;
        &:focus { border-left: outer $border; background-tint: $foreground 5%; }
        & .text-area--cursor {
            background: $input-cursor-background; color: $input-cursor-foreground;
            text-style: $input-cursor-text-style;
        }
        & .text-area--cursor-line { background: transparent; }
        & .text-area--selection { background: $input-selection-background; }
        & .text-area--placeholder { color: $text-disabled; }
        &:ansi .text-area--cursor { text-style: reverse; }
        &:ansi .text-area--selection { text-style: reverse; }
    }
    """

    def __init__(self, lines: int, max_length: int) -> None:
        """Show `lines` lines; a paste that would go beyond `max_length` is kept out."""
        super().__init__(soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False)
        self.lines = lines
        self.max_length = max_length
        shown = min(lines, MOST_ROWS_SHOWN)
        self.styles.min_height = shown
        self.styles.max_height = ROWS_OF_ONE_LINE if lines == 1 else shown

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the program's own function keys to it."""
        if action in self.LEFT_TO_COMMANDS:
            return False
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Go on with Enter where there is one line only."""
        if event.key == "enter" and self.lines == 1:
            event.prevent_default()
            event.stop()
            self.screen.focus_next()

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text cleaned, if it fits."""
        event.prevent_default()
        event.stop()
        text = event.text
        if len(text) <= LONGEST_PASTE:
            text = clean_line(text) if self.lines == 1 else clean(text)
        room = max(self.max_length - len(self.text) + len(self.selected_text), 0)
        if len(text) > room:
            reason = (
                f"not pasted: it has {format_number(len(text))} characters, "
                f"and there is room for {format_number(room)} more"
            )
            self.post_message(ValueInput.Refused(reason))
        elif text:
            self.replace(text, *self.selection)
            self.scroll_cursor_visible()


class WordsInput(ValueInput):
    """An answer in words."""

    DEFAULT_CSS = "WordsInput { height: auto; width: 1fr; }"

    def __init__(self, keys: Any, context: Context | None = None) -> None:
        """Take as many words as `keys` (``lines``, ``max_length``) say."""
        super().__init__()
        del context
        self.keys = keys
        self._area = WordsArea(keys.lines, keys.max_length)

    def compose(self) -> ComposeResult:
        """Give the field."""
        yield self._area

    @property
    def raw(self) -> object:
        """The text as it stands."""
        return self._area.text if self._area.text.strip() else None

    def fill(self, raw: object) -> None:
        """Write a text into the field."""
        self._area.load_text(as_typed(raw))

    def focus_first(self) -> None:
        """Focus the field."""
        self._area.focus()

    @property
    def notice(self) -> str:
        """How many characters there are, once the room gets short."""
        used, most = len(self._area.text.strip()), self.keys.max_length
        if used < COUNT_FROM * most:
            return ""
        words = f"{format_number(used)} of at most {format_number(most)} characters"
        return words if used <= most else f"{words}: {format_number(used - most)} too many"

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.tell()
