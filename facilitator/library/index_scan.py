"""Bringing the index up to date: folders by their times, then only the files that changed.

A folder's time of change says whether a name in it came or went. Records are written once, so that
is all there is to notice; a file that is written over in place is noticed when its folder changes,
and until then by whatever reads the file: `show` and `verify` never ask the index.
"""

import datetime as dt
import json
import os
import sqlite3
import stat
import time
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from facilitator.domain.errors import FacilitatorError
from facilitator.engine.follow_up import Duty, duties
from facilitator.library.files import named, plain_words
from facilitator.library.index_entry import (
    AgreementEntry,
    CheckInEntry,
    Entry,
    PromisedRow,
    ReportedRow,
    read_entry,
    reason_for,
)
from facilitator.library.listing import (
    MISNAMED,
    NO_FOLDER,
    NO_MONTH,
    is_check_in_name,
    is_month,
    is_sealed_name,
    utc_to_the_second,
)
from facilitator.library.paths import Library

SETTLED_NS: Final = 2_000_000_000
"""A folder that changed this shortly before a scan may change again without a new time."""

_FILES_AT_ONCE: Final = 500
_LARGEST: Final = 2**63 - 1
"""The largest integer of SQLite; inodes may be larger."""
_ORPHANS_BEARABLE: Final = 5_000

Signature = tuple[int, int, int]
"""Size, time of change in ns, inode: a file whose signature is the same has not changed."""


@dataclass(frozen=True)
class _FileState:
    """A name found in the folder of a month."""

    name: str
    """With its folder, such as ``2026-11/ID.toml``."""
    signature: Signature


