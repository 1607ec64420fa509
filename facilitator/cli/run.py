"""``facilitator run``: a session from an answers file, without a screen."""

import datetime as dt
import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.answers_files import AnswersFile, answers_option, read_answers
from facilitator.cli.output import data, words
from facilitator.domain.errors import LibraryError
from facilitator.library.paths import Library
from facilitator.library.tokens import new_token

if TYPE_CHECKING:
    from facilitator.engine.amending import Former


@click.command()
@click.argument("playbook")
@answers_option
@click.pass_obj
def run(library: Library, playbook: str, answers: str) -> None:
    """Hold the session of PLAYBOOK with the answers in FILE, and save the signed agreement.

    Prints the path of the new agreement. If anything is missing or wrong, it says what and where,
    and nothing is saved.
    """
    from facilitator.engine.amending import Former
    from facilitator.library.playbooks import find_playbook

    path = find_playbook(library, playbook).path
    hold(library, path, read_answers(answers), Former())


def hold(library: Library, playbook: Path, answers: AnswersFile, former: "Former") -> None:
    """Play a session from `answers` to its signatures, save the agreement and print its path.

    What the file does not answer comes from `former`, the agreement that is amended.
    """
    from facilitator.authoring import load
    from facilitator.engine.script import Beginning, play
    from facilitator.engine.settlement import settle
    from facilitator.engine.structure import Plan
    from facilitator.library.playbooks import read_playbook_bytes
    from facilitator.library.records import receipt, render_agreement, save_agreement, seal_of
    from facilitator.library.used_versions import remember_use

    source = read_playbook_bytes(playbook)
    plan = Plan(load(source, str(playbook)))
    beginning = Beginning(
        session="run",
        playbook_sha256=hashlib.sha256(source).hexdigest(),
        clock=lambda: dt.datetime.now(dt.UTC),
        token=new_token(),
        former=former,
    )
    with answers.located():
        played = play(plan, answers.table, beginning)
    agreement = settle(plan, played.session)
    record = render_agreement(agreement)
    library.prepare()
    saved = save_agreement(library, record, agreement.id)
    with suppress(LibraryError):  # only a warning for those who edit playbooks hangs on it
        remember_use(library, plan.playbook)
    words(f"Signed by both: {agreement.topic} ({agreement.status}).")
    words(f"Receipt, for each to keep: {receipt(seal_of(record))}")
    data(str(saved))
