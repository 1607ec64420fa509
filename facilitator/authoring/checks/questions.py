"""Who answers an item, how secret the answer is, and whether everybody is asked in words."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from facilitator.authoring.draft import Draft, Placed
from facilitator.authoring.problems import Problem, did_you_mean, one_of, quote
from facilitator.authoring.spans import Path
from facilitator.domain.items import (
    BOTH,
    TOGETHER,
    AskedItem,
    Gate,
    Note,
    ParaphraseItem,
)

_WHO_OF_TYPE: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "paraphrase": (BOTH, "Each says what they heard"),
        "swap": (BOTH, "Each guesses what the other answered"),
        "commitments": (TOGETHER, "Commitments are written together"),
    }
)
"""Types that only one value of `who` fits, and why. A swap may also be left to one role."""


def who(draft: Draft) -> Iterator[Problem]:
    """Check that `who` is a role, both or together, and what the type allows."""
    known = (*draft.roles, BOTH, TOGETHER)
    for placed, item in draft.items_of(AskedItem):
        path = (*placed.path, "who")
        if item.who not in known:
            message = f"Nobody is called '{quote(item.who)}'."
            hint = did_you_mean(item.who, known) or f"write {one_of(known)}"
            yield Problem("unknown-role", message, path, hint=hint)
        elif not _who_fits(item):
            right, why = _WHO_OF_TYPE[str(getattr(item, "type", ""))]
            message = f"{why}, so 'who' cannot be '{item.who}' here."
            yield Problem("who-does-not-fit", message, path, hint=f'write who = "{right}"')


def _who_fits(item: AskedItem) -> bool:
    kind = str(getattr(item, "type", ""))
    if kind not in _WHO_OF_TYPE:
        return True
    if kind == "swap":
        return item.who != TOGETHER
    return item.who == _WHO_OF_TYPE[kind][0]


def privacy(draft: Draft) -> Iterator[Problem]:
    """Check that only what the parties answer one by one can be secret; overlap needs more."""
    for placed, item in draft.items_of(AskedItem):
        path = (*placed.path, "privacy")
        if item.privacy == "open" or item.who not in (*draft.roles, BOTH, TOGETHER):
            continue
        if not item.one_by_one:
            message = f"A joint answer cannot be '{item.privacy}': both are there when it is given."
            hint = 'write who = "both", or leave privacy out'
            yield Problem("privacy-does-not-fit", message, path, hint=hint)
        elif item.privacy == "overlap":
            yield from _overlap(draft, placed, item)
        elif item.privacy == "private" and isinstance(item, ParaphraseItem):
            message = "The other has to see what was heard, so it cannot be private."
            yield Problem("privacy-does-not-fit", message, path, hint="leave privacy out")


def _overlap(draft: Draft, placed: Placed, item: AskedItem) -> Iterator[Problem]:
    path = (*placed.path, "privacy")
    if not item.withheld_allowed:
        message = "Only money, a number or a date can be tested for overlap."
        yield Problem("privacy-does-not-fit", message, path)
    elif item.who != BOTH:
        message = "An overlap needs the answers of both."
        yield Problem("privacy-does-not-fit", message, path, hint='write who = "both"')
    elif getattr(item, "room", None) is None:
        message = "With privacy 'overlap', the item needs 'room': the test that says there is room."
        hint = f'write room = "{" <= ".join(draft.roles)}", or the other way round'
        yield Problem("missing-room", message, placed.path, "header", hint)


def room(draft: Draft) -> Iterator[Problem]:
    """Check that `room` stands only with overlap."""
    for placed, item in draft.items_of(AskedItem):
        if getattr(item, "room", None) is not None and item.privacy != "overlap":
            message = "'room' is the test of an overlap, and this item is not one."
            hint = 'write privacy = "overlap", or leave room out'
            yield Problem("room-without-overlap", message, (*placed.path, "room"), "key", hint)


def pin(draft: Draft) -> Iterator[Problem]:
    """Check that only a joint answer is pinned as common ground."""
    for placed, item in draft.items_of(AskedItem):
        if item.pin and item.one_by_one:
            message = "Only a joint answer can become common ground."
            hint = 'leave pin out, or write who = "together"'
            yield Problem("pin-needs-together", message, (*placed.path, "pin"), hint=hint)


def asked_in_words(draft: Draft) -> Iterator[Problem]:
    """Check that everybody who answers is asked something; a paraphrase asks by itself."""
    for placed, item in draft.items_of(AskedItem):
        if item.ask is not None:
            if not item.ask.strip():
                yield _empty((*placed.path, "ask"))
            continue
        if isinstance(item, ParaphraseItem) or item.who not in (*draft.roles, BOTH, TOGETHER):
            continue
        left = [role for role in _readers(draft, item) if not item.ask_for.get(role, "").strip()]
        if left:
            yield _missing_question(placed, item, left)


def _readers(draft: Draft, item: AskedItem) -> tuple[str, ...]:
    """Return whom the question has to reach: before a joint one, both read their own wording."""
    return draft.roles if item.who in {BOTH, TOGETHER} else (item.who,)


def _missing_question(placed: Placed, item: AskedItem, left: list[str]) -> Problem:
    if not item.ask_for:
        message = f"The question of {placed.called} is missing: it needs the key 'ask'."
        return Problem("missing-key", message, placed.path, "header", 'write ask = "…?"')
    message = f"'ask_for' asks nothing of '{quote(left[0])}', and there is no 'ask'."
    hint = f'write {quote(left[0])} = "…?" into it, or ask = "…?"'
    return Problem("missing-key", message, (*placed.path, "ask_for"), "key", hint)


def _empty(path: Path) -> Problem:
    return Problem("empty-text", f"'{path[-1]}' must not be empty.", path)


def texts(draft: Draft) -> Iterator[Problem]:
    """Check that a note and a gate say something."""
    for placed in draft.placed:
        if isinstance(placed.item, Note | Gate) and not placed.item.text.strip():
            yield _empty((*placed.path, "text"))


def role_keys(draft: Draft) -> Iterator[Problem]:
    """Check that the keys of `ask_for` and `guidance_for` are roles."""
    tables: list[tuple[Path, object]] = [
        ((*placed.path, "guidance_for"), placed.step.guidance_for) for placed in draft.steps
    ]
    tables += [
        ((*placed.path, "ask_for"), item.ask_for) for placed, item in draft.items_of(AskedItem)
    ]
    for path, table in tables:
        for name in table if isinstance(table, dict) else ():
            if name not in draft.roles:
                message = f"There is no role '{quote(name)}'."
                hint = did_you_mean(name, draft.roles) or f"write {one_of(draft.roles)}"
                yield Problem("unknown-role", message, (*path, name), "key", hint)


CHECKS: Final = (who, privacy, room, pin, role_keys, asked_in_words, texts)
