"""The formats one agreement can be exported in. The record itself, TOML, is its own file."""

from dataclasses import dataclass
from typing import Final, Protocol

from facilitator.domain.agreement import Agreement
from facilitator.engine.aftermath import NOTHING_YET, Aftermath
from facilitator.export.as_html import agreement_html
from facilitator.export.as_json import agreement_json
from facilitator.export.icalendar_export import agreement_ics
from facilitator.export.markdown import agreement_markdown


class Writer(Protocol):
    """Writes an agreement, with what came after it."""

    def __call__(self, agreement: Agreement, after: Aftermath = NOTHING_YET) -> bytes:
        """Return the whole file; text is UTF-8."""


class _Text(Protocol):
    def __call__(self, agreement: Agreement, after: Aftermath = NOTHING_YET) -> str: ...


def _encoded(text_of: _Text) -> Writer:
    def write(agreement: Agreement, after: Aftermath = NOTHING_YET) -> bytes:
        return text_of(agreement, after).encode()

    return write


@dataclass(frozen=True)
class Format:
    """A format of export."""

    name: str
    """What a person calls it."""
    extension: str
    """The end of its files' names, with the dot."""
    write: Writer


FORMATS: Final[dict[str, Format]] = {
    "md": Format("Markdown", ".md", _encoded(agreement_markdown)),
    "html": Format("web page", ".html", _encoded(agreement_html)),
    "ics": Format("calendar entries", ".ics", agreement_ics),
    "json": Format("JSON", ".json", _encoded(agreement_json)),
}
"""The name a command takes to the format."""
