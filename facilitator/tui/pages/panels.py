"""Which answers have a panel of what was worked out from them, here and beside later questions."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias

from textual.widget import Widget

from facilitator.domain.items import AskedItem, PointsItem, RatingItem
from facilitator.engine.bargaining.gathering import (
    favourites_in,
    rates_options,
    ratings_in,
    weights_in,
)
from facilitator.engine.bargaining.options import analyse_options
from facilitator.engine.bargaining.trades import trade_map
from facilitator.tui.conversation import Conversation
from facilitator.tui.pages.options import OptionsPanel
from facilitator.tui.pages.people import People
from facilitator.tui.pages.trades import TradesPanel, WeightsMap

Panel: TypeAlias = OptionsPanel | TradesPanel


def _trades(conversation: Conversation, people: People, item: PointsItem) -> Panel | None:
    session = conversation.session
    weights = weights_in(conversation.plan, session, item)
    if weights is None:
        return None
    return TradesPanel(item.id, weights, people, session.trades.get(item.id))


def _options(conversation: Conversation, people: People, item: RatingItem) -> Panel | None:
    plan, session = conversation.plan, conversation.session
    ratings = ratings_in(plan, session, item) if rates_options(plan.playbook, item) else None
    if ratings is None or not ratings.marks:
        return None
    return OptionsPanel(analyse_options(ratings), favourites_in(plan, session, item), people)


PANELS: Final[dict[type[AskedItem], Callable[[Conversation, People, Any], Panel | None]]] = {
    PointsItem: _trades,
    RatingItem: _options,
}
"""Type of item to the panel of what both answers to it allow."""


def panel_of(conversation: Conversation, people: People, item: AskedItem) -> Panel | None:
    """Return the panel of `item`; None if it has none, or if the two may not see both answers."""
    make = PANELS.get(type(item))
    return make(conversation, people, item) if make else None


def drawing_of(
    conversation: Conversation, people: People, item: AskedItem
) -> tuple[Widget, ...] | None:
    """Return what shows both answers to `item` better than their words; None if nothing does.

    Nothing at all where its panel shows them.
    """
    plan, session = conversation.plan, conversation.session
    if isinstance(item, PointsItem):
        weights = weights_in(plan, session, item)
        return None if weights is None else (WeightsMap(trade_map(weights), people),)
    if isinstance(item, RatingItem) and rates_options(plan.playbook, item):
        return None if ratings_in(plan, session, item) is None else ()
    return None


def panels_beside(
    conversation: Conversation, people: People, names: Iterable[str]
) -> Iterator[tuple[str, Panel]]:
    """Give each of the earlier items `names` that has a panel, by its id."""
    places = conversation.plan.playbook.places
    for name in names:
        item = places.get(name, (None, None))[1]
        panel = panel_of(conversation, people, item) if isinstance(item, AskedItem) else None
        if panel is not None:
            yield name, panel
