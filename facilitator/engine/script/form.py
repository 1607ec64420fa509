"""An answers file as a form: its tables, checked as far as they can be without a session."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from facilitator.domain.errors import AnswersFileError
from facilitator.domain.items import BOTH, TOGETHER
from facilitator.domain.text import clean, clean_line

KeyPath = tuple[str | int, ...]
"""Leads to a key of the file, such as ``("leader", "needed")``."""

LONGEST_NAME = 200
LONGEST_TOPIC = 300
LONGEST_THOUGHT = 2000
CLOSE_KEYS = {"review", "keep", "different", "sign"}
PARKED_KEYS = {"text", "owner", "revisit"}


def table_at(value: Any, path: KeyPath) -> Mapping[str, Any]:
    """Return a table; an empty one where there is none."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        msg = f"'{path[-1]}' has to be a table"
        raise AnswersFileError(msg, path)
    return value


def only(table: Mapping[str, Any], known: Collection[str], path: KeyPath) -> None:
    """Refuse keys that mean nothing here."""
    for key in table:
        if key not in known:
            close = get_close_matches(key, known, 1)
            hint = f"; did you mean '{close[0]}'?" if close else ""
            msg = f"'{clean_line(key)}' means nothing here{hint}"
            raise AnswersFileError(msg, (*path, key))


def line_at(value: Any, path: KeyPath, limit: int) -> str:
    """Return words on one line, at most `limit` characters."""
    if not isinstance(value, str) or not clean_line(value):
        msg = f"'{path[-1]}' has to be given in words"
        raise AnswersFileError(msg, path)
    if len(clean_line(value)) > limit:
        msg = f"'{path[-1]}' may have at most {limit} characters"
        raise AnswersFileError(msg, path)
    return clean_line(value)


def day_at(value: Any, path: KeyPath) -> dt.date | None:
    """Return a day, or None where there is none."""
    if value is None:
        return None
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        msg = f"'{path[-1]}' has to be a day, such as 2026-12-24"
        raise AnswersFileError(msg, path)
    return value


@dataclass(frozen=True)
class ParkedThought:
    """One ``[[parked]]`` of the file."""

    text: str
    owner: str
    revisit: dt.date | None


@dataclass(frozen=True)
class Form:
    """The file's tables. `given` holds each party's answers and the joint ones, by item id."""

    roles: tuple[str, str]
    given: Mapping[str, Mapping[str, Any]] = field(repr=False)
    topic: Any = None
    opened: dt.datetime | None = None
    parties: Mapping[str, Any] = field(default_factory=dict)
    choices: Mapping[str, Any] = field(default_factory=dict, repr=False)
    close: Mapping[str, Any] = field(default_factory=dict, repr=False)
    parked: Any = ()

    @classmethod
    def of(cls, answers: Mapping[str, Any], roles: tuple[str, str]) -> "Form":
        """Return the form that `answers` fills in; AnswersFileError if it is none for `roles`."""
        keys = {"topic", "opened", "parties", TOGETHER, "at_gate", "parked", "close", *roles}
        only(answers, keys, ())
        parties = table_at(answers.get("parties"), ("parties",))
        only(parties, roles, ("parties",))
        close = table_at(answers.get("close"), ("close",))
        only(close, CLOSE_KEYS, ("close",))
        return cls(
            roles=roles,
            given={key: table_at(answers.get(key), (key,)) for key in (*roles, TOGETHER)},
            topic=answers.get("topic"),
            opened=_moment(answers.get("opened")),
            parties=parties,
            choices=table_at(answers.get("at_gate"), ("at_gate",)),
            close=close,
            parked=answers.get("parked", []),
        )

    def owner(self, table: Mapping[str, Any], path: KeyPath) -> str:
        """Return who an open point belongs to."""
        owners = (*self.roles, BOTH)
        if table.get("owner") not in owners:
            msg = f"'owner' has to be one of {', '.join(owners)}"
            raise AnswersFileError(msg, (*path, "owner"))
        return str(table["owner"])

    def thoughts(self) -> tuple[ParkedThought, ...]:
        """Return the thoughts parked on the way."""
        if not isinstance(self.parked, list):
            msg = "write each parked thought under its own [[parked]]"
            raise AnswersFileError(msg, ("parked",))
        return tuple(self._thought(row, ("parked", n)) for n, row in enumerate(self.parked))

    def _thought(self, row: Any, path: KeyPath) -> ParkedThought:
        table = table_at(row, path)
        only(table, PARKED_KEYS, path)
        text = clean(table["text"]).strip() if isinstance(table.get("text"), str) else ""
        if not text:
            msg = "a parked thought needs its 'text'"
            raise AnswersFileError(msg, (*path, "text"))
        if len(text) > LONGEST_THOUGHT:
            msg = f"a parked thought may have at most {LONGEST_THOUGHT} characters"
            raise AnswersFileError(msg, (*path, "text"))
        revisit = day_at(table.get("revisit"), (*path, "revisit"))
        return ParkedThought(text, self.owner(table, path), revisit)

    def private_at_end(self, key: str, party: str) -> Any:
        """Return what ``close.KEY`` holds for `party`, or None."""
        table = table_at(self.close.get(key), ("close", key))
        only(table, self.roles, ("close", key))
        return table.get(party)


def _moment(value: Any) -> dt.datetime | None:
    if value is not None and (not isinstance(value, dt.datetime) or value.tzinfo is None):
        msg = "'opened' has to be a moment with its time zone, such as 2026-11-24T09:00:00Z"
        raise AnswersFileError(msg, ("opened",))
    return value
