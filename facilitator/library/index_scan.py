"""Bringing the index up to date: folders by their times, then only the files that changed.

A folder's time of change says whether a name in it came or went. Records are written once, so that
is all there is to notice; a file that is written over in place is noticed when its folder changes,
and until then by whatever reads the file: `show` and `verify` never ask the index.
"""

import os
import sqlite3
import stat
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from facilitator.domain.errors import FacilitatorError
from facilitator.library.files import named, plain_words
from facilitator.library.index_entry import Entry, read_entry, reason_for
from facilitator.library.index_rows import Reading, Signature, forget, keep, outdated, signatures
from facilitator.library.listing import (
    MISNAMED,
    NO_FOLDER,
    NO_MONTH,
    is_month,
    is_sealed_name,
)
from facilitator.library.paths import Library
from facilitator.library.written_form import common_words

SETTLED_NS: Final = 2_000_000_000
"""A folder that changed this shortly before a scan may change again without a new time."""

_FILES_AT_ONCE: Final = 500
_LARGEST: Final = 2**63 - 1
"""The largest integer of SQLite; inodes may be larger."""
_ORPHANS_BEARABLE: Final = 5_000


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
        self._words_of = common_words()
        self._has_changed = False

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
        names = [f"{agreement[:4]}-{agreement[4:6]}/{agreement}.toml" for agreement in agreements]
        known = signatures(self.database, names)
        return {
            name.partition("/")[0]
            for name in names
            if known.get(name) != _signature(self.folder / name)
        }

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
        """Compare these months with their folders, and take out those that are gone.

        The folders count as scanned only when all is done: whoever is interrupted begins again.
        """
        scanned_ns = time.time_ns()
        for month in gone_months:
            self._forget(self._known_files(month))
        scanned, changed = [], []
        for month in sorted(months, reverse=True):
            found = self._compared(month)
            if found is not None:
                scanned.append(month)
                changed += found
            if len(changed) >= _FILES_AT_ONCE:
                self._read(changed)
                changed = []
        self._read(changed)
        self._read(self._outdated_files())
        if scanned or gone_months:
            self._has_changed = True
            self._mark_superseded()
            self._note({month: months[month] for month in scanned}, scanned_ns, gone_months)

    def _compared(self, month: str) -> list[_FileState] | None:
        """Take out what is gone from a month and return what is to be read.

        It is None when its folder cannot be looked at.
        """
        found = self._found(month)
        if found is None:
            return None
        known = self._known_files(month)
        self._forget(known.keys() - {file.name for file in found})
        return [file for file in found if known.get(file.name) != file.signature]

    def _forget(self, names: Collection[str]) -> None:
        """Take these files out, all or none."""
        if names:
            with _transaction(self.database):
                forget(self.database, names)

    def _found(self, month: str) -> list[_FileState] | None:
        """Return what is in the folder of a month, or None when that cannot be said."""
        try:
            return list(_files(self.folder / month, month))
        except OSError as error:
            path = named(self.folder / month)
            self.problems.append(f"{path} cannot be read: {plain_words(error)}.")
            return None

    def _note(
        self, scanned: Mapping[str, os.stat_result], scanned_ns: int, gone_months: Iterable[str]
    ) -> None:
        """Note that these folders were scanned, and which ones are gone."""
        with _transaction(self.database):
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

    def _outdated_files(self) -> list[_FileState]:
        """Return the agreements to be read again because a check-in of theirs came or went."""
        found = ((name, _signature(self.folder / name)) for name in outdated(self.database))
        return [_FileState(name, signature) for name, signature in found if signature is not None]

    def _read(self, files: Sequence[_FileState]) -> None:
        """Read these files and keep what is in them; of some at once all of it, or nothing."""
        for start in range(0, len(files), _FILES_AT_ONCE):
            read = [
                Reading(file.name, file.signature, *self._entry(file.name))
                for file in files[start : start + _FILES_AT_ONCE]
            ]
            with _transaction(self.database):
                keep(self.database, read)

    def _entry(self, name: str) -> tuple[Entry | None, str]:
        """Return what is kept of a file, and what is wrong with it."""
        path = self.folder / name
        if not is_sealed_name(*name.split("/")):
            return None, MISNAMED
        try:
            entry = read_entry(path, self._words_of)
        except FacilitatorError as error:
            return None, reason_for(path, error)
        return entry, f"was changed after it was written: {entry.flaw}" if entry.flaw else ""

    def _mark_superseded(self) -> None:
        """Note which agreements another one amends."""
        with _transaction(self.database):
            self.database.execute(
                "UPDATE agreement SET superseded = NOT superseded WHERE superseded !="
                " (id IN (SELECT amends FROM agreement WHERE amends != id))"
            )

    def is_worn(self) -> bool:
        """Return whether so many records were taken out that the index is better made anew.

        That is counted only when something has changed.
        """
        if not self._has_changed:
            return False
        row, count = self.database.execute(
            "SELECT coalesce(max(row), 0), count(*) FROM agreement"
        ).fetchone()
        return bool(row - count > max(count, _ORPHANS_BEARABLE))


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
