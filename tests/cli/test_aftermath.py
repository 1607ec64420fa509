"""What came after an agreement, wherever it is shown or exported; the record stays as it was."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.conftest import PLAYBOOKS, Command

SHORTEST = PLAYBOOKS / "shortest.toml"
SIGN = '[close]\nsign = ["leader", "manager"]\n'


@pytest.fixture
def saved(command: Command, answers: Callable[..., Path]) -> Path:
    return Path(command("run", SHORTEST, "--answers", answers()).out.strip())


@pytest.fixture
def check_in(command: Command, saved: Path, tmp_path: Path) -> Callable[..., str]:
    """Check in on the saved agreement; gives what was said on standard error."""

    def held(day: str, state: str, more: str = "") -> str:
        path = tmp_path / "progress.toml"
        progress = f'[[progress]]\ncommitment = "c1"\nstate = "{state}"\n{more}'
        path.write_text(f"at = {day}T09:00:00Z\n{progress}", encoding="utf-8")
        outcome = command("agreements", "check-in", saved.stem, "--answers", path)
        assert outcome.code == 0, outcome.err
        assert Path(outcome.out.removesuffix("\n")).is_file()
        return outcome.err

    return held


@pytest.fixture
def amend(command: Command, tmp_path: Path) -> Callable[[Path], Path]:
    """Amend an agreement with nothing changed."""

    def made(old: Path) -> Path:
        path = tmp_path / "amendment.toml"
        path.write_text(SIGN, encoding="utf-8")
        arguments = ("amend", old.stem, "--answers", path, "--playbook", SHORTEST)
        outcome = command("agreements", *arguments)
        assert outcome.code == 0, outcome.err
        return Path(outcome.out.strip())

    return made


def exported(command: Command, saved: Path, tmp_path: Path, form: str) -> list[str]:
    """Return the export of the saved agreement alone, and the one among all."""
    alone = command("agreements", "export", saved.stem, "--format", form)
    assert (alone.code, alone.err) == (0, "")
    if form == "csv":
        among_all = command("agreements", "export", "--all", "--format", form)
        assert (among_all.code, among_all.err) == (0, "")
        return [alone.out, among_all.out]
    folder = tmp_path / "exports"
    among_all = command("agreements", "export", "--all", "--format", form, "--output", folder)
    assert (among_all.code, among_all.err) == (0, "")
    return [alone.out, (folder / f"{saved.stem}.{form}").read_bytes().decode()]


def test_calendar_entries_follow_the_check_ins(
    command: Command, saved: Path, check_in: Callable[..., str], tmp_path: Path
) -> None:
    before = saved.read_bytes()
    check_in("2026-12-01", "late", "due = 2026-12-20\n")
    check_in("2026-12-21", "dropped")
    for text in exported(command, saved, tmp_path, "ics"):
        event = Calendar.from_ical(text).walk("VEVENT")[0]
        assert event["uid"] == f"{saved.stem}-commitment-c1"
        assert event["sequence"] == 2
        assert str(event["status"]) == "CANCELLED"
        assert event.decoded("dtstart").isoformat() == "2026-12-20"
    assert saved.read_bytes() == before


def test_the_table_of_commitments_follows_the_check_ins(
    command: Command, saved: Path, check_in: Callable[..., str], tmp_path: Path
) -> None:
    check_in("2026-12-01", "at_risk", "due = 2026-12-20\n")
    for text in exported(command, saved, tmp_path, "csv"):
        (row,) = csv.DictReader(io.StringIO(text))
        assert (row["due"], row["due_now"], row["state"]) == ("2026-12-08", "2026-12-20", "at_risk")


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_the_other_formats_tell_of_check_ins_too(
    command: Command, saved: Path, check_in: Callable[..., str], tmp_path: Path, form: str
) -> None:
    check_in("2026-12-01", "late", 'manager = "The supplier is late."\n')
    for text in exported(command, saved, tmp_path, form):
        assert "The supplier is late." in text


def test_a_check_in_whose_seal_is_broken_is_named(
    command: Command, saved: Path, check_in: Callable[..., str]
) -> None:
    check_in("2026-12-01", "late", 'next = "Call them."\n')
    (file,) = saved.parent.glob("*.checkin-*")
    file.write_bytes(file.read_bytes().replace(b"Call", b"Sue "))
    shown = command("agreements", "show", saved.stem)
    assert shown.code == 0
    assert file.name in shown.err


def test_a_check_in_that_cannot_be_read_is_named_once(
    command: Command, saved: Path, check_in: Callable[..., str]
) -> None:
    check_in("2026-12-01", "late")
    (file,) = saved.parent.glob("*.checkin-*")
    file.write_bytes(b"")
    shown = command("agreements", "show", saved.stem)
    assert shown.code == 0
    assert shown.err.count(file.name) == 1
    assert "cannot be read" in shown.err


def test_what_replaces_an_agreement_is_named_all_of_it(
    command: Command, saved: Path, amend: Callable[[Path], Path]
) -> None:
    first = amend(saved)
    second, beside = amend(first), amend(saved)
    newer = {first.stem, second.stem, beside.stem}
    markdown = command("agreements", "show", saved.stem).out
    top = markdown.partition("Common ground")[0]
    assert all(name in top for name in newer)
    tree = json.loads(command("agreements", "show", saved.stem, "--format", "json").out)
    assert set(tree["after"]["amended_by"]) == newer
    toml = command("agreements", "show", saved.stem, "--format", "toml")
    assert toml.out.encode() == saved.read_bytes()
    assert all(name in toml.err for name in newer)
    for said in (top, toml.err):
        holding = said.partition("Read ")[2].partition(" for what holds now")[0]
        assert set(holding.split(" and ")) == {second.stem, beside.stem}
    latest = json.loads(command("agreements", "show", second.stem, "--format", "json").out)
    assert "after" not in latest


def test_checking_in_on_a_replaced_agreement_is_done_with_a_word(
    command: Command, saved: Path, check_in: Callable[..., str], amend: Callable[[Path], Path]
) -> None:
    assert "replaced" not in check_in("2026-12-01", "late")
    newer = amend(saved)
    assert f"This agreement was replaced by {newer.stem}" in check_in("2026-12-02", "late")
    assert len(list(saved.parent.glob(f"{saved.stem}.checkin-*"))) == 2
    assert json.loads(command("agreements", "list", "--json").out)
