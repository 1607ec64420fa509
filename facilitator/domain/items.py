"""The items of a step: what each type is made of, with every key and default of format 1.

``ITEM_TYPES`` is the registry that gives the names of the types; a new type is added here, in the
engine's registry of answers, and in the front ends' registries.
"""

import datetime as dt
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from facilitator.domain.model import Filled, Line, Model, Number, PlainDate, Text, as_tuple

Privacy = Literal["open", "sealed", "overlap", "private"]
Day = PlainDate | Literal["today"]
Options = Annotated[tuple[Filled, ...], as_tuple]
Ids = Annotated[tuple[str, ...], as_tuple]

BOTH = "both"
TOGETHER = "together"


class BaseItem(Model):
    """What every item may have."""

    type: str
    when: str | None = Field(None, description="Show this item only when the expression is true.")
    help: Text | None = Field(None, description="More words, shown on request.")
    beside: Annotated[tuple[str, ...], as_tuple] = Field(
        (), description="Ids of earlier items whose answers stand next to this one."
    )

    withheld_allowed: ClassVar[bool] = False


class Note(BaseItem):
    """Something to read."""

    type: Literal["note"]
    id: str | None = Field(None, description="An id, if anything has to refer to the note.")
    text: Text = Field(description="What to read; {id} shows an earlier value.")


class Computed(BaseItem):
    """A value worked out from earlier answers."""

    type: Literal["computed"]
    id: str
    label: Filled = Field(description="What the value is.")
    value: str = Field(description="The expression that gives it.")
    unit: Line | None = Field(None, description="What it is counted in.")


class Gate(BaseItem):
    """The point where each says how far they consent."""

    type: Literal["gate"]
    id: str
    text: Text = Field(description="What the two would agree to; {id} shows an earlier value.")
    back: str | None = Field(None, description="The earlier item of this step to go back to.")
    tries: int = Field(3, ge=1, le=20, description="After so many tries, no way back is offered.")
    privacy: Literal["open", "sealed"] = "open"


class AskedItem(BaseItem):
    """An item that asks for an answer."""

    id: str
    ask: Text | None = Field(None, description="The question.")
    ask_for: dict[str, Text] = Field(
        default_factory=dict, description="A role's own wording of the question."
    )
    who: str = Field(
        TOGETHER, description="A role id, both (each answers) or together (one answer)."
    )
    privacy: Privacy = Field("open", description="Who sees the answer, and when.")
    required: bool = Field(True, description="Whether an answer is needed to go on.")
    against: str | None = Field(
        None, description="The item of the other role that this one is paired with at the reveal."
    )
    probe: Text | None = Field(
        None, description="What to ask each other when the two answers are apart."
    )
    pin: bool = Field(False, description="Keep the joint answer in sight as common ground.")

    def asks(self, role: str) -> str:
        """Return the question as `role` (or ``together``) reads it."""
        return self.ask_for.get(role) or self.ask or ""

    @property
    def one_by_one(self) -> bool:
        """Whether the parties answer one by one, and not together."""
        return self.who != TOGETHER

    @property
    def withheld(self) -> bool:
        """Whether the answer is never shown to the other and never written."""
        return self.privacy in {"overlap", "private"}


class TextKeys(Model):
    """Keys of a text."""

    lines: int = Field(1, ge=1, le=40, description="How many lines the field shows.")
    max_length: int = Field(2000, ge=1, le=100_000, description="The most characters it takes.")


class TextItem(AskedItem, TextKeys):
    """An answer in words."""

    type: Literal["text"]
    revises: str | None = Field(
        None, description="The joint text that this one revises; changes are marked."
    )


class YesNoItem(AskedItem):
    """Yes or no."""

    type: Literal["yesno"]


class ChoiceKeys(Model):
    """Keys of a choice among options."""

    options: Options | None = Field(None, description="At least two options, all different.")
    options_from: str | None = Field(None, description="The table whose rows are the options.")


class ChoiceItem(AskedItem, ChoiceKeys):
    """One of several options."""

    type: Literal["choice"]
    other: bool = Field(False, description="Whether something else may be written in.")


class ChoicesItem(AskedItem, ChoiceKeys):
    """Some of several options."""

    type: Literal["choices"]
    least: int | None = Field(None, ge=0, description="The fewest to choose; 1 if required.")
    most: int | None = Field(None, ge=1, description="The most to choose.")


class ScaleKeys(Model):
    """Keys of a scale."""

    min: int = Field(1, ge=-1000, le=1000)
    max: int = Field(5, ge=-1000, le=1000)
    low: Line | None = Field(None, description="What the low end means.")
    high: Line | None = Field(None, description="What the high end means.")


class ScaleItem(AskedItem, ScaleKeys):
    """A whole number between two ends."""

    type: Literal["scale"]


class RoomKeys(Model):
    """The key of what can be tested for overlap."""

    room: str | None = Field(
        None, description="With privacy overlap: the test that says there is room."
    )


class NumberKeys(Model):
    """Keys of a number."""

    min: Number | None = None
    max: Number | None = None
    decimals: int = Field(0, ge=0, le=9, description="How many decimal places it may have.")
    unit: Line | None = Field(None, description="What it is counted in.")


class NumberItem(AskedItem, NumberKeys, RoomKeys):
    """A number."""

    type: Literal["number"]
    withheld_allowed: ClassVar[bool] = True


class MoneyKeys(Model):
    """Keys of an amount of money."""

    min: Number | None = None
    max: Number | None = None


