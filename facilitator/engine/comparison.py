"""What a reveal tells: what the two share, how far they are apart, and what to ask each other.

Nothing is judged and nothing about the meaning of words is guessed. Differences come first, the
largest at the top; how large one is, is measured against what the question allows (the length of a
scale, the larger of two amounts, the number of options), so that unlike questions can be ordered.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from facilitator.domain.items import BOTH, TOGETHER, AskedItem, ScaleItem, SwapItem, TableItem
from facilitator.domain.session import Session
from facilitator.domain.values import Row, Value
from facilitator.engine.agenda import Page
from facilitator.engine.answers import Context
from facilitator.engine.bargaining.rank_correlation import tau_b_of_orders
from facilitator.engine.kinds import answer_type
from facilitator.engine.merging import row_words
from facilitator.engine.scope import Scope
from facilitator.engine.structure import Plan
from facilitator.engine.wording import figure, lines_of, mark_label, question

Verdict = Literal["apart", "near", "shared", "words", "alone", "room", "no_room", "missing"]
ORDER: dict[Verdict, int] = {
    "no_room": 0,
    "apart": 0,
    "near": 1,
    "words": 2,
    "missing": 2,
    "alone": 3,
    "room": 4,
    "shared": 4,
}
"""Verdict to its place in the reading order; differences come before what is shared."""

MARKS: dict[Verdict, str] = {
    "no_room": "≠",
    "apart": "≠",
    "near": "≈",
    "words": "·",
    "missing": "·",
    "alone": "·",
    "room": "✓",
    "shared": "=",
}
"""Verdict to the mark that stands before its headline, so that colour is never needed."""

NEAR = Fraction(1, 5)
"""Up to a fifth of what the question allows, two answers count as near."""

FAIR_PROBE = "What would I have to know to see it as you do?"
"""What to ask each other when neither the playbook nor the type has a question of its own."""

FAIR_PROBES: dict[str, str] = {
    "scale": "What would move your answer by one step?",
    "number": "What is your figure made of?",
    "money": "What is your figure made of?",
    "date": "What has to be there by your date?",
    "choice": "What does your choice give you that the other does not?",
    "choices": "What would be lost without the ones that only you chose?",
    "ranking": "What makes the option that moved most matter as it does to you?",
    "points": "What would ten points more for the other's choice buy?",
    "rating": "What would have to change for your mark to go up by one?",
}
"""Item type to what to ask each other when the answers are apart and the playbook is silent."""

ROOM_PROBE = "What besides the figure could make room?"
"""The same, for an overlap item without room."""

HALF_A_YEAR = 180
"""The days from which two dates count as fully apart."""

MOST_DETAILS = 5
"""The most rows that are told one by one; the largest differences come first."""


@dataclass(frozen=True)
class Difference:
    """How two answers stand to each other: verdict, headline, size from 0 to 1, and details."""

    verdict: Verdict
    headline: str
    size: Fraction = Fraction(0)
    details: tuple[str, ...] = ()


UNMEASURED = Difference("missing", "not answered by both")
TESTED = {
    True: Difference("room", "there is room", Fraction(1)),
    False: Difference("no_room", "there is none", Fraction(1)),
}
"""Outcome of the last round of an overlap item to what the pair learns."""


@dataclass(frozen=True)
class Side:
    """One party's answer: its lines, and where it lies between 0 and 1 if that can be drawn."""

    party: str
    name: str
    lines: tuple[str, ...]
    position: Fraction | None = None


@dataclass(frozen=True)
class Comparison:
    """One item (or a pair of items set against each other) as the reveal shows it."""

    item: AskedItem
    question: str
    verdict: Verdict
    headline: str
    sides: tuple[Side, ...]
    details: tuple[str, ...] = ()
    size: Fraction = Fraction(0)
    probe: str = ""
    rounds: int = 0
    """For an overlap item: how many rounds have been tested."""
    drawing: Literal["track", "bars"] | None = None

    @property
    def mark(self) -> str:
        """The mark that stands before the headline."""
        return MARKS[self.verdict]


@dataclass(frozen=True)
class _Pair:
    """Two answers of one type, the one who is read first before the other."""

    item: Any
    first: Any
    second: Any
    names: tuple[str, str]
    context: Context


