"""The random part of an id."""

import os
from typing import Final

LETTERS: Final = "abcdefghjkmnpqrstvwxyz0123456789"
LENGTH: Final = 4
"""There are 32 letters, so every one of them is as likely as any other."""


def new_token() -> str:
    """Return the four random characters that end the id of a session, an agreement, a check-in."""
    return "".join(LETTERS[byte % len(LETTERS)] for byte in os.urandom(LENGTH))
