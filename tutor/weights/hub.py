"""The model hub: one file over HTTPS, continued by Range where it was cut."""

from contextlib import suppress

import httpx

from tutor.weights.errors import FetchFailed
from tutor.weights.partial import Partial

HUB = "https://huggingface.co"
TIMEOUT = httpx.Timeout(30.0, connect=3.0)
"""A machine without the hub must not wait long for the other sources."""
CUTS = 5
"""So many cuts without a single new byte, and the hub is given up."""


def from_hub(partial: Partial, hub: str = HUB) -> None:
    """Bring the rest of the file. Raises FetchFailed; what has arrived stays."""
    path = partial.model.hub
    if path is None:
        raise FetchFailed("the file is not there under its publisher's name")
    with httpx.Client(base_url=hub, timeout=TIMEOUT, follow_redirects=True) as client:
        fruitless = 0
        while not partial.is_whole:
            before = partial.size
            cut = _attempt(client, path, partial)
            fruitless = fruitless + 1 if partial.size <= before else 0
            if cut and (fruitless >= CUTS or before == partial.size == 0):
                raise FetchFailed(cut)


def _attempt(client: httpx.Client, path: str, partial: Partial) -> str:
    """One request; why it was cut, "" if it was not."""
    have = partial.size
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    try:
        with client.stream("GET", path, headers=headers) as response:
            _begin(response, partial, have)
            _append(response, partial)
    except (httpx.TransportError, httpx.TooManyRedirects) as error:
        return str(error) or type(error).__name__
    return "" if partial.is_whole else f"the connection ended after {partial.size:,} bytes"


def _begin(response: httpx.Response, partial: Partial, have: int) -> None:
    """See that the next byte of the response is the next byte of the file."""
    if response.status_code == httpx.codes.OK:
        partial.discard()  # the server ignores Range: it sends everything again
    elif response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
        partial.discard()
        raise FetchFailed(f"its file has no more than {have:,} bytes")
    elif response.status_code != httpx.codes.PARTIAL_CONTENT:
        raise FetchFailed(f"HTTP status {response.status_code}")
    elif not response.headers.get("content-range", "").startswith(f"bytes {have}-"):
        raise FetchFailed(f"it sent the range {response.headers.get('content-range')!r} for 'bytes {have}-'")


def _append(response: httpx.Response, partial: Partial) -> None:
    done = partial.size
    with suppress(KeyError, ValueError):
        partial.check_room(int(response.headers["content-length"]), "The server")
    with partial.open() as file:
        for chunk in response.iter_raw():  # as they come: a buffer would lose its bytes in a cut
            done += len(chunk)
            if done > partial.model.size:
                break
            file.write(chunk)
            partial.tell(done, f"Fetching {partial.model.name}")
    if done > partial.model.size:
        partial.discard()
        raise FetchFailed(f"the server sent more than the {partial.model.size:,} bytes of {partial.model.name}")
