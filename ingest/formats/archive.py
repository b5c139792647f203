"""Members of a zip file, with limits on what they unpack to."""

import io
import zipfile
import zlib

from ingest.errors import BadNotes
from ingest.limits import Limits


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive; BadNotes when it is none."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise BadNotes(f"{name} is damaged: {error}. Export or save it again.") from error


def member(archive: zipfile.ZipFile, inside: str, name: str, limits: Limits) -> bytes:
    """The bytes of one member; BadNotes when it is missing, damaged, or unpacks to more than the limit."""
    try:
        with archive.open(inside) as file:
            data = file.read(limits.total_bytes + 1)
    except KeyError as error:
        raise BadNotes(f"{name} holds no {inside}. Export or save it again.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise BadNotes(f"{name} is damaged: {error}. Export or save it again.") from error
    if len(data) > limits.total_bytes:
        raise BadNotes(f"{name} unpacks to more than {limits.total_bytes:,} bytes. Split it into several files.")
    return data
