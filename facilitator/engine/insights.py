"""What many agreements tell together: counts of themes, distances, tries and kept commitments.

Nothing here holds a name, a topic or an answer: only themes (words of the playbooks' authors),
counts, and distances in proportion to what a question allowed.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Final, Literal

from facilitator.domain.agreement import (
    Agreement,
    AnswerRecord,
    CommitmentRecord,
    GateRecord,
    StepRecord,
)
from facilitator.domain.consent import Consent
from facilitator.domain.items import BOTH
from facilitator.engine.comparison import HALF_A_YEAR, relative
from facilitator.engine.follow_up import Reports, follow

DistanceKind = Literal["scale", "money", "number", "date"]
PromiseKind = Literal["theme", "measure", "date", "owner"]

_LEVELS: Final = {consent.value: level for level, consent in enumerate(Consent)}
_MOST_DIGITS: Final = 40
_NO_THEME: Final = ""


@dataclass(frozen=True)
class ThemeCount:
    """How often a theme comes up, and what the steps about it came to."""

    theme: str
    agreements: int
    outcomes: Mapping[str, int]
    """Outcome to the number of steps with this theme that came to it."""


@dataclass(frozen=True)
class DistanceCount:
    """How far apart the answers to one kind of question lie."""

    kind: DistanceKind
    compared: int
    same: int
    median: Fraction
    """From 0 (the same) to 1; of an even number of answers the lower of the two in the middle."""
    changed: int
    """How many of them somebody changed after the reveal."""


@dataclass(frozen=True)
class GateCount:
    """How gates were passed, and how many levels of consent lay between the two."""

    gates: int
    first_try: int
    """How many passed at the first try."""
    later_try: int
    not_passed: int
    tries: int
    """All tries together."""
    apart_first: Fraction
    """Levels of consent between the two at the first try, on average."""
    apart_last: Fraction
    """The same at the last try."""


@dataclass(frozen=True)
class KeptCount:
    """What became of the commitments of one kind."""

    kind: PromiseKind
    value: str
    """The theme; or ``with``/``without`` (a measure, a date); or ``one``/``both`` (owners)."""
    commitments: int
    states: Mapping[str, int]
    """State of the latest check-in (``done``, ``late``, …) to how many; ``unknown`` without one."""

    @property
    def kept(self) -> int:
        """How many are done."""
        return self.states.get("done", 0)


@dataclass(frozen=True)
class Insights:
    """Everything counted; no names."""

    agreements: int
    amendments: int
    statuses: Mapping[str, int]
    themes: tuple[ThemeCount, ...]
    """The most frequent first."""
    distances: tuple[DistanceCount, ...]
    gates: GateCount
    kept: tuple[KeptCount, ...]


def insights(
    agreements: Sequence[Agreement], check_ins: Mapping[str, Sequence[Reports]]
) -> Insights:
    """Return what `agreements` tell together; `check_ins` are theirs, by the agreement's id."""
    return Insights(
        agreements=len(agreements),
        amendments=sum(agreement.amends is not None for agreement in agreements),
        statuses=Counter(agreement.status for agreement in agreements),
        themes=_themes(agreements),
        distances=_distances(agreements),
        gates=_gates(agreements),
        kept=_kept(agreements, check_ins),
    )


def _themes(agreements: Sequence[Agreement]) -> tuple[ThemeCount, ...]:
    counts = Counter(theme for agreement in agreements for theme in agreement.themes)
    outcomes: dict[str, Counter[str]] = {theme: Counter() for theme in counts}
    for step in _steps(agreements):
        if step.theme:
            outcomes[step.theme][step.outcome] += 1
    return tuple(
        ThemeCount(theme, count, outcomes[theme])
        for theme, count in sorted(counts.items(), key=lambda found: (-found[1], found[0]))
    )


def _steps(agreements: Iterable[Agreement]) -> Iterator[StepRecord]:
    return (step for agreement in agreements for step in agreement.steps)


def _distances(agreements: Sequence[Agreement]) -> tuple[DistanceCount, ...]:
    found: dict[DistanceKind, list[tuple[Fraction, bool]]] = {kind: [] for kind in MEASURES}
    for agreement in agreements:
        for step in agreement.steps:
            for one, first, second in _pairs(step, agreement.roles):
                kind, size = _distance(one, first, second)
                if kind is not None and size is not None:
                    found[kind].append((size, bool(one.changed)))
    return tuple(_counted(kind, sizes) for kind, sizes in found.items() if sizes)


