"""The index: which agreements there are, found, counted and searched without reading them all.

It is a cache and may be deleted at will. It never fails: a damaged one is made anew, and where none
can be kept it lives in memory, which `refresh` then says. Nothing that was signed is taken from it;
whoever shows or verifies a record reads the file. One `Index` serves one thread; several programs
and threads may each have one open on the same library.
"""

import datetime as dt
import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from facilitator.engine.follow_up import Amendment, Kind
from facilitator.library.files import named
from facilitator.library.index_filter import (
    EVERYTHING,
    FOLLOW_UPS,
    MOST_PARTIES,
    ORDERS,
    Facets,
    Filter,
    FollowUp,
    Sort,
)
from facilitator.library.index_scan import Scan
from facilitator.library.index_store import (
    OtherVersionError,
    index_file,
    is_busy,
    open_file,
    open_in_memory,
    remove_file,
    why,
)
from facilitator.library.paths import Library

__all__ = ["Due", "Facets", "Filter", "FollowUp", "Index", "Sort", "Summary"]

Answer = TypeVar("Answer")

ALL: Final = -1
"""No limit."""

_FAILURES: Final = (sqlite3.Error, ValueError, TypeError, KeyError, OverflowError)
"""What a damaged file can lead to: SQLite's own errors, and values that are none of ours."""


@dataclass(frozen=True)
class Summary:
    """What a list shows of an agreement. Moments are in UTC as ``…Z``, days in ISO 8601."""

    id: str
    topic: str
    status: str
    parties: Mapping[str, str]
    """Role to name."""
    themes: tuple[str, ...]
    opened: str
    closed: str
    review: str | None
    path: str
    """As the library was given."""
    amends: str | None
    amended: bool
    """Whether a later agreement amends it."""
    next_due: str | None
    """The day of what is due next; None when nothing is, or it was amended."""

    @property
    def month(self) -> str:
        """The month in its id, such as ``2026-11``."""
        return f"{self.id[:4]}-{self.id[4:6]}"


@dataclass(frozen=True)
class Due:
    """A commitment or a review that is open and due."""

    agreement: str
    topic: str
    kind: Kind
    commitment: str | None
    """The id of the commitment; None for a review."""
    what: str
    owner: str
    """A role, or ``both``."""
    names: tuple[str, ...]
    """The names of the owners."""
    parties: Mapping[str, str]
    """Role to name, in the order of the record."""
    due: dt.date
    state: str | None
    """What the latest check-in says; None before there is one."""
    overdue: bool


