"""What the index keeps of one record: a summary, its promises or reports, and its words."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from facilitator.domain.errors import FacilitatorError, RecordError
from facilitator.domain.text import clean, clean_line
from facilitator.library.files import named
from facilitator.library.listing import (
    is_check_in_name,
    read_record_data,
    summary_of,
    table_of,
    utc_to_the_second,
)
from facilitator.library.seals import verify_bytes
from facilitator.library.tables import parse_uncleaned
from facilitator.library.written_form import WORDLESS_KEYS, Written, read_written_form

_FIRST_BYTES: Final = b"\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xef"
"""What such a letter starts with in UTF-8."""


@dataclass(frozen=True)
class PromisedRow:
    """A commitment of an agreement."""

    id: str
    what: str
    owner: str
    due: dt.date | None


@dataclass(frozen=True)
class AgreementEntry:
    """What is kept of an agreement; `summary` is that of a list, see `read_summary`."""

    summary: dict[str, Any]
    amends: str | None
    promised: tuple[PromisedRow, ...]
    words: str
    """To be searched, never to be shown: they are not cleaned."""
    flaw: str
    """What is wrong with its seal; empty when it holds."""


@dataclass(frozen=True)
class ReportedRow:
    """What a check-in says of one commitment."""

    commitment: str
    state: str
    due: dt.date | None


@dataclass(frozen=True)
class CheckInEntry:
    """What is kept of a check-in."""

    agreement: str
    at: dt.datetime
    progress: tuple[ReportedRow, ...]
    flaw: str


Entry = AgreementEntry | CheckInEntry


def read_entry(path: Path) -> Entry:
    """Return what the index keeps of the record at `path`.

    Raises:
        RecordError: it cannot be read, or lacks something that a list needs.

    """
    data = read_record_data(path)
    seal = verify_bytes(data)
    written = read_written_form(data) if seal.holds else None
    if written is None or type(written.table.get("format")) is not int:
        table = table_of(data, path, parse_uncleaned)
        written = Written(table, " ".join(_words(table)))
    elif written.table["format"] != 1:
        table_of(data, path, parse_uncleaned)
    flaw = "" if seal.holds else seal.reason
    try:
        build = _check_in if is_check_in_name(path.name) else _agreement
        return build(written, path, flaw)
    except _MisfitError as error:
        message = f'{named(path)} cannot be read: "{error}" is missing or wrong.'
        raise RecordError(message) from error
    except OverflowError as error:
        message = f"{named(path)} cannot be read: it holds a moment that does not exist in UTC."
        raise RecordError(message) from error


class _MisfitError(Exception):
    """A key of a record that does not hold what it should."""


def _agreement(written: Written, path: Path, flaw: str) -> AgreementEntry:
    table = written.table
    return AgreementEntry(
        summary_of(table, path),
        _text(table, "amends") if "amends" in table else None,
        tuple(_promised(row) for row in _rows(table, "commitment")),
        searchable(written.words),
        flaw,
    )


def _promised(row: Mapping[str, Any]) -> PromisedRow:
    return PromisedRow(_text(row, "id"), _text(row, "what"), _text(row, "owner"), _day(row, "due"))


def _check_in(written: Written, path: Path, flaw: str) -> CheckInEntry:
    table = written.table
    agreement = _text(table, "agreement")
    if not path.name.startswith(f"{agreement}.checkin-"):
        raise _MisfitError("agreement")
    progress = tuple(
        ReportedRow(_text(row, "commitment"), _text(row, "state"), _day(row, "due"))
        for row in _rows(table, "progress")
    )
    return CheckInEntry(agreement, _moment(table, "at"), progress, flaw)


def _rows(table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    rows = table.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _MisfitError(key)
    return rows


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str):
        raise _MisfitError(key)
    return clean_line(value)


def _day(table: Mapping[str, Any], key: str) -> dt.date | None:
    value = table.get(key)
    if value is not None and (isinstance(value, dt.datetime) or not isinstance(value, dt.date)):
        raise _MisfitError(key)
    return value


def _moment(table: Mapping[str, Any], key: str) -> dt.datetime:
    value = table.get(key)
    if not isinstance(value, dt.datetime) or value.tzinfo is None:
        raise _MisfitError(key)
    return dt.datetime.fromisoformat(utc_to_the_second(value))


def _words(value: object) -> Iterator[str]:
    """Give the strings of a record, but for those of keys that hold no words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, element in value.items():
            if key not in WORDLESS_KEYS:
                yield from _words(element)
    elif isinstance(value, list):
        for element in value:
            yield from _words(element)


def searchable(text: str) -> str:
    """Return the words of `text`, each once, in any order.

    The letters of scripts that are written without spaces are words of their own.
    """
    spaced = _unspaced().sub(r" \1 ", text) if _may_be_unspaced(text) else text
    return " ".join(set(spaced.split()))


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


def reason_for(path: Path, error: FacilitatorError) -> str:
    """Return what is wrong with the file at `path`, without its name at the start."""
    return error.message.removeprefix(named(path)).strip()
