"""The playbooks there are, each checked; slow, so for a thread."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from facilitator.authoring import check
from facilitator.authoring.diagnostics import Diagnostic
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.playbook import Playbook
from facilitator.domain.text import clean_line
from facilitator.library.paths import Library
from facilitator.library.playbooks import (
    PlaybookFile,
    list_playbook_files,
    playbook_file,
    read_playbook_bytes,
)
from facilitator.library.unsaved_playbooks import find_unsaved
from facilitator.library.used_versions import check_own
from facilitator.tui.wording import counted


@dataclass(frozen=True)
class Shelved:
    """A playbook on the shelf. Without `playbook` it cannot be used, and `problems` say why."""

    file: PlaybookFile
    source: bytes = field(default=b"", repr=False)
    playbook: Playbook | None = None
    problems: tuple[str, ...] = ()
    unsaved: bool = False
    """Whether something was typed into it that was never saved."""
    twin: str = ""
    """The file of another playbook with the same id, if there is one."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.file.path

    @property
    def shipped(self) -> bool:
        """Whether it came with the program."""
        return self.file.shipped

    @property
    def id(self) -> str:
        """Its id; the name of the file when it has none that can be read."""
        return self.file.id

    @property
    def title(self) -> str:
        """Its title; the name of the file when it has none that can be read."""
        return self.playbook.playbook.title if self.playbook else self.file.title

    @property
    def origin(self) -> str:
        """Whose it is."""
        return "shipped" if self.shipped else "yours"

    @property
    def facts(self) -> str:
        """Its length and whose it is, in a few words."""
        if self.playbook is None:
            return self.origin
        minutes = self.playbook.playbook.minutes
        length = f"{minutes} min" if minutes else "no time box"
        steps = counted(len(self.playbook.steps), "step", "steps")
        return f"{length} · {steps} · {self.origin}"


def shelf(library: Library, further: Path | None = None) -> list[Shelved]:
    """Return all playbooks of `library`, the user's own first, and before them that at `further`.

    A broken one keeps its place among the others: it is looked for where it was.
    """
    files = list_playbook_files(library)
    if further is not None and all(file.path != further for file in files):
        files.insert(0, playbook_file(further, shipped=False))
    return [replace(_checked(library, file), twin=_twin_of(file, files)) for file in files]


def _twin_of(file: PlaybookFile, files: list[PlaybookFile]) -> str:
    names = (one.path.name for one in files if one.id == file.id and one.path != file.path)
    return clean_line(next(names, ""))


def _checked(library: Library, file: PlaybookFile) -> Shelved:
    name = file.path.name
    try:
        source = read_playbook_bytes(file.path)
        checked = check(source, name) if file.shipped else check_own(library, source, name)
    except FacilitatorError as error:
        return Shelved(file, problems=(error.message,))
    problems = tuple(_in_words(diagnostic) for diagnostic in checked.diagnostics)
    unsaved = find_unsaved(library, file.path) is not None
    return Shelved(file, source, checked.playbook, problems, unsaved)


def _in_words(diagnostic: Diagnostic) -> str:
    """Return a diagnostic without its excerpt; the command ``playbooks check`` shows that too."""
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    return f"Line {diagnostic.span.line}: {diagnostic.message}{hint}"
