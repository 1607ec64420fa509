"""An agreement in JSON, and the schema that describes it."""

import json
from typing import Any, Final

from facilitator.domain.agreement import Agreement
from facilitator.domain.text import clean_tree

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def agreement_json(agreement: Agreement) -> str:
    """Return everything that the record of `agreement` holds, under the record's own keys.

    Days and moments are in ISO 8601, amounts stay strings; what the record leaves out is left out.
    """
    tree = agreement.model_dump(mode="json", by_alias=True, exclude_none=True)
    return json.dumps(clean_tree(tree), ensure_ascii=False, indent=2) + "\n"


def agreement_schema() -> dict[str, Any]:
    """Return the JSON Schema, draft 2020-12, of what `agreement_json` writes."""
    return {"$schema": _DIALECT, **Agreement.model_json_schema(by_alias=True)}
