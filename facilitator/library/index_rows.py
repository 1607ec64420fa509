"""The rows of the index: keeping what was read of some files, and taking it out again.

An agreement is kept together with its check-ins: what is due of it and the words it is found by
come from both. Whenever one of them comes or goes, the agreement counts as outdated, and whoever
scans reads it again. All of this happens inside the caller's transaction.
"""

import datetime as dt
import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from facilitator.engine.follow_up import duties
from facilitator.library.index_entry import AgreementEntry, CheckInEntry, Entry, ReportedRow
from facilitator.library.listing import is_check_in_name, utc_to_the_second

Signature = tuple[int, int, int]
"""Size, time of change in ns, inode: a file whose signature is the same has not changed."""

_AS_JSON: Final = json.JSONEncoder(ensure_ascii=False).encode
_ANY_OF: Final = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True)
class Reading:
    """What was read of one file; `name` is with its folder, such as ``2026-11/ID.toml``."""

    name: str
    signature: Signature
    entry: Entry | None
    problem: str
    """What is wrong with the file; empty when nothing is."""


def keep(database: sqlite3.Connection, read: Sequence[Reading]) -> None:
    """Keep what was read, in the place of what was kept of these files before.

    What another program has kept of the same file by now is left as it is.
    """
    # Check-ins first: they make their agreement outdated, and it takes them in when it is kept.
    for of_check_ins in (True, False):
        some = [one for one in read if _is_check_in(one.name) is of_check_ins]
        known = signatures(database, [one.name for one in some])
        new = [one for one in some if known.get(one.name) != one.signature]
        forget(database, [one.name for one in new if one.name in known])
        database.executemany(
            "INSERT INTO file VALUES (?, ?, ?, ?, ?)",
            [(one.name, *one.signature, one.problem) for one in new],
        )
        if of_check_ins:
            _keep_check_ins(database, new)
        else:
            _keep_agreements(
                database, [one.entry for one in new if isinstance(one.entry, AgreementEntry)]
            )


def signatures(database: sqlite3.Connection, names: Sequence[str]) -> dict[str, Signature]:
    """Return the signature that each of these files had when it was read; no other names."""
    rows = database.execute(
        f"SELECT name, size, mtime_ns, inode FROM file WHERE name {_ANY_OF}",  # noqa: S608 - constants
        (json.dumps(names),),
    )
    return {name: (size, mtime_ns, inode) for name, size, mtime_ns, inode in rows}


def forget(database: sqlite3.Connection, names: Iterable[str]) -> None:
    """Take out what is kept of these files."""
    for name in names:
        database.execute("DELETE FROM file WHERE name = ?", (name,))
        if _is_check_in(name):
            database.execute("DELETE FROM check_in WHERE file = ?", (name,))
            database.execute("DELETE FROM report WHERE file = ?", (name,))
            _outdate(database, [name])
        else:
            _forget_agreement(database, name.partition("/")[2].removesuffix(".toml"))


def _forget_agreement(database: sqlite3.Connection, agreement: str) -> None:
    found = database.execute("SELECT row FROM agreement WHERE id = ?", (agreement,)).fetchall()
    for table, column in (
        ("theme", "agreement"),
        ("party", "agreement"),
        ("duty", "agreement"),
        ("agreement", "row"),
    ):
        database.executemany(f"DELETE FROM {table} WHERE {column} = ?", found)  # noqa: S608 - constants


def _is_check_in(name: str) -> bool:
    return is_check_in_name(name.partition("/")[2])


def _outdate(database: sqlite3.Connection, check_ins: Iterable[str]) -> None:
    """Have the agreements of these files read again: no file has a size below zero."""
    database.executemany(
        "UPDATE file SET size = -1 WHERE name = ?",
        [(f"{name.partition('.')[0]}.toml",) for name in check_ins],
    )


def outdated(database: sqlite3.Connection) -> list[str]:
    """Return the files that are to be read again because what belongs to them changed."""
    return [name for (name,) in database.execute("SELECT name FROM file WHERE size < 0")]


