"""The commitments of agreements as rows for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from facilitator.domain.agreement import Agreement
from facilitator.domain.text import clean_line

HEADER: Final = ("agreement", "topic", "commitment", "what", "owner", "due", "measure")

_STARTS_OF_FORMULAS: Final = tuple("=+-@＝＋－＠")


def commitments_csv(agreements: Iterable[Agreement]) -> str:
    """Return a line for each commitment of `agreements` below a header, as in RFC 4180.

    The owner is a name (or "both"), the due day is in ISO 8601. Each cell is one line, and one that
    a spreadsheet could take for a formula starts with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for agreement in agreements:
        writer.writerows([_cell(value) for value in row] for row in _rows(agreement))
    return text.getvalue()


def _rows(agreement: Agreement) -> Iterator[tuple[str, ...]]:
    for commitment in agreement.commitments:
        yield (
            agreement.id,
            agreement.topic,
            commitment.id,
            commitment.what,
            agreement.name_of(commitment.owner),
            commitment.due.isoformat() if commitment.due else "",
            commitment.measure or "",
        )


def _cell(value: str) -> str:
    """Return `value` on one line, which takes tabs and line ends from its start, made harmless."""
    line = clean_line(value)
    return f"'{line}" if line.startswith(_STARTS_OF_FORMULAS) else line
