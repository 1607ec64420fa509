"""The two people of a session on screen: their names, and a colour and a mark for each role."""

from dataclasses import dataclass

from textual.content import Content

from facilitator.domain.items import BOTH, TOGETHER
from facilitator.domain.playbook import Playbook
from facilitator.domain.session import Session
from facilitator.tui.widgets.names import role_styles, short_names

TOGETHER_STYLE = "$agreed"
TOGETHER_MARK = "◆"
ROLE_MARKS = ("●", "■")
"""The marks of the two roles, in the order of the playbook; a colour never stands alone."""


@dataclass(frozen=True)
class People:
    """Who sits at the keyboard in this session."""

    playbook: Playbook
    names: dict[str, str]
    """Role to the name as it was given."""

    @classmethod
    def of(cls, playbook: Playbook, session: Session) -> "People":
        """Return the people of `session`."""
        return cls(playbook, {role: session.parties.get(role, role) for role in playbook.roles})

    def short(self, party: str) -> str:
        """Return the first name of `party`, or what the two are called together."""
        if party in {TOGETHER, BOTH}:
            return "Both"
        return short_names(self.names).get(party, party)

    def style(self, party: str) -> str:
        """Return the style of a role, or of the two together."""
        return role_styles(self.names).get(party, TOGETHER_STYLE)

    def mark(self, party: str) -> str:
        """Return the mark of a role, or of the two together."""
        marks = dict(zip(self.names, ROLE_MARKS, strict=False))
        return marks.get(party, TOGETHER_MARK)

    def other(self, party: str) -> str:
        """Return the other role."""
        return self.playbook.other(party)

    def named(self, party: str) -> Content:
        """Return the short name in the colour of the role."""
        return Content.styled(self.short(party), self.style(party))

    def titled(self, party: str) -> Content:
        """Return mark, name and role, such as ``● Ada · Leader``."""
        if party in {TOGETHER, BOTH}:
            return Content.styled(f"{TOGETHER_MARK} Together", f"bold {TOGETHER_STYLE}")
        title = self.playbook.roles[party].title
        return Content.styled(
            f"{self.mark(party)} {self.short(party)} · {title}", f"bold {self.style(party)}"
        )
