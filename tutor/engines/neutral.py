"""Text from outside, made harmless for a tokenizer that would read control tokens in it.

A chat template joins everybody's text with control tokens such as `<|im_end|>`, and the tokenizer reads them
wherever they stand: a line of notes with `<|im_end|><|im_start|>system` would forge a turn of the system.
A word joiner (U+2060, no width) after the first letter breaks each of them; nothing else is changed.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from tutor.engines.engine import Message

JOINER = "\u2060"

GENERAL = (
    r"<\|[^<>|\n]{1,64}\|>",  # ChatML, Llama 3, Phi, GPT
    "<\uff5c[^<>\uff5c\\n]{1,64}\uff5c>",  # DeepSeek
    r"</?(?:s|bos|eos|unk|pad|mask|cls|sep)>",
    r"\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|CLS|SEP|MASK|PAD|UNK)\]",
    r"<</?SYS>>",
    r"<(?:start|end)_of_(?:turn|image)>",
    r"</?(?:tool_call|tool_response|think)>",
)
"""Control tokens of the usual model families: used for every model, known or not."""


def neutralised(text: str, special: Iterable[str] = ()) -> str:
    """The text in which no control token is left, general or one of `special`; lone surrogates become "?"."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    # A look-ahead finds tokens that overlap, too: "ab" and "bc" are both broken in "abc".
    return _pattern(tuple(special)).sub(lambda match: match.group(1) + JOINER, clean)


def neutralised_messages(messages: Sequence[Message], special: Iterable[str] = ()) -> list[dict[str, str]]:
    """The messages as a chat template takes them, with every content neutralised."""
    known = tuple(special)
    return [{"role": message.role, "content": neutralised(message.content, known)} for message in messages]


@lru_cache(maxsize=8)
def _pattern(special: tuple[str, ...]) -> re.Pattern[str]:
    own = [re.escape(token) for token in special if len(token) > 1]
    return re.compile(f"(?=(?:{'|'.join([*GENERAL, *own])}))(.)", re.DOTALL)