class Scan:
    """One comparison of the index with the library. `problems` are those of whole folders."""

    def __init__(self, database: sqlite3.Connection, library: Library) -> None:
        self.database = database
        self.folder = library.agreements
        self.problems: list[str] = []

    def run(self) -> None:
        """Bring the index up to date, the latest month first. sqlite3.Error when it cannot be."""
        known = {
            name: (mtime_ns, inode, scanned_ns)
            for name, mtime_ns, inode, scanned_ns in self.database.execute(
                "SELECT name, mtime_ns, inode, scanned_ns FROM folder"
            )
        }
        months = self._months()
        if months is None:
            return
        changed = {
            name: state for name, state in months.items() if not _is_settled(known.get(name), state)
        }
        gone = known.keys() - months.keys()
        self._bring_up_to_date(changed, gone)

    def _months(self) -> dict[str, os.stat_result] | None:
        """Return the folders of months with their state, or None when they cannot be looked at."""
        found: dict[str, os.stat_result] = {}
        try:
            with os.scandir(self.folder) as entries:
                names = sorted(entries, key=lambda entry: entry.name)
        except FileNotFoundError:
            return {}
        except OSError as error:
            self.problems.append(f"{named(self.folder)} cannot be read: {plain_words(error)}.")
            return None
        for entry in names:
            if entry.name.startswith("."):
                continue
            if not is_month(entry.name):
                self.problems.append(f"{named(self.folder / entry.name)} {NO_MONTH}")
                continue
            with suppress(FileNotFoundError):
                state = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(state.st_mode):
                    found[entry.name] = state
                else:
                    self.problems.append(f"{named(self.folder / entry.name)} {NO_FOLDER}")
        return found

    def outdated(self, agreements: Iterable[str]) -> set[str]:
        """Return the months in which the file of one of `agreements` is not as it was read."""
        found: set[str] = set()
        for agreement in agreements:
            month = f"{agreement[:4]}-{agreement[4:6]}"
            name = f"{month}/{agreement}.toml"
            if self._known_signature(name) != _signature(self.folder / name):
                found.add(month)
        return found

    def scan_again(self, months: Iterable[str]) -> None:
        """Bring these months up to date, whatever the times of their folders say."""
        states: dict[str, os.stat_result] = {}
        for month in months:
            with suppress(FileNotFoundError):
                states[month] = (self.folder / month).lstat()
        self._bring_up_to_date(states, ())

    def _bring_up_to_date(
        self, months: Mapping[str, os.stat_result], gone_months: Collection[str]
    ) -> None:
        """Compare these months with their folders, and take out those that are gone."""
        scanned_ns = time.time_ns()
        changed: list[_FileState] = []
        gone = [file for month in gone_months for file in self._known_files(month)]
        scanned: dict[str, os.stat_result] = {}
        for month in sorted(months, reverse=True):
            found = self._found(month)
            if found is not None:
                known = self._known_files(month)
                changed += [file for file in found if known.get(file.name) != file.signature]
                gone += known.keys() - {file.name for file in found}
                scanned[month] = months[month]
        for start in range(0, len(changed), _FILES_AT_ONCE):
            self._read(changed[start : start + _FILES_AT_ONCE])
        if scanned or gone_months:
            self._finish(scanned, scanned_ns, gone, gone_months)
        if changed or gone:
            self._mark_superseded()

    def _found(self, month: str) -> list[_FileState] | None:
        """Return what is in the folder of a month, or None when that cannot be said."""
        try:
            return list(_files(self.folder / month, month))
        except OSError as error:
            path = named(self.folder / month)
            self.problems.append(f"{path} cannot be read: {plain_words(error)}.")
            return None

    def _finish(
        self,
        scanned: Mapping[str, os.stat_result],
        scanned_ns: int,
        gone: Iterable[str],
        gone_months: Iterable[str],
    ) -> None:
        """Take out the files that are gone, and note that these folders were scanned."""
        with _transaction(self.database):
            self._follow({self._forget(file) for file in gone})
            self.database.executemany(
                "DELETE FROM folder WHERE name = ?", [(month,) for month in gone_months]
            )
            self.database.executemany(
                "REPLACE INTO folder VALUES (?, ?, ?, ?)",
                [
                    (month, state.st_mtime_ns, state.st_ino & _LARGEST, scanned_ns)
                    for month, state in scanned.items()
                ],
            )

    def _known_files(self, month: str) -> dict[str, Signature]:
        rows = self.database.execute(
            "SELECT name, size, mtime_ns, inode FROM file WHERE name > ? AND name < ?",
            (f"{month}/", f"{month}0"),
        )
        return {name: (size, mtime_ns, inode) for name, size, mtime_ns, inode in rows}

    def _read(self, files: Iterable[_FileState]) -> None:
        """Read some files and keep what is in them; all of it, or nothing.

        Another program may be doing the same: what it has kept by now is left as it is.
        """
        read = [(file, *self._entry(file.name)) for file in files]
        with _transaction(self.database):
            touched: set[str] = set()
            for file, entry, problem in read:
                known = self._known_signature(file.name)
                if known == file.signature:
                    continue
                if known is not None:
                    self._forget(file.name)
                touched.add(agreement_of(file.name))
                if entry is not None:
                    self._keep(file.name, entry)
                self.database.execute(
                    "INSERT INTO file VALUES (?, ?, ?, ?, ?)",
                    (file.name, *file.signature, problem),
                )
            self._follow(touched)

    def _known_signature(self, name: str) -> Signature | None:
        found: Signature | None = self.database.execute(
            "SELECT size, mtime_ns, inode FROM file WHERE name = ?", (name,)
        ).fetchone()
        return found

    def _entry(self, name: str) -> tuple[Entry | None, str]:
        """Return what is kept of a file, and what is wrong with it."""
        path = self.folder / name
        if not is_sealed_name(*name.split("/")):
            return None, MISNAMED
        try:
            entry = read_entry(path)
        except FacilitatorError as error:
            return None, reason_for(path, error)
        return entry, f"was changed after it was written: {entry.flaw}" if entry.flaw else ""

    def _forget(self, name: str) -> str:
        """Take out what is kept of a file; return the id of the agreement that this concerns."""
        agreement = agreement_of(name)
        self.database.execute("DELETE FROM file WHERE name = ?", (name,))
        if is_check_in_name(name.partition("/")[2]):
            self.database.execute("DELETE FROM report WHERE file = ?", (name,))
            return agreement
        found = self.database.execute("SELECT row FROM agreement WHERE id = ?", (agreement,))
        for (row,) in found.fetchall():
            for table in ("theme", "party", "duty"):
                self.database.execute(f"DELETE FROM {table} WHERE agreement = ?", (row,))  # noqa: S608 - names from above
            self.database.execute("DELETE FROM agreement WHERE row = ?", (row,))
        return agreement

    def _keep(self, name: str, entry: Entry) -> None:
        """Keep what was read of a file."""
        if isinstance(entry, CheckInEntry):
            self._keep_check_in(name, entry)
        else:
            self._keep_agreement(entry)

    def _keep_check_in(self, name: str, entry: CheckInEntry) -> None:
        at = utc_to_the_second(entry.at)
        rows = [(row.commitment, row.state, _iso(row.due)) for row in entry.progress]
        # A check-in without progress still says that a review was held.
        self.database.executemany(
            "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (name, number, entry.agreement, at, *row)
                for number, row in enumerate(rows or [("", "", None)])
            ],
        )

    def _keep_agreement(self, entry: AgreementEntry) -> None:
        summary = entry.summary
        kept = {key: value for key, value in summary.items() if key != "path"}
        written = json.dumps(kept | {"amends": entry.amends}, ensure_ascii=False)
        promised = [(one.id, one.what, one.owner, _iso(one.due)) for one in entry.promised]
        columns = (summary["id"], summary["topic"], summary["topic"].casefold(), summary["status"])
        dates = (summary["closed"], summary["review"], entry.amends)
        texts = (written, json.dumps(promised), zlib.crc32(written.encode()))
        row = self.database.execute(
            "INSERT INTO agreement (id, topic, topic_key, status, closed, review, amends, entry,"
            " promised, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*columns, *dates, *texts),
        ).lastrowid
        self.database.executemany(
            "INSERT OR IGNORE INTO theme VALUES (?, ?, ?)",
            [(theme.casefold(), row, theme) for theme in summary["themes"]],
        )
        self.database.executemany(
            "INSERT INTO party VALUES (?, ?, ?, ?)",
            [(row, role, name, name.casefold()) for role, name in summary["parties"].items()],
        )
        self.database.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (row, entry.words))

    def _follow(self, agreements: Iterable[str]) -> None:
        """Fold anew what is due of these agreements."""
        for name in agreements:
            found = self.database.execute(
                "SELECT row, topic, review, promised FROM agreement WHERE id = ?", (name,)
            ).fetchone()
            if found is not None:
                row, topic, review, written = found
                promised = [
                    PromisedRow(commitment, what, owner, _day(due))
                    for commitment, what, owner, due in json.loads(written)
                ]
                self._keep_duties(row, duties(promised, _day(review), topic, self._check_ins(name)))

    def _check_ins(self, agreement: str) -> list[CheckInEntry]:
        """Return the check-ins of an agreement, in the order of their files."""
        rows = self.database.execute(
            "SELECT file, at, commitment, state, due FROM report WHERE agreement = ?"
            " ORDER BY file, number",
            (agreement,),
        )
        held: dict[str, tuple[str, list[ReportedRow]]] = {}
        for file, at, commitment, state, due in rows:
            reports = held.setdefault(file, (at, []))[1]
            reports.append(ReportedRow(commitment, state, _day(due)))
        return [
            CheckInEntry(agreement, dt.datetime.fromisoformat(at), tuple(reports), "")
            for at, reports in held.values()
        ]

    def _keep_duties(self, row: int, due: Iterable[Duty]) -> None:
        found = [
            (one.kind, one.commitment, one.what, one.owner, one.due.isoformat(), one.state)
            for one in due
        ]
        self.database.execute("DELETE FROM duty WHERE agreement = ?", (row,))
        self.database.executemany(
            "INSERT INTO duty VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(row, number, *duty) for number, duty in enumerate(found)],
        )
        self.database.execute(
            "UPDATE agreement SET next_due = ? WHERE row = ?",
            (found[0][4] if found else None, row),
        )

    def _mark_superseded(self) -> None:
        """Note which agreements a later one amends."""
        with _transaction(self.database):
            self.database.execute(
                "UPDATE agreement SET superseded = NOT superseded WHERE superseded !="
                " (id IN (SELECT amends FROM agreement WHERE amends IS NOT NULL))"
            )

    def is_worn(self) -> bool:
        """Return whether so many records were taken out that the index is better made anew."""
        row, count = self.database.execute(
            "SELECT coalesce(max(row), 0), count(*) FROM agreement"
        ).fetchone()
        return bool(row - count > max(count, _ORPHANS_BEARABLE))


