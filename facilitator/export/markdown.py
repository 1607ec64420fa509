"""An agreement in Markdown, for people to read."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from facilitator.domain.agreement import Agreement, OpenPointRecord
from facilitator.domain.text import day_in_words
from facilitator.engine.aftermath import NOTHING_YET, Aftermath
from facilitator.export.came_after import replaced, timeline
from facilitator.export.escaping import bullet, heading, quote, table
from facilitator.export.states import due_in_words, state_in_words
from facilitator.export.terms import NOT_ANSWERED, person, terms
from facilitator.export.wording import moment_in_words
from facilitator.library.records import receipt

STATUSES: Final = {
    "agreed": "Agreed.",
    "partial": "Agreed in part: some of it is settled, some is not.",
    "none": "Not agreed: this records what is shared and what is not.",
}
"""Status of an agreement to its words."""

_SHA256: Final = re.compile("[0-9a-f]{64}")


def agreement_markdown(agreement: Agreement, after: Aftermath = NOTHING_YET) -> str:
    """Return `agreement` in CommonMark with tables; all outside text stays text.

    What holds comes first and how it came about later; commitments stand as what came `after` left
    them. The seal that `agreement` was read with is shown. Whether it holds is not checked here.
    """
    blocks = [heading(1, agreement.topic), STATUSES[agreement.status]]
    for part in _PARTS:
        blocks += part(agreement, after)
    return "\n\n".join(blocks) + "\n"


def _replaced(_agreement: Agreement, after: Aftermath) -> Iterator[str]:
    yield from replaced(after)


def _facts(agreement: Agreement, after: Aftermath) -> Iterator[str]:
    lines = [f"{party.title}: {party.name}" for party in agreement.parties.values()]
    lines.append(f"Opened: {moment_in_words(agreement.opened)}")
    lines.append(f"Closed: {moment_in_words(agreement.closed)}")
    if agreement.review is not None:
        lines.append(f"To be looked at again: {day_in_words(agreement.review)}")
    if agreement.commitments:
        lines.append(f"Commitments: {', '.join(_promised(agreement, after))}")
    if agreement.amends is not None:
        lines.append(f"Takes the place of: {agreement.amends}")
    playbook = agreement.playbook
    lines.append(f"Playbook: {playbook.title}, version {playbook.version}")
    lines.append(f"Record: {agreement.id}")
    yield "\n".join(map(bullet, lines))


def _promised(agreement: Agreement, after: Aftermath) -> Iterator[str]:
    """Say how many commitments there are, how many of them have ended, and what is due next."""
    states = after.commitments(agreement)
    yield str(len(states))
    ended = sum(not one.open for one in states)
    if ended:
        yield f"{ended} of them done or dropped"
    days = [one.due for one in states if one.open and one.due is not None]
    if days and not after.amendments:
        yield f"the next due on {day_in_words(min(days))}"


def _common_ground(agreement: Agreement, _after: Aftermath) -> Iterator[str]:
    if agreement.common_ground:
        yield heading(2, "Common ground")
        yield from map(quote, agreement.common_ground)


def _ground_rules(agreement: Agreement, _after: Aftermath) -> Iterator[str]:
    if agreement.ground_rules:
        yield heading(2, "Ground rules")
        yield "\n".join(map(bullet, agreement.ground_rules))


def _terms(agreement: Agreement, _after: Aftermath) -> Iterator[str]:
    if agreement.steps:
        yield heading(2, "Step by step")
        yield from terms(agreement)


def _commitments(agreement: Agreement, after: Aftermath) -> Iterator[str]:
    """Give who does what by when, and how that stands once there was a check-in."""
    if not agreement.commitments:
        return
    yield heading(2, "Commitments")
    states = {one.id: one for one in after.commitments(agreement)}
    header = ["What", "Who", "By when", "Measured by", "How it stands"]
    rows = [
        [
            commitment.what,
            agreement.name_of(commitment.owner),
            due_in_words(states[commitment.id]),
            commitment.measure or NOT_ANSWERED,
            state_in_words(states[commitment.id]),
        ]
        for commitment in agreement.commitments
    ]
    columns = len(header) if after.check_ins else len(header) - 1
    yield table(header[:columns], [row[:columns] for row in rows])


def _open_points(agreement: Agreement, _after: Aftermath) -> Iterator[str]:
    if agreement.open_points:
        yield heading(2, "Open points")
        lines = [_open_point(agreement, point) for point in agreement.open_points]
        yield "\n".join(map(bullet, lines))


def _open_point(agreement: Agreement, point: OpenPointRecord) -> str:
    handling = f"escalated to {point.to}" if point.to else point.handling
    revisit = f", to be looked at again: {day_in_words(point.revisit)}" if point.revisit else ""
    return f"{point.text}\n({handling}; {agreement.name_of(point.owner)} sees to it{revisit})"


def _signatures(agreement: Agreement, _after: Aftermath) -> Iterator[str]:
    if not agreement.signatures:
        return
    yield heading(2, "Signatures")
    yield "Each typed their name. It is an acknowledgement, not a qualified electronic signature."
    rows = [
        [signature.name, person(agreement, signature.role), moment_in_words(signature.signed)]
        for signature in agreement.signatures
    ]
    yield table(["Signed", "For", "When"], rows)


def _seal(agreement: Agreement, _after: Aftermath) -> Iterator[str]:
    sha256 = agreement.seal.sha256 if agreement.seal else ""
    if _SHA256.fullmatch(sha256):
        yield heading(2, "Seal")
        yield "\n".join([bullet(f"Receipt: {receipt(sha256)}"), bullet(f"sha256: {sha256}")])


_PARTS: Final[tuple[Callable[[Agreement, Aftermath], Iterator[str]], ...]] = (
    _replaced,
    _facts,
    _common_ground,
    _terms,
    _commitments,
    _open_points,
    timeline,
    _ground_rules,
    _signatures,
    _seal,
)
"""The parts of the text below its title, in order."""
