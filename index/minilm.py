"""MiniLM with numpy alone: the embedding model that comes with the tutor, without what torch takes to load.

A BERT encoder as its paper describes it, its weights mapped from model.safetensors. The vectors are those of
sentence_transformers to the sixth place; half a second to load instead of six, and 400 MB less memory. Only this one
layout: token, position and segment embeddings, post-norm layers, GELU, the mean of the tokens. Any other model goes
through sentence_transformers (`sentence_embedder.py`).
"""

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
BATCH = 16
THREADS = min(4, os.cpu_count() or 1)
_LIMITING = Lock()
"""The limit of BLAS is one for the whole process: two that overlap would leave it behind."""
HIDDEN = np.float32(-1e9)
"""Added to the scores of what is no token of the text."""
KINDS = {"F32": np.float32, "F16": np.float16, "I64": np.int64}
ERF = tuple(map(np.float32, (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)))
"""Abramowitz and Stegun 7.1.26: off by 1.5e-7 at most."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One text as the model reads it."""

    words: tuple[str, ...]
    """Its tokens, the marks at both ends included."""
    vectors: Array
    """One for each token, shape (tokens, dimension)."""

    @property
    def mean(self) -> Array:
        """The meaning of the whole, of unit length, shape (dimension,)."""
        mean = self.vectors.mean(0)
        unit: Array = mean / max(float(np.linalg.norm(mean)), 1e-12)
        return unit


class MiniLM:
    """The encoder. Loading it opens three small files and maps the weights."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        lengths = json.loads((folder / "sentence_bert_config.json").read_text(encoding="utf-8"))
        self.dimension: int = config["hidden_size"]
        self._heads: int = config["num_attention_heads"]
        self._layers: int = config["num_hidden_layers"]
        self._tiny = np.float32(config["layer_norm_eps"])
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(lengths["max_seq_length"])
        self._tokenizer.enable_padding()
        self._weights = tensors(folder / "model.safetensors")

    @property
    def vocabulary(self) -> Sequence[str]:
        """The tokens that the model knows."""
        return tuple(self._tokenizer.get_vocab())

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Each text with the vectors of its tokens; texts of like length are read together."""
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        found: dict[int, Reading] = {}
        for places, readings in zip(batches, self._read([[texts[n] for n in each] for each in batches]), strict=True):
            found |= zip(places, readings, strict=True)
        return [found[n] for n in range(len(texts))]

    def _read(self, batches: Sequence[Sequence[str]]) -> list[list[Reading]]:
        """One batch with as many threads as BLAS likes; several with one thread each.

        Threads of BLAS wait for each other at every product, spinning: beside another busy program that took four
        times as long. Batches wait for nobody.
        """
        if len(batches) < 2:
            return [self._batch(each) for each in batches]
        from threadpoolctl import threadpool_limits

        with _LIMITING, threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(self._batch, batches))

    def _batch(self, texts: Sequence[str]) -> list[Reading]:
        encoded = self._tokenizer.encode_batch(list(texts))
        mask = np.array([each.attention_mask for each in encoded], bool)
        vectors = self._hidden(np.array([each.ids for each in encoded]), mask)
        return [
            Reading(tuple(each.tokens[: own.sum()]), row[own])
            for each, row, own in zip(encoded, vectors, mask, strict=True)
        ]

    def _hidden(self, ids: NDArray[np.int64], mask: NDArray[np.bool_]) -> Array:
        w = self._weights
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][: ids.shape[1]]
        x = self._normed(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        hidden = np.where(mask, np.float32(0), HIDDEN)[:, None, None, :]
        for n in range(self._layers):
            at = f"encoder.layer.{n}"
            x = self._normed(x + self._attended(x, hidden, at), f"{at}.attention.output.LayerNorm")
            inner = gelu(self._linear(x, f"{at}.intermediate.dense"))
            x = self._normed(x + self._linear(inner, f"{at}.output.dense"), f"{at}.output.LayerNorm")
        return x

    def _attended(self, x: Array, hidden: Array, at: str) -> Array:
        asked, offered, told = (
            self._by_head(self._linear(x, f"{at}.attention.self.{part}")) for part in ("query", "key", "value")
        )
        scores = asked @ offered.transpose(0, 1, 3, 2)
        scores /= np.float32(np.sqrt(asked.shape[-1]))
        scores += hidden
        scores -= scores.max(-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(-1, keepdims=True)
        mixed: Any = scores @ told
        mixed = mixed.transpose(0, 2, 1, 3).reshape(x.shape)
        return self._linear(mixed, f"{at}.attention.output.dense")

    def _by_head(self, x: Array) -> Array:
        return x.reshape(*x.shape[:2], self._heads, -1).transpose(0, 2, 1, 3)

    def _linear(self, x: Array, name: str) -> Array:
        flat: Array = x.reshape(-1, x.shape[-1]) @ self._weights[f"{name}.weight"].T
        flat += self._weights[f"{name}.bias"]
        return flat.reshape(*x.shape[:-1], -1)

    def _normed(self, x: Array, name: str) -> Array:
        x = x - x.mean(-1, keepdims=True)
        x /= np.sqrt((x * x).mean(-1, keepdims=True) + self._tiny)
        x *= self._weights[f"{name}.weight"]
        x += self._weights[f"{name}.bias"]
        return x


def gelu(x: Array) -> Array:
    """Each number times the normal distribution function at it."""
    z = np.abs(x)
    z *= np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    total = np.full_like(t, ERF[-1])
    for factor in ERF[-2::-1]:
        total *= t
        total += factor
    total *= t
    z *= z
    total *= np.exp(-z)
    whole: Array = np.copysign(1 - total, x)
    whole += 1
    whole *= x
    whole *= np.float32(0.5)
    return whole


def tensors(file: Path) -> dict[str, Array]:
    """The weights of a safetensors file, mapped: eight bytes of length, a JSON header with the places, the numbers."""
    with file.open("rb") as data:
        length = int.from_bytes(data.read(8), "little")
        places = json.loads(data.read(length))
    raw = np.memmap(file, np.uint8, "r", offset=8 + length)
    return {
        name: np.asarray(raw[slice(*one["data_offsets"])].view(KINDS[one["dtype"]]).reshape(one["shape"]))
        for name, one in places.items()
        if name != "__metadata__"
    }
