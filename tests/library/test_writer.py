"""The writing thread."""

import threading
from functools import partial

import pytest

from facilitator.library.writer import BackgroundWriter


def fail() -> None:
    message = "no"
    raise ValueError(message)


def test_jobs_run_in_order_on_another_thread() -> None:
    done: list[int] = []
    threads: set[int] = set()

    def work(number: int) -> int:
        done.append(number)
        threads.add(threading.get_ident())
        return number

    with BackgroundWriter() as writer:
        futures = [writer.submit(partial(work, number)) for number in range(50)]
        assert writer.flush()
        assert done == list(range(50))
        assert [future.result(0) for future in futures] == done
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_a_job_that_fails_says_so_and_the_next_one_runs() -> None:
    with BackgroundWriter() as writer:
        failed = writer.submit(fail)
        after = writer.submit(lambda: "fine")
        with pytest.raises(ValueError, match="no"):
            failed.result(5)
        assert after.result(5) == "fine"


def test_submitting_does_not_wait_and_flushing_waits_no_longer_than_told() -> None:
    gate = threading.Event()
    with BackgroundWriter() as writer:
        slow = writer.submit(lambda: gate.wait(10))
        assert not writer.flush(timeout=0.01)
        assert not slow.done()
        gate.set()
        assert writer.flush(timeout=5)


def test_of_drafts_that_wait_only_the_latest_is_saved_and_after_the_answer_before_it() -> None:
    gate = threading.Event()
    saved: list[str] = []
    with BackgroundWriter() as writer:
        writer.submit(lambda: gate.wait(10))
        first = writer.submit_latest("draft", lambda: saved.append("first draft"))
        writer.submit(lambda: saved.append("answer"))
        other = writer.submit_latest("settings", lambda: saved.append("settings"))
        last = writer.submit_latest("draft", lambda: saved.append("last draft"))
        assert first.cancelled()
        gate.set()
        last.result(5)
    assert other.done()
    assert saved == ["answer", "settings", "last draft"]


def test_closing_finishes_what_waits_and_takes_no_more() -> None:
    done: list[int] = []
    writer = BackgroundWriter()
    for number in range(20):
        writer.submit(partial(done.append, number))
    assert writer.close(timeout=5)
    assert done == list(range(20))
    with pytest.raises(RuntimeError, match="closed"):
        writer.submit(fail)
    assert writer.close(timeout=5)


def test_closing_waits_no_longer_than_told() -> None:
    gate = threading.Event()
    writer = BackgroundWriter()
    writer.submit(lambda: gate.wait(10))
    assert not writer.close(timeout=0.01)
    gate.set()
    assert writer.close(timeout=5)
