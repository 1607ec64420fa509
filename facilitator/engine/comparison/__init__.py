"""What a reveal tells: what the two share, how far they are apart, and what to ask each other.

Nothing is judged and nothing about the meaning of words is guessed. Differences come first, the
largest at the top; how large one is, is measured against what the question allows (the length of a
scale, the larger of two amounts, the number of options), so that unlike questions can be ordered.

In this room: what a difference is (``difference``); how two answers are measured, by their kind
(``figures``, ``options``, ``weights``, ``written``), and the registry that says which type is
measured how (``comparers``); what to ask each other (``probes``); what is shown of an item
(``shown``); and ``reveal``, which compares a page and puts its differences in order.

Not in this room: what two sets of weights allow (``bargaining``), what changed between two
agreements (``differences``), the sentences that explain a measure (``explanations``), and how a
comparison is drawn (the screens).
"""

from facilitator.engine.comparison.difference import Verdict
from facilitator.engine.comparison.figures import HALF_A_YEAR, relative
from facilitator.engine.comparison.reveal import compare, compare_item
from facilitator.engine.comparison.shown import Comparison, Side

__all__ = [
    "HALF_A_YEAR",
    "Comparison",
    "Side",
    "Verdict",
    "compare",
    "compare_item",
    "relative",
]
