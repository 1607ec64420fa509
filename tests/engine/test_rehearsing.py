"""Two made-up people get through any sound playbook."""

import datetime as dt
from pathlib import Path
from random import Random

import pytest

import facilitator
from facilitator.authoring import load
from facilitator.domain import events as ev
from facilitator.domain.vault import Vault
from facilitator.engine.fold import fold
from facilitator.engine.rehearsing import enact, made_up_parties, rehearse
from facilitator.engine.structure import Plan
from facilitator.engine.submission import Sitting
from tests.engine.inventing import invent

SHIPPED = sorted((Path(facilitator.__file__).parents[1] / "playbooks").glob("*.toml"))
AT = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)


def opened(plan: Plan) -> ev.Opened:
    return ev.Opened(
        at=AT,
        session="20261124-rehearsal-made",
        topic="A rehearsal",
        parties=made_up_parties(plan),
        playbook_sha256="0" * 64,
    )


def walked(plan: Plan) -> str:
    """Return the status that the made-up people's session comes to."""
    vault = Vault()
    *_, last = rehearse(plan, opened(plan), vault)
    assert last.page.kind == "sign"
    done = enact(Sitting(plan, last.session, vault, AT), last.page)
    assert done.problems == ()
    session = fold(plan, [*last.events, *done.events])
    return session.agreement or ""


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_they_sign_every_shipped_playbook(path: Path) -> None:
    assert walked(Plan(load(path.read_bytes(), path.name))) == "20261124-rehearsal-made"


@pytest.mark.parametrize("seed", range(60))
def test_they_sign_playbooks_of_any_shape(seed: int) -> None:
    plan = invent(Random(seed))
    assert walked(plan) == "20261124-rehearsal-made"


def test_the_same_page_always_gets_the_same_answers() -> None:
    plan = Plan(load(SHIPPED[0].read_bytes(), SHIPPED[0].name))
    once, again = (list(rehearse(plan, opened(plan), Vault())) for _ in range(2))
    assert once == again


def test_the_two_differ_so_that_a_reveal_has_something_to_show() -> None:
    path = next(path for path in SHIPPED if path.stem == "quick-reset")
    plan = Plan(load(path.read_bytes(), path.name))
    *_, last = rehearse(plan, opened(plan), Vault())
    assert last.session.value("weight", "leader") != last.session.value("weight", "manager")
