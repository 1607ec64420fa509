"""A session as two people hold it: by keyboard alone, at 80x24, from the start to the receipt."""

import re
import subprocess
import sys
from pathlib import Path

from facilitator.library.records import verify_bytes
from tests.end_to_end.pseudo_terminal import PseudoTerminal, environment, facilitator

SHORTEST = Path(__file__).parents[1] / "playbooks" / "shortest.toml"
RECEIPT = re.compile(r"[0-9A-Z]{5}(?:–[0-9A-Z]{5}){3}")


def _open(terminal: PseudoTerminal) -> None:
    """Name the two and what it is about; the playbook has no ground rules."""
    terminal.shows("Leader · who is that?")
    for words in ("Ada Okafor", "Ben Lind"):
        terminal.press(words)
        terminal.shows(words)
        terminal.press_and_see("enter")
    terminal.press("New reception desk")
    terminal.shows("New reception desk")
    terminal.press("ctrl+n")


def _raise_curtain(terminal: PseudoTerminal, words: str) -> None:
    terminal.shows(words)
    terminal.press("enter")
    terminal.shows_no_more(words)


def _each_answers(
    terminal: PseudoTerminal, question: dict[str, str], answer: dict[str, str]
) -> None:
    """Let Ben answer alone, then Ada; neither sees a word of the other's."""
    for name in ("Ben", "Ada"):
        _raise_curtain(terminal, f"Hand the keyboard to {name}")
        terminal.shows(question[name])
        terminal.press(answer[name])
        terminal.shows(answer[name])
        terminal.press("ctrl+n")
    _raise_curtain(terminal, "both of you")


def _find_common_ground(terminal: PseudoTerminal) -> None:
    """Walk the first step up to its last question, and begin to answer it."""
    terminal.shows("Step 1 of 3")
    terminal.press("ctrl+n")
    close = "How close are we?"
    _each_answers(terminal, {"Ben": close, "Ada": close}, {"Ben": "2", "Ada": "4"})
    terminal.shows("side by side")
    terminal.press("ctrl+n")
    terminal.shows("both here for")
    terminal.press("Nobody waits in the rain")
    terminal.shows("Nobody waits in the rain")


def _park_a_thought(terminal: PseudoTerminal) -> None:
    terminal.press("ctrl+t")
    terminal.shows("It is kept as an open point")
    terminal.press("Who waters the plants?")
    terminal.shows("Who waters the plants?")
    terminal.press_and_see("tab")
    terminal.press("right")
    terminal.shows("(●) Ada")
    terminal.press("ctrl+n")
    terminal.shows_no_more("It is kept as an open point")


def _come_back(terminal: PseudoTerminal) -> None:
    """Raise the curtain that every resume begins with, and find what was half typed."""
    terminal.shows("Welcome back to: New reception desk")
    assert "Nobody waits" not in terminal.text
    terminal.press("enter")
    terminal.shows("Nobody waits in the rain")
    terminal.press("ctrl+n")


def _talk_about_the_budget(terminal: PseudoTerminal) -> None:
    """Disagree at the gate, go back, change a figure, and pass."""
    terminal.shows("Step 2 of 3")
    terminal.press("ctrl+n")
    question = {"Ben": "What can be released?", "Ada": "What does the work need?"}
    _each_answers(terminal, question, {"Ben": "900", "Ada": "1200"})
    terminal.shows("300 EUR apart")
    terminal.press("ctrl+n")
    _say_at_the_gate(terminal, "3", "4")
    terminal.shows("What next?")
    terminal.press("enter")
    terminal.shows("Change what you want to change")
    terminal.press_and_see("end")
    terminal.press_and_see("ctrl+u")
    terminal.press("1000")
    terminal.shows("▌1000")
    terminal.press("ctrl+n")
    terminal.shows("100 EUR stays open", "second try")
    _say_at_the_gate(terminal, "2", "3")


def _say_at_the_gate(terminal: PseudoTerminal, first: str, second: str) -> None:
    terminal.shows("Can you both live with this?")
    terminal.press(first)
    terminal.shows("(●)")
    terminal.press_and_see("tab")
    terminal.press(second)
    terminal.until(lambda: terminal.text.count("(●)") == 2, "the choice of both")
    terminal.press("ctrl+n")


def _promise(terminal: PseudoTerminal) -> None:
    terminal.shows("Step 3 of 3")
    terminal.press("ctrl+n")
    terminal.shows("Who does what by when?")
    terminal.press("Order the desk")
    terminal.shows("Order the desk")
    terminal.press_and_see("tab")
    terminal.press("b")
    terminal.shows("(●) Ben")
    terminal.press("ctrl+n")


def _close(terminal: PseudoTerminal) -> str:
    """Read all back, say alone how likely it is kept, sign, and return the receipt shown."""
    terminal.shows("What you leave with", "Who waters the plants?")
    terminal.press("ctrl+n")
    keep = "Will I keep this?"
    _each_answers(terminal, {"Ben": keep, "Ada": keep}, {"Ben": "8", "Ada": "9"})
    terminal.shows("The whole text, once more")
    terminal.press("tab")
    for name in ("Ben Lind", "Ada Okafor"):
        _type_name(terminal, name)
    terminal.press("ctrl+n")
    terminal.shows("Write this code down")
    (code,) = RECEIPT.findall("".join(terminal.text.split()))
    return str(code).replace("–", "-")


def _type_name(terminal: PseudoTerminal, name: str) -> None:
    typed = re.compile(rf"type your name: {name}\W+{name}")
    terminal.shows(f"type your name: {name}")
    terminal.press(name)
    terminal.until(lambda: typed.search(terminal.text) is not None, "the name below its question")
    terminal.press_and_see("enter")


def _command(home: Path, library: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "facilitator", "--library", str(library), "agreements", *words],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )


def test_two_people_go_from_the_start_to_an_agreement_that_holds(tmp_path: Path) -> None:
    library = tmp_path / "library"
    with facilitator(tmp_path, library, "start", str(SHORTEST)) as terminal:
        _open(terminal)
        _find_common_ground(terminal)
        _park_a_thought(terminal)
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
        assert terminal.given_back()
    with facilitator(tmp_path, library, "resume") as terminal:
        _come_back(terminal)
        _talk_about_the_budget(terminal)
        _promise(terminal)
        code = _close(terminal)
        terminal.press("ctrl+n")
        terminal.shows("Start a session")
        terminal.press("a")
        terminal.shows("New reception desk", "Ada & Ben")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    (record,) = (library / "agreements").rglob("*.toml")
    assert verify_bytes(record.read_bytes()).holds
    assert b"Nobody waits in the rain" in record.read_bytes()
    assert not list((library / "sessions").iterdir())
    assert record.stem in _command(tmp_path, library, "list").stdout
    assert _command(tmp_path, library, "verify", record.stem, "--receipt", code).returncode == 0
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert _command(tmp_path, library, "verify", record.stem, "--receipt", wrong).returncode == 1
