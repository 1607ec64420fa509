"""Sessions under way or interrupted: one folder each, with one writer at a time.

A folder holds ``playbook.toml`` (as at the start, byte for byte), ``journal.jsonl``, ``draft.json``
(answers still being typed) and ``lock``. It goes away in two ways only: `OpenSession.finish`
removes it once the agreement is safely written, and `OpenSession.discard` moves it to
``sessions/.discarded``.
"""

import datetime as dt
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

from pydantic import JsonValue

from facilitator.domain.errors import FacilitatorError, LibraryError, SessionError
from facilitator.domain.events import Began, Event, Opened
from facilitator.domain.text import clean_line, clean_tree, slug
from facilitator.library.files import (
    PRIVATE_FOLDER,
    is_folder,
    is_temporary,
    make_folder,
    named,
    plain_words,
    read_regular,
    replace_atomic,
    sweep,
    sync_folder,
    write_once,
)
from facilitator.library.journal import Journal, JournalReading, read_journal, repair
from facilitator.library.listing import is_record_id
from facilitator.library.lock import SessionLock, holder
from facilitator.library.paths import Library
from facilitator.library.playbooks import read_playbook_bytes
from facilitator.library.tables import parse_table

PLAYBOOK_FILE: Final = "playbook.toml"
JOURNAL_FILE: Final = "journal.jsonl"
DRAFT_FILE: Final = "draft.json"
LOCK_FILE: Final = "lock"

LARGEST_DRAFT: Final = 16 * 2**20
"""Bytes of the answers still being typed."""

_DISCARDED: Final = ".discarded"
_FINISHED: Final = ".finished-"
_OWN_FILES: Final = (DRAFT_FILE, JOURNAL_FILE, PLAYBOOK_FILE, LOCK_FILE)


def new_session_id(day: str, topic: str, token: str) -> str:
    """Return an id such as ``20261124-clinic-expansion-k3f9``; the agreement gets the same one.

    `day` is the UTC day as ``YYYYMMDD`` and `token` four random characters of a-z and 0-9.
    ValueError when they are anything else.
    """
    made = f"{day}-{slug(topic)}-{token}"
    if not is_record_id(made):
        message = "a day as YYYYMMDD and a token of four characters of a-z and 0-9 are needed"
        raise ValueError(message)
    return made


@dataclass
class OpenSession:
    """A session that this program may write to.

    `events` are those read at the start, `playbook` the bytes of its playbook, and `notices` what
    the pair should be told, in plain words. All writing belongs on one thread.
    """

    library: Library
    folder: Path
    lock: SessionLock
    journal: Journal
    playbook: bytes
    events: tuple[Event, ...] = ()
    notices: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The session's id."""
        return self.folder.name

    def append(self, events: Sequence[Event] = ()) -> None:
        """Make `events` durable, after those that could not be saved before.

        Raises:
            LibraryError: they are not saved yet and still in memory; see `Journal.append`.

        """
        self.journal.append(events)

    def save_draft(self, draft: Mapping[str, JsonValue]) -> None:
        """Keep the answers still being typed. What is withheld must not be among them.

        Raises:
            LibraryError: they cannot be written.

        """
        data = json.dumps(dict(draft)).encode() + b"\n"
        replace_atomic(self.folder / DRAFT_FILE, data)

    def load_draft(self) -> dict[str, JsonValue]:
        """Return the answers that were being typed; none, and a notice, if they are damaged."""
        path = self.folder / DRAFT_FILE
        if not os.path.lexists(path):
            return {}
        try:
            draft = clean_tree(json.loads(read_regular(path, LARGEST_DRAFT).decode()))
        except (FacilitatorError, ValueError, RecursionError):
            draft = None
        if isinstance(draft, dict):
            return draft
        self.notices.append(
            "What was being typed last could not be read; saved answers are not affected."
        )
        return {}

    def close(self) -> None:
        """Let go of the session; it can be resumed. A second time does no harm."""
        self.journal.close()
        self.lock.release()

    def finish(self) -> Path | None:
        """Remove the session, whose agreement is safely written, and let go of it.

        What is not the session's own, such as a damaged journal kept aside, is moved to the
        discarded sessions; that folder is returned, or None when nothing was left.

        Raises:
            LibraryError: it cannot be removed.

        """
        try:
            away = self.folder.with_name(f"{_FINISHED}{self.id}")
            self.folder.rename(away)
            left = _remove_finished(self.library, away)
            sync_folder(self.library.sessions)
        except OSError as error:
            message = (
                f"The session {named(self.folder)} could not be removed: {plain_words(error)}."
            )
            raise LibraryError(message) from error
        finally:
            self.close()
        return left

    def discard(self) -> Path:
        """Give the session up: move it to the discarded ones, let go of it, and return where it is.

        Raises:
            LibraryError: it cannot be moved.

        """
        try:
            return _move_to_discarded(self.library, self.folder, self.id)
        except OSError as error:
            message = f"The session {named(self.folder)} could not be moved: {plain_words(error)}."
            raise LibraryError(message) from error
        finally:
            self.close()


