"""The text of a file as an editor shows it, and the bytes that come back from it.

What is not edited keeps every byte: line ends of either kind, a byte order mark, a missing last
line end, even what is not UTF-8. What a terminal must not be sent stands in the shown text as a
sign for it.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_BOM: Final = b"\xef\xbb\xbf"
_UNREADABLE: Final = "\ufffd"
_JOINERS: Final = "\u200c\u200d"
"""What Persian and Indic words are written with."""
_FIRST_PICTURE: Final = 0x2400
"""The pictures of the 32 control characters stand from here on."""


@dataclass(frozen=True)
class SourceText:
    """A file: its byte order mark, and its lines, each with its end, as bytes."""

    mark: bytes
    lines: tuple[bytes, ...]

    @classmethod
    def of(cls, source: bytes) -> "SourceText":
        """Return the text of the file `source`, whatever is in it."""
        mark = _BOM if source.startswith(_BOM) else b""
        *whole, last = source[len(mark) :].split(b"\n")
        return cls(mark, (*(line + b"\n" for line in whole), last))

    @property
    def shown(self) -> str:
        r"""The text to show and to edit, its lines parted by ``\n``."""
        return "\n".join(shown_line(line) for line in self.lines)

    def edited(self, text: str) -> bytes:
        """Return the bytes of the file once its shown text has become `text`."""
        after = text.split("\n")
        before = [shown_line(line) for line in self.lines]
        *whole, last = self._matched(before, after)
        body = b"".join(_ended(line, self._line_end) for line in whole) + _bare(last)
        if not self.mark and body.startswith(_BOM):
            # Only now does it stand where it would be taken for the file's own mark and not shown.
            body = _UNREADABLE.encode() + body.removeprefix(_BOM)
        return self.mark + body

    @property
    def _line_end(self) -> bytes:
        """How new lines end: as the first one does."""
        return b"\r\n" if self.lines[0].endswith(b"\r\n") else b"\n"

    def _matched(self, before: list[str], after: list[str]) -> Iterator[bytes]:
        """Give for each line of `after` the bytes it had before, or those of its new text."""
        head = _shared(before, after)
        tail = _shared(before[head:][::-1], after[head:][::-1])
        yield from self.lines[:head]
        middle = slice(head, len(before) - tail)
        yield from self._compared(
            before[middle], self.lines[middle], after[head : len(after) - tail]
        )
        yield from self.lines[len(before) - tail :]

    def _compared(
        self, before: list[str], kept: tuple[bytes, ...], after: list[str]
    ) -> Iterator[bytes]:
        for kind, start, end, new_start, new_end in SequenceMatcher(
            None, before, after, autojunk=False
        ).get_opcodes():
            if kind == "equal":
                yield from kept[start:end]
            else:
                new = [line.encode("utf-8", errors="replace") for line in after[new_start:new_end]]
                ends = [_end_of(line) or self._line_end for line in kept[start:end]]
                ends += [self._line_end] * (len(new) - len(ends))
                yield from (line + end for line, end in zip(new, ends, strict=False))


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many lines the two have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def shown_line(line: bytes) -> str:
    """Return one line without its end, as it may be sent to a terminal."""
    text = _bare(line).decode("utf-8", errors="replace")
    return text if text.isprintable() else "".join(map(_sign, text))


def _sign(char: str) -> str:
    """Return `char`, or what stands for it where it would end a line or steer a terminal."""
    if char == "\t" or char in _JOINERS:
        return char
    harmless = char.isprintable() or unicodedata.category(char) == "Zs"
    return char if harmless else _picture(char)


def _picture(char: str) -> str:
    return chr(_FIRST_PICTURE + ord(char)) if char < " " else _UNREADABLE


def _bare(line: bytes) -> bytes:
    """Return `line` without its end; the last line of a file has none to lose."""
    return line.removesuffix(b"\n").removesuffix(b"\r") if line.endswith(b"\n") else line


def _end_of(line: bytes) -> bytes:
    return line[len(_bare(line)) :]


def _ended(line: bytes, end: bytes) -> bytes:
    return line if line.endswith(b"\n") else line + end
