"""An agreement in JSON, and the schema that describes it."""

import datetime as dt
import json
from typing import Any, Final

from pydantic import ConfigDict, Field

from facilitator.domain.agreement import Agreement
from facilitator.domain.check_in import CheckIn
from facilitator.domain.model import Model
from facilitator.domain.text import clean_tree
from facilitator.engine.aftermath import NOTHING_YET, Aftermath

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class Standing(Model):
    """How a commitment stands now."""

    id: str
    state: str | None = None
    """What the latest check-in says of it."""
    at: dt.datetime | None = None
    """The moment of that check-in."""
    due: dt.date | None = None
    """The day that holds now."""
    open: bool
    """Whether it is still owed."""


class CameAfter(Model):
    """What came after an agreement; none of it is in the record, which stays as it was signed."""

    amended_by: tuple[str, ...]
    """The agreements that take its place, directly or by way of another, the earliest first."""
    review_open: bool
    commitments: tuple[Standing, ...]
    check_ins: tuple[CheckIn, ...]
    """The earliest first, under the keys of their files."""


class _Exported(Agreement):
    """An agreement, and under `after` what came after it."""

    model_config = ConfigDict(title="Agreement")

    after: CameAfter | None = Field(None, description="What came after it, if anything did.")


def agreement_json(agreement: Agreement, after: Aftermath = NOTHING_YET) -> str:
    """Return everything that the record of `agreement` holds, under the record's own keys.

    What came `after` it, if anything did, stands under a key of that name, and nothing else does:
    a record has no such key, so one that somebody wrote into it is left out. Days and moments are
    in ISO 8601, amounts stay strings; what the record leaves out is left out.
    """
    tree = agreement.model_dump(mode="json", by_alias=True, exclude_none=True)
    tree.pop("after", None)
    if after:
        tree["after"] = _came_after(agreement, after).model_dump(
            mode="json", by_alias=True, exclude_none=True
        )
    return json.dumps(clean_tree(tree), ensure_ascii=False, indent=2) + "\n"


def _came_after(agreement: Agreement, after: Aftermath) -> CameAfter:
    return CameAfter(
        amended_by=tuple(one.id for one in after.amendments),
        review_open=after.review_is_open(agreement),
        commitments=tuple(
            Standing(id=one.id, state=one.state, at=one.at, due=one.due, open=one.open)
            for one in after.commitments(agreement)
        ),
        check_ins=after.check_ins,
    )


def agreement_schema() -> dict[str, Any]:
    """Return the JSON Schema, draft 2020-12, of what `agreement_json` writes."""
    return {"$schema": _DIALECT, **_Exported.model_json_schema(by_alias=True)}
