"""The formats one agreement can be exported in. The record itself, TOML, is its own file.

What writes a format is loaded when it is first used: the libraries for web pages and calendars are
large, and whoever only looks at agreements needs none of them.
"""

from dataclasses import dataclass
from typing import Final, Protocol

from facilitator.domain.agreement import Agreement
from facilitator.engine.aftermath import NOTHING_YET, Aftermath


class Writer(Protocol):
    """Writes an agreement, with what came after it."""

    def __call__(self, agreement: Agreement, after: Aftermath = NOTHING_YET) -> bytes:
        """Return the whole file; text is UTF-8."""


def _markdown(agreement: Agreement, after: Aftermath = NOTHING_YET) -> bytes:
    from facilitator.export.markdown import agreement_markdown

    return agreement_markdown(agreement, after).encode()


def _html(agreement: Agreement, after: Aftermath = NOTHING_YET) -> bytes:
    from facilitator.export.as_html import agreement_html

    return agreement_html(agreement, after).encode()


def _ics(agreement: Agreement, after: Aftermath = NOTHING_YET) -> bytes:
    from facilitator.export.icalendar_export import agreement_ics

    return agreement_ics(agreement, after)


def _json(agreement: Agreement, after: Aftermath = NOTHING_YET) -> bytes:
    from facilitator.export.as_json import agreement_json

    return agreement_json(agreement, after).encode()


def _csv(agreement: Agreement, after: Aftermath = NOTHING_YET) -> bytes:
    from facilitator.export.as_csv import commitments_csv

    return commitments_csv([(agreement, after)]).encode()


@dataclass(frozen=True)
class Format:
    """A format of export."""

    name: str
    """What a person calls it."""
    extension: str
    """The end of its files' names, with the dot."""
    write: Writer


FORMATS: Final[dict[str, Format]] = {
    "md": Format("Markdown", ".md", _markdown),
    "html": Format("web page", ".html", _html),
    "ics": Format("calendar entries", ".ics", _ics),
    "json": Format("JSON", ".json", _json),
    "csv": Format("its commitments, for a spreadsheet", ".csv", _csv),
}
"""The name a command takes to the format."""
