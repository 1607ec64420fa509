"""The steps of an agreement in Markdown: what was asked, what each answered, how the gates went.

Short answers stand side by side in a table, with a column for each party, and two questions that
were set against each other in one row; ratings, points and rankings in a table with a line for each
thing; answers that are tables below each other; all others as quotations that keep their lines.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Any, Final

from facilitator.domain.agreement import Agreement, AnswerRecord, GateRecord, StepRecord
from facilitator.domain.consent import Consent
from facilitator.domain.items import TOGETHER
from facilitator.export.analyses import analysed, between, revised
from facilitator.export.escaping import bullet, heading, line_start, quote, table
from facilitator.export.pairs import Shown, answered_by, paired
from facilitator.export.wording import (
    Description,
    by_form,
    cell_in_words,
    describe,
    list_of,
    mark_in_words,
    worded,
)

OUTCOMES: Final = {
    "done": "Done.",
    "agreed": "Agreed.",
    "parked": "Parked: left open on purpose.",
    "escalated": "Escalated: handed to somebody who can decide.",
    "unsettled": "Not settled.",
    "skipped": "Not reached.",
}
"""Outcome of a step to its words."""

ROOM: Final = {True: "there is room", False: "there is no room", None: "not compared"}
"""What a test for overlap found, to its words."""

NOT_ANSWERED: Final = "–"
_LONGEST_SHORT_ANSWER: Final = 80

GridRow = tuple[str, list[str]]
"""What one line of a grid is about, and each party's words on it."""


def terms(agreement: Agreement) -> Iterator[str]:
    """Give the blocks of Markdown of every step, in order."""
    for step in agreement.steps:
        yield heading(3, step.title)
        yield OUTCOMES[step.outcome]
        yield from _answers(agreement, step)
        for gate in step.gates:
            yield from _gate(agreement, gate)


def person(agreement: Agreement, key: str) -> str:
    """Return who gave an answer: "Ada Okafor (Leader)", or "Together"."""
    party = agreement.parties.get(key)
    return key.capitalize() if party is None else f"{party.name} ({party.title})"


def _answers(agreement: Agreement, step: StepRecord) -> Iterator[str]:
    shown = list(_shown(agreement, step))
    for layout, group in groupby(shown, lambda one: _layout(agreement, one[0])):
        pieces = list(group)
        yield from layout(agreement, pieces)
        for answer in chain.from_iterable(pieces):
            yield from revised(agreement, answer)


def _shown(agreement: Agreement, step: StepRecord) -> Iterator[Shown]:
    """Give the answers of a step; two set against each other are one where they fit on a line."""
    for shown in paired(agreement, step.answers):
        if all(_layout(agreement, answer) is _side_by_side for answer in shown):
            yield shown
        else:
            yield from ((answer,) for answer in shown)


Layout = Callable[[Agreement, Sequence[Shown]], Iterator[str]]


def _layout(agreement: Agreement, answer: AnswerRecord) -> Layout:
    """Return the way in which `answer` is laid out."""
    description, given = describe(answer), _given(agreement, answer)
    if answer.withheld is not None:
        return _withheld
    if _are_short(description, given):
        return _joint if TOGETHER in given else _side_by_side
    if description["type"] in GRIDS and all(map(_is_list_or_table, given.values())):
        return _grids
    if description["type"] == "table" and all(map(_is_list_of_tables, given.values())):
        return _tables
    return _quotations


def _given(agreement: Agreement, answer: AnswerRecord) -> dict[str, Any]:
    """Return what was answered, by role or under ``together``."""
    keys = (*agreement.roles, TOGETHER)
    return {key: value for key in keys if (value := answer.given(key)) is not None}


def _are_short(description: Description, given: Mapping[str, Any]) -> bool:
    words = [worded(description, value) for value in given.values()]
    has_own_layout = description["type"] in {*GRIDS, "table"}
    return not has_own_layout and all(
        "\n" not in text and len(text) <= _LONGEST_SHORT_ANSWER for text in words
    )


def _is_list_or_table(value: Any) -> bool:
    return isinstance(value, list | tuple | Mapping)


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(row, Mapping) for row in value)


