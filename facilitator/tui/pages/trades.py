"""Where could you trade? A map of both parties' points, shown only when the two ask for it."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widgets import Button, Static

from facilitator.engine.bargaining.adjusted_winner import adjusted_winner
from facilitator.engine.bargaining.charts import shortened
from facilitator.engine.bargaining.trades import IssueWeights, TradeMap, trade_map
from facilitator.engine.bargaining.weights import Weights
from facilitator.engine.bargaining.wording import division_lines, trade_lines, who_gives
from facilitator.engine.explanations import ANALYSES
from facilitator.tui.pages.explaining import Told
from facilitator.tui.pages.people import People

_FIGURE = 4
_LONGEST_ISSUE = 22
_SHORTEST_HALF = 6
_LONGEST_HALF = 14


class WeightsMap(Static):
    """A bar to the left for one, a bar to the right for the other, as wide as there is room."""

    BESIDE: ClassVar[int] = 0
    """How many columns what stands beside the bars takes."""

    def __init__(self, made: TradeMap, people: People) -> None:
        """Draw `made`."""
        super().__init__(classes="chart")
        self._made = made
        self._people = people
        self._names = {role: people.short(role) for role in people.names}

    def on_resize(self, event: Resize) -> None:
        """Draw it anew for the room there is."""
        self.update(self.drawn(event.size.width))

    def drawn(self, width: int) -> Content:
        """Return the map in `width` columns."""
        longest = max((len(row.issue) for row in self._made.issues), default=0)
        rest = width - 2 * (_FIGURE + 1) - 1 - self.BESIDE
        issue = min(longest, _LONGEST_ISSUE, max(rest - 2 * _SHORTEST_HALF, 8))
        half = max(min((rest - issue) // 2, _LONGEST_HALF), 3)
        rows = (self._row(row, issue, half) for row in self._made.issues)
        return Content("\n").join([self._head(issue, half), *rows])

    def _head(self, issue: int, half: int) -> Content:
        one, other = self._made.parties
        left = f"{shortened(self._names[one], half)} ◀".rjust(issue + _FIGURE + 1 + half)
        right = f" ▶ {self._names[other]}"
        return Content.assemble((left, self._people.style(one)), (right, self._people.style(other)))

    def _row(self, row: IssueWeights, issue: int, half: int) -> Content:
        one, other = self._made.parties
        left, right = ("█" * self._length(points, half) for points in row.weights)
        return Content.assemble(
            f"{shortened(row.issue, issue):{issue}}{row.weights[0]:>{_FIGURE}} ",
            (f"{left:>{half}}", self._people.style(one)),
            ("│", "$quiet"),
            (f"{right:<{half}}", self._people.style(other)),
            f" {row.weights[1]:<{_FIGURE}}",
            *self.remarks(row),
        )

    def remarks(self, row: IssueWeights) -> Iterator[tuple[str, str]]:
        """Give what stands beside the bars of an issue, each part with its style."""
        del row
        yield from ()

    def _length(self, points: int, half: int) -> int:
        heaviest = max(self._made.weights.heaviest, 1)
        return max((points * half * 2 + heaviest) // (2 * heaviest), 1) if points else 0


class TradesMap(WeightsMap):
    """The same with what it says of each issue: who could give way on it."""

    BESIDE = 16

    def remarks(self, row: IssueWeights) -> Iterator[tuple[str, str]]:
        """Give who could give way."""
        words = shortened(who_gives(row, self._names), self.BESIDE)
        yield words, "bold $role-first" if row.gives else "$quiet"


class TradesPanel(Vertical):
    """Closed until the pair asks: not everything that has points can be traded."""

    class Sought(Message):
        """The pair asked for trades, or for a division of everything."""

        def __init__(self, item: str, divided: bool) -> None:
            """Carry the id of the points item, and whether a division was asked for."""
            super().__init__()
            self.item = item
            self.divided = divided

    def __init__(self, item: str, weights: Weights, people: People, sought: bool | None) -> None:
        """Offer the trades of `item`; `sought` says what was asked for before, None for nothing."""
        super().__init__(classes="analysis")
        self.item = item
        self._weights = weights
        self._people = people
        self._names = {role: people.short(role) for role in people.names}
        self.sought = sought

    @property
    def shows_answers(self) -> bool:
        """Whether both answers stand in it, as they do once the pair has asked."""
        return self.sought is not None

    @property
    def explained(self) -> tuple[Told, ...]:
        """How trades, and the division if it is shown, are worked out."""
        if self.sought is None:
            return ()
        told = (Told("Where you could trade", ANALYSES["trades"]),)
        division = Told("Sharing all of it out", ANALYSES["adjusted_winner"])
        return (*told, division) if self.sought else told

    def compose(self) -> ComposeResult:
        """Give the button; once it was pressed the map, the exchanges, and the division."""
        if self.sought is None:
            label = Content.assemble("Where could you trade?  ", ("t", "dim"))
            yield Button(label, classes="seek", compact=True)
            return
        made = trade_map(self._weights)
        yield Static(Content("Where you can trade"), classes="label")
        total = self._weights.total
        words = f"{total} points each. What one weighs high and the other low can be traded."
        yield Static(Content(words), classes="quiet intro")
        yield TradesMap(made, self._people)
        for line in trade_lines(made, self._names):
            yield Static(Content(line), classes="line")
        if self.sought:
            yield Static(Content("If all of it were shared out"), classes="label")
            for line in division_lines(adjusted_winner(self._weights), self._names):
                yield Static(Content(line), classes="line")
        else:
            yield Button(Content("And if all of it were shared out?"), classes="seek", compact=True)
        yield Static(Content("w  how is this worked out?"), classes="quiet")

    @on(Button.Pressed, ".seek")
    async def press(self, event: Button.Pressed) -> None:
        """Show what was asked for."""
        event.stop()
        await self.seek()

    async def seek(self) -> None:
        """Show the trades; when they are there, the division too."""
        if not self.sought:
            self.sought = self.sought is not None
            self.post_message(self.Sought(self.item, self.sought))
            await self.recompose()
        asked_last = self.query(".label").last()
        self.call_after_refresh(asked_last.scroll_visible, animate=False, top=True)
