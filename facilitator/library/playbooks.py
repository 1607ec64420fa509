"""Which playbooks there are, and their bytes. What is in them is for `authoring` to say."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from facilitator.domain.errors import FacilitatorError, LibraryError
from facilitator.domain.text import clean_line
from facilitator.library.files import named, plain_words, read_regular
from facilitator.library.paths import Library, shipped_playbooks
from facilitator.library.tables import parse_table

LARGEST_PLAYBOOK: Final = 2**20
"""Bytes of a playbook."""

_LONGEST_SHOWN: Final = 80
"""Characters of an id or a title in a list; no id that is valid has as many."""

_HEADER_LINE: Final = re.compile(r"""\s*(id|title)\s*=\s*["'“”‘’]*([^"'“”‘’#\n]*)""")
_OTHER_TABLE: Final = re.compile(r"(?m)^\s*\[+\s*(?:step|roles)\b")


@dataclass(frozen=True)
class PlaybookFile:
    """A file that should be a playbook.

    `id` and `title` are what it says of itself, be the rest of it broken; a file in which neither
    can be read goes by its name.
    """

    path: Path
    shipped: bool
    id: str
    title: str


def read_playbook_bytes(path: Path) -> bytes:
    """Return the bytes of the playbook at `path`.

    Raises:
        LibraryError: it is missing, unreadable, too large, or not a regular file.

    """
    return read_regular(path, LARGEST_PLAYBOOK)


def is_shipped(path: Path) -> bool:
    """Return whether the file at `path` came with the program."""
    return path.absolute().parent == shipped_playbooks().absolute()


def list_playbook_files(library: Library) -> list[PlaybookFile]:
    """Return the user's own playbooks, then the shipped ones whose id none of them has.

    Files that cannot be read are listed too, so that a list can say so.
    """
    own = _files_in(library.playbooks, shipped=False)
    taken = {file.id for file in own}
    shipped = _files_in(shipped_playbooks(), shipped=True)
    return own + [file for file in shipped if file.id not in taken]


def playbook_file(path: Path, *, shipped: bool) -> PlaybookFile:
    """Return the file at `path` with what it says of itself; it need not even exist."""
    header = _header_of(path)
    said = {key: _short(header.get(key)) for key in ("id", "title")}
    return PlaybookFile(path, shipped, said["id"] or path.stem, said["title"] or path.name)


def _short(said: object) -> str:
    """Return what a header says as far as it may be shown; nothing when it is no text."""
    return clean_line(said[:_LONGEST_SHOWN]) if isinstance(said, str) else ""


def find_playbook(library: Library, reference: str) -> PlaybookFile:
    """Return the playbook that `reference` names: a path, or an id.

    It is a path when it has a separator, ends in ``.toml`` or is a file. A path may be a link,
    since the user chose it; inside the library, links are refused.

    A broken one is found as well: it is for those who read it to say what is wrong with it.

    Raises:
        LibraryError: there is none, or two of the user's own playbooks have that id.

    """
    if _is_path(reference):
        return playbook_file(followed(Path(reference)), shipped=False)
    files = list_playbook_files(library)
    found = [file for file in files if file.id == reference]
    if len(found) == 1:
        return found[0]
    if found:
        paths = " and ".join(named(file.path) for file in found)
        message = f'Two playbooks have the id "{reference}": {paths}. Name one by its path.'
        raise LibraryError(message)
    raise LibraryError(_no_playbook(reference, [file.id for file in files]))


def _no_playbook(reference: str, ids: list[str]) -> str:
    shown = clean_line(reference)[:100]
    close = get_close_matches(shown, ids, n=3)
    if close:
        return f'There is no playbook "{shown}". Did you mean {" or ".join(close)}?'
    known = f" There are: {', '.join(sorted(ids))}." if ids else ""
    return f'There is no playbook "{shown}".{known}'


def _is_path(reference: str) -> bool:
    if "/" in reference or reference.endswith(".toml"):
        return True
    try:
        return Path(reference).is_file()
    except (OSError, ValueError):
        return False


def followed(path: Path) -> Path:
    """Return where `path` leads, for paths that the user gave: those may be links.

    Raises:
        LibraryError: there is nothing at its end.

    """
    try:
        real = path.resolve() if path.is_symlink() else path
        real.lstat()
    except (OSError, RuntimeError, ValueError) as error:
        why = plain_words(error) if isinstance(error, OSError) else "that is not the name of a file"
        message = f"{named(path)} cannot be read: {why}."
        raise LibraryError(message) from error
    return real


def _files_in(folder: Path, *, shipped: bool) -> list[PlaybookFile]:
    try:
        paths = sorted(path for path in folder.iterdir() if _has_name_of_playbook(path))
    except OSError:
        return []
    return [playbook_file(path, shipped=shipped) for path in paths]


def _has_name_of_playbook(path: Path) -> bool:
    return path.suffix == ".toml" and not path.name.startswith(".")


def _header_of(path: Path) -> dict[str, Any]:
    """Return what the file at `path` says under ``[playbook]``, as far as it can be read."""
    try:
        source = read_playbook_bytes(path)
    except LibraryError:
        return {}
    try:
        header = parse_table(source).get("playbook")
    except FacilitatorError:
        return _legible_header(source)
    return header if isinstance(header, dict) else {}


def _legible_header(source: bytes) -> dict[str, str]:
    """Return the id and the title that stand above roles and steps in what is no valid TOML.

    What is not there, or not on a line of its own, is not in the result.
    """
    text = source.decode("utf-8", errors="replace")
    above = _OTHER_TABLE.split(text, maxsplit=1)[0]
    found = (_HEADER_LINE.match(line) for line in above.splitlines())
    said = {match[1]: clean_line(match[2]).strip() for match in found if match}
    return {key: value for key, value in said.items() if value}
