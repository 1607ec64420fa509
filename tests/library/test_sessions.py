"""Sessions on disk: begun, interrupted, resumed, finished, given up."""

import datetime as dt
import errno
import hashlib
import os
import stat

import pytest

from facilitator.domain.errors import FacilitatorError, LibraryError, SessionError
from facilitator.domain.events import Answered, Began, Event, Opened, Resumed
from facilitator.library.paths import Library
from facilitator.library.sessions import (
    OpenSession,
    create_session,
    list_sessions,
    new_session_id,
    resume_session,
)

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
ID = "20261124-clinic-expansion-k3f9"
PLAYBOOK = b'format = 1\n[playbook]\nid = "p"\ntitle = "From conflict\\u0007 to agreement"\n'


def opened(session: str = ID, playbook: bytes = PLAYBOOK) -> Opened:
    return Opened(
        at=NOW,
        session=session,
        topic="Clinic expansion",
        parties={"leader": "Ada Okafor", "manager": "Ben Lind"},
        playbook_sha256=hashlib.sha256(playbook).hexdigest(),
    )


def began(step: str, minutes: int = 1) -> Event:
    return Began(at=NOW + dt.timedelta(minutes=minutes), step=step)


def begin(library: Library, session: str = ID) -> OpenSession:
    return create_session(library, opened(session), PLAYBOOK)


def test_an_id_is_made_of_the_day_the_topic_and_a_token() -> None:
    assert new_session_id("20261124", "Clinic expansion!", "k3f9") == ID
    assert new_session_id("20261124", "診療所", "k3f9") == "20261124-session-k3f9"
    for day, token in [("2026-11-24", "k3f9"), ("20261124", "../x"), ("20261124", "k3f"), ("", "")]:
        with pytest.raises(ValueError, match="YYYYMMDD"):
            new_session_id(day, "topic", token)


def test_what_was_saved_is_there_when_it_is_resumed(library: Library) -> None:
    session = begin(library)
    session.append([began("budget")])
    session.close()
    again = resume_session(library, ID)
    assert again.id == ID
    assert again.events == (opened(), began("budget"))
    assert again.playbook == PLAYBOOK
    assert again.notices == []
    again.append([Resumed(at=NOW)])
    again.close()
    last = resume_session(library, ID)
    assert last.events == (opened(), began("budget"), Resumed(at=NOW))
    last.close()


def test_everything_of_a_session_is_for_its_owner_alone(library: Library) -> None:
    session = begin(library)
    session.save_draft({"why": "…"})
    session.close()
    assert stat.S_IMODE(session.folder.stat().st_mode) == 0o700
    files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in session.folder.iterdir()}
    assert files == dict.fromkeys(("playbook.toml", "journal.jsonl", "draft.json", "lock"), 0o600)


def test_a_session_has_one_writer(library: Library) -> None:
    session = begin(library)
    with pytest.raises(SessionError, match=f"process {os.getpid()}"):
        resume_session(library, ID)
    session.close()
    session.close()
    resume_session(library, ID).close()


def test_an_id_is_used_once(library: Library) -> None:
    begin(library).close()
    with pytest.raises(SessionError, match="already"):
        begin(library)
    resume_session(library, ID).close()


@pytest.mark.parametrize(
    "hostile",
    ["", ".", "..", "../../etc", "a/b", "20261124-a-k3f9/../x", "20261124-a-k3f9\n", ID * 9],
)
def test_an_id_that_is_no_id_never_becomes_a_path(library: Library, hostile: str) -> None:
    with pytest.raises(SessionError, match="not the id of a session"):
        resume_session(library, hostile)
    with pytest.raises(SessionError, match="not the id of a session"):
        create_session(library, opened(hostile), PLAYBOOK)
    assert not library.root.exists()


def test_a_session_that_is_not_there_or_is_a_link_is_refused(library: Library) -> None:
    with pytest.raises(SessionError, match="no unfinished session"):
        resume_session(library, ID)
    begin(library).close()
    other = "20261124-other-aaaa"
    (library.sessions / other).symlink_to(library.sessions / ID)
    with pytest.raises(SessionError, match="no unfinished session"):
        resume_session(library, other)


