"""Lists of agreements that start fast: nothing here imports pydantic.

A listing never fails as a whole. Whatever in the folder is no agreement is named with its problem.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from facilitator.domain.errors import FacilitatorError, LibraryError, RecordError
from facilitator.domain.text import clean_line
from facilitator.library.files import is_folder, named, plain_words, read_regular
from facilitator.library.paths import Library
from facilitator.library.tables import parse_table, parse_uncleaned

LARGEST_RECORD: Final = 4 * 2**20
"""Bytes of an agreement or a check-in."""

FORMAT: Final = 1
STATUSES: Final = ("agreed", "partial", "none")

NO_MONTH: Final = "is no folder of a month, such as 2026-11; left out."
NO_FOLDER: Final = "is not a folder, or only a link to one; left out."
MISNAMED: Final = "is not named as an agreement of its month; left out."

_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}")
_ID: Final = r"[0-9]{8}-[a-z0-9]+(?:-[a-z0-9]+)*-[a-z0-9]{4}"
_AGREEMENT_ID: Final = re.compile(_ID)
_CHECK_IN_FILE: Final = re.compile(rf"{_ID}\.checkin-[0-9]{{8}}-[a-z0-9]+\.toml")
_PREFIX: Final = re.compile(r"[a-z0-9-]{1,100}")
_LONGEST_ID: Final = 100
_CANDIDATES_SHOWN: Final = 10


def is_record_id(text: str) -> bool:
    """Return whether `text` has the form of the id of an agreement or a session.

    Only such an id may become part of a path: UTC day, words, four random characters.
    """
    return len(text) <= _LONGEST_ID and _AGREEMENT_ID.fullmatch(text) is not None


def list_agreements(library: Library) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the summaries of all agreements, the one closed last first, and the problems met.

    See `read_summary` for the keys. A problem names a file and says what is wrong with it.
    """
    summaries: list[dict[str, Any]] = []
    paths, problems = sealed_files(library)
    for path in filter(_is_agreement, paths):
        try:
            summaries.append(read_summary(path))
        except FacilitatorError as error:
            problems.append(error.message)
    summaries.sort(key=lambda summary: (summary["closed"], summary["id"]), reverse=True)
    return summaries, problems


def find_agreement(library: Library, prefix: str) -> Path:
    """Return the file of the agreement whose id is `prefix`, or the only one that starts with it.

    Raises:
        LibraryError: there is none, or there are several; the message then lists some. Or the
            library cannot be read.

    """
    library.require_readable()
    if not _PREFIX.fullmatch(prefix):
        shown = clean_line(prefix)[:100]
        message = f'There is no agreement "{shown}": ids are made of a-z, 0-9 and hyphens.'
        raise LibraryError(message)
    problems: list[str] = []
    found = {
        path.stem: path
        for month in _months(library, problems)
        if month.name.replace("-", "").startswith(prefix[:6])
        for path in _month_files(month, problems)
        if _is_agreement(path) and path.stem.startswith(prefix)
    }
    if prefix in found:
        return found[prefix]
    if not found:
        message = f'There is no agreement "{prefix}" in {named(library.agreements)}.'
        raise LibraryError(message)
    if len(found) > 1:
        raise LibraryError(_several(prefix, sorted(found)))
    return next(iter(found.values()))


def _several(prefix: str, ids: list[str]) -> str:
    lines = [f'Several agreements start with "{prefix}":', *ids[:_CANDIDATES_SHOWN]]
    if len(ids) > _CANDIDATES_SHOWN:
        lines.append(f"and {len(ids) - _CANDIDATES_SHOWN} more")
    return "\n  ".join(lines)


def sealed_files(library: Library) -> tuple[list[Path], list[str]]:
    """Return the files of all agreements and check-ins, and the problems met."""
    problems: list[str] = []
    paths: list[Path] = []
    for month in _months(library, problems):
        paths.extend(_month_files(month, problems))
    return paths, problems


def _months(library: Library, problems: list[str]) -> Iterator[Path]:
    """Give the folders of months."""
    for month in _entries(library.agreements, problems):
        if not is_month(month.name):
            problems.append(f"{named(month)} {NO_MONTH}")
        elif not is_folder(month):
            problems.append(f"{named(month)} {NO_FOLDER}")
        else:
            yield month


def _month_files(month: Path, problems: list[str]) -> Iterator[Path]:
    for path in _entries(month, problems):
        if is_sealed_name(month.name, path.name):
            yield path
        else:
            problems.append(f"{named(path)} {MISNAMED}")


def is_month(name: str) -> bool:
    """Return whether `name` is that of a folder of a month, such as 2026-11."""
    return _MONTH.fullmatch(name) is not None


def is_sealed_name(month: str, name: str) -> bool:
    """Return whether a file in the folder `month` is named as an agreement or a check-in of it."""
    sealed = name.endswith(".toml") and is_record_id(name.removesuffix(".toml"))
    return (sealed or is_check_in_name(name)) and name.startswith(month.replace("-", ""))


def is_check_in_name(name: str) -> bool:
    """Return whether `name` is that of a file with a check-in."""
    return _CHECK_IN_FILE.fullmatch(name) is not None


def _is_agreement(path: Path) -> bool:
    return path.suffix == ".toml" and is_record_id(path.stem)


