"""Which pages may be looked at, by whom; where one looks is the front end's own cursor."""

from collections.abc import Sequence

from facilitator.domain.items import TOGETHER, AskedItem
from facilitator.engine.agenda import Page, PageKind
from facilitator.engine.scope import Scope
from facilitator.engine.structure import item_key
from facilitator.engine.wording import question
from facilitator.tui.conversation import Conversation

PageKey = tuple[str, str, str, str]
"""What a page is known by in every agenda: kind, audience, step, first item of its group."""

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


class Cursor:
    """Where the two look: at the page where the session is, or at an earlier one."""

    def __init__(self, conversation: Conversation) -> None:
        """Look at the page where `conversation` is."""
        self._conversation = conversation
        self._key: PageKey | None = None

    @property
    def looks_back(self) -> bool:
        """Whether an earlier page is in front."""
        return self._key is not None

    @property
    def page(self) -> Page:
        """The page in front."""
        for page in reachable(self._conversation):
            if key_of(page) == self._key:
                return page
        self._key = None
        return self._conversation.page

    @property
    def earlier(self) -> Page | None:
        """The page before the one in front, as far as it may be seen."""
        page, pages = self.page, reachable(self._conversation)
        place = pages.index(page)
        return pages[place - 1] if place else None

    def look_at(self, page: Page | None) -> None:
        """Look at `page`; None stands for where the session is."""
        present = page is None or page == self._conversation.page
        self._key = None if page is None or present else key_of(page)

    def advance(self) -> None:
        """Look at the page after the one in front, on the way to where the session is."""
        pages = reachable(self._conversation)
        place = next((n for n, page in enumerate(pages) if key_of(page) == self._key), -2)
        self.look_at(pages[place + 1])

    def first_of(self, step: str) -> Page | None:
        """Return the first page of a step that may be seen; of the present step the present one."""
        pages = reachable(self._conversation)
        if key_of(pages[-1])[2] == step:
            return pages[-1]
        return next((page for page in pages if key_of(page)[2] == step), None)