@pytest.mark.parametrize("call", ["write", "fsync", "link"])
def test_a_session_that_cannot_begin_leaves_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    library.prepare()

    def fail(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(LibraryError, match="the disk is full"):
            begin(library)
    assert list(library.sessions.iterdir()) == []
    begin(library).close()


def test_a_torn_journal_is_resumed_with_a_word_about_it(library: Library) -> None:
    begin(library).close()
    path = library.sessions / ID / "journal.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"event":"answ')
    session = resume_session(library, ID)
    session.close()
    assert session.events == (opened(),)
    assert "half written" in session.notices[0]
    assert path.read_bytes() == whole


def test_a_damaged_journal_is_resumed_and_kept_aside(library: Library) -> None:
    begin(library).close()
    path = library.sessions / ID / "journal.jsonl"
    path.write_bytes(path.read_bytes() + b"{}\n{}\n")
    session = resume_session(library, ID)
    session.append([began("budget")])
    session.close()
    assert "line 2" in session.notices[0]
    assert (session.folder / "journal.damaged-1.jsonl").is_file()
    assert resume_session(library, ID).events == (opened(), began("budget"))


def test_a_session_without_a_readable_beginning_is_refused_and_left_alone(library: Library) -> None:
    begin(library).close()
    path = library.sessions / ID / "journal.jsonl"
    path.write_bytes(b"{}\nrest\n")
    with pytest.raises(SessionError, match="no beginning"):
        resume_session(library, ID)
    assert path.read_bytes() == b"{}\nrest\n"
    with pytest.raises(SessionError, match="no beginning"):
        resume_session(library, ID)  # and not: held by another


def test_a_session_never_changes_under_an_edited_playbook(library: Library) -> None:
    begin(library).close()
    (library.sessions / ID / "playbook.toml").write_bytes(PLAYBOOK + b"# edited")
    with pytest.raises(SessionError, match="was changed since the session began"):
        resume_session(library, ID)


def test_a_renamed_folder_is_noticed(library: Library) -> None:
    begin(library).close()
    other = "20261124-other-aaaa"
    (library.sessions / ID).rename(library.sessions / other)
    with pytest.raises(SessionError, match="another session"):
        resume_session(library, other)


def test_a_draft_is_there_again(library: Library) -> None:
    session = begin(library)
    assert session.load_draft() == {}
    session.save_draft({"why": "Because", "rows": [{"cost": "12"}]})
    session.save_draft({"why": "Because we", "stray": "\ud800"})
    session.close()
    again = resume_session(library, ID)
    assert again.load_draft() == {"why": "Because we", "stray": ""}
    assert again.notices == []
    again.close()


@pytest.mark.parametrize("damaged", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'"x"'])
def test_a_damaged_draft_is_empty_and_said(library: Library, damaged: bytes) -> None:
    session = begin(library)
    (session.folder / "draft.json").write_bytes(damaged)
    assert session.load_draft() == {}
    assert "could not be read" in session.notices[0]
    session.close()


def test_a_finished_session_is_gone(library: Library) -> None:
    session = begin(library)
    session.save_draft({})
    assert session.finish() is None
    assert list(library.sessions.iterdir()) == []
    begin(library).close()


def test_finishing_keeps_a_damaged_journal_that_was_put_aside(library: Library) -> None:
    session = begin(library)
    (session.folder / "journal.damaged-1.jsonl").write_text("who knows")
    left = session.finish()
    assert left == library.sessions / ".discarded" / f"{ID}-1"
    assert [path.name for path in left.iterdir()] == ["journal.damaged-1.jsonl"]
    assert list_sessions(library) == []


def test_a_removal_that_was_cut_off_is_completed_later(library: Library) -> None:
    session = begin(library)
    session.close()
    session.folder.rename(library.sessions / f".finished-{ID}")
    assert list_sessions(library) == []
    other = begin(library, "20261124-other-aaaa")
    other.close()
    assert [path.name for path in library.sessions.iterdir()] == [other.id]


