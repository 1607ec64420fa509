"""Whatever happens to the index or to a record, the rest is listed, and what is wrong is said."""

import datetime as dt
import os
import random
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from facilitator.library import index_store
from facilitator.library.index import Filter, Index
from facilitator.library.index_store import VERSION, index_file
from facilitator.library.paths import Library
from tests.library.records import put, put_check_in, settle

TODAY = dt.date(2026, 12, 10)
NAMES = ["20261124-a-aaaa", "20261125-b-aaaa", "20261126-c-aaaa"]
MiB = 2**20


@pytest.fixture
def library(empty_folder: Path) -> Library:
    library = Library(empty_folder / "library")
    for name in NAMES:
        put_check_in(put(library, name))
    settle(library)
    return library


@pytest.fixture
def file(library: Library) -> Path:
    """The file of an index that is up to date."""
    assert listed(library) == (NAMES, [])
    file = index_file(library)
    assert file.is_file()
    return file


def listed(library: Library) -> tuple[list[str], list[str]]:
    """Return what a program that starts now lists, and the problems it tells of."""
    with Index.open(library) as index:
        problems = index.refresh()
        summaries = index.summaries(Filter(TODAY), "oldest")
        assert all(one.topic == "Open a second clinic" for one in summaries)
        assert index.count(Filter(TODAY, words="staircase")) == len(summaries)
        assert len(index.due(TODAY, 100)) == 2 * len(summaries)
        return [one.id for one in summaries], problems


