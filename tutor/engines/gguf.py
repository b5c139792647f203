"""The control tokens of a GGUF model file, read from its header without loading the model."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from tutor.engines.engine import EngineMissing

CONTROL, USER_DEFINED, UNKNOWN = 3, 4, 2
LONGEST_STRING = 1 << 24
LARGEST_ARRAY = 1 << 22

_FORMATS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9


def control_tokens(path: Path) -> tuple[str, ...]:
    """The texts that the model's tokenizer reads as control tokens. Raises EngineMissing for what is no GGUF file."""
    try:
        with path.open("rb") as file:
            found = _metadata(file, {"tokenizer.ggml.tokens", "tokenizer.ggml.token_type"})
    except (OSError, struct.error, ValueError) as error:
        raise EngineMissing(
            f"{path} is not a model file that can be read ({error}). "
            "Choose a GGUF file, or fetch one with 'interview-tutor weights fetch'."
        ) from error
    tokens, types = found.get("tokenizer.ggml.tokens", []), found.get("tokenizer.ggml.token_type", [])
    pairs = zip(tokens, types, strict=False)
    return tuple(text for token, kind in pairs if _is_control(text := token.decode("utf-8", "replace"), kind))


def _is_control(text: str, kind: int) -> bool:
    """Control tokens, and user-defined ones that look like them; others, such as runs of blanks, are only text."""
    if kind in (CONTROL, UNKNOWN):
        return bool(text)
    return kind == USER_DEFINED and text.startswith("<|") and text.endswith("|>")


def _metadata(file: BinaryIO, wanted: set[str]) -> dict[str, list[Any]]:
    magic, version, _tensors, count = _read(file, "4sIQQ")
    if magic != b"GGUF" or version < 2:
        raise ValueError(f"it begins with {magic!r}, version {version}, not with GGUF")
    found: dict[str, list[Any]] = {}
    for _ in range(min(count, LARGEST_ARRAY)):
        key = _string(file).decode("utf-8", "replace")
        value = _value(file, _read(file, "I")[0])
        if key in wanted:
            found[key] = value
        if len(found) == len(wanted):
            break
    return found


def _value(file: BinaryIO, kind: int) -> Any:
    if kind == _STRING:
        return _string(file)
    if kind != _ARRAY:
        return _read(file, _format(kind))[0]
    inner, count = _read(file, "IQ")
    if count > LARGEST_ARRAY:
        raise ValueError(f"a list of {count} values")
    if inner in (_STRING, _ARRAY):
        read: Callable[[], Any] = (lambda: _string(file)) if inner == _STRING else (lambda: _value(file, inner))
        return [read() for _ in range(count)]
    return list(_read(file, f"{count}{_format(inner)}"))


def _format(kind: int) -> str:
    if kind not in _FORMATS:
        raise ValueError(f"a value of the unknown type {kind}")
    return _FORMATS[kind]


def _string(file: BinaryIO) -> bytes:
    (length,) = _read(file, "Q")
    if length > LONGEST_STRING:
        raise ValueError(f"a text of {length} bytes")
    return file.read(length)


def _read(file: BinaryIO, layout: str) -> tuple[Any, ...]:
    layout = "<" + layout
    return struct.unpack(layout, file.read(struct.calcsize(layout)))
