"""Weights and ratings as Hypothesis draws them."""

from hypothesis import strategies as st

from facilitator.engine.bargaining.options import Ratings
from facilitator.engine.bargaining.weights import Weights

PARTIES = ("manager", "leader")
NAMES = {"manager": "Ben", "leader": "Ada"}


@st.composite
def points(draw: st.DrawFn, issues: int, total: int = 100) -> list[int]:
    """Draw `total` points divided among so many issues."""
    cuts = sorted(draw(st.lists(st.integers(0, total), min_size=issues - 1, max_size=issues - 1)))
    return [end - start for start, end in zip([0, *cuts], [*cuts, total], strict=True)]


@st.composite
def weights(draw: st.DrawFn) -> Weights:
    """Draw what two parties put on up to nine issues."""
    issues = draw(st.integers(2, 9))
    first, second = draw(points(issues)), draw(points(issues))
    pairs = {f"i{n}": pair for n, pair in enumerate(zip(first, second, strict=True))}
    return Weights(PARTIES, pairs)


@st.composite
def ratings(draw: st.DrawFn) -> Ratings:
    """Draw what two parties gave up to twelve options."""
    mark = st.integers(0, 10)
    pairs = draw(st.lists(st.tuples(mark, mark), min_size=1, max_size=12))
    marks = {f"o{n}": pair for n, pair in enumerate(pairs)}
    return Ratings(PARTIES, marks, {option: option.upper() for option in marks}, 0, 10)
