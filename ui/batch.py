"""Many requests in one run: one JSON object a line in, one a line out, in the same order."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ingest import UserError

Answering = Callable[[dict[str, Any]], dict[str, Any]]


def run(file: Path, answering: Answering) -> None:
    """Answer every request of `file` ("-" for standard input); a request that fails says so, and the batch goes on."""
    for line in _lines(file):
        print(json.dumps(_result(line, answering), ensure_ascii=False), flush=True)


def field(request: dict[str, Any], name: str) -> str:
    """A text that the request has to hold; raises UserError."""
    value = request.get(name)
    if not isinstance(value, str):
        raise UserError(f'The request needs a text "{name}"; it has: {", ".join(sorted(request)) or "nothing"}.')
    return value


def _lines(file: Path) -> Iterator[str]:
    if str(file) == "-":
        yield from (line for line in sys.stdin if line.strip())
        return
    try:
        with file.open(encoding="utf-8-sig") as lines:
            yield from (line for line in lines if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"The batch file {file} cannot be read: {error}.") from error


def _result(line: str, answering: Answering) -> dict[str, Any]:
    try:
        request = json.loads(line)
        if not isinstance(request, dict):
            raise UserError(f"A request is a JSON object, not {type(request).__name__}.")
        return answering(request)
    except UserError as error:
        return {"status": "error", "message": str(error)}
    except (json.JSONDecodeError, RecursionError) as error:
        return {"status": "error", "message": f"The line is not JSON: {error}."}
    except Exception as error:  # one request must not end the others; the kind of fault is said, its inside is not
        return {"status": "error", "message": f"An internal fault ({type(error).__name__}); please report it."}
