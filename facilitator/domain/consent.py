"""The five levels of consent at a gate, after Sam Kaner's gradients of agreement.

Kaner's scale has eight degrees between "whole-hearted endorsement" and "I cannot support this";
five are enough for two people, and the first three let the pair go on.
"""

from enum import StrEnum


class Consent(StrEnum):
    """How far one party goes along with the text of a gate, from most to least."""

    ENDORSE = "endorse"
    SUPPORT = "support"
    ACCEPT = "accept"
    NOT_YET = "not_yet"
    REFUSE = "refuse"

    @property
    def passes(self) -> bool:
        """Whether this level lets the pair go on."""
        return self in PASSING

    @property
    def label(self) -> str:
        """The level as people read it, such as ``not yet``."""
        return self.value.replace("_", " ")

    @property
    def meaning(self) -> str:
        """What the level says, in a few words of the one who chooses it."""
        return MEANINGS[self]


PASSING = frozenset({Consent.ENDORSE, Consent.SUPPORT, Consent.ACCEPT})

MEANINGS = {
    Consent.ENDORSE: "this is right",
    Consent.SUPPORT: "good enough to stand behind",
    Consent.ACCEPT: "I can live with it",
    Consent.NOT_YET: "something has to change first",
    Consent.REFUSE: "I cannot go along with this",
}