def _counted(kind: DistanceKind, found: Sequence[tuple[Fraction, bool]]) -> DistanceCount:
    sizes = sorted(size for size, _ in found)
    middle = sizes[(len(sizes) - 1) // 2]
    return DistanceCount(
        kind, len(sizes), sizes.count(Fraction(0)), middle, sum(changed for _, changed in found)
    )


def _pairs(step: StepRecord, roles: tuple[str, ...]) -> Iterator[tuple[AnswerRecord, Any, Any]]:
    """Give the answers of both to one question, or to two that are set against each other."""
    by_id = {answer.id: answer for answer in step.answers}
    for answer in step.answers:
        partner = by_id.get(str((answer.model_extra or {}).get("against")), answer)
        given = [_first_given(role, answer, partner) for role in roles]
        if len(given) == 2 and None not in given:
            yield answer, given[0], given[1]


def _first_given(role: str, *answers: AnswerRecord) -> Any:
    return next((value for answer in answers if (value := answer.given(role)) is not None), None)


def _distance(answer: AnswerRecord, first: Any, second: Any) -> tuple[DistanceKind | None, Any]:
    kind: DistanceKind | None = next((kind for kind in MEASURES if kind == answer.type), None)
    if kind is None:
        return None, None
    try:
        return kind, MEASURES[kind](answer, first, second)
    except (TypeError, ValueError, InvalidOperation):
        return None, None


def _on_scale(answer: AnswerRecord, first: Any, second: Any) -> Fraction | None:
    described = answer.model_extra or {}
    length = described.get("max", 0) - described.get("min", 0)
    return min(Fraction(abs(first - second), length), Fraction(1)) if length > 0 else None


def _of_the_larger(answer: AnswerRecord, first: Any, second: Any) -> Fraction | None:
    del answer
    one, other = Decimal(first), Decimal(second)
    return relative(one, other) if _is_plain(one) and _is_plain(other) else None


def _is_plain(number: Decimal) -> bool:
    """Whether a figure out of a file is one that an answer can be."""
    return number.is_finite() and abs(number.adjusted()) <= _MOST_DIGITS


def _in_days(answer: AnswerRecord, first: Any, second: Any) -> Fraction | None:
    del answer
    if not isinstance(first, dt.date) or not isinstance(second, dt.date):
        return None
    return min(Fraction(abs((first - second).days), HALF_A_YEAR), Fraction(1))


MEASURES: Final[dict[DistanceKind, Callable[[AnswerRecord, Any, Any], Fraction | None]]] = {
    "scale": _on_scale,
    "money": _of_the_larger,
    "number": _of_the_larger,
    "date": _in_days,
}
"""Kind of question to how far apart two answers of it are, as they stand in a record."""


def _gates(agreements: Sequence[Agreement]) -> GateCount:
    counted = [
        _gate_tries(gate, agreement.roles)
        for agreement in agreements
        for step in agreement.steps
        for gate in step.gates
    ]
    complete = [tries for tries in counted if tries]
    passed = [tries for tries in complete if max(tries[-1]) <= _LEVELS[Consent.ACCEPT.value]]
    first = sum(len(tries) == 1 for tries in passed)
    return GateCount(
        gates=len(complete),
        first_try=first,
        later_try=len(passed) - first,
        not_passed=len(complete) - len(passed),
        tries=sum(map(len, complete)),
        apart_first=_average_gap([tries[0] for tries in complete]),
        apart_last=_average_gap([tries[-1] for tries in complete]),
    )


def _gate_tries(gate: GateRecord, roles: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the levels of both at each complete try, counted from 0 for ``endorse``."""
    tries = [*gate.earlier, {role: gate.consent(role) for role in roles}]
    found = [tuple(_LEVELS.get(str(one.get(role)), -1) for role in roles) for one in tries]
    return [(levels[0], levels[1]) for levels in found if len(levels) == 2 and min(levels) >= 0]


def _average_gap(pairs: Sequence[tuple[int, int]]) -> Fraction:
    return Fraction(sum(abs(one - other) for one, other in pairs), max(len(pairs), 1))


def _kept(
    agreements: Sequence[Agreement], check_ins: Mapping[str, Sequence[Reports]]
) -> tuple[KeptCount, ...]:
    states: dict[tuple[PromiseKind, str], Counter[str]] = {}
    for agreement in agreements:
        themes = {step.id: step.theme or _NO_THEME for step in agreement.steps}
        followed = follow(agreement.commitments, check_ins.get(agreement.id, ()))
        state_of = {now.id: now.state for now in followed}
        for commitment in agreement.commitments:
            state = state_of[commitment.id] or "unknown"
            for kind in _described(commitment, themes.get(commitment.step or "")):
                states.setdefault(kind, Counter())[state] += 1
    return tuple(
        KeptCount(kind, value, counted.total(), counted)
        for (kind, value), counted in sorted(states.items(), key=_in_order)
    )


def _described(
    commitment: CommitmentRecord, theme: str | None
) -> Iterator[tuple[PromiseKind, str]]:
    """Give the kinds that a commitment is of."""
    if theme:
        yield "theme", theme
    yield "measure", "with" if commitment.measure else "without"
    yield "date", "with" if commitment.due else "without"
    yield "owner", "both" if commitment.owner == BOTH else "one"


KINDS: Final[tuple[PromiseKind, ...]] = ("theme", "measure", "date", "owner")
"""The kinds in which commitments are counted, in the order shown."""


def _in_order(found: tuple[tuple[PromiseKind, str], Counter[str]]) -> tuple[int, int, str]:
    (kind, value), counted = found
    return KINDS.index(kind), -counted.total(), value


def insight_lines(found: Insights) -> tuple[str, ...]:
    """Return the counts as lines to read."""
    return (
        f"{_counted_things(found.agreements, 'agreement')}, {found.amendments} of them amendments",
        *(_theme_line(theme) for theme in found.themes),
        *(_distance_line(distance) for distance in found.distances),
        *_gate_lines(found.gates),
        *(_kept_line(kept) for kept in found.kept),
    )


def _counted_things(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _theme_line(theme: ThemeCount) -> str:
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in theme.outcomes.items())
    return f"{theme.theme}: in {_counted_things(theme.agreements, 'agreement')} ({outcomes})"


DISTANCE_WORDS: Final[dict[DistanceKind, str]] = {
    "scale": "of the scale",
    "money": "of the larger amount",
    "number": "of the larger figure",
    "date": "of half a year",
}


def _distance_line(distance: DistanceCount) -> str:
    percent = round(distance.median * 100)
    return (
        f"{_counted_things(distance.compared, f'{distance.kind} question')}: "
        f"{distance.same} the same, half of them at most {percent} % "
        f"{DISTANCE_WORDS[distance.kind]} apart, {distance.changed} changed after the reveal"
    )


def _gate_lines(gates: GateCount) -> Iterator[str]:
    if gates.gates:
        yield (
            f"{_counted_things(gates.gates, 'gate')}: {gates.first_try} passed at the first try, "
            f"{gates.later_try} later, {gates.not_passed} not"
        )
        start, end = (f"{_tenths(gap)}" for gap in (gates.apart_first, gates.apart_last))
        yield f"levels of consent between the two: {start} at the first try, {end} at the last"


def _tenths(number: Fraction) -> str:
    whole, rest = divmod(int(number * 10 + Fraction(1, 2)), 10)
    return f"{whole}.{rest}"


PROMISE_WORDS: Final[dict[tuple[PromiseKind, str], str]] = {
    ("measure", "with"): "with a measure",
    ("measure", "without"): "without a measure",
    ("date", "with"): "with a date",
    ("date", "without"): "without a date",
    ("owner", "one"): "of one party",
    ("owner", "both"): "of both",
}


STATE_WORDS: Final[dict[str, str]] = {
    "on_track": "on track",
    "at_risk": "at risk",
    "unknown": "without a check-in",
}
"""State to its words, where they differ."""


def _kept_line(kept: KeptCount) -> str:
    about = PROMISE_WORDS.get((kept.kind, kept.value), f"on {kept.value}")
    states = state_counts_in_words(kept.states)
    return f"{_counted_things(kept.commitments, 'commitment')} {about}: {states}"


def state_counts_in_words(states: Mapping[str, int]) -> str:
    """Return how many commitments are in which state, such as ``2 done, 1 at risk``."""
    return ", ".join(
        f"{number} {STATE_WORDS.get(state, state)}" for state, number in states.items()
    )
