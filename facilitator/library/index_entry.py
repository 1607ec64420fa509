"""What the index keeps of one record: a summary, its promises or reports, and its words."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from facilitator.domain.errors import FacilitatorError, RecordError
from facilitator.domain.text import clean_line
from facilitator.library.files import named
from facilitator.library.index_words import words_in, words_of_day
from facilitator.library.listing import (
    is_check_in_name,
    read_record_data,
    require_own_name,
    summary_of,
    table_of,
    utc_to_the_second,
)
from facilitator.library.seals import verify_bytes
from facilitator.library.tables import parse_uncleaned
from facilitator.library.written_form import WORDLESS_KEYS, WordsOf, Written, read_written_form

_WORDLESS_OF_PROGRESS: Final = frozenset(("commitment", "state"))
"""Keys of what a check-in says of a commitment that hold no words; roles may have other names."""


class PromisedRow(NamedTuple):
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
    """To be searched, in any order, never to be shown: they are not cleaned."""
    flaw: str
    """What is wrong with its seal; empty when it holds."""


class ReportedRow(NamedTuple):
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
    words: str = ""
    """As those of an agreement, to be found with it."""
    flaw: str = ""


Entry = AgreementEntry | CheckInEntry


def read_entry(path: Path, words_of: WordsOf) -> Entry:
    """Return what the index keeps of the record at `path`; `words_of` is as `common_words` gives.

    Raises:
        RecordError: it cannot be read, or lacks something that a list needs.

    """
    data = read_record_data(path)
    seal = verify_bytes(data)
    written = read_written_form(data, words_of) if seal.holds else None
    if written is None or type(written.table.get("format")) is not int:
        table = table_of(data, path, parse_uncleaned)
        written = Written(table, _words_in(table, WORDLESS_KEYS))
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
    summary = summary_of(table, path)
    signed = words_of_day(dt.date.fromisoformat(summary["closed"][:10]))
    return AgreementEntry(
        summary,
        _text(table, "amends") if "amends" in table else None,
        tuple(_promised(row) for row in _rows(table, "commitment")),
        " ".join([signed, *written.words]),
        flaw,
    )


def _promised(row: Mapping[str, Any]) -> PromisedRow:
    return PromisedRow(_text(row, "id"), _text(row, "what"), _text(row, "owner"), _day(row, "due"))


def _check_in(written: Written, path: Path, flaw: str) -> CheckInEntry:
    table = written.table
    agreement = _text(table, "agreement")
    require_own_name(path, agreement)
    rows = _rows(table, "progress")
    progress = tuple(
        ReportedRow(_text(row, "commitment"), _text(row, "state"), _day(row, "due")) for row in rows
    )
    words = " ".join(_words_in(rows, _WORDLESS_OF_PROGRESS))
    return CheckInEntry(agreement, _moment(table, "at"), progress, words, flaw)


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


def _words_in(value: object, wordless: frozenset[str]) -> frozenset[str]:
    """Return the words in a value of a record, but for those of the keys `wordless` of tables."""
    return frozenset(words_in(" ".join(_strings(value, wordless))))


def _strings(value: object, wordless: frozenset[str]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, element in value.items():
            if key not in wordless:
                yield from _strings(element, wordless)
    elif isinstance(value, list):
        for element in value:
            yield from _strings(element, wordless)


def reason_for(path: Path, error: FacilitatorError) -> str:
    """Return what is wrong with the file at `path`, without its name at the start."""
    return error.message.removeprefix(named(path)).strip()
