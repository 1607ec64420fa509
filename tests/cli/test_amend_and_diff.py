"""Amending: a new agreement in the place of an old one, and what changed between the two."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli

from facilitator.domain.agreement import Agreement
from facilitator.library.records import read_agreement
from tests.cli.conftest import PLAYBOOKS, Command

SHORTEST = PLAYBOOKS / "shortest.toml"
SHIPPED = sorted((PLAYBOOKS.parents[1] / "playbooks").glob("*.toml"))
SIGN = '[close]\nsign = ["leader", "manager"]\n'


@pytest.fixture
def saved(command: Command, answers: Callable[..., Path]) -> Path:
    return Path(command("run", SHORTEST, "--answers", answers()).out.strip())


@pytest.fixture
def amended(command: Command, saved: Path, tmp_path: Path) -> Callable[..., Path]:
    """Amend the saved agreement with a file of this text."""

    def amend(text: str = "") -> Path:
        path = tmp_path / "amendment.toml"
        path.write_text(text + SIGN, encoding="utf-8")
        outcome = command(
            "agreements", "amend", saved.stem, "--answers", path, "--playbook", SHORTEST
        )
        assert outcome.code == 0, outcome.err
        return Path(outcome.out.strip())

    return amend


def everything(agreement: Agreement) -> dict[str, object]:
    """Return what two agreements that say the same have in common."""
    leave_out = {"id", "opened", "closed", "amends", "signatures", "seal", "review"}
    return agreement.model_dump(exclude=leave_out)


def test_what_a_file_leaves_out_comes_from_the_old_agreement(
    command: Command, saved: Path, amended: Callable[..., Path]
) -> None:
    before = saved.read_bytes()
    made = amended()
    old, new = read_agreement(saved), read_agreement(made)
    assert everything(new) == everything(old)
    assert new.amends == old.id
    assert saved.read_bytes() == before
    listed = {one["id"]: one for one in json.loads(command("agreements", "list", "--json").out)}
    assert (listed[old.id]["amended"], listed[new.id]["amended"]) == (True, False)
    assert listed[new.id]["amends"] == old.id
    assert command("agreements", "verify").code == 0


def test_a_consent_holds_only_for_the_text_it_was_given_to(
    command: Command, saved: Path, amended: Callable[..., Path], tmp_path: Path
) -> None:
    path = tmp_path / "changed.toml"
    path.write_text(f"[manager]\navailable = 1000\n{SIGN}", encoding="utf-8")
    arguments = ("agreements", "amend", saved.stem, "--playbook", SHORTEST, "--answers", path)
    outcome = command(*arguments)
    assert (outcome.code, outcome.out) == (1, "")
    assert "budget_agreed: the text reads differently now" in outcome.err
    gate = 'budget_agreed = "accept"\n'
    new = amended(f"[leader]\n{gate}[manager]\navailable = 1000\n{gate}")
    assert read_agreement(new).steps[1].answers[1].given("manager") == "1000.00"


def test_a_second_amendment_stands_beside_the_first_with_a_word(
    command: Command, saved: Path, amended: Callable[..., Path], tmp_path: Path
) -> None:
    first = amended()
    path = tmp_path / "amendment.toml"
    again = command("agreements", "amend", saved.stem, "--answers", path, "--playbook", SHORTEST)
    assert again.code == 0
    assert f"{first.stem} amends this agreement already" in again.err


def sign(playbook: Path) -> str:
    roles = list(tomli.loads(playbook.read_text(encoding="utf-8"))["roles"])
    return f"[close]\nsign = {json.dumps(roles)}\n"


def withheld_answers(playbook: Path, given: dict[str, Any]) -> Iterator[str]:
    """Give the lines of an answers file that answer what is withheld, and nothing else."""
    table = tomli.loads(playbook.read_text(encoding="utf-8"))
    items = [item for step in table["step"] for item in step["item"]]
    hidden = {item["id"] for item in items if item.get("privacy") in {"private", "overlap"}}
    yield f"opened = {given['opened'].isoformat()}"
    for role in table["roles"]:
        yield f"[{role}]"
        for name in hidden & given.get(role, {}).keys():
            value = given[role][name]
            last = value[-1] if isinstance(value, list) else value
            yield f"{name} = {json.dumps(last) if isinstance(last, str) else last}"


EVERY_TYPE = PLAYBOOKS / "every-type.toml"
STILL_APART = """
[[at_gate.tables_agreed]]
choose  = "escalate"
owner   = "head"
to      = "The owner"
[[at_gate.ending_agreed]]
choose  = "park"
owner   = "chair"
"""


@pytest.mark.parametrize("playbook", [*SHIPPED, EVERY_TYPE], ids=lambda path: path.stem)
def test_with_the_withheld_answers_alone_the_terms_are_the_same_again(
    command: Command, playbook: Path, tmp_path: Path
) -> None:
    source = PLAYBOOKS / f"{playbook.stem}.answers.toml"
    old = Path(command("run", playbook, "--answers", source).out.strip())
    lines = withheld_answers(playbook, tomli.loads(source.read_text(encoding="utf-8")))
    choices = STILL_APART if playbook == EVERY_TYPE else ""
    path = tmp_path / "withheld.toml"
    path.write_text("\n".join([*lines, choices, sign(playbook)]), encoding="utf-8")
    outcome = command("agreements", "amend", old.stem, "--answers", path, "--playbook", playbook)
    assert outcome.code == 0, outcome.err
    before, after = read_agreement(old), read_agreement(Path(outcome.out.strip()))
    assert after.commitments == before.commitments
    assert [step.outcome for step in after.steps] == [step.outcome for step in before.steps]
    for one, other in zip(before.steps, after.steps, strict=True):
        assert [answer.model_extra for answer in one.answers] == [
            answer.model_extra for answer in other.answers
        ]


def test_a_withheld_answer_is_asked_anew(command: Command, tmp_path: Path) -> None:
    playbook, source = EVERY_TYPE, PLAYBOOKS / "every-type.answers.toml"
    old = command("run", playbook, "--answers", source).out.strip()
    path = tmp_path / "nothing.toml"
    path.write_text(sign(playbook), encoding="utf-8")
    arguments = ("--answers", path, "--playbook", playbook)
    outcome = command("agreements", "amend", Path(old).stem, *arguments)
    assert (outcome.code, outcome.out) == (1, "")
    assert "needs an answer" in outcome.err


def test_a_changed_agreement_cannot_be_amended(
    command: Command, saved: Path, tmp_path: Path
) -> None:
    path = tmp_path / "nothing.toml"
    path.write_text(SIGN, encoding="utf-8")
    saved.write_bytes(saved.read_bytes() + b"# more\n")
    outcome = command("agreements", "amend", saved.stem, "--answers", path)
    assert outcome.code == 1
    assert "is not what was signed" in outcome.err


def test_a_playbook_that_is_gone_has_to_be_named(
    command: Command, saved: Path, tmp_path: Path
) -> None:
    path = tmp_path / "nothing.toml"
    path.write_text(SIGN, encoding="utf-8")
    outcome = command("agreements", "amend", saved.stem, "--answers", path)
    assert outcome.code == 1
    assert 'There is no playbook "shortest"' in outcome.err


def test_diff_says_what_changed_in_words_and_as_data(
    command: Command, saved: Path, amended: Callable[..., Path]
) -> None:
    gate = 'budget_agreed = "accept"'
    new = amended(
        'topic = "A smaller desk"\n'
        f"[leader]\n{gate}\n[manager]\navailable = 1000\n{gate}\n"
        "[together]\npromises = [\n"
        '{ what = "Order a desk", owner = "manager", due = 2026-12-09 },\n'
        '{ what = "Paint the wall", owner = "both" }]\n'
    )
    shown = command("agreements", "diff", saved.stem, new.stem)
    assert shown.code == 0
    for line in ("  - 900 EUR", "  + 1,000 EUR", "  + A smaller desk", "Commitment added"):
        assert line in shown.out
    found = json.loads(command("agreements", "diff", saved.stem, new.stem, "--json").out)
    assert (found["before"], found["after"]) == (saved.stem, new.stem)
    assert [one["item"] for one in found["terms"]] == ["available", "shortfall"]
    assert found["gates"][0]["after"]["manager"] == "accept"
    changed, added = found["commitments"]
    assert changed["changed"] == ["what", "due", "measure"]
    assert (added["before"], added["after"]["what"]) == (None, "Paint the wall")
    back = json.loads(command("agreements", "diff", new.stem, saved.stem, "--json").out)
    assert [one["after"] is None for one in back["commitments"]] == [False, True]


def test_diff_of_an_agreement_with_itself_is_empty(command: Command, saved: Path) -> None:
    same = command("agreements", "diff", saved.stem, saved.stem)
    assert (same.code, same.out) == (0, "")
    assert "They say the same." in same.err
    unknown = command("agreements", "diff", saved.stem, "2099")
    assert unknown.code == 1
    assert re.search("There is no agreement", unknown.err)


def test_diff_names_rows_columns_and_roles_and_marks_only_what_changed(command: Command) -> None:
    def run(name: str) -> str:
        source = PLAYBOOKS / f"{name}.answers.toml"
        return Path(command("run", name, "--answers", source).out.strip()).stem

    shown = command("agreements", "diff", run("quick-reset"), run("who-decides"))
    assert "  + Goals for the year (Last word: Leader; Goes well? 4)" in shown.out
    assert "\nManager\n  - Tom Achterberg\n  + Pieter de Wit\n" in shown.out
    assert ": Tom Achterberg, by Fri 27 Nov 2026" in shown.out
