# Everything runs in one virtual environment, .venv. It is made once and again
# only when pyproject.toml or constraints.txt changes, so that all targets work
# offline from the second time on. Choose another Python with
# `make test PYTHON=python3.12`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# The stamp's name is a checksum of what the environment was made from: file
# times change with every checkout, contents do not. The folder is part of it,
# since an environment that has been moved no longer runs.
STATE := $(shell { cat pyproject.toml constraints.txt; pwd; } | cksum | tr ' ' '-')
# A file of tests stays in one process: its fixtures are made once.
ON_ALL_CORES := -n auto --maxprocesses 4 --dist loadfile
PERFORMANCE := docs/explanation/performance.md
READY := $(VENV)/.ready-$(STATE)

.DEFAULT_GOAL := help
.PHONY: help demo test test-all lint format types layers check bench bench-startup clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

demo: $(READY) ## Match the example cohort, show the pairs, leave a run in matches/
	$(BIN)/hsr-match solve examples/cohort.csv

test: $(READY) ## Run the tests, without the slow ones
	$(BIN)/python -m pytest -q -m "not slow" $(ON_ALL_CORES)

test-all: $(READY) ## Run all tests
	$(BIN)/python -m pytest -q $(ON_ALL_CORES)

lint: $(READY) ## Check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python tools/build_data.py --check
	$(BIN)/python tools/build_command_page.py --check

format: $(READY) ## Put the code in format
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

types: $(READY) ## Check the types
	$(BIN)/mypy

layers: $(READY) ## Check that no layer imports a higher one
	$(BIN)/lint-imports --no-logo

check: lint types layers test ## Everything to run before a commit

bench-startup: $(READY) ## Measure the start-up ratios and record them in docs/
	$(BIN)/python benchmarks/startup.py --record $(PERFORMANCE)

# A goal that is missed is said in the end, and must not keep the other tables from being measured.
bench: $(READY) ## Run all benchmarks and record them in docs/: half an hour
	@missed=0; for name in startup reading reports what_if leximin couplings "engine --large" \
	  "factorised --large" named_programs; do \
	  set -- $$name; file=$$1; shift; \
	  page=$(PERFORMANCE); test $$file = leximin && page=docs/explanation/fairness.md; \
	  echo "== $$file"; \
	  $(BIN)/python benchmarks/$$file.py "$$@" --record $$page || missed=1; \
	done; exit $$missed

clean: ## Remove the environment and what tools left behind; runs in matches/ stay
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests benchmarks tools -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY):
	@command -v $(PYTHON) >/dev/null || { \
	  echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name yours: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "hsr-match needs Python 3.11 or newer, and $(PYTHON) is older ($$($(PYTHON) -V 2>&1))." >&2; \
	  echo "Install a newer one, or name it: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "Setting up $(VENV): once, needs the internet, takes a minute or two." >&2
	@$(BIN)/pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || { \
	  rm -rf $(VENV); \
	  echo "$(PYTHON) could not make a virtual environment. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@rm -f $(VENV)/.ready-*
	@touch $@
