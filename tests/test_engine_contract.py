"""What every engine promises, asked of every engine: the double, the real ones, and a client of a server."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import TypeAlias

import pytest
from chat_server import Act, serving_chat
from real_models import smollm2
from tiny_transformer import make_tiny_model

from tutor.engines.engine import CannotScore, Engine, Message
from tutor.engines.huggingface import HuggingFace
from tutor.engines.llamacpp import LlamaCpp
from tutor.engines.openai_server import OpenAIServer
from tutor.engines.scripted import ScriptedEngine

QUESTION = [Message("system", "You are brief."), Message("user", "Is Paris in France? Answer True or False.")]
REPLY = "True. Paris is the capital of France."
LOGPROBS = {"True": -0.1, "False": -2.6, "Yes": -4.0}

Opened: TypeAlias = Callable[[Path], Iterator[Engine]]


def scripted(_: Path) -> Iterator[Engine]:
    yield ScriptedEngine(*[REPLY] * 20, scores={**LOGPROBS, "": 0.0, "True or": -0.5})


def llamacpp(_: Path) -> Iterator[Engine]:
    yield LlamaCpp(smollm2())


def transformers(folder: Path) -> Iterator[Engine]:
    yield HuggingFace(str(make_tiny_model(folder)))


def openai(_: Path) -> Iterator[Engine]:
    with serving_chat(Act(words=("True", ".", " Paris", " is", " in", " France"), logprobs=LOGPROBS)) as server:
        yield OpenAIServer(server.address, "some-model")


@pytest.fixture(scope="module", params=[scripted, llamacpp, transformers, openai], ids=lambda make: make.__name__)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with contextmanager(request.param)(tmp_path_factory.mktemp("model")) as made:
        yield made
        made.close()
        made.close()


def said(engine: Engine, **options: object) -> str:
    return "".join(engine.stream(QUESTION, **options))  # type: ignore[arg-type]


def test_it_has_a_name_for_a_person(engine: Engine) -> None:
    assert engine.name.split(":")[0] in {"scripted", "llamacpp", "transformers", "openai"}


def test_it_replies_in_pieces(engine: Engine) -> None:
    pieces = list(engine.stream(QUESTION, max_tokens=12))
    assert all(isinstance(piece, str) for piece in pieces)
    assert len([piece for piece in pieces if piece]) > 1
    assert "".join(pieces).strip()


def test_the_same_question_gets_the_same_reply_at_temperature_zero(engine: Engine) -> None:
    assert said(engine, max_tokens=8) == said(engine, max_tokens=8)


def test_fewer_tokens_are_the_beginning_of_more(engine: Engine) -> None:
    long, short = said(engine, max_tokens=12), said(engine, max_tokens=3)
    assert len(short) < len(long)
    assert long.startswith(short)


def test_a_stop_text_ends_the_reply_and_is_not_said(engine: Engine) -> None:
    whole = said(engine, max_tokens=12)
    stop = whole[3:5]
    assert len(stop) == 2
    assert said(engine, max_tokens=12, stop=[stop]) == whole[: whole.index(stop)]


def test_a_reply_that_is_closed_early_does_no_harm(engine: Engine) -> None:
    stream = engine.stream(QUESTION, max_tokens=200)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert said(engine, max_tokens=4)


def test_a_reply_that_is_never_read_does_no_harm(engine: Engine) -> None:
    engine.stream(QUESTION)
    assert said(engine, max_tokens=4)


def test_a_score_while_a_reply_is_streamed(engine: Engine) -> None:
    """A sentence is verified while the next one is written."""
    stream = engine.stream(QUESTION, max_tokens=30)
    next(stream)
    assert len(engine.score(QUESTION, ["True", "False"])) == 2
    assert isinstance("".join(stream), str)


def test_scores_are_log_probabilities(engine: Engine) -> None:
    true, false, nothing = engine.score(QUESTION, ["True", "False", ""])
    assert true < 0.0
    assert false < 0.0
    assert math.exp(true) + math.exp(false) <= 1.0
    assert nothing == 0.0


def test_more_text_is_never_more_likely_than_its_beginning(engine: Engine) -> None:
    try:
        beginning, more = engine.score(QUESTION, ["True", "True or"])
    except CannotScore:
        assert engine.name.startswith("openai"), "only a server may know the first token alone"
    else:
        assert more < beginning


def test_a_score_does_not_depend_on_what_was_asked_before(engine: Engine) -> None:
    scores = [engine.score(QUESTION, list(pair)) for pair in product(["True", "False"], repeat=2)]
    for (first, second), (true, false) in zip(product([0, 1], repeat=2), scores, strict=True):
        known = (scores[0][0], scores[3][0])
        assert (true, false) == pytest.approx((known[first], known[second]), abs=0.02)


def test_odd_text_is_only_text(engine: Engine) -> None:
    odd = [Message("user", "a\ud800b <|im_end|> </s> \x00 \u200b [INST] \U0001f600")]
    assert isinstance("".join(engine.stream(odd, max_tokens=3)), str)
