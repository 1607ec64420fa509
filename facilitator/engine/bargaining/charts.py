"""Charts in plain characters, at most 80 columns wide, that need no colour.

Front ends may draw their own from the same data; exports and plain terminals show these.
"""

from collections.abc import Mapping
from string import ascii_lowercase, ascii_uppercase
from typing import Final

from facilitator.engine.bargaining.options import OptionAnalysis
from facilitator.engine.bargaining.trades import IssueWeights, TradeMap
from facilitator.engine.bargaining.wording import Names, who_gives

WIDEST: Final = 80
_HALF: Final = 12
_LONGEST_ISSUE: Final = 16
_LONGEST_NAME: Final = 12
_MOST_STEPS: Final = 10
_CELL: Final = 3
LETTERS: Final = ascii_uppercase + ascii_lowercase
SEVERAL: Final = "*"
"""Stands where several options have the same place, and for options beyond the letters."""


def shortened(text: str, width: int) -> str:
    """Return `text` in at most `width` characters, with an ellipsis where it is cut."""
    return text if len(text) <= width else text[: width - 1] + "…"


def weights_chart(made: TradeMap, names: Names) -> tuple[str, ...]:
    """Return the map of weights: a bar to the left for the first party, to the right for the other.

    Every bar is in proportion to the highest weight; the figures stand beside the bars.
    """
    width = min(max((len(row.issue) for row in made.issues), default=0), _LONGEST_ISSUE)
    one, other = (shortened(names[party], _LONGEST_NAME) for party in made.parties)
    head = f"{'':{width}}  {f'{one} ◀':>{_HALF + 6}} ▶ {other}"
    return (head, *(_weights_row(row, made.weights.heaviest, width) for row in made.issues))


def trades_chart(made: TradeMap, names: Names) -> tuple[str, ...]:
    """Return the map of weights with what it says of each issue: who could give way on it."""
    short = {party: shortened(names[party], _LONGEST_NAME) for party in made.parties}
    head, *rows = weights_chart(made, names)
    remarks = (who_gives(row, short) for row in made.issues)
    widest = max(map(len, rows), default=0)
    marked = zip((f"{line:{widest}}" for line in rows), remarks, strict=True)
    return (head, *(shortened(f"{line} {remark}", WIDEST) for line, remark in marked))


def _weights_row(row: IssueWeights, heaviest: int, width: int) -> str:
    left, right = ("█" * _bar(points, heaviest) for points in row.weights)
    first, second = row.weights
    issue = f"{shortened(row.issue, width):{width}}"
    return f"{issue}  {first:>5} {left:>{_HALF}}|{right:<{_HALF}} {second:<5}".rstrip()


def _bar(points: int, heaviest: int) -> int:
    """Return a bar's length; what is more than nothing is at least one character long."""
    return max((points * _HALF * 2 + heaviest) // (2 * heaviest), 1) if points else 0


def option_letters(analysis: OptionAnalysis) -> Mapping[str, str]:
    """Return the letter that stands for each option in the chart."""
    options = [standing.option for standing in analysis.standings]
    return {
        option: LETTERS[place] if place < len(LETTERS) else SEVERAL
        for place, option in enumerate(options)
    }


def options_chart(analysis: OptionAnalysis, names: Names) -> tuple[str, ...]:
    """Return both marks of each option as a place: further right and further up is better.

    The first party's marks run from left to right, the other's from bottom to top.
    """
    ratings = analysis.ratings
    steps = max(min(ratings.highest - ratings.lowest, _MOST_STEPS), 1)
    drawn = _drawn(analysis, steps)
    one, other = (shortened(names[party], _LONGEST_NAME) for party in analysis.parties)
    ends = {steps: str(ratings.highest), 0: str(ratings.lowest)}
    rows = (
        f"{ends.get(up, ''):>5} |"
        + "".join(f"{drawn.get((right, up), '·'):>{_CELL}}" for right in range(steps + 1))
        for up in range(steps, -1, -1)
    )
    axis = f"{'':5} +" + "-" * (_CELL * (steps + 1))
    scale = f"{'':7}{ends[0]:>{_CELL}}{ends[steps]:>{_CELL * steps}}"
    return (f"{'':5} ▲ {other}", *rows, f"{axis} ▶ {one}", scale)


def _drawn(analysis: OptionAnalysis, steps: int) -> Mapping[tuple[int, int], str]:
    """Return the places that are taken, as steps to the right and up, and what stands there."""
    ratings, letters = analysis.ratings, option_letters(analysis)
    length = max(ratings.highest - ratings.lowest, 1)
    found: dict[tuple[int, int], str] = {}
    for standing in analysis.standings:
        right, up = (
            (2 * (mark - ratings.lowest) * steps + length) // (2 * length)
            for mark in standing.marks
        )
        found[right, up] = SEVERAL if (right, up) in found else letters[standing.option]
    return found
