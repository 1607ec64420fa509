"""Which view draws which kind of page."""

from facilitator.engine.agenda import PageKind
from facilitator.tui.pages.answering import AnswersView, TogetherView
from facilitator.tui.pages.closing import ReadBackView, SignView
from facilitator.tui.pages.consenting import StanceView
from facilitator.tui.pages.gate import GateView
from facilitator.tui.pages.keeping import KeepView
from facilitator.tui.pages.page_view import PageView
from facilitator.tui.pages.reading import ReadingView, StepView
from facilitator.tui.pages.reveal import RevealView

VIEWS: dict[PageKind, type[PageView]] = {
    "step": StepView,
    "answers": AnswersView,
    "together": TogetherView,
    "reveal": RevealView,
    "stance": StanceView,
    "gate": GateView,
    "reading": ReadingView,
    "read_back": ReadBackView,
    "keep": KeepView,
    "sign": SignView,
}
"""Kind of page to its view."""
