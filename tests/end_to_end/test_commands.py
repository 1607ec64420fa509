"""The commands, misused in a shell: one clear message, its exit code, no traceback."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.end_to_end.pseudo_terminal import environment

PLAYBOOKS = Path(__file__).parents[1] / "playbooks"
SHORTEST = str(PLAYBOOKS / "shortest.toml")
ANSWERS = str(PLAYBOOKS / "shortest.answers.toml")
NO_TEXT = b"\xff\xfe\x1b]0;owned\x07"

Shell = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Run the program with arguments of any bytes, its output caught or sent elsewhere."""

    def run(
        *arguments: str | bytes,
        library: Path | None = None,
        environ: Mapping[str, str] | None = None,
        after: str = "",
    ) -> "subprocess.CompletedProcess[bytes]":
        words = ["-m", "facilitator", "--library", str(library or tmp_path / "library")]
        command = [
            word.encode() if isinstance(word, str) else word for word in (*words, *arguments)
        ]
        script = f'"$@" {after}; exit "${{PIPESTATUS[0]}}"'
        return subprocess.run(
            ["bash", "-c", script, "bash", sys.executable, *command],
            env=environment(tmp_path) if environ is None else environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )

    return run


def _is_one_clear_message(told: bytes) -> bool:
    controls = [byte for byte in told if (byte < 0x20 and byte != 0x0A) or byte == 0x7F]
    return bool(told.decode()) and not controls and b"Traceback" not in told


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("agreements", "show", NO_TEXT), 1),
        (("agreements", "list", "--party", NO_TEXT), 0),
        (("agreements", "list", "--theme", NO_TEXT), 0),
        (("agreements", "search", NO_TEXT), 0),
        (("agreements", "list", "--status", NO_TEXT), 2),
        (("playbooks", "check", NO_TEXT), 1),
        (("run", NO_TEXT, "--answers", NO_TEXT), 1),
        (("run", SHORTEST, "--answers", NO_TEXT), 1),
        (("resume", NO_TEXT), 1),
        ((NO_TEXT,), 2),
    ],
)
def test_arguments_that_are_no_text_do_no_harm(
    shell: Shell, tmp_path: Path, arguments: tuple[str | bytes, ...], code: int
) -> None:
    done = shell(*arguments)
    assert done.returncode == code, done.stderr
    assert _is_one_clear_message(done.stdout + done.stderr)
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("end", ["| head -c 1", ">&-"])
def test_a_reader_that_goes_away_gets_no_complaint(shell: Shell, end: str) -> None:
    assert shell("playbooks", "schema", after=end).stderr == b""


def test_output_that_cannot_be_written_is_one_message(shell: Shell) -> None:
    done = shell("playbooks", "list", after="> /dev/full")
    assert done.returncode == 1
    assert _is_one_clear_message(done.stderr)


def test_it_works_without_a_home_and_in_any_locale(shell: Shell, tmp_path: Path) -> None:
    bare = {name: text for name, text in environment(tmp_path).items() if name != "HOME"}
    done = shell("playbooks", "list", environ=bare | {"LANG": "C", "LC_ALL": "C"})
    assert done.returncode == 0
    assert b"leader-manager" in done.stdout
    assert done.stderr == b""


def test_a_library_that_is_a_file_is_named_and_left_alone(shell: Shell, tmp_path: Path) -> None:
    library = tmp_path / "file"
    library.write_text("mine")
    for place in (library, library / "below"):
        done = shell("run", SHORTEST, "--answers", ANSWERS, library=place)
        assert done.returncode == 1
        assert done.stdout == b""
        assert str(library).encode() in done.stderr
        assert _is_one_clear_message(done.stderr)
    assert library.read_text() == "mine"


def test_a_session_needs_a_terminal_and_says_so(shell: Shell) -> None:
    done = shell()
    assert done.returncode == 1
    assert b"needs a terminal" in done.stderr
