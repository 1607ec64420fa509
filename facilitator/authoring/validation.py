"""From the content of a file to a `Draft`: every part validated by itself, problems in plain words.

The header, each role, each step and each item are validated apart, so that one broken item neither
hides nor multiplies what is wrong elsewhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from types import MappingProxyType
from typing import Any, Final, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from facilitator.authoring.draft import Draft, Placed, PlacedStep, stand_in
from facilitator.authoring.mending import MIXED
from facilitator.authoring.problems import (
    SNAKE_CASE,
    Problem,
    did_you_mean,
    missing_key,
    one_of,
    quote,
    suggested_id,
)
from facilitator.authoring.role_names import misspelt_role
from facilitator.authoring.spans import Path
from facilitator.domain.items import ITEM_TYPES, BaseItem, Column
from facilitator.domain.model import Model
from facilitator.domain.playbook import AnyItem, Header, Playbook, Role, Step

MOST_STEPS: Final = 100
MOST_ITEMS: Final = 300
MOST_COLUMNS: Final = 50
_MOST_TOLD: Final = 100
"""Problems told about one table; whoever has more looks at these first."""

COLUMN_TYPES: Final[Mapping[str, type[Model]]] = MappingProxyType(
    {
        get_args(column.model_fields["type"].annotation)[0]: column
        for column in get_args(get_args(Column)[0])
    }
)
"""Column type to the class of such columns."""

Damage = Mapping[Path, frozenset[str]]
"""Tables of which a key could not even be read, and which keys those are."""

_TOP_KEYS: Final = ("format", "playbook", "roles", "step")
_STEP_KEYS: Final = frozenset(name for name in Step.model_fields if name not in {"id", "items"})

_WRONG_TYPE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "string_type": "text in quotes",
        "int_type": "a whole number, without quotes",
        "int_from_float": "a whole number",
        "bool_type": "true or false, without quotes",
        "tuple_type": "a list in square brackets",
        "list_type": "a list in square brackets",
        "dict_type": "a table in braces",
        "model_type": "a table in braces",
        "model_attributes_type": "a table in braces",
        "date_type": "a date without quotes, such as 2026-12-24",
    }
)
"""Pydantic's types of errors to what is wanted instead."""

_WRONG_VALUE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "must be a number": "a number, without quotes",
        "must be a date such as 2026-12-24": "a date without quotes, such as 2026-12-24",
    }
)
"""The models' own words to what is wanted instead."""


@dataclass
class _Reading:
    """Gathers what is sound and what is wrong while the content is walked once."""

    data: Mapping[str, Any]
    damage: Damage
    problems: list[Problem] = field(default_factory=list)
    steps: list[PlacedStep] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    unsound: dict[str, int] = field(default_factory=dict)
    duplicates: list[Placed] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    nameless: bool = False
    rank: int = 0

    def model(self, kind: type[Model], raw: Mapping[str, Any], path: Path, what: str) -> Any:
        """Return `raw` as a `kind`, or None with the problems that hinder it."""
        lost = self.damage.get(path, frozenset())
        found = [] if MIXED in lost else list(problems_of(kind, raw, path, what))
        self.problems += [problem for problem in found if problem.missing not in lost]
        return None if found or lost else kind.model_validate(dict(raw))


def read(
    data: Mapping[str, Any], damage: Damage, lost_names: Sequence[str] = ()
) -> tuple[Draft | None, list[Problem]]:
    """Return the sound parts of the playbook `data` and what is wrong with the single parts.

    `lost_names` are ids that stand in lines which could not be read. There is no draft when too
    little is sound for anything more to be said.
    """
    reading = _Reading(data, damage)
    reading.unsound.update(dict.fromkeys(lost_names, 0))
    _check_top(reading)
    header = _read_header(reading)
    roles = _read_roles(reading)
    steps = _read_steps(reading)
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
    reading: _Reading, roles: dict[str, Role], header: Header, steps: list[Step]
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