class MoneyItem(AskedItem, MoneyKeys, RoomKeys):
    """An amount in the playbook's currency."""

    type: Literal["money"]
    withheld_allowed: ClassVar[bool] = True


class DateKeys(Model):
    """Keys of a date."""

    earliest: Day | None = Field(None, description="A date, or today.")
    latest: Day | None = Field(None, description="A date, or today.")


class DateItem(AskedItem, DateKeys, RoomKeys):
    """A day."""

    type: Literal["date"]
    withheld_allowed: ClassVar[bool] = True


class RankingItem(AskedItem):
    """All options, in order."""

    type: Literal["ranking"]
    options: Options = Field(description="What to put in order.")


class PointsItem(AskedItem):
    """A total, divided among options."""

    type: Literal["points"]
    options: Options = Field(description="What to divide the points among.")
    total: int = Field(100, ge=1, le=1_000_000, description="How many points there are.")


class BaseColumn(Model):
    """What every column of a table has."""

    type: str
    id: str
    label: Filled
    required: bool = Field(True, description="Whether a row needs it.")


class TextColumn(BaseColumn, TextKeys):
    """A column of words."""

    type: Literal["text"]


class YesNoColumn(BaseColumn):
    """A column of yes or no."""

    type: Literal["yesno"]


class ChoiceColumn(BaseColumn, ChoiceKeys):
    """A column of one option each."""

    type: Literal["choice"]
    other: bool = False


class ScaleColumn(BaseColumn, ScaleKeys):
    """A column of points on a scale."""

    type: Literal["scale"]


class NumberColumn(BaseColumn, NumberKeys):
    """A column of numbers."""

    type: Literal["number"]


class MoneyColumn(BaseColumn, MoneyKeys):
    """A column of amounts."""

    type: Literal["money"]


class DateColumn(BaseColumn, DateKeys):
    """A column of days."""

    type: Literal["date"]


Column = Annotated[
    TextColumn | YesNoColumn | ChoiceColumn | ScaleColumn | NumberColumn | MoneyColumn | DateColumn,
    Field(discriminator="type"),
]


class TableItem(AskedItem):
    """Rows of several columns."""

    type: Literal["table"]
    columns: Annotated[tuple[Column, ...], as_tuple] = Field(min_length=1)
    least: int | None = Field(None, ge=0, description="The fewest rows; 1 if required.")
    most: int | None = Field(None, ge=1, description="The most rows.")
    rows: Options | None = Field(None, description="Fixed rows, by their labels.")
    start_from: str | None = Field(
        None, description="A table both filled in: its rows, merged, to start with."
    )


class RatingItem(AskedItem):
    """A mark for each of several things."""

    type: Literal["rating"]
    who: str = BOTH
    each: str | Options = Field(description="A table's id, or a list of what to rate.")
    min: int = Field(1, ge=-1000, le=1000)
    max: int = Field(5, ge=-1000, le=1000)
    labels: Options | None = Field(None, description="Words for the marks, counted from 1.")

    @property
    def lowest(self) -> int:
        """The lowest mark."""
        return 1 if self.labels else self.min

    @property
    def highest(self) -> int:
        """The highest mark."""
        return len(self.labels) if self.labels else self.max


class ParaphraseItem(AskedItem):
    """What each heard the other say; the other confirms."""

    type: Literal["paraphrase"]
    who: str = BOTH
    of: str = Field(description="A text that both answered and that was revealed before.")


class SwapItem(AskedItem):
    """What each thinks the other answered."""

    type: Literal["swap"]
    who: str = BOTH
    of: str = Field(description="An earlier item that both answered.")


class CommitmentsItem(AskedItem):
    """Who does what, by when, measured how."""

    type: Literal["commitments"]
    least: int | None = Field(None, ge=0, description="The fewest; none by default.")
    most: int | None = Field(None, ge=1, description="The most.")


Asked = (
    TextItem
    | YesNoItem
    | ChoiceItem
    | ChoicesItem
    | ScaleItem
    | NumberItem
    | MoneyItem
    | DateItem
    | RankingItem
    | PointsItem
    | TableItem
    | RatingItem
    | ParaphraseItem
    | SwapItem
    | CommitmentsItem
)
Item = Annotated[Note | Computed | Gate | Asked, Field(discriminator="type")]

ITEM_TYPES: dict[str, type[BaseItem]] = {
    "note": Note,
    "text": TextItem,
    "yesno": YesNoItem,
    "choice": ChoiceItem,
    "choices": ChoicesItem,
    "scale": ScaleItem,
    "number": NumberItem,
    "money": MoneyItem,
    "date": DateItem,
    "ranking": RankingItem,
    "points": PointsItem,
    "table": TableItem,
    "rating": RatingItem,
    "paraphrase": ParaphraseItem,
    "swap": SwapItem,
    "computed": Computed,
    "gate": Gate,
    "commitments": CommitmentsItem,
}

COLUMN_TYPES: dict[str, type[BaseColumn]] = {
    "text": TextColumn,
    "yesno": YesNoColumn,
    "choice": ChoiceColumn,
    "scale": ScaleColumn,
    "number": NumberColumn,
    "money": MoneyColumn,
    "date": DateColumn,
}


def bound(day: dt.date | str | None, today: dt.date) -> dt.date | None:
    """Return the day that a limit such as ``today`` stands for."""
    return today if day == "today" else day if isinstance(day, dt.date) else None
