"""A check-in from a file of ``[[progress]]`` tables: strict, since it will be sealed."""

import datetime as dt
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from facilitator.domain.agreement import Agreement
from facilitator.domain.check_in import STATES, CheckIn
from facilitator.domain.errors import AnswersFileError
from facilitator.domain.text import clean, clean_line
from facilitator.engine.follow_up import ENDED

KeyPath = tuple[str | int, ...]

LONGEST_WORD = 2000
"""Characters of what a party says, or of what follows."""


def check_in_from(
    agreement: Agreement, table: Mapping[str, Any], now: dt.datetime, seal: str
) -> CheckIn:
    """Return the check-in of `agreement` that a file says, `table` being its TOML data, cleaned.

    `now` is its moment unless the file gives one as ``at``; `seal` is the agreement's sha256.

    Raises:
        AnswersFileError: something is missing, unknown or of the wrong kind; with its path.

    """
    _only(table, ("at", "progress"), ())
    at = _moment(table.get("at"), now)
    rows = table.get("progress")
    if not isinstance(rows, list) or not rows:
        msg = "say how the commitments are going: a [[progress]] table for each"
        raise AnswersFileError(msg, ("progress",) if rows is not None else ())
    reading = _Reading(agreement, at.date())
    progress = [reading.row(row, ("progress", number)) for number, row in enumerate(rows)]
    data = {"format": 1, "agreement": agreement.id, "agreement_sha256": seal, "at": at}
    return CheckIn.model_validate({**data, "progress": progress})


def _only(table: Mapping[str, Any], known: tuple[str, ...], path: KeyPath) -> None:
    """Refuse keys that mean nothing here."""
    for key in table:
        if key not in known:
            close = get_close_matches(key, known, 1)
            hint = f"; did you mean '{close[0]}'?" if close else f"; there are {', '.join(known)}"
            msg = f"'{clean_line(key)}' means nothing here{hint}"
            raise AnswersFileError(msg, (*path, key))


def _moment(value: Any, now: dt.datetime) -> dt.datetime:
    if value is None:
        return now.astimezone(dt.UTC).replace(microsecond=0)
    if not isinstance(value, dt.datetime) or value.tzinfo is None:
        msg = "'at' has to be a moment with its time zone, such as 2026-12-24T09:00:00Z"
        raise AnswersFileError(msg, ("at",))
    try:
        return value.astimezone(dt.UTC).replace(microsecond=0)
    except OverflowError:
        msg = "'at' is no moment that exists in UTC"
        raise AnswersFileError(msg, ("at",)) from None


class _Reading:
    """The rows of one file; each commitment may stand in one of them."""

    def __init__(self, agreement: Agreement, day: dt.date) -> None:
        self.commitments = tuple(commitment.id for commitment in agreement.commitments)
        self.roles = agreement.roles
        self.day = day
        self.seen: set[str] = set()

    def row(self, value: Any, path: KeyPath) -> dict[str, Any]:
        """Return one row, checked."""
        if not isinstance(value, Mapping):
            msg = "write each under its own [[progress]]"
            raise AnswersFileError(msg, path)
        _only(value, ("commitment", "state", *self.roles, "due", "next"), path)
        row: dict[str, Any] = {
            "commitment": self._commitment(value, path),
            "state": _state(value, path),
        }
        checks: dict[str, Callable[[Mapping[str, Any], str, KeyPath], Any]] = {
            **dict.fromkeys((*self.roles, "next"), _word),
            "due": self._due,
        }
        given = {key: checks[key](value, key, (*path, key)) for key in value if key in checks}
        return row | given

    def _commitment(self, table: Mapping[str, Any], path: KeyPath) -> str:
        name = table.get("commitment")
        path = (*path, "commitment") if name is not None else path
        if name not in self.commitments:
            known = ", ".join(self.commitments) or "none"
            msg = f"'commitment' has to be one of the agreement's: {known}"
            raise AnswersFileError(msg, path)
        if name in self.seen:
            msg = f"the commitment {name} stands here twice"
            raise AnswersFileError(msg, path)
        self.seen.add(name)
        return str(name)

    def _due(self, table: Mapping[str, Any], key: str, path: KeyPath) -> dt.date:
        day = table[key]
        if isinstance(day, dt.datetime) or not isinstance(day, dt.date):
            msg = "'due' has to be a day, such as 2027-01-15"
            raise AnswersFileError(msg, path)
        if table["state"] in ENDED:
            msg = f"a commitment that is {table['state']} has no new date"
            raise AnswersFileError(msg, path)
        if day < self.day:
            msg = f"the new date lies before the check-in itself, {self.day.isoformat()}"
            raise AnswersFileError(msg, path)
        return day


def _state(table: Mapping[str, Any], path: KeyPath) -> str:
    state = table.get("state")
    if not isinstance(state, str) or state not in STATES:
        msg = f"'state' has to be one of {', '.join(STATES)}"
        raise AnswersFileError(msg, (*path, "state") if state is not None else path)
    return state


def _word(table: Mapping[str, Any], key: str, path: KeyPath) -> str:
    value = table[key]
    word = clean(value).strip() if isinstance(value, str) else ""
    if not word:
        msg = f"'{key}' has to be given in words, or left out"
        raise AnswersFileError(msg, path)
    if len(word) > LONGEST_WORD:
        msg = f"'{key}' may have at most {LONGEST_WORD} characters"
        raise AnswersFileError(msg, path)
    return word
