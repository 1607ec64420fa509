r"""Agreements as files: their exact form, the seal under it, the receipt, saving and reading.

The seal is the sha256 of all bytes before the line ``[seal]``. ``sed '/^\[seal\]$/,$d' FILE |
sha256sum`` gives it without this program, because no other line can be ``[seal]``: strings are
written on one line, every line of a table starts with a key, and every line inside an array is
indented.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from facilitator.domain.agreement import (
    Agreement,
    AnswerRecord,
    CommitmentRecord,
    GateRecord,
    OpenPointRecord,
    RecordModel,
    StepRecord,
)
from facilitator.domain.errors import LibraryError, RecordError
from facilitator.domain.text import clean_line
from facilitator.library.files import make_folder, named, read_regular, sweep, write_once
from facilitator.library.listing import LARGEST_RECORD, is_record_id, read_record_table
from facilitator.library.paths import Library
from facilitator.library.record_text import filled, ordered, plain_tree, quoted_key, table_text
from facilitator.library.seals import (
    CROCKFORD,
    SealCheck,
    receipt,
    same_receipt,
    seal_of,
    sealed,
    verify_bytes,
)

__all__ = [
    "CROCKFORD",
    "SealCheck",
    "read_agreement",
    "read_record",
    "read_record_bytes",
    "receipt",
    "render_agreement",
    "same_receipt",
    "save_agreement",
    "seal_of",
    "verify_bytes",
    "verify_file",
]

Record = TypeVar("Record", bound=RecordModel)

_TABLES_OF_ITS_OWN: Final = frozenset(
    {"playbook", "parties", "step", "commitment", "open_point", "signature", "seal"}
)


def render_agreement(agreement: Agreement) -> bytes:
    """Return `agreement` as its file, sealed. Optional keys that hold nothing are left out.

    Moments are written in UTC to the second. An older seal in `agreement` is not looked at.
    """
    return sealed("\n".join(_tables(agreement)).encode() + b"\n")


def _tables(agreement: Agreement) -> Iterator[str]:
    """Give the text of every table of the record, in order."""
    tree = plain_tree(agreement.model_dump(by_alias=True))
    roles = tuple(tree["parties"])
    head = {key: value for key, value in tree.items() if key not in _TABLES_OF_ITS_OWN}
    yield table_text("", filled(head, Agreement))
    yield table_text("[playbook]", tree["playbook"])
    for role, party in tree["parties"].items():
        yield table_text(f"[parties.{quoted_key(role)}]", party)
    for step in tree["step"]:
        yield from _step_tables(step, roles)
    for commitment in tree["commitment"]:
        yield table_text("[[commitment]]", filled(commitment, CommitmentRecord))
    for point in tree["open_point"]:
        yield table_text("[[open_point]]", filled(point, OpenPointRecord))
    for signature in tree["signature"]:
        yield table_text("[[signature]]", signature)


def _step_tables(step: dict[str, Any], roles: tuple[str, ...]) -> Iterator[str]:
    head = {key: value for key, value in step.items() if key not in {"answer", "gate"}}
    yield table_text("[[step]]", filled(head, StepRecord))
    for answer in step["answer"]:
        order = ("id", "ask", "label", "type", "unit", "withheld", "room", *roles, "together")
        yield table_text("[[step.answer]]", ordered(filled(answer, AnswerRecord), order))
    for gate in step["gate"]:
        order = ("id", "text", *roles, "reservations", "tries", "earlier")
        yield table_text("[[step.gate]]", ordered(filled(gate, GateRecord), order))


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
    return read_record(path, Agreement)


def read_record(path: Path, model: type[Record]) -> Record:
    """Return the record at `path` as a `model`: an agreement or a check-in.

    Raises:
        RecordError: it cannot be read, comes from a newer version, or is no such record.

    """
    table = read_record_table(path)
    try:
        return model.model_validate(table)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = clean_line(".".join(str(part) for part in first["loc"]))
        message = f"{named(path)} cannot be read: {where}: {first['msg']}."
        raise RecordError(message) from error
    except OverflowError as error:
        message = f"{named(path)} cannot be read: it holds a moment that does not exist in UTC."
        raise RecordError(message) from error