class Index:
    """The index of one library. Close it after use; ``with`` does."""

    def __init__(self, library: Library, file: Path | None) -> None:
        self._library = library
        self._file = file
        self._connection: sqlite3.Connection | None = None
        self._made_anew = False
        self._to_fill = False
        self._notes: list[str] = []
        self._scan_problems: list[str] = []

    @classmethod
    def open(cls, library: Library) -> Self:
        """Return the index of `library`; what is in it may be old until `refresh` was called."""
        exists = os.access(library.agreements, os.F_OK)
        return cls(library, index_file(library) if exists else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def refresh(self) -> list[str]:
        """Bring the index up to date with the library; return the problems met, in words.

        With nothing changed that takes a look at each folder of a month and writes nothing.
        """
        self._notes = []
        self._surely(self._scan)
        return self.problems()

    def problems(self) -> list[str]:
        """Return what is wrong with files and folders, and with the index, as known by now."""
        of_files = self._surely(self._problems_of_files)
        return [*self._notes, *self._scan_problems, *of_files]

    def summaries(
        self, filters: Filter, sort: Sort = "newest", limit: int = ALL, offset: int = 0
    ) -> list[Summary]:
        """Return at most `limit` of the agreements that `filters` lets through, in order.

        The files of those are looked at: where one was written over in its place, which the times
        of folders do not tell, its folder is scanned again first.
        """
        condition, parameters = filters.condition()
        query = (
            "SELECT id, entry, checksum, superseded, next_due FROM agreement"  # noqa: S608 - constants
            f" WHERE {condition} ORDER BY {ORDERS[sort]} LIMIT :limit OFFSET :offset"
        )
        bounds = {"limit": limit, "offset": offset}

        def listed() -> list[Summary]:
            rows = list(self._rows(query, parameters | bounds))
            if self._rescanned(row[0] for row in rows):
                rows = list(self._rows(query, parameters | bounds))
            return [self._summary(*row[1:]) for row in rows]

        return self._surely(listed)

    def _rescanned(self, agreements: Iterable[str]) -> bool:
        """Scan again the folders in which one of these was written over; whether there was any."""
        scan = Scan(self._database(), self._library)
        months = scan.outdated(agreements)
        if months:
            scan.scan_again(months)
        return bool(months)

    def search(
        self, words: str, today: dt.date, limit: int = ALL, offset: int = 0
    ) -> list[Summary]:
        """Return the agreements in which all `words` occur, the latest first."""
        return self.summaries(Filter(today, words=words), "newest", limit, offset)

    def count(self, filters: Filter) -> int:
        """Return how many agreements `filters` lets through."""
        condition, parameters = filters.condition()
        query = f"SELECT count(*) FROM agreement WHERE {condition}"  # noqa: S608 - constants
        return self._surely(lambda: int(next(self._rows(query, parameters))[0]))

    def facets(self, filters: Filter) -> Facets:
        """Return how many agreements each value of each filter would give.

        For each filter the other ones stay as they are, and its own value does not count.
        """
        return Facets(
            self._counts(_BY_STATUS, replace(filters, status=None)),
            self._counts(_BY_THEME, replace(filters, theme=None)),
            self._counts(_BY_PARTY, replace(filters, party=None)),
            {name: self.count(replace(filters, follow_up=name)) for name in FOLLOW_UPS},
        )

    def _counts(self, query: str, filters: Filter) -> dict[str, int]:
        condition, parameters = filters.condition()
        chosen = f"agreement IN (SELECT row FROM agreement WHERE {condition})"  # noqa: S608 - constants
        # A set of all agreements would take its time and room to be made, and leave none out.
        whole = query.replace("CHOSEN", "1" if condition == EVERYTHING else chosen)
        whole = whole.replace("CONDITION", condition)
        bounds = {"most_parties": MOST_PARTIES}
        return self._surely(
            lambda: {str(name): int(n) for name, n in self._rows(whole, parameters | bounds)}
        )

    def due(self, today: dt.date, days: int, limit: int = ALL) -> list[Due]:
        """Return at most `limit` of what is open and due by `days` after `today`, oldest first.

        Agreements that were amended are left out: what they promised was replaced.
        """
        try:
            last = today + dt.timedelta(days=days)
        except OverflowError:
            last = dt.date.max
        parameters = {"last": last.isoformat(), "limit": limit}
        return self._surely(
            lambda: [self._due(today, *row) for row in self._rows(_DUE, parameters)]
        )

    def amendments(self, agreement: str) -> list[str]:
        """Return the ids of the agreements that amend `agreement`, the earliest first."""
        query = "SELECT id FROM agreement WHERE amends = :id ORDER BY closed, id"
        return self._surely(lambda: [str(name) for (name,) in self._rows(query, {"id": agreement})])

    def newer(self, agreement: str) -> tuple[Amendment, ...]:
        """Return the agreements that take the place of `agreement`, the earliest first.

        That is what amends it, or amends one that does.
        """
        return self._surely(
            lambda: tuple(
                Amendment(str(name), dt.datetime.fromisoformat(closed), str(amends))
                for name, closed, amends in self._rows(_NEWER, {"id": agreement})
            )
        )

    def _summary(self, entry: str, checksum: int, superseded: int, next_due: str | None) -> Summary:
        if zlib.crc32(entry.encode()) != checksum:
            raise _DamagedError
        kept: dict[str, Any] = json.loads(entry)
        themes = tuple(kept.pop("themes"))
        name = kept["id"]
        path = self._library.agreements / f"{name[:4]}-{name[4:6]}" / f"{name}.toml"
        return Summary(
            **kept,
            themes=themes,
            path=str(path),
            amended=bool(superseded),
            next_due=None if superseded or next_due is None else _as_day(next_due).isoformat(),
        )

    def _due(self, today: dt.date, *row: Any) -> Due:
        agreement, topic, kind, commitment, what, owner, due, state, names = row
        day = _as_day(due)
        parties: dict[str, str] = json.loads(names)
        shown = (parties[owner],) if owner in parties else tuple(parties.values())
        overdue = day < today
        return Due(
            agreement, topic, kind, commitment, what, owner, shown, parties, day, state, overdue
        )

    def _problems_of_files(self) -> list[str]:
        folder = self._library.agreements
        rows = self._rows("SELECT name, problem FROM file WHERE problem != '' ORDER BY name", {})
        return [f"{named(folder / name)} {problem}" for name, problem in rows]

    def _rows(self, query: str, parameters: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
        return iter(self._database().execute(query, parameters).fetchall())

    def _database(self) -> sqlite3.Connection:
        """Return the open index; opening it is part of what may fail."""
        if self._connection is None:
            self._connection = open_in_memory() if self._file is None else open_file(self._file)
        if self._to_fill:
            self._to_fill = False
            self._scan()
        return self._connection

    def _scan(self) -> None:
        """Compare with the library; while another program holds the index, keep what is there."""
        self._to_fill = False
        database = self._database()
        scan = Scan(database, self._library)
        try:
            scan.run()
        except sqlite3.OperationalError as error:
            if not is_busy(error) or not self._has_content(database):
                raise
            self._notes.append(
                "The index of the library is in use by another program: what changed in the last"
                " moments may be missing here."
            )
        self._scan_problems = scan.problems
        if scan.is_worn() and not self._made_anew:
            raise OtherVersionError

    def _has_content(self, database: sqlite3.Connection) -> bool:
        return database.execute("SELECT 1 FROM file LIMIT 1").fetchone() is not None

    def _surely(self, work: Callable[[], Answer]) -> Answer:
        """Return what `work` returns; if the index fails, with a new one, and at last in memory."""
        while True:
            try:
                return work()
            except (*_FAILURES, OSError) as error:
                if self._file is None:
                    raise
                self._recover(self._file, error)

    def _recover(self, file: Path, error: Exception) -> None:
        """Put another index in the place of the one that failed."""
        self.close()
        self._to_fill = True
        may_help = not isinstance(error, OSError) and not is_busy(error)
        if may_help and not self._made_anew:
            self._made_anew = True
            with suppress(OSError):
                remove_file(file)
                return
        self._file = None
        self._notes.append(
            f"The index {named(file)} cannot be used ({why(error)}); the list was made without it."
        )


class _DamagedError(ValueError):
    """A row of the index is not as it was written."""


def _as_day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


_BY_STATUS: Final = (
    "SELECT status, count(*) FROM agreement WHERE CONDITION GROUP BY status ORDER BY 2 DESC, 1"
)
_BY_THEME: Final = (
    "SELECT min(name), count(*) FROM theme WHERE CHOSEN GROUP BY name_key ORDER BY 2 DESC, 1"
)
_BY_PARTY: Final = (
    "SELECT min(name), count(DISTINCT agreement) FROM party WHERE CHOSEN GROUP BY name_key"
    " ORDER BY 2 DESC, 1 LIMIT :most_parties"
)
_NEWER: Final = (
    "WITH RECURSIVE newer(id, closed, amends) AS ("
    " SELECT id, closed, amends FROM agreement WHERE amends = :id UNION"
    " SELECT one.id, one.closed, one.amends FROM agreement AS one JOIN newer"
    " ON one.amends = newer.id)"
    " SELECT id, closed, amends FROM newer WHERE id != :id ORDER BY closed, id"
)
_DUE: Final = (
    "SELECT agreement.id, topic, kind, commitment, what, owner, due, state,"
    " json_extract(entry, '$.parties')"
    " FROM duty JOIN agreement ON duty.agreement = agreement.row"
    " WHERE due <= :last AND NOT superseded ORDER BY due, agreement.id, number"
    " LIMIT :limit"
)
