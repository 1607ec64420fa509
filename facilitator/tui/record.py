"""One agreement with all that came after it, as it is on disk; slow, so for a thread."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from facilitator.domain.agreement import Agreement
from facilitator.domain.errors import FacilitatorError
from facilitator.engine.aftermath import NOTHING_YET, Aftermath
from facilitator.engine.follow_up import Followed
from facilitator.library.aftermath import read_aftermath
from facilitator.library.check_ins import check_in_files
from facilitator.library.files import read_regular
from facilitator.library.index import Index
from facilitator.library.listing import LARGEST_RECORD
from facilitator.library.paths import Library
from facilitator.library.records import SealCheck, read_agreement, verify_bytes
from facilitator.tui.record_kin import Kin, kin_of


@dataclass(frozen=True)
class Record:
    """An agreement, its seal, and what came after it."""

    path: Path
    agreement: Agreement
    seal: SealCheck
    after: Aftermath = NOTHING_YET
    kin: tuple[Kin, ...] = ()
    """What replaced it, the earliest first, then what it amends, and what stands beside it."""
    problems: tuple[str, ...] = ()
    """What is wrong with its check-ins."""

    @cached_property
    def states(self) -> tuple[Followed, ...]:
        """Its commitments as they stand now."""
        return self.after.commitments(self.agreement)


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
    files, problems = check_in_files(path)
    with Index.open(library) as index:
        after, flaws = read_aftermath(path, files, index)
        kin = kin_of(library, agreement, after, index)
    return Record(path, agreement, seal, after, kin, (*problems, *flaws))
