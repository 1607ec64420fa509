r"""The seal under a record, and the receipt a party takes away.

The seal is the sha256 of all bytes before the line ``[seal]``. ``sed '/^\[seal\]$/,$d' FILE |
sha256sum`` gives it without this program.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Final

CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Douglas Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U."""

_RECEIPT_BITS: Final = 100
_SEAL_LINE: Final = b"[seal]\n"
_TAIL: Final = re.compile(rb'\[seal\]\nsha256 = "([0-9a-f]{64})"\n')
_FORGIVEN: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN_GROUPS: Final = re.compile(r"[\s\-‐-―−]+")


def sealed(body: bytes) -> bytes:
    """Return `body`, the whole text of a record, with its seal below it."""
    return body + _tail(_hash(body))


def _tail(sha256: str) -> bytes:
    return _SEAL_LINE + f'sha256 = "{sha256}"\n'.encode()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _before_seal(data: bytes) -> bytes:
    """Return what stands before the first line ``[seal]``; everything when there is none."""
    if data.startswith(_SEAL_LINE):
        return b""
    found = data.find(b"\n" + _SEAL_LINE)
    return data if found < 0 else data[: found + 1]


def seal_of(data: bytes) -> str:
    """Return the sha256, in hex, of the bytes of a record before its line ``[seal]``."""
    return _hash(_before_seal(data))


@dataclass(frozen=True)
class SealCheck:
    """Whether a seal holds: the sha256 that the file states, the one its bytes give, and why."""

    holds: bool
    found: str | None
    computed: str | None
    reason: str


def verify_bytes(data: bytes) -> SealCheck:
    """Compare the seal of a record with its bytes; the tail has to be right to the last byte."""
    body = _before_seal(data)
    tail = data[len(body) :]
    if not tail:
        return SealCheck(False, None, None, "There is no seal: no line says [seal].")
    computed = _hash(body)
    if tail == _tail(computed):
        return SealCheck(True, computed, computed, "The seal holds: nothing above it was changed.")
    stated = _TAIL.match(tail)
    if stated is None:
        reason = "The seal is damaged: the file does not end with a whole [seal]."
        return SealCheck(False, None, computed, reason)
    found = stated[1].decode()
    reason = (
        "Something stands below the seal; a record ends with it."
        if found == computed
        else "The seal does not hold: what stands above it is not what was signed."
    )
    return SealCheck(False, found, computed, reason)


def receipt(sha256_hex: str) -> str:
    """Return the receipt for a seal: its first 100 bits as ``XXXXX-XXXXX-XXXXX-XXXXX``."""
    bits = int(sha256_hex, 16) >> (4 * len(sha256_hex) - _RECEIPT_BITS)
    letters = [CROCKFORD[bits >> shift & 31] for shift in range(_RECEIPT_BITS - 5, -1, -5)]
    return "-".join("".join(letters[start : start + 5]) for start in range(0, 20, 5))


def same_receipt(one: str, other: str) -> bool:
    """Return whether two receipts say the same, however they were copied by hand.

    Lower case, missing dashes and O, I or L for 0 and 1 are forgiven.
    """
    first, second = _normal(one), _normal(other)
    return first == second and re.fullmatch(f"[{CROCKFORD}]{{20}}", first) is not None


def _normal(code: str) -> str:
    return _BETWEEN_GROUPS.sub("", code).upper().translate(_FORGIVEN)
