"""What was chosen among options: yes or no, one, several, or an order of all."""

from fractions import Fraction

from facilitator.engine.bargaining.rank_correlation import tau_b_of_orders
from facilitator.engine.comparison.difference import Difference, Pair, graded


def yesno(pair: Pair) -> Difference:
    """Compare a yes or no with another."""
    if pair.first == pair.second:
        return Difference("shared", f"both say {'yes' if pair.first else 'no'}")
    return Difference("apart", "one yes, one no", Fraction(1))


def choice(pair: Pair) -> Difference:
    """Compare two single choices: the same one, or fully apart."""
    if pair.first == pair.second:
        return Difference("shared", "the same choice")
    return Difference("apart", "different choices", Fraction(1))


def choices(pair: Pair) -> Difference:
    """Compare two sets of options by the share of all chosen that only one chose."""
    first, second = set(pair.first), set(pair.second)
    ordered = [*pair.first, *(option for option in pair.second if option not in first)]
    groups = (
        ("both", [o for o in ordered if o in first & second]),
        (f"only {pair.names[0]}", [o for o in ordered if o in first - second]),
        (f"only {pair.names[1]}", [o for o in ordered if o in second - first]),
    )
    details = tuple(f"{who}: {', '.join(chosen)}" for who, chosen in groups if chosen)
    union = len(first | second)
    size = Fraction(len(first ^ second), union) if union else Fraction(0)
    headline = f"{len(first & second)} of {union} shared" if size else "the same choices"
    return graded(size, headline, details)


def kendall_tau(first: tuple[str, ...], second: tuple[str, ...]) -> Fraction:
    """Return Kendall's tau of two orders of the same options, from -1 (reversed) to 1 (the same).

    An order of options has no ties, so tau-b is a fraction; fewer than two options are in order.
    """
    tau = tau_b_of_orders(first, second)
    return Fraction(1) if tau is None else tau.fraction or Fraction(0)


TAU_IN_WORDS = (
    (Fraction(1), "the same order"),
    (Fraction(3, 5), "much the same order"),
    (Fraction(1, 5), "partly the same order"),
    (Fraction(-1, 5), "hardly any order in common"),
    (Fraction(-1), "nearly opposite orders"),
)
"""The least tau of each of the words for two orders."""


def ranking(pair: Pair) -> Difference:
    """Compare two orders of the same options by Kendall's tau."""
    tau = kendall_tau(pair.first, pair.second)
    words = next(words for limit, words in TAU_IN_WORDS if tau >= limit)
    if tau == 1:
        return Difference("shared", words)
    moves = {o: abs(pair.first.index(o) - pair.second.index(o)) for o in pair.first}
    most = max(moves, key=lambda option: moves[option])
    places = (pair.first.index(most) + 1, pair.second.index(most) + 1)
    details = (f"furthest apart: {most}, {pair.told(*places)}",)
    return graded((1 - tau) / 2, words, details)
