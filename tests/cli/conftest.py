"""The command, called in this process, with what it printed and its exit code."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from facilitator.cli.main import main

PLAYBOOKS = Path(__file__).parents[1] / "playbooks"


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def command(
    library: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Command:
    def call(*arguments: object) -> Outcome:
        words = ["facilitator", "--library", str(library), *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", words)
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        sys.stdout.flush()
        sys.stderr.flush()
        captured = capfd.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture
def answers(tmp_path: Path) -> Callable[..., Path]:
    """Give an answers file for the shortest playbook with one piece of its text replaced."""

    def write(old: str = "", new: str = "") -> Path:
        path = tmp_path / "answers.toml"
        shutil.copy(PLAYBOOKS / "shortest.answers.toml", path)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
        return path

    return write
