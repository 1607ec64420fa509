"""The steps of an agreement as parts to read: both sides, what lay between, what was agreed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from textual.content import Content

from facilitator.domain.agreement import Agreement, AnswerRecord, GateRecord, StepRecord
from facilitator.domain.consent import Consent
from facilitator.domain.items import TOGETHER
from facilitator.export.terms import NOT_ANSWERED, ROOM
from facilitator.export.wording import (
    Description,
    by_form,
    cell_in_words,
    describe,
    list_of,
    worded,
)
from facilitator.tui.widgets.part_view import Block, Part

Lead = Callable[[str], Content]
"""Gives who a role, or ``together``, is: what stands before what they said."""

OUTCOMES: Final = {
    "done": ("✓ done", "$agreed"),
    "agreed": ("✓ agreed", "$agreed"),
    "parked": ("≈ parked: left open on purpose", "$role-first"),
    "escalated": ("≈ escalated: handed to somebody who can decide", "$role-first"),
    "unsettled": ("≠ not settled", "$apart"),
    "skipped": ("· not reached", "$quiet"),
}
"""Outcome of a step to its mark with its words, and a colour."""

_GAP_STYLES: Final = {
    "≠": "$apart",
    "≈": "$role-first",
    "=": "$agreed",
    "✓": "$agreed",
    "★": "$agreed",
}
"""Mark at the start of what was worked out from both answers, to its colour."""

_LONGEST_LABEL: Final = 24
"""Characters of a column's label that still stands before each of its cells."""

_LEVELS: Final = {consent.value: consent.passes for consent in Consent}


def step_parts(agreement: Agreement, lead: Lead) -> list[Part]:
    """Return a part for each step of `agreement`."""
    return [Part(step.title, list(_step(agreement, step, lead))) for step in agreement.steps]


def _step(agreement: Agreement, step: StepRecord, lead: Lead) -> Iterator[Block]:
    mark, style = OUTCOMES[step.outcome]
    yield Block(Content.styled(mark, style))
    for answer in step.answers:
        yield from _answer(agreement, answer, lead)
    for gate in step.gates:
        yield from _gate(agreement, gate, lead)


def _answer(agreement: Agreement, answer: AnswerRecord, lead: Lead) -> Iterator[Block]:
    """Give a question, what each answered to it, and what was worked out from both."""
    asked = answer.ask or answer.label
    if answer.type == "computed" and answer.given(TOGETHER) is not None:
        value = _in_words(answer, TOGETHER, answer.given(TOGETHER))
        yield Block(Content.assemble((f"{asked or answer.id}  ", "$quiet"), value), gap=1)
        return
    if asked:
        yield Block(Content.styled(asked, "bold"), gap=1)
    own = answer.given("ask_for")
    for role, wording in own.items() if isinstance(own, Mapping) else ():
        yield Block(Content.styled(by_form(wording), "bold"), lead(role), gap=int(not asked))
    if not asked and not own:
        yield Block(Content.styled(answer.id, "bold"), gap=1)
    if answer.withheld is not None:
        yield Block(Content.styled(_withheld(answer), "$quiet"), indent=2)
        return
    for key in (*agreement.roles, TOGETHER):
        value = answer.given(key)
        if value is not None:
            yield Block(_in_words(answer, key, value), lead(key), indent=2)
    for line in answer.analysis:
        aside = Content(" " * lead(TOGETHER).cell_length)
        yield Block(Content.styled(line, _GAP_STYLES.get(line[:1], "$quiet")), aside, indent=2)


def _withheld(answer: AnswerRecord) -> str:
    kept = answer.withheld == "overlap"
    return f"kept secret from each other; {ROOM[answer.room]}" if kept else "kept private"


def _in_words(answer: AnswerRecord, key: str, value: Any) -> Content:
    description = describe(answer)
    rows = description["type"] == "table" and isinstance(value, list | tuple)
    words = _table(description, value) if rows else worded(description, value)
    changed = " (changed after both had seen it)" if key in answer.changed else ""
    return Content.assemble(words or "none", (changed, "$quiet"))


def _table(description: Description, rows: Sequence[Any]) -> str:
    """Return rows a line each, their cells parted by dots, fixed labels first."""
    columns = {
        str(column.get("id")): column
        for column in list_of(description, "columns")
        if isinstance(column, Mapping)
    }
    labels = list_of(description, "rows")
    lines = [_row(columns, row) if isinstance(row, Mapping) else by_form(row) for row in rows]
    if len(labels) == len(lines):
        lines = [f"{by_form(label)}: {line}" for label, line in zip(labels, lines, strict=True)]
    return "\n".join(f"· {line}" for line in lines)


def _row(columns: Mapping[str, Description], row: Mapping[str, Any]) -> str:
    keys = columns or dict.fromkeys(row)
    cells = [_cell(columns.get(key, {}), row[key]) for key in keys if row.get(key) is not None]
    first = next(iter(keys), "")
    if cells and row.get(first) is not None:
        cells[0] = cell_in_words(columns.get(first, {}), row[first])
    return "  ·  ".join(cells) or NOT_ANSWERED


def _cell(column: Description, value: Any) -> str:
    """Return a cell behind the label of its column, if that is short."""
    label, words = by_form(column.get("label", "")), cell_in_words(column, value)
    return f"{label}: {words}" if 0 < len(label) <= _LONGEST_LABEL else words


def _gate(agreement: Agreement, gate: GateRecord, lead: Lead) -> Iterator[Block]:
    """Give what was put to both, how far each went along, and their reservations."""
    yield Block(Content(gate.text), Content.styled("▌ ", "$accent"), gap=1)
    for role in agreement.roles:
        yield Block(_stance(gate.consent(role), gate.reservations.get(role)), lead(role), indent=2)
    for number, stances in enumerate(gate.earlier, 1):
        yield Block(Content.styled(f"try {number}, which did not pass:", "$quiet"), indent=2)
        reservations = stances.get("reservations")
        own = reservations if isinstance(reservations, Mapping) else {}
        for role in agreement.roles:
            yield Block(_stance(stances.get(role), own.get(role)), lead(role), indent=4)


def _stance(consent: Any, reservation: Any) -> Content:
    passes = _LEVELS.get(str(consent))
    mark, style = {True: ("✓ ", "$agreed"), False: ("✗ ", "$apart"), None: ("", "$quiet")}[passes]
    words = "no answer" if consent is None else by_form(consent).replace("_", " ")
    said = f"   Reservation: {by_form(reservation)}" if reservation else ""
    return Content.assemble((mark + words, style), said)
