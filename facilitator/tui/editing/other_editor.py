"""Opening a file in the editor that the user's environment names."""

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported


def other_editor() -> list[str]:
    """Return the command that $VISUAL, else $EDITOR names; empty if neither does."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        return shlex.split(named)
    except ValueError:
        return []


def edit_elsewhere(app: App[Any], path: Path) -> str | None:
    """Give the terminal to the user's own editor with `path`, and wait; return what went wrong."""
    command = other_editor()
    try:
        with app.suspend():
            ended = subprocess.run([*command, str(path)], check=False)
    except SuspendNotSupported:
        return "This terminal cannot be given to another program."
    except OSError:
        return f"{command[0]} could not be started."
    return f"{command[0]} ended with code {ended.returncode}." if ended.returncode else None
