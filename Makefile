# `make run` and `make test` set everything up by themselves; all that is needed is Python 3.11 or later (uv is used
# where it is there). Exact versions: constraints.txt.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.run-ready
DEV_STAMP := $(VENV)/.dev-ready
REAL_YAML := $(VENV)/real-yaml
UV := $(shell command -v uv 2>/dev/null)

ifdef UV
MAKE_VENV = $(UV) venv --quiet --allow-existing --python ">=3.11" $(VENV)
INSTALL = $(UV) pip install --quiet --python $(BIN)/python --constraint constraints.txt
else
TOO_OLD = karabakh-tui needs Python 3.11 or later. Another one is named so: make PYTHON=python3.12
MAKE_VENV = $(PYTHON) -c 'import sys; sys.exit("$(TOO_OLD)" if sys.version_info < (3, 11) else 0)' && \
	$(PYTHON) -m venv $(VENV)
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
endif

.PHONY: run test lint bench picture keys clean

run: $(RUN_STAMP)
	@$(BIN)/karabakh-tui $(ARGS)

test: lint
	$(BIN)/python -m pytest -n 4

lint: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEV_STAMP)
	$(BIN)/python -m tests.bench

picture: $(DEV_STAMP)
	$(BIN)/python -m tests.tools.picture

keys: $(DEV_STAMP)
	$(BIN)/python tests/tools/key_tables.py

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN_STAMP): pyproject.toml constraints.txt
	@echo "karabakh-tui: setting up $(VENV) (once)"
	@$(MAKE_VENV)
	@$(INSTALL) --editable .
	@touch $@

# Packages that ship files in YAML; nothing of them is run, so what they need is left out.
$(DEV_STAMP): pyproject.toml constraints.txt tests/real-yaml.txt $(RUN_STAMP)
	@$(INSTALL) --editable ".[dev]"
	@$(INSTALL) --no-deps --upgrade --target $(REAL_YAML) --requirement tests/real-yaml.txt
	@touch $@
