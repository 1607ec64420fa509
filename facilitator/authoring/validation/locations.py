"""Where in a table an error of pydantic is, and what stands there."""

from typing import Any

from pydantic_core import ErrorDetails

from facilitator.authoring.spans import Path


def real_path(raw: object, detail: ErrorDetails) -> Path:
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


def value_at(raw: object, path: Path) -> Any:
    """Return what stands at `path` in `raw`."""
    value: Any = raw
    for part in path:
        value = value[part]
    return value
