"""Whether the agreements of a library can be looked at: a fault there is not "no agreements"."""

import os

from facilitator.domain.errors import LibraryError
from facilitator.library.files import named, plain_words
from facilitator.library.paths import Library


def require_readable(library: Library) -> None:
    """Pass if the agreements can be looked at; a library that is not there yet has none.

    Raises:
        LibraryError: the library is a file, or its folder may not be read.

    """
    try:
        os.scandir(library.agreements).close()
    except FileNotFoundError:
        return
    except OSError as error:
        message = f"{named(library.agreements)} cannot be read: {plain_words(error)}."
        raise LibraryError(message) from error
