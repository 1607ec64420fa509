"""A playbook as a whole: its top keys, its header and its two roles.

What stands below ``[[step]]`` is read in `steps`.
"""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, Final

from facilitator.authoring.draft import Draft
from facilitator.authoring.problems import Problem, did_you_mean, quote
from facilitator.authoring.role_names import misspelt_role
from facilitator.authoring.spans import Path
from facilitator.authoring.validation.reading import Damage, Reading
from facilitator.authoring.validation.steps import read_steps
from facilitator.authoring.validation.tables import MOST_TOLD
from facilitator.authoring.validation.wording import unknown_key
from facilitator.domain.playbook import Header, Playbook, Role, Step

_TOP_KEYS: Final = ("format", "playbook", "roles", "step")


def read(
    data: Mapping[str, Any], damage: Damage, lost_names: Sequence[str] = ()
) -> tuple[Draft | None, list[Problem]]:
    """Return the sound parts of the playbook `data` and what is wrong with the single parts.

    `lost_names` are ids that stand in lines which could not be read. There is no draft when too
    little is sound for anything more to be said.
    """
    reading = Reading(data, damage)
    reading.unsound.update(dict.fromkeys(lost_names, 0))
    _check_top(reading)
    header = _read_header(reading)
    roles = _read_roles(reading)
    steps = read_steps(reading)
    if roles is None or len(roles) != 2:
        return None, reading.problems
    roles = _as_meant(reading, roles, header, steps)
    playbook = Playbook.model_construct(format=1, playbook=header, roles=roles, steps=tuple(steps))
    draft = Draft(
        playbook,
        tuple(reading.steps),
        tuple(reading.placed),
        reading.unsound,
        data,
        tuple(reading.duplicates),
        damage,
        reading.nameless,
    )
    return draft, reading.problems


def _as_meant(
    reading: Reading, roles: dict[str, Role], header: Header, steps: list[Step]
) -> dict[str, Role]:
    """Return `roles`, the one that is misspelt in its header under the name that was meant."""
    found = misspelt_role(tuple(roles), header, steps, reading.placed)
    if found is None:
        return roles
    written, meant = found
    message = f"This role is called '{quote(meant)}' everywhere else."
    hint = did_you_mean(written, [meant])
    problem = Problem("misspelt-role", message, ("roles", written), "header", hint)
    reading.problems.append(problem)
    return {meant if name == written else name: role for name, role in roles.items()}


def _check_top(reading: Reading) -> None:
    data, lost = reading.data, reading.damage.get((), frozenset())
    unknown = [name for name in data if name not in _TOP_KEYS]
    if "playbook" not in data and set(unknown) & set(Header.model_fields):
        unknown = _headless(reading, unknown)
    for name in unknown[:MOST_TOLD]:
        reading.problems.append(unknown_key((name,), _TOP_KEYS, "a playbook"))
    for name, example in (
        ("format", "write format = 1 in the first line"),
        ("playbook", "write [playbook] with id, version and title below it"),
        ("roles", "write [roles.leader] and [roles.manager], each with a title"),
        ("step", "write [[step]] with id and title, and [[step.item]] below it"),
    ):
        told = any(problem.missing == name for problem in reading.problems)
        if name not in data and name not in lost and not told:
            message = f"The playbook has no '{name}'."
            reading.problems.append(
                Problem("missing-key", message, (), "header", example, missing=name)
            )
    if "format" in data and not (type(data["format"]) is int and data["format"] == 1):
        message = "This program reads playbooks of format 1."
        problem = Problem("unknown-format", message, ("format",), hint="write format = 1")
        reading.problems.append(problem)


def _headless(reading: Reading, unknown: list[str]) -> list[str]:
    """Tell once that ``[playbook]`` is missing above its keys; return the names that are others."""
    keys = [name for name in unknown if name in Header.model_fields]
    message = f"The line [playbook] is missing above '{keys[0]}'."
    hint = "write [playbook] above this line"
    problem = Problem("missing-key", message, (keys[0],), "key", hint, missing="playbook")
    reading.problems.append(problem)
    return [name for name in unknown if name not in keys]


def _read_header(reading: Reading) -> Header:
    path: Path = ("playbook",)
    empty = Header.model_construct(id="", version="", title="", language="en")
    if "playbook" not in reading.data:
        return empty
    raw = reading.table(path, reading.data["playbook"])
    if raw is None:
        return empty
    found = reading.model(Header, raw, path, "the header of a playbook")
    if found is not None:
        return found  # type: ignore[no-any-return]
    sound = {
        name: value
        for name, value in raw.items()
        if name in Header.model_fields
        and not any(problem.path[:2] == (*path, name) for problem in reading.problems)
    }
    return Header.model_construct(**{"id": "", "version": "", "title": "", **sound})


def _read_roles(reading: Reading) -> dict[str, Role] | None:
    if "roles" not in reading.data:
        return None
    table = reading.table(("roles",), reading.data["roles"])
    if table is None:
        return None
    roles: dict[str, Role] = {}
    for name, value in islice(table.items(), MOST_TOLD):
        path: Path = ("roles", name)
        raw = reading.table(path, value)
        role = None if raw is None else reading.model(Role, raw, path, "a role")
        roles[name] = role or Role.model_construct(title=name)
    if len(roles) != 2 and ("roles",) not in reading.damage:
        many = {0: "none", 1: "one"}.get(len(roles), str(len(roles)))
        message = f"A playbook has exactly two roles; this one has {many}."
        last = list(roles)[-1:]
        hint = "write [roles.leader] and [roles.manager], each with a title"
        reading.problems.append(Problem("two-roles", message, ("roles", *last), "header", hint))
    return roles
