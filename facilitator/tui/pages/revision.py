"""A joint text that revises an earlier one: what was taken out and what was put in."""

from typing import Final

from textual.content import Content
from textual.widgets import Static

from facilitator.engine.explanations import ANALYSES
from facilitator.engine.revision import RevisionKind, revision
from facilitator.tui.pages.explaining import Told

_STYLES: Final[dict[RevisionKind, str]] = {
    "kept": "",
    "deleted": "$apart strike",
    "inserted": "$agreed underline",
}


def changes_marked(before: str, after: str) -> Content:
    """Return how `before` became `after`, with marks that can be read without colour."""
    return Content.assemble(
        *((passage.marked, _STYLES[passage.kind]) for passage in revision(before, after))
    )


class RevisionMarks(Static):
    """Shows beneath a field how it differs from the text it revises."""

    def __init__(self, before: str) -> None:
        """Compare with the text `before`."""
        super().__init__(classes="revision")
        self._before = before
        self.show(before)

    @property
    def explained(self) -> tuple[Told, ...]:
        """How the marks come about."""
        return (Told("The changes", ANALYSES["revision"]),)

    def show(self, after: str) -> None:
        """Mark the changes, if there are any."""
        if after.split() == self._before.split():
            self.update(Content("no change yet"))
        else:
            self.update(changes_marked(self._before, after))
