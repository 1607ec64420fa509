"""Lists of agreements: complete, fast to start, and never stopped by one bad file."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.errors import LibraryError, RecordError
from facilitator.library.listing import (
    find_agreement,
    is_record_id,
    list_agreements,
    read_summary,
    sealed_files,
)
from facilitator.library.paths import Library

ROOT = Path(__file__).parents[2]


def record(name: str, closed: str = "2026-11-24T10:12:00Z") -> bytes:
    return f"""\
format = 1
id = "{name}"
topic = "Open a\\u001b second clinic"
status = "agreed"
opened = 2026-11-24T10:00:00.5+01:00
closed = {closed}
review = 2026-12-24
[parties.leader]
title = "Leader"
name = "Ada Okafor"
[parties.manager]
name = "Ben Lind"
[[step]]
theme = "vision"
[[step]]
theme = "budget"
[[step]]
title = "no theme"
[[step]]
theme = "vision"
""".encode()


@pytest.fixture
def library(empty_folder: Path) -> Library:
    return Library(empty_folder)


def put(library: Library, name: str, data: bytes | None = None) -> Path:
    folder = library.agreements / f"{name[:4]}-{name[4:6]}"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_bytes(record(name) if data is None else data)
    return path


def test_a_summary_has_what_a_list_shows(library: Library) -> None:
    path = put(library, "20261124-clinic-aaaa")
    summary = read_summary(path)
    assert summary == {
        "id": "20261124-clinic-aaaa",
        "topic": "Open a second clinic",
        "status": "agreed",
        "parties": {"leader": "Ada Okafor", "manager": "Ben Lind"},
        "themes": ["vision", "budget"],
        "opened": "2026-11-24T09:00:00Z",
        "closed": "2026-11-24T10:12:00Z",
        "review": "2026-12-24",
        "path": str(path),
    }
    assert json.loads(json.dumps(summary)) == summary


def test_without_a_review_there_is_none(library: Library) -> None:
    name = "20261124-clinic-aaaa"
    path = put(library, name, record(name).replace(b"review = 2026-12-24\n", b""))
    assert read_summary(path)["review"] is None


def test_the_agreement_closed_last_comes_first(library: Library) -> None:
    for name, closed in [
        ("20261124-a-aaaa", "2026-11-24T10:00:00Z"),
        ("20261201-b-aaaa", "2026-12-01T10:00:00+14:00"),
        ("20261130-c-aaaa", "2026-11-30T23:00:00Z"),
    ]:
        put(library, name, record(name, closed))
    summaries, problems = list_agreements(library)
    assert [summary["id"][9] for summary in summaries] == ["c", "b", "a"]
    assert problems == []


def test_an_empty_or_missing_library_has_none_and_is_not_made(library: Library) -> None:
    assert list_agreements(library) == ([], [])
    assert list(library.root.iterdir()) == []
    assert list_agreements(Library(library.root / "missing")) == ([], [])


def test_check_ins_and_hidden_files_are_nothing_to_speak_of(library: Library) -> None:
    path = put(library, "20261124-clinic-aaaa")
    check_in = path.parent / "20261124-clinic-aaaa.checkin-20261224-b3f9.toml"
    check_in.touch()
    (path.parent / ".facilitator-1-0123456789abcdef.tmp").touch()
    (library.agreements / ".git").mkdir()
    summaries, problems = list_agreements(library)
    assert len(summaries) == 1
    assert problems == []
    assert sealed_files(library) == ([check_in, path], [])
    assert find_agreement(library, "2026") == path


def test_every_bad_file_is_named_and_hides_no_other(library: Library) -> None:
    good = put(library, "20261124-good-aaaa")
    month = good.parent
    put(library, "20261124-broken-aaaa", b"[[")
    put(library, "20261124-huge-aaaa", b"#" * (4 * 2**20 + 1))
    put(library, "20261124-newer-aaaa", b"format = 2")
    put(library, "20261124-other-aaaa", record("20261124-good-aaaa"))
    (month / "20261124-link-aaaa.toml").symlink_to(good)
    (month / "20261124-folder-aaaa.toml").mkdir()
    os.mkfifo(month / "20261124-pipe-aaaa.toml")
    (month / "20261024-stray-aaaa.toml").write_bytes(record("20261024-stray-aaaa"))
    (month / "copy of \x1b good.toml").touch()
    (library.agreements / "notes").mkdir()
    (library.agreements / "2026-10").symlink_to(month)
    (library.agreements / "2026-09").touch()
    summaries, problems = list_agreements(library)
    assert [summary["id"] for summary in summaries] == ["20261124-good-aaaa"]
    assert len(problems) == 12
    text = "\n".join(problems)
    for part in (
        "broken",
        "huge",
        "newer",
        "other",
        "link",
        "folder",
        "pipe",
        "copy of",
        "stray",
        "notes",
    ):
        assert part in text
    assert "2026-10" in text
    assert "2026-09" in text
    assert "\x1b" not in text


def test_a_folder_that_is_no_folder_is_a_problem(library: Library) -> None:
    library.agreements.touch()
    summaries, (problem,) = list_agreements(library)
    assert summaries == []
    assert "not a folder" in problem


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        (b'topic = "', b'topik = "', "topic"),
        (b'"agreed"', b'"fine"', "status"),
        (b"opened = 2026-11-24T10:00:00.5+01:00", b"opened = 2026-11-24T10:00:00", "opened"),
        (b"2026-11-24T10:12:00Z", b"0001-01-01T00:00:00+14:00", "closed"),
        (b"review = 2026-12-24", b'review = "soon"', "review"),
        (b"review = 2026-12-24", b"review = 2026-12-24T00:00:00Z", "review"),
        (b'name = "Ben', b'nam = "Ben', "name"),
        (b"[parties.leader]", b"[[parties]]", "parties"),
        (b'theme = "budget"', b"theme = 3", "theme"),
        (b'id = "', b'id = "x', "id"),
    ],
)
def test_a_record_that_lacks_something_says_what(
    library: Library, old: bytes, new: bytes, key: str
) -> None:
    name = "20261124-clinic-aaaa"
    path = put(library, name, record(name).replace(old, new, 1))
    with pytest.raises(RecordError) as caught:
        read_summary(path)
    assert f'"{key}"' in caught.value.message or "not valid TOML" in caught.value.message


def test_a_format_that_is_too_large_to_print_is_just_newer(library: Library) -> None:
    path = put(library, "20261124-clinic-aaaa", b"format = 0x" + b"f" * 10_000)
    with pytest.raises(RecordError, match="newer version"):
        read_summary(path)


@settings(max_examples=100, deadline=None)
@given(place=st.integers(0, 400), piece=st.binary(max_size=3), gone=st.integers(0, 20))
def test_a_spoilt_record_is_a_summary_or_an_error_in_words(
    place: int, piece: bytes, gone: int
) -> None:
    name = "20261124-clinic-aaaa"
    whole = record(name)
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        put(library, name, whole[:place] + piece + whole[place + gone :])
        summaries, problems = list_agreements(library)
    assert len(summaries) + len(problems) == 1
    assert json.dumps(summaries)
    assert all(problem.isprintable() for problem in problems)


def test_an_agreement_is_found_by_its_id_or_the_only_prefix(library: Library) -> None:
    one = put(library, "20261124-clinic-aaaa")
    longer = put(library, "20261124-clinic-aaaa-bbbb")
    other = put(library, "20261201-office-aaaa", b"broken")
    assert find_agreement(library, "20261124-clinic-aaaa") == one
    assert find_agreement(library, "20261124-clinic-aaaa-") == longer
    assert find_agreement(library, "202612") == other


def test_a_prefix_of_several_lists_them(library: Library) -> None:
    for number in range(12):
        put(library, f"20261124-clinic-aa{number:02}")
    with pytest.raises(LibraryError, match="Several agreements") as caught:
        find_agreement(library, "2026")
    assert caught.value.message.count("20261124-clinic") == 10
    assert "and 2 more" in caught.value.message


@pytest.mark.parametrize(
    "hostile", ["", "../x", "*", "2026\n", "2026\x1b[31m", "CLINIC", "é", "a" * 101, "a/b", "nul\0"]
)
def test_a_hostile_prefix_finds_nothing(library: Library, hostile: str) -> None:
    put(library, "20261124-clinic-aaaa")
    with pytest.raises(LibraryError, match="no agreement") as caught:
        find_agreement(library, hostile)
    assert "\x1b" not in caught.value.message


def test_an_unknown_prefix_is_said(library: Library) -> None:
    with pytest.raises(LibraryError, match='no agreement "2027"'):
        find_agreement(library, "2027")


def test_the_form_of_an_id_is_strict() -> None:
    assert is_record_id("20261124-clinic-expansion-k3f9")
    for wrong in (
        "",
        "20261124-k3f9",
        "2026112-a-k3f9",
        "20261124-A-k3f9",
        "20261124-a--k3f9",
        "20261124-a-k3f9\n",
        "٢٠٢٦١١٢٤-a-k3f9",
        f"20261124-{'a' * 100}-k3f9",
    ):
        assert not is_record_id(wrong)


def test_listing_needs_neither_pydantic_nor_textual() -> None:
    code = (
        "import sys, facilitator.library.listing, facilitator.library.playbooks\n"
        "print(sorted({'pydantic', 'textual', 'rich', 'tomli_w'} & set(sys.modules)))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert printed.stdout == "[]\n"