def _side_by_side(agreement: Agreement, shown: Sequence[Shown]) -> Iterator[str]:
    header = ["Question", *(person(agreement, role) for role in agreement.roles), "Between them"]
    rows = [
        [
            _questions(agreement, one),
            *(_answer_of(agreement, one, role) for role in agreement.roles),
            next(filter(None, map(between, one)), ""),
        ]
        for one in shown
    ]
    told = any(row[-1] for row in rows)
    yield table(header, rows) if told else table(header[:-1], [row[:-1] for row in rows])


def _questions(agreement: Agreement, shown: Shown) -> str:
    """Return a question, or those of both parties behind their names."""
    if len(shown) == 1:
        return _question(agreement, shown[0])
    asked = {answered_by(agreement, one)[0]: _question(agreement, one) for one in shown}
    return "\n".join(f"{person(agreement, role)}: {asked[role]}" for role in agreement.roles)


def _answer_of(agreement: Agreement, shown: Shown, role: str) -> str:
    """Return the answer of `role` to the question, or to their own one of two."""
    own = [answer for answer in shown if role in answered_by(agreement, answer)]
    return _short_answer((own or shown)[0], role)


def _joint(agreement: Agreement, shown: Sequence[Shown]) -> Iterator[str]:
    rows = [[_question(agreement, one), _short_answer(one, TOGETHER)] for (one,) in shown]
    yield table(["Question", "Together"], rows)


def _withheld(agreement: Agreement, shown: Sequence[Shown]) -> Iterator[str]:
    rows = [[_question(agreement, answer), _why_withheld(answer)] for (answer,) in shown]
    yield table(["Question", "Not shown"], rows)


def _why_withheld(answer: AnswerRecord) -> str:
    if answer.withheld == "overlap":
        return f"kept secret; {ROOM[answer.room]}"
    return "kept private"


def _short_answer(answer: AnswerRecord, key: str) -> str:
    value = answer.given(key)
    words = NOT_ANSWERED if value is None else worded(describe(answer), value)
    return words + _changed(answer, key)


def _changed(answer: AnswerRecord, key: str) -> str:
    return " (changed after both had seen it)" if key in answer.changed else ""


def _question(agreement: Agreement, answer: AnswerRecord) -> str:
    """Return the question as it was asked, each party's own wording of it, and a scale's ends."""
    own = answer.given("ask_for")
    own = own if isinstance(own, Mapping) else {}
    wordings = [f"{person(agreement, key)}: {by_form(text)}" for key, text in own.items()]
    common = answer.ask or answer.label or ("" if wordings else answer.id)
    lines = "\n".join(line for line in (common, *wordings) if line)
    return lines + _scale_ends(answer)


def _scale_ends(answer: AnswerRecord) -> str:
    ends = [
        f"{_number_at(answer, end)}{by_form(answer.given(meaning))}"
        for end, meaning in (("min", "low"), ("max", "high"))
        if answer.given(meaning)
    ]
    return f" ({'; '.join(ends)})" if ends else ""


def _number_at(answer: AnswerRecord, end: str) -> str:
    number = answer.given(end)
    return "" if number is None else f"{by_form(number)} = "


def _grids(agreement: Agreement, shown: Sequence[Shown]) -> Iterator[str]:
    for (answer,) in shown:
        description, given = describe(answer), _given(agreement, answer)
        yield heading(4, _question(agreement, answer))
        header = ["", *(person(agreement, key) + _changed(answer, key) for key in given)]
        rows = GRIDS[description["type"]](description, list(given.values()))
        yield table(header, [[label, *words] for label, words in rows])
        yield from analysed(agreement, answer)


def _ranking_rows(description: Description, given: Sequence[Any]) -> Iterator[GridRow]:
    del description
    for place in range(max(map(len, given))):
        yield str(place + 1), [_at(list(ranking), place) for ranking in given]


def _rating_rows(description: Description, given: Sequence[Any]) -> Iterator[GridRow]:
    labels = list_of(description, "rows")
    for place in range(max(map(len, given))):
        label = _at(labels, place) if place < len(labels) else str(place + 1)
        marks = [[mark_in_words(description, mark) for mark in rating] for rating in given]
        yield label, [_at(words, place) for words in marks]


