"""Measures every analysis of two parties' answers with 200 options or issues.

Run it by hand: ``python tests/benchmarks/analyses.py``. It prints the median of each in
milliseconds and ends with exit code 1 if one takes longer than the limit.
"""

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from facilitator.domain.values import Row
from facilitator.engine.bargaining.adjusted_winner import adjusted_winner
from facilitator.engine.bargaining.charts import options_chart, weights_chart
from facilitator.engine.bargaining.options import Ratings, analyse_options
from facilitator.engine.bargaining.rank_correlation import tau_b_of_orders
from facilitator.engine.bargaining.trades import trade_map
from facilitator.engine.bargaining.weights import Weights
from facilitator.engine.bargaining.wording import (
    division_lines,
    option_lines,
    trade_lines,
)
from facilitator.engine.merging import merge_rows

SIZE = 200
LIMIT = 0.050
"""Seconds that one analysis may take."""
ROUNDS = 9
PARTIES = ("manager", "leader")
NAMES = {"manager": "Ben", "leader": "Ada"}


def drawn_weights(rng: Random, spread: int) -> Weights:
    """Return weights of 200 issues; the larger `spread`, the fewer issues hold the points."""
    shares = [[rng.random() ** spread for _ in range(SIZE)] for _ in PARTIES]
    points = [[int(share / sum(side) * 10**6) for share in side] for side in shares]
    for side in points:
        side[0] += 10**6 - sum(side)
    issues = {f"issue {n}": pair for n, pair in enumerate(zip(*points, strict=True))}
    return Weights(PARTIES, issues)


def drawn_ratings(rng: Random, highest: int) -> Ratings:
    """Return marks of 200 options, against each other so that many of them stay undominated."""
    marks = {}
    for number in range(SIZE):
        mark = rng.randint(0, highest)
        marks[f"o{number}"] = (mark, min(max(highest - mark + rng.randint(-2, 2), 0), highest))
    labels = {option: f"Option {option}" for option in marks}
    return Ratings(PARTIES, marks, labels, 0, highest)


def analyses(rng: Random) -> Mapping[str, Callable[[], object]]:
    """Return what is measured, by name."""
    even, uneven = drawn_weights(rng, 1), drawn_weights(rng, 6)
    few_marks, many_marks = drawn_ratings(rng, 10), drawn_ratings(rng, 1000)
    order = [f"o{number}" for number in range(SIZE)]
    other = rng.sample(order, SIZE)
    rows = [[Row(f"{p}{n}", {"option": f"Option {n % 150}"}) for n in range(SIZE)] for p in "ab"]
    return {
        "tau-b": lambda: tau_b_of_orders(order, other),
        "trades": lambda: trade_lines(trade_map(even), NAMES),
        "trades, uneven": lambda: trade_lines(trade_map(uneven), NAMES),
        "Adjusted Winner": lambda: division_lines(adjusted_winner(even), NAMES),
        "options": lambda: option_lines(analyse_options(few_marks), NAMES),
        "options, 1000 marks": lambda: option_lines(analyse_options(many_marks), NAMES),
        "chart of weights": lambda: weights_chart(trade_map(even), NAMES),
        "chart of options": lambda: options_chart(analyse_options(few_marks), NAMES),
        "merged lists": lambda: merge_rows(*rows),
    }


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> int:
    """Measure everything; return 1 if something took longer than the limit."""
    slow = False
    rng = Random(5)
    for name, work in analyses(rng).items():
        taken = median(seconds(work) for _ in range(ROUNDS))
        slow = slow or taken > LIMIT
        sys.stdout.write(f"{name:22} {taken * 1000:8.2f} ms\n")
    sys.stdout.write(f"limit: {LIMIT * 1000:.0f} ms each, {SIZE} options or issues\n")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
