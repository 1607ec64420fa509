"""Where the library and the shipped playbooks are."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

from facilitator.domain.errors import LibraryError
from facilitator.library.files import PRIVATE_FOLDER, make_folder, named, plain_words, write_once

APPLICATION: Final = "facilitator"
LIBRARY_VARIABLE: Final = "FACILITATOR_LIBRARY"

_IGNORED_BY_GIT: Final = b"/sessions/\n"


@dataclass(frozen=True)
class Library:
    """The folder that holds agreements, the user's own playbooks and unfinished sessions."""

    root: Path

    @classmethod
    def find(cls, option: str | None, environ: Mapping[str, str]) -> "Library":
        """Return the library that `option` names, else the environment, else the user's own."""
        chosen = option or environ.get(LIBRARY_VARIABLE)
        if chosen:
            return cls(Path(chosen))
        return cls(platformdirs.user_data_path(APPLICATION, appauthor=False))

    @property
    def agreements(self) -> Path:
        """The folder of agreements, with one folder for each month."""
        return self.root / "agreements"

    @property
    def playbooks(self) -> Path:
        """The folder of the user's own playbooks."""
        return self.root / "playbooks"

    @property
    def sessions(self) -> Path:
        """The folder of unfinished sessions, one folder each."""
        return self.root / "sessions"

    def require_readable(self) -> None:
        """Pass if the agreements can be looked at; a library that is not there yet has none.

        Raises:
            LibraryError: the library is a file, or its folder may not be read.

        """
        try:
            os.scandir(self.agreements).close()
        except FileNotFoundError:
            return
        except OSError as error:
            # Asking what it is fails as well where folders above it may not be looked into.
            in_a_file = isinstance(error, NotADirectoryError) and self.root.is_file()
            why = "it is a file" if in_a_file else plain_words(error)
            message = (
                f"The library {named(self.root)} cannot be read: {why}."
                f" --library or {LIBRARY_VARIABLE} says which folder it is."
            )
            raise LibraryError(message) from error

    @property
    def only_readable(self) -> bool:
        """Whether it is there, and nothing can be written into it."""
        return os.access(self.root, os.F_OK) and not os.access(self.root, os.W_OK | os.X_OK)

    def prepare(self) -> None:
        """Make the library's folders before something is written there; reading needs none of this.

        Raises:
            LibraryError: they cannot be made.

        """
        try:
            self.root.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            why = plain_words(error) if isinstance(error, OSError) else "that is not a name"
            message = f"The library {named(self.root)} could not be made: {why}."
            raise LibraryError(message) from error
        for folder in (self.agreements, self.playbooks, self.sessions):
            make_folder(folder)
        ignored = self.root / ".gitignore"
        if not ignored.exists():
            write_once(ignored, _IGNORED_BY_GIT)


def shipped_playbooks() -> Path:
    """Return the folder of the playbooks that come with the program."""
    package = Path(__file__).parents[1]
    installed = package / "shipped_playbooks"
    return installed if installed.is_dir() else package.parent / "playbooks"
