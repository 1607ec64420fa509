"""A session from an answers file: to a signed record, or to one clear message and nothing else."""

import hashlib
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli

from facilitator.library.records import receipt
from tests.cli.conftest import PLAYBOOKS, Command

SHORTEST = PLAYBOOKS / "shortest.toml"
SHIPPED = sorted((PLAYBOOKS.parents[1] / "playbooks").glob("*.toml"))
Answers = Callable[..., Path]


def files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("playbook", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_playbook_runs_to_a_signed_agreement_that_verifies(
    command: Command, playbook: Path
) -> None:
    ran = command("run", playbook.stem, "--answers", PLAYBOOKS / f"{playbook.stem}.answers.toml")
    assert ran.code == 0, ran.err
    assert Path(ran.out.strip()).is_file()
    assert command("agreements", "verify").code == 0


def test_the_path_is_the_only_data_and_the_receipt_is_that_of_the_file(
    command: Command, answers: Answers, library: Path
) -> None:
    ran = command("run", SHORTEST, "--answers", answers())
    saved = Path(ran.out.removesuffix("\n"))
    assert saved.is_relative_to(library / "agreements" / "2026-11")
    seal = tomli.loads(saved.read_text(encoding="utf-8"))["seal"]["sha256"]
    assert receipt(seal) in ran.err
    assert saved.stat().st_mode & 0o777 == 0o600


def test_the_seal_can_be_checked_with_sed_and_sha256sum(command: Command, answers: Answers) -> None:
    saved = Path(command("run", SHORTEST, "--answers", answers()).out.strip())
    body = subprocess.run(
        ["sed", r"/^\[seal\]$/,$d", str(saved)], capture_output=True, check=True
    ).stdout
    seal = tomli.loads(saved.read_text(encoding="utf-8"))["seal"]["sha256"]
    assert hashlib.sha256(body).hexdigest() == seal


def test_with_opened_two_runs_differ_only_in_token_signing_times_and_seal(
    command: Command,
) -> None:
    def body() -> str:
        ran = command(
            "run", PLAYBOOKS / "every-type.toml", "--answers", PLAYBOOKS / "every-type.answers.toml"
        )
        assert ran.code == 0, ran.err
        text = Path(ran.out.strip()).read_text(encoding="utf-8").split("\n[seal]\n")[0]
        text = re.sub(r'^(id = "\d{8}-[a-z0-9-]+-)[a-z0-9]{4}"$', r"\1", text, flags=re.M)
        return re.sub(r"^signed = .*$", "", text, flags=re.M)

    assert body() == body()


def test_every_type_leads_to_the_record_that_the_design_pins(command: Command) -> None:
    ran = command(
        "run", PLAYBOOKS / "every-type.toml", "--answers", PLAYBOOKS / "every-type.answers.toml"
    )
    record = tomli.loads(Path(ran.out.strip()).read_text(encoding="utf-8"))
    answers = {a["id"]: a for step in record["step"] for a in step.get("answer", [])}
    gates = {g["id"]: g for step in record["step"] for g in step.get("gate", [])}
    assert record["parties"]["chair"]["name"] == '[b]Ada[/b] "The Chair" O\'Neil'
    assert [step["outcome"] for step in record["step"]] == [
        "agreed",
        "agreed",
        "escalated",
        "parked",
    ]
    assert record["status"] == "partial"
    assert answers["needed"]["unit"] == "KWD"
    assert answers["limit"]["withheld"] == "overlap"
    assert answers["limit"]["room"] is True
    assert not {"chair", "head", "together"} & answers["limit"].keys()
    assert "head" not in answers["fallback"]
    assert gates["figures_agreed"]["tries"] == 2
    assert gates["figures_agreed"]["earlier"][0]["head"] == "refuse"
    assert {point["handling"] for point in record["open_point"]} == {"parked", "escalated"}


MISUSES = {
    "a missing answer": ("alignment     = 4\n", "", "leader.alignment: this needs an answer"),
    "a wrong type": ("needed        = 1200", 'needed = "1200"', "leader.needed: "),
    "an answer nobody asked for": (
        "alignment     = 4\n",
        "alignment = 4\nunasked = 1\n",
        "leader.unasked: the playbook has no such item",
    ),
    "a joint answer under a role": (
        "alignment     = 4\n",
        'alignment = 4\nmission = "x"\n',
        "leader.mission: this is answered under [together]",
    ),
    "a gate that does not pass": (
        'budget_agreed = "support"',
        'budget_agreed = "refuse"',
        "[[at_gate.budget_agreed]]",
    ),
    "an unknown level": ('budget_agreed = "support"', 'budget_agreed = "yes"', "consent is one of"),
    "one signature": ('sign   = ["leader", "manager"]', 'sign = ["leader"]', "both have to sign"),
    "no topic": ('topic  = "New reception desk"\n', "", "'topic' has to be given"),
    "no name": ('leader  = "Ada Okafor"\n', "", "'leader' has to be given"),
    "an unknown table": ("[close]", "[closing]", "'closing' means nothing here"),
    "a moment without a zone": ("09:00:00Z", "09:00:00", "'opened' has to be a moment"),
    "an owner outside the room": ('owner = "manager"', 'owner = "Zoe"', "the owner is one of"),
    "a review in the past": ("review = 2026-12-24", "review = 2020-01-01", "close.review"),
    "broken TOML": ("[leader]", "[leader", "answers.toml:8:1"),
}


@pytest.mark.parametrize(("old", "new", "message"), MISUSES.values(), ids=MISUSES)
def test_a_misuse_gives_one_message_with_the_line_and_saves_nothing(
    command: Command, answers: Answers, library: Path, old: str, new: str, message: str
) -> None:
    ran = command("run", SHORTEST, "--answers", answers(old, new))
    assert (ran.code, ran.out) == (1, "")
    assert message in ran.err
    assert re.search(r"answers\.toml:\d+", ran.err)
    assert "Traceback" not in ran.err
    assert not library.exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["run", "no-such-playbook", "--answers", "x"], 1, "There is no playbook"),
        (["run", SHORTEST], 2, "--answers"),
        (["run", SHORTEST, "--answers", "/nowhere/at/all.toml"], 1, "cannot be read"),
        (["run", SHORTEST, "--answers", "/dev/zero"], 1, "cannot be read"),
        (["run", SHORTEST, "--answers", "/"], 1, "cannot be read"),
        (["run", "/dev/null", "--answers", "/dev/null"], 1, "cannot be read"),
        (["run"], 2, "PLAYBOOK"),
        (["wrong"], 2, "No such command"),
        (["start", "no-such-playbook"], 1, "There is no playbook"),
        (["start"], 1, "needs a terminal"),
        (["resume"], 1, "no unfinished session"),
        (["resume", "x"], 1, "no unfinished session"),
    ],
)
def test_wrong_arguments_give_their_exit_code_and_write_nothing(
    command: Command, library: Path, arguments: list[object], code: int, message: str
) -> None:
    ran = command(*arguments)
    assert ran.code == code
    assert message in ran.err
    assert ran.out == ""
    assert not library.exists()


def test_a_wrong_answer_is_never_quoted(command: Command, answers: Answers) -> None:
    ran = command("run", SHORTEST, "--answers", answers("1200", '"SECRET-FIGURE"'))
    assert ran.code == 1
    assert "SECRET-FIGURE" not in ran.out + ran.err


def test_what_is_withheld_is_in_no_file_and_no_output(
    command: Command, library: Path, tmp_path: Path
) -> None:
    text = (PLAYBOOKS / "every-type.answers.toml").read_text(encoding="utf-8")
    figures = {
        "[1100.250, 1200]": "[1100.777, 1200.777]",
        "[1500.000, 1150]": "[1500.777, 1150.777]",
    }
    for known, distinct in figures.items():
        assert known in text
        text = text.replace(known, distinct)
    answers = tmp_path / "distinct.toml"
    answers.write_text(text, encoding="utf-8")
    ran = command("run", PLAYBOOKS / "every-type.toml", "--answers", answers)
    assert ran.code == 0, ran.err
    shown = command("agreements", "show", "2026").out
    written = "".join(path.read_text(encoding="utf-8") for path in files_below(library))
    for secret in ("private-fallback-of-the-head", ".777"):
        assert secret not in ran.out + ran.err + shown + written
