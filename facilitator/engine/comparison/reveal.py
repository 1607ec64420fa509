"""Lays open what one page shows: each item compared, the largest difference first."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from facilitator.domain.items import BOTH, TOGETHER, AskedItem, ScaleItem, SwapItem
from facilitator.domain.session import Session
from facilitator.domain.values import Value
from facilitator.engine.agenda import Page
from facilitator.engine.answers import Context
from facilitator.engine.comparison.comparers import COMPARERS
from facilitator.engine.comparison.difference import (
    TESTED,
    UNMEASURED,
    Difference,
    Pair,
    place,
)
from facilitator.engine.comparison.probes import fair_probe
from facilitator.engine.comparison.shown import DRAWINGS, Comparison, Side, scaled
from facilitator.engine.kinds import answer_type
from facilitator.engine.scope import Scope
from facilitator.engine.structure import Plan
from facilitator.engine.wording import lines_of, question


class _Reveal:
    """Compares what one page lays open."""

    def __init__(self, plan: Plan, session: Session) -> None:
        self.plan = plan
        self.session = session
        self.scope = Scope(plan, session)
        self.order = plan.playbook.order

    def context(self, party: str) -> Context:
        """Return what an answer of `party` is read by."""
        return Context(self.plan, self.session, party, self.session.opened.date())

    def name(self, party: str) -> str:
        """Return the name of who stands for the role `party`."""
        return self.session.parties.get(party, party)

    def compare(self, item: AskedItem, shown: Mapping[str, AskedItem]) -> Comparison:
        """Compare the answers to `item`, and to its partner if that is among those `shown`."""
        if item.privacy == "overlap":
            return self.overlap(item)
        if isinstance(item, SwapItem):
            return self.swap(item)
        partner = self.partner(item, shown)
        if partner is not None:
            return self.against(item, partner)
        if item.who != BOTH:
            return self.alone(item)
        return self.both(item)

    def partner(self, item: AskedItem, shown: Mapping[str, AskedItem]) -> AskedItem | None:
        """Return the item of the other role that `item` is paired with, if it is shown."""
        partner = shown.get(item.against or "")
        paired = partner is not None and item.who != BOTH and partner.who not in {BOTH, item.who}
        return partner if paired else None

    def side(self, item: AskedItem, party: str, label: str = "") -> Side:
        """Return one party's answer as it is shown, with `label` behind its first line."""
        value = self.scope.answer(item, party)
        lines = ("no answer",) if value is None else lines_of(item, value, self.context(party))
        if label:
            lines = (f"{lines[0]}  ({label})", *lines[1:])
        return Side(party, self.name(party), lines, self.position(item, value))

    def position(self, item: AskedItem, value: Value | None) -> Fraction | None:
        """Return where an answer stands on its scale, 0 to 1, or its size if it is a figure."""
        real = answer_type(self.plan.playbook, item)
        if isinstance(real, ScaleItem) and isinstance(value, int):
            return Fraction(value - real.min, max(real.max - real.min, 1))
        return Fraction(value) if isinstance(value, Decimal) and value >= 0 else None

    def measured(
        self, item: AskedItem, first: Value | None, second: Value | None, names: tuple[str, str]
    ) -> Difference:
        """Return how far two answers are apart; unmeasured while one of them is missing."""
        if first is None or second is None:
            return UNMEASURED
        real = answer_type(self.plan.playbook, item)
        pair = Pair(real, first, second, names, self.context(self.order[0]))
        return COMPARERS[real.type](pair)

    def both(self, item: AskedItem) -> Comparison:
        """Compare what the two answered to one question."""
        one, other = self.order
        difference = self.measured(
            item,
            self.scope.answer(item, one),
            self.scope.answer(item, other),
            (self.name(one), self.name(other)),
        )
        sides = (self.side(item, one), self.side(item, other))
        return self.comparison(item, difference, sides)

    def against(self, item: AskedItem, partner: AskedItem) -> Comparison:
        """Compare the answers to two questions that are set against each other."""
        by_party = {item.who: item, partner.who: partner}
        one, other = self.order
        difference = (
            self.measured(
                item,
                self.scope.answer(by_party[one], one),
                self.scope.answer(by_party[other], other),
                (self.name(one), self.name(other)),
            )
            if self.alike(item, partner)
            else Difference("words", "each by its own measure")
        )
        sides = tuple(self.side(by_party[party], party) for party in self.order)
        texts = [self.ask(by_party[party], party) for party in self.order]
        made = self.comparison(item, difference, sides)
        return replace(made, question=" / ".join(dict.fromkeys(texts)))

    def alike(self, *items: AskedItem) -> bool:
        """Whether answers to these are measured in the same way, so that they can be compared."""
        one, other = (answer_type(self.plan.playbook, item) for item in items)
        if {one.type, other.type} <= {"number", "money"}:
            return True
        keys = ("type", "options", "total", "min", "max", "each", "labels")
        return all(getattr(one, key, None) == getattr(other, key, None) for key in keys)

    def swap(self, item: SwapItem) -> Comparison:
        """Set each guess beside what the other answered; the larger miss gives the headline."""
        target = self.plan.playbook.item(item.of)
        sides: list[Side] = []
        differences: list[Difference] = []
        for party in self.plan.playbook.answerers(item):
            other = self.plan.playbook.other(party)
            sides.append(self.side(item, party, f"guessing {self.name(other)}"))
            if isinstance(target, AskedItem):
                sides.append(self.side(target, other, "said"))
                guess, said = self.scope.answer(item, party), self.scope.answer(target, other)
                names = (f"{self.name(party)}'s guess", self.name(other))
                differences.append(self.measured(item, guess, said, names))
        worst = min(differences, key=lambda found: place(found.verdict, found.size))
        headline = "guessed right" if worst.verdict == "shared" else f"the guess: {worst.headline}"
        details = tuple(
            f"{self.name(party)}'s guess: {found.headline}"
            for party, found in zip(self.plan.playbook.answerers(item), differences, strict=False)
        )
        made = replace(worst, headline=headline, details=details)
        return self.comparison(item, made, tuple(sides))

    def overlap(self, item: AskedItem) -> Comparison:
        """Say whether there is room, as the last round found it; the figures are not known here."""
        tests = self.session.tests.get(item.id, ())
        difference = TESTED[tests[-1]] if tests else UNMEASURED
        return replace(self.comparison(item, difference, ()), rounds=len(tests))

    def alone(self, item: AskedItem) -> Comparison:
        """Show what only one of the two was asked."""
        side = self.side(item, item.who)
        return self.comparison(item, Difference("alone", f"from {side.name}"), (side,))

    def ask(self, item: AskedItem, party: str) -> str:
        """Return the question as `party` reads it, its placeholders filled."""
        return self.scope.text(question(item, party))

    def comparison(
        self, item: AskedItem, difference: Difference, sides: tuple[Side, ...]
    ) -> Comparison:
        """Put the difference and both sides together as what is shown of `item`."""
        differs = difference.verdict in {"apart", "near", "no_room"}
        kind = answer_type(self.plan.playbook, item).type
        probe = item.probe or fair_probe(difference.verdict, kind)
        drawing = DRAWINGS.get(kind) if len(sides) > 1 else None
        return Comparison(
            item=item,
            question=self.ask(item, TOGETHER),
            verdict=difference.verdict,
            headline=difference.headline,
            sides=scaled(sides) if drawing == "bars" else sides,
            details=difference.details,
            size=difference.size,
            probe=probe if differs else "",
            drawing=drawing,
        )


def compare(plan: Plan, session: Session, page: Page) -> tuple[Comparison, ...]:
    """Return what `page` (a reveal, or open answers of both) shows, largest difference first."""
    reveal = _Reveal(plan, session)
    asked = [item for item in page.items if isinstance(item, AskedItem)]
    shown = {item.id: item for item in asked}
    paired: set[str] = set()
    for item in asked:
        partner = reveal.partner(item, shown)
        if partner is not None and item.id not in paired:
            paired.add(partner.id)
    found = [reveal.compare(item, shown) for item in asked if item.id not in paired]
    return tuple(sorted(found, key=lambda made: place(made.verdict, made.size)))


def compare_item(plan: Plan, session: Session, item: AskedItem) -> Comparison | None:
    """Return how the two answers to `item`, or to it and its partner, stand to each other.

    None as long as the pair may not see both, or where there is only one.
    """
    if item.withheld:
        return None
    partner = plan.playbook.places.get(item.against or "", (None, None))[1]
    shown = {partner.id: partner} if isinstance(partner, AskedItem) else {}
    made = _Reveal(plan, session).compare(item, shown)
    return None if made.verdict in {"missing", "alone"} else made
