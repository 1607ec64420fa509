"""SIGKILL at any moment: what was submitted is there, no file is broken, and it goes on."""

import subprocess
import sys
from pathlib import Path

from tests.end_to_end.pseudo_terminal import environment

KILLS = Path(__file__).parents[1] / "benchmarks" / "kills.py"


def test_sessions_killed_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    # In an interpreter of its own: it forks, which a process with threads should not do.
    done = subprocess.run(
        [sys.executable, str(KILLS), "12"],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing lost" in done.stdout
