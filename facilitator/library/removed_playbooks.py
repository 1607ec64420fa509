"""Where playbooks go that are removed or replaced: nothing is ever deleted."""

import os
from itertools import count
from pathlib import Path
from typing import Final

from facilitator.domain.errors import LibraryError
from facilitator.library.files import make_folder, named, plain_words, sync_folder
from facilitator.library.paths import Library

REMOVED_FOLDER: Final = ".removed"


def put_away(library: Library, path: Path) -> Path:
    """Move the file at `path` among the removed playbooks, and return where it is.

    Raises:
        LibraryError: it cannot be moved.

    """
    target = _place_among_removed(library, path)
    try:
        path.rename(target)
        sync_folder(target.parent)
        sync_folder(path.parent)
    except OSError as error:
        message = f"{named(path)} could not be moved: {plain_words(error)}."
        raise LibraryError(message) from error
    return target


def _place_among_removed(library: Library, path: Path) -> Path:
    """Return a name like that of `path` in the folder of what was put away."""
    library.prepare()
    folder = library.playbooks / REMOVED_FOLDER
    make_folder(folder)
    names = (folder / f"{path.stem}-{number}{path.suffix}" for number in count(1))
    return next(name for name in names if not os.path.lexists(name))
