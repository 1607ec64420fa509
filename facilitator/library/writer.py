"""The one thread that writes, so that typing never waits for the disk."""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class _Job:
    """A piece of work; `subject` is set when a later job about the same makes it needless."""

    work: Callable[[], Any]
    future: Future[Any]
    subject: str | None = None


class BackgroundWriter:
    """A thread that runs jobs in order. A job that fails reports through its future."""

    def __init__(self) -> None:
        self._jobs: deque[_Job] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="facilitator-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Run `work` after all that was submitted before; RuntimeError once this is closed."""
        future: Future[T] = Future()
        self._put(_Job(work, future))
        return future

    def submit_latest(self, subject: str, work: Callable[[], T]) -> Future[T]:
        """Run `work` like `submit`; a job about the same `subject` that still waits is cancelled.

        The new job goes to the end of the queue and does not take the cancelled one's place: a
        draft saved after an answer must not reach the disk before that answer does.
        """
        future: Future[T] = Future()
        self._put(_Job(work, future, subject))
        return future

    def _put(self, job: _Job) -> None:
        with self._changed:
            if self._closed:
                message = "the writer is closed"
                raise RuntimeError(message)
            for waiting in self._jobs:
                if job.subject is not None and waiting.subject == job.subject:
                    waiting.future.cancel()
            self._jobs.append(job)
            self._changed.notify()

    def _run(self) -> None:
        while (job := self._next()) is not None:
            if not job.future.set_running_or_notify_cancel():
                continue
            try:
                outcome = job.work()
            except BaseException as error:  # whatever it is, it belongs to whoever asked
                job.future.set_exception(error)
            else:
                job.future.set_result(outcome)

    def _next(self) -> _Job | None:
        """Return the next job, waiting for one; None when the writer is closed and all is done."""
        with self._changed:
            while not self._jobs and not self._closed:
                self._changed.wait()
            return self._jobs.popleft() if self._jobs else None

    def flush(self, timeout: float | None = None) -> bool:
        """Wait at most `timeout` seconds for all that was submitted; return whether it is done."""
        try:
            self.submit(lambda: None).result(timeout)
        except TimeoutError:
            return False
        return True

    def close(self, timeout: float | None = None) -> bool:
        """Take no more jobs, finish those that wait, and return whether that was done in time."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
