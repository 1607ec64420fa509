r"""Markdown whose outside text stays text.

Whatever people typed comes out of a renderer of CommonMark, of GitHub's dialect (tables, bare
addresses as links) or of markdown-it's (any ``name.domain`` as a link) as the same characters. Only
what could be markup gets a backslash, so that the source stays pleasant to read. One thing no
escape can stop: GitHub's renderer links a mail address to itself after it has undone the escapes.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from facilitator.domain.text import clean, clean_line

_MARKUP: Final = re.compile(
    r"""
      [\\`*_\[\]<|~$\#]                 # code, emphasis, links, HTML, cells, formulas, headings
    | &(?=\#?\w+;)                      # entities
    | /(?=/)                            # the start of an address
    | (?<=[^\s.])[.](?=[^\W\d_]|[.\\])  # the dot of a domain
    | @(?=\S)                           # the middle of a mail address
    """,
    re.VERBOSE,
)
_AT_LINE_START: Final = re.compile(r"([0-9]{0,9})([-+=>:.)])")
_INDENT: Final = re.compile(r"[ \t]+")
_NO_BREAK_SPACE: Final = "\u00a0"
_BACKTICKS: Final = re.compile("`+")
_TAB_WIDTH: Final = 4
_BETWEEN_LINES: Final = " / "
_WIDEST_PADDING: Final = 40


def inline(text: str) -> str:
    """Return `text` on one line, to stand after other words of a line or in a table's cell.

    Lines are joined by slashes, as in a quoted poem.
    """
    lines = (clean_line(line) for line in clean(text).split("\n"))
    return _without_markup(_BETWEEN_LINES.join(line for line in lines if line))


def line_start(text: str) -> str:
    """Return `text` on one line, to stand at the beginning of a line or a list item."""
    return _without_block_mark(inline(text))


def heading(level: int, text: str) -> str:
    """Return `text` as a heading of `level` 1 to 6."""
    return f"{'#' * level} {inline(text)}"


def bullet(text: str) -> str:
    """Return `text`, of any number of lines, as an item of a list."""
    return f"- {_joined_lines(text, '  ')}"


def quote(text: str) -> str:
    """Return `text`, of any number of lines, as a quotation that keeps its lines."""
    return f"> {_joined_lines(text, '> ')}"


def verbatim(lines: Sequence[str]) -> str:
    """Return `lines` as they are, each sign as wide as the next: a block of code."""
    cleaned = [clean(line).replace("\n", " ").rstrip() for line in lines]
    longest = max((len(run) for line in cleaned for run in _BACKTICKS.findall(line)), default=0)
    fence = "`" * max(longest + 1, 3)
    return "\n".join([fence, *cleaned, fence])


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of GitHub's dialect; its columns line up as far as they are narrow."""
    lines = [[inline(cell) for cell in row] for row in (header, *rows)]
    widths = [
        min(max(map(_columns_taken, column)), _WIDEST_PADDING)
        for column in zip(*lines, strict=True)
    ]
    rule = [("-" * max(width, 3)) for width in widths]
    return "\n".join(_table_line(cells, widths) for cells in (lines[0], rule, *lines[1:]))


def _table_line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell + " " * (max(width, 3) - _columns_taken(cell))
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"| {' | '.join(padded)} |"


def _columns_taken(text: str) -> int:
    """Return how many columns of a terminal `text` takes, near enough to line up cells."""
    drawn = (character for character in text if not unicodedata.combining(character))
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in drawn)


def _joined_lines(text: str, prefix: str) -> str:
    """Return the lines of `text`, each but the first after `prefix`, with hard breaks between.

    Empty lines part paragraphs; those at the start and the end go.
    """
    lines = [_whole_line(line) for line in clean(text).strip("\n").split("\n")]
    written = [
        f"{line}\\" if line and following else line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    ]
    return "\n".join([written[0], *((prefix + line).rstrip(" ") for line in written[1:])])


def _whole_line(line: str) -> str:
    """Return a line that keeps its indentation without becoming a block of code."""
    body = line.rstrip()
    indent = _INDENT.match(body)
    if indent is None:
        return _without_block_mark(_without_markup(body))
    width = len(indent[0].expandtabs(_TAB_WIDTH))
    return _NO_BREAK_SPACE * width + _without_markup(body[indent.end() :])


def _without_markup(line: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", line)


def _without_block_mark(line: str) -> str:
    """Return `line` with a backslash before what would start a list, a quotation or a rule."""
    mark = _AT_LINE_START.match(line)
    return line if mark is None else f"{mark[1]}\\{line[mark.start(2) :]}"