def without_follow_ons(problems: Sequence[Problem]) -> list[Problem]:
    """Return `problems` without missing keys that are there, only misspelt or in another table."""
    unknown = [one for one in problems if one.code in {"unknown-key", "key-below-items"}]
    missing = [one for one in problems if one.missing is not None]
    explained = {one for one in missing if any(_is_meant(other, one) for other in unknown)}
    hints = {
        (other.path, other.part): one.hint
        for one in missing
        for other in unknown
        if _stands_elsewhere(other, one)
    }
    return [
        replace(one, hint=hints.get((one.path, one.part), one.hint))
        for one in problems
        if one not in explained
    ]


def _is_meant(unknown: Problem, missing: Problem) -> bool:
    """Whether the unknown key is the missing one, misspelt or in another table."""
    if _stands_elsewhere(unknown, missing):
        return True
    same_table = unknown.path[:-1] == missing.path
    return same_table and did_you_mean(str(unknown.path[-1]), [str(missing.missing)]) is not None


def _stands_elsewhere(unknown: Problem, missing: Problem) -> bool:
    """Whether a key that the top of the file lacks stands below a header instead."""
    return missing.path == () and len(unknown.path) > 1 and unknown.path[-1] == missing.missing


def _check_top(reading: _Reading) -> None:
    data, lost = reading.data, reading.damage.get((), frozenset())
    unknown = [name for name in data if name not in _TOP_KEYS]
    for name in unknown[:_MOST_TOLD]:
        reading.problems.append(_unknown_key((name,), _TOP_KEYS, "a playbook"))
    for name, example in (
        ("format", "write format = 1 in the first line"),
        ("playbook", "write [playbook] with id, version and title below it"),
        ("roles", "write [roles.leader] and [roles.manager], each with a title"),
        ("step", "write [[step]] with id and title, and [[step.item]] below it"),
    ):
        if name not in data and name not in lost:
            message = f"The playbook has no '{name}'."
            reading.problems.append(
                Problem("missing-key", message, (), "header", example, missing=name)
            )
    if "format" in data and not (type(data["format"]) is int and data["format"] == 1):
        message = "This program reads playbooks of format 1."
        problem = Problem("unknown-format", message, ("format",), hint="write format = 1")
        reading.problems.append(problem)


def _table(reading: _Reading, path: Path, value: object) -> Mapping[str, Any] | None:
    if isinstance(value, dict):
        return value
    name = quote(path[-1])
    message = f"'{name}' has to be a table: a header in brackets with keys below it."
    reading.problems.append(Problem("wrong-type", message, path, "key"))
    return None


def _read_header(reading: _Reading) -> Header:
    path: Path = ("playbook",)
    empty = Header.model_construct(id="", version="", title="", language="en")
    if "playbook" not in reading.data:
        return empty
    raw = _table(reading, path, reading.data["playbook"])
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


def _read_roles(reading: _Reading) -> dict[str, Role] | None:
    if "roles" not in reading.data:
        return None
    table = _table(reading, ("roles",), reading.data["roles"])
    if table is None:
        return None
    roles: dict[str, Role] = {}
    for name, value in islice(table.items(), _MOST_TOLD):
        path: Path = ("roles", name)
        raw = _table(reading, path, value)
        role = None if raw is None else reading.model(Role, raw, path, "a role")
        roles[name] = role or Role.model_construct(title=name)
    if len(roles) != 2 and ("roles",) not in reading.damage:
        many = {0: "none", 1: "one"}.get(len(roles), str(len(roles)))
        message = f"A playbook has exactly two roles; this one has {many}."
        last = list(roles)[-1:]
        hint = "write [roles.leader] and [roles.manager], each with a title"
        reading.problems.append(Problem("two-roles", message, ("roles", *last), "header", hint))
    return roles


