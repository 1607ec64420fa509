"""What the opening of a session gives."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class OpeningResult:
    """Everything that a session starts from."""

    playbook: bytes = field(repr=False)
    """The playbook as it is on disk, byte for byte."""
    parties: dict[str, str]
    """Role to name, in the order of the playbook."""
    topic: str
    rules_accepted: tuple[str, ...]
    """The roles that accepted the ground rules: both, or neither when there are none."""
    amends: str | None = None
    """The id of the agreement that the session amends."""
