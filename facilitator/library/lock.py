"""One writer per session: an advisory lock that ends with its holder, whatever ends the holder."""

import errno
import fcntl
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from facilitator.domain.errors import LibraryError, SessionError
from facilitator.library.files import PRIVATE_FILE, named, plain_words, write_all

UNKNOWN_HOLDER: Final = 0
"""The holder of a lock whose process id cannot be read."""

_TRIES: Final = 5
_PAUSE_SECONDS: Final = 0.02
_HELD: Final = frozenset({errno.EAGAIN, errno.EWOULDBLOCK})


class SessionLock:
    """The right to write to a session, as a lock on the file `path`, which names the holder's pid.

    The operating system drops the lock when the holder ends, so a file left behind by a crash is no
    obstacle.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            SessionError: another program has it; the message names its process id.
            LibraryError: the lock file cannot be used.

        """
        for tries_left in reversed(range(_TRIES)):
            if self._try():
                return
            if tries_left:
                # Whoever only looks who holds it (`holder`) takes it for an instant.
                time.sleep(_PAUSE_SECONDS)
        holder = _read_pid(self.path)
        who = f"by process {holder}" if holder else "by another program"
        message = f"This session is open already, {who}. Go on there, or close it there first."
        raise SessionError(message)

    def _try(self) -> bool:
        try:
            descriptor = os.open(
                self.path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, PRIVATE_FILE
            )
        except OSError as error:
            message = f"{named(self.path)} cannot be used: {plain_words(error)}."
            raise LibraryError(message) from error
        try:
            self._claim(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno in _HELD:
                return False
            message = f"{named(self.path)} cannot be locked: {plain_words(error)}."
            raise LibraryError(message) from error
        self._descriptor = descriptor
        return True

    def _claim(self, descriptor: int) -> None:
        """Lock the open file and write this process's id into it; OSError when it cannot."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not self._is_at_its_place(descriptor):
            # The former holder removed the file between our opening and locking it.
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        os.ftruncate(descriptor, 0)
        write_all(descriptor, f"{os.getpid()}\n".encode())

    def _is_at_its_place(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), self.path.lstat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Give the lock back; once is enough, twice does no harm."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def holder(path: Path) -> int | None:
    """Return the pid of who holds the lock `path`, `UNKNOWN_HOLDER`, or None if nobody does."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return _read_pid(path) if error.errno in _HELD else None
    finally:
        os.close(descriptor)
    return None


def _read_pid(path: Path) -> int:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            written = os.read(descriptor, 32).strip()
        finally:
            os.close(descriptor)
    except OSError:
        return UNKNOWN_HOLDER
    return int(written) if written.isdigit() and len(written) <= 10 else UNKNOWN_HOLDER