def _read_steps(reading: _Reading) -> list[Step]:
    raw_steps = reading.data.get("step", [])
    if isinstance(raw_steps, dict):
        reading.problems.append(_single_brackets(("step",), "[[step]]"))
        return []
    if not isinstance(raw_steps, list):
        message = "Steps are written as tables with the header [[step]]."
        reading.problems.append(Problem("wrong-type", message, ("step",), "key"))
        return []
    if "step" in reading.data and not raw_steps:
        message = "The playbook has no 'step'."
        reading.problems.append(Problem("missing-key", message, ("step",), "key"))
    if len(raw_steps) > MOST_STEPS:
        message = f"A playbook has at most {MOST_STEPS} steps."
        path: Path = ("step", MOST_STEPS)
        reading.problems.append(Problem("too-large", message, path, "header"))
    return [
        _read_step(reading, ("step", place), raw)
        for place, raw in enumerate(raw_steps[:MOST_STEPS])
    ]


def _single_brackets(path: Path, right: str) -> Problem:
    message = f"{right[1:-1]} begins a single table; there can be several of these."
    return Problem("single-brackets", message, path, "header", f"write {right}")


def _read_step(reading: _Reading, path: Path, value: object) -> Step:
    raw = _table(reading, path, value)
    if raw is None:
        return Step.model_construct(id="", title="", items=())
    keys = {name: inner for name, inner in raw.items() if name != "item"}
    lost = reading.damage.get(path, frozenset())
    found = [one for one in problems_of(Step, keys, path, "a step") if one.missing != "item"]
    reading.problems += [problem for problem in found if problem.missing not in lost]
    raw_items = raw.get("item")
    items = _read_items(reading, path, raw_items)
    if items and not found and not lost:
        step = Step.model_validate({**keys, "item": tuple(items)})
    else:
        step = _sound_step(keys, found, items)
    whole = all(isinstance(item, BaseItem) and not _is_stand_in(item) for item in items)
    reading.steps.append(PlacedStep(path, step, whole and isinstance(raw_items, list)))
    reading.placed = [
        placed
        if placed.step is not _NO_STEP
        else Placed(placed.path, placed.rank, step, placed.item)
        for placed in reading.placed
    ]
    return step


def _sound_step(
    keys: Mapping[str, Any], problems: Sequence[Problem], items: Sequence[AnyItem]
) -> Step:
    """Return a step of the sound ones among its `keys`."""
    wrong = {problem.path[2] for problem in problems if len(problem.path) > 2}
    sound = {
        name: inner
        for name, inner in keys.items()
        if name in Step.model_fields and name not in wrong
    }
    defaults = {"id": "", "title": "", "guidance_for": {}}
    return Step.model_construct(**{**defaults, **sound, "items": tuple(items)})


_NO_STEP: Final = Step.model_construct(id="", title="", items=())


def _is_stand_in(item: BaseItem) -> bool:
    return str(getattr(item, "id", "")).startswith("#")


def _read_items(reading: _Reading, path: Path, raw_items: object) -> list[AnyItem]:
    where = (*path, "item")
    if isinstance(raw_items, dict):
        reading.problems.append(_single_brackets(where, "[[step.item]]"))
        _remember_name(reading, raw_items)
        return [stand_in(reading.rank)]
    if raw_items is None or raw_items == []:
        message = "This step is empty: a step has at least one item."
        hint = "write [[step.item]] below it, or leave the step out"
        if "item" not in reading.damage.get(path, ()):
            reading.problems.append(
                Problem("empty-step", message, path, "header", hint, missing="item")
            )
        return []
    if not isinstance(raw_items, list):
        message = "Items are written as tables with the header [[step.item]]."
        reading.problems.append(Problem("wrong-type", message, where, "key"))
        return []
    return [_read_item(reading, (*where, place), raw) for place, raw in enumerate(raw_items)]


def _remember_name(reading: _Reading, raw: Mapping[str, Any]) -> None:
    if isinstance(raw.get("id"), str):
        reading.unsound.setdefault(raw["id"], reading.rank)
        _remember_suggestion(reading, raw["id"])
    elif raw.get("type") != "note":
        reading.nameless = True


