"""An agreement in Markdown, for people to read."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from facilitator.domain.agreement import Agreement, OpenPointRecord
from facilitator.domain.text import day_in_words
from facilitator.export.escaping import bullet, heading, quote, table
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


def agreement_markdown(agreement: Agreement, seal: str | None = None) -> str:
    """Return `agreement` in CommonMark with tables; all outside text stays text.

    `seal` is the sha256, in hex, of the record's bytes before its seal; without it the seal that
    `agreement` was read with is shown. Whether it holds is not checked here.
    """
    sha256 = seal or (agreement.seal.sha256 if agreement.seal else "")
    blocks = [heading(1, agreement.topic), STATUSES[agreement.status]]
    for part in _PARTS:
        blocks += part(agreement)
    blocks += _seal(sha256) if _SHA256.fullmatch(sha256) else []
    return "\n\n".join(blocks) + "\n"


def _facts(agreement: Agreement) -> Iterator[str]:
    lines = [f"{party.title}: {party.name}" for party in agreement.parties.values()]
    lines.append(f"Opened: {moment_in_words(agreement.opened)}")
    lines.append(f"Closed: {moment_in_words(agreement.closed)}")
    if agreement.review is not None:
        lines.append(f"To be looked at again: {day_in_words(agreement.review)}")
    if agreement.amends is not None:
        lines.append(f"Takes the place of: {agreement.amends}")
    playbook = agreement.playbook
    lines.append(f"Playbook: {playbook.title}, version {playbook.version}")
    lines.append(f"Record: {agreement.id}")
    yield "\n".join(map(bullet, lines))


def _common_ground(agreement: Agreement) -> Iterator[str]:
    if agreement.common_ground:
        yield heading(2, "Common ground")
        yield from map(quote, agreement.common_ground)


def _ground_rules(agreement: Agreement) -> Iterator[str]:
    if agreement.ground_rules:
        yield heading(2, "Ground rules")
        yield "\n".join(map(bullet, agreement.ground_rules))


def _terms(agreement: Agreement) -> Iterator[str]:
    if agreement.steps:
        yield heading(2, "Step by step")
        yield from terms(agreement)


def _commitments(agreement: Agreement) -> Iterator[str]:
    if not agreement.commitments:
        return
    yield heading(2, "Commitments")
    rows = [
        [
            commitment.what,
            agreement.name_of(commitment.owner),
            day_in_words(commitment.due) if commitment.due else NOT_ANSWERED,
            commitment.measure or NOT_ANSWERED,
        ]
        for commitment in agreement.commitments
    ]
    yield table(["What", "Who", "By when", "Measured by"], rows)


def _open_points(agreement: Agreement) -> Iterator[str]:
    if agreement.open_points:
        yield heading(2, "Open points")
        lines = [_open_point(agreement, point) for point in agreement.open_points]
        yield "\n".join(map(bullet, lines))


def _open_point(agreement: Agreement, point: OpenPointRecord) -> str:
    handling = f"escalated to {point.to}" if point.to else point.handling
    revisit = f", to be looked at again: {day_in_words(point.revisit)}" if point.revisit else ""
    return f"{point.text}\n({handling}; {agreement.name_of(point.owner)} sees to it{revisit})"


def _signatures(agreement: Agreement) -> Iterator[str]:
    if not agreement.signatures:
        return
    yield heading(2, "Signatures")
    rows = [
        [signature.name, person(agreement, signature.role), moment_in_words(signature.signed)]
        for signature in agreement.signatures
    ]
    yield table(["Signed", "For", "When"], rows)
    yield "Each typed their name. It is an acknowledgement, not a qualified electronic signature."


_PARTS: Final[tuple[Callable[[Agreement], Iterator[str]], ...]] = (
    _facts,
    _common_ground,
    _ground_rules,
    _terms,
    _commitments,
    _open_points,
    _signatures,
)
"""The parts of the text below its title, in order."""


def _seal(sha256: str) -> list[str]:
    lines = [f"Receipt: {receipt(sha256)}", f"sha256: {sha256}"]
    return [heading(2, "Seal"), "\n".join(map(bullet, lines))]
