"""Two questions that were set against each other, to be shown as one.

The one asked one party, the other the other: what the work needs, and what can be released for it.
"""

from collections.abc import Iterator, Sequence

from facilitator.domain.agreement import Agreement, AnswerRecord

Shown = tuple[AnswerRecord, ...]
"""What is shown as one: an answer, or the two answers to questions set against each other."""


def paired(agreement: Agreement, answers: Sequence[AnswerRecord]) -> Iterator[Shown]:
    """Give `answers` in order; a pair stands where the first of the two would."""
    partners = dict(_partners(agreement, answers))
    told: set[str] = set()
    for answer in answers:
        if answer.id not in told:
            partner = partners.get(answer.id)
            told |= {answer.id} if partner is None else {answer.id, partner.id}
            yield (answer,) if partner is None else (answer, partner)


def answered_by(agreement: Agreement, answer: AnswerRecord) -> tuple[str, ...]:
    """Return the roles that gave an answer."""
    return tuple(role for role in agreement.roles if answer.given(role) is not None)


def _partners(
    agreement: Agreement, answers: Sequence[AnswerRecord]
) -> Iterator[tuple[str, AnswerRecord]]:
    """Give each answer that has a partner, both ways; nobody has two."""
    by_id = {answer.id: answer for answer in answers}
    taken: set[str] = set()
    for answer in answers:
        partner = by_id.get(str(answer.given("against")))
        if partner is None or taken & {answer.id, partner.id}:
            continue
        roles = [answered_by(agreement, one) for one in (answer, partner)]
        if sorted(map(len, roles)) == [1, 1] and roles[0] != roles[1]:
            taken |= {answer.id, partner.id}
            yield answer.id, partner
            yield partner.id, answer
