# Spean: `make run` starts the site, `make test` proves it. Nothing but Python 3.11+ is needed.
# The Python of Debian is built with every optimisation: the tests take a fifth less time in it.
OWN := /usr/bin/python3
PYTHON ?= $(shell $(OWN) -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(OWN) || echo python3)
PORT ?= 8000
BIN := .venv/bin
SPEAN := $(BIN)/spean
WORKERS ?= auto
LIBRARIES := jobmatch namematch rulebook safestats certseal

export PYTHONDONTWRITEBYTECODE ?=
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test test-long test-libraries check fix km docs bench bench-ingest bench-matching lock

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'
	@echo "  PORT=8123 make run      another port; DATABASE_URL=postgres://… another database"

setup: ## make the environment in .venv and the command .venv/bin/spean
	@$(PYTHON) tools/setup.py
	@$(BIN)/python tools/km.py compile
	@$(BIN)/python -m jobmatch warm > /dev/null

setup-dev:
	@$(PYTHON) tools/setup.py --dev
	@$(BIN)/python tools/km.py compile
	@$(BIN)/python -m jobmatch warm > /dev/null

run: ## start the site with invented people on http://localhost:8000
	@$(PYTHON) tools/port.py $(PORT)
	@$(MAKE) --no-print-directory setup
	@SPEAN_MODE=$${SPEAN_MODE:-demo} $(SPEAN) up --port $(PORT)

test: setup-dev ## the whole suite (DATABASE_URL=postgres://… for PostgreSQL)
	@$(BIN)/python tools/browser.py
	@$(BIN)/pytest -n $(WORKERS) -q -m "not long" $(ARGS)

test-long: setup-dev ## the long tests too
	@$(BIN)/pytest -n $(WORKERS) -q $(ARGS)

test-libraries: ## the libraries in an environment without Django
	@$(PYTHON) tools/libraries.py $(LIBRARIES)

check: setup-dev ## format, lint, walls, types, translations, migrations, deployment
	@echo "format";       $(BIN)/ruff format --check -q src tests tools
	@echo "lint";         $(BIN)/ruff check -q src tests tools
	@echo "templates";    $(BIN)/djlint --lint --quiet src/spean --profile=django
	@echo "walls";        $(BIN)/lint-imports --no-logo > .lint-imports.log 2>&1 || (cat .lint-imports.log && exit 1); rm -f .lint-imports.log
	@echo "types";        $(BIN)/mypy --no-error-summary src
	@echo "Khmer";        $(BIN)/python tools/km.py check
	@echo "flows";        $(BIN)/python tools/flows.py check
	@echo "migrations";   SPEAN_MODE=demo SPEAN_HOME=$$(mktemp -d) $(SPEAN) makemigrations --check --dry-run
	@echo "deployment";   SPEAN_MODE=live SPEAN_HTTPS=1 SPEAN_HOME=$$(mktemp -d) $(SPEAN) check --deploy --fail-level WARNING
	@$(MAKE) --no-print-directory test-libraries

fix: setup-dev ## format and repair what a machine can
	@$(BIN)/ruff check -q --fix src tests tools; $(BIN)/ruff format -q src tests tools


km: setup-dev ## bring the Khmer catalogues up to date with the code
	@$(BIN)/python tools/km.py extract && $(BIN)/python tools/km.py check

docs: setup-dev ## redraw the state diagrams in docs/flows
	@$(BIN)/python tools/flows.py

bench: setup-dev ## measure speed and size; the table goes to docs/bench.md
	@$(BIN)/python tools/bench.py

bench-ingest: setup-dev ## measure what the field's door takes (FAST=1: a twentieth)
	@$(BIN)/python -m tools.bench_ingest

bench-matching: setup-dev ## measure the matching engine beside its peers (FAST=1: a small market)
	@$(BIN)/python -m pip --disable-pip-version-check -q install --no-deps --require-hashes -r requirements-bench-matching.lock
	@$(BIN)/python -m tools.bench_matching $(if $(FAST),--fast)

lock: ## resolve the dependencies again, with hashes and without addresses (needs uv)
	@uv pip compile -q --universal --generate-hashes --no-annotate --no-header --extra postgres --group build pyproject.toml -o requirements.lock
	@uv pip compile -q --universal --generate-hashes --no-annotate --no-header --extra postgres --group build --group dev pyproject.toml -o requirements-dev.lock
	@uv pip compile -q --universal --generate-hashes --no-annotate --no-header --group libraries - < /dev/null -o requirements-libraries.lock
	@uv pip compile -q --universal --generate-hashes --no-annotate --no-header --group node - < /dev/null -o requirements-node.lock
	@uv pip compile -q --universal --generate-hashes --no-annotate --no-header --group bench-matching - < /dev/null -o requirements-bench-matching.lock
