"""What happens to pasted text before a field gets it: it is cleaned, or refused as too long."""

from textual.widget import Widget
from textual.widgets import Input, TextArea

from facilitator.domain.text import clean, clean_line, format_number


def prepared(text: str, field: Widget | None) -> str:
    """Return pasted `text` as `field` may have it: cleaned, and one line where it has one."""
    return clean_line(text) if isinstance(field, Input) else clean(text)


def refusal(text: str, field: Widget | None, limit: int) -> str | None:
    """Return in words why `text` does not fit into `field`, or None when it does.

    `limit` holds for fields that have no ``max_length`` of their own.
    """
    most = getattr(field, "max_length", None) or limit
    room = max(most - _length(field), 0)
    if len(text) <= room:
        return None
    size = "" if len(text) > limit else f" of {format_number(len(text))} characters"
    return f"Not pasted: the text{size} is too long. There is room for {format_number(room)} more."


def _length(field: Widget | None) -> int:
    """Return how many characters stay in `field` when something is pasted over its selection."""
    if isinstance(field, Input):
        return len(field.value) - len(field.selected_text)
    if isinstance(field, TextArea):
        return len(field.text) - len(field.selected_text)
    return 0
