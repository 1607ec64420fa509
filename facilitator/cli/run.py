"""``facilitator run``: a session from an answers file, without a screen."""

import datetime as dt
import hashlib
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.output import data, words
from facilitator.domain.errors import AnswersFileError
from facilitator.library.paths import Library

if TYPE_CHECKING:
    from facilitator.engine.script import Played
    from facilitator.engine.structure import Plan

LARGEST_ANSWERS = 4 * 2**20
ID_LETTERS = "abcdefghjkmnpqrstvwxyz0123456789"


def new_token() -> str:
    """Return four random characters, for an id."""
    return "".join(secrets.choice(ID_LETTERS) for _ in range(4))


@click.command()
@click.argument("playbook")
@click.option(
    "--answers",
    metavar="FILE",
    required=True,
    help="The answers file (TOML); - reads standard input.",
)
@click.pass_obj
def run(library: Library, playbook: str, answers: str) -> None:
    """Hold the session of PLAYBOOK with the answers in FILE, and save the signed agreement.

    Prints the path of the new agreement. If anything is missing or wrong, it says what and where,
    and nothing is saved.
    """
    from facilitator.authoring import load
    from facilitator.engine.settlement import settle
    from facilitator.engine.structure import Plan
    from facilitator.library.playbooks import find_playbook, read_playbook_bytes
    from facilitator.library.records import receipt, render_agreement, save_agreement, seal_of

    path = find_playbook(library, playbook).path
    source = read_playbook_bytes(path)
    plan = Plan(load(source, str(path)))
    played = _play(plan, hashlib.sha256(source).hexdigest(), answers)
    agreement = settle(plan, played.session)
    record = render_agreement(agreement)
    library.prepare()
    saved = save_agreement(library, record, agreement.id)
    words(f"Signed by both: {agreement.topic} ({agreement.status}).")
    words(f"Receipt, for each to keep: {receipt(seal_of(record))}")
    data(str(saved))


def _play(plan: "Plan", playbook_sha256: str, answers: str) -> "Played":
    """Play the answers file; an error names the file and the line."""
    from facilitator.authoring.positions import Positions
    from facilitator.authoring.toml_reading import TomlProblem, read_toml
    from facilitator.engine.script import Beginning, play

    source = _read_answers(answers)
    named = "standard input" if answers == "-" else answers
    try:
        table: dict[str, Any] = read_toml(source, LARGEST_ANSWERS)
    except TomlProblem as problem:
        hint = f"\n  help: {problem.hint}" if problem.hint else ""
        msg = f"{named}:{problem.line}:{problem.column}: {problem.slip.message}{hint}"
        raise AnswersFileError(msg) from None
    beginning = Beginning(
        session="run",
        playbook_sha256=playbook_sha256,
        clock=lambda: dt.datetime.now(dt.UTC),
        token=new_token(),
    )
    try:
        return play(plan, table, beginning)
    except AnswersFileError as error:
        span = Positions.of(source).key(error.path)
        msg = f"{named}:{span.line}: {error.message}\nNothing was saved."
        raise AnswersFileError(msg) from None


def _read_answers(answers: str) -> bytes:
    from facilitator.library.files import read_regular
    from facilitator.library.playbooks import followed

    if answers == "-":
        return sys.stdin.buffer.read(LARGEST_ANSWERS + 1)
    return read_regular(followed(Path(answers)), LARGEST_ANSWERS)
