"""Changing the id and the title of a playbook in its text, and leaving everything else as it is."""

import json
import re
from typing import Final

from facilitator.authoring.mending import read_mending
from facilitator.authoring.positions import Positions
from facilitator.authoring.source_text import SourceText
from facilitator.authoring.spans import Span
from facilitator.authoring.toml_reading import decode
from facilitator.domain.errors import PlaybookError
from facilitator.domain.text import clean_line

ID_PATTERN: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID: Final = 64
_SCHEMA_LINE: Final = re.compile(r"#:schema\b")


def is_playbook_id(text: str) -> bool:
    """Return whether `text` can be the id of a playbook, and so the name of its file."""
    return len(text) <= LONGEST_ID and ID_PATTERN.fullmatch(text) is not None


def with_header(source: bytes, name: str, title: str) -> bytes:
    """Return the playbook `source` with the id `name` and the title `title`, comments and all.

    Other parts of it may be broken.

    Raises:
        PlaybookError: it cannot be read that far, or has no id or title that could be replaced.

    """
    header = _header(source)
    source_text = SourceText.of(source)
    text = source_text.shown
    for key, value in (("id", name), ("title", clean_line(title))):
        if not isinstance(header, dict) or not isinstance(header.get(key), str):
            message = f"The playbook has no {key} under [playbook] that could be changed."
            raise PlaybookError(message)
        span = Positions.of(text.encode()).value(("playbook", key))
        text = _replaced(text, span, json.dumps(value, ensure_ascii=False))
    return source_text.edited(text)


def _header(source: bytes) -> object:
    """Return what stands under ``[playbook]``, be there slips in the lines below."""
    mended = read_mending(decode(source))
    if mended.data is None:
        slip = mended.slips[-1]
        message = f"First mend line {slip.span.line}; until then its id cannot be changed. "
        raise PlaybookError(message + slip.message)
    return mended.data.get("playbook")


def with_schema_line(source: bytes, schema: str) -> bytes:
    """Return the playbook `source` with a first line that names its JSON Schema for editors."""
    source_text = SourceText.of(source)
    *before, last = source_text.shown.split("\n")
    lines = [line for line in before if not _SCHEMA_LINE.match(line)]
    return source_text.edited("\n".join([f"#:schema {schema}", *lines, last]))


def _replaced(text: str, span: Span, written: str) -> str:
    lines = text.split("\n")
    head = lines[span.line - 1][: span.column - 1]
    tail = lines[span.end_line - 1][span.end_column - 1 :]
    lines[span.line - 1 : span.end_line] = [head + written + tail]
    return "\n".join(lines)
