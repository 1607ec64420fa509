"""Check-ins: sealed, written once, beside their agreement, and mergeable by plain git."""

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest
import tomli

from facilitator.domain.errors import LibraryError, RecordError
from facilitator.library.check_ins import check_ins_of, read_check_in, save_check_in
from facilitator.library.index import Filter, Index
from facilitator.library.listing import sealed_files
from facilitator.library.paths import Library
from facilitator.library.records import verify_file
from tests.library.records import put, put_check_in

TODAY = dt.date(2026, 12, 10)
PROGRESS = {
    "commitment": "c1",
    "state": "at_risk",
    "leader": "It is\nslow.",
    "due": dt.date(2027, 1, 15),
    "next": "Call them.",
}


def test_it_stands_beside_its_agreement_in_the_form_of_the_design(library: Library) -> None:
    agreement = put(library)
    path = put_check_in(agreement, PROGRESS)
    assert path.parent == agreement.parent
    assert path.name == f"{agreement.stem}.checkin-20261201-b3f9.toml"
    assert path.stat().st_mode & 0o777 == 0o600
    table = tomli.loads(path.read_text(encoding="utf-8"))
    assert list(table) == ["format", "agreement", "agreement_sha256", "at", "progress", "seal"]
    assert table["progress"] == [PROGRESS]
    assert table["agreement_sha256"] == verify_file(agreement).found


def test_it_is_sealed_and_the_seal_breaks_with_any_byte(library: Library) -> None:
    path = put_check_in(put(library), PROGRESS)
    assert verify_file(path).holds
    assert path in sealed_files(library)[0]
    data = path.read_bytes()
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert not verify_file(path).holds


def test_it_reads_back_as_it_was_written(library: Library) -> None:
    (progress,) = read_check_in(put_check_in(put(library), PROGRESS)).progress
    assert (progress.commitment, progress.state) == ("c1", "at_risk")
    assert (progress.word("leader"), progress.word("manager")) == ("It is\nslow.", None)
    assert progress.due == dt.date(2027, 1, 15)


def test_those_of_an_agreement_come_in_the_order_of_their_moments(library: Library) -> None:
    agreement = put(library)
    other = put(library, "20261125-other-aaaa")
    put_check_in(other)
    put_check_in(agreement, at="2026-12-03T09:00:00Z", ending="aaaa")
    put_check_in(agreement, at="2026-12-02T09:00:00+14:00", ending="zzzz")
    found, problems = check_ins_of(agreement)
    assert [check_in.at.day for check_in in found] == [1, 3]
    assert problems == []


def test_a_bad_one_hides_no_other(library: Library) -> None:
    agreement = put(library)
    put_check_in(agreement)
    bad = agreement.with_name(f"{agreement.stem}.checkin-20261202-bad1.toml")
    bad.symlink_to("/etc/passwd")
    found, problems = check_ins_of(agreement)
    assert len(found) == 1
    assert len(problems) == 1
    assert bad.name in problems[0]


def test_one_of_another_agreement_is_refused(library: Library) -> None:
    path = put_check_in(put(library))
    moved = path.with_name("20261125-other-aaaa.checkin-20261201-b3f9.toml")
    shutil.copy(path, moved)
    with pytest.raises(RecordError, match="has the name of another agreement"):
        read_check_in(moved)


def test_nothing_is_written_over_and_no_name_leads_elsewhere(library: Library) -> None:
    agreement = put(library)
    first = put_check_in(agreement)
    with pytest.raises(LibraryError, match="has that name already"):
        put_check_in(agreement, PROGRESS)
    for ending in ("../x", "", "A", "a" * 30):
        with pytest.raises(LibraryError):
            save_check_in(agreement, read_check_in(first), ending)


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@y", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_two_clones_that_each_add_records_merge_without_conflicts(empty_folder: Path) -> None:
    origin = empty_folder / "origin"
    first = put(Library(origin), "20261124-a-aaaa")
    put_check_in(first, ending="orig")
    (origin / "sessions" / "unfinished").mkdir()
    (origin / "sessions" / "unfinished" / "journal.jsonl").write_text("{}")
    git(origin, "init", "--quiet", "--initial-branch=main")
    git(origin, "add", ".")
    git(origin, "commit", "--quiet", "--message=first")
    assert "sessions/" not in git(origin, "ls-files")

    clones = [Library(empty_folder / name) for name in ("one", "other")]
    for number, clone in enumerate(clones):
        git(empty_folder, "clone", "--quiet", str(origin), clone.root.name)
        agreement = clone.agreements / "2026-11" / f"{first.stem}.toml"
        put(clone, f"2026112{5 + number}-new-aaaa")
        put(clone, f"20261201-same-day-aa{number}a", amends=first.stem)
        put_check_in(agreement, {"commitment": "c1", "state": "late"}, ending=f"{number}aaa")
        git(clone.root, "add", ".")
        git(clone.root, "commit", "--quiet", "--message=mine")
    one, other = clones
    git(one.root, "pull", "--quiet", "--no-rebase", "--no-edit", str(other.root), "main")
    assert git(one.root, "status", "--porcelain") == ""
    paths, problems = sealed_files(one)
    assert problems == []
    assert len(paths) == 5 + 3
    assert all(verify_file(path).holds for path in paths)
    with Index.open(one) as index:
        assert index.refresh() == []
        assert index.count(Filter(TODAY)) == 5
        assert len(index.amendments(first.stem)) == 2