def agreement_of(name: str) -> str:
    """Return the id of the agreement that a file, such as ``2026-11/ID.toml``, belongs to."""
    return name.partition("/")[2].partition(".")[0]


def _is_settled(known: tuple[int, int, int] | None, state: os.stat_result) -> bool:
    """Return whether a folder is as it was when it was scanned."""
    if known is None:
        return False
    mtime_ns, inode, scanned_ns = known
    same = (mtime_ns, inode) == (state.st_mtime_ns, state.st_ino & _LARGEST)
    return same and mtime_ns + SETTLED_NS < scanned_ns


def _files(folder: Path, month: str) -> Iterator[_FileState]:
    """Give what is in the folder of a month, hidden names left out. OSError when it cannot be."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith("."):
                continue
            with suppress(FileNotFoundError):
                state = entry.stat(follow_symlinks=False)
                yield _FileState(f"{month}/{_storable(entry.name)}", _signature_of(state))


def _signature_of(state: os.stat_result) -> Signature:
    return state.st_size, state.st_mtime_ns, state.st_ino & _LARGEST


def _signature(path: Path) -> Signature | None:
    """Return the signature of the file at `path`; None when there is none."""
    try:
        return _signature_of(path.lstat())
    except OSError:
        return None


def _storable(name: str) -> str:
    """Return a file's name with what is not UTF-8 in it written out; records have no such names."""
    return name.encode("utf-8", errors="backslashreplace").decode()


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Do all that is inside, or nothing of it."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
