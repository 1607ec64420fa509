"""The memory of what the questions of a playbook meant when its version was last used in a session.

One small file for each id and version, beside the user's own playbooks. Losing them loses nothing
but a warning.
"""

import hashlib
import json
from typing import Final

from facilitator.authoring import Checked, check
from facilitator.authoring.header_edit import is_playbook_id
from facilitator.authoring.versions import fingerprints, unchanged_version
from facilitator.domain.errors import LibraryError
from facilitator.domain.playbook import Playbook
from facilitator.library.files import make_folder, read_regular, replace_atomic
from facilitator.library.paths import Library

USED_FOLDER: Final = ".used"
_LARGEST: Final = 4 * 2**20


def _name_of(playbook: Playbook) -> str:
    """Return the file's name; a version is free text, so it goes into it as a hash."""
    header = playbook.playbook
    version = hashlib.sha256(header.version.encode("utf-8", errors="replace")).hexdigest()[:16]
    return f"{header.id}-{version}.json"


def remember_use(library: Library, playbook: Playbook) -> None:
    """Remember what the questions of `playbook` mean in the session that begins with it.

    Raises:
        LibraryError: it cannot be written. The session need not care.

    """
    folder = library.playbooks / USED_FOLDER
    library.prepare()
    make_folder(folder)
    header = playbook.playbook
    kept = {"id": header.id, "version": header.version, "questions": fingerprints(playbook)}
    data = json.dumps(kept, ensure_ascii=False).encode("utf-8", errors="replace") + b"\n"
    replace_atomic(folder / _name_of(playbook), data)


def last_use(library: Library, playbook: Playbook) -> dict[str, str]:
    """Return the fingerprints of the last session with this id and version; none if never used."""
    if not is_playbook_id(playbook.playbook.id):
        return {}
    path = library.playbooks / USED_FOLDER / _name_of(playbook)
    try:
        kept = json.loads(read_regular(path, _LARGEST).decode())
    except (LibraryError, ValueError, RecursionError):
        return {}
    questions = kept.get("questions") if isinstance(kept, dict) else None
    if not isinstance(questions, dict):
        return {}
    return {name: mark for name, mark in questions.items() if isinstance(mark, str)}


def check_own(library: Library, source: bytes, name: str) -> Checked:
    """Return `check` of one of the user's own playbooks, with what `library` remembers of it.

    That is one warning more: a question changed since this version was last used in a session.
    """
    checked = check(source, name)
    if checked.playbook is None:
        return checked
    former = last_use(library, checked.playbook)
    warned = unchanged_version(checked.playbook, former, source, name)
    found = sorted((*checked.diagnostics, *warned), key=lambda one: one.span)
    return Checked(checked.playbook, tuple(found))
