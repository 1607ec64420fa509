"""One answer, checked once for all front ends: ``parse(item, raw, context)``.

``encode`` and ``decode`` turn a checked answer into the JSON of an event and back; ``to_record``
gives the form that an agreement holds.
"""

from facilitator.engine.answers.coding import decode, encode, to_raw
from facilitator.engine.answers.context import Context
from facilitator.engine.answers.parsing import parse
from facilitator.engine.answers.recording import to_record
from facilitator.engine.answers.typed import Typed

__all__ = ["Context", "Typed", "decode", "encode", "parse", "to_raw", "to_record"]
