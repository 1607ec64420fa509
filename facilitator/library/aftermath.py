"""What came after an agreement, as it stands on disk."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from facilitator.domain.check_in import CheckIn
from facilitator.engine.aftermath import Aftermath
from facilitator.library.check_ins import read_check_ins
from facilitator.library.files import named
from facilitator.library.index import Index
from facilitator.library.records import verify_file


def read_aftermath(
    agreement: Path, check_ins: Sequence[Path], index: Index
) -> tuple[Aftermath, list[str]]:
    """Return what came after the agreement in the file `agreement`, and the problems met.

    `check_ins` are the files of its check-ins; `index` knows what amends it. A check-in whose seal
    does not hold counts and is named.
    """
    found, problems = read_check_ins(check_ins)
    problems += _flaws(agreement, found)
    return Aftermath(tuple(found.values()), index.newer(agreement.stem)), problems


def _flaws(agreement: Path, found: Mapping[Path, CheckIn]) -> Iterator[str]:
    """Give what is wrong with the seals of check-ins, and those made for another wording."""
    for file in found:
        check = verify_file(file)
        if not check.holds:
            yield f"{named(file)}: {check.reason}"
    seal = verify_file(agreement).computed if found else None
    for check_in in found.values():
        if check_in.agreement_sha256 != seal:
            yield (
                f"The check-in of {check_in.day.isoformat()} was made for another wording of"
                f" {agreement.stem}."
            )