def _remove_finished(library: Library, folder: Path) -> Path | None:
    """Remove a finished session's own files, and move what else there is to the discarded ones."""
    # The lock goes last: while it is there, nobody else takes this removal for an interrupted one.
    for path in sorted(folder.iterdir(), key=lambda path: path.name == LOCK_FILE):
        if path.name in _OWN_FILES or is_temporary(path.name):
            path.unlink()
    if not list(folder.iterdir()):
        folder.rmdir()
        return None
    return _move_to_discarded(library, folder, folder.name.removeprefix(_FINISHED))


def _move_to_discarded(library: Library, folder: Path, name: str) -> Path:
    discarded = library.sessions / _DISCARDED
    make_folder(discarded)
    for number in count(1):
        target = discarded / f"{name}-{number}"
        if not os.path.lexists(target):
            break
    folder.rename(target)
    sync_folder(discarded)
    sync_folder(library.sessions)
    return target


def _finish_interrupted(library: Library) -> None:
    """Remove what is left of sessions whose removal was cut off."""
    for folder in library.sessions.glob(f"{_FINISHED}*"):
        if is_folder(folder) and holder(folder / LOCK_FILE) is None:
            with suppress(OSError, LibraryError):
                _remove_finished(library, folder)


def create_session(library: Library, opened: Opened, playbook: bytes) -> OpenSession:
    """Begin the session that `opened` names, with `playbook` as its copy, and save that it began.

    Raises:
        LibraryError: it cannot be written; nothing is left of it then.
        SessionError: a session of that id is there already.

    """
    folder = _folder_of(library, opened.session)
    library.prepare()
    _finish_interrupted(library)
    try:
        folder.mkdir(mode=PRIVATE_FOLDER)
    except FileExistsError as error:
        message = f'There is a session "{opened.session}" already.'
        raise SessionError(message) from error
    except OSError as error:
        message = f"The folder {named(folder)} could not be made: {plain_words(error)}."
        raise LibraryError(message) from error
    session = OpenSession(
        library,
        folder,
        SessionLock(folder / LOCK_FILE),
        Journal(folder / JOURNAL_FILE),
        playbook,
        (opened,),
    )
    try:
        _write_beginning(session, opened)
    except FacilitatorError:
        session.close()
        _undo_beginning(folder)
        raise
    return session


def _write_beginning(session: OpenSession, opened: Opened) -> None:
    session.lock.acquire()
    write_once(session.folder / PLAYBOOK_FILE, session.playbook)
    session.append([opened])
    try:
        sync_folder(session.library.sessions)
    except OSError as error:
        message = f"The session could not be written: {plain_words(error)}."
        raise LibraryError(message) from error


def _undo_beginning(folder: Path) -> None:
    """Remove a session that could not begin, so that it is not offered to be resumed."""
    with suppress(OSError):
        for name in _OWN_FILES:
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()


