"""What came after an agreement, in Markdown: how its commitments stand, and all of it in order."""

import datetime as dt
from collections.abc import Iterator, Sequence

from facilitator.domain.agreement import Agreement
from facilitator.domain.check_in import CheckIn, Progress
from facilitator.domain.text import day_in_words
from facilitator.engine.aftermath import Aftermath
from facilitator.engine.follow_up import Amendment
from facilitator.export.escaping import bullet, heading, quote
from facilitator.export.states import plain_state
from facilitator.export.terms import person


def replaced(after: Aftermath) -> Iterator[str]:
    """Say which agreements take the place of this one, and which of them hold now."""
    if after.amendments:
        names = ", ".join(one.id for one in after.amendments)
        holding = " and ".join(one.id for one in after.holding)
        yield quote(f"Replaced by {names}. Read {holding} for what holds now.")


def timeline(agreement: Agreement, after: Aftermath) -> Iterator[str]:
    """Give the signing, then check-ins and amendments in the order of their moments."""
    if not after:
        return
    yield heading(2, "What came after")
    yield f"Signed on {day_in_words(agreement.closed)}."
    told: list[tuple[dt.datetime, Sequence[str]]] = [
        (one.at, [*_check_in(agreement, one)]) for one in after.check_ins
    ]
    told += [(one.closed, [_amendment(one)]) for one in after.amendments]
    for _, blocks in sorted(told, key=lambda entry: entry[0]):
        yield from blocks


def _amendment(amendment: Amendment) -> str:
    return heading(3, f"Replaced on {day_in_words(amendment.closed)} by {amendment.id}")


def _check_in(agreement: Agreement, check_in: CheckIn) -> Iterator[str]:
    yield heading(3, f"Check-in on {day_in_words(check_in.day)}")
    what = {one.id: one.what for one in agreement.commitments}
    lines = [
        "\n".join(_progress(agreement, one, what.get(one.commitment, one.commitment)))
        for one in check_in.progress
    ]
    yield "\n".join(map(bullet, lines))


def _progress(agreement: Agreement, progress: Progress, what: str) -> Iterator[str]:
    """Give how one commitment goes, what each says of it, and what follows."""
    yield f"{plain_state(progress.state).capitalize()}: {what}"
    for role in agreement.roles:
        word = progress.word(role)
        if word:
            yield f"{person(agreement, role)}: {word}"
    if progress.due is not None:
        yield f"New date: {day_in_words(progress.due)}"
    if progress.next:
        yield f"Next: {progress.next}"