def _entries(folder: Path, problems: list[str]) -> list[Path]:
    """Return what is in `folder` in order, hidden names left out; a missing folder has nothing."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        why = plain_words(error) if isinstance(error, OSError) else "that is not a name"
        problems.append(f"{named(folder)} cannot be read: {why}.")
        return []


def read_record_table(path: Path) -> dict[str, Any]:
    """Return the agreement or check-in at `path` as a cleaned TOML table of format 1.

    Raises:
        RecordError: it cannot be read, is no TOML, or comes from a newer version.

    """
    return _read_table(path, parse_table)


def agreement_named_in(path: Path) -> str:
    """Return the id of the agreement that the sealed file at `path` says it is, or belongs to.

    Raises:
        RecordError: it cannot be read or says nothing of the kind.

    """
    table = read_record_table(path)
    found = table.get("id", table.get("agreement"))
    if not isinstance(found, str):
        message = f"{named(path)} does not say which agreement it is."
        raise RecordError(message)
    return found


def _read_table(path: Path, parse: Callable[[bytes], dict[str, Any]]) -> dict[str, Any]:
    return table_of(read_record_data(path), path, parse)


def read_record_data(path: Path) -> bytes:
    """Return the bytes of the agreement or check-in at `path`.

    Raises:
        RecordError: it is missing, unreadable, too large, or not a regular file.

    """
    try:
        return read_regular(path, LARGEST_RECORD)
    except LibraryError as error:
        raise RecordError(error.message) from error


def table_of(
    data: bytes, path: Path, parse: Callable[[bytes], dict[str, Any]] = parse_table
) -> dict[str, Any]:
    """Return the record in `data`, read from `path`, as a TOML table of format 1.

    Raises:
        RecordError: it is no TOML, or comes from a newer version.

    """
    try:
        table = parse(data)
    except FacilitatorError as error:
        message = f"{named(path)} cannot be read: {error.message}"
        raise RecordError(message) from error
    written = table.get("format")
    if isinstance(written, int) and not isinstance(written, bool) and written > FORMAT:
        message = (
            f"{named(path)} was written by a newer version of Facilitator; this one reads "
            f"format {FORMAT}. Install the newer one to read it."
        )
        raise RecordError(message)
    if type(written) is not int or written != FORMAT:
        message = f'{named(path)} cannot be read: it is no agreement, since it lacks "format = 1".'
        raise RecordError(message)
    return table


def read_summary(path: Path) -> dict[str, Any]:
    """Return what a list shows of the agreement at `path`.

    Keys: id, topic, status, parties (role to name), themes, opened, closed (UTC, ``…Z``), review (a
    day or None), path. All times are ISO 8601 strings.

    Raises:
        RecordError: it cannot be read, or lacks something of these or has it wrong.

    """
    return summary_of(_read_table(path, parse_uncleaned), path)


def summary_of(table: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return what a list shows of the agreement in `table`, read from `path`; see `read_summary`.

    Only what a summary needs is looked at; texts in it are cleaned here.
    """
    try:
        return _summary(table, path)
    except _MisfitError as error:
        message = f'{named(path)} cannot be read: "{error.key}" is missing or wrong.'
        raise RecordError(message) from error


def require_own_name(path: Path, inside: object) -> None:
    """Pass if the sealed file at `path` is named after the agreement that it says it is, or of.

    Raises:
        RecordError: it has another name, or says nothing of the kind.

    """
    before, _, kind = path.name.partition(".")
    if inside == before:
        return
    if not isinstance(inside, str) or not is_record_id(inside):
        key = "agreement" if is_check_in_name(path.name) else "id"
        message = f'{named(path)} cannot be read: "{key}" is missing or wrong.'
        raise RecordError(message)
    name = f"{inside[:4]}-{inside[4:6]}/{inside}.{kind}"
    message = (
        f"{named(path)} has the name of another agreement: inside it is {inside}. Call it"
        f" {clean_line(name)} again; if that is there already, this is a copy that can go."
    )
    raise RecordError(message)


class _MisfitError(Exception):
    """A key of a record that does not hold what it should."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _summary(table: dict[str, Any], path: Path) -> dict[str, Any]:
    require_own_name(path, table.get("id"))
    if table.get("status") not in STATUSES:
        raise _MisfitError("status")
    return {
        "id": path.stem,
        "topic": _text(table, "topic"),
        "status": table["status"],
        "parties": _parties(table),
        "themes": _themes(table),
        "opened": _moment(table, "opened"),
        "closed": _moment(table, "closed"),
        "review": _review(table),
        "path": str(path),
    }


def _text(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str):
        raise _MisfitError(key)
    return clean_line(value)


def _moment(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, dt.datetime) or value.tzinfo is None:
        raise _MisfitError(key)
    try:
        return utc_to_the_second(value)
    except OverflowError as error:
        raise _MisfitError(key) from error


def utc_to_the_second(moment: dt.datetime) -> str:
    """Return `moment` as records write it, such as ``2026-11-24T09:00:00Z``.

    OverflowError when it is not in the years 1 to 9999 in UTC.
    """
    return moment.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _review(table: dict[str, Any]) -> str | None:
    value = table.get("review")
    if value is None:
        return None
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        raise _MisfitError("review")
    return value.isoformat()


def _parties(table: dict[str, Any]) -> dict[str, str]:
    parties = table.get("parties")
    if not isinstance(parties, dict) or not all(isinstance(one, dict) for one in parties.values()):
        raise _MisfitError("parties")
    return {clean_line(role): _text(party, "name") for role, party in parties.items()}


def _themes(table: dict[str, Any]) -> list[str]:
    steps = table.get("step", [])
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise _MisfitError("step")
    named_themes = [_text(step, "theme") for step in steps if "theme" in step]
    return list(dict.fromkeys(theme for theme in named_themes if theme))
