"""Problems that only follow from others, and what is left without them."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.authoring.problems import Problem, did_you_mean


def without_follow_ons(problems: Sequence[Problem]) -> list[Problem]:
    """Return `problems` without missing keys that are there, only misspelt or in another table."""
    unknown = [one for one in problems if one.code in {"unknown-key", "key-below-items"}]
    missing = [one for one in problems if one.missing is not None]
    explained = {one for one in missing if any(_is_meant(other, one) for other in unknown)}
    hints = {
        (other.path, other.part): one.hint
        for one in missing
        for other in unknown
        if _stands_elsewhere(other, one)
    }
    return [
        replace(one, hint=hints.get((one.path, one.part), one.hint))
        for one in problems
        if one not in explained
    ]


def _is_meant(unknown: Problem, missing: Problem) -> bool:
    """Whether the unknown key is the missing one, misspelt or in another table."""
    if _stands_elsewhere(unknown, missing):
        return True
    same_table = unknown.path[:-1] == missing.path
    return same_table and did_you_mean(str(unknown.path[-1]), [str(missing.missing)]) is not None


def _stands_elsewhere(unknown: Problem, missing: Problem) -> bool:
    """Whether a key that the top of the file lacks stands below a header instead."""
    return missing.path == () and len(unknown.path) > 1 and unknown.path[-1] == missing.missing
