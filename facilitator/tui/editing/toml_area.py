"""The field for the text of a playbook: colours, line numbers, marks where something is wrong."""

from collections.abc import Iterable
from typing import Final

from rich.color import Color, ColorParseError
from rich.style import Style
from rich.text import Text
from textual.widgets.text_area import Location, TextAreaTheme

from facilitator.authoring import Diagnostic
from facilitator.authoring.positions import toml_language
from facilitator.domain.text import clean
from facilitator.tui.widgets.sturdy_text_area import SturdyTextArea

LARGEST_COLOURED: Final = 200_000
"""Characters of a text that is still shown in colours; each key would make them anew."""

HIGHLIGHTS: Final = """
(comment) @comment
(string) @string
(boolean) @value
(integer) @value
(float) @value
(local_date) @value
(offset_date_time) @value
(pair (bare_key) @key)
(pair (quoted_key) @key)
(pair (dotted_key) @key)
(table (bare_key) @header)
(table (dotted_key) @header)
(table_array_element (bare_key) @header)
(table_array_element (dotted_key) @header)
(ERROR) @error
"""
"""Which parts of the syntax tree get which colour."""

_MEANINGS: Final = {
    "comment": ("quiet", "italic"),
    "string": ("agreed", ""),
    "value": ("role-first", ""),
    "key": ("role-other", ""),
    "header": ("role-first", "bold"),
    "error": ("apart", ""),
}
"""Part of the text to the colour that means something here, and the style beside it."""

_Mark = tuple[int, int, str]


class TomlArea(SturdyTextArea):
    """Edits the text of a playbook. Tab goes on to the next list; two spaces are typed by hand."""

    def __init__(self, text: str) -> None:
        """Begin with `text`."""
        super().__init__(
            text, show_line_numbers=True, tab_behavior="focus", compact=True, id="text"
        )
        self._marks: dict[int, list[_Mark]] = {}
        self.register_language("toml", toml_language(), HIGHLIGHTS)
        if len(text) <= LARGEST_COLOURED:
            self.language = "toml"

    def on_mount(self) -> None:
        """Take the colours of the app's theme, now and whenever it changes."""
        self.watch(self.app, "theme", self._recolour)

    def _recolour(self, name: str) -> None:
        colours = self.app.theme_variables
        styles = {
            part: Style.parse(f"{style} {_rgb(colours[meaning])}".strip())
            for part, (meaning, style) in _MEANINGS.items()
        }
        self._wrong = {
            "error": Style(underline=True, bold=True, color=_rgb(colours["apart"])),
            "warning": Style(underline=True, color=_rgb(colours["role-first"])),
        }
        self.register_theme(TextAreaTheme(f"playbook-{name}", syntax_styles=styles))
        self.theme = f"playbook-{name}"

    def mark(self, problems: Iterable[Diagnostic]) -> None:
        """Underline what `problems` are about."""
        marks: dict[int, list[_Mark]] = {}
        for problem in problems:
            span = problem.span
            same = span.end_line == span.line
            end = span.end_column - 1 if same else len(self.document.get_line(span.line - 1))
            mark = (span.column - 1, max(end, span.column), problem.severity)
            marks.setdefault(span.line - 1, []).append(mark)
        if marks != self._marks:
            self._marks = marks
            self.notify_style_update()
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        """Return a line with its marks."""
        line = super().get_line(line_index)
        for start, end, severity in self._marks.get(line_index, ()):
            line.stylize(self._wrong[severity], start, end)
        return line

    @property
    def line(self) -> int:
        """The line of the cursor, from 1."""
        return self.cursor_location[0] + 1

    def get_cursor_line_start_location(self, smart_home: bool = False) -> Location:
        """Return where the line of the file begins, also where it takes several on the screen."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        indent = len(line) - len(line.lstrip())
        return row, indent if smart_home and column != indent else 0

    def get_cursor_line_end_location(self) -> Location:
        """Return where the line of the file ends, also where it takes several on the screen."""
        row, _ = self.cursor_location
        return row, len(self.document.get_line(row))

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor at `line` and `column`, from 1, with some lines around it in view."""
        row = min(max(line, 1), self.document.line_count) - 1
        place = min(max(column - 1, 0), len(self.document.get_line(row)))
        self.move_cursor((row, place), center=True)

    def select_found(self, words: str, *, forward: bool) -> bool:
        """Select the next place with `words`, whatever the case; False when there is none."""
        text, wanted = self.text.casefold(), clean(words).casefold()
        if not wanted or len(text) != len(self.text):
            text, wanted = self.text, clean(words)
        start, end = sorted(self.selection)
        if forward:
            place = text.find(wanted, self._offset(end))
            place = text.find(wanted) if place < 0 else place
        else:
            place = text.rfind(wanted, 0, self._offset(start))
            place = text.rfind(wanted) if place < 0 else place
        if not wanted or place < 0:
            return False
        self.move_cursor(self._location(place), center=True)
        self.move_cursor(self._location(place + len(wanted)), select=True)
        return True

    def _offset(self, location: tuple[int, int]) -> int:
        row, column = location
        return sum(len(self.document.get_line(line)) + 1 for line in range(row)) + column

    def _location(self, offset: int) -> tuple[int, int]:
        before = self.text[:offset]
        row = before.count("\n")
        return row, offset - (before.rfind("\n") + 1)


def _rgb(colour: str) -> str:
    """Return a colour of the theme as rich reads it; the terminal's own where it cannot."""
    try:
        Color.parse(colour)
    except ColorParseError:
        return "default"
    return colour
