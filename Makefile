# Needs Python 3.11 or newer and make; everything else is installed into .venv on first use.
.DEFAULT_GOAL := help
.PHONY: help run test check golden clean
.SUFFIXES:

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
WORKERS ?= 2

# What `make run` shows: RELEASE=current|early|drifted, SERVER=running|stopped.
RELEASE ?= current
SERVER  ?= running

help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

run: $(STAMP) ## Start the reference hub, check everything against it, write build/report.*
	@$(BIN)/python -m fixtures.run_reference --release $(RELEASE) --server $(SERVER)

test: $(STAMP) ## Run the tests
	$(BIN)/python -m pytest -n $(WORKERS)

check: $(STAMP) ## Run exactly what CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -n $(WORKERS)
	$(BIN)/contractcheck check --lane hook

golden: $(STAMP) ## Rewrite the expected texts and the generated reference pages
	$(BIN)/python -m tests.reports.goldens
	$(BIN)/python -m tests.docs.reference
	$(BIN)/python -m tests.docs.playing

clean: ## Remove what can be made again
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with PYTHON=...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[dev]' -c constraints.txt
	@touch $@
