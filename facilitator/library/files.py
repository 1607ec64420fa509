"""Reading and writing single files so that a crash, a full disk or a hostile folder does no harm.

Files are 0600 and folders 0700 when made here; nothing is refused because it has other modes. Every
error of the operating system becomes a `LibraryError` in plain words.
"""

import errno
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from facilitator.domain.errors import LibraryError
from facilitator.domain.text import clean_line

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700

_LEAST_READ: Final = 2**16
"""Bytes asked for at once, even of a file that says it is smaller."""

STALE_SECONDS: Final = 300
"""A temporary file older than this belongs to nobody any more."""

_TEMPORARY: Final = re.compile(r"\.facilitator-([1-9][0-9]{0,9})-[0-9a-f]{16}\.tmp")

_WITHOUT_HARD_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})

_PLAIN_WORDS: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk space you may use is used up",
    errno.EACCES: "you may not do that there",
    errno.EPERM: "you may not do that there",
    errno.EROFS: "the disk can only be read",
    errno.EIO: "the disk reports a fault",
    errno.ENOENT: "there is no such file or folder",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.EISDIR: "it is a folder",
    errno.ELOOP: "it is a link, and links are not followed here",
    errno.ENXIO: "it is not a regular file",
    errno.ENAMETOOLONG: "its name is too long",
}


def plain_words(error: OSError) -> str:
    """Return what went wrong, for a person."""
    number = error.errno or 0
    return (
        _PLAIN_WORDS.get(number) or (os.strerror(number) if number else "an unknown fault").lower()
    )


def named(path: Path) -> str:
    """Return `path` as it may be shown: file names are text from outside too."""
    return clean_line(str(path))


def is_folder(path: Path) -> bool:
    """Return whether `path` is a folder itself, and not a link to one."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def read_regular(path: Path, limit: int) -> bytes:
    """Return the bytes of the regular file at `path`, at most `limit` of them.

    Raises:
        LibraryError: the file is missing, unreadable, larger than `limit` bytes, or a link, a
            folder, a pipe or a device. Nothing but a regular file is ever read from.

    """
    try:
        # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
        descriptor = os.open(
            path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        )
        try:
            state = os.fstat(descriptor)
            _require_regular(path, state, limit)
            data = _read_up_to(descriptor, limit + 1, max(state.st_size + 1, _LEAST_READ))
        finally:
            os.close(descriptor)
    except OSError as error:
        message = f"{named(path)} cannot be read: {plain_words(error)}."
        raise LibraryError(message) from error
    except ValueError as error:
        message = f"{named(path)} cannot be read: that is not the name of a file."
        raise LibraryError(message) from error
    if len(data) > limit:
        raise _too_large(path, limit)
    return data


def _require_regular(path: Path, state: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(state.st_mode):
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
    if state.st_size > limit:
        raise _too_large(path, limit)


def _read_up_to(descriptor: int, most: int, at_once: int) -> bytes:
    """Return at most `most` bytes, read by `at_once`.

    A file may have grown since its size was asked for, hence more than one reading. To ask for far
    more than there is would have that much memory reserved for it.
    """
    chunks: list[bytes] = []
    while most and (chunk := os.read(descriptor, min(most, at_once))):
        chunks.append(chunk)
        most -= len(chunk)
    return b"".join(chunks)


def _too_large(path: Path, limit: int) -> LibraryError:
    size = f"{limit // 2**20} MiB" if limit >= 2**20 else f"{limit} bytes"
    return LibraryError(f"{named(path)} cannot be read: it is larger than {size}.")


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`; the system may take it in several pieces. OSError when it cannot."""
    rest = memoryview(data)
    while rest:
        written = os.write(descriptor, rest)
        if written == 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[written:]


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable; a file system that cannot do that is left alone."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)


