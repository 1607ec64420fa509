"""Making, reading and understanding playbooks from the shell."""

import json
from pathlib import Path

import pytest

from facilitator.cli.playbooks_check import coloured
from tests.cli.conftest import PLAYBOOKS, Command

SHIPPED = PLAYBOOKS.parents[1] / "playbooks"


def test_new_prints_where_it_is_and_it_checks_clean(command: Command, library: Path) -> None:
    made = command("playbooks", "new", "mine", "--from", "quick-reset")
    path = library / "playbooks" / "mine.toml"
    assert (made.code, made.out) == (0, f"{path}\n")
    checked = command("playbooks", "check", "mine")
    assert (checked.code, checked.out) == (0, "")
    assert command("playbooks", "path", "mine").out == f"{path}\n"


def test_new_refuses_to_replace_a_file(command: Command, library: Path) -> None:
    assert command("playbooks", "new", "mine").code == 0
    path = library / "playbooks" / "mine.toml"
    path.write_bytes(b"# mine\n")
    again = command("playbooks", "new", "mine")
    assert again.code == 1
    assert "nothing is replaced" in again.err
    assert path.read_bytes() == b"# mine\n"


@pytest.mark.parametrize("words", [("new", "Not An Id"), ("new", "x", "--from", "nobody")])
def test_new_says_what_stands_in_its_way(command: Command, words: tuple[str, ...]) -> None:
    refused = command("playbooks", *words)
    assert refused.code == 1
    assert refused.err
    assert "Traceback" not in refused.err


def test_new_from_a_file_that_is_no_playbook_is_an_error(command: Command, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_bytes(b"[playbook\n")
    assert command("playbooks", "new", "mine", "--from", broken).code == 1
    broken.write_bytes(b"format = 1\n")
    refused = command("playbooks", "new", "mine", "--from", broken)
    assert refused.code == 1
    assert "no id under [playbook]" in refused.err


def test_show_gives_steps_items_who_how_secret_and_how_long(command: Command) -> None:
    shown = command("playbooks", "show", "quick-reset")
    assert shown.code == 0
    assert "15 min · 4 hand-overs" in shown.out
    assert "1. The one thing   6 min" in shown.out
    line = next(line for line in shown.out.splitlines() if "How heavy" in line)
    assert line.split()[:3] == ["scale", "each", "sealed"]


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_show_knows_every_shipped_one(command: Command, path: Path) -> None:
    assert command("playbooks", "show", path).code == 0


def test_explain_gives_a_wrong_and_a_right_example(command: Command) -> None:
    explained = command("playbooks", "explain", "curly-quotes")
    assert explained.code == 0
    assert explained.out.index("Wrong:") < explained.out.index("Right:")
    listed = command("playbooks", "explain")
    assert "curly-quotes" in listed.out.splitlines()


def test_explain_suggests_the_code_that_was_meant(command: Command) -> None:
    unknown = command("playbooks", "explain", "curly-quote")
    assert unknown.code == 1
    assert "Did you mean curly-quotes?" in unknown.err


def test_schema_is_json_of_the_dialect_2020_12(command: Command) -> None:
    schema = json.loads(command("playbooks", "schema").out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_question_changed_since_its_session_is_warned_of(command: Command, library: Path) -> None:
    own = library / "playbooks" / "mine.toml"
    own.parent.mkdir(parents=True)
    text = (PLAYBOOKS / "shortest.toml").read_text(encoding="utf-8")
    own.write_text(text, encoding="utf-8")
    answers = PLAYBOOKS / "shortest.answers.toml"
    assert command("run", own, "--answers", answers).code == 0
    own.write_text(text.replace("How close are we?", "How far apart are we?"), encoding="utf-8")
    warned = command("playbooks", "check", own)
    assert warned.code == 0
    assert "warning[version-unchanged]" in warned.out


def test_colours_stay_off_where_nobody_sees_them(command: Command, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_bytes(b"format = 2\n")
    assert "\x1b" not in command("playbooks", "check", broken).out


@pytest.mark.parametrize(
    "line", ["error[x]: wrong", "warning[y]: odd", "   |   ^^^", "  = help: write this"]
)
def test_a_terminal_gets_colours_and_the_same_words(line: str) -> None:
    import click

    assert "\x1b[" in coloured(line)
    assert click.unstyle(coloured(line)) == line
