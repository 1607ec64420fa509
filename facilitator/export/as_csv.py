"""The commitments of agreements as rows for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from facilitator.domain.agreement import Agreement
from facilitator.domain.text import clean_line
from facilitator.engine.aftermath import Aftermath

HEADER: Final = (
    "agreement",
    "topic",
    "commitment",
    "what",
    "owner",
    "due",
    "measure",
    "state",
    "due_now",
    "checked_in",
    "replaced_by",
)

_STARTS_OF_FORMULAS: Final = tuple("=+-@＝＋－＠")


def commitments_csv(agreements: Iterable[tuple[Agreement, Aftermath]]) -> str:
    """Return a line for each commitment of `agreements` below a header, as in RFC 4180.

    The owner is a name (or "both"), days are in ISO 8601: `due` as it was promised, `due_now` as it
    holds after what came after the agreement. The state is that of the latest check-in, held on the
    day `checked_in`; both are empty before there is one. Each cell is one line, and one that a
    spreadsheet could take for a formula starts with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for agreement, after in agreements:
        writer.writerows([_cell(value) for value in row] for row in _rows(agreement, after))
    return text.getvalue()


def _rows(agreement: Agreement, after: Aftermath) -> Iterator[tuple[str, ...]]:
    replaced_by = " ".join(one.id for one in after.amendments)
    states = {one.id: one for one in after.commitments(agreement)}
    for commitment in agreement.commitments:
        now = states[commitment.id]
        yield (
            agreement.id,
            agreement.topic,
            commitment.id,
            commitment.what,
            agreement.name_of(commitment.owner),
            commitment.due.isoformat() if commitment.due else "",
            commitment.measure or "",
            now.state or "",
            now.due.isoformat() if now.due else "",
            now.at.date().isoformat() if now.at else "",
            replaced_by,
        )


def _cell(value: str) -> str:
    """Return `value` on one line, which takes tabs and line ends from its start, made harmless."""
    line = clean_line(value)
    return f"'{line}" if line.startswith(_STARTS_OF_FORMULAS) else line
