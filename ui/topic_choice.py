"""TopicChoice: the topics that a field offers; they follow the notes, on every open page."""

from collections import Counter
from typing import Any

from tutor import Tutor
from ui.pages import Pages


class TopicChoice:
    """What one field of topics offers, and which page knows which of them."""

    def __init__(self, tutor: Tutor) -> None:
        self._tutor = tutor
        self._built = self.topics
        self._known: Pages[list[tuple[str, str]]] = Pages()

    @property
    def topics(self) -> list[tuple[str, str]]:
        """The innermost headings over answered questions, in the order of the notes: "Training · 3", and "Training"."""
        over = [entry.topic for entry in self._tutor.entries if entry.answered and entry.topic]
        count = Counter(heading for headings in over for heading in set(headings))
        return [(f"{topic} · {count[topic]}", topic) for topic in dict.fromkeys(headings[-1] for headings in over)]

    def update(self, page: str) -> Any:
        """The field with the topics of now; as it is where the page has these: nothing that was chosen is lost."""
        import gradio as gr

        now, before = self.topics, self._known.of(page)
        if now == (self._built if before is None else before):
            return gr.update()
        self._known.put(page, now)
        return gr.update(choices=now, value=[], visible=len(now) > 1)