def plural(number: int | Decimal, thing: str) -> str:
    """Return ``1 step``, ``2 steps``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _graded(
    size: Fraction, headline: str, details: tuple[str, ...] = (), near: Fraction = NEAR
) -> Difference:
    verdict: Verdict = "shared" if size == 0 else "near" if size <= near else "apart"
    return Difference(verdict, headline, size, details)


def _yesno(pair: _Pair) -> Difference:
    if pair.first == pair.second:
        return Difference("shared", f"both say {'yes' if pair.first else 'no'}")
    return Difference("apart", "one yes, one no", Fraction(1))


def _choice(pair: _Pair) -> Difference:
    if pair.first == pair.second:
        return Difference("shared", "the same choice")
    return Difference("apart", "different choices", Fraction(1))


def _choices(pair: _Pair) -> Difference:
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
    return _graded(size, headline, details)


def _scale(pair: _Pair) -> Difference:
    steps = abs(pair.first - pair.second)
    length = max(pair.item.max - pair.item.min, 1)
    headline = f"{steps} of {plural(length, 'step')} apart" if steps else "the same"
    return _graded(Fraction(steps, length), headline, near=near_on_scale(length))


def near_on_scale(length: int) -> Fraction:
    """Return up to which part of a scale of `length` steps two answers count as near.

    One step is near wherever there are more than two, even where it is more than a fifth.
    """
    return max(NEAR, Fraction(1, length)) if length > 2 else NEAR


def relative(first: Decimal, second: Decimal) -> Fraction:
    """Return the distance of two numbers in proportion to the larger one, from 0 to 1."""
    larger = Fraction(max(abs(first), abs(second)))
    return min(Fraction(abs(first - second)) / larger, Fraction(1)) if larger else Fraction(0)


def _number(pair: _Pair) -> Difference:
    distance = abs(pair.first - pair.second)
    size = relative(pair.first, pair.second)
    if not distance:
        return Difference("shared", "the same figure")
    apart = figure(pair.item, distance, pair.context)
    lower = pair.names[0] if pair.first < pair.second else pair.names[1]
    detail = f"{lower} is {apart} below: {share_in_words(size)} of the larger figure"
    return _graded(size, f"{apart} apart ({percent(size)})", (detail,))


SHARES = (
    (Fraction(1, 10), "a tenth"),
    (Fraction(1, 5), "a fifth"),
    (Fraction(1, 4), "a quarter"),
    (Fraction(1, 3), "a third"),
    (Fraction(1, 2), "half"),
    (Fraction(2, 3), "two thirds"),
    (Fraction(3, 4), "three quarters"),
    (Fraction(9, 10), "nine tenths"),
    (Fraction(1), "all"),
)
"""Shares that have a plain name."""


def share_in_words(size: Fraction) -> str:
    """Return a share by the nearest plain name: ``a quarter``, ``about a third``."""
    if size < Fraction(1, 20):
        return "less than a twentieth"
    share, words = min(SHARES, key=lambda named: abs(named[0] - size))
    return words if share == size else f"about {words}" if share < 1 else "nearly all"


def percent(size: Fraction) -> str:
    """Return a share in whole percent; at least 1 % when it is not nothing."""
    return f"{max(round(size * 100), 1)} %"


def _date(pair: _Pair) -> Difference:
    days = abs((pair.first - pair.second).days)
    if not days:
        return Difference("shared", "the same day")
    earlier = pair.names[0] if pair.first < pair.second else pair.names[1]
    detail = f"{earlier} has the earlier day"
    size = min(Fraction(days, HALF_A_YEAR), Fraction(1))
    return _graded(size, f"{plural(days, 'day')}{_in_weeks(days)} apart", (detail,))


def _in_weeks(days: int) -> str:
    """Return days as weeks to add to them, from one week on."""
    weeks, rest = divmod(days, 7)
    if not weeks:
        return ""
    about = "about " if rest else ""
    return f" ({about}{plural(weeks + (rest > 3), 'week')})"


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


def _ranking(pair: _Pair) -> Difference:
    tau = kendall_tau(pair.first, pair.second)
    words = next(words for limit, words in TAU_IN_WORDS if tau >= limit)
    if tau == 1:
        return Difference("shared", words)
    moves = {o: abs(pair.first.index(o) - pair.second.index(o)) for o in pair.first}
    most = max(moves, key=lambda option: moves[option])
    places = (pair.first.index(most) + 1, pair.second.index(most) + 1)
    details = (f"furthest apart: {most}, {_places(places, pair.names)}",)
    return _graded((1 - tau) / 2, words, details)


def _places(places: tuple[int, int], names: tuple[str, str]) -> str:
    return ", ".join(f"{place} for {name}" for place, name in zip(places, names, strict=True))


def _by_size(gaps: Mapping[str, int]) -> list[str]:
    return sorted((key for key in gaps if gaps[key]), key=lambda key: -gaps[key])


def _points(pair: _Pair) -> Difference:
    gaps = {option: abs(pair.first[option] - pair.second[option]) for option in pair.first}
    apart = sum(gaps.values()) // 2
    if not apart:
        return Difference("shared", "the same weights")
    details = tuple(
        f"{option}: {_places((pair.first[option], pair.second[option]), pair.names)}"
        for option in _by_size(gaps)[:3]
    )
    size = Fraction(apart, pair.item.total)
    return _graded(size, f"{apart} of {pair.item.total} points lie elsewhere", details)


def _rating(pair: _Pair) -> Difference:
    labels = pair.context.rated(pair.item)
    rows = [key for key in labels if key in pair.first and key in pair.second]
    gaps = {key: abs(pair.first[key] - pair.second[key]) for key in rows}
    differing = _by_size(gaps)
    if not differing:
        return Difference("shared", "the same marks")
    length = max(pair.item.highest - pair.item.lowest, 1)
    details = tuple(
        f"{labels[key]}: {mark_label(pair.item, pair.first[key])} for {pair.names[0]}, "
        f"{mark_label(pair.item, pair.second[key])} for {pair.names[1]}"
        for key in differing[:MOST_DETAILS]
    )
    headline = f"{len(differing)} of {plural(len(rows), 'row')} differ"
    size = Fraction(gaps[differing[0]], length)
    return _graded(size, headline, details, near_on_scale(length))


def _table(pair: _Pair) -> Difference:
    return _fixed_rows(pair) if pair.item.rows else _free_rows(pair)


def _fixed_rows(pair: _Pair) -> Difference:
    """Compare what the two wrote in each row that the playbook gives."""
    first, second = ({row.id: row for row in rows} for rows in (pair.first, pair.second))
    empty = {row: Row(row, {}) for row in pair.item.rows}
    first, second = empty | first, empty | second
    rows = list(pair.item.rows)
    differing = [row for row in rows if row_words(first[row]) != row_words(second[row])]
    if not differing:
        return Difference("shared", "the same in every row")
    same = [row for row in rows if row not in differing]
    details = ((f"the same: {', '.join(same)}",) if same else ()) + (
        f"apart: {', '.join(differing)}",
    )
    headline = f"{len(differing)} of {plural(len(rows), 'row')} differ"
    return _graded(Fraction(len(differing), len(rows)), headline, details)


def _free_rows(pair: _Pair) -> Difference:
    """Compare lists of rows of the two's own: the same words are shared, no more is read in."""
    first, second = ({row_words(row) for row in rows} for rows in (pair.first, pair.second))
    if first == second:
        return Difference("shared", "the same rows")
    shared, union = len(first & second), len(first | second)
    headline = f"{shared} of {plural(union, 'row')} in the same words"
    groups = zip(pair.names, (first - second, second - first), strict=True)
    details = tuple(f"only {name}: {plural(len(own), 'row')}" for name, own in groups if own)
    if _is_in_words(pair.item):
        return Difference("words", headline, details=details)
    return _graded(1 - Fraction(shared, union), headline, details)