def whole(file: Path) -> None:
    """Bring everything into the one file, so that damage to it is damage to what is read."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_a_deleted_index_is_made_anew(library: Library, file: Path) -> None:
    for path in file.parent.iterdir():
        path.unlink()
    assert listed(library) == (NAMES, [])


def test_a_truncated_index_is_made_anew(library: Library, file: Path) -> None:
    whole(file)
    data = file.read_bytes()
    for size in [0, 1, 15, 16, 60, 99, 100, 1000, 4096, 8192, len(data) // 2, len(data) - 1]:
        file.write_bytes(data[:size])
        assert listed(library) == (NAMES, []), size
        whole(file)


def test_an_index_with_flipped_bits_never_shows_what_was_not_written(
    library: Library, file: Path
) -> None:
    whole(file)
    data = file.read_bytes()
    chance = random.Random(4)
    for place in [*range(100), *(chance.randrange(len(data)) for _ in range(150))]:
        flipped = bytearray(data)
        flipped[place] ^= 1 << chance.randrange(8)
        for end in ("-wal", "-shm"):
            file.with_name(file.name + end).unlink(missing_ok=True)
        file.write_bytes(flipped)
        with Index.open(library) as index:
            index.refresh()
            summaries = index.summaries(Filter(TODAY), "oldest")
            assert all(one.topic == "Open a second clinic" for one in summaries), place
            index.search("staircase", TODAY)
            index.facets(Filter(TODAY))
            index.due(TODAY, 100)


@pytest.mark.parametrize(
    "content", [b"", b"not a database", b"\0" * 8192, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_what_is_no_index_is_replaced_by_one(library: Library, file: Path, content: bytes) -> None:
    for end in ("-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
    file.write_bytes(content)
    assert listed(library) == (NAMES, [])
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (VERSION,)


@pytest.mark.parametrize("version", [0, VERSION - 1, VERSION + 1, 2**31 - 1])
def test_an_index_of_another_version_is_made_anew(
    library: Library, file: Path, version: int
) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("DROP TABLE agreement")
        database.execute(f"PRAGMA user_version = {version}")
    assert listed(library) == (NAMES, [])


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_store, "WAIT_SECONDS", 0.05)


HOLDS_IT = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    database.execute(statement)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def hold() -> Iterator[Callable[..., None]]:
    """Give what makes another program hold the index with some statements until the test ends."""
    programs: list[subprocess.Popen[str]] = []

    def start(file: Path, *statements: str) -> None:
        command = [sys.executable, "-c", HOLDS_IT, str(file), *statements]
        program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        programs.append(program)
        assert program.stdout is not None
        assert program.stdout.readline() == "held\n"

    yield start
    for program in programs:
        program.communicate()


@pytest.mark.usefixtures("impatient")
def test_while_another_program_writes_what_is_there_is_listed_with_a_word(
    library: Library, file: Path, hold: Callable[..., None]
) -> None:
    hold(file, "BEGIN IMMEDIATE")
    assert listed(library) == (NAMES, [])
    put(library, "20261127-d-aaaa")
    names, problems = listed(library)
    assert names == NAMES
    assert len(problems) == 1
    assert "in use by another program" in problems[0]


@pytest.mark.usefixtures("impatient")
def test_an_index_that_cannot_even_be_read_is_done_without_with_a_word(
    library: Library, file: Path, hold: Callable[..., None]
) -> None:
    hold(file, "PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE", "CREATE TABLE x (y)")
    put(library, "20261127-d-aaaa")
    names, problems = listed(library)
    assert names == [*NAMES, "20261127-d-aaaa"]
    assert len(problems) == 1
    assert "another program is using it" in problems[0]


def test_two_programs_at_once_fill_it_together(library: Library) -> None:
    command = [sys.executable, "-m", "facilitator", "--library", str(library.root)]
    command += ["agreements", "list", "--json"]
    root = Path(__file__).parents[2]
    programs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root)
        for _ in range(3)
    ]
    outcomes = [(*program.communicate(), program.returncode) for program in programs]
    assert outcomes[0][0].count(b'"id"') == len(NAMES)
    # One that finds the index taken says so and answers all the same.
    assert [(out, code) for out, _, code in outcomes] == [(outcomes[0][0], 0)] * 3
    assert listed(library) == (NAMES, [])


def test_one_thread_fills_it_while_another_reads(library: Library) -> None:
    def fill() -> None:
        with Index.open(library) as index:
            index.refresh()

    filling = threading.Thread(target=fill)
    filling.start()
    with Index.open(library) as index:
        seen = [len(index.summaries(Filter(TODAY))) for _ in range(50)]
    filling.join()
    assert seen == sorted(seen)
    assert listed(library) == (NAMES, [])


def test_without_a_cache_folder_it_lives_in_memory_and_says_so(
    library: Library, clean_home: Path
) -> None:
    (clean_home / ".cache").write_bytes(b"")
    names, problems = listed(library)
    assert names == NAMES
    assert len(problems) == 1
    assert "the list was made without it" in problems[0]


@pytest.mark.parametrize(
    "make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/etc/passwd")]
)
def test_something_else_in_the_place_of_the_index_is_left_alone(
    library: Library, make: Callable[[Path], None]
) -> None:
    file = index_file(library)
    file.parent.mkdir(parents=True)
    make(file)
    before = file.lstat()
    names, problems = listed(library)
    assert names == NAMES
    assert "the list was made without it" in problems[0]
    assert (file.lstat().st_mode, file.lstat().st_ino) == (before.st_mode, before.st_ino)


def test_a_library_that_can_only_be_read_is_listed(library: Library) -> None:
    for folder in (*library.agreements.iterdir(), library.agreements, library.root):
        folder.chmod(0o500)
    try:
        assert listed(library) == (NAMES, [])
    finally:
        for folder in (library.root, library.agreements, *library.agreements.iterdir()):
            folder.chmod(0o700)


def spoiled(library: Library, spoil: Callable[[Path], object]) -> tuple[list[str], list[str]]:
    """Spoil the middle one of the records and list what is there."""
    path = library.agreements / "2026-11" / f"{NAMES[1]}.toml"
    spoil(path)
    with Index.open(library) as index:
        index.refresh()
        names = [one.id for one in index.summaries(Filter(TODAY), "oldest")]
        problems = index.problems()
        assert index.refresh() == problems
        return names, problems


def replaced(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        path.unlink()
        make(path)

    return spoil


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2048 * MiB)


def newer(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"format = 1", b"format = 2"))


SPOILERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link": (replaced(lambda path: path.symlink_to("/etc/passwd")), "it is a link"),
    "a dangling link": (replaced(lambda path: path.symlink_to("nowhere")), "it is a link"),
    "a pipe": (replaced(os.mkfifo), "not a regular file"),
    "a folder": (replaced(Path.mkdir), "it is a folder"),
    "a sparse file of 2 GB": (replaced(sparse), "larger than 4 MiB"),
    "a newer format": (replaced(lambda path: path.write_bytes(b"format = 2\n")), "newer version"),
    "an empty file": (replaced(lambda path: path.write_bytes(b"")), "no agreement"),
    "not UTF-8": (replaced(lambda path: path.write_bytes(b"\xff\xfe")), "not UTF-8"),
    "another id": (
        lambda path: path.write_bytes(path.with_name(f"{NAMES[0]}.toml").read_bytes()),
        f"inside it is {NAMES[0]}. Call it 2026-11/{NAMES[0]}.toml again",
    ),
}


@pytest.mark.parametrize(("spoil", "reason"), SPOILERS.values(), ids=SPOILERS)
@pytest.mark.parametrize("known", [True, False], ids=["known before", "never seen"])
def test_a_bad_record_hides_no_other_and_is_named(
    library: Library, spoil: Callable[[Path], object], reason: str, known: bool
) -> None:
    if known:
        assert listed(library) == (NAMES, [])
    names, problems = spoiled(library, spoil)
    assert names == [NAMES[0], NAMES[2]]
    assert len(problems) == 1
    assert f"{NAMES[1]}.toml" in problems[0]
    assert reason in problems[0]


def test_a_record_of_a_newer_format_whose_seal_holds_is_named(library: Library) -> None:
    from facilitator.library.seals import sealed

    def newer_sealed(path: Path) -> None:
        body = path.read_bytes().partition(b"[seal]")[0].replace(b"format = 1", b"format = 2")
        path.write_bytes(sealed(body))

    names, problems = spoiled(library, newer_sealed)
    assert names == [NAMES[0], NAMES[2]]
    assert "newer version" in problems[0]


def test_a_sealed_record_that_is_no_toml_is_named(library: Library) -> None:
    from facilitator.library.seals import sealed

    def surrogate(path: Path) -> None:
        body = path.read_bytes().partition(b"[seal]")[0]
        path.write_bytes(sealed(body.replace(b"staircase", b"stair\\ud800case")))

    names, problems = spoiled(library, surrogate)
    assert names == [NAMES[0], NAMES[2]]
    assert "not valid TOML" in problems[0]


def test_a_record_truncated_anywhere_is_named(library: Library) -> None:
    path = library.agreements / "2026-11" / f"{NAMES[1]}.toml"
    data = path.read_bytes()
    for size in {*range(0, len(data), 7), *range(len(data) - 80, len(data))}:
        path.write_bytes(data[:size])
        with Index.open(library) as index:
            index.refresh()
            names = [one.id for one in index.summaries(Filter(TODAY), "oldest")]
            problems = index.problems()
        assert len(problems) == 1, size
        assert f"{NAMES[1]}.toml" in problems[0]
        assert names in ([NAMES[0], NAMES[2]], NAMES)


def test_a_truncated_check_in_is_named_and_hides_nothing(library: Library) -> None:
    (path, *_) = sorted((library.agreements / "2026-11").glob("*.checkin-*"))
    data = path.read_bytes()
    for size in range(0, len(data), 11):
        path.unlink()
        path.write_bytes(data[:size])
        with Index.open(library) as index:
            (problem,) = index.refresh()
            assert len(index.summaries(Filter(TODAY))) == 3
        assert path.name in problem


def test_names_that_do_not_belong_are_named_and_hide_nothing(library: Library) -> None:
    month = library.agreements / "2026-11"
    (month / "notes.txt").write_bytes(b"")
    (month / "20270101-elsewhere-aaaa.toml").write_bytes(b"")
    os.close(os.open(os.fsencode(month) + b"/\xff\xfe.toml", os.O_CREAT))
    (library.agreements / "stray").mkdir()
    (library.agreements / "2026-12").symlink_to(month)
    with Index.open(library) as index:
        problems = index.refresh()
        assert len(index.summaries(Filter(TODAY))) == 3
    assert len(problems) == 5
    assert all("\x1b" not in problem for problem in problems)


def test_when_much_was_removed_the_index_is_made_anew(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from facilitator.library import index_scan

    monkeypatch.setattr(index_scan, "_ORPHANS_BEARABLE", 2)
    assert listed(library) == (NAMES, [])
    month = library.agreements / "2026-11"
    for _ in range(5):
        path = month / f"{NAMES[0]}.toml"
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)
        os.utime(month)
        assert listed(library) == (NAMES, [])
    with closing(sqlite3.connect(index_file(library))) as database:
        assert database.execute("SELECT max(row) FROM agreement").fetchone()[0] < 8
