"""An agreement in parts to read: what holds first, then how it came about, then what came after."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from textual.content import Content

from facilitator.domain.agreement import Agreement, OpenPointRecord
from facilitator.domain.check_in import CheckIn, Progress
from facilitator.domain.items import BOTH
from facilitator.engine.follow_up import Followed
from facilitator.engine.wording import day_in_words
from facilitator.export.wording import moment_in_words
from facilitator.library.records import receipt
from facilitator.tui.record import Record
from facilitator.tui.record_kin import holding, replaced_in_words
from facilitator.tui.record_terms import step_parts
from facilitator.tui.widgets.names import role_styles, short_names
from facilitator.tui.widgets.part_view import Block, Part
from facilitator.tui.wording import lateness_in_words

STATUS_MARKS: Final = {
    "agreed": ("✓ agreed", "$agreed"),
    "partial": ("≈ partial", "$role-first"),
    "none": ("≠ none", "$apart"),
}
"""How a status is shown: a mark with its word, and a colour."""

STATE_MARKS: Final = {
    None: ("· open", "$quiet"),
    "done": ("✓ done", "$agreed"),
    "on_track": ("» on track", "$agreed"),
    "at_risk": ("! at risk", "$role-first"),
    "late": ("✗ late", "$apart"),
    "dropped": ("– dropped", "$quiet"),
}
"""How the state of a commitment is shown."""


_ANOTHER: Final = Content.styled("▲ ", "bold $role-first")
"""Stands before another version of the agreement."""


class Voices:
    """The names of both parties, short and in the colours of their roles."""

    def __init__(self, agreement: Agreement) -> None:
        """Name the parties of `agreement`."""
        names = _names(agreement)
        self._short = short_names(names)
        self._styles = role_styles(names)

    def of(self, key: str) -> Content:
        """Return who `key` (a role, ``both`` or ``together``) is."""
        if key in self._short:
            return Content.styled(self._short[key], self._styles.get(key, ""))
        return Content.styled(key.capitalize() if key in {BOTH, "together"} else key, "$agreed")

    def lead(self, key: str) -> Content:
        """Return who `key` is as wide as the widest name, to stand before what they said."""
        widest = max(8, *(Content(name).cell_length for name in self._short.values()))
        return self.of(key).truncate(min(widest, 16), ellipsis=True, pad=True) + "  "


def _names(agreement: Agreement) -> dict[str, str]:
    return {role: party.name for role, party in agreement.parties.items()}


def parts_of(record: Record, today: dt.date) -> list[Part]:
    """Return everything of `record`, seen on `today`."""
    agreement, voices = record.agreement, Voices(record.agreement)
    parts = [Part("Top", list(_head(record)), headed=False)]
    parts += _if_any("Common ground", _common_ground(agreement))
    parts += step_parts(agreement, voices.lead)
    parts += _if_any("Commitments", _commitments(record, voices, today))
    parts += _if_any("Open points", _open_points(agreement, voices))
    parts += _if_any("What came after", _timeline(record, voices))
    parts += _if_any("Ground rules", _ground_rules(agreement))
    parts.append(Part("Signatures and seal", list(_seal(record))))
    return parts


def _if_any(title: str, blocks: Iterator[Block]) -> list[Part]:
    found = list(blocks)
    return [Part(title, found)] if found else []


def _head(record: Record) -> Iterator[Block]:
    """Give the topic, what became of it, and who made it when."""
    agreement = record.agreement
    mark, style = STATUS_MARKS[agreement.status]
    yield Block(Content.assemble((agreement.topic, "bold"), "   ", (mark, style)))
    yield from _what_became_of_it(record)
    styles = role_styles(_names(agreement))
    people = [
        Content.assemble((f"{party.title} ", "$quiet"), (party.name, styles.get(role, "")))
        for role, party in agreement.parties.items()
    ]
    yield Block(Content("  ·  ").join(people), gap=1)
    facts = [f"closed {moment_in_words(agreement.closed)}"]
    if agreement.review is not None:
        facts.append(f"to be looked at again on {day_in_words(agreement.review)}")
    facts += [
        f"takes the place of {other.in_words}" for other in record.kin if other.relation == "older"
    ]
    facts.append(f"playbook: {agreement.playbook.title}, version {agreement.playbook.version}")
    yield Block(Content.styled(" · ".join(facts), "$quiet"))
    if record.seal.holds:
        yield Block(Content.styled(f"✓ {record.seal.reason}", "$agreed"))


def _what_became_of_it(record: Record) -> Iterator[Block]:
    """Say what replaced it or stands beside it, and what is wrong with its file."""
    replaced = replaced_in_words(record.kin)
    if replaced:
        words = f"{replaced} v leads to what holds now."
        yield Block(Content.styled(words, "bold $role-first"), _ANOTHER, gap=1)
    both = "" if replaced else ", and both stand"
    for other in holding(record.kin, "beside"):
        words = f"Another one replaces the same{both}: {other.in_words} (v)."
        yield Block(Content.styled(words, "bold $role-first"), _ANOTHER, gap=1)
    if not record.seal.holds:
        words = "Trust it only as far as a copy with its receipt agrees."
        yield Block(Content.styled(f"{record.seal.reason} {words}", "bold $apart"), _sign("✗"))
    for problem in record.problems:
        yield Block(Content.styled(problem, "$apart"), _sign("✗"))


def _sign(mark: str) -> Content:
    return Content.styled(f"{mark} ", "bold $apart")


def _common_ground(agreement: Agreement) -> Iterator[Block]:
    for number, line in enumerate(agreement.common_ground):
        bar = Content.styled("▌ ", "$agreed")
        yield Block(Content.styled(line, "$agreed"), bar, gap=min(number, 1))


def _ground_rules(agreement: Agreement) -> Iterator[Block]:
    for rule in agreement.ground_rules:
        yield Block(Content(rule), Content("· "))


def _commitments(record: Record, voices: Voices, today: dt.date) -> Iterator[Block]:
    """Give each commitment with its present state; what was replaced is no longer late."""
    replaced = bool(holding(record.kin))
    measures = {one.id: one.measure for one in record.agreement.commitments}
    for number, followed in enumerate(record.states):
        mark, style = STATE_MARKS[followed.state]
        what = Content.assemble((followed.what, "bold"), "   ", (mark, style))
        yield Block(what, voices.lead(followed.owner), gap=min(number, 1))
        facts = [_due(followed, None if replaced else today)]
        if measures[followed.id]:
            facts.append(Content.styled(f"measured by: {measures[followed.id]}", "$quiet"))
        yield Block(Content.styled(" · ", "$quiet").join(facts), Content(" " * _lead_width(voices)))


def _lead_width(voices: Voices) -> int:
    return voices.lead(BOTH).cell_length


def _due(followed: Followed, today: dt.date | None) -> Content:
    """Return by when it is due, the day before that was another, and how late it is `today`."""
    if followed.due is None:
        return Content.styled("no day given", "$quiet")
    words = Content.styled(f"by {day_in_words(followed.due)}", "$quiet")
    if followed.due != followed.promised and followed.promised is not None:
        words += Content.styled(f" (first: {day_in_words(followed.promised)})", "$quiet")
    if today is not None and followed.overdue(today):
        words += Content.styled(f"  {lateness_in_words(followed.due, today)} late", "$apart")
    return words


def _open_points(agreement: Agreement, voices: Voices) -> Iterator[Block]:
    for number, point in enumerate(agreement.open_points):
        yield Block(Content(point.text), voices.lead(point.owner), gap=min(number, 1))
        yield Block(Content.styled(_handling(point), "$quiet"), Content(" " * _lead_width(voices)))


def _handling(point: OpenPointRecord) -> str:
    to = f" to {point.to}" if point.to else ""
    day = f" · again on {day_in_words(point.revisit)}" if point.revisit else ""
    return f"{point.handling}{to}{day}"


def _timeline(record: Record, voices: Voices) -> Iterator[Block]:
    """Give signing, check-ins and amendments in the order of their moments."""
    entries: list[tuple[dt.datetime, list[Block]]] = []
    for check_in in record.after.check_ins:
        day = day_in_words(check_in.day)
        head = Block(Content.styled(f"Check-in on {day}", "bold"), Content("● "), gap=1)
        entries.append((check_in.at, [head, *_progress(record, check_in, voices)]))
    for other in record.kin:
        if other.relation == "newer":
            words = Content.assemble(("Replaced by ", "bold"), other.in_words)
            moment = other.closed or record.agreement.closed
            entries.append((moment, [Block(words, _ANOTHER, gap=1)]))
    if entries:
        yield Block(Content(f"Signed on {day_in_words(record.agreement.closed)}"), Content("◆ "))
    for _, blocks in sorted(entries, key=lambda entry: entry[0]):
        yield from blocks


def _progress(record: Record, check_in: CheckIn, voices: Voices) -> Iterator[Block]:
    names = {one.id: one.what for one in record.agreement.commitments}
    for progress in check_in.progress:
        mark, style = STATE_MARKS[progress.state]
        what = names.get(progress.commitment, progress.commitment)
        yield Block(Content.assemble((mark, style), "  ", what), indent=2)
        yield from _said(progress, record.agreement, voices)


def _said(progress: Progress, agreement: Agreement, voices: Voices) -> Iterator[Block]:
    for role in agreement.roles:
        word = progress.word(role)
        if word:
            yield Block(Content(word), voices.lead(role), indent=4)
    if progress.due is not None:
        words = f"new date: {day_in_words(progress.due)}"
        yield Block(Content.styled(words, "$quiet"), indent=4)
    if progress.next:
        yield Block(Content.assemble(("next: ", "$quiet"), progress.next), indent=4)


def _seal(record: Record) -> Iterator[Block]:
    """Give the signatures, whether the seal holds, the receipt, and where the file is."""
    styles = role_styles(_names(record.agreement))
    for signature in record.agreement.signatures:
        name = Content.styled(signature.name, styles.get(signature.role, ""))
        when = Content.styled(f"   signed {moment_in_words(signature.signed)}", "$quiet")
        yield Block(name + when)
    holds = record.seal.holds and record.seal.found is not None
    mark, style = ("✓", "$agreed") if holds else ("✗", "bold $apart")
    yield Block(Content.styled(f"{mark} {record.seal.reason}", style), gap=1)
    if holds and record.seal.found is not None:
        code = Content.styled(receipt(record.seal.found), "bold")
        yield Block(code, Content.styled("Receipt  ", "$quiet"))
    yield Block(Content(record.path.name), Content.styled("File     ", "$quiet"))
    yield Block(Content(str(record.path.parent)), Content.styled("Folder   ", "$quiet"))
