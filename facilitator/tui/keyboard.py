"""From the bytes of a keyboard to text typed and text pasted.

Textual's parser looks at every character by itself, which takes a paste of a megabyte more than a
second, and keeps pastes of any length. Here they are cut out before the parser sees them.
"""

from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass

_PASTE_STARTS = "\x1b[200~"
_PASTE_ENDS = "\x1b[201~"


@dataclass(frozen=True)
class Typed:
    """A piece of input: keys and clicks as the terminal sends them, or the text of a paste."""

    text: str
    pasted: bool = False


class Keyboard:
    """Decodes input bit by bit, and holds a paste back until its end has come."""

    def __init__(self, longest_paste: int) -> None:
        """Keep `longest_paste` characters of a paste, and one more that tells it was longer."""
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._keep = longest_paste + 1
        self._kept: list[str] | None = None
        self._size = 0
        self._tail = ""

    def feed(self, data: bytes) -> Iterator[Typed]:
        """Give what `data` completes; bytes that are no UTF-8 become replacement characters."""
        text = self._tail + self._decode(data)
        self._tail = ""
        while text:
            typing = self._kept is None
            mark = _PASTE_STARTS if typing else _PASTE_ENDS
            before, found, text = text.partition(mark)
            if not found:
                before, self._tail = _split_off(before, mark, at_least=3 if typing else 1)
            yield from self._take(before)
            if found:
                yield from self._turn()

    def _take(self, text: str) -> Iterator[Typed]:
        """Pass typed text on; put pasted text aside as far as it is kept."""
        if self._kept is None:
            if text:
                yield Typed(text)
        elif self._size < self._keep:
            self._kept.append(text[: self._keep - self._size])
            self._size += len(text)

    def _turn(self) -> Iterator[Typed]:
        """Begin a paste, or end it and give its text."""
        if self._kept is None:
            self._kept, self._size = [], 0
        else:
            pasted = "".join(self._kept)
            self._kept = None
            yield Typed(pasted, pasted=True)


def _split_off(text: str, mark: str, at_least: int) -> tuple[str, str]:
    """Return `text` and the start of a `mark` at its end, which the next bytes may complete.

    Starts shorter than `at_least` characters are not held back, since a lone escape is a key.
    """
    for length in range(min(len(mark) - 1, len(text)), at_least - 1, -1):
        if text.endswith(mark[:length]):
            return text[:-length], text[-length:]
    return text, ""
