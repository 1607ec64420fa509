"""The agreement: the saved record of a session, format 1, and its check-ins.

The models mirror the file, so that ``Agreement.model_validate(tomli.loads(text))`` reads one and a
record can be understood without its playbook: every question stands beside its answers. Roles are
keys of an answer, a gate and the parties; they are gathered in ``by_role`` mappings when read.
"""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from facilitator.domain.model import Line, Model, Moment, PlainDate, Text, as_tuple

Outcome = Literal["done", "agreed", "parked", "escalated", "unsettled", "skipped"]
Status = Literal["agreed", "partial", "none"]
Handled = Literal["parked", "escalated"]


class RecordModel(Model):
    """A part of a record: further keys are kept, since later versions may write more."""

    model_config = ConfigDict(extra="allow")


class PlaybookStamp(RecordModel):
    """Which playbook the session used."""

    id: str
    version: Line
    title: Line
    sha256: str


class PartyStamp(RecordModel):
    """Who filled a role."""

    title: Line
    name: Line


class AnswerRecord(RecordModel):
    """One item with its answers; a key per role that answered, or ``together``."""

    id: str
    ask: Text | None = None
    label: Line | None = None
    type: str
    unit: Line | None = None
    withheld: Literal["overlap", "private"] | None = None
    room: bool | None = None
    changed: Annotated[tuple[str, ...], as_tuple] = ()
    analysis: Annotated[tuple[Text, ...], as_tuple] = ()
    """What was worked out from both answers, a line each, as the two saw it."""

    def given(self, key: str) -> Any:
        """Return the answer under `key` (a role or ``together``) in its TOML form, or None."""
        return (self.model_extra or {}).get(key)


class GateRecord(RecordModel):
    """A gate as it was left: one consent per role under the role's key."""

    id: str
    text: Text
    reservations: dict[str, Text] = Field(default_factory=dict)
    tries: int = 1
    earlier: Annotated[tuple[dict[str, Any], ...], as_tuple] = ()

    def consent(self, role: str) -> str | None:
        """Return the consent of `role`, or None."""
        value = (self.model_extra or {}).get(role)
        return value if isinstance(value, str) else None


class StepRecord(RecordModel):
    """A step with its outcome."""

    id: str
    title: Line
    theme: Line | None = None
    outcome: Outcome
    answers: Annotated[tuple[AnswerRecord, ...], as_tuple] = Field((), alias="answer")
    gates: Annotated[tuple[GateRecord, ...], as_tuple] = Field((), alias="gate")


class CommitmentRecord(RecordModel):
    """Who does what, by when, measured how."""

    id: str
    what: Text
    owner: str
    due: PlainDate | None = None
    measure: Text | None = None
    step: str | None = None


class OpenPointRecord(RecordModel):
    """Something left unsettled on purpose."""

    text: Text
    handling: Handled
    owner: str
    to: Line | None = None
    revisit: PlainDate | None = None
    step: str | None = None


class SignatureRecord(RecordModel):
    """A party's typed name."""

    role: str
    name: Line
    signed: Moment


class Seal(RecordModel):
    """The sha256 of the bytes before the line ``[seal]``."""

    sha256: str


class Agreement(RecordModel):
    """A whole record. `seal` is None until it has been written."""

    format: Literal[1]
    id: str
    topic: Line
    status: Status
    opened: Moment
    closed: Moment
    amends: str | None = None
    common_ground: Annotated[tuple[Text, ...], as_tuple] = ()
    ground_rules: Annotated[tuple[Text, ...], as_tuple] = ()
    review: PlainDate | None = None
    playbook: PlaybookStamp
    parties: dict[str, PartyStamp]
    steps: Annotated[tuple[StepRecord, ...], as_tuple] = Field((), alias="step")
    commitments: Annotated[tuple[CommitmentRecord, ...], as_tuple] = Field((), alias="commitment")
    open_points: Annotated[tuple[OpenPointRecord, ...], as_tuple] = Field((), alias="open_point")
    signatures: Annotated[tuple[SignatureRecord, ...], as_tuple] = Field((), alias="signature")
    seal: Seal | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """The two roles, in the order of the record."""
        return tuple(self.parties)

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes of its steps, each once, in order."""
        return tuple(dict.fromkeys(step.theme for step in self.steps if step.theme))

    def name_of(self, party: str) -> str:
        """Return the name of a role's party; the key itself for ``both`` and ``together``."""
        stamp = self.parties.get(party)
        return party if stamp is None else stamp.name

    @property
    def month(self) -> str:
        """The folder a record lives in, ``YYYY-MM``, read off its id."""
        return f"{self.id[:4]}-{self.id[4:6]}"


def folder_day(moment: dt.datetime) -> str:
    """Return the UTC day that starts an agreement's id, ``YYYYMMDD``."""
    return moment.astimezone(dt.UTC).strftime("%Y%m%d")
