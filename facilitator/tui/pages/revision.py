"""A joint text that revises an earlier one: what was taken out and what was put in."""

from difflib import SequenceMatcher

from textual.content import Content
from textual.widgets import Static


def changes_marked(before: str, after: str) -> Content:
    """Return `after` with the words marked that were put in, and those of `before` left out.

    What is new stands between + signs and underlined, what is gone between square brackets and
    struck through; the comparison is word by word.
    """
    old, new = before.split(), after.split()
    parts: list[Content | str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(" ".join(old[a:b]))
            continue
        if b > a:
            gone = f"[{' '.join(old[a:b])}]"
            parts.append(Content.styled(gone, "$apart strike"))
        if d > c:
            parts.append(Content.styled(f"+{' '.join(new[c:d])}+", "$agreed underline"))
    return Content(" ").join(Content(part) if isinstance(part, str) else part for part in parts)


class RevisionMarks(Static):
    """Shows beneath a field how it differs from the text it revises."""

    def __init__(self, before: str) -> None:
        """Compare with the text `before`."""
        super().__init__(classes="revision")
        self._before = before
        self.show(before)

    def show(self, after: str) -> None:
        """Mark the changes, if there are any."""
        if after.split() == self._before.split():
            self.update(Content("no change yet"))
        else:
            self.update(changes_marked(self._before, after))
