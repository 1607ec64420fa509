"""Pages of fields for tests, and one case of every item type: keys, and what they come to."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Button

from facilitator.domain.items import AskedItem
from facilitator.domain.values import Paraphrase, Promise, Row
from facilitator.engine.answers import Context, parse
from facilitator.tui.themes import DARK, OWN_THEMES, meanings
from facilitator.tui.widgets.field import AnswerField, field_for
from tests.engine.playbooks import plan_of
from tests.engine.sessions import Talk

COMMAND_KEYS = (
    *(f"ctrl+{letter}" for letter in "nbsqptrlg"),
    *(f"f{number}" for number in range(1, 11)),
)


class Page(App[None]):
    """Fields one below the other; it notes what they tell and which command keys get through."""

    COMMAND_PALETTE_BINDING = "ctrl+backslash"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"note('{key}')", show=False) for key in COMMAND_KEYS
    ]

    def __init__(self, *fields: AnswerField, theme: str = DARK) -> None:
        super().__init__()
        for own in OWN_THEMES:
            self.register_theme(own)
        self.theme = theme
        self.fields = fields
        self.changes: list[tuple[str, str]] = []
        self.keys_that_came_through: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return meanings(dark=self.current_theme.dark)

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield from self.fields
            yield Button("after")

    async def show(self, *fields: AnswerField) -> None:
        """Add fields to the page."""
        await self.query_one(VerticalScroll).mount(*fields)

    def action_note(self, key: str) -> None:
        self.keys_that_came_through.append(key)

    def on_answer_field_changed(self, event: AnswerField.Changed) -> None:
        self.changes.append(event.slot)


def context_of(*items: str, party: str = "leader") -> Context:
    """Return the context of a playbook whose one step has `items`, written as inline tables."""
    return Talk(plan_of("\n".join(items))).context(party)


def field_of(context: Context, name: str = "it", marks: str = "") -> AnswerField:
    """Return the field of the item `name`."""
    item = context.playbook.item(name)
    assert isinstance(item, AskedItem)
    slot = (name, context.party)
    return field_for(item, slot, context, item.asks(context.party) or "Say it back.", marks)


def answer(field: AnswerField, context: Context) -> Any:
    """Return what ``parse`` makes of the field."""
    return parse(field.item, field.raw, context)


def typed(text: str) -> list[str]:
    """Return the keys that type `text`."""
    names = {" ": "space", ".": "full_stop", ",": "comma", "+": "plus", "-": "minus"}
    return [names.get(letter, letter) for letter in text]


@dataclass(frozen=True)
class Case:
    """An item, the keys that answer it, and the answer."""

    item: str
    keys: Sequence[str]
    value: Any
    before: str = ""

    def context(self) -> Context:
        return context_of(*filter(None, (self.before, self.item)))


TABLE = """type = "table", id="it", ask="Which?", columns=[
    {id="what", label="Option", type="text"}, {id="saves", label="Saves", type="money"},
    {id="risky", label="Risky?", type="yesno"},
    {id="how", label="How", type="choice", options=["Lease", "Buy"], required=false},
    {id="fit", label="Fit", type="scale", required=false},
    {id="by", label="By", type="date", required=false} ]""".replace("\n", "")

CASES: dict[str, Case] = {
    "text": Case('type = "text", id="it", ask="Why?"', typed("no, burn-out"), "no, burn-out"),
    "text of many lines": Case(
        'type = "text", id="it", ask="Why?", lines=4', ["a", "enter", "b"], "a\nb"
    ),
    "yesno": Case('type = "yesno", id="it", ask="Fair?"', ["n"], False),
    "choice": Case(
        'type = "choice", id="it", ask="Which?", options=["A", "B", "C"]', ["down", "space"], "B"
    ),
    "choice by number": Case(
        'type = "choice", id="it", ask="Which?", options=["A", "B", "C"]', ["3"], "C"
    ),
    "choice or other": Case(
        'type = "choice", id="it", ask="Which?", other=true, options=["A", "B"]',
        ["3", *typed("mine")],
        "mine",
    ),
    "choices": Case(
        'type = "choices", id="it", ask="Which?", options=["A", "B", "C"], most=2',
        ["3", "up", "up", "space"],
        ("A", "C"),
    ),
    "scale": Case('type = "scale", id="it", ask="How well?"', ["right", "right", "right"], 3),
    "scale to ten": Case('type = "scale", id="it", ask="Sure?", min=0, max=10', ["1", "0"], 10),
    "wide scale": Case(
        'type = "scale", id="it", ask="Sure?", min=-100, max=100', ["minus", "4", "2"], -42
    ),
    "number": Case(
        'type = "number", id="it", ask="How many?", decimals=1, unit="people"',
        typed("12.5"),
        Decimal("12.5"),
    ),
    "money": Case(
        'type = "money", id="it", ask="How much?"', typed("120 000"), Decimal("120000.00")
    ),
    "date": Case('type = "date", id="it", ask="When?"', typed("+30"), dt.date(2026, 12, 24)),
    "ranking": Case(
        'type = "ranking", id="it", ask="Order?", options=["A", "B", "C"]',
        ["down", "shift+down"],
        ("A", "C", "B"),
    ),
    "points": Case(
        'type = "points", id="it", ask="Divide.", options=["A", "B", "C"]',
        [*typed("60"), "enter", *typed("35"), "down", "plus"],
        {"A": 60, "B": 35, "C": 5},
    ),
    "table": Case(
        TABLE,
        [
            *typed("Lease it"),
            "tab",
            *typed("30,000"),
            "tab",
            "y",
            "tab",
            "right",
            "tab",
            "4",
            "tab",
            *typed("2026-12-24"),
            "tab",
            "tab",
            "enter",
            *typed("Wait"),
            "enter",
            "0",
            "enter",
            "n",
        ],
        (
            Row(
                "leader-1",
                {
                    "what": "Lease it",
                    "saves": Decimal("30000.00"),
                    "risky": True,
                    "how": "Lease",
                    "fit": 4,
                    "by": dt.date(2026, 12, 24),
                },
            ),
            Row("leader-2", {"what": "Wait", "saves": Decimal("0.00"), "risky": False}),
        ),
    ),
    "table of fixed rows": Case(
        'type = "table", id="it", ask="Who?", rows=["Hiring", "Budget"],'
        ' columns=[{id="who", label="Who", type="choice", options=["Ada", "Ben"]}]',
        ["a", "down", "b"],
        (Row("Hiring", {"who": "Ada"}), Row("Budget", {"who": "Ben"})),
    ),
    "rating": Case(
        'type = "rating", id="it", ask="How good?", each=["A", "B", "C"]',
        ["3", "down", "right", "down", "left"],
        {"A": 3, "B": 1, "C": 5},
    ),
    "rating in words": Case(
        'type = "rating", id="it", ask="Could you?", each=["A", "B"], labels=["no", "yes"]',
        ["1", "enter", "2"],
        {"A": 1, "B": 2},
    ),
    "paraphrase": Case(
        'type = "paraphrase", id="it", of="said"',
        [*typed("you wait"), "tab", "space"],
        Paraphrase("you wait", confirmed=True),
        before='type = "text", id="said", ask="Why?", who="both"',
    ),
    "swap": Case(
        'type = "swap", id="it", of="said", ask="And the other?"',
        ["4"],
        4,
        before='type = "scale", id="said", ask="How well?", who="both"',
    ),
    "commitments": Case(
        'type = "commitments", id="it", ask="Who does what?"',
        [
            *typed("Hire two"),
            "tab",
            "b",
            "tab",
            *typed("+14"),
            "tab",
            *typed("signed"),
            "tab",
            "tab",
            "enter",
            *typed("Call the board"),
            "tab",
            "a",
        ],
        (
            Promise("Hire two", "manager", dt.date(2026, 12, 8), "signed"),
            Promise("Call the board", "leader"),
        ),
    ),
}
