# `make` lists what can be made. All that is needed beforehand: make and Python 3.11 or newer.
SHELL = /bin/sh
PORT ?= 8765
BIN = .venv/bin
NPM = .cache/npm
ARGS ?=

# The name of the stamp holds what was installed and where, so that it is done again only when that changes.
STAMP := .venv/.set-up-$(shell { cat requirements-dev.lock pyproject.toml; pwd; } | cksum | cut -d' ' -f1)

# The first Python that is new enough and can make an environment. Looked for only when one is to be made.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	"$$p" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && \
	command -v "$$p" && break; done)

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(ARGS)

.DEFAULT_GOAL := help
.PHONY: help setup demo test check lint golden tools lock bench year pictures clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: $(STAMP) ## The bot in a make-believe workplace, in your browser (PORT=8765)
	@$(BIN)/innsjekk demo --port $(PORT)

test: $(STAMP) ## All tests; says what was skipped and how to get it (ARGS="-k ledger")
	@$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile $(ARGS)

check: lint test ## What CI asks for: style, types, the arrows between packages, tests

lint: $(STAMP) ## Style, types and arrows only
	@echo "ruff"; $(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@echo "mypy"; $(BIN)/python -m mypy .
	@echo "imports"; $(BIN)/lint-imports --no-logo

golden: $(STAMP) ## Write the golden files anew, to be read as a diff
	@$(BIN)/python -m pytest --golden $(ARGS)

lock: $(STAMP) ## Lock the newest versions that pyproject.toml allows (ARGS="--upgrade")
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock

tools: ## Others' clients and renderers from npm, which some tests drive (needs Node.js 20 and npm)
	@command -v npm >/dev/null || { echo "make tools needs Node.js 20 or newer and npm (apt install nodejs npm)" >&2; exit 1; }
	@mkdir -p $(NPM); cmp -s tests/package.json $(NPM)/installed.json || { \
		echo "Packages from npm into $(NPM)"; rm -f $(NPM)/installed.json; cp tests/package.json $(NPM)/; \
		npm install --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error --prefix $(NPM) && \
		cp tests/package.json $(NPM)/installed.json; }

bench: $(STAMP) ## Measure; figures, not verdicts
	@$(BIN)/python -m tests.bench $(ARGS)

year: $(STAMP) ## A year of one agreement: every ping of both, with its day and its reason
	@$(BIN)/python -m pytest -s -q -p no:randomly tests/core/test_year.py -k nothing_is_missing

pictures: $(STAMP) ## Photograph the demo and some forms for docs/pictures (needs Chromium and make tools)
	@$(BIN)/python -m tests.demo.pictures
	@$(BIN)/python -m tests.pictures.for_docs
	@$(BIN)/python -m tests.pictures.report

clean: ## Take away what was made, except .venv
	rm -rf .cache .demo .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find adapters bots core manifest storage tests -name __pycache__ -type d -prune -exec rm -rf {} +

setup: $(STAMP) ## Only what the others begin with

$(STAMP):
	@if ! $(BIN)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
		found='$(PYTHON)'; \
		if [ -z "$$found" ]; then \
			echo "Innsjekk needs Python 3.11 or newer with venv (Debian, Ubuntu: apt install python3 python3-venv)." >&2; \
			exit 1; \
		fi; \
		echo "Set-up 1/3: an environment in .venv, with $$("$$found" --version)"; \
		"$$found" -m venv --clear .venv; \
	fi
	@echo "Set-up 2/3: $$(grep -c '^[a-z0-9].*==' requirements-dev.lock) packages, each checked against its locked hash"
	@{ $(BIN)/python -m pip install --disable-pip-version-check --no-input --progress-bar off --require-hashes \
		--only-binary :all: -r requirements-dev.lock 2>&1 || echo "set-up failed"; } | awk ' \
		/^(Collecting|Processing) / { n++; if (n % 20 == 0) { print "  " n " fetched"; fflush() } next } \
		/^Installing collected/ { print "  installing (half a minute or so)"; fflush(); next } \
		/^set-up failed/ { failed = 1 } \
		/[Ee][Rr][Rr][Oo][Rr]/ { print "  " $$0 } \
		END { if (failed) { print "The packages could not be installed; is the network there?"; exit 1 } }'
	@echo "Set-up 3/3: Innsjekk itself"
	@$(BIN)/python -m pip install --disable-pip-version-check --no-input --quiet --no-deps --no-build-isolation \
		--no-index --editable .
	@rm -f .venv/.set-up-*; touch $@; echo "Set-up done."
