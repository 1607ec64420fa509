"""What was worked out from the answers of an agreement, in Markdown: charts, lines, marked changes.

The lines are those of the record. Charts are drawn from the answers beside them, in signs that
need no colour and at most 80 columns.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from facilitator.domain.agreement import Agreement, AnswerRecord
from facilitator.domain.items import TOGETHER
from facilitator.engine.bargaining.charts import (
    WIDEST,
    option_letters,
    options_chart,
    shortened,
    trades_chart,
    weights_chart,
)
from facilitator.engine.bargaining.gathering import recorded_ratings, recorded_weights
from facilitator.engine.bargaining.options import analyse_options
from facilitator.engine.bargaining.trades import trade_map
from facilitator.engine.revision import revision
from facilitator.export.escaping import bullet, quote, verbatim

MOST_CHARTED: Final = 40
"""More options or issues than this are left to the table beside the chart."""


def analysed(agreement: Agreement, answer: AnswerRecord) -> Iterator[str]:
    """Give the chart of an answer, if it has one, and what was worked out from it."""
    draw = CHARTS.get(answer.type)
    chart = draw(agreement, answer) if draw and answer.analysis else ()
    if chart:
        yield verbatim(chart)
    if answer.analysis:
        yield "\n".join(map(bullet, answer.analysis))


def between(answer: AnswerRecord) -> str:
    """Return what was worked out from an answer, to stand in a cell of a table."""
    return "\n".join(answer.analysis)


def revised(agreement: Agreement, answer: AnswerRecord) -> Iterator[str]:
    """Give a joint text that revises another one, with what was taken out and put in marked."""
    revises = (answer.model_extra or {}).get("revises")
    answers = (other for step in agreement.steps for other in step.answers)
    before = next((other.given(TOGETHER) for other in answers if other.id == revises), None)
    after = answer.given(TOGETHER)
    if isinstance(before, str) and isinstance(after, str) and before != after:
        yield "What was taken out [- -] and put in {+ +} since the first wording:"
        yield quote("".join(passage.marked for passage in revision(before, after)))


def _parties(agreement: Agreement) -> tuple[str, str] | None:
    return agreement.roles if len(agreement.roles) == 2 else None


def _weights(agreement: Agreement, answer: AnswerRecord) -> Sequence[str]:
    parties = _parties(agreement)
    weights = recorded_weights(answer, parties) if parties else None
    if weights is None or len(weights.issues) > MOST_CHARTED:
        return ()
    draw = trades_chart if len(answer.analysis) > 1 else weights_chart
    return draw(trade_map(weights), _names(agreement))


def _options(agreement: Agreement, answer: AnswerRecord) -> Sequence[str]:
    parties = _parties(agreement)
    rates_options = _is_chosen_from(agreement, (answer.model_extra or {}).get("each"))
    ratings = recorded_ratings(answer, parties) if parties and rates_options else None
    if ratings is None or not 0 < len(ratings.marks) <= MOST_CHARTED:
        return ()
    made = analyse_options(ratings)
    letters = option_letters(made)
    legend = (f"{letters[row.option]}  {row.label}" for row in made.standings)
    return (
        *options_chart(made, _names(agreement)),
        "",
        *(shortened(line, WIDEST) for line in legend),
    )


def _is_chosen_from(agreement: Agreement, table: object) -> bool:
    """Whether the two were asked to choose from the rows of `table`."""
    answers = (answer for step in agreement.steps for answer in step.answers)
    return table is not None and any(
        (answer.model_extra or {}).get("options_from") == table for answer in answers
    )


def _names(agreement: Agreement) -> dict[str, str]:
    return {role: agreement.name_of(role) for role in agreement.roles}


CHARTS: Final[dict[str, Callable[[Agreement, AnswerRecord], Sequence[str]]]] = {
    "points": _weights,
    "rating": _options,
}
"""Type of an answer to its chart."""
