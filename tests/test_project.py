"""What holds for the project as a whole: packages, imports, and what the shell commands load."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_every_package_of_the_program_is_in_the_wheel() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(settings["tool"]["setuptools"]["packages"])
    folders = {path.parent for path in (ROOT / "facilitator").rglob("*.py")}
    found = {".".join(folder.relative_to(ROOT).parts) for folder in folders}
    assert listed == found | {"facilitator.shipped_playbooks"}


def test_every_package_says_what_belongs_there() -> None:
    for folder in {path.parent for path in (ROOT / "facilitator").rglob("*.py")}:
        text = (folder / "__init__.py").read_text(encoding="utf-8")
        assert text.startswith('"""'), folder


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (["agreements", "list"], ["textual", "rich", "pydantic"]),
        (["agreements", "verify"], ["textual", "rich"]),
        (["playbooks", "list"], ["textual", "rich"]),
    ],
)
def test_commands_without_a_screen_never_load_the_tui(
    tmp_path: Path, arguments: list[str], never: list[str]
) -> None:
    code = (
        "import sys; from facilitator.cli.main import main\n"
        f"sys.argv = ['facilitator', '--library', {str(tmp_path)!r}, *{arguments!r}]\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        f"loaded = [name for name in {never!r} if name in sys.modules]\n"
        "assert not loaded, loaded"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
