# Everything that is done with this checkout, by name. `make help` prints this list.

PYTHON ?= python3
PORT ?= 8000
LMS_PORT ?= 8001
WORKERS ?= $(shell n=$$(nproc 2>/dev/null || echo 2); echo $$((n < 2 ? 2 : n > 6 ? 6 : n)))
TANDEM_EFFORT ?= 0.1

BIN := .venv/bin
READY := .venv/.ready
PYTEST := $(BIN)/pytest -n $(WORKERS)
BABEL := $(BIN)/pybabel --quiet
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --quiet

.DEFAULT_GOAL := help
.PHONY: help setup chromium platform demo serve test sure format lint types contracts templates translations soak bench vendor lock clean
export TANDEM_EFFORT

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## a .venv with everything in it, from the locks

$(READY): requirements-dev.lock requirements-uv.lock setup.cfg pyproject.toml .ci/setup
	@PYTHON=$(PYTHON) sh .ci/setup
	@touch $@

chromium: ## the browser of the browser tests, where this machine lets us install it
	@sh .ci/chromium

demo: setup ## a demonstration LMS and Tandem inside it: PORT, LMS_PORT
	@$(BIN)/python -m demo --port $(PORT) --lms-port $(LMS_PORT)

serve: setup ## Tandem alone, as in production: PORT, TANDEM_* settings
	@$(BIN)/tandem serve --port $(PORT)

platform: setup ## an independently written LTI platform for the tests, in a .venv-platform of its own
	@sh .ci/platform

test: setup chromium platform ## every test, on SQLite and on a real PostgreSQL
	@echo "== on SQLite, browser tests included"
	@$(PYTEST) --database sqlite
	@echo "== on PostgreSQL"
	@$(PYTEST) --database postgresql

sure: setup format lint types contracts templates test ## all that must hold before a commit lands; CI runs exactly this

format: setup
	@$(BIN)/ruff format --check .

lint: setup
	@$(BIN)/ruff check .

types: setup
	@$(BIN)/mypy

contracts: setup
	@$(BIN)/lint-imports

templates: setup
	@$(BIN)/djlint templates demo --lint --quiet

soak: ## the tests with every repetition and random case: longer, before an issue is closed
	@PYTEST_ADDOPTS=--timeout=3600 $(MAKE) --no-print-directory test TANDEM_EFFORT=1

bench: setup ## ratios and counts against their bounds, tab-separated
	@$(BIN)/python -m tests.bench

vendor: ## copy Trix, Pico and pdf.js from npm into plugin/static/vendor, with licences and a manifest
	@sh .ci/vendor

translations: setup ## bring the catalogues in line with the messages in code and templates, and compile them
	@$(BABEL) extract --mapping-file config/babel.cfg --keywords _l --keywords lazy_gettext --keywords lazy_ngettext:1,2 \
		--add-location file --no-wrap --output-file .venv/messages.pot .
	@$(BABEL) update --input-file .venv/messages.pot --output-dir plugin/translations \
		--no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	@$(BABEL) compile --directory plugin/translations

lock: setup ## compile the locks anew from setup.cfg
	$(LOCK) setup.cfg -o requirements.lock
	$(LOCK) setup.cfg --extra dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) requirements-uv.in -o requirements-uv.lock
	$(LOCK) requirements-platform.in -o requirements-platform.lock

clean: ## take away what these commands made, the .venv too
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
