"""A gate that sticks: what has moved since the last try, and what mediators would try next."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from facilitator.engine.bargaining.charts import shortened
from facilitator.engine.explanations import ANALYSES
from facilitator.engine.gates import Way
from facilitator.engine.movement import Movement
from facilitator.engine.offers import Offer
from facilitator.tui.pages.explaining import Told
from facilitator.tui.pages.people import People

_LONGEST_LABEL = 40
MOST_MOVES = 4
"""More moves than this are counted and not told one by one."""


class MovementLines(Vertical):
    """What is not as it was at the last try."""

    def __init__(self, movement: Movement, people: People) -> None:
        """Tell `movement`."""
        super().__init__(classes="movement")
        names = {role: people.short(role) for role in people.names}
        moves = (
            replace(move, label=shortened(move.label, _LONGEST_LABEL)) for move in movement.moves
        )
        self._lines = replace(movement, moves=tuple(moves)).lines(names)

    @property
    def explained(self) -> tuple[Told, ...]:
        """How it is worked out."""
        return (Told("Since the last try", ANALYSES["movement"]),)

    def compose(self) -> ComposeResult:
        """Give a line for each move."""
        if len(self._lines) == 1:
            words = Content.assemble(("Since the last try: ", "$quiet"), self._lines[0])
            yield Static(words, classes="only-move")
            return
        yield Static(Content("Since the last try"), classes="quiet")
        for line in self._lines[:MOST_MOVES]:
            yield Static(Content(f"· {line}"), classes="move")
        more = len(self._lines) - MOST_MOVES
        if more > 0:
            yield Static(Content(f"· and {more} more; Look back shows them."), classes="move")


class OffersPanel(Vertical):
    """What can be tried, the gentlest first. A button carries out what the program can do."""

    class Asked(Message):
        """The pair asked for an offer that shows something: `offer` says what."""

        def __init__(self, offer: Offer) -> None:
            """Carry the offer."""
            super().__init__()
            self.offer = offer

    def __init__(self, offers: Sequence[Offer], ways: Sequence[Way]) -> None:
        """Make `offers`; `ways` are the ways on at this gate."""
        super().__init__(classes="offers")
        self._offers = {offer.kind: offer for offer in offers}
        self._ways = {way.kind: way for way in ways}

    @property
    def explained(self) -> tuple[Told, ...]:
        """Where the order comes from."""
        return (Told("What mediators try", ANALYSES["offers"]),)

    def compose(self) -> ComposeResult:
        """Give each offer with its words, and its button if it has one."""
        words = "What mediators try when it sticks, the gentlest first"
        yield Static(Content(words), classes="label")
        for number, offer in enumerate(self._offers.values(), 1):
            label = Content.assemble(f"{number}  ", (offer.label, "bold"))
            yield Static(label, classes="offer")
            yield Static(Content(offer.words), classes="words")
            yield from self._buttons(offer)

    def _buttons(self, offer: Offer) -> Iterator[Button]:
        way = self._ways.get(offer.way) if offer.way else None
        if way is not None and way.open:
            yield Button(Content(f"→ {way.label}"), name=way.kind, classes="way", compact=True)
        elif offer.items or offer.common_ground:
            words = "→ Each alone" if offer.private else "→ What you both said"
            yield Button(Content(words), name=offer.kind, classes="ask", compact=True)

    @on(Button.Pressed, ".ask")
    def ask(self, event: Button.Pressed) -> None:
        """Ask for what the offer shows."""
        event.stop()
        offer = next(found for kind, found in self._offers.items() if kind == event.button.name)
        self.post_message(self.Asked(offer))
