"""What the commands say when their output, the library or a receipt is not in order."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import PLAYBOOKS, Command

SHORTEST = PLAYBOOKS / "shortest.toml"
FULL = Path("/dev/full")
CHECK_IN = '[[progress]]\ncommitment = "c1"\nstate = "done"\n'


@pytest.fixture
def saved(command: Command, answers: Callable[..., Path]) -> Path:
    return Path(command("run", SHORTEST, "--answers", answers()).out.strip())


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["agreements", "export", "--all", "--format", "csv"]],
    ids=" ".join,
)
def test_output_that_cannot_be_written_is_one_message(library: Path, arguments: list[str]) -> None:
    words = [sys.executable, "-m", "facilitator", "--library", str(library), *arguments]
    with FULL.open("w") as full:
        ended = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr == "facilitator: What was asked for cannot be written: the disk is full.\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["agreements", "due", "--days", "36500"], 0),
        (["agreements", "list", "--json"], 0),
        (["agreements", "export", "--all", "--format", "csv"], 0),
        (["agreements", "verify"], 1),
    ],
    ids=str,
)
def test_a_reader_that_left_changes_no_exit_code(
    saved: Path, library: Path, arguments: list[str], code: int
) -> None:
    broken = saved.with_name(f"{saved.stem[:-4]}zzzz.toml")
    broken.write_bytes(saved.read_bytes()[:-9])
    if code == 0:
        broken.unlink()
    words = [sys.executable, "-m", "facilitator", "--library", str(library), *arguments]
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(words, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (code, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["agreements", "list"],
        ["agreements", "list", "--json"],
        ["agreements", "search", "desk"],
        ["agreements", "due"],
        ["agreements", "show", "2026"],
        ["agreements", "export", "2026", "--format", "md"],
        ["agreements", "export", "--all", "--format", "csv"],
        ["agreements", "diff", "2026", "2027"],
        ["agreements", "verify"],
        ["insights"],
    ],
    ids=" ".join,
)
def test_a_library_that_is_a_file_is_not_an_empty_one(
    command: Command, library: Path, arguments: list[str]
) -> None:
    library.write_text("mine", encoding="utf-8")
    outcome = command(*arguments)
    assert (outcome.code, outcome.out) == (1, "")
    assert (
        f"{library} cannot be read: it is a file. --library or FACILITATOR_LIBRARY says"
        in outcome.err
    )
    assert "No agreements" not in outcome.err


def test_an_export_of_all_that_leaves_some_out_is_not_in_order(
    command: Command, saved: Path, answers: Callable[..., Path]
) -> None:
    other = Path(command("run", SHORTEST, "--answers", answers()).out.strip())
    other.write_bytes(b"")
    outcome = command("agreements", "export", "--all", "--format", "csv")
    assert outcome.code == 1
    assert saved.stem in outcome.out
    assert other.stem in outcome.err


def test_what_is_no_receipt_at_all_accuses_nobody(command: Command, saved: Path) -> None:
    outcome = command("agreements", "verify", saved.stem, "--receipt", "ABCDE-FGH")
    assert (outcome.code, outcome.out) == (1, "")
    assert "is no receipt" in outcome.err


@pytest.mark.parametrize(
    ("at", "doubt"), [("2026-01-01", "lies before"), ("9999-01-01", "lies ahead")]
)
def test_a_check_in_at_an_odd_moment_is_saved_with_a_word(
    command: Command, saved: Path, tmp_path: Path, at: str, doubt: str
) -> None:
    path = tmp_path / "check-in.toml"
    path.write_text(f"at = {at}T09:00:00Z\n{CHECK_IN}", encoding="utf-8")
    outcome = command("agreements", "check-in", saved.stem, "--answers", path)
    assert outcome.code == 0
    assert doubt in outcome.err