def _remember_suggestion(reading: _Reading, name: str) -> None:
    """Let an item whose id is none be named by the id that is suggested for it."""
    if not SNAKE_CASE.fullmatch(name):
        reading.unsound.setdefault(suggested_id(name), reading.rank)


def _read_item(reading: _Reading, path: Path, value: object) -> AnyItem:
    reading.rank += 1
    if reading.rank > MOST_ITEMS:
        if reading.rank == MOST_ITEMS + 1:
            message = f"A playbook has at most {MOST_ITEMS} items."
            reading.problems.append(Problem("too-large", message, path, "header"))
        return stand_in(reading.rank)
    raw = _table(reading, path, value)
    if raw is None:
        return stand_in(reading.rank)
    kind = _class_of(reading, raw, path)
    item = None
    if kind is not None:
        what = f"the type '{raw['type']}'"
        item = reading.model(kind, raw, path, what)
    if item is None:
        _remember_name(reading, raw)
        return stand_in(reading.rank)
    placed = Placed(path, reading.rank, _NO_STEP, item)
    if item.id is not None and item.id in reading.names:
        reading.duplicates.append(placed)
        return stand_in(reading.rank)
    if item.id is not None:
        reading.names.add(item.id)
        _remember_suggestion(reading, item.id)
    reading.placed.append(placed)
    return item  # type: ignore[no-any-return]


def _class_of(reading: _Reading, raw: Mapping[str, Any], path: Path) -> type[BaseItem] | None:
    problem = _type_problem(raw, path, ITEM_TYPES, "item")
    if problem is None:
        return ITEM_TYPES[raw["type"]]
    if problem.missing not in reading.damage.get(path, ()):
        reading.problems.append(problem)
    return None


def _type_problem(
    raw: Mapping[str, Any], path: Path, known: Mapping[str, object], what: str
) -> Problem | None:
    if "type" not in raw:
        misspelt = next((key for key in raw if did_you_mean(key, ["type"])), None)
        if misspelt is not None:
            return _unknown_key((*path, misspelt), ["type"], f"an {what}")
        message = f"This {what} has no 'type'."
        return missing_key("type", message, path)
    name = raw["type"]
    where = (*path, "type")
    if not isinstance(name, str):
        return Problem("wrong-type", "'type' has to be text in quotes.", where)
    if name in known:
        return None
    message = f"There is no type '{quote(name)}' of {what}s."
    hint = did_you_mean(name, known) or f"the types are {', '.join(known)}"
    return Problem("unknown-type", message, where, hint=hint)


def problems_of(
    kind: type[Model], raw: Mapping[str, Any], path: Path, what: str
) -> Iterator[Problem]:
    """Give what is wrong with `raw` as a `kind` called `what`, each mistake once."""
    try:
        kind.model_validate(dict(raw))
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True, include_input=False)
    else:
        details = []
    seen: set[Path] = set()
    own_columns = isinstance(raw.get("columns"), list) and "columns" in kind.model_fields
    for detail in details[:_MOST_TOLD]:
        inner = _real_path(raw, detail)
        if own_columns and inner[:1] == ("columns",) and len(inner) > 1:
            continue
        told = _once_a_list(inner, detail)
        if told not in seen and not _only_seems_too_short(raw, inner, detail):
            seen.add(told)
            yield _in_words(kind, raw, path, detail, what)
    if own_columns:
        if len(raw["columns"]) > MOST_COLUMNS:
            message = f"A table has at most {MOST_COLUMNS} columns."
            yield Problem("too-large", message, (*path, "columns"), "key")
        for place, column in enumerate(raw["columns"][:MOST_COLUMNS]):
            yield from _column_problems(column, (*path, "columns", place))


