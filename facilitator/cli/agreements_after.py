"""An agreement with what came after it, read from disk; what is wrong with either is said."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli.output import words
from facilitator.domain.errors import FacilitatorError
from facilitator.library.paths import Library

if TYPE_CHECKING:
    from facilitator.domain.agreement import Agreement
    from facilitator.engine.aftermath import Aftermath
    from facilitator.library.index import Index

    Read = tuple[Agreement, Aftermath]


@contextmanager
def fresh_index(library: Library) -> "Iterator[Index]":
    """Give the index of `library`, up to date."""
    from facilitator.library.index import Index

    with Index.open(library) as index:
        index.refresh()
        yield index


def read_with_aftermath(library: Library, path: Path) -> "Read":
    """Return the agreement at `path` and what came after it."""
    from facilitator.library.check_ins import check_in_files

    files, problems = check_in_files(path)
    for problem in problems:
        words(problem)
    with fresh_index(library) as index:
        return read_one(path, files, index)


def read_one(path: Path, check_ins: Sequence[Path], index: "Index") -> "Read":
    """Return the agreement at `path` and what came after it; `check_ins` are the files of those."""
    from facilitator.library.aftermath import read_aftermath
    from facilitator.library.listing import require_own_name
    from facilitator.library.records import read_agreement, verify_file

    agreement = read_agreement(path)
    try:
        require_own_name(path, agreement.id)
    except FacilitatorError as error:
        words(error.message)
    check = verify_file(path)
    if not check.holds:
        words(f"{path.stem} is not in order. {check.reason}")
    after, problems = read_aftermath(path, check_ins, index)
    for problem in problems:
        words(problem)
    return agreement, after


def with_check_ins(paths: Sequence[Path]) -> list[tuple[Path, list[Path]]]:
    """Return the files of agreements among `paths`, each with the files of its check-ins."""
    from facilitator.library.listing import is_check_in_name

    check_ins: dict[tuple[Path, str], list[Path]] = defaultdict(list)
    for path in paths:
        if is_check_in_name(path.name):
            check_ins[path.parent, path.name.partition(".")[0]].append(path)
    return [
        (path, check_ins[path.parent, path.stem])
        for path in paths
        if not is_check_in_name(path.name)
    ]


def replaced_by(library: Library, path: Path) -> tuple[str, str]:
    """Return the ids of the agreements that take the place of the one at `path`, and what holds.

    Both are empty when nothing does.
    """
    from facilitator.engine.aftermath import Aftermath

    with fresh_index(library) as index:
        after = Aftermath(amendments=index.newer(path.stem))
    names = ", ".join(one.id for one in after.amendments)
    return names, " and ".join(one.id for one in after.holding)
