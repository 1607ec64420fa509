"""What is a word to the index: in the texts that it keeps, and in what a person looks for."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from facilitator.domain.text import clean

_FIRST_BYTES: Final = b"\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xef"
"""What a letter of a script without spaces starts with in UTF-8."""

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATED: Final = "\ue000"
"""Starts the words for dates, so that no number is the beginning of one; nobody can type it."""

_YEAR: Final = "(?:19|20)[0-9]{2}"
_MONTH: Final = "(?:0[1-9]|1[0-2])"
_MONTH_OR_DAY: Final = re.compile(rf"(?<={_YEAR})-({_MONTH})(?:-([0-9]{{2}}))?(?![0-9])")
"""What follows the year, by far the quickest to look for."""

_LOOKED_FOR: Final = re.compile(
    rf"(?<![\w-])({_YEAR})-({_MONTH})(?:-([0-9]{{2}}))?(?![\w-])"
    rf"|(?<![\w-])({_YEAR})-([01]|{_MONTH}-[0-3]?)?\Z"  # the last one, still being typed
)


def words_in(text: str) -> set[str]:
    """Return the words of `text`, with the signs that stand at them.

    The letters of scripts that are written without spaces are words of their own. A month or a day
    in ISO 8601 has a word for dates as well: its numbers alone say little.
    """
    found = set((_unspaced().sub(r" \1 ", text) if _may_be_unspaced(text) else text).split())
    if "-" in text:
        found.update(_dates_in(text))
    return found


def _dates_in(text: str) -> Iterator[str]:
    for found in _MONTH_OR_DAY.finditer(text):
        month = _DATED + text[found.start() - 4 : found.start()] + found[1]
        yield month
        if found[2]:
            yield month + found[2]


@lru_cache(maxsize=4096)
def words_of_day(day: dt.date) -> str:
    """Return the words that something which happened on `day` is found by.

    They are those of ``2026-10-05``, ``2026-10``, ``2026``, ``October`` and ``Oct``.
    """
    name = _MONTHS[day.month - 1]
    iso = day.isoformat()
    return " ".join([*_dates_in(iso), _DATED + iso[:4], name, name[:3]])


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

    A comma between thousands is left out, since records have none; a month or a day in ISO 8601 is
    its word for dates.
    """
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", clean(text))
    dated = _LOOKED_FOR.sub(_as_dated, plain.rstrip())
    spaced = _unspaced().sub(r" \1 ", dated)
    kept = (character if _is_of_a_word(character) else " " for character in spaced)
    return "".join(kept).split()


def _as_dated(found: re.Match[str]) -> str:
    """Return the word for a date, or the year alone while nothing follows it yet."""
    digits = found[0].replace("-", "")
    return digits if len(digits) == 4 else _DATED + digits


def dated_year(word: str) -> str | None:
    """Return the word for dates that `word`, to be looked for, stands for as well, if any."""
    return _DATED + word if re.fullmatch(_YEAR, word) else None


@lru_cache(maxsize=1024)
def _is_of_a_word(character: str) -> bool:
    """Return whether FTS5's tokenizer unicode61 takes `character` for a part of a word."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co" or "\u0300" <= character <= "\u0331"
