# make run    set up and open the tutor      make run NOTES=my.md   on your own notes
# make test   set up and run all tests       make check             ruff, mypy --strict, tests
PYTHON ?= python3
VENV   ?= .venv
NOTES  ?=
PORT   ?= 7860
# A plain Linux machine with the public package index: TORCH_INDEX=https://download.pytorch.org/whl/cpu saves 2 GB of GPU libraries.
TORCH_INDEX ?=
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --require-virtualenv
TORCH_OPTIONS := $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX))

.PHONY: run test check lint bench clean weights browser
.DEFAULT_GOAL := run

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing the packages (once; about 1 GB, a few minutes) ..."
	$(PIP) install --quiet --constraint constraints.txt $(TORCH_OPTIONS) torch
	$(PIP) install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	$(PIP) install --quiet --constraint constraints.txt --editable .[dev]
	@touch $@

run: $(VENV)/run.stamp
	$(BIN)/interview-tutor serve --fetch --port $(PORT) $(if $(NOTES),--notes "$(NOTES)")

weights: $(VENV)/run.stamp
	$(BIN)/interview-tutor weights fetch qwen2.5-coder-1.5b

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint test

bench: $(VENV)/dev.stamp
	@for script in benchmarks/*.py; do case $$script in *fit_*|*screenshots*) ;; *) echo "== $$script"; $(BIN)/python -m $$(basename $$script .py | sed s/^/benchmarks./) || echo "($$script did not finish)";; esac; done

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
