"""Options that both rated: a table, what the yardsticks say of each, and a chart of both marks."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.engine.bargaining.charts import option_letters, options_chart
from facilitator.engine.bargaining.options import OptionAnalysis, OptionStanding
from facilitator.engine.bargaining.wording import favourites_lines, option_remarks
from facilitator.engine.explanations import ANALYSES
from facilitator.tui.pages.explaining import Told
from facilitator.tui.pages.people import People

MOST_CHARTED = 40
"""More options than this have no chart: the letters would not tell them apart."""

_TITLES = {
    "dominated": "Which option is better",
    "refused": "Who would refuse",
    "maximin": "Best for the worse-off",
    "nash": "The highest product",
    "settling": "Before you settle",
}


class OptionsPanel(Vertical):
    """What both marks say of the options; the choice stays with the two."""

    shows_answers: Final = True

    def __init__(self, made: OptionAnalysis, favourites: Sequence[str], people: People) -> None:
        """Show `made`, with a star at what the two have chosen so far."""
        super().__init__(classes="analysis")
        self._made = made
        self._favourites = tuple(favourites)
        self._people = people
        self._names = {role: people.short(role) for role in people.names}
        self._letters = option_letters(made)

    @property
    def explained(self) -> tuple[Told, ...]:
        """How the remarks come about."""
        return tuple(Told(title, ANALYSES[analysis]) for analysis, title in _TITLES.items())

    def compose(self) -> ComposeResult:
        """Give the table, what to look at before settling, and the chart."""
        with Horizontal(classes="option"):
            yield Static(Content("Your options"), classes="label-cell")
            for party in self._made.parties:
                yield Static(self._people.named(party), classes="mark-cell")
        for standing in self._made.standings:
            yield from self._row(standing)
        settling = favourites_lines(self._made, self._favourites, self._names)
        for line in settling:
            words = Content.assemble(("Before you settle: ", "$role-first"), line)
            yield Static(words, classes="settling")
        if len(self._made.standings) <= MOST_CHARTED:
            yield Static(self._chart(), classes="chart")
        yield Static(Content("w  how is this worked out?"), classes="quiet")

    def _row(self, standing: OptionStanding) -> ComposeResult:
        chosen = standing.option in self._favourites
        star, style = ("★", "bold $agreed") if chosen else (" ", "")
        letter = f"{star} {self._letters[standing.option]}"
        with Horizontal(classes="option"):
            yield Static(Content.styled(letter, style), classes="letter-cell")
            yield Static(Content.styled(standing.label, style), classes="label-cell -plain")
            for mark in standing.marks:
                yield Static(Content(str(mark)), classes="mark-cell")
        remarks = list(self._remarks(standing))
        if remarks:
            yield Static(Content(" · ").join(remarks), classes="remark")

    def _remarks(self, standing: OptionStanding) -> Iterator[Content]:
        refused = len(standing.refused_by)
        for place, remark in enumerate(option_remarks(self._made, standing.option, self._names)):
            style = "$apart" if place < refused else "$quiet" if standing.better else "$agreed"
            yield Content.styled(remark, style)

    def _chart(self) -> Content:
        lines = options_chart(self._made, self._names)
        return Content("\n".join(lines))
