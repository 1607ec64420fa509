"""Keeps what is typed and not saved on disk, on a thread of its own: typing never waits for it."""

from pathlib import Path

from facilitator.authoring.source_text import SourceText
from facilitator.library.paths import Library
from facilitator.library.unsaved_playbooks import drop_unsaved, keep_unsaved
from facilitator.library.writer import BackgroundWriter

_SUBJECT = "unsaved"
_LONGEST_WAIT = 5.0
"""Seconds that a program which has to end waits for the disk."""


class Aside:
    """Where unsaved text is kept. What cannot be written is told when it is saved for good."""

    def __init__(self, library: Library) -> None:
        """Keep things aside in `library`."""
        self._library = library
        self._writer = BackgroundWriter()

    def keep(self, path: Path, kept: SourceText, text: str) -> None:
        """Keep `text`, the edited text of `kept`, which was read from `path`."""
        self._writer.submit_latest(
            _SUBJECT, lambda: keep_unsaved(self._library, path, kept.edited(text))
        )

    def drop(self, path: Path) -> None:
        """Forget what was kept of the playbook at `path`."""
        self._writer.submit_latest(_SUBJECT, lambda: drop_unsaved(self._library, path))

    def flush(self) -> None:
        """Wait until all of that is done."""
        self._writer.flush(_LONGEST_WAIT)

    def close(self) -> None:
        """Finish, and end the thread."""
        self._writer.close(_LONGEST_WAIT)
