"""The random part of an id."""

import secrets
from typing import Final

LETTERS: Final = "abcdefghjkmnpqrstvwxyz0123456789"
LENGTH: Final = 4


def new_token() -> str:
    """Return the four random characters that end the id of a session, an agreement, a check-in."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
