"""The file of the index: where it is, what is in it, and how it is opened whatever stands there."""

import errno
import hashlib
import os
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

import platformdirs

from facilitator.library.files import PRIVATE_FILE, PRIVATE_FOLDER, plain_words
from facilitator.library.paths import APPLICATION, Library

VERSION: Final = 4
"""Raised whenever the tables or their words change; an index of another version is made anew."""

_CACHE_KIB: Final = 512
"""For each of the threads that ask at the same time; a larger one makes nothing faster."""
_PAGES_BEFORE_CHECKPOINT: Final = 8_000
"""For filling, as are those below: SQLite's own settings are for small changes."""

_WORDS_SETTINGS: Final = (("automerge", 16), ("hashsize", 2 * 2**20))
"""Segments of FTS5 on a level before they are merged, and bytes before one is written."""

WAIT_SECONDS: Final = 0.75
"""How long another program's lock on the index is waited for."""

_SCHEMA: Final = """
CREATE TABLE folder (
    name TEXT PRIMARY KEY, mtime_ns INTEGER, inode INTEGER, scanned_ns INTEGER
) WITHOUT ROWID;
CREATE TABLE file (
    name TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, inode INTEGER, problem TEXT
) WITHOUT ROWID;
CREATE INDEX file_outdated ON file (name) WHERE size < 0;
CREATE INDEX file_problem ON file (name) WHERE problem != '';
CREATE TABLE agreement (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, topic TEXT, topic_key TEXT, status TEXT,
    closed TEXT, review TEXT, amends TEXT, superseded INTEGER DEFAULT 0, next_due TEXT,
    entry TEXT, checksum INTEGER
);
CREATE INDEX agreement_closed ON agreement (closed, id);
CREATE INDEX agreement_topic ON agreement (topic_key, id);
CREATE INDEX agreement_due ON agreement (superseded OR next_due IS NULL, next_due, id);
CREATE INDEX agreement_next ON agreement (next_due) WHERE next_due IS NOT NULL;
CREATE INDEX agreement_amends ON agreement (amends) WHERE amends IS NOT NULL;
CREATE TABLE theme (
    name_key TEXT, agreement INTEGER, name TEXT, PRIMARY KEY (name_key, agreement)
) WITHOUT ROWID;
CREATE INDEX theme_agreement ON theme (agreement);
CREATE TABLE party (
    agreement INTEGER, role TEXT, name TEXT, name_key TEXT, PRIMARY KEY (agreement, role)
) WITHOUT ROWID;
CREATE TABLE check_in (
    file TEXT PRIMARY KEY, agreement TEXT, at TEXT, words TEXT
) WITHOUT ROWID;
CREATE INDEX check_in_agreement ON check_in (agreement);
CREATE TABLE report (
    file TEXT, number INTEGER, commitment TEXT, state TEXT, due TEXT, PRIMARY KEY (file, number)
) WITHOUT ROWID;
CREATE TABLE duty (
    agreement INTEGER, number INTEGER, kind TEXT, commitment TEXT, what TEXT, owner TEXT, due TEXT,
    state TEXT, PRIMARY KEY (agreement, number)
) WITHOUT ROWID;
CREATE INDEX duty_due ON duty (due, agreement);
CREATE VIRTUAL TABLE words USING fts5 (
    text, content = '', columnsize = 0, detail = none, prefix = '1 2',
    tokenize = 'unicode61 remove_diacritics 2'
);
"""
# A row of `words` belongs to the row of `agreement` with its number. Numbers are never used twice,
# so the words of an agreement that is gone can stay: nothing leads to them. That spares the index
# a second copy of all texts, which taking words out again would need.


def index_file(library: Library) -> Path:
    """Return where the index of `library` is kept: one file for each real path of a library."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(library.root))).hexdigest()[:32]
    folder = platformdirs.user_cache_path(APPLICATION, appauthor=False)
    return folder / f"index-{name}.sqlite"


def open_file(path: Path) -> sqlite3.Connection:
    """Return the index at `path`, made anew if there is none or it is of another version.

    Raises:
        OSError: the file cannot be made, or something that is no regular file has its name.
        sqlite3.Error: it is damaged or locked.

    """
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
    descriptor = os.open(path, flags, PRIVATE_FILE)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
        os.fchmod(descriptor, PRIVATE_FILE)
    finally:
        os.close(descriptor)
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_in_memory() -> sqlite3.Connection:
    """Return an empty index that lasts as long as the program."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _prepare(connection)
    return connection


class OtherVersionError(sqlite3.DatabaseError):
    """The file is an index of an older or a newer version of the program, or something else."""


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    if _version(connection) != VERSION:
        connection.execute("PRAGMA journal_mode = WAL")
        _make_tables(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_BEFORE_CHECKPOINT}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file; another program may be doing the same."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(connection) != VERSION:
            if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
                raise OtherVersionError
            for statement in _SCHEMA.split(";\n"):
                connection.execute(statement)
            connection.executemany("INSERT INTO words (words, rank) VALUES (?, ?)", _WORDS_SETTINGS)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def remove_file(path: Path) -> None:
    """Remove the index at `path`, and what SQLite keeps beside it. OSError when it cannot be."""
    for end in ("-wal", "-shm", "-journal", ""):
        path.with_name(path.name + end).unlink(missing_ok=True)


def is_busy(error: Exception) -> bool:
    """Return whether `error` says that another program holds the index."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def why(error: Exception) -> str:
    """Return why the file of the index cannot be used, for a person."""
    if isinstance(error, OSError):
        return plain_words(error)
    return "another program is using it" if is_busy(error) else "it is damaged"
