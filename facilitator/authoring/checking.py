"""`check` and `load`: from the bytes of a playbook to the playbook, or to what is wrong with it."""

from dataclasses import dataclass, replace
from typing import Final

from facilitator.authoring.checks import run_checks, run_warnings
from facilitator.authoring.diagnostics import Diagnostic, render
from facilitator.authoring.mending import Mended, read_mending
from facilitator.authoring.positions import Positions
from facilitator.authoring.problems import Problem, diagnose
from facilitator.authoring.slips import Slip
from facilitator.authoring.spans import clamp, source_lines
from facilitator.authoring.toml_reading import TomlProblem, decode
from facilitator.authoring.validation import read, without_follow_ons
from facilitator.domain.errors import PlaybookError
from facilitator.domain.playbook import Playbook

MOST_DIAGNOSTICS: Final = 200
"""More than this nobody reads; the rest shows once these are put right."""

_SHOWN_BY_LOAD: Final = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """The playbook, unless something is an error, and everything that was found, in file order."""

    playbook: Playbook | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What keeps the playbook from being used."""
        return tuple(found for found in self.diagnostics if found.severity == "error")


def check(source: bytes, name: str) -> Checked:
    """Return the playbook in `source` and all that is wrong with it; `name` is the file's.

    Never raises, whatever the bytes are; `playbook` is None exactly if there is an error.
    """
    try:
        text = decode(source)
    except TomlProblem as problem:
        text = source.decode("utf-8", errors="replace")
        return Checked(None, (_from_slip(problem.slip, source_lines(text), name),))
    mended = read_mending(text)
    lines = source_lines(text)
    found = [_from_slip(slip, lines, name) for slip in mended.slips]
    playbook = None
    if mended.data is not None:
        playbook, problems = _read(mended, lines, name)
        found += problems
    diagnostics = _in_order(found)
    faulty = any(diagnostic.severity == "error" for diagnostic in diagnostics)
    return Checked(None if faulty else playbook, diagnostics)


def _read(mended: Mended, lines: list[str], name: str) -> tuple[Playbook | None, list[Diagnostic]]:
    """Return the sound parts of the content, which are all of it if nothing is wrong, and the rest.

    The playbook that is handed out is the very one that was checked, put together from parts that
    were each validated: nothing is validated a second time, and so nothing can fail unreported.
    """
    positions: Positions | None = None
    damage = {}
    if mended.lost:
        positions = Positions.of(mended.text.encode())
        damage = mended.damage(positions)
    draft, problems = read(mended.data or {}, damage, mended.names)
    everything: list[Problem] = list(problems)
    if draft is not None:
        told = {problem.spot for problem in everything}
        everything += [problem for problem in run_checks(draft) if problem.spot not in told]
        if not mended.slips and all(problem.severity == "warning" for problem in everything):
            everything += run_warnings(draft)
    playbook = None if draft is None else draft.playbook
    if not everything:
        return playbook, []
    if positions is None:
        positions = Positions.of(mended.text.encode())
    told_once = without_follow_ons(everything)
    found = [diagnose(problem, positions, name) for problem in told_once]
    return playbook, [replace(one, span=clamp(one.span, lines)) for one in found]


def _from_slip(slip: Slip, lines: list[str], name: str) -> Diagnostic:
    return Diagnostic(name, clamp(slip.span, lines), "error", slip.code, slip.message, slip.hint)


def _in_order(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return `found` in file order, errors before warnings at one place, not endlessly many."""
    ordered = sorted(found, key=lambda one: (one.span, one.severity, one.code))
    errors = [one for one in ordered if one.severity == "error"]
    return tuple(
        ordered if len(ordered) <= MOST_DIAGNOSTICS else (errors or ordered)[:MOST_DIAGNOSTICS]
    )


def load(source: bytes, name: str) -> Playbook:
    """Return the playbook in `source`; warnings do not hinder it.

    Raises:
        PlaybookError: something is wrong; the message shows the first few errors at their lines.
    """
    checked = check(source, name)
    if checked.playbook is not None:
        return checked.playbook
    lines = source_lines(source.decode("utf-8", errors="replace").removeprefix("\ufeff"))
    errors = checked.errors
    shown = [render(error, lines) for error in errors[:_SHOWN_BY_LOAD]]
    left = len(errors) - _SHOWN_BY_LOAD
    if left > 0:
        shown.append(f"and {left} more {'error' if left == 1 else 'errors'}")
    raise PlaybookError("\n\n".join(shown))
