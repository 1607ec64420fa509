"""Listing and checking playbooks from the shell."""

import json
from pathlib import Path

from tests.cli.conftest import PLAYBOOKS, Command

SHIPPED = PLAYBOOKS.parents[1] / "playbooks"


def test_the_shipped_playbooks_are_listed_and_clean(command: Command) -> None:
    listed = json.loads(command("playbooks", "list", "--json").out)
    assert {row["id"] for row in listed} == {path.stem for path in SHIPPED.glob("*.toml")}
    assert {row["errors"] for row in listed} == {0}
    checked = command("playbooks", "check", *SHIPPED.glob("*.toml"))
    assert (checked.code, checked.out) == (0, "")


def test_an_own_playbook_with_a_shipped_id_takes_its_place(command: Command, library: Path) -> None:
    own = library / "playbooks" / "mine.toml"
    own.parent.mkdir(parents=True)
    text = (PLAYBOOKS / "shortest.toml").read_text(encoding="utf-8")
    own.write_text(text.replace('"shortest"', '"quick-reset"'), encoding="utf-8")
    listed = json.loads(command("playbooks", "list", "--json").out)
    (row,) = [row for row in listed if row["id"] == "quick-reset"]
    assert row["path"] == str(own)
    assert row["shipped"] is False


def test_a_broken_playbook_is_shown_with_its_place_and_exit_code_one(
    command: Command, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.toml"
    text = (PLAYBOOKS / "shortest.toml").read_text(encoding="utf-8")
    broken.write_text(text.replace("minutes = 1\n", "minuts = 1\n"), encoding="utf-8")
    checked = command("playbooks", "check", broken)
    assert checked.code == 1
    assert f"{broken}:22:1" in checked.out
    assert "minuts" in checked.out
    (problem,) = json.loads(command("playbooks", "check", broken, "--json").out)
    assert set(problem) == {
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "severity",
        "code",
        "message",
        "hint",
    }
    assert (problem["line"], problem["column"], problem["severity"]) == (22, 1, "error")
    answers = PLAYBOOKS / "shortest.answers.toml"
    ran = command("run", broken, "--answers", answers)
    assert ran.code == 1
    assert "minuts" in ran.err


def test_an_unknown_playbook_is_an_error_and_none_is_wrong_usage(command: Command) -> None:
    unknown = command("playbooks", "check", "leader-manger")
    assert unknown.code == 1
    assert "Did you mean leader-manager" in unknown.err
    assert command("playbooks", "check").code == 2
