"""Whether a question changed its meaning while the version of its playbook stayed the same."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from facilitator.authoring.diagnostics import Diagnostic
from facilitator.authoring.positions import Positions
from facilitator.domain.playbook import Playbook

CODE: Final = "version-unchanged"

_NOT_THE_MEANING: Final = frozenset({"help", "lines", "beside", "probe", "pin", "back", "tries"})
"""Keys that may change without an old answer meaning anything else."""
_NAMED: Final = 3
"""How many changed questions a message names."""


def fingerprints(playbook: Playbook) -> dict[str, str]:
    """Return item id to a short hash of what its answers mean."""
    return {
        name: _fingerprint(item.model_dump(mode="json"))
        for name, (_, item) in playbook.places.items()
    }


def _fingerprint(item: dict[str, Any]) -> str:
    meaning = {key: value for key, value in item.items() if key not in _NOT_THE_MEANING}
    written = json.dumps(meaning, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode("utf-8", errors="replace")).hexdigest()[:16]


def changed_since(playbook: Playbook, former: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of the items whose meaning is not what `former` says it was."""
    now = fingerprints(playbook)
    return tuple(name for name, mark in now.items() if former.get(name, mark) != mark)


def unchanged_version(
    playbook: Playbook, former: Mapping[str, str], source: bytes, file: str
) -> tuple[Diagnostic, ...]:
    """Return the warning that questions changed and the version did not; nothing if none did.

    `former` are the fingerprints of the session in which this id and version were last used.
    """
    changed = changed_since(playbook, former)
    if not changed:
        return ()
    version = playbook.playbook.version
    named = ", ".join(f"'{name}'" for name in changed[:_NAMED])
    more = len(changed) - _NAMED
    others = f" and {more} more" if more > 0 else ""
    message = (
        f"{named}{others} changed since version {version} was last used in a session, "
        "and the version did not."
    )
    span = Positions.of(source).value(("playbook", "version"))
    hint = f'write version = "{_raised(version)}"'
    return (Diagnostic(file, span, "warning", CODE, message, hint),)


def _raised(version: str) -> str:
    """Return the version after `version`: its last number raised by one."""
    head, dot, last = version.rpartition(".")
    if last.isascii() and last.isdigit() and len(last) < 10:
        return f"{head}{dot}{int(last) + 1}"
    return f"{version}.1"
