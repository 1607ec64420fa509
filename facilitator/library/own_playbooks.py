"""The user's own playbooks: made, saved, renamed and put away. Shipped ones are never written to.

Nothing is ever deleted: what is removed or replaced lies in ``playbooks/.removed`` afterwards.
"""

import json
import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from facilitator.authoring import playbook_schema
from facilitator.authoring.header_edit import is_playbook_id, with_header, with_schema_line
from facilitator.authoring.skeletons import PLAYBOOK
from facilitator.domain.errors import LibraryError
from facilitator.domain.text import clean_line
from facilitator.library.files import (
    named,
    read_regular,
    replace_atomic,
    write_new,
)
from facilitator.library.paths import Library
from facilitator.library.playbooks import (
    LARGEST_PLAYBOOK,
    is_shipped,
    list_playbook_files,
    read_playbook_bytes,
)
from facilitator.library.removed_playbooks import put_away
from facilitator.library.unsaved_playbooks import put_unsaved_away

SCHEMA_FILE: Final = ".playbook.schema.json"
"""Stands beside the playbooks, where their first line names it."""
_LARGEST_SCHEMA: Final = 2**20


@dataclass(frozen=True)
class OnDisk:
    """A playbook as it was read: where, and with which bytes."""

    path: Path
    source: bytes


def changed_on_disk(opened: OnDisk) -> bool:
    """Return whether the file holds something else than when it was read; a missing one does."""
    try:
        return read_playbook_bytes(opened.path) != opened.source
    except LibraryError:
        return True


def write_schema(library: Library) -> None:
    """Keep the JSON Schema beside the own playbooks, as this program knows it.

    Raises:
        LibraryError: it cannot be written.

    """
    path = library.playbooks / SCHEMA_FILE
    data = json.dumps(playbook_schema(), ensure_ascii=False, indent=2).encode() + b"\n"
    try:
        if read_regular(path, _LARGEST_SCHEMA) == data:
            return
    except LibraryError:
        pass
    replace_atomic(path, data)


def new_playbook(
    library: Library, name: str, source: bytes | None = None, title: str | None = None
) -> Path:
    """Write a new playbook with the id `name`, from `source` or from a small one, and return it.

    Comments are kept; without a `title` it gets one made of its id.

    Raises:
        LibraryError: the id cannot be one or is taken, or the file cannot be written.
        FacilitatorError: `source` cannot be read as far as its id.

    """
    _require_free_id(library, name)
    title = title or name.replace("-", " ").capitalize()
    made = with_header(PLAYBOOK.encode() if source is None else source, name, title)
    library.prepare()
    write_schema(library)
    path = library.playbooks / f"{name}.toml"
    write_new(path, with_schema_line(made, f"./{SCHEMA_FILE}"))
    return path


def save_playbook(library: Library, opened: OnDisk, data: bytes) -> OnDisk:
    """Save `data` as the playbook that was `opened`; a shipped one becomes the user's own copy.

    The file is replaced whole or not at all. A version that somebody else wrote meanwhile is put
    away first (see `changed_on_disk`); that is for the caller to have asked about.

    Raises:
        LibraryError: it cannot be written, or is larger than a playbook may be.

    """
    if len(data) > LARGEST_PLAYBOOK:
        message = f"The playbook is larger than {LARGEST_PLAYBOOK // 2**20} MiB; it is not saved."
        raise LibraryError(message)
    if is_shipped(opened.path):
        path = _free_path(library, opened.path.stem)
        write_new(path, data)
        return OnDisk(path, data)
    if os.path.lexists(opened.path) and changed_on_disk(opened):
        put_away(library, opened.path)
    replace_atomic(opened.path, data)
    return OnDisk(opened.path, data)


def rename_playbook(library: Library, path: Path, name: str, title: str) -> Path:
    """Give the own playbook at `path` the id `name` and the title `title`; return where it is now.

    Raises:
        LibraryError: the id cannot be one or is taken, or a file cannot be written.
        FacilitatorError: the playbook cannot be read as far as its id.

    """
    source = read_playbook_bytes(path)
    made = with_header(source, name, title)
    target = path.with_name(f"{name}.toml")
    if target == path:
        replace_atomic(path, made)
        return path
    _require_free_id(library, name, but=path)
    write_new(target, made)
    put_unsaved_away(library, path)
    put_away(library, path)
    return target


def remove_playbook(library: Library, path: Path) -> Path:
    """Put the own playbook at `path` away and return where it lies now; nothing is deleted.

    Raises:
        LibraryError: it came with the program, or it cannot be moved.

    """
    if is_shipped(path):
        message = f"{named(path)} came with the program and stays."
        raise LibraryError(message)
    put_unsaved_away(library, path)
    return put_away(library, path)


def _require_free_id(library: Library, name: str, but: Path | None = None) -> None:
    shown = clean_line(name)[:100]
    if not is_playbook_id(name):
        message = (
            f'"{shown}" cannot be the id of a playbook: small letters a to z, digits and single '
            "hyphens between them, at most 64."
        )
        raise LibraryError(message)
    own = [file for file in list_playbook_files(library) if not file.shipped and file.path != but]
    taken = next((file for file in own if file.id == name), None)
    if taken is not None:
        message = (
            f'You have a playbook "{name}" already, {named(taken.path)}: nothing is replaced, so '
            "choose another id."
        )
        raise LibraryError(message)


def _free_path(library: Library, stem: str) -> Path:
    """Return a name in the library that nothing has yet."""
    library.prepare()
    names = (f"{stem}.toml" if number == 1 else f"{stem}-{number}.toml" for number in count(1))
    paths = (library.playbooks / name for name in names)
    return next(path for path in paths if not os.path.lexists(path))
