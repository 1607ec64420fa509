"""``agreements diff``: what changed from one agreement to another."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.output import as_json, data, words
from facilitator.library.listing import find_agreement
from facilitator.library.paths import Library

if TYPE_CHECKING:
    from facilitator.domain.agreement import Agreement, CommitmentRecord
    from facilitator.engine.differences import ChangedCommitment, ChangedTerm, Differences

NOTHING = "nothing"
"""Stands for what one of the two agreements does not have."""


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--json", "wants_json", is_flag=True, help="One object.")
@click.pass_obj
def diff(library: Library, before: str, after: str, wants_json: bool) -> None:
    """Say what changed from the agreement A to the agreement B, in terms and commitments.

    With --json: an object with before and after (their ids), and head, terms, gates and
    commitments, arrays of what differs: each has before and after, null where there is nothing.
    """
    from facilitator.engine.differences import differences
    from facilitator.library.records import read_agreement

    old = read_agreement(find_agreement(library, before))
    new = read_agreement(find_agreement(library, after))
    found = differences(old, new)
    if wants_json:
        as_json({"before": old.id, "after": new.id, **differences_json(found)})
    elif found:
        data("\n".join(in_words(found, old, new)))
    else:
        words("They say the same.")


def differences_json(found: "Differences") -> dict[str, Any]:
    """Return what JSON says of the differences."""
    return {
        "head": [{"key": one.key, "before": one.before, "after": one.after} for one in found.head],
        "terms": [
            {
                "step": one.step,
                "item": one.item,
                "ask": one.answer.ask or one.answer.label,
                "party": one.party,
                "before": one.before,
                "after": one.after,
            }
            for one in found.terms
        ],
        "gates": [
            {
                "step": one.step,
                "gate": one.gate,
                "before": {"text": one.text_before, **one.before},
                "after": {"text": one.text_after, **one.after},
            }
            for one in found.gates
        ],
        "commitments": [
            {
                "changed": list(one.keys),
                "before": commitment_json(one.before),
                "after": commitment_json(one.after),
            }
            for one in found.commitments
        ],
    }


def commitment_json(commitment: "CommitmentRecord | None") -> dict[str, Any] | None:
    """Return what JSON says of a commitment; None when there is none."""
    if commitment is None:
        return None
    return commitment.model_dump(mode="json", exclude_none=True)


def in_words(found: "Differences", old: "Agreement", new: "Agreement") -> Iterator[str]:
    """Give the differences for people, a paragraph each."""
    yield f"From {old.id}\n  to {new.id}"
    for head in found.head:
        yield _change(_head_title(head.key, new), _plain(head.before), _plain(head.after))
    for term in found.terms:
        yield _change(_title(term, new), _value(term, term.before), _value(term, term.after))
    for gate in found.gates:
        title = f"The gate {gate.gate}, {_step_title(gate.step, old, new)}"
        before = _gate(gate.text_before, gate.before, old)
        yield _change(title, before, _gate(gate.text_after, gate.after, new))
    for commitment in found.commitments:
        yield _commitment(commitment, old, new)


def _change(title: str, before: str, after: str) -> str:
    """Return a paragraph with the lines of both; those that stayed come without a mark."""
    from facilitator.engine.differences import changed_lines

    lines = [f"  {mark} {line}" for mark, line in changed_lines(before, after)]
    return "\n".join(["", title, *lines])


def _title(term: "ChangedTerm", new: "Agreement") -> str:
    question = term.answer.ask or term.answer.label or term.item
    return question if term.party == "together" else f"{question} ({new.name_of(term.party)})"


def _value(term: "ChangedTerm", value: Any) -> str:
    from facilitator.export.wording import describe, worded

    return NOTHING if value is None else worded(describe(term.answer), value)


def _head_title(key: str, new: "Agreement") -> str:
    _, _, role = key.partition("parties.")
    if role in new.parties:
        return new.parties[role].title
    return (role or key).replace("_", " ").capitalize()


def _step_title(step: str, old: "Agreement", new: "Agreement") -> str:
    return next((one.title for one in (*new.steps, *old.steps) if one.id == step), step)


def _plain(value: Any) -> str:
    from facilitator.export.wording import by_form

    if isinstance(value, tuple):
        return "\n".join(map(by_form, value)) or NOTHING
    return NOTHING if value is None else by_form(value)


def _gate(text: str | None, consents: dict[str, str], agreement: "Agreement") -> str:
    if text is None:
        return NOTHING
    said = [
        f"{agreement.name_of(role)}: {consent.replace('_', ' ')}"
        for role, consent in consents.items()
    ]
    return "\n".join([text, *said])


def _commitment(change: "ChangedCommitment", old: "Agreement", new: "Agreement") -> str:
    title = (
        "Commitment changed"
        if change.before and change.after
        else ("Commitment added" if change.after else "Commitment dropped")
    )
    return _change(title, _promise(change.before, old), _promise(change.after, new))


def _promise(commitment: "CommitmentRecord | None", agreement: "Agreement") -> str:
    if commitment is None:
        return NOTHING
    due = f", by {_plain(commitment.due)}" if commitment.due else ""
    measure = f" ({commitment.measure})" if commitment.measure else ""
    return f"{commitment.what}{measure}: {agreement.name_of(commitment.owner)}{due}"
