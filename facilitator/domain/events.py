"""The events of a session: everything of meaning that happened, and nothing else.

Events name items and parties, never pages or screens, so that a journal can be read whatever the
front end was. `value` is the JSON form of an answer (``engine.answers`` encodes and decodes it).
What is withheld has no value here.
"""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, JsonValue, TypeAdapter

from facilitator.domain.consent import Consent
from facilitator.domain.model import Line, Model, Moment, Text, as_tuple

Keys = Annotated[tuple[str, ...], as_tuple]
JournalDay = Annotated[dt.date, Field(strict=False)]


class BaseEvent(Model):
    """What every event has: the moment it happened."""

    at: Moment


class Opened(BaseEvent):
    """A session began; always the first event."""

    event: Literal["opened"] = "opened"
    session: str
    topic: Line
    parties: dict[str, Line] = Field(description="Role to name.")
    playbook_sha256: str
    amends: str | None = None


class AcceptedRules(BaseEvent):
    """A party accepted the ground rules."""

    event: Literal["accepted_rules"] = "accepted_rules"
    party: str


class Began(BaseEvent):
    """The pair went into a step."""

    event: Literal["began"] = "began"
    step: str


class Answered(BaseEvent):
    """A party (or the two ``together``) answered an item."""

    event: Literal["answered"] = "answered"
    item: str
    party: str
    value: JsonValue = Field(repr=False)


class Skipped(BaseEvent):
    """A party left an optional item without an answer."""

    event: Literal["skipped"] = "skipped"
    item: str
    party: str


class Withheld(BaseEvent):
    """A party answered a private or overlap item; the value stays in the vault."""

    event: Literal["withheld"] = "withheld"
    item: str
    party: str


class Tested(BaseEvent):
    """An overlap round was decided: there is room, or there is none."""

    event: Literal["tested"] = "tested"
    item: str
    room: bool


class RoundOpened(BaseEvent):
    """The pair asked for a round of an overlap item, or an unfinished one was given up."""

    event: Literal["round_opened"] = "round_opened"
    item: str


class Revealed(BaseEvent):
    """The answers to these items lay open to both."""

    event: Literal["revealed"] = "revealed"
    items: Keys


class Read(BaseEvent):
    """The pair had these in front of them and went on."""

    event: Literal["read"] = "read"
    items: Keys


class TradesSought(BaseEvent):
    """The pair asked where they could trade, or, `divided`, who would get what.

    Points may weigh anything, causes too; only what the pair asked for goes into the record.
    """

    event: Literal["trades_sought"] = "trades_sought"
    item: str
    divided: bool = False


class Consented(BaseEvent):
    """A party said how far they go along with the text of a gate."""

    event: Literal["consented"] = "consented"
    gate: str
    party: str
    consent: Annotated[Consent, Field(strict=False)]
    reservation: Text = ""


class WentBack(BaseEvent):
    """After a gate that did not pass, the pair went back to look again."""

    event: Literal["went_back"] = "went_back"
    gate: str


class Parked(BaseEvent):
    """A gate that did not pass was left open on purpose."""

    event: Literal["parked"] = "parked"
    gate: str
    owner: str
    revisit: JournalDay | None = None


class Escalated(BaseEvent):
    """A gate that did not pass was handed to a named person."""

    event: Literal["escalated"] = "escalated"
    gate: str
    owner: str
    to: Line
    revisit: JournalDay | None = None


class ClosedEarly(BaseEvent):
    """At a gate that did not pass, the pair chose to close with what there is."""

    event: Literal["closed_early"] = "closed_early"
    gate: str


class ThoughtParked(BaseEvent):
    """A thought went to the parking lot."""

    event: Literal["thought_parked"] = "thought_parked"
    text: Text
    owner: str
    revisit: JournalDay | None = None
    step: str | None = None


class BreakTaken(BaseEvent):
    """The curtain fell and the clock stopped."""

    event: Literal["break_taken"] = "break_taken"


class BreakEnded(BaseEvent):
    """The pair came back."""

    event: Literal["break_ended"] = "break_ended"


class Resumed(BaseEvent):
    """An interrupted session was opened again; the time since the last event does not count."""

    event: Literal["resumed"] = "resumed"


class ReviewAgreed(BaseEvent):
    """The pair set the day to look at the agreement again, or set none."""

    event: Literal["review_agreed"] = "review_agreed"
    review: JournalDay | None = None


class Signed(BaseEvent):
    """A party read the whole text and typed their name under it."""

    event: Literal["signed"] = "signed"
    party: str
    name: Line


class Concluded(BaseEvent):
    """Both signed: the record's id and closing time, fixed before the record is written."""

    event: Literal["concluded"] = "concluded"
    agreement: str


Event = Annotated[
    Opened
    | AcceptedRules
    | Began
    | Answered
    | Skipped
    | Withheld
    | Tested
    | RoundOpened
    | Revealed
    | Read
    | TradesSought
    | Consented
    | WentBack
    | Parked
    | Escalated
    | ClosedEarly
    | ThoughtParked
    | BreakTaken
    | BreakEnded
    | Resumed
    | ReviewAgreed
    | Signed
    | Concluded,
    Field(discriminator="event"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event)
"""Reads one event from JSON: ``EVENT.validate_json(line)``."""