def _keep_check_ins(database: sqlite3.Connection, read: Sequence[Reading]) -> None:
    held = [(one.name, one.entry) for one in read if isinstance(one.entry, CheckInEntry)]
    database.executemany(
        "INSERT INTO check_in VALUES (?, ?, ?, ?)",
        [(name, entry.agreement, utc_to_the_second(entry.at), entry.words) for name, entry in held],
    )
    database.executemany(
        "INSERT INTO report VALUES (?, ?, ?, ?, ?)",
        [
            (name, number, row.commitment, row.state, row.due and row.due.isoformat())
            for name, entry in held
            for number, row in enumerate(entry.progress)
        ],
    )
    _outdate(database, [one.name for one in read])


def _keep_agreements(database: sqlite3.Connection, entries: Sequence[AgreementEntry]) -> None:
    check_ins = _check_ins(database, [entry.summary["id"] for entry in entries])
    tables: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _INSERTIONS}
    for row, entry in enumerate(entries, _last_row(database) + 1):
        for table, values in _rows(row, entry, check_ins.get(entry.summary["id"], ())):
            tables[table].append(values)
    for table, values_of_rows in tables.items():
        database.executemany(_INSERTIONS[table], values_of_rows)


_INSERTIONS: Final[Mapping[str, str]] = {
    "agreement": "INSERT INTO agreement (row, id, topic, topic_key, status, closed, review, amends,"
    " next_due, entry, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "theme": "INSERT OR IGNORE INTO theme VALUES (?, ?, ?)",
    "party": "INSERT INTO party VALUES (?, ?, ?, ?)",
    "duty": "INSERT INTO duty VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "words": "INSERT INTO words (rowid, text) VALUES (?, ?)",
}
"""Table to the statement that puts a row in it."""


def _rows(
    row: int, entry: AgreementEntry, check_ins: Sequence[CheckInEntry]
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Give what to put into which table for an agreement, which gets the number `row`."""
    summary = entry.summary
    topic, review = summary["topic"], summary["review"]
    day = review and dt.date.fromisoformat(review)
    due = duties(entry.promised, day, topic, check_ins)
    kept = {key: value for key, value in summary.items() if key != "path"}
    written = _AS_JSON(kept | {"amends": entry.amends})
    columns = (row, summary["id"], topic, topic.casefold(), summary["status"], summary["closed"])
    dates = (review, entry.amends, due[0].due.isoformat() if due else None)
    yield "agreement", (*columns, *dates, written, zlib.crc32(written.encode()))
    for theme in summary["themes"]:
        yield "theme", (theme.casefold(), row, theme)
    for role, name in summary["parties"].items():
        yield "party", (row, role, name, name.casefold())
    for number, one in enumerate(due):
        duty = (one.kind, one.commitment, one.what, one.owner, one.due.isoformat(), one.state)
        yield "duty", (row, number, *duty)
    yield "words", (row, " ".join([entry.words, *(one.words for one in check_ins)]))


def _last_row(database: sqlite3.Connection) -> int:
    """Return the highest number that an agreement ever had."""
    found = database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'agreement'").fetchone()
    return int(found[0]) if found else 0


def _check_ins(
    database: sqlite3.Connection, agreements: Sequence[str]
) -> Mapping[str, list[CheckInEntry]]:
    """Return the check-ins of these agreements, each in the order of their files."""
    names = (json.dumps(agreements),)
    of_these = f"WHERE agreement {_ANY_OF}"
    progress: dict[str, list[ReportedRow]] = defaultdict(list)
    for file, commitment, state, due in database.execute(
        "SELECT file, commitment, state, due FROM report WHERE file IN"  # noqa: S608 - constants
        f" (SELECT file FROM check_in {of_these}) ORDER BY file, number",
        names,
    ):
        day = due and dt.date.fromisoformat(due)
        progress[file].append(ReportedRow(commitment, state, day))
    found: dict[str, list[CheckInEntry]] = defaultdict(list)
    for file, agreement, at, words in database.execute(
        f"SELECT file, agreement, at, words FROM check_in {of_these} ORDER BY file",  # noqa: S608 - constants
        names,
    ):
        moment = dt.datetime.fromisoformat(at)
        rows = tuple(progress[file])
        found[agreement].append(CheckInEntry(agreement, moment, rows, words))
    return found