def resume_session(library: Library, session_id: str) -> OpenSession:
    """Open the session `session_id` where it was left; its journal is repaired if need be.

    Raises:
        SessionError: there is no such session, another program has it, or it cannot go on.
        LibraryError: its files cannot be read or written.

    """
    folder = _folder_of(library, session_id)
    if not is_folder(folder):
        message = f'There is no unfinished session "{session_id}" in {named(library.sessions)}.'
        raise SessionError(message)
    lock = SessionLock(folder / LOCK_FILE)
    lock.acquire()
    try:
        sweep(folder)
        _require_usable(folder, read_journal(folder / JOURNAL_FILE))
        playbook = read_playbook_bytes(folder / PLAYBOOK_FILE)
        reading = repair(folder / JOURNAL_FILE)
        _finish_interrupted(library)
    except BaseException:
        lock.release()
        raise
    journal = Journal(folder / JOURNAL_FILE, reading.good)
    return OpenSession(
        library, folder, lock, journal, playbook, reading.events, list(reading.notices)
    )


def _folder_of(library: Library, session_id: str) -> Path:
    """Return the folder of a session; SessionError for an id that must not become a path."""
    if not is_record_id(session_id):
        message = f'"{clean_line(session_id)[:100]}" is not the id of a session.'
        raise SessionError(message)
    return library.sessions / session_id


def _require_usable(folder: Path, reading: JournalReading) -> Opened:
    """Return how the session in `folder` began; SessionError when it cannot be gone on with."""
    first = reading.events[0] if reading.events else None
    if not isinstance(first, Opened):
        message = f"{named(folder)} has no beginning that can be read{_why(reading)}."
        raise SessionError(message)
    if first.session != folder.name:
        message = f"{named(folder)} holds the journal of another session: rename the folder back."
        raise SessionError(message)
    playbook = read_playbook_bytes(folder / PLAYBOOK_FILE)
    if hashlib.sha256(playbook).hexdigest() != first.playbook_sha256:
        message = (
            f"{named(folder / PLAYBOOK_FILE)} was changed since the session began; the answers "
            "belong to the playbook as it was. Put that back to go on."
        )
        raise SessionError(message)
    return first


def _why(reading: JournalReading) -> str:
    return f" (line {reading.damaged_line}: {reading.damage})" if reading.damage else ""


@dataclass(frozen=True)
class SessionSummary:
    """What a list shows of an unfinished session.

    `step` is the id of the step it stands in, `held_by` the process id of who has it open (0 when
    that is not known), and `problem` what is wrong with it. Without `opened` it cannot be resumed,
    and only the id and the problem are known.
    """

    id: str
    topic: str = ""
    parties: Mapping[str, str] = field(default_factory=dict)
    playbook: str = ""
    opened: dt.datetime | None = None
    last: dt.datetime | None = None
    step: str | None = None
    held_by: int | None = None
    problem: str | None = None


def list_sessions(library: Library) -> list[SessionSummary]:
    """Return all unfinished sessions, the one worked on last first; nothing is changed.

    A folder that is no session, or a broken one, is listed with its problem, after the others.
    """
    try:
        folders = [path for path in library.sessions.iterdir() if not path.name.startswith(".")]
    except OSError:
        return []
    summaries = [_summary(folder) for folder in sorted(folders)]
    oldest = dt.datetime.min.replace(tzinfo=dt.UTC)
    return sorted(summaries, key=lambda summary: summary.last or oldest, reverse=True)


def _summary(folder: Path) -> SessionSummary:
    name = clean_line(folder.name)
    if not is_folder(folder) or not is_record_id(folder.name):
        return SessionSummary(name, problem=f"{named(folder)} is not the folder of a session.")
    held_by = holder(folder / LOCK_FILE)
    try:
        reading = read_journal(folder / JOURNAL_FILE)
        opened = _require_usable(folder, reading)
        title = _playbook_title(folder / PLAYBOOK_FILE)
    except FacilitatorError as error:
        return SessionSummary(name, held_by=held_by, problem=error.message)
    steps = [event.step for event in reading.events if isinstance(event, Began)]
    # While somebody writes, a half-written last line is nothing out of the ordinary.
    notices = () if held_by is not None else reading.notices
    return SessionSummary(
        id=name,
        topic=opened.topic,
        parties=opened.parties,
        playbook=title,
        opened=opened.at,
        last=reading.events[-1].at,
        step=steps[-1] if steps else None,
        held_by=held_by,
        problem=" ".join(notices) or None,
    )


def _playbook_title(path: Path) -> str:
    header = parse_table(read_playbook_bytes(path)).get("playbook")
    title = header.get("title") if isinstance(header, dict) else None
    return clean_line(title) if isinstance(title, str) else ""