def test_a_removal_under_way_is_left_to_whoever_does_it(library: Library) -> None:
    session = begin(library)
    away = library.sessions / f".finished-{ID}"
    session.folder.rename(away)
    begin(library, "20261124-other-aaaa").close()
    assert (away / "journal.jsonl").is_file()
    session.close()
    resume_session(library, "20261124-other-aaaa").close()
    assert not away.exists()


def test_a_session_given_up_is_kept_and_listed_no_more(library: Library) -> None:
    for number in (1, 2):
        session = begin(library)
        session.append([began("budget")])
        kept = session.discard()
        assert kept == library.sessions / ".discarded" / f"{ID}-{number}"
        assert (kept / "journal.jsonl").is_file()
        assert list_sessions(library) == []


def test_a_session_that_cannot_be_removed_is_said(library: Library) -> None:
    session = begin(library)
    session.folder.rename(library.sessions / "moved")
    with pytest.raises(LibraryError, match="could not be removed"):
        session.finish()
    with pytest.raises(LibraryError, match="could not be moved"):
        session.discard()


def test_the_list_shows_where_each_session_stands_the_latest_first(library: Library) -> None:
    early = begin(library, "20261124-early-aaaa")
    early.append([began("mission", 1), began("budget", 2)])
    early.close()
    late = begin(library, "20261124-late-bbbb")
    late.append([began("mission", 30)])
    first, second = list_sessions(library)
    late.close()
    assert (first.id, first.step, first.held_by, first.problem) == (
        late.id,
        "mission",
        os.getpid(),
        None,
    )
    assert (second.id, second.step, second.held_by) == (early.id, "budget", None)
    assert second.topic == "Clinic expansion"
    assert second.parties == {"leader": "Ada Okafor", "manager": "Ben Lind"}
    assert second.playbook == "From conflict to agreement"
    assert second.opened == NOW
    assert second.last == NOW + dt.timedelta(minutes=2)


def test_listing_changes_nothing(library: Library) -> None:
    assert list_sessions(library) == []
    assert not library.root.exists()
    session = begin(library)
    session.close()
    journal = session.folder / "journal.jsonl"
    journal.write_bytes(journal.read_bytes() + b"{}\n{torn")
    before = {path.name: path.read_bytes() for path in session.folder.iterdir()}
    (summary,) = list_sessions(library)
    assert summary.problem is not None
    assert "line 2" in summary.problem
    assert summary.opened == NOW
    assert {path.name: path.read_bytes() for path in session.folder.iterdir()} == before


def test_broken_folders_are_listed_with_their_problem_and_hide_nothing(library: Library) -> None:
    begin(library).close()
    (library.sessions / "20261124-empty-aaaa").mkdir()
    (library.sessions / "notes").mkdir()
    (library.sessions / "file\x1b[31m").touch()
    (library.sessions / "20261124-link-aaaa").symlink_to(library.sessions / ID)
    piped = library.sessions / "20261124-pipe-aaaa"
    piped.mkdir()
    os.mkfifo(piped / "journal.jsonl")
    os.mkfifo(piped / "lock")
    good, *broken = list_sessions(library)
    assert good.id == ID
    assert good.problem is None
    assert len(broken) == 5
    for summary in broken:
        assert summary.problem
        assert "\x1b" not in summary.id + summary.problem
        assert summary.opened is None


def test_a_session_keeps_what_was_answered_through_a_full_disk(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = begin(library)
    answer = Answered(at=NOW, item="why", party="leader", value="Because")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(FacilitatorError, match="still in memory: the disk is full"):
            session.append([answer])
        with pytest.raises(LibraryError, match="the disk is full"):
            session.save_draft({"why": "Because"})
    session.append()
    session.close()
    again = resume_session(library, ID)
    again.close()
    assert again.events == (opened(), answer)
