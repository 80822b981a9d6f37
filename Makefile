# Shenbao. `make` lists what there is. Assumed: make, and python3 >= 3.11 with venv; all else goes into .venv.
PYTHON ?= python3
BIN := .venv/bin
# How many tests at once: a number, or auto for one a core.
AT_ONCE ?= auto
# More words for pytest, e.g. make test TESTS="tests/storage -k outbox"
TESTS ?=

# Some machines forbid Python to keep what it compiled; every test, and every process a test starts, would compile anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test lint bench steps desk-tasks emergencies fuzz ocr lock catalogues catalogues-missing pictures ready ready-dev \
	lint-style lint-format lint-types lint-imports lint-sizes lint-catalogues

help: ## list what there is
	@echo "Shenbao: a household in hardship declares itself by phone, the township reviews it."
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-26s %s\n", $$1, $$2}'
	@echo
	@echo "Another Python: make run PYTHON=python3.12 · settings: SHENBAO_… in the environment (docs/)"

run: ready ## install what is missing and serve the demo on http://127.0.0.1:8000
	@SHENBAO_DEMO=$${SHENBAO_DEMO:-1} exec $(BIN)/python -m api.cli serve

test: ready-dev ## every test; names at the end what could not be checked here
	@echo "· testing"
	@$(BIN)/python -m pytest -n $(AT_ONCE) --dist loadfile $(TESTS)

lint: ready-dev ## style, types, import directions, sizes, catalogues: all of them, then the verdict
	@$(MAKE) -k --no-print-directory lint-style lint-format lint-types lint-imports lint-sizes lint-catalogues
	@echo "· lint: all clean"

lint-style:
	@echo "· ruff: style"
	@$(BIN)/ruff check --quiet --output-format concise .

lint-format:
	@echo "· ruff: format"
	@$(BIN)/ruff format --check --quiet --output-format concise .

lint-types:
	@echo "· mypy, strict"
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/mypy --no-error-summary .ci/install.py

lint-imports:
	@echo "· import directions"
	@$(BIN)/lint-imports --cache-dir .import_linter_cache > .venv/imports.log || { cat .venv/imports.log; exit 1; }

lint-sizes:
	@echo "· sizes: modules to 300 lines, functions to 40"
	@$(BIN)/python -m tests.architecture.sizes

lint-catalogues:
	@echo "· catalogues fresh"
	@$(BIN)/python -m locales.tooling check

bench: ready-dev ## the benchmarks, as ratios
	@echo "· measuring"
	@$(BIN)/python -m tests.benchmarks

steps: ready-dev ## count what a declaration takes, over five sample families
	@$(BIN)/python -m tests.steps

fuzz: ready-dev ## random residents on both channels: each is filed as it is (FAMILIES=200)
	@$(BIN)/python -m tests.fuzzing $(or $(FAMILIES),100)

desk-tasks: ready-dev ## four tasks of the desk, counted in clicks and keystrokes (needs Chromium)
	@$(BIN)/python -m tests.desk_tasks

emergencies: ready-dev ## three sample emergencies: inputs, seconds, and how soon an officer sees them
	@$(BIN)/python -m tests.emergencies

pictures: ready-dev ## take the screenshots of chat and desk again (needs Chromium)
	@echo "· taking pictures"
	@$(BIN)/python -m tests.journeys.pictures

catalogues: ready-dev ## collect the sentences of the code into locales/ (then translate, then commit)
	@echo "· collecting sentences"
	@$(BIN)/python -m locales.tooling update

catalogues-missing: ready-dev ## list the sentences that have no translation yet
	@$(BIN)/python -m locales.tooling missing

ocr: ## install what reads photos of papers, beside what a run needs
	@$(PYTHON) .ci/install.py ocr

lock: ## resolve all requirements files anew, with hashes (UPGRADE=--upgrade lets pins move)
	@$(PYTHON) .ci/install.py lock $(UPGRADE)

ready:
	@$(PYTHON) .ci/install.py run

ready-dev:
	@$(PYTHON) .ci/install.py dev
