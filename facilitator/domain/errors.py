"""Everything a user can cause, as one tree of exceptions.

::

    FacilitatorError              base: the message says what is wrong, where, and what to do
    ├── NestingError              data nested more deeply than this program reads
    ├── ExpressionError           an expression of a playbook that cannot be read or used
    ├── PlaybookError             a playbook that cannot be used
    ├── AnswerError               an answer that does not fit its question
    ├── AnswersFileError          an answers file that does not lead to a signed record
    ├── RecordError               an agreement or check-in that cannot be read or trusted
    ├── LibraryError              a library folder or file that cannot be read or written
    └── SessionError              something that a session does not allow at this point

A front end catches `FacilitatorError`, prints its message and goes on or exits; any other exception
is a mistake in this program. No message about an answer quotes the answer.
"""


class FacilitatorError(Exception):
    """Something that a user can cause and can put right."""

    def __init__(self, message: str) -> None:
        """Keep `message`, one or more plain sentences for the person at the keyboard."""
        super().__init__(message)
        self.message = message


class NestingError(FacilitatorError):
    """Data from outside is nested more deeply than this program reads."""


class ExpressionError(FacilitatorError):
    """An expression of a playbook that cannot be read, or that mixes kinds of values."""

    def __init__(self, message: str, start: int, end: int, hint: str | None = None) -> None:
        """Point at the characters from `start` up to (not with) `end` of the expression's source.

        `hint` is one suggestion of what to write instead, where there is an obvious one.
        """
        super().__init__(message)
        self.start = start
        self.end = end
        self.hint = hint


class PlaybookError(FacilitatorError):
    """A playbook that cannot be used as it is."""


class AnswerError(FacilitatorError):
    """An answer that does not fit its question; the message never quotes the answer."""


class AnswersFileError(FacilitatorError):
    """An answers file that does not lead to a signed record.

    `path` leads to the key in the file that the message is about, such as ``("leader", "needed")``.
    """

    def __init__(self, message: str, path: tuple[str | int, ...] = ()) -> None:
        """Keep `message` and where in the file it belongs."""
        super().__init__(message)
        self.path = path


class RecordError(FacilitatorError):
    """A saved agreement or check-in that cannot be read, or whose seal does not hold."""


class LibraryError(FacilitatorError):
    """A folder or file of the library that cannot be read or written."""


class SessionError(FacilitatorError):
    """Something that a session does not allow at this point."""
