"""Following up: what is due over all agreements, and check-ins from a file."""

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli

from tests.cli.conftest import PLAYBOOKS, Command

SHORTEST = PLAYBOOKS / "shortest.toml"
FAR = 36500
"""Days that reach beyond every date in the playbooks."""

PROGRESS = """
at = 2026-12-01T09:00:00Z
[[progress]]
commitment = "c1"
state = "late"
leader = "I waited."
manager = "The supplier is late."
due = 2026-12-20
next = "Call them."
"""


@pytest.fixture
def saved(command: Command, answers: Callable[..., Path]) -> Path:
    return Path(command("run", SHORTEST, "--answers", answers()).out.strip())


@pytest.fixture
def progress(tmp_path: Path) -> Callable[..., Path]:
    """Give a file of progress with one piece of its text replaced."""

    def write(old: str = "", new: str = "") -> Path:
        path = tmp_path / "progress.toml"
        assert old in PROGRESS
        path.write_text(PROGRESS.replace(old, new, 1) if old else PROGRESS, encoding="utf-8")
        return path

    return write


def test_due_json_has_the_documented_fields_oldest_first(command: Command, saved: Path) -> None:
    due = json.loads(command("agreements", "due", "--days", FAR, "--json").out)
    topic = "New reception desk"
    assert due == [
        {
            "agreement": saved.stem,
            "topic": topic,
            "kind": "commitment",
            "commitment": "c1",
            "what": "Order the desk",
            "owner": "manager",
            "names": ["Ben Lind"],
            "due": "2026-12-08",
            "state": None,
            "overdue": dt.date(2026, 12, 8) < dt.datetime.now().astimezone().date(),
        },
        {
            "agreement": saved.stem,
            "topic": topic,
            "kind": "review",
            "commitment": None,
            "what": topic,
            "owner": "both",
            "names": ["Ada Okafor", "Ben Lind"],
            "due": "2026-12-24",
            "state": None,
            "overdue": dt.date(2026, 12, 24) < dt.datetime.now().astimezone().date(),
        },
    ]


def test_due_without_anything_says_so_and_is_still_json(command: Command) -> None:
    assert "Nothing is due." in command("agreements", "due").err
    assert json.loads(command("agreements", "due", "--json").out) == []
    assert command("agreements", "due", "--days", "-1").code == 2


def test_a_check_in_is_saved_sealed_and_moves_what_is_due(
    command: Command, saved: Path, progress: Callable[..., Path]
) -> None:
    checked = command("agreements", "check-in", saved.stem[:12], "--answers", progress())
    assert checked.code == 0, checked.err
    path = Path(checked.out.removesuffix("\n"))
    assert re.fullmatch(rf"{saved.stem}\.checkin-20261201-[a-z0-9]{{4}}\.toml", path.name)
    table = tomli.loads(path.read_text(encoding="utf-8"))
    assert table["progress"][0]["due"] == dt.date(2026, 12, 20)
    verified = command("agreements", "verify")
    assert verified.code == 0
    assert f"holds   {path.stem}" in verified.out
    (due, _) = json.loads(command("agreements", "due", "--days", FAR, "--json").out)
    assert (due["state"], due["due"]) == ("late", "2026-12-20")
    done = progress('state = "late"', 'state = "done"')
    text = (
        done.read_text(encoding="utf-8").replace("due = 2026-12-20\n", "").replace("-01T", "-30T")
    )
    done.write_text(text, encoding="utf-8")
    assert command("agreements", "check-in", saved.stem, "--answers", done).code == 0
    assert json.loads(command("agreements", "due", "--days", FAR, "--json").out) == []


MISUSES = {
    "an unknown commitment": ('"c1"', '"c9"', "'commitment' has to be one", 4),
    "no commitment": ('commitment = "c1"\n', "", "'commitment' has to be one", 3),
    "an unknown state": ('"late"', '"great"', "'state' has to be one of done", 5),
    "a state of another kind": ('"late"', "3", "'state' has to be one of done", 5),
    "words that are none": ('"I waited."', "4", "'leader' has to be given in words", 6),
    "a due that is no day": ("2026-12-20", '"soon"', "'due' has to be a day", 8),
    "a due before the check-in": ("2026-12-20", "2026-11-01", "before the check-in itself", 8),
    "a new date for what is done": ('"late"', '"done"', "has no new date", 8),
    "a role nobody has": ("leader =", "leeder =", "did you mean 'leader'", 6),
    "a key outside": ("at =", "moment =", "'moment' means nothing here", 2),
    "a moment without a zone": ("09:00:00Z", "09:00:00", "'at' has to be a moment", 2),
    "the same commitment twice": (
        "[[progress]]",
        '[[progress]]\ncommitment = "c1"\nstate = "done"\n[[progress]]',
        "stands here twice",
        7,
    ),
    "no table at all": (PROGRESS, "", "a [[progress]] table for each", 1),
    "a table instead of a list": ("[[progress]]", "[progress]", "a [[progress]] table", 3),
    "broken TOML": ("[[progress]]", "[[progress", "progress.toml:3:", 3),
}


@pytest.mark.parametrize(("old", "new", "message", "line"), MISUSES.values(), ids=MISUSES)
def test_a_misuse_gives_one_message_with_the_line_and_saves_nothing(
    command: Command,
    saved: Path,
    progress: Callable[..., Path],
    old: str,
    new: str,
    message: str,
    line: int,
) -> None:
    checked = command("agreements", "check-in", saved.stem, "--answers", progress(old, new))
    assert (checked.code, checked.out) == (1, "")
    assert message in checked.err
    assert f"progress.toml:{line}:" in checked.err
    assert list(saved.parent.iterdir()) == [saved]


def test_a_word_is_never_quoted_and_never_acts_on_the_terminal(
    command: Command, saved: Path, progress: Callable[..., Path]
) -> None:
    long = progress("I waited.", "SECRET" * 1000)
    assert "SECRET" not in command("agreements", "check-in", saved.stem, "--answers", long).err
    hostile = progress("I waited.", "\\u001b]0;title\\u0007 [b]x")
    path = Path(command("agreements", "check-in", saved.stem, "--answers", hostile).out.strip())
    assert tomli.loads(path.read_text())["progress"][0]["leader"] == "]0;title [b]x"


def test_nothing_is_checked_in_on_a_changed_agreement(
    command: Command, saved: Path, progress: Callable[..., Path]
) -> None:
    saved.write_bytes(saved.read_bytes().replace(b"Order the desk", b"Order two desks"))
    checked = command("agreements", "check-in", saved.stem, "--answers", progress())
    assert checked.code == 1
    assert "is not what was signed" in checked.err
    assert list(saved.parent.iterdir()) == [saved]
