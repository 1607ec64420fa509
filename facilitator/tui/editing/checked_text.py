"""What an editor knows of the text in front: problems, outline, and the playbook if it is sound."""

from dataclasses import dataclass, field

from facilitator.authoring import Diagnostic
from facilitator.authoring.outline import Section, outline
from facilitator.authoring.source_text import SourceText
from facilitator.domain.playbook import Playbook
from facilitator.library.paths import Library
from facilitator.library.used_versions import check_own
from facilitator.tui.wording import counted


@dataclass(frozen=True)
class CheckedText:
    """The text as it was checked, and what was found."""

    text: str = field(repr=False)
    source: bytes = field(default=b"", repr=False)
    playbook: Playbook | None = None
    problems: tuple[Diagnostic, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def errors(self) -> int:
        """How many problems keep the playbook from being used."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def in_words(self) -> str:
        """How many problems there are, in a few words."""
        warnings = len(self.problems) - self.errors
        parts = [f"✗ {counted(self.errors, 'error', 'errors')}"] if self.errors else []
        parts += [f"! {counted(warnings, 'warning', 'warnings')}"] if warnings else []
        return "  ".join(parts) or "✓ nothing to mend"


def look_at(library: Library, kept: SourceText, text: str, name: str) -> CheckedText:
    """Return everything about `text`, the edited text of `kept`; slow, so for a thread."""
    source = kept.edited(text)
    checked = check_own(library, source, name)
    return CheckedText(text, source, checked.playbook, checked.diagnostics, outline(text))
