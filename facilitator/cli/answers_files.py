"""Answers files, from a path or standard input; their errors name the file and the line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from facilitator.domain.errors import AnswersFileError

LARGEST_ANSWERS = 4 * 2**20

answers_option = click.option(
    "--answers",
    metavar="FILE",
    required=True,
    help="The answers file (TOML); - reads standard input.",
)
"""The option of every command that takes one."""


@dataclass(frozen=True)
class AnswersFile:
    """An answers file as it was read."""

    name: str
    source: bytes = field(repr=False)
    table: dict[str, Any] = field(repr=False)

    @contextmanager
    def located(self) -> Iterator[None]:
        """Give the errors about this file, from inside, its name and the line they belong to."""
        from facilitator.authoring.positions import Positions

        try:
            yield
        except AnswersFileError as error:
            span = Positions.of(self.source).key(error.path)
            msg = f"{self.name}:{span.line}: {error.message}\nNothing was saved."
            raise AnswersFileError(msg) from None


def read_answers(answers: str) -> AnswersFile:
    """Return the answers file at a path; ``-`` is standard input.

    Raises:
        AnswersFileError: it is not valid TOML; the message says where.
        LibraryError: it cannot be read.

    """
    from facilitator.authoring.toml_reading import TomlProblem, read_toml

    source = _source(answers)
    name = "standard input" if answers == "-" else answers
    try:
        table: dict[str, Any] = read_toml(source, LARGEST_ANSWERS)
    except TomlProblem as problem:
        hint = f"\n  help: {problem.hint}" if problem.hint else ""
        msg = f"{name}:{problem.line}:{problem.column}: {problem.slip.message}{hint}"
        raise AnswersFileError(msg) from None
    return AnswersFile(name, source, table)


def _source(answers: str) -> bytes:
    from facilitator.library.files import read_regular
    from facilitator.library.playbooks import followed

    if answers == "-":
        return sys.stdin.buffer.read(LARGEST_ANSWERS + 1)
    return read_regular(followed(Path(answers)), LARGEST_ANSWERS)
