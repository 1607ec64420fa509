"""``insights``: counts over everything that was agreed; names only when asked for."""

from pathlib import Path

from tests.cli.conftest import PLAYBOOKS, Command


def test_an_empty_library_has_nothing_to_count(command: Command) -> None:
    outcome = command("insights")
    assert outcome.code == 0
    assert outcome.out == "0 agreements, 0 of them amendments\n"


def test_counts_hold_no_name_unless_it_is_asked_for(command: Command, library: Path) -> None:
    answers = PLAYBOOKS / "shortest.answers.toml"
    made = command("run", PLAYBOOKS / "shortest.toml", "--answers", answers)
    assert made.code == 0, made.err
    plain, named = command("insights"), command("insights", "--names")
    assert plain.out.startswith("1 agreement,")
    assert "Ada" not in plain.out
    assert "Ada" in named.out
    assert plain.out.splitlines() == named.out.splitlines()[: len(plain.out.splitlines())]


def test_a_record_that_cannot_be_read_is_named_and_hides_no_other(
    command: Command, library: Path
) -> None:
    answers = PLAYBOOKS / "shortest.answers.toml"
    for _ in range(2):
        command("run", PLAYBOOKS / "shortest.toml", "--answers", answers)
    first = min(library.glob("agreements/*/*.toml"))
    first.chmod(0o600)
    first.write_text("format = 1\nbroken", encoding="utf-8")
    outcome = command("insights")
    assert outcome.code == 0
    assert first.name in outcome.err
    assert outcome.out.startswith("1 agreement,")
