"""Listing, showing and verifying what was signed."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import PLAYBOOKS, Command

SHORTEST = PLAYBOOKS / "shortest.toml"


@pytest.fixture
def saved(command: Command, answers: Callable[..., Path]) -> Path:
    return Path(command("run", SHORTEST, "--answers", answers()).out.strip())


def test_an_empty_library_lists_nothing_and_makes_no_folder(
    command: Command, library: Path
) -> None:
    assert command("agreements", "list").code == 0
    assert json.loads(command("agreements", "list", "--json").out) == []
    assert command("agreements", "verify").code == 0
    assert not library.exists()


def test_list_json_has_the_documented_fields(command: Command, saved: Path) -> None:
    (entry,) = json.loads(command("agreements", "list", "--json").out)
    assert entry["id"] == saved.stem
    assert entry["topic"] == "New reception desk"
    assert entry["status"] == "agreed"
    assert entry["parties"] == {"leader": "Ada Okafor", "manager": "Ben Lind"}
    assert entry["themes"] == ["mission", "budget", "commitments"]
    assert entry["review"] == "2026-12-24"
    assert entry["path"] == str(saved)
    assert entry["opened"].endswith("Z")
    assert entry["closed"].endswith("Z")


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ([], 1),
        (["--status", "agreed"], 1),
        (["--status", "none"], 0),
        (["--theme", "BUDGET"], 1),
        (["--theme", "risk"], 0),
        (["--party", "okaf"], 1),
        (["--party", "zoe"], 0),
    ],
)
def test_list_filters(command: Command, saved: Path, options: list[str], found: int) -> None:
    assert saved.is_file()
    assert len(json.loads(command("agreements", "list", "--json", *options).out)) == found


def test_an_unknown_status_is_wrong_usage(command: Command) -> None:
    assert command("agreements", "list", "--status", "great").code == 2


@pytest.mark.parametrize("form", ["md", "json", "toml"])
def test_show_prints_the_agreement_by_a_shortened_id(
    command: Command, saved: Path, form: str
) -> None:
    shown = command("agreements", "show", saved.stem[:12], "--format", form)
    assert shown.code == 0
    assert "New reception desk" in shown.out
    assert "Order the desk" in shown.out
    assert shown.err == ""


def test_show_json_is_json(command: Command, saved: Path) -> None:
    shown = command("agreements", "show", saved.stem, "--format", "json")
    assert json.loads(shown.out)["topic"] == "New reception desk"


@pytest.mark.parametrize("reference", ["2099", "../../etc/passwd", "", "[b]", "a" * 500])
def test_an_unknown_id_is_named_in_one_message(
    command: Command, saved: Path, reference: str
) -> None:
    assert saved.is_file()
    for name in ("show", "verify"):
        outcome = command("agreements", name, reference)
        assert outcome.code == 1
        assert "There is no agreement" in outcome.err


def test_an_ambiguous_id_lists_the_candidates(
    command: Command, saved: Path, answers: Callable[..., Path]
) -> None:
    other = Path(command("run", SHORTEST, "--answers", answers()).out.strip())
    outcome = command("agreements", "show", "2026")
    assert outcome.code == 1
    assert saved.stem in outcome.err
    assert other.stem in outcome.err


def test_verify_holds_and_accepts_the_receipt_in_any_hand(command: Command, saved: Path) -> None:
    shown = command("run", SHORTEST, "--answers", PLAYBOOKS / "shortest.answers.toml")
    code = shown.err.rsplit(" ", 1)[1].strip()
    other = Path(shown.out.strip())
    assert command("agreements", "verify", other.stem, "--receipt", code.lower()).code == 0
    assert command("agreements", "verify", saved.stem, "--receipt", code).code == 1
    assert command("agreements", "verify", "--receipt", code).code == 2


def test_any_changed_byte_breaks_the_seal(command: Command, saved: Path) -> None:
    data = saved.read_bytes()
    for place in range(0, len(data), 97):
        saved.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        outcome = command("agreements", "verify", saved.stem)
        assert outcome.code == 1, place
    saved.write_bytes(data + b"\n# added\n")
    assert command("agreements", "verify").code == 1
    saved.write_bytes(data)
    assert command("agreements", "verify").code == 0


def test_a_renamed_record_is_not_in_order(command: Command, saved: Path) -> None:
    other = saved.with_name(f"{saved.stem[:-4]}zzzz.toml")
    saved.rename(other)
    verified = command("agreements", "verify", other.stem)
    assert verified.code == 1
    assert f"inside it is {saved.stem}" in verified.out


def test_a_renamed_record_is_named_with_what_it_is_and_what_to_do(
    command: Command, saved: Path
) -> None:
    other = saved.with_name(f"{saved.stem[:-4]}zzzz.toml")
    saved.rename(other)
    for words in (("list",), ("show", other.stem), ("export", other.stem, "--format", "csv")):
        outcome = command("agreements", *words)
        assert outcome.code == 0
        assert str(other) in outcome.err
        assert f"inside it is {saved.stem}. Call it 2026-11/{saved.name} again" in outcome.err


def test_one_bad_file_does_not_hide_the_others(command: Command, saved: Path) -> None:
    bad = saved.with_name("20261124-broken-zzzz.toml")
    bad.write_bytes(b"\xff\xfe not toml")
    pipe = saved.with_name("20261124-pipe-zzzz.toml")
    os.mkfifo(pipe)
    link = saved.with_name("20261124-link-zzzz.toml")
    link.symlink_to("/etc/passwd")
    listed = command("agreements", "list", "--json")
    assert [entry["id"] for entry in json.loads(listed.out)] == [saved.stem]
    for path in (bad, pipe, link):
        assert path.name in listed.err
    verified = command("agreements", "verify")
    assert verified.code == 1
    assert f"holds   {saved.stem}" in verified.out
