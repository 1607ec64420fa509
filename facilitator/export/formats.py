"""The formats one agreement can be exported in. The record itself, TOML, is its own file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from facilitator.domain.agreement import Agreement
from facilitator.export.as_html import agreement_html
from facilitator.export.as_json import agreement_json
from facilitator.export.icalendar_export import agreement_ics
from facilitator.export.markdown import agreement_markdown


@dataclass(frozen=True)
class Format:
    """A format of export."""

    name: str
    """What a person calls it."""
    extension: str
    """The end of its files' names, with the dot."""
    write: Callable[[Agreement], bytes]
    """Gives the whole file; text is UTF-8."""


FORMATS: Final[dict[str, Format]] = {
    "md": Format("Markdown", ".md", lambda agreement: agreement_markdown(agreement).encode()),
    "html": Format("web page", ".html", lambda agreement: agreement_html(agreement).encode()),
    "ics": Format("calendar entries", ".ics", agreement_ics),
    "json": Format("JSON", ".json", lambda agreement: agreement_json(agreement).encode()),
}
"""The name a command takes to the format."""
