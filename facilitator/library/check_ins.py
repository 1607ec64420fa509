"""Check-ins as files beside their agreement: written once, sealed in the same way, never changed.

A check-in has a random part in its name, so that two machines that each write one never write the
same file.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from facilitator.domain.agreement import folder_day
from facilitator.domain.check_in import CheckIn, Progress
from facilitator.domain.errors import LibraryError, RecordError
from facilitator.library.files import named, plain_words, sweep, write_once
from facilitator.library.listing import is_check_in_name, require_own_name
from facilitator.library.record_text import filled, ordered, plain_tree, table_text
from facilitator.library.records import read_record
from facilitator.library.seals import sealed

_TOKEN: Final = re.compile("[a-z0-9]{1,20}")
_HEAD: Final = ("format", "agreement", "agreement_sha256", "at")


def render_check_in(check_in: CheckIn) -> bytes:
    """Return `check_in` as its file, sealed. An older seal in it is not looked at."""
    return sealed("\n".join(_tables(check_in)).encode() + b"\n")


def _tables(check_in: CheckIn) -> Iterator[str]:
    tree: dict[str, Any] = plain_tree(check_in.model_dump(by_alias=True))
    head = {name: value for name, value in tree.items() if name not in {"progress", "seal"}}
    yield table_text("", ordered(head, _HEAD))
    for progress in tree["progress"]:
        parties = [name for name in progress if name not in Progress.model_fields]
        order = ("commitment", "state", *parties, "due", "next")
        yield table_text("[[progress]]", ordered(filled(progress, Progress), order))


def save_check_in(agreement: Path, check_in: CheckIn, token: str) -> Path:
    """Write a check-in beside the file of its `agreement` and return its path.

    `token` is the random part of its name.

    Raises:
        LibraryError: it cannot be written, or another file has its name.

    """
    if not _TOKEN.fullmatch(token):
        message = "The random part of a check-in's name is made of a-z and 0-9."
        raise LibraryError(message)
    name = f"{agreement.stem}.checkin-{folder_day(check_in.at)}-{token}.toml"
    sweep(agreement.parent)
    path = agreement.parent / name
    write_once(path, render_check_in(check_in))
    return path


def read_check_in(path: Path) -> CheckIn:
    """Return the check-in at `path`. Its seal is read and not checked: see `verify_file`.

    Raises:
        RecordError: it cannot be read, comes from a newer version, or is no check-in of the
            agreement in its name.

    """
    check_in = read_record(path, CheckIn)
    require_own_name(path, check_in.agreement)
    return check_in


def check_ins_of(agreement: Path) -> tuple[list[CheckIn], list[str]]:
    """Return the check-ins of the agreement in the file `agreement`, the earliest first.

    Also returns the problems met: one that cannot be read hides no other.
    """
    files, problems = check_in_files(agreement)
    found, faults = read_check_ins(files)
    return list(found.values()), problems + faults


def read_check_ins(files: Iterable[Path]) -> tuple[dict[Path, CheckIn], list[str]]:
    """Return each check-in that can be read by its file, the earliest first, and the problems."""
    found: dict[Path, CheckIn] = {}
    problems: list[str] = []
    for path in files:
        try:
            found[path] = read_check_in(path)
        except RecordError as error:
            problems.append(error.message)
    return dict(sorted(found.items(), key=lambda one: one[1].at)), problems


def check_in_files(agreement: Path) -> tuple[list[Path], list[str]]:
    """Return the files named as check-ins of `agreement`, in order, and the problems met."""
    try:
        beside = sorted(agreement.parent.iterdir())
    except OSError as error:
        return [], [f"{named(agreement.parent)} cannot be read: {plain_words(error)}."]
    beginning = f"{agreement.stem}.checkin-"
    return [
        path for path in beside if path.name.startswith(beginning) and is_check_in_name(path.name)
    ], []
