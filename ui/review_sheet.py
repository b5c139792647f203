"""ReviewSheet: how a card looks: the question, the notes' answer, and what comes when all are done."""

from tutor import Card, Readiness
from ui.dates import long_day
from ui.figures import counted, track
from ui.rendering import block, inline, words


def card_html(card: Card, rated: int, left: int) -> str:
    """The question of a card, and how many are still to come."""
    topic = words(card.topic[-1]) if card.topic else ""
    return (
        f'<article class="card" id="card-{words(card.entry_id)}-{rated}">'
        f'<p class="progress"><span>{counted(left, "card")} left</span><span class="line">{topic}</span></p>'
        f"{track(rated / max(1, rated + left))}"
        f'<h2 class="asked">{inline(card.question)}</h2>{block(card.context)}</article>'
    )


def answer_html(card: Card) -> str:
    """The notes' answer, and below it what an interview found missing lately."""
    weak = "".join(f"<li>{inline(text)}</li>" for text in card.weak)
    missed = f'<h3>You missed this lately</h3><ul class="weak">{weak}</ul>' if weak else ""
    return (
        f'<article class="card-answer" id="card-answer-{words(card.entry_id)}">{block(card.answer)}'
        f'<p class="line">{words(card.source)}, line {card.line}</p>{missed}</article>'
    )


def done_html(rated: int, ready: Readiness) -> str:
    """Nothing is due any more; when the next cards come."""
    said = f"You went through {counted(rated, 'card')}." if rated else "No card is due."
    coming = next((day for day in ready.plan if day.day > ready.today and day.items), None)
    after = (
        f"Next: {counted(len(coming.items), 'question')} on {long_day(coming.day)}, about {coming.minutes} minutes."
        if coming
        else "Nothing is planned for the days to come."
    )
    return (
        f'<article class="done" id="review-done-{rated}"><div class="welcome"><h2>Done for now.</h2>'
        f"<p>{said} {after}</p></div></article>"
    )
