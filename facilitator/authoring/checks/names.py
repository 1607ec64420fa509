"""Names of other items, in keys and in texts: each is known, earlier, and fits."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from facilitator.authoring.draft import Draft, Placed
from facilitator.authoring.problems import (
    LINE_OF,
    Problem,
    did_you_mean,
    quote,
)
from facilitator.authoring.spans import Path
from facilitator.domain.expressions import hint_for_name
from facilitator.domain.items import (
    TOGETHER,
    AskedItem,
    CommitmentsItem,
    Gate,
    Note,
    ParaphraseItem,
    TableItem,
    TextItem,
)
from facilitator.domain.playbook import AnyItem
from facilitator.engine.kinds import KIND_OF_TYPE, NameProblem, answer_type
from facilitator.engine.placeholders import placeholders
from facilitator.engine.structure import texts_of

KEYS: Final = ("beside", "against", "of", "each", "options_from", "start_from", "revises", "back")
"""The keys whose values name other items."""
_MOST_NAMES: Final = 6
"""Names in a hint; more nobody reads."""


def named_by_keys(item: AnyItem) -> Iterator[tuple[str, Path, str]]:
    """Give key, path below the item, and name for every item that `item` names by a key."""
    for key in KEYS:
        value = getattr(item, key, None)
        if isinstance(value, str):
            yield key, (key,), value
        elif key == "beside" and isinstance(value, tuple):
            for place, name in enumerate(value):
                yield key, (key, place), name
    if isinstance(item, TableItem):
        for place, column in enumerate(item.columns):
            source = getattr(column, "options_from", None)
            if source is not None:
                yield "options_from", ("columns", place, "options_from"), source


def standing(
    draft: Draft,
    placed: Placed,
    name: str,
    path: Path,
    inside: tuple[int, int] | None = None,
) -> Problem | None:
    """Return what is wrong with naming `name` in `placed`: unknown, itself, or later; or None."""
    rank = draft.rank(name)
    if rank is None:
        known = draft.names_before(placed.rank)
        hint = hint_for_name(name) or did_you_mean(name, known)
        if draft.nameless and hint is None:
            return None
        hint = hint or _known_names(known)
        message = f"There is no item '{quote(name)}'."
        if name in draft.roles:
            message = f"'{name}' is a role, not an item."
        return Problem("unknown-name", message, path, hint=hint, inside=inside)
    if rank == placed.rank:
        message = f"{placed.called} names itself, and only what stands before it can be named."
        hint = _known_names(draft.names_before(placed.rank))
        return Problem("names-itself", message, path, hint=hint, inside=inside)
    if rank > placed.rank:
        target = draft.by_name.get(name)
        other = None if target is None else (*target.path, "id")
        where = f", in line {LINE_OF}" if other else ""
        message = f"'{quote(name)}' comes later{where}: only what stands before can be named."
        hint = "name something else, or move one of the two"
        return Problem("later-name", message, path, hint=hint, inside=inside, other=other)
    return None


def _known_names(names: Sequence[str]) -> str | None:
    """Return the last few of the `names` that could stand here, as a hint; None without any."""
    return f"before it stand {', '.join(names[-_MOST_NAMES:])}" if names else None


def withheld(
    draft: Draft, parts: tuple[str, ...], path: Path, inside: tuple[int, int] | None = None
) -> Problem | None:
    """Return the problem of naming an answer that is never shown, or None."""
    target = draft.by_name.get(parts[0])
    if target is None or not isinstance(target.item, AskedItem) or not target.item.withheld:
        return None
    if draft.unclear(target.item):
        return None
    if target.item.privacy == "overlap":
        if parts[1:] == ("room",):
            return None
        message = f"It would give away '{parts[0]}', which is never shown."
        hint = f"only {parts[0]}.room may be named"
    else:
        message = f"It would give away '{parts[0]}', which is private and never shown."
        hint = "leave it out, or name an answer that is shown"
    return Problem("gives-away", message, path, hint=hint, inside=inside)


def key_names(draft: Draft) -> Iterator[Problem]:
    """Check that what a key names is known, earlier, not withheld, and fits the key."""
    for placed in draft.placed:
        for key, below, name in named_by_keys(placed.item):
            path = (*placed.path, *below)
            problem = _key_problem(draft, placed, key, name, path)
            if problem is not None:
                yield problem


def _key_problem(draft: Draft, placed: Placed, key: str, name: str, path: Path) -> Problem | None:
    problem = standing(draft, placed, name, path)
    if problem is not None:
        return _own_words(draft, placed, key, problem)
    target = draft.by_name.get(name)
    if target is None or draft.unclear(target.item) or draft.unclear(placed.item):
        return None
    if key == "of" and isinstance(placed.item, ParaphraseItem):
        hidden = withheld(draft, (name,), path)
        if hidden is not None:
            message = f"'{name}' is never revealed, so nobody can say back what they read in it."
            return Problem("not-revealed", message, path)
    elif key != "back":
        hidden = withheld(draft, (name,), path)
        if hidden is not None:
            return hidden
    return _FITS[key](draft, placed, target, path)


def _own_words(draft: Draft, placed: Placed, key: str, problem: Problem) -> Problem:
    """Return `problem` in the words of the key in which it stands."""
    if key == "back":
        return _in_words_of_back(draft, placed, problem)
    if problem.code == "later-name" and isinstance(placed.item, ParaphraseItem):
        message = (
            f"Only what was revealed before can be said back; this comes later, in line {LINE_OF}."
        )
        if problem.other is None:
            message = "Only what was revealed before can be said back; this comes later."
        return Problem("not-revealed", message, problem.path, other=problem.other)
    return problem


def _in_words_of_back(draft: Draft, placed: Placed, problem: Problem) -> Problem:
    """Return `problem` with the questions to which the way back of the gate `placed` can lead."""
    if problem.hint is None or not problem.hint.startswith("did you mean"):
        problem = replace(problem, hint=_ways_back(draft, placed))
    if problem.code != "later-name":
        return problem
    where = f", in line {LINE_OF}" if problem.other else ""
    message = f"This comes later{where}; the way back leads to a question before the gate."
    return replace(problem, code="back-points-forward", message=message)


def _ways_back(draft: Draft, placed: Placed) -> str | None:
    earlier = draft.earlier_in_step(placed)
    return f"write one of {', '.join(earlier[:_MOST_NAMES])}" if earlier else None


def _does_not_fit(message: str, path: Path, hint: str | None = None) -> Problem:
    return Problem("name-does-not-fit", message, path, hint=hint)


def _beside(draft: Draft, placed: Placed, target: Placed, path: Path) -> Problem | None:
    if isinstance(target.item, Note | Gate):
        message = f"{target.called} has no answer that could stand beside a question."
        return _does_not_fit(message, path)
    return None


def _against(draft: Draft, placed: Placed, target: Placed, path: Path) -> Problem | None:
    item, other, name = placed.item, target.item, target.called
    if not isinstance(other, AskedItem) or not isinstance(item, AskedItem):
        return _does_not_fit(f"{name} is not answered by anybody.", path)
    if item.who not in draft.roles:
        message = f"Only an item of one role can be paired; 'who' is '{quote(item.who)}' here."
        return _does_not_fit(message, path, f'write who = "{draft.roles[0]}", or leave against out')
    if other.who in {item.who, TOGETHER}:
        message = f"{name} is not answered by the other role, so the two are no pair."
        return _does_not_fit(message, path)
    if draft.unsound_target(item) or draft.unsound_target(other):
        return None
    return _pair_problem(draft, placed, item, other, path)


def _pair_problem(
    draft: Draft, placed: Placed, item: AskedItem, other: AskedItem, path: Path
) -> Problem | None:
    """Return why two answers of the two roles cannot stand side by side, or None."""
    name = f"'{other.id}'"
    one, two = answer_type(draft.playbook, item), answer_type(draft.playbook, other)
    if KIND_OF_TYPE[one.type] != KIND_OF_TYPE[two.type]:
        message = f"{name} is of another type, so the two answers cannot be compared."
        return _does_not_fit(message, path)
    if draft.group_of[id(item)] is not draft.group_of[id(other)] and _step_whole(draft, placed):
        message = f"{name} stands in another run, and is revealed before this is answered."
        hint = "move the two together: no joint item, gate or text that names one of them between"
        return _does_not_fit(message, path, hint)
    return None


def _step_whole(draft: Draft, placed: Placed) -> bool:
    return all(step.whole for step in draft.steps if step.step is placed.step)


def _of(draft: Draft, placed: Placed, target: Placed, path: Path) -> Problem | None:
    if isinstance(placed.item, ParaphraseItem):
        fits = isinstance(target.item, TextItem)
        what = "a text"
    else:
        unfit = (ParaphraseItem, CommitmentsItem)
        fits = isinstance(target.item, AskedItem) and not isinstance(target.item, unfit)
        what = "an answer"
    if not fits:
        return _does_not_fit(f"{target.called} is not {what} that both gave.", path)
    if not draft.answered_by_both(target.item):
        message = f"{target.called} is not answered by both, each alone."
        return _does_not_fit(message, path)
    return None


def _table(draft: Draft, placed: Placed, target: Placed, path: Path) -> Problem | None:
    if not isinstance(target.item, TableItem):
        return _does_not_fit(f"{target.called} is not a table, so it has no rows.", path)
    return None


def _start_from(draft: Draft, placed: Placed, target: Placed, path: Path) -> Problem | None:
    problem = _table(draft, placed, target, path)
    if problem is not None:
        return problem
    if not draft.answered_by_both(target.item):
        message = f"{target.called} is not filled in by both, so there is nothing to merge."
        return _does_not_fit(message, path)
    assert isinstance(placed.item, TableItem)  # noqa: S101 - only tables have this key
    there = draft.columns_of(str(target.item.id))
    for place, column in enumerate(placed.item.columns):
        of_its_own = column.id not in there and not column.required
        if there.get(column.id) != column.type and not of_its_own:
            where = (*placed.path, "columns", place, "id")
            message = (
                f"{target.called} has no column '{column.id}' of type {column.type}"
                " that its rows could be merged from."
            )
            return _does_not_fit(message, where, f"its columns are {', '.join(there)}")
    return None


def _revises(draft: Draft, placed: Placed, target: Placed, path: Path) -> Problem | None:
    if not isinstance(target.item, TextItem) or target.item.who != TOGETHER:
        return _does_not_fit(f"{target.called} is not a joint text, so it has no revision.", path)
    return None


def _back(draft: Draft, placed: Placed, target: Placed, path: Path) -> Problem | None:
    hint = _ways_back(draft, placed)
    if target.step is not placed.step:
        message = f"{target.called} is in another step; the way back stays in this one."
        return _does_not_fit(message, path, hint)
    if not isinstance(target.item, AskedItem):
        message = f"{target.called} is not answered by anybody, so nothing could be changed there."
        return _does_not_fit(message, path, hint)
    return None


_FITS: Final[Mapping[str, Callable[[Draft, Placed, Placed, Path], Problem | None]]] = (
    MappingProxyType(
        {
            "beside": _beside,
            "against": _against,
            "of": _of,
            "each": _table,
            "options_from": _table,
            "start_from": _start_from,
            "revises": _revises,
            "back": _back,
        }
    )
)
"""Key to what the item that it names has to be."""


def text_path(where: str) -> Path:
    """Return the path below an item of the text at `where`, such as ``ask_for.leader``."""
    return tuple(where.split(".", 1))


def placeholder_names(draft: Draft) -> Iterator[Problem]:
    """Check that what stands in braces in a text is known, earlier, not withheld, and showable."""
    for placed in draft.placed:
        for where, text in texts_of(placed.item).items():
            path = (*placed.path, *text_path(where))
            for placeholder in placeholders(text):
                inside = (placeholder.start, placeholder.end)
                problem = _placeholder_problem(draft, placed, placeholder.path, path, inside)
                if problem is not None:
                    yield problem


def _placeholder_problem(
    draft: Draft,
    placed: Placed,
    parts: tuple[str, ...],
    path: Path,
    inside: tuple[int, int],
) -> Problem | None:
    problem = standing(draft, placed, parts[0], path, inside) or withheld(
        draft, parts, path, inside
    )
    if problem is not None:
        return problem
    try:
        kind = draft.kind_of(parts)
    except NameProblem as error:
        return unknown_part(draft, parts, str(error), path, inside)
    if kind is not None and kind.base in {"row", "nothing"}:
        message = f"'{'.'.join(parts)}' is a table, which no text can show."
        return Problem("not-one-value", message, path, inside=inside)
    return None


def unknown_part(
    draft: Draft,
    parts: tuple[str, ...],
    reason: str,
    path: Path,
    inside: tuple[int, int] | None,
) -> Problem:
    """Return the problem of a dotted name whose item is known and whose part is not."""
    known = [*draft.columns_of(parts[0]), *draft.roles]
    misspelt = len(parts) > 1 and parts[-1] not in known
    hint = did_you_mean(parts[-1], known) if misspelt else None
    message = quote(reason[:1].upper() + reason[1:]) + "."
    return Problem("unknown-part", message, path, hint=hint, inside=inside)


def stray_braces(draft: Draft) -> Iterator[Problem]:
    """Check that braces in a text that show nothing are probably a slip (warning)."""
    for placed in draft.placed:
        for where, text in texts_of(placed.item).items():
            taken = {place for p in placeholders(text) for place in (p.start, p.end - 1)}
            stray = next(
                (at for at, sign in enumerate(text) if sign in "{}" and at not in taken), None
            )
            if stray is not None:
                path: Path = (*placed.path, *text_path(where))
                message = "This brace is shown as it stands; only {id} shows a value."
                yield Problem(
                    "stray-brace", message, path, inside=(stray, stray + 1), severity="warning"
                )


CHECKS: Final = (key_names, placeholder_names, stray_braces)
