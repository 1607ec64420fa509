"""Which pages may be looked at, by whom; where one looks is the front end's own cursor."""

from collections.abc import Sequence

from facilitator.domain.items import TOGETHER, AskedItem
from facilitator.engine.agenda import Page, PageKind
from facilitator.engine.scope import Scope
from facilitator.engine.settlement import question
from facilitator.engine.structure import item_key
from facilitator.tui.conversation import Conversation

PageKey = tuple[str, str, str, str]
"""What a page is known by, however often the agenda is computed: kind, audience, step, first item."""

_NAMES: dict[PageKind, str] = {
    "step": "the beginning",
    "answers": "your answers",
    "together": "joint answers",
    "reveal": "side by side",
    "stance": "your stance",
    "gate": "the gate",
    "reading": "notes",
    "read_back": "read back",
    "keep": "your private answer",
    "sign": "signing",
}
"""Kind of page to what a list calls it."""


def key_of(page: Page) -> PageKey:
    """Return what `page` is known by."""
    step = page.step.id if page.step else ""
    first = ""
    if page.group is not None:
        first = item_key(page.group.step, page.group.items[0])
    return page.kind, page.audience, step, first


def may_see(page: Page, present: Page) -> bool:
    """Whether those who sit at `present` may look at `page`: what is joint, and their very own."""
    return page.audience in {TOGETHER, present.audience}


def _own_and_revealed(page: Page, pages: Sequence[Page]) -> bool:
    """Whether one party's own page has a reveal that shows it better."""
    return page.kind == "answers" and any(
        other.kind == "reveal" and other.group is page.group and other.done for other in pages
    )


def reachable(conversation: Conversation) -> list[Page]:
    """Return the pages one can look at from where the session is, which comes last."""
    present = conversation.page
    earlier = conversation.pages[: conversation.pages.index(present)]
    seen = [
        page
        for page in earlier
        if page.done and may_see(page, present) and not _own_and_revealed(page, earlier)
    ]
    return [*seen, present]


def name_of(conversation: Conversation, page: Page) -> str:
    """Return what a list calls `page`: its step, what it is, and its first question."""
    words = [page.step.title if page.step else "Close", _NAMES[page.kind]]
    asked = next((item for item in page.items if isinstance(item, AskedItem)), None)
    if asked is not None:
        scope = Scope(conversation.plan, conversation.session, page.audience)
        words.append(scope.text(question(asked, page.audience)))
    return " · ".join(words)