@contextmanager
def _temporary(folder: Path, data: bytes) -> Iterator[Path]:
    """Give a durable temporary file in `folder` that holds `data`; it is gone afterwards."""
    path = folder / f".facilitator-{os.getpid()}-{os.urandom(8).hex()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(path, flags, PRIVATE_FILE)
    try:
        try:
            write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        yield path
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def write_once(path: Path, data: bytes) -> None:
    """Write a file that is never changed afterwards, whole or not at all.

    The same bytes already standing there mean success, so a write that was interrupted after the
    file was in place can be repeated.

    Raises:
        LibraryError: other bytes have that name, or the file cannot be written.

    """
    try:
        with _temporary(path.parent, data) as temporary:
            _place(temporary, path, data)
        sync_folder(path.parent)
    except OSError as error:
        message = f"{named(path)} could not be written: {plain_words(error)}."
        raise LibraryError(message) from error


def write_new(path: Path, data: bytes) -> None:
    """Write a file where nothing stands yet, whole or not at all.

    Raises:
        LibraryError: something has that name already, or the file cannot be written.

    """
    if os.path.lexists(path):
        message = f"{named(path)} is there already, and nothing is replaced: choose another name."
        raise LibraryError(message)
    write_once(path, data)


def _place(temporary: Path, path: Path, data: bytes) -> None:
    """Give `temporary` the name `path`, unless something has it already."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        _require_same(path, data)
    except OSError as error:
        if error.errno not in _WITHOUT_HARD_LINKS:
            raise
        _place_without_links(temporary, path, data)


def _place_without_links(temporary: Path, path: Path, data: bytes) -> None:
    """Give `temporary` the name `path` where there are no hard links, as on a memory stick.

    An empty file, made exclusively, takes the name; then the whole one replaces it. So nothing with
    content is replaced and no half-written file ever has the name. A crash between the two leaves
    an empty file, which the next try takes over.
    """
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        os.close(os.open(path, flags, PRIVATE_FILE))
    except FileExistsError:
        state = path.lstat()
        if state.st_size or not stat.S_ISREG(state.st_mode):
            _require_same(path, data)
            return
    temporary.replace(path)


def _require_same(path: Path, data: bytes) -> None:
    try:
        same = read_regular(path, len(data)) == data
    except LibraryError:
        same = False
    if not same:
        message = f"{named(path)} could not be written: something else has that name already."
        raise LibraryError(message)


def replace_atomic(path: Path, data: bytes) -> None:
    """Write a file that may be replaced: readers see the old bytes or the new, no mixture.

    Raises:
        LibraryError: the file cannot be written; what stood there still stands.

    """
    try:
        with _temporary(path.parent, data) as temporary:
            temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        message = f"{named(path)} could not be written: {plain_words(error)}."
        raise LibraryError(message) from error


def make_folder(path: Path) -> None:
    """Make the folder `path`, for its owner alone; a folder that is there already is left as it is.

    Raises:
        LibraryError: it cannot be made, or something that is no folder (a link, say) has the name.

    """
    try:
        path.mkdir(mode=PRIVATE_FOLDER)
        sync_folder(path.parent)
    except FileExistsError as error:
        if not is_folder(path):
            message = f"{named(path)} is in the way: it should be a folder, and not a link to one."
            raise LibraryError(message) from error
    except OSError as error:
        message = f"The folder {named(path)} could not be made: {plain_words(error)}."
        raise LibraryError(message) from error


def is_temporary(name: str) -> bool:
    """Return whether `name` is that of a temporary file made here."""
    return _TEMPORARY.fullmatch(name) is not None


def sweep(folder: Path) -> None:
    """Remove temporary files that writers who died left in `folder`; others are not touched."""
    with suppress(OSError):
        for path in list(folder.iterdir()):
            match = _TEMPORARY.fullmatch(path.name)
            if match and (_gone(int(match[1])) or _stale(path)):
                path.unlink(missing_ok=True)


def _gone(pid: int) -> bool:
    """Return whether no process has the id `pid`."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False


def _stale(path: Path) -> bool:
    return time.time() - path.lstat().st_mtime > STALE_SECONDS
