"""What is a word to the index: in the texts that it keeps, and in what a person looks for."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from facilitator.domain.text import clean

_FIRST_BYTES: Final = b"\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xef"
"""What a letter of a script without spaces starts with in UTF-8."""


def words_in(text: str) -> set[str]:
    """Return the words of `text`, with the signs that stand at them.

    The letters of scripts that are written without spaces are words of their own.
    """
    return set((_unspaced().sub(r" \1 ", text) if _may_be_unspaced(text) else text).split())


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    """Return what finds the letters of scripts that put no space between words.

    Each is a word of its own to the index. Compiled when first needed: that takes milliseconds.
    """
    return re.compile("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")


def _may_be_unspaced(text: str) -> bool:
    """Return whether there may be a letter of such a script in `text`; faster than looking."""
    encoded = text.encode("utf-8", errors="replace")
    return len(encoded.translate(None, _FIRST_BYTES)) < len(encoded)


def search_words(text: str) -> list[str]:
    """Return the words to look for in what a person typed: letters and digits, nothing else.

    A comma between thousands is left out, since records have none.
    """
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", clean(text))
    spaced = _unspaced().sub(r" \1 ", plain)
    kept = (character if _is_of_a_word(character) else " " for character in spaced)
    return "".join(kept).split()


@lru_cache(maxsize=1024)
def _is_of_a_word(character: str) -> bool:
    """Return whether FTS5's tokenizer unicode61 takes `character` for a part of a word."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co" or "\u0300" <= character <= "\u0331"
