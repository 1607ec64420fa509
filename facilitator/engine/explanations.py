"""“How is this worked out?”: a plain sentence for all that is worked out, and its source.

The sentences explain a method. They never say who is right, nor what to choose.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Explanation:
    """How something is worked out, and where the method comes from (empty for plain arithmetic)."""

    text: str
    source: str = ""

    @property
    def line(self) -> str:
        """The sentence with its source in brackets, for exports."""
        return f"{self.text} ({self.source})" if self.source else self.text


COMPARISONS: Final[dict[str, Explanation]] = {
    "text": Explanation(
        "Your words stand side by side as you wrote them; nothing is read into them."
    ),
    "yesno": Explanation("Two answers that are the same are shared; a yes and a no are apart."),
    "choice": Explanation("Two choices that are the same are shared; all others are apart."),
    "choices": Explanation(
        "What you both chose is counted against everything that either of you chose."
    ),
    "scale": Explanation(
        "The steps between your two answers are counted; one step, or up to a fifth of the scale, "
        "counts as near."
    ),
    "number": Explanation(
        "The smaller figure is taken from the larger; the percentage is that difference in "
        "proportion to the larger figure."
    ),
    "money": Explanation(
        "The smaller amount is taken from the larger; the percentage is that difference in "
        "proportion to the larger amount."
    ),
    "date": Explanation("The days between your two dates are counted; half a year is fully apart."),
    "ranking": Explanation(
        "Every pair of options is looked at: the more pairs stand in the same order for both of "
        "you, the closer your two orders are.",
        "Kendall's tau-b, 1945",
    ),
    "points": Explanation(
        "For each option the difference between your points is taken; half their sum is what would "
        "have to move for your weights to be the same."
    ),
    "rating": Explanation(
        "For each row the difference between your marks is taken, and the largest comes first."
    ),
    "table": Explanation("Rows that say the same are shared; all others are yours alone."),
    "paraphrase": Explanation(
        "It is not compared: only the one who was heard can say if it is right."
    ),
    "swap": Explanation("Each guess is set beside what the other had answered, as a difference."),
    "overlap": Explanation(
        "Your two figures are tested against each other once and forgotten; you learn only whether "
        "there is room between them.",
        "zone of possible agreement, Raiffa 1982",
    ),
}
"""Type of an item (or ``overlap``) to how two answers of it are compared."""

ANALYSES: Final[dict[str, Explanation]] = {
    "trades": Explanation(
        "An issue can be traded when one of you put at least twice as many points on it as the "
        "other, and a tenth of all points more; a trade pairs two of them so that each gets more "
        "of their own points than they give.",
        "Raiffa, The Art and Science of Negotiation, 1982",
    ),
    "adjusted_winner": Explanation(
        "Each issue goes to whoever put more points on it; then issues move from the one who is "
        "ahead to the other, those you weigh most alike first, and the last is shared so that both "
        "end with the same number of their own points.",
        "Adjusted Winner: Brams and Taylor, Fair Division, 1996",
    ),
    "dominated": Explanation(
        "An option falls behind when another has a higher mark from one of you and no lower mark "
        "from the other.",
        "Pareto",
    ),
    "refused": Explanation(
        "A party would refuse an option if they gave it the lowest mark there is."
    ),
    "maximin": Explanation(
        "Of each option the lower of your two marks counts, and the option where that is highest "
        "is best for the worse-off; options that one of you would refuse are left out.",
        "maximin: Rawls, A Theory of Justice, 1971",
    ),
    "nash": Explanation(
        "What each of you gave an option above the lowest mark, which stands for no agreement, is "
        "multiplied; the product is highest where both gain much, and neither scale counts more.",
        "Nash, The Bargaining Problem, 1950",
    ),
    "settling": Explanation(
        "Your favourite is set beside every other option to see if one has a higher mark from one "
        "of you and no lower mark from the other.",
        "post-settlement settlement: Raiffa 1985",
    ),
    "movement": Explanation(
        "The answers and figures that stood here at the last try are set beside those of now."
    ),
    "offers": Explanation(
        "These are ways that mediators try when talks stick, the gentlest first; you choose."
    ),
    "fairness": Explanation(
        "The terms are looked through for what often makes people doubt an agreement later; these "
        "are questions, and none keeps you from signing."
    ),
    "insights": Explanation(
        "The saved agreements are counted; no name and no answer in words is taken from them."
    ),
    "revision": Explanation(
        "The two texts are set side by side word by word, and what differs is marked."
    ),
    "merging": Explanation(
        "Your two lists are put together by turns, one row of each, and a row that both have in "
        "the same words stands once."
    ),
}
"""Analysis to how it is worked out."""


def comparison_explained(kind: str) -> Explanation:
    """Return how two answers of an item type (or ``overlap``) are compared; KeyError if unknown."""
    return COMPARISONS[kind]


def analysis_explained(analysis: str) -> Explanation:
    """Return how an analysis is worked out; KeyError if there is no such analysis."""
    return ANALYSES[analysis]
