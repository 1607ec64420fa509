"""What would show a sealed answer before its reveal.

In a run with a curtain, only its author may see a sealed answer until both have answered. Notes
and computed values that name one come after the reveal (they end the run), so what can give
something away are the questions of the same run: by a text, a condition, or an answer beside.
"""

from collections.abc import Iterator
from typing import Final

from facilitator.authoring.checks.expressions import expressions_of, parsed
from facilitator.authoring.checks.names import named_by_keys, text_path
from facilitator.authoring.draft import Draft, Placed
from facilitator.authoring.problems import Problem
from facilitator.authoring.spans import Path
from facilitator.domain.items import BOTH, AskedItem, Computed
from facilitator.engine.placeholders import placeholders
from facilitator.engine.structure import Group, texts_of

Use = tuple[tuple[str, ...], Path, tuple[int, int] | None]
"""What is named, where, and at which characters of a text."""

_SHOWING_KEYS: Final = frozenset({"beside", "each", "options_from", "start_from"})
_AT_THE_REVEAL: Final = "probe"


def uses_of(placed: Placed) -> Iterator[Use]:
    """Give all by which an item shows, or lets guess, what it names, before it is answered."""
    for path, source in expressions_of(placed):
        expression = parsed(source)
        for name in expression.references if expression else ():
            yield name.path, path, (name.start, name.end)
    for where, text in texts_of(placed.item).items():
        if where == _AT_THE_REVEAL:
            continue
        for placeholder in placeholders(text):
            path = (*placed.path, *text_path(where))
            yield placeholder.path, path, (placeholder.start, placeholder.end)
    for key, below, other in named_by_keys(placed.item):
        if key in _SHOWING_KEYS:
            yield (other,), (*placed.path, *below), None


def early_disclosure(draft: Draft) -> Iterator[Problem]:
    """Check that no item of a run shows a sealed answer of that run to anybody but its author."""
    for group in draft.groups:
        if not group.curtained:
            continue
        before_reveal = {id(item) for item in (*group.lead, *group.items)}
        for placed in draft.placed:
            if id(placed.item) in before_reveal:
                yield from _disclosures(draft, group, placed)


def _disclosures(draft: Draft, group: Group, placed: Placed) -> Iterator[Problem]:
    viewers = _viewers(draft, placed)
    for parts, path, inside in uses_of(placed):
        for secret in sorted(_secrets(draft, group, parts)):
            authors = _authors(draft, secret)
            rank = draft.rank(secret[0])
            if (viewers <= authors and len(authors) == 1) or rank is None or rank >= placed.rank:
                continue
            message = _words(draft, parts, secret)
            yield Problem("gives-away", message, path, hint=_way_out(secret), inside=inside)
            break


def _way_out(secret: tuple[str, ...]) -> str:
    shown = "{" + ".".join(secret) + "}"
    return f"leave it out, or put a joint question or a note that shows {shown} above this item"


def _words(draft: Draft, parts: tuple[str, ...], secret: tuple[str, ...]) -> str:
    name = ".".join(secret)
    through = "" if parts[0] == secret[0] else f", from which '{parts[0]}' is computed,"
    return f"It would give away '{name}'{through} before both have answered."


def _viewers(draft: Draft, placed: Placed) -> frozenset[str]:
    item = placed.item
    if isinstance(item, AskedItem) and item.who in draft.roles:
        return frozenset({item.who})
    return frozenset(draft.roles)


def _authors(draft: Draft, secret: tuple[str, ...]) -> frozenset[str]:
    if len(secret) > 1 and secret[1] in draft.roles:
        return frozenset({secret[1]})
    item = draft.by_name[secret[0]].item
    who = getattr(item, "who", BOTH)
    return frozenset({who}) if who in draft.roles else frozenset(draft.roles)


def _secrets(draft: Draft, group: Group, parts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Return the secret answers of `group` that show in what `parts` names, also by computing."""
    found: set[tuple[str, ...]] = set()
    seen: set[str] = set()
    todo = [parts]
    while todo:
        name = todo.pop()
        placed = draft.by_name.get(name[0])
        if placed is None or draft.group_of.get(id(placed.item)) is not group:
            continue
        item = placed.item
        if isinstance(item, Computed) and item.id not in seen:
            seen.add(item.id)
            expression = parsed(item.value)
            todo += [use.path for use in expression.references] if expression else []
        elif isinstance(item, AskedItem) and _secret(item, name):
            found.add(name)
    return frozenset(found)


def _secret(item: AskedItem, name: tuple[str, ...]) -> bool:
    """Whether the answer is sealed, or is the room of an overlap that is still being tested."""
    return item.privacy == "sealed" or (item.privacy == "overlap" and name[1:] == ("room",))


CHECKS: Final = (early_disclosure,)
