"""Playbooks for tests: read from files, or written in a few lines."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from facilitator.domain.playbook import Playbook
from facilitator.domain.text import clean_tree
from facilitator.engine.structure import Plan

ROOT = Path(__file__).parents[2]
HEADER = """
format = 1
[playbook]
id = "small"
version = "1"
title = "Small"
currency = "EUR"
first = "manager"
[roles.leader]
title = "Leader"
[roles.manager]
title = "Manager"
"""


def read(text: str) -> dict[str, Any]:
    table = clean_tree(tomli.loads(text, parse_float=Decimal))
    assert isinstance(table, dict)
    return table


def item_lines(text: str) -> list[str]:
    """Return the items of a step, one a line; each begins with a line that starts with `type`."""
    lines: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("type ="):
            lines.append(line)
        else:
            lines[-1] += f" {line}"
    return lines


def plan_of(*steps: str, header: str = HEADER) -> Plan:
    """Return the plan of a small playbook; a step is its items, each the inside of a table."""
    parts = [header]
    for number, items in enumerate(steps, 1):
        lines = item_lines(items)
        parts.append(f'[[step]]\nid = "s{number}"\ntitle = "Step {number}"\ntheme = "t{number}"')
        parts.append("item = [\n" + "".join(f"  {{ {line} }},\n" for line in lines) + "]")
    return Plan(Playbook.model_validate(read("\n".join(parts))))


def path_of(name: str) -> Path:
    own = ROOT / "tests" / "playbooks" / f"{name}.toml"
    return own if own.exists() else ROOT / "playbooks" / f"{name}.toml"


@cache
def plan_from(name: str) -> Plan:
    """Return the plan of a shipped playbook, or of one in tests/playbooks."""
    return Plan(Playbook.model_validate(read(path_of(name).read_text("utf-8"))))


def answers_of(name: str) -> dict[str, Any]:
    """Return the answers file of a playbook, afresh each time, for tests that change it."""
    return read((ROOT / "tests" / "playbooks" / f"{name}.answers.toml").read_text("utf-8"))


WITH_ANSWERS = sorted(
    path.name.removesuffix(".answers.toml")
    for path in (ROOT / "tests" / "playbooks").glob("*.answers.toml")
)
