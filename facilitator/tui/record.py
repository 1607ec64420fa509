"""One agreement with all that came after it, as it is on disk; slow, so for a thread."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from facilitator.domain.agreement import Agreement
from facilitator.domain.check_in import CheckIn
from facilitator.domain.errors import FacilitatorError
from facilitator.engine.follow_up import Followed, follow
from facilitator.library.check_ins import check_ins_of
from facilitator.library.files import named, read_regular
from facilitator.library.index import Index
from facilitator.library.listing import LARGEST_RECORD, is_check_in_name, is_record_id
from facilitator.library.paths import Library
from facilitator.library.records import SealCheck, read_agreement, verify_bytes, verify_file


@dataclass(frozen=True)
class Record:
    """An agreement, its seal, its check-ins and the agreements that amend it."""

    path: Path
    agreement: Agreement
    seal: SealCheck
    check_ins: tuple[CheckIn, ...] = ()
    amended_by: tuple[str, ...] = ()
    """The ids of the agreements that amend it, the earliest first."""
    problems: tuple[str, ...] = ()
    """What is wrong with its check-ins."""

    @cached_property
    def states(self) -> tuple[Followed, ...]:
        """Its commitments as they stand now."""
        return follow(self.agreement.commitments, self.check_ins)

    @property
    def amends(self) -> str | None:
        """The id of the agreement that this one amends, if it is one."""
        named_there = self.agreement.amends
        return named_there if named_there and is_record_id(named_there) else None

    @property
    def other_version(self) -> str | None:
        """The id of the latest agreement that amends this one, or else of the one it amends."""
        return self.amended_by[-1] if self.amended_by else self.amends


@dataclass(frozen=True)
class Unreadable:
    """A file that could not be read as an agreement, and why."""

    path: Path
    problem: str


def open_record(library: Library, path: Path) -> Record | Unreadable:
    """Return the agreement in the file `path` of `library`, with all that belongs to it."""
    try:
        seal = verify_bytes(read_regular(path, LARGEST_RECORD))
        agreement = read_agreement(path)
    except FacilitatorError as error:
        return Unreadable(path, error.message)
    check_ins, problems = check_ins_of(path)
    with Index.open(library) as index:
        amended_by = tuple(index.amendments(agreement.id))
    flaws = (*problems, *_flaws(path, seal, check_ins))
    return Record(path, agreement, seal, tuple(check_ins), amended_by, flaws)


def path_of(library: Library, agreement: str) -> Path:
    """Return where the agreement of that id, which has to be one, is kept."""
    return library.agreements / f"{agreement[:4]}-{agreement[4:6]}" / f"{agreement}.toml"


def _flaws(path: Path, seal: SealCheck, check_ins: list[CheckIn]) -> Iterator[str]:
    """Give what is wrong with the seals of check-ins, and those made for another wording."""
    for file in sorted(path.parent.glob(f"{path.stem}.checkin-*.toml")):
        if is_check_in_name(file.name) and not (check := verify_file(file)).holds:
            yield f"{named(file)}: {check.reason}"
    for check_in in check_ins:
        if check_in.agreement_sha256 != seal.computed:
            yield f"The check-in of {check_in.day.isoformat()} was made for another wording of it."
