"""ReviewScreen: the cards that are due, one at a time: recall, look, rate."""

import functools
from collections.abc import Callable, Sequence
from typing import Any

from ingest import Entry, UserError
from tutor import Card, ReviewRound, Tutor
from ui.pages import Pages
from ui.rendering import LATEX_DELIMITERS
from ui.review_sheet import answer_html, card_html, done_html
from ui.telling import told


class ReviewScreen:
    """The Review tab. Ratings are in the tutor's history; the round is only which cards come in which order."""

    def __init__(self, tutor: Tutor) -> None:
        self._tutor = tutor
        self._round: ReviewRound | None = None
        self._of: Sequence[Entry] = ()
        """The questions that the round is of; after the notes were read again, there are others."""
        self._rated = 0
        self._shown: Pages[str] = Pages()
        """Whose answer each page shows: opening the tab again hides it as little as a late word of the server."""

    def build(self) -> None:
        """Lay the screen out inside the tab that is open, and wire it."""
        import gradio as gr

        self.id = gr.State("")
        self.notice = gr.Markdown(elem_id="review-notice", elem_classes="paper")
        self.card = gr.Markdown(elem_id="card", elem_classes="paper", latex_delimiters=LATEX_DELIMITERS)
        # Which of these are seen follows from what stands on the card (static/page_review.css): nothing can be rated
        # before its answer is there, in whatever order things arrive.
        self.show = gr.Button("Show the answer", elem_id="show-answer", variant="primary")
        with gr.Row(elem_id="ratings"):
            self.rates = [gr.Button(elem_id=f"rate-{rating}", scale=0) for rating in (1, 2, 3, 4)]
        with gr.Row(elem_id="review-moves"):
            self.undo = gr.Button("Undo", elem_id="review-undo", scale=0)
            self.more = gr.Button("Go on with new cards", elem_id="review-more", scale=0, visible=False)
        gr.Markdown(_KEYS, elem_classes="paper", elem_id="review-keys")
        self._wire()

    def on_open(self, tab: Any, page: Any) -> None:
        """Show the present card when the tab is opened and when the page is."""
        for event in (tab.select, page.load):
            self._event(event, self.opened, [])

    def opened(self, page: str = "") -> dict[Any, Any]:
        """The present card, of a new round where none is under way."""
        if self._round is None or self._round.card is None or self._of is not self._tutor.entries:
            self._begin()
        return self._standing(page)

    def revealed(self, id: str, page: str = "") -> dict[Any, Any]:
        """The notes' answer, and the four ratings with what each brings."""
        card = self._present()
        if card is None or card.entry_id != id:
            return self._standing(page)
        self._shown.put(page, id)
        return self._back(card)

    def rated(self, rating: int, id: str, page: str = "") -> dict[Any, Any]:
        """The next card; a card is rated where its answer is shown, and not twice by two tabs or a quick finger."""
        card = self._present()
        if card is not None and card.entry_id == id == self._shown.of(page):
            self._running().rate(rating)
            self._rated += 1
            self._shown.clear()
        return self._standing(page)

    def undone(self, page: str = "") -> dict[Any, Any]:
        """The card whose rating was taken back."""
        if self._rated == 0:
            raise UserError("There is no rating to take back in this round.")
        self._running().undo()
        self._rated -= 1
        self._shown.clear()
        return self._front()

    def restarted(self, page: str = "") -> dict[Any, Any]:
        """The next round."""
        self._begin()
        return self._front()

    def _begin(self) -> None:
        self._of = self._tutor.entries
        self._round = self._tutor.practice.review(interview_date=self._tutor.practice.interview_date)
        self._rated = 0
        self._shown.clear()

    def _running(self) -> ReviewRound:
        if self._round is None:
            self._begin()
        assert self._round is not None
        return self._round

    def _present(self) -> Card | None:
        return self._running().card

    def _standing(self, page: str) -> dict[Any, Any]:
        """The present card, with its answer where that was shown already."""
        card = self._present()
        shown = card is not None and card.entry_id == self._shown.of(page)
        return {**self._front(), **self._back(card)} if card is not None and shown else self._front()

    def _front(self) -> dict[Any, Any]:
        """The question alone, or that all is done."""
        import gradio as gr

        card = self._present()
        shown = card_html(card, self._rated, self._running().left) if card else self._done()
        return {
            self.id: card.entry_id if card else "",
            self.card: shown,
            self.undo: gr.update(visible=self._rated > 0),
            self.more: gr.update(visible=card is None and self._new_left()),
            self.notice: "",
        }

    def _back(self, card: Card) -> dict[Any, Any]:
        names = {
            button: f"{choice.rating}  {choice.name} · {choice.interval}"
            for button, choice in zip(self.rates, card.choices, strict=True)
        }
        return {
            self.card: card_html(card, self._rated, self._running().left) + answer_html(card),
            self.notice: "",
            **names,
        }

    def _done(self) -> str:
        practice = self._tutor.practice
        return done_html(self._rated, practice.readiness(practice.interview_date))

    def _new_left(self) -> bool:
        practice = self._tutor.practice
        return practice.review(interview_date=practice.interview_date).card is not None

    def _wire(self) -> None:
        self._event(self.show.click, self.revealed, [self.id])
        for rating, button in enumerate(self.rates, 1):
            self._event(button.click, functools.partial(self.rated, rating), [self.id])
        self._event(self.undo.click, self.undone, [])
        self._event(self.more.click, self.restarted, [])

    def _event(self, event: Any, happens: Callable[..., dict[Any, Any]], inputs: list[Any]) -> None:
        outputs = [self.id, self.notice, self.card, self.undo, self.more]
        import gradio as gr

        def happening(request: gr.Request, *values: Any) -> dict[Any, Any]:
            return happens(*values, page=request.session_hash or "")

        event(
            told(happening, self.notice),
            inputs,
            [*outputs, *self.rates],
            api_visibility="private",
            show_progress="hidden",
            trigger_mode="once",
            # One after another, in the order they came: what a page shows last is what was done last.
            concurrency_id="review",
            concurrency_limit=1,
        )


_KEYS = '<p class="line keys">Space shows the answer · 1–4 rate · Space again is Good · Z undoes</p>'
