"""What was typed into a playbook and not saved: kept aside meanwhile, and found again.

It lies in ``playbooks/.unsaved``, one file for each playbook, until it is saved or put away.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from facilitator.domain.errors import LibraryError
from facilitator.library.files import make_folder, named, plain_words, replace_atomic
from facilitator.library.paths import Library
from facilitator.library.playbooks import is_shipped, read_playbook_bytes
from facilitator.library.removed_playbooks import put_away

UNSAVED_FOLDER: Final = ".unsaved"
_OF_SHIPPED: Final = "shipped"


@dataclass(frozen=True)
class Unsaved:
    """The text of a playbook as it was typed and not saved."""

    path: Path
    source: bytes
    outdated: bool
    """Whether the playbook itself was written to after this was typed."""


def keep_unsaved(library: Library, path: Path, data: bytes) -> Path:
    """Keep `data`, the unsaved text of the playbook at `path`, in place of what was kept of it.

    Raises:
        LibraryError: it cannot be written.

    """
    kept = _place(library, path)
    library.prepare()
    make_folder(library.playbooks / UNSAVED_FOLDER)
    make_folder(kept.parent)
    replace_atomic(kept, data)
    return kept


def find_unsaved(library: Library, path: Path) -> Unsaved | None:
    """Return what was kept of the playbook at `path` and differs from it; None if nothing does."""
    kept = _place(library, path)
    try:
        source = read_playbook_bytes(kept)
        if source == read_playbook_bytes(path):
            return None
        outdated = path.stat().st_mtime_ns > kept.stat().st_mtime_ns
    except (LibraryError, OSError):
        return None
    return Unsaved(kept, source, outdated)


def drop_unsaved(library: Library, path: Path) -> None:
    """Forget what was kept of the playbook at `path`: it is saved, or not wanted.

    Raises:
        LibraryError: it cannot be removed.

    """
    kept = _place(library, path)
    try:
        kept.unlink(missing_ok=True)
    except NotADirectoryError:
        return
    except OSError as error:
        message = f"{named(kept)} could not be removed: {plain_words(error)}."
        raise LibraryError(message) from error


def put_unsaved_away(library: Library, path: Path) -> None:
    """Put what was kept of the playbook at `path` among the removed playbooks, if there is any.

    Raises:
        LibraryError: it cannot be moved.

    """
    kept = _place(library, path)
    if kept.exists():
        put_away(library, kept)


def _place(library: Library, path: Path) -> Path:
    folder = library.playbooks / UNSAVED_FOLDER
    return (folder / _OF_SHIPPED if is_shipped(path) else folder) / path.name
