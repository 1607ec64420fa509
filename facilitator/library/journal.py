"""The journal of a session: its events, one line of JSON each, appended and made durable at once.

Reading never changes a file. A last line that a crash cut off is left out (`torn`); a line in the
middle that is no event ends the reading there (`damaged_line`), and `repair` keeps the whole
damaged file aside before the good part becomes the journal.
"""

import json
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from facilitator.domain.errors import FacilitatorError, LibraryError
from facilitator.domain.events import EVENT, Event
from facilitator.domain.text import clean_tree
from facilitator.library.files import (
    plain_words,
    read_regular,
    replace_atomic,
    write_all,
    write_once,
)

LONGEST_LINE: Final = 4 * 2**20
"""Bytes of one event."""

LARGEST_JOURNAL: Final = 64 * 2**20
"""Bytes of a whole journal."""

_KIND: Final = re.compile("[a-z_]{1,40}")
_UNKNOWN_KIND: Final = "union_tag_invalid"
_UNKNOWN_KEY: Final = "extra_forbidden"


@dataclass(frozen=True)
class JournalReading:
    """What a journal holds, and what was wrong with it.

    `good` are the bytes of the events read; `damaged_line` counts from 1.
    """

    events: tuple[Event, ...]
    good: bytes = field(repr=False)
    torn: bool = False
    damaged_line: int | None = None
    damage: str = ""
    kept_aside: Path | None = None

    @property
    def notices(self) -> tuple[str, ...]:
        """What the pair should be told about the state of the journal, in plain words."""
        words: list[str] = []
        if self.torn:
            words.append(
                "The last thing was only half written when the program stopped, and is left out."
            )
        if self.damaged_line is not None:
            aside = f" The whole file is kept as {self.kept_aside.name}." if self.kept_aside else ""
            words.append(
                f"The journal is damaged from line {self.damaged_line} on ({self.damage}); "
                f"the session goes on from before that.{aside}"
            )
        return tuple(words)


class _NotAnEventError(Exception):
    """A line that cannot be read: `cut_short` if it is not even JSON."""

    def __init__(self, damage: str, *, cut_short: bool) -> None:
        super().__init__(damage)
        self.damage = damage
        self.cut_short = cut_short


def to_line(event: Event) -> bytes:
    """Return `event` as its line in a journal.

    Raises:
        LibraryError: the line would be longer than a journal may hold.

    """
    line = event.model_dump_json().encode() + b"\n"
    if len(line) > LONGEST_LINE:
        message = "That answer is too long to be saved: shorten it."
        raise LibraryError(message)
    return line


def _from_line(line: bytes) -> Event:
    if len(line) > LONGEST_LINE:
        damage = "the line is too long"
        raise _NotAnEventError(damage, cut_short=False)
    try:
        raw = json.loads(line.decode())
    except (ValueError, RecursionError) as error:
        damage = "it is not JSON"
        raise _NotAnEventError(damage, cut_short=True) from error
    try:
        return EVENT.validate_json(json.dumps(clean_tree(raw)))
    except ValidationError as error:
        raise _NotAnEventError(_why_no_event(error, raw), cut_short=False) from error
    except (FacilitatorError, OverflowError) as error:
        damage = "it is not an event"
        raise _NotAnEventError(damage, cut_short=False) from error


def _why_no_event(error: ValidationError, raw: object) -> str:
    """Return what is wrong with a line that is JSON, quoting nothing but an event's kind."""
    reasons = {reason["type"] for reason in error.errors(include_input=False, include_url=False)}
    if _UNKNOWN_KIND in reasons and isinstance(raw, dict):
        kind = str(raw.get("event"))
        known = f' "{kind}"' if _KIND.fullmatch(kind) else ""
        return f"an event{known} that this version does not know; a newer one may have written it"
    if _UNKNOWN_KEY in reasons:
        return "an event with more in it than this version knows; a newer one may have written it"
    return "it is not an event"


def read_journal(path: Path) -> JournalReading:
    """Return the events of the journal at `path` up to the first that cannot be read.

    Raises:
        LibraryError: the file cannot be read at all.

    """
    *lines, tail = read_regular(path, LARGEST_JOURNAL).split(b"\n")
    events: list[Event] = []
    for number, line in enumerate(lines, start=1):
        try:
            events.append(_from_line(line))
        except _NotAnEventError as error:
            good = _joined(lines[: number - 1])
            if error.cut_short and number == len(lines) and not tail:
                return JournalReading(tuple(events), good, torn=True)
            return JournalReading(tuple(events), good, damaged_line=number, damage=error.damage)
    return JournalReading(tuple(events), _joined(lines), torn=bool(tail))


def _joined(lines: Sequence[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def repair(path: Path) -> JournalReading:
    """Read the journal at `path`, and leave only what could be read in it.

    A damaged journal is first kept aside whole, as ``journal.damaged-N.jsonl`` beside it. Only the
    holder of the session's lock may do this.

    Raises:
        LibraryError: the file cannot be read, or the good part cannot be written.

    """
    reading = read_journal(path)
    if reading.damaged_line is not None:
        reading = replace(reading, kept_aside=_keep_aside(path))
    if reading.torn or reading.damaged_line is not None:
        replace_atomic(path, reading.good)
    return reading


def _keep_aside(path: Path) -> Path:
    """Copy the journal beside itself under the first free name, and return that name."""
    for number in count(1):
        aside = path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")
        if not os.path.lexists(aside):
            break
    write_once(aside, read_regular(path, LARGEST_JOURNAL))
    return aside


class Journal:
    """A journal that is being written; one thread at a time, by the holder of the session's lock.

    `saved` are the bytes that already stand in the file. They are kept in memory, so that a file
    that failed can be made anew. Without an open descriptor (at the start, and after anything
    failed) the next append writes the whole journal to a fresh file, which then takes the old one's
    place: after a failed fsync the system may have dropped what it was given, and the same
    descriptor would not tell.
    """

    def __init__(self, path: Path, saved: bytes = b"") -> None:
        self.path = path
        self._saved = bytearray(saved)
        self._descriptor: int | None = None
        self._pending: list[Event] = []

    @property
    def pending(self) -> tuple[Event, ...]:
        """The events that could not be written yet; the next append writes them first."""
        return tuple(self._pending)

    def append(self, events: Sequence[Event] = ()) -> None:
        """Write `events`, after those that are still pending; they are durable on return.

        Raises:
            LibraryError: they could not be saved and are pending; or one is too long to be saved at
                all, and none of `events` is taken.

        """
        batch = b"".join(map(to_line, [*self._pending, *events]))
        if not batch:
            return
        self._pending.extend(events)
        try:
            self._write(batch)
        except (OSError, LibraryError) as error:
            self.close()
            why = f"{plain_words(error)}." if isinstance(error, OSError) else error.message
            message = f"Not saved yet, but still in memory: {why}"
            raise LibraryError(message) from error
        self._saved += batch
        self._pending.clear()

    def _write(self, batch: bytes) -> None:
        if self._descriptor is None:
            replace_atomic(self.path, bytes(self._saved) + batch)
            self._open()
        else:
            write_all(self._descriptor, batch)
            os.fsync(self._descriptor)

    def _open(self) -> None:
        """Open the file just put in place; if that fails, the next append makes another."""
        with suppress(OSError):
            self._descriptor = os.open(
                self.path, os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
            )

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor is not None:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None