def _points_rows(description: Description, given: Sequence[Any]) -> Iterator[GridRow]:
    del description
    tables = [points if isinstance(points, Mapping) else {} for points in given]
    for option in dict.fromkeys(option for points in tables for option in points):
        yield option, [by_form(points.get(option, NOT_ANSWERED)) for points in tables]


def _at(values: Sequence[Any], place: int) -> str:
    return by_form(values[place]) if place < len(values) else NOT_ANSWERED


GRIDS: Final[dict[str, Callable[[Description, Sequence[Any]], Iterator[GridRow]]]] = {
    "ranking": _ranking_rows,
    "rating": _rating_rows,
    "points": _points_rows,
}
"""Types of answers that are compared line by line, to the lines."""


def _tables(agreement: Agreement, shown: Sequence[Shown]) -> Iterator[str]:
    for (answer,) in shown:
        yield heading(4, _question(agreement, answer))
        for key, rows in _given(agreement, answer).items():
            yield line_start(f"{person(agreement, key)}{_changed(answer, key)}:")
            yield _answered_table(describe(answer), rows) if rows else quote("none")
        yield from analysed(agreement, answer)


def _answered_table(description: Description, rows: Sequence[Mapping[str, Any]]) -> str:
    """Return an answer that is a table, with the labels of its rows if they were fixed."""
    columns = _columns(description, rows)
    labels = list_of(description, "rows")
    named = len(labels) == len(rows)
    header = [by_form(column.get("label", key)) for key, column in columns.items()]
    body = [
        [_cell(column, row.get(key)) for key, column in columns.items()]
        for row in rows
    ]  # fmt: skip
    if not named:
        return table(header, body)
    labelled = zip(labels, body, strict=True)
    return table(["", *header], [[by_form(label), *cells] for label, cells in labelled])


def _columns(description: Description, rows: Sequence[Mapping[str, Any]]) -> dict[str, Description]:
    """Return the described columns by id; those of the rows themselves if none are described."""
    described: dict[str, Description] = {
        str(column.get("id")): column
        for column in list_of(description, "columns")
        if isinstance(column, Mapping)
    }
    return described or {key: {} for row in rows for key in row}


def _cell(column: Description, value: Any) -> str:
    return NOT_ANSWERED if value is None else cell_in_words(column, value)


def _quotations(agreement: Agreement, shown: Sequence[Shown]) -> Iterator[str]:
    for (answer,) in shown:
        yield heading(4, _question(agreement, answer))
        for key, value in _given(agreement, answer).items():
            yield line_start(f"{person(agreement, key)}{_changed(answer, key)}:")
            yield quote(worded(describe(answer), value))
        yield from analysed(agreement, answer)


def _gate(agreement: Agreement, gate: GateRecord) -> Iterator[str]:
    """Give the gate as it was read, how far each went along, and the tries before."""
    yield "Both were asked how far they go along with this:"
    yield quote(gate.text)
    lines = [
        f"{person(agreement, role)}: {_stance(gate.consent(role), gate.reservations.get(role))}"
        for role in agreement.roles
    ]
    yield "\n".join(map(bullet, lines))
    if gate.tries > 1:
        yield f"This was try {gate.tries}."
    if gate.earlier:
        yield "Earlier tries:"
        yield "\n".join(bullet(_earlier_try(agreement, stances)) for stances in gate.earlier)


def _stance(consent: Any, reservation: Any) -> str:
    """Return a consent with its meaning, and the reservation in the party's own words."""
    if consent is None:
        words = "no answer"
    elif consent in set(Consent):
        words = f"{Consent(consent).label} (“{Consent(consent).meaning}”)"
    else:
        words = by_form(consent)
    return f"{words}. Reservation: {by_form(reservation)}" if reservation else words


def _earlier_try(agreement: Agreement, stances: Mapping[str, Any]) -> str:
    reservations = stances.get("reservations")
    reservations = reservations if isinstance(reservations, Mapping) else {}
    return "; ".join(
        f"{agreement.name_of(role)}: {_stance(stances.get(role), reservations.get(role))}"
        for role in agreement.roles
    )
