# `make` alone lists what can be done. Everything lands in .venv, .data and .build beside this file;
# nothing is installed elsewhere, but for PostgreSQL and Chromium, which `make test` gets from Debian where it may.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

BIN := .venv/bin
WORKERS ?= 2
export PIP_DISABLE_PIP_VERSION_CHECK = 1

# ---- what people type

.PHONY: help
help: ## List these commands.
	@echo "incidents: a database of documented human-rights violations"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: export INCIDENTS_HOME = $(CURDIR)/.data
run: $(BIN)/.installed ## Install into .venv, load the demonstration cases into .data, and serve (PORT=8080 to choose).
	@test -e "$$INCIDENTS_HOME/.demonstration" || { $(BIN)/incidents demo && touch "$$INCIDENTS_HOME/.demonstration"; }
	@exec $(BIN)/incidents serve $(if $(PORT),--port $(PORT))

.PHONY: test
test: system $(BIN)/.installed-for-tests assets lint types ## Run everything: style, types, tests on both databases, browser, packaging.
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --db sqlite,postgres $(APART)
	$(if $(JOURNEYS),$(BIN)/python -m pytest $(JOURNEYS))
	$(BIN)/python -m pytest tests/packaging

.PHONY: check
check: $(BIN)/.installed-for-tests assets lint types ## Run what is quick: style, types, and the tests on SQLite without a browser.
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q $(APART)

.PHONY: lint
lint: $(BIN)/.installed-for-tests ## Check the style of the code.
	$(BIN)/ruff check --quiet .

.PHONY: types
types: $(BIN)/.installed-for-tests ## Check the types of the package.
	$(BIN)/mypy

.PHONY: assets
assets: $(BIN)/.installed-for-tests ## Fetch the pages' third-party files by their hashes, and compile the catalogues.
	$(BIN)/python frontend/build.py --for-tests

.PHONY: catalogues
catalogues: $(BIN)/.installed-for-tests ## Bring the catalogues up to date with the messages in code and templates.
	mkdir -p .build
	$(BIN)/pybabel -q extract -F babel.cfg -k "_ N_ gettext ngettext:1,2" --project incidents \
	  --copyright-holder "the authors of incidents" --add-location file --sort-output -o .build/incidents.pot .
	for language in $(TRANSLATED); do \
	  po=incidents/translations/$$language/LC_MESSAGES/incidents.po; \
	  test -f $$po || $(BIN)/pybabel -q init -i .build/incidents.pot -o $$po -l $$language --width 110; \
	  $(BIN)/pybabel -q update -i .build/incidents.pot -o $$po -l $$language --width 110 \
	    --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date; \
	done
	$(BIN)/python frontend/build.py --for-tests

.PHONY: pictures
pictures: system $(BIN)/.installed-for-tests assets ## Take the manual's pictures anew into docs/pictures.
	$(BIN)/python -m pytest tests/journeys --pictures

.PHONY: wheel
wheel: $(BIN)/.installed-for-tests ## Build the wheel of the last commit into dist/.
	rm -rf .build/export && mkdir -p .build/export dist
	git archive HEAD | tar -x -C .build/export
	$(BIN)/python -m build --wheel --outdir dist .build/export

.PHONY: lock
lock: $(BIN)/.installed-for-tests ## Renew the exact versions in requirements*.lock within the ranges of setup.cfg.
	$(COMPILE) --extra postgres -o requirements.lock setup.cfg
	$(COMPILE) --extra postgres --extra test -c requirements.lock -o requirements-test.lock setup.cfg

.PHONY: clean
clean: ## Remove everything that was built; the cases in .data stay.
	rm -rf .venv .build build dist *.egg-info frontend/node_modules incidents/static/vendor
	find incidents -name '*.mo' -delete
	find . -name __pycache__ -prune -exec rm -rf {} +

# ---- how it is done

# The languages that have a catalogue; English is what the code itself says.
TRANSLATED = ar
APART = --ignore tests/journeys --ignore tests/packaging
JOURNEYS = $(wildcard tests/journeys)
COMPILE = $(BIN)/pip-compile --quiet --upgrade --all-build-deps --allow-unsafe --generate-hashes --strip-extras \
  --no-header --no-emit-options --annotation-style line

# The first Python that is new enough.
define FIND_PYTHON
for name in python3 python3.14 python3.13 python3.12 python3.11; do \
  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then echo $$name; break; fi; \
done
endef
PYTHON ?= $(shell $(FIND_PYTHON))

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "incidents needs Python 3.11 or newer, and there is none on this machine:" \
	  "install one, or name it: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python could not make a virtual environment;" \
	  "on Debian: apt-get install python3-venv" >&2; exit 1; }

# In three steps so that pip checks every download against its hash, and the package itself needs no download.
$(BIN)/.installed: requirements.lock setup.cfg pyproject.toml frontend/package-lock.json frontend/build.py | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/.installed-for-tests: requirements-test.lock $(BIN)/.installed
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-test.lock
	@touch $@

.PHONY: system
system:
	@.ci/system
