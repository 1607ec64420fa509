"""Trades, divisions and options as lines to read. Names come in here, and only here.

The lines say what the numbers say and never who is right; what happens with it is the pair's.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from facilitator.engine.bargaining.adjusted_winner import Division, IssueShares
from facilitator.engine.bargaining.options import OptionAnalysis, OptionStanding
from facilitator.engine.bargaining.trades import IssueWeights, Trade, TradeMap

Names = Mapping[str, str]
"""Party key to the name to show."""


def percent(share: Fraction) -> str:
    """Return a share in whole percent, half up, such as ``87 %``; never 0 or 100 by rounding."""
    whole = int(share * 100 + Fraction(1, 2))
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole} %"


def points_in_words(points: Fraction) -> str:
    """Return a number of points with at most one decimal, half up, such as ``72.7``."""
    tenths = int(points * 10 + Fraction(1, 2))
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def who_gives(row: IssueWeights, names: Names) -> str:
    """Return what the map says of an issue: ``Ben could give``, or ``both hold to it``."""
    if row.gives is not None:
        return f"{names[row.gives]} could give"
    return "both hold to it" if any(row.weights) else "neither weighs it"


def trade_line(trade: Trade, parties: tuple[str, str], names: Names) -> str:
    """Return one exchange in a sentence, with what it costs and brings each."""
    one, other = (names[party] for party in parties)
    return (
        f"{one} could give way on {trade.gives[0]} and get {trade.gives[1]} "
        f"({trade.costs[0]} points for {trade.gets[0]}), if {other} gives way on {trade.gives[1]} "
        f"and gets {trade.gives[0]} ({trade.costs[1]} points for {trade.gets[1]})."
    )


def trade_lines(made: TradeMap, names: Names) -> tuple[str, ...]:
    """Return the exchanges that are worth more to both than they cost, or that there are none."""
    if not made.trades:
        return ("No exchange stands out: you weigh these much alike, or only one could give.",)
    return tuple(trade_line(trade, made.parties, names) for trade in made.trades)


def weight_lines(made: TradeMap, names: Names) -> tuple[str, ...]:
    """Return the map as lines: each issue with both weights and who could give way."""
    one, other = (names[party] for party in made.parties)
    return tuple(
        f"{row.issue}: {row.weights[0]} for {one}, {row.weights[1]} for {other}; "
        f"{who_gives(row, names)}"
        for row in made.issues
    )


def division_lines(division: Division, names: Names) -> tuple[str, ...]:
    """Return who would get what, the issue that is split, and what each comes to."""
    lines = [
        f"{names[party]} would get {', '.join(whole)}."
        for party in division.parties
        if (whole := division.whole(party))
    ]
    if division.split is not None:
        lines.append(_split_line(division.split, division.parties, names))
    if division.unclaimed:
        lines.append(f"Neither of you put a point on {', '.join(division.unclaimed)}.")
    return (*lines, equity_line(division, names))


def _split_line(split: IssueShares, parties: tuple[str, str], names: Names) -> str:
    """Return how the one issue is split; the second share is what is left of the first."""
    first, second = (names[party] for party in parties)
    one = percent(split.shares[0])
    rest = f"{100 - int(one.removesuffix(' %'))} %"
    return f"{split.issue} would be shared: {one} of it {first}'s way, {rest} {second}'s."


def equity_line(division: Division, names: Names) -> str:
    """Return what each comes to in the end, in their own points."""
    one, other = (names[party] for party in division.parties)
    points = points_in_words(division.points[0])
    total = division.weights.total
    more = "half" if division.proportion == Fraction(1, 2) else "more than half"
    return (
        f"{one} and {other} would each come to {points} of their own {total} points: "
        f"the same for both, and {more} of what each asked for."
    )


def option_remarks(analysis: OptionAnalysis, option: str, names: Names) -> tuple[str, ...]:
    """Return what is to be said of one option: who refuses it, what is better, where it leads."""
    standing = analysis.by_option[option]
    remarks = [f"{names[party]} would refuse" for party in standing.refused_by]
    if standing.is_dominated:
        remarks.append(
            _better_remark(
                standing, analysis.by_option[standing.better[0]], names, analysis.parties
            )
        )
    if option in analysis.maximin:
        remarks.append("best for the worse-off")
    if option in analysis.nash:
        remarks.append("highest product")
    return tuple(remarks)


def _better_remark(
    worse: OptionStanding, better: OptionStanding, names: Names, parties: tuple[str, str]
) -> str:
    return f"“{better.label}” is better for {_gainers(worse, better, names, parties)}"


def _gainers(
    worse: OptionStanding, better: OptionStanding, names: Names, parties: tuple[str, str]
) -> str:
    """Return who has more from `better`: ``both``, or one and that the other has no less."""
    gaining = [
        party
        for party, before, after in zip(parties, worse.marks, better.marks, strict=True)
        if after > before
    ]
    if len(gaining) == len(parties):
        return "both"
    other = next(party for party in parties if party not in gaining)
    return f"{names[gaining[0]]} and no worse for {names[other]}"


def option_lines(analysis: OptionAnalysis, names: Names) -> tuple[str, ...]:
    """Return each option with both marks and what is to be said of it."""
    one, other = (names[party] for party in analysis.parties)
    return tuple(
        "; ".join(
            (
                f"{row.label}: {row.marks[0]} from {one}, {row.marks[1]} from {other}",
                *option_remarks(analysis, row.option, names),
            )
        )
        for row in analysis.standings
    )


def settling_lines(
    analysis: OptionAnalysis, favourite: str, names: Names, taken: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return what to look at before `favourite` is settled, besides what is `taken` anyhow.

    Raises KeyError when there is no such option.
    """
    chosen = analysis.by_option[favourite]
    better = _still_better(analysis, favourite, taken)
    if not better:
        nothing = "Nothing here is better for one of you and no worse for the other"
        return (f"{nothing} than “{chosen.label}”.",)
    return tuple(
        f"“{row.label}” is better than “{chosen.label}” for "
        f"{_gainers(chosen, row, names, analysis.parties)}: "
        f"{row.marks[0]} and {row.marks[1]} against {chosen.marks[0]} and {chosen.marks[1]}."
        for row in better
    )


def _still_better(
    analysis: OptionAnalysis, favourite: str, taken: Sequence[str]
) -> tuple[OptionStanding, ...]:
    """Return what is better than `favourite` and not `taken` with it."""
    return tuple(row for row in analysis.better_than(favourite) if row.option not in taken)


def favourites_lines(
    analysis: OptionAnalysis, favourites: Sequence[str], names: Names
) -> tuple[str, ...]:
    """Return what to look at before one or several `favourites` are settled.

    Favourites that are not among the options are left out.
    """
    known = [favourite for favourite in favourites if favourite in analysis.by_option]
    improvable = [one for one in known if _still_better(analysis, one, known)]
    if len(known) > 1 and not improvable:
        return ("Nothing here is better for one of you and no worse for the other than these.",)
    settling = improvable if len(known) > 1 else known
    return tuple(line for one in settling for line in settling_lines(analysis, one, names, known))
