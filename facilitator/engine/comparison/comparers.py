"""Which type of item is compared how."""

from collections.abc import Callable

from facilitator.engine.comparison.difference import Difference, Pair
from facilitator.engine.comparison.figures import date, number, scale
from facilitator.engine.comparison.options import choice, choices, ranking, yesno
from facilitator.engine.comparison.weights import points, rating
from facilitator.engine.comparison.written import table, words

COMPARERS: dict[str, Callable[[Pair], Difference]] = {
    "text": words,
    "paraphrase": words,
    "yesno": yesno,
    "choice": choice,
    "choices": choices,
    "scale": scale,
    "number": number,
    "money": number,
    "date": date,
    "ranking": ranking,
    "points": points,
    "rating": rating,
    "table": table,
}
"""Item type to how two answers of it are compared."""
