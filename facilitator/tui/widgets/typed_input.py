"""Numbers, money and days: typed, with what was understood beside it."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from facilitator.domain.errors import AnswerError
from facilitator.domain.items import bound
from facilitator.domain.text import format_number
from facilitator.engine.answers import Context, Typed
from facilitator.engine.answers.cells import CELL_CHECKS
from facilitator.engine.wording import day_in_words
from facilitator.tui.widgets.line_entry import LineEntry
from facilitator.tui.widgets.value_input import ValueInput, as_typed


class TypedInput(ValueInput):
    """A line to type into, and beside it what was understood, or what may be given."""

    DEFAULT_CSS = """
    TypedInput {
        height: 1; width: 1fr; layout: horizontal;
        & > LineEntry { width: 24; }
        & > .echo { width: 1fr; padding: 0 0 0 2; color: $quiet; text-wrap: nowrap;
            text-overflow: ellipsis; }
        &.-narrow > LineEntry { width: 1fr; }
        &.-narrow > .echo { display: none; }
    }
    """

    def __init__(self, keys: Any, context: Context) -> None:
        """Take a value of the type that `keys`, an item or a column, is of."""
        super().__init__()
        self.keys = keys
        self.context = context
        self._line = LineEntry()
        self._echo = Static(self._words(), markup=False, classes="echo")

    def compose(self) -> ComposeResult:
        """Give the line and its echo."""
        yield self._line
        yield self._echo

    @property
    def raw(self) -> object:
        """The text as it was typed."""
        return Typed(self._line.value) if self._line.value.strip() else None

    def fill(self, raw: object) -> None:
        """Write a value, or typed text, into the line."""
        self._line.value = as_typed(raw)
        self._show_echo()

    def focus_first(self) -> None:
        """Focus the line."""
        self._line.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show_echo()
        self.tell()

    def _show_echo(self) -> None:
        self._echo.update(Content(self._words()))

    def _words(self) -> str:
        raw = self.raw
        if raw is not None:
            try:
                return self.understood(CELL_CHECKS[self.keys.type](self.keys, raw, self.context))
            except AnswerError:
                pass
        return self.wanted()

    def understood(self, value: Any) -> str:
        """Return `value` as people read it."""
        raise NotImplementedError

    def wanted(self) -> str:
        """Return what may be given: the unit and the limits."""
        raise NotImplementedError


class NumberInput(TypedInput):
    """A number."""

    def understood(self, value: Any) -> str:
        """Return the number with its unit."""
        return " ".join(filter(None, (format_number(value), self.keys.unit)))

    def wanted(self) -> str:
        """Return the unit and the limits."""
        return _joined(self.keys.unit, _limits(self.keys))


class MoneyInput(TypedInput):
    """An amount in the playbook's currency."""

    @property
    def _currency(self) -> str:
        return self.context.playbook.playbook.currency or ""

    def understood(self, value: Any) -> str:
        """Return the currency and the amount."""
        return _joined(self._currency, format_number(value, self.context.places))

    def wanted(self) -> str:
        """Return the currency and the limits."""
        return _joined(self._currency, _limits(self.keys))


class DateInput(TypedInput):
    """A day."""

    def understood(self, value: Any) -> str:
        """Return the day with its weekday."""
        return day_in_words(value)

    def wanted(self) -> str:
        """Return how a day may be typed, and the limits."""
        today = self.context.today
        earliest, latest = bound(self.keys.earliest, today), bound(self.keys.latest, today)
        limits = (
            f"from {earliest.isoformat()}" if earliest else None,
            f"until {latest.isoformat()}" if latest else None,
        )
        return _joined(" ".join(filter(None, limits)) or "2026-12-24 or +14")


def _limits(keys: Any) -> str:
    least = None if keys.min is None else format_number(keys.min)
    most = None if keys.max is None else format_number(keys.max)
    if least is not None and most is not None:
        return f"{least} to {most}"
    if least is not None:
        return f"at least {least}"
    return "" if most is None else f"at most {most}"


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
