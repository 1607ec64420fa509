"""An agreement that something new will rest on: read only if its seal holds."""

from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.errors import RecordError

if TYPE_CHECKING:
    from facilitator.domain.agreement import Agreement


def read_sealed(path: Path) -> "tuple[Agreement, str]":
    """Return the agreement at `path`, and its seal.

    Raises:
        RecordError: it cannot be read, or its seal does not hold.

    """
    from facilitator.library.records import read_agreement, verify_file

    agreement = read_agreement(path)
    check = verify_file(path)
    if not check.holds or check.computed is None:
        message = f"{path.stem} is not what was signed: {check.reason}\nNothing was saved."
        raise RecordError(message)
    return agreement, check.computed
