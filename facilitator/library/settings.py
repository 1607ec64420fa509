"""The few things that are remembered about a user: which theme they chose."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import platformdirs

from facilitator.domain.errors import LibraryError
from facilitator.domain.text import clean_line
from facilitator.library.files import (
    PRIVATE_FOLDER,
    named,
    plain_words,
    read_regular,
    replace_atomic,
)
from facilitator.library.paths import APPLICATION

_LARGEST: Final = 64 * 2**10


@dataclass(frozen=True)
class Settings:
    """What is remembered; None where the program's own choice stands."""

    theme: str | None = None


def settings_path() -> Path:
    """Return the file of this user's settings."""
    return platformdirs.user_config_path(APPLICATION, appauthor=False) / "settings.json"


def load_settings(path: Path) -> Settings:
    """Return the settings kept at `path`; the defaults when there are none, or damaged ones."""
    try:
        kept = json.loads(read_regular(path, _LARGEST).decode())
    except (LibraryError, ValueError, RecursionError):
        return Settings()
    theme = kept.get("theme") if isinstance(kept, dict) else None
    return Settings(clean_line(theme) or None) if isinstance(theme, str) else Settings()


def save_settings(path: Path, settings: Settings) -> None:
    """Keep `settings` at `path`.

    Raises:
        LibraryError: the file cannot be written.

    """
    try:
        path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        message = f"The folder {named(path.parent)} could not be made: {plain_words(error)}."
        raise LibraryError(message) from error
    replace_atomic(path, json.dumps(asdict(settings)).encode() + b"\n")