def _once_a_list(inner: Path, detail: ErrorDetails) -> Path:
    """Return what two errors share that are one mistake: a list whose entries are of a wrong type.

    Whoever writes numbers for texts does so in the whole list.
    """
    in_list = bool(inner) and isinstance(inner[-1], int)
    return (*inner[:-1], detail["type"]) if in_list else inner


def _only_seems_too_short(raw: Mapping[str, Any], inner: Path, detail: ErrorDetails) -> bool:
    """Whether a list is counted as too short only because wrong entries in it do not count."""
    if detail["type"] != "too_short":
        return False
    return len(_value_at(raw, inner)) >= int(detail.get("ctx", {}).get("min_length", 0))


def _column_problems(raw: object, path: Path) -> Iterator[Problem]:
    if not isinstance(raw, dict):
        message = "A column is a table in braces: { id = …, label = …, type = … }."
        yield Problem("wrong-type", message, path)
        return
    problem = _type_problem(raw, path, COLUMN_TYPES, "column")
    if problem is not None:
        yield problem
        return
    what = f"a column of type '{raw['type']}'"
    yield from problems_of(COLUMN_TYPES[raw["type"]], raw, path, what)


def _real_path(raw: object, detail: ErrorDetails) -> Path:
    """Return pydantic's location without the names of union members it puts in between."""
    path: list[str | int] = []
    value: Any = raw
    for part in detail["loc"]:
        in_table = isinstance(value, dict) and part in value
        in_list = isinstance(value, list) and isinstance(part, int) and part < len(value)
        if in_table or in_list:
            value = value[part]
            path.append(part)
        elif detail["type"] == "missing" and part == detail["loc"][-1]:
            path.append(part)
    return tuple(path)


def _value_at(raw: object, path: Path) -> Any:
    value: Any = raw
    for part in path:
        value = value[part]
    return value


def _in_words(
    kind: type[Model], raw: Mapping[str, Any], path: Path, detail: ErrorDetails, what: str
) -> Problem:
    inner = _real_path(raw, detail)
    whole = (*path, *inner)
    name = quote(inner[-1]) if inner else ""
    if detail["type"] == "missing":
        message = f"{what[:1].upper()}{what[1:]} needs the key '{name}', and it is missing."
        return missing_key(name, message, path)
    if detail["type"] == "extra_forbidden":
        return _unknown_key(whole, _keys_of(kind), what)
    if detail["type"] in _VALUE_WORDS:
        return _value_problem(kind, raw, whole, inner, detail)
    return _wrong_type(kind, raw, whole, inner, detail)


def _keys_of(kind: type[Model]) -> list[str]:
    return [info.alias or name for name, info in kind.model_fields.items()]


def _unknown_key(path: Path, known: list[str] | tuple[str, ...], what: str) -> Problem:
    name = str(path[-1])
    in_item = len(path) == 5 and path[2] == "item"
    if in_item and name in _STEP_KEYS:
        message = f"'{name}' is a key of the step, and stands below one of its items."
        hint = "move it up to the step's own keys, above the step's first [[step.item]]"
        return Problem("key-below-items", message, path, "key", hint)
    message = f"{what[:1].upper()}{what[1:]} has no key '{quote(name)}'."
    return Problem("unknown-key", message, path, "key", _key_hint(name, known, in_item=in_item))


def _key_hint(name: str, known: list[str] | tuple[str, ...], *, in_item: bool) -> str | None:
    users = [kind for kind, item in ITEM_TYPES.items() if in_item and name in _keys_of(item)]
    if users:
        return f"'{name}' is a key of {', '.join(users)}"
    return did_you_mean(name, known)


_VALUE_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "greater_than_equal": "'{name}' has to be at least {ge}.",
        "less_than_equal": "'{name}' has to be at most {le}.",
        "string_too_short": "'{name}' must not be empty.",
        "string_too_long": "'{name}' has at most {max_length} characters.",
        "too_short": "'{name}' needs at least {min_length}.",
        "string_pattern_mismatch": "'{name}' is made of small letters a-z, digits and hyphens.",
        "literal_error": "",
    }
)


