"""The other versions of an agreement: what it replaced, what replaced it, what stands beside it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from facilitator.domain.agreement import Agreement
from facilitator.domain.errors import FacilitatorError
from facilitator.engine.aftermath import Aftermath
from facilitator.engine.wording import day_in_words
from facilitator.library.index import Index
from facilitator.library.listing import is_record_id
from facilitator.library.paths import Library
from facilitator.library.records import read_agreement

Relation = Literal["newer", "older", "beside"]
"""What a version is to an agreement: it took its place, gave it up, or took the same one's too."""


@dataclass(frozen=True)
class Kin:
    """Another version of an agreement."""

    id: str
    topic: str
    """Its id, when it cannot be read."""
    closed: dt.datetime | None
    amends: str | None
    relation: Relation

    @property
    def in_words(self) -> str:
        """Its topic, and when it was signed."""
        day = f", signed {day_in_words(self.closed)}" if self.closed else ""
        return f"“{self.topic}”{day}"


def path_of(library: Library, agreement: str) -> Path:
    """Return where the agreement of that id, which has to be one, is kept."""
    return library.agreements / f"{agreement[:4]}-{agreement[4:6]}" / f"{agreement}.toml"


def kin_of(
    library: Library, agreement: Agreement, after: Aftermath, index: Index
) -> tuple[Kin, ...]:
    """Return the other versions of `agreement`: what replaced it comes first, the earliest first.

    `index` knows which agreements amend another.
    """
    return tuple(
        _read(library, name, relation) for name, relation in _names(agreement, after, index)
    )


def _names(agreement: Agreement, after: Aftermath, index: Index) -> Iterator[tuple[str, Relation]]:
    """Give each other version once, even where forged records amend each other in a circle."""
    for amendment in after.amendments:
        yield amendment.id, "newer"
    known = {agreement.id, *(amendment.id for amendment in after.amendments)}
    amends = agreement.amends
    if amends and amends not in known and is_record_id(amends):
        yield amends, "older"
        for amendment in index.newer(amends):
            if amendment.id not in known:
                yield amendment.id, "beside"


def _read(library: Library, name: str, relation: Relation) -> Kin:
    try:
        read = read_agreement(path_of(library, name))
    except FacilitatorError:
        return Kin(name, name, None, None, relation)
    return Kin(name, read.topic, read.closed, read.amends, relation)


def holding(kin: Sequence[Kin], relation: Relation = "newer") -> tuple[Kin, ...]:
    """Return those of `kin` that hold now, instead of the agreement or beside it: not replaced."""
    related = [one for one in kin if one.relation == relation]
    replaced = {one.amends for one in related}
    return tuple(one for one in related if one.id not in replaced)


def replaced_in_words(kin: Sequence[Kin]) -> str:
    """Return what holds now instead of the agreement, as a sentence; nothing when it does itself.

    Two that amend the same one both stand; neither replaces the other.
    """
    now = [one.in_words for one in holding(kin)]
    if len(now) > 1:
        return f"Replaced by {len(now)} agreements that stand side by side: {'; '.join(now)}."
    return f"Replaced by {now[0]}." if now else ""