def _is_in_words(table: TableItem) -> bool:
    """Whether a table has a column of free words, whose meaning is not compared."""
    return any(column.type == "text" for column in table.columns)


def _words(pair: _Pair) -> Difference:
    if pair.first == pair.second:
        return Difference("shared", "word for word the same")
    return Difference("words", "in your own words")


COMPARERS: dict[str, Callable[[_Pair], Difference]] = {
    "text": _words,
    "paraphrase": _words,
    "yesno": _yesno,
    "choice": _choice,
    "choices": _choices,
    "scale": _scale,
    "number": _number,
    "money": _number,
    "date": _date,
    "ranking": _ranking,
    "points": _points,
    "rating": _rating,
    "table": _table,
}
"""Item type to how two answers of it are compared."""


class _Reveal:
    """Compares what one page lays open."""

    def __init__(self, plan: Plan, session: Session) -> None:
        self.plan = plan
        self.session = session
        self.scope = Scope(plan, session)
        self.order = plan.playbook.order

    def context(self, party: str) -> Context:
        return Context(self.plan, self.session, party, self.session.opened.date())

    def name(self, party: str) -> str:
        return self.session.parties.get(party, party)

    def compare(self, item: AskedItem, shown: Mapping[str, AskedItem]) -> Comparison:
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
        value = self.scope.answer(item, party)
        lines = ("no answer",) if value is None else lines_of(item, value, self.context(party))
        if label:
            lines = (f"{lines[0]}  ({label})", *lines[1:])
        return Side(party, self.name(party), lines, self.position(item, value))

    def position(self, item: AskedItem, value: Value | None) -> Fraction | None:
        real = answer_type(self.plan.playbook, item)
        if isinstance(real, ScaleItem) and isinstance(value, int):
            return Fraction(value - real.min, max(real.max - real.min, 1))
        return Fraction(value) if isinstance(value, Decimal) and value >= 0 else None

    def measured(
        self, item: AskedItem, first: Value | None, second: Value | None, names: tuple[str, str]
    ) -> Difference:
        if first is None or second is None:
            return UNMEASURED
        real = answer_type(self.plan.playbook, item)
        pair = _Pair(real, first, second, names, self.context(self.order[0]))
        return COMPARERS[real.type](pair)

    def both(self, item: AskedItem) -> Comparison:
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
        worst = min(differences, key=lambda found: (ORDER[found.verdict], -found.size))
        headline = "guessed right" if worst.verdict == "shared" else f"the guess: {worst.headline}"
        details = tuple(
            f"{self.name(party)}'s guess: {found.headline}"
            for party, found in zip(self.plan.playbook.answerers(item), differences, strict=False)
        )
        made = replace(worst, headline=headline, details=details)
        return self.comparison(item, made, tuple(sides))

    def overlap(self, item: AskedItem) -> Comparison:
        tests = self.session.tests.get(item.id, ())
        difference = TESTED[tests[-1]] if tests else UNMEASURED
        return replace(self.comparison(item, difference, ()), rounds=len(tests))

    def alone(self, item: AskedItem) -> Comparison:
        side = self.side(item, item.who)
        return self.comparison(item, Difference("alone", f"from {side.name}"), (side,))

    def ask(self, item: AskedItem, party: str) -> str:
        return self.scope.text(question(item, party))

    def comparison(
        self, item: AskedItem, difference: Difference, sides: tuple[Side, ...]
    ) -> Comparison:
        differs = difference.verdict in {"apart", "near", "no_room"}
        kind = answer_type(self.plan.playbook, item).type
        probe = item.probe or _fair_probe(difference.verdict, kind)
        drawing = DRAWINGS.get(kind) if len(sides) > 1 else None
        return Comparison(
            item=item,
            question=self.ask(item, TOGETHER),
            verdict=difference.verdict,
            headline=difference.headline,
            sides=_scaled(sides) if drawing == "bars" else sides,
            details=difference.details,
            size=difference.size,
            probe=probe if differs else "",
            drawing=drawing,
        )


def _fair_probe(verdict: Verdict, kind: str) -> str:
    """Return what to ask each other when the playbook is silent: nothing unless far apart."""
    if verdict == "no_room":
        return ROOM_PROBE
    return FAIR_PROBES.get(kind, FAIR_PROBE) if verdict == "apart" else ""


DRAWINGS: dict[str, Literal["track", "bars"]] = {
    "scale": "track",
    "number": "bars",
    "money": "bars",
}
"""Item type to how its two answers are drawn."""


def _scaled(sides: tuple[Side, ...]) -> tuple[Side, ...]:
    """Put amounts in proportion to the largest, so that they can be drawn as bars."""
    largest = max((side.position or Fraction(0) for side in sides), default=Fraction(0))
    if not largest:
        return tuple(replace(side, position=None) for side in sides)
    return tuple(
        side if side.position is None else replace(side, position=side.position / largest)
        for side in sides
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
    return tuple(sorted(found, key=lambda made: (ORDER[made.verdict], -made.size)))


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