def _value_problem(
    kind: type[Model],
    raw: Mapping[str, Any],
    whole: Path,
    inner: Path,
    detail: ErrorDetails,
) -> Problem:
    name = quote(inner[-1]) if isinstance(inner[-1], str) else quote(inner[0])
    if detail["type"] == "literal_error":
        return _literal_problem(kind, raw, whole, inner)
    message = _VALUE_WORDS[detail["type"]].format(name=name, **detail.get("ctx", {}))
    codes = {"string_too_short": "empty-text", "too_short": "empty-list"}
    codes["string_pattern_mismatch"] = "bad-id"
    code = codes.get(detail["type"], "out-of-range")
    if code == "empty-list" and isinstance(_value_at(raw, inner), str):
        return Problem("empty-text", f"'{name}' must not be empty.", whole)
    if code == "bad-id":
        slug = "-".join(str(_value_at(raw, inner)).lower().replace("_", " ").split())
        return Problem(code, message, whole, hint=f'write something like "{quote(slug)}"')
    return Problem(code, message, whole)


def _literal_problem(
    kind: type[Model], raw: Mapping[str, Any], whole: Path, inner: Path
) -> Problem:
    value = _value_at(raw, inner)
    annotation = kind.model_fields[str(inner[0])].annotation
    allowed = [option for option in get_args(annotation) if isinstance(option, str)]
    if not allowed:
        wanted = 'a date without quotes, such as 2026-12-24, or "today"'
        return Problem("wrong-type", f"'{inner[0]}' has to be {wanted}.", whole)
    name = quote(inner[-1])
    choice = one_of(allowed)
    if not isinstance(value, str):
        return Problem("wrong-type", f"'{name}' has to be {choice}, in quotes.", whole)
    message = f"'{name}' is {choice}, not '{quote(value)}'."
    return Problem("unknown-value", message, whole, hint=did_you_mean(value, allowed))


def _wrong_type(
    kind: type[Model],
    raw: Mapping[str, Any],
    whole: Path,
    inner: Path,
    detail: ErrorDetails,
) -> Problem:
    value = _value_at(raw, inner)
    wanted = _wanted(kind, inner, detail)
    name = next((quote(part) for part in reversed(inner) if isinstance(part, str)), "this")
    each = "Each of " if inner and isinstance(inner[-1], int) else ""
    message = f"{each}'{name}' has to be {wanted}."
    return Problem("wrong-type", message, whole, hint=_type_hint(value, wanted))


def _wanted(kind: type[Model], inner: Path, detail: ErrorDetails) -> str:
    if inner == ("each",):
        return "the id of a table in quotes, or a list in square brackets"
    if inner and inner[0] in {"earliest", "latest"}:
        return 'a date without quotes, such as 2026-12-24, or "today"'
    own = detail["msg"].removeprefix("Value error, ")
    return _WRONG_TYPE.get(detail["type"]) or _WRONG_VALUE.get(own) or "something else"


_TRUTH_WORDS: Final = {"yes": "true", "true": "true", "no": "false", "false": "false"}


def _type_hint(value: object, wanted: str) -> str | None:
    """Return the text to write instead of `value`, where it is obvious."""
    if wanted.startswith("text") and isinstance(value, int) and not isinstance(value, bool):
        return f'write "{value}"'
    if wanted.startswith("text") and not isinstance(value, dict | list | bool):
        return f'write "{quote(value)}"'
    if wanted.startswith("true") and str(value).lower() in _TRUTH_WORDS:
        return f"write {_TRUTH_WORDS[str(value).lower()]}"
    if "number" in wanted and isinstance(value, str):
        digits = value.strip().replace(",", "").replace(" ", "")
        return f"write {digits}" if digits.isdecimal() and digits.isascii() else None
    if wanted.startswith("a list") and isinstance(value, str):
        return f'write ["{quote(value)}"]'
    return None
