r"""Agreements as files: their exact form, the seal under it, the receipt, saving and reading.

The seal is the sha256 of all bytes before the line ``[seal]``. ``sed '/^\[seal\]$/,$d' FILE |
sha256sum`` gives it without this program, because no other line can be ``[seal]``: strings are
written on one line, every line of a table starts with a key, and every line inside an array is
indented.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import tomli_w
from pydantic import ValidationError

from facilitator.domain.agreement import (
    Agreement,
    AnswerRecord,
    CommitmentRecord,
    GateRecord,
    OpenPointRecord,
    StepRecord,
)
from facilitator.domain.errors import LibraryError, RecordError
from facilitator.domain.model import Model
from facilitator.domain.text import clean_line, clean_tree
from facilitator.library.files import make_folder, named, read_regular, sweep, write_once
from facilitator.library.listing import (
    LARGEST_RECORD,
    is_record_id,
    read_record_table,
    utc_to_the_second,
)
from facilitator.library.paths import Library

CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Douglas Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U."""

_RECEIPT_BITS: Final = 100
_LONGEST_LINE: Final = 100
_SEAL_LINE: Final = b"[seal]\n"
_TAIL: Final = re.compile(rb'\[seal\]\nsha256 = "([0-9a-f]{64})"\n')
_FORGIVEN: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN_GROUPS: Final = re.compile(r"[\s\-‐-―−]+")

_TABLES_OF_ITS_OWN: Final = frozenset(
    {"playbook", "parties", "step", "commitment", "open_point", "signature", "seal"}
)
_EMPTY: Final[tuple[object, ...]] = (None, "", [], {})


def render_agreement(agreement: Agreement) -> bytes:
    """Return `agreement` as its file, sealed. Optional keys that hold nothing are left out.

    Moments are written in UTC to the second. An older seal in `agreement` is not looked at.
    """
    body = "\n".join(_tables(agreement)).encode() + b"\n"
    return body + _tail(_hash(body))


def _tail(sha256: str) -> bytes:
    return _SEAL_LINE + f'sha256 = "{sha256}"\n'.encode()


def _tables(agreement: Agreement) -> Iterator[str]:
    """Give the text of every table of the record, in order."""
    tree = _plain(agreement.model_dump(by_alias=True))
    roles = tuple(tree["parties"])
    head = {key: value for key, value in tree.items() if key not in _TABLES_OF_ITS_OWN}
    yield _table("", _filled(head, Agreement))
    yield _table("[playbook]", tree["playbook"])
    for role, party in tree["parties"].items():
        yield _table(f"[parties.{_key(role)}]", party)
    for step in tree["step"]:
        yield from _step_tables(step, roles)
    for commitment in tree["commitment"]:
        yield _table("[[commitment]]", _filled(commitment, CommitmentRecord))
    for point in tree["open_point"]:
        yield _table("[[open_point]]", _filled(point, OpenPointRecord))
    for signature in tree["signature"]:
        yield _table("[[signature]]", signature)


def _step_tables(step: dict[str, Any], roles: tuple[str, ...]) -> Iterator[str]:
    head = {key: value for key, value in step.items() if key not in {"answer", "gate"}}
    yield _table("[[step]]", _filled(head, StepRecord))
    for answer in step["answer"]:
        order = ("id", "ask", "label", "type", "unit", "withheld", "room", *roles, "together")
        yield _table("[[step.answer]]", _ordered(_filled(answer, AnswerRecord), order))
    for gate in step["gate"]:
        order = ("id", "text", *roles, "reservations", "tries", "earlier")
        yield _table("[[step.gate]]", _ordered(_filled(gate, GateRecord), order))


def _plain(value: Any) -> Any:
    """Return `value` as dicts, lists and cleaned strings, without the keys that hold None."""
    return clean_tree(_as_tree(value))


def _as_tree(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _as_tree(element) for key, element in value.items() if element is not None}
    if isinstance(value, list | tuple):
        return [_as_tree(element) for element in value]
    return value


def _filled(table: dict[str, Any], model: type[Model]) -> dict[str, Any]:
    """Return `table` without optional keys of `model` that hold nothing; 0 and false stay."""
    required = {name for name, field in model.model_fields.items() if field.is_required()}
    optional = set(model.model_fields) - required
    return {
        key: value for key, value in table.items() if key not in optional or value not in _EMPTY
    }


def _ordered(table: dict[str, Any], order: Iterable[str]) -> dict[str, Any]:
    """Return `table` with the keys of `order` first."""
    return {key: table[key] for key in order if key in table} | table


def _table(header: str, table: dict[str, Any]) -> str:
    lines = [f"{_key(key)} = {_value(value)}" for key, value in table.items()]
    return "".join(f"{line}\n" for line in ([header] if header else []) + lines)


def _value(value: object) -> str:
    """Return `value` as TOML on one line, or, if that is too long, an array over several."""
    written = _inline(value)
    if not isinstance(value, list) or len(written) <= _LONGEST_LINE:
        return written
    elements = "".join(f"    {_inline(element)},\n" for element in value)
    return f"[\n{elements}]"


def _inline(value: object) -> str:
    """Return `value` as TOML on one line. tomli-w writes keys and single values.

    It would give a table inside a body a header of its own, and so move it; hence these brackets.
    """
    if isinstance(value, dict):
        pairs = ", ".join(f"{_key(key)} = {_inline(element)}" for key, element in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return utc_to_the_second(value)
    return tomli_w.dumps({"v": value}).removeprefix("v = ").removesuffix("\n")


def _key(key: str) -> str:
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


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


def read_record_bytes(path: Path) -> bytes:
    """Return the bytes of the agreement or check-in at `path`.

    Raises:
        LibraryError: it is missing, unreadable, too large, or not a regular file.

    """
    return read_regular(path, LARGEST_RECORD)


def verify_file(path: Path) -> SealCheck:
    """Check the seal of the file at `path`; one that cannot be read does not hold, and says why."""
    try:
        return verify_bytes(read_record_bytes(path))
    except LibraryError as error:
        return SealCheck(False, None, None, error.message)


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


def save_agreement(library: Library, data: bytes, agreement_id: str) -> Path:
    """Write a rendered agreement to its place and return that. Doing it twice does no harm.

    Raises:
        LibraryError: it cannot be written, or another file has its name.

    """
    if not is_record_id(agreement_id):
        message = f'"{clean_line(agreement_id)[:100]}" is not the id of an agreement.'
        raise LibraryError(message)
    library.prepare()
    folder = library.agreements / f"{agreement_id[:4]}-{agreement_id[4:6]}"
    make_folder(folder)
    sweep(folder)
    path = folder / f"{agreement_id}.toml"
    write_once(path, data)
    return path


def read_agreement(path: Path) -> Agreement:
    """Return the agreement at `path`. Its seal is read and not checked: see `verify_bytes`.

    Raises:
        RecordError: it cannot be read, comes from a newer version, or is no agreement.

    """
    table = read_record_table(path)
    try:
        return Agreement.model_validate(table)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = clean_line(".".join(str(part) for part in first["loc"]))
        message = f"{named(path)} cannot be read: {where}: {first['msg']}."
        raise RecordError(message) from error
    except OverflowError as error:
        message = f"{named(path)} cannot be read: it holds a moment that does not exist in UTC."
        raise RecordError(message) from error
