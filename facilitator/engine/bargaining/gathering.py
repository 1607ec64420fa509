"""Where weights and marks come from: a session that has laid them open, or a saved record."""

from collections.abc import Mapping
from typing import Any

from facilitator.domain.agreement import AnswerRecord
from facilitator.domain.items import (
    BOTH,
    TOGETHER,
    ChoiceItem,
    ChoicesItem,
    PointsItem,
    RatingItem,
)
from facilitator.domain.playbook import Playbook
from facilitator.domain.session import Session
from facilitator.domain.values import Value
from facilitator.engine.answers import Context
from facilitator.engine.bargaining.options import Ratings
from facilitator.engine.bargaining.weights import Weights, weights_of
from facilitator.engine.scope import Scope
from facilitator.engine.structure import Plan

_LOWEST_WORD = 1
"""Marks that have words are counted from here."""


def weights_in(plan: Plan, session: Session, item: PointsItem) -> Weights | None:
    """Return both parties' points; None as long as the pair may not see both."""
    points = _both_answers(plan, session, item)
    return None if points is None else weights_of(plan.playbook.order, points)


def ratings_in(plan: Plan, session: Session, item: RatingItem) -> Ratings | None:
    """Return both parties' marks for what both rated; None as long as the pair may not see both."""
    given = _both_answers(plan, session, item)
    if given is None:
        return None
    labels = Context(plan, session, TOGETHER, session.opened.date()).rated(item)
    first, second = (given[party] for party in plan.playbook.order)
    rated = [key for key in labels if key in first and key in second]
    marks = {key: (first[key], second[key]) for key in rated}
    return Ratings(plan.playbook.order, marks, labels, item.lowest, item.highest)


def rates_options(playbook: Playbook, item: RatingItem) -> bool:
    """Whether a rating's marks are for options: the rows of a table that the two choose from.

    Other rows (subjects, risks, promises) are rated to be compared, not to be chosen from: for
    them it means nothing that a row is better for one of the two.
    """
    return isinstance(item.each, str) and any(
        isinstance(choice, ChoiceItem | ChoicesItem) and choice.options_from == item.each
        for _, choice in playbook.places.values()
    )


def favourites_in(plan: Plan, session: Session, item: RatingItem) -> tuple[str, ...]:
    """Return the options that the pair chose together from the table that `item` rates.

    Nothing as long as they have chosen none, or when the rating is not of such a table.
    """
    scope = Scope(plan, session)
    choices = (
        scope.answer(choice, TOGETHER)
        for _, choice in plan.playbook.places.values()
        if isinstance(choice, ChoiceItem | ChoicesItem)
        and choice.options_from == item.each
        and choice.who == TOGETHER
    )
    chosen = {label for answer in choices for label in _words(answer)}
    labels = Context(plan, session, TOGETHER, session.opened.date()).rated(item)
    return tuple(option for option, label in labels.items() if label in chosen)


def _words(answer: Value | None) -> tuple[str, ...]:
    """Return the options in an answer to a choice, or to choices."""
    given = answer if isinstance(answer, tuple) else (answer,)
    return tuple(option for option in given if isinstance(option, str))


def _both_answers(
    plan: Plan, session: Session, item: PointsItem | RatingItem
) -> dict[str, Mapping[str, int]] | None:
    """Return the answer of each party as the two may know them together."""
    if item.who != BOTH:
        return None
    scope = Scope(plan, session)
    answers = {party: _mapping(scope.answer(item, party)) for party in plan.playbook.order}
    found = {party: answer for party, answer in answers.items() if answer is not None}
    return found if len(found) == len(answers) else None


def _mapping(value: Value | None) -> Mapping[str, int] | None:
    return value if isinstance(value, Mapping) else None


def recorded_weights(answer: AnswerRecord, parties: tuple[str, str]) -> Weights | None:
    """Return both parties' points from a record; None if it does not hold them."""
    given = {party: answer.given(party) for party in parties}
    if answer.type != "points" or not all(_is_whole_numbers(value) for value in given.values()):
        return None
    try:
        return weights_of(parties, given)
    except ValueError:
        return None


def recorded_ratings(answer: AnswerRecord, parties: tuple[str, str]) -> Ratings | None:
    """Return both parties' marks from a record; None if it does not hold them.

    Options are keyed by their place, from ``1``, since a record has no ids of rows.
    """
    described = answer.model_extra or {}
    rows, first, second = (
        _listed(value) for value in (described.get("rows"), *map(answer.given, parties))
    )
    lowest, highest = _ends(described)
    if answer.type != "rating" or not rows or not len(rows) == len(first) == len(second):
        return None
    if not _are_whole([*first, *second, lowest, highest]):
        return None
    keys = [str(place) for place in range(1, len(rows) + 1)]
    marks = dict(zip(keys, zip(first, second, strict=True), strict=True))
    labels = {key: str(row) for key, row in zip(keys, rows, strict=True)}
    return Ratings(parties, marks, labels, lowest, highest)


def _ends(described: Mapping[str, Any]) -> tuple[Any, Any]:
    """Return the lowest and the highest mark that a record says there were."""
    words = _listed(described.get("labels"))
    return (_LOWEST_WORD, len(words)) if words else (described.get("min"), described.get("max"))


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _is_whole_numbers(value: Any) -> bool:
    return isinstance(value, Mapping) and _are_whole(value.values())


def _are_whole(values: Any) -> bool:
    return all(isinstance(value, int) and not isinstance(value, bool) for value in values)
