"""What two made-up people do on each page: for previews, and for rehearsals without typing.

Pure and without randomness: the same page always gets the same answers. The two sides differ where
their question lets them, so that a reveal has something to show.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from facilitator.domain import events as ev
from facilitator.domain.consent import Consent
from facilitator.domain.items import BOTH, TOGETHER, AskedItem, bound
from facilitator.domain.session import Session, Slot
from facilitator.domain.vault import Vault
from facilitator.engine.agenda import Page, agenda, current
from facilitator.engine.answers import Context
from facilitator.engine.fold import fold
from facilitator.engine.kinds import answer_type
from facilitator.engine.structure import Plan
from facilitator.engine.submission import Sitting, asked_item, submit

NAMES = ("Ada", "Ben")
"""The made-up first names, in the order of the roles."""

_SPAN = 100
"""How far apart two limits are where the playbook gives none."""
_MOST_PAGES = 2000


def made_up_parties(plan: Plan) -> dict[str, str]:
    """Return role to a made-up name."""
    return dict(zip(plan.playbook.role_ids, NAMES, strict=True))


def made_up(item: AskedItem, context: Context) -> object:
    """Return an answer to `item` as a front end would give it, or None where there can be none."""
    real = answer_type(context.playbook, item)
    return ANSWERS[real.type](real, context)


def _side(context: Context) -> int:
    """Return 0 for the first role and for both together, 1 for the second role."""
    return int(context.party == context.playbook.role_ids[1])


def _words(keys: Any, context: Context) -> str:
    who = "both" if context.party == TOGETHER else context.playbook.roles[context.party].title
    return f"What {who} would write here."[: keys.max_length]


def _option(keys: Any, context: Context) -> str | None:
    options = context.options(keys)
    return options[_side(context) % len(options)] if options else None


def _on_scale(keys: Any, context: Context) -> int:
    return int(max(keys.min, keys.max - 1 - 2 * _side(context)))


def _number(keys: Any, context: Context) -> Decimal:
    least = keys.min if keys.min is not None else min(Decimal(0), (keys.max or Decimal(0)) - _SPAN)
    most = keys.max if keys.max is not None else least + _SPAN
    return (
        Decimal(round(least + (most - least) * (3 - _side(context)) / 4))
        if most - least >= 4
        else least
    )


def _day(keys: Any, context: Context) -> dt.date | None:
    earliest, latest = bound(keys.earliest, context.today), bound(keys.latest, context.today)
    day = context.today + dt.timedelta(days=30 + 15 * _side(context))
    day = min(day, latest) if latest else day
    return max(day, earliest) if earliest else day


def _yes_or_no(keys: Any, context: Context) -> bool:
    del keys
    return _side(context) == 0


def _some(item: Any, context: Context) -> list[str] | None:
    options = context.options(item)
    wanted = max(item.least or 1, 1)
    start = _side(context) if wanted < len(options) else 0
    return list(options[start : start + wanted]) or None


def _order(item: Any, context: Context) -> list[str]:
    return list(item.options[:: -1 if _side(context) else 1])


def _shares(item: Any, context: Context) -> dict[str, int]:
    share, rest = divmod(item.total, len(item.options))
    favourite = item.options[-_side(context)]
    return {name: share + (rest if name == favourite else 0) for name in item.options}


def _rows(item: Any, context: Context) -> list[dict[str, object]]:
    labels = item.rows or range(min(max(item.least or 0, 2), item.most or 2))
    return [
        {column.id: ANSWERS[column.type](column, context) for column in item.columns}
        for _ in labels
    ]


def _table(item: Any, context: Context) -> list[dict[str, object]]:
    rows = _rows(item, context)
    first = item.columns[0]
    if item.rows is None and first.type == "text":
        for number, row in enumerate(rows, 1 + 2 * _side(context)):
            row[first.id] = f"Idea {number}"[: first.max_length]
    return rows


def _marks(item: Any, context: Context) -> list[int] | None:
    size = item.highest - item.lowest + 1
    rated = range(len(context.rated(item)))
    return [item.lowest + (place + 1 + _side(context)) % size for place in rated] or None


def _heard(item: Any, context: Context) -> dict[str, object]:
    del item, context
    return {"says": "What I heard the other say.", "confirmed": True}


def _promises(item: Any, context: Context) -> list[dict[str, object]]:
    due = context.today + dt.timedelta(days=14)
    owners = (*context.playbook.role_ids, BOTH)
    return [
        {"what": f"Promise {n + 1}", "owner": owners[n % 3], "due": due, "measure": "It is done."}
        for n in range(max(item.least or 0, min(2, item.most or 2)))
    ]


ANSWERS: dict[str, Callable[[Any, Context], object]] = {
    "text": _words,
    "yesno": _yes_or_no,
    "choice": _option,
    "choices": _some,
    "scale": _on_scale,
    "number": _number,
    "money": _number,
    "date": _day,
    "ranking": _order,
    "points": _shares,
    "table": _table,
    "rating": _marks,
    "paraphrase": _heard,
    "commitments": _promises,
}
"""Item or column type to a made-up answer of it; a swap is answered as what it swaps."""


@dataclass(frozen=True)
class Enacted:
    """What the made-up people do on a page; `problems` are answers that they could not make up."""

    events: tuple[ev.Event, ...] = ()
    problems: tuple[Slot, ...] = ()


def enact(sitting: Sitting, page: Page) -> Enacted:
    """Return what the made-up people do on `page`."""
    return ENACTED[page.kind](sitting, page)


def _begin(sitting: Sitting, page: Page) -> Enacted:
    assert page.step is not None  # noqa: S101 - the page of a step has one
    return Enacted((ev.Began(at=sitting.at, step=page.step.id),))


def _answer(sitting: Sitting, page: Page) -> Enacted:
    raw = {
        slot: made_up(asked_item(sitting.plan.playbook, slot[0]), sitting.context(slot[1]))
        for slot in page.slots
    }
    made = submit(sitting, page, raw)
    return Enacted(made.events, tuple(made.problems))


def _read(sitting: Sitting, page: Page) -> Enacted:
    return Enacted((ev.Read(at=sitting.at, items=page.keys),))


def _reveal(sitting: Sitting, page: Page) -> Enacted:
    revealed = ev.Revealed(at=sitting.at, items=page.keys)
    return Enacted((revealed, ev.Read(at=sitting.at, items=page.keys)))


def _consent(sitting: Sitting, page: Page) -> Enacted:
    stances = sitting.session.gates
    said = [
        ev.Consented(at=sitting.at, gate=gate, party=party, consent=Consent.ACCEPT)
        for gate, party in page.slots
        if gate not in stances or party not in stances[gate].stances
    ]
    return Enacted(tuple(said))


def _read_back(sitting: Sitting, page: Page) -> Enacted:
    review = sitting.at.date() + dt.timedelta(days=30)
    reviewed = ev.ReviewAgreed(at=sitting.at, review=review)
    return Enacted((reviewed, ev.Read(at=sitting.at, items=page.keys)))


def _sign(sitting: Sitting, page: Page) -> Enacted:
    del page
    names, at = sitting.session.parties, sitting.at
    signed = [ev.Signed(at=at, party=role, name=name) for role, name in names.items()]
    return Enacted((*signed, ev.Concluded(at=at, agreement=sitting.session.id)))


ENACTED: dict[str, Callable[[Sitting, Page], Enacted]] = {
    "step": _begin,
    "answers": _answer,
    "together": _answer,
    "reveal": _reveal,
    "stance": _consent,
    "gate": _consent,
    "reading": _read,
    "read_back": _read_back,
    "keep": _answer,
    "sign": _sign,
}
"""Kind of page to what is done on it."""


@dataclass(frozen=True)
class Moment:
    """A page with everything that happened before it."""

    page: Page
    session: Session
    events: tuple[ev.Event, ...] = field(repr=False)


def rehearse(plan: Plan, opened: ev.Opened, vault: Vault) -> Iterator[Moment]:
    """Give every page of a session of made-up people, in the order in which they come to it.

    The last one is the page that cannot be got past, or that of the signatures.
    """
    events: list[ev.Event] = [opened]
    for _ in range(_MOST_PAGES):
        session = fold(plan, events)
        page = current(agenda(plan, session))
        yield Moment(page, session, tuple(events))
        done = enact(Sitting(plan, session, vault, opened.at), page)
        if page.kind == "sign" or not done.events:
            return
        events += done.events
