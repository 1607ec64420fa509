"""The header of a playbook: who is first, the currency, the language."""

import re
from collections.abc import Iterator
from typing import Final

from facilitator.authoring.draft import Draft
from facilitator.authoring.problems import LINE_OF, Problem, did_you_mean, one_of, quote
from facilitator.authoring.spans import Path
from facilitator.domain.currency import CURRENCIES
from facilitator.domain.items import MoneyColumn, MoneyItem, TableItem

LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""A tag of BCP 47, as far as its form goes."""


def first_role(draft: Draft) -> Iterator[Problem]:
    """Check that `first` is a role."""
    first = draft.playbook.playbook.first
    if first is not None and first not in draft.roles:
        message = f"There is no role '{quote(first)}'."
        hint = did_you_mean(first, draft.roles) or f"write {one_of(draft.roles)}"
        yield Problem("unknown-role", message, ("playbook", "first"), hint=hint)


def currency(draft: Draft) -> Iterator[Problem]:
    """Check that the currency is one of ISO 4217."""
    code = draft.playbook.playbook.currency
    if code is None or code in CURRENCIES:
        return
    upper = code.strip().upper()
    hint = f'write "{upper}"' if upper in CURRENCIES else 'write a code of ISO 4217, such as "EUR"'
    message = f"'{quote(code)}' is not a currency of ISO 4217."
    yield Problem("unknown-currency", message, ("playbook", "currency"), hint=hint)


def money_needs_currency(draft: Draft) -> Iterator[Problem]:
    """Check that a playbook in which money stands says in which currency."""
    header = draft.data.get("playbook")
    lost = draft.lost.get(("playbook",), frozenset())
    if not isinstance(header, dict) or "currency" in header or "currency" in lost:
        return
    first = next(_money(draft), None)
    if first is not None:
        message = f"In line {LINE_OF} an amount of money is asked for, and there is no currency."
        hint = 'write currency = "EUR" below [playbook]'
        path: Path = ("playbook",)
        yield Problem(
            "missing-currency", message, path, "header", hint, other=first, missing="currency"
        )


def _money(draft: Draft) -> Iterator[Path]:
    """Give the paths of the types of all amounts of money, in order."""
    for placed in draft.placed:
        if isinstance(placed.item, MoneyItem):
            yield (*placed.path, "type")
        elif isinstance(placed.item, TableItem):
            for place, column in enumerate(placed.item.columns):
                if isinstance(column, MoneyColumn):
                    yield (*placed.path, "columns", place, "type")


def language(draft: Draft) -> Iterator[Problem]:
    """Check that the language is a tag of BCP 47."""
    tag = draft.playbook.playbook.language
    if not LANGUAGE.fullmatch(tag):
        message = f"'{quote(tag)}' is not the tag of a language."
        hint = 'write a tag of BCP 47, such as "en" or "de-CH"'
        yield Problem("unknown-language", message, ("playbook", "language"), hint=hint)


CHECKS: Final = (first_role, currency, money_needs_currency, language)
