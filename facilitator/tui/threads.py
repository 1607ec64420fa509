"""From a thread back to the screen: what was found out is shown only if the screen is still there.

A disk may take its time, and people leave and quit meanwhile; nobody waits for the answer then.
"""

from collections.abc import Callable

from textual.dom import DOMNode


def is_going_away(node: DOMNode) -> bool:
    """Return whether `node` is being taken down, and may have lost parts of itself."""
    return not (node.app.is_running and node.is_attached and node.display)


def show_from_thread(node: DOMNode, show: Callable[..., object], *found: object) -> None:
    """Have the event loop call `show` with what a thread found, unless `node` is going away."""

    def unless_gone() -> object:
        return None if is_going_away(node) else show(*found)

    node.app.call_from_thread(unless_gone)
