"""The steps of a playbook and the items in them, each by itself.

An item that is not sound is stood in for, so that what comes after it keeps its place.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from facilitator.authoring.draft import Placed, PlacedStep, stand_in
from facilitator.authoring.problems import SNAKE_CASE, Problem, suggested_id
from facilitator.authoring.spans import Path
from facilitator.authoring.validation.reading import Reading
from facilitator.authoring.validation.tables import problems_of, type_problem
from facilitator.domain.items import ITEM_TYPES, BaseItem
from facilitator.domain.playbook import AnyItem, Step

MOST_STEPS: Final = 100
MOST_ITEMS: Final = 300

_NO_STEP: Final = Step.model_construct(id="", title="", items=())


def read_steps(reading: Reading) -> list[Step]:
    """Return the steps in what is read, as far as they are sound, and gather what is wrong."""
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


def _read_step(reading: Reading, path: Path, value: object) -> Step:
    raw = reading.table(path, value)
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


def _is_stand_in(item: BaseItem) -> bool:
    return str(getattr(item, "id", "")).startswith("#")


def _read_items(reading: Reading, path: Path, raw_items: object) -> list[AnyItem]:
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


def _remember_name(reading: Reading, raw: Mapping[str, Any]) -> None:
    if isinstance(raw.get("id"), str):
        reading.unsound.setdefault(raw["id"], reading.rank)
        _remember_suggestion(reading, raw["id"])
    elif raw.get("type") != "note":
        reading.nameless = True


def _remember_suggestion(reading: Reading, name: str) -> None:
    """Let an item whose id is none be named by the id that is suggested for it."""
    if not SNAKE_CASE.fullmatch(name):
        reading.unsound.setdefault(suggested_id(name), reading.rank)


def _read_item(reading: Reading, path: Path, value: object) -> AnyItem:
    reading.rank += 1
    if reading.rank > MOST_ITEMS:
        if reading.rank == MOST_ITEMS + 1:
            message = f"A playbook has at most {MOST_ITEMS} items."
            reading.problems.append(Problem("too-large", message, path, "header"))
        return stand_in(reading.rank)
    raw = reading.table(path, value)
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


def _class_of(reading: Reading, raw: Mapping[str, Any], path: Path) -> type[BaseItem] | None:
    problem = type_problem(raw, path, ITEM_TYPES, "item")
    if problem is None:
        return ITEM_TYPES[raw["type"]]
    if problem.missing not in reading.damage.get(path, ()):
        reading.problems.append(problem)
    return None
