# make run    starts the application; the first time it installs it and builds the demonstration city
#             (make run DEMO=no: without any data)
# make test   runs every test; the first time it installs what tests need, a browser included
# make check  runs formatters, linters and the type checker
# make fuzz   feeds the readers of files with changed ones; FUZZ_SECONDS=3600 make fuzz takes an hour
# make clean  removes the virtual environment and caches; data/local stays

PYTHON ?= python3
PORT ?= 8501
CHILDCARE_HOME ?= data/local
export CHILDCARE_HOME

ENVIRONMENT := .venv
BIN := $(ENVIRONMENT)/bin
# Stamps: a second run does no set-up work.
CREATED := $(ENVIRONMENT)/.created
RUNTIME := $(ENVIRONMENT)/.runtime
DEVELOPMENT := $(ENVIRONMENT)/.development
FUZZING := $(ENVIRONMENT)/.fuzzing
SCRIPT := static/plotly.min.js
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test check fuzz clean
.NOTPARALLEL:
.DELETE_ON_ERROR:

run: $(RUNTIME) $(SCRIPT)
	@test -f "$(CHILDCARE_HOME)/current.txt" || test "$(DEMO)" = no || $(BIN)/python -m childcare build
	@echo "http://localhost:$(PORT)   (Ctrl+C ends it)"
# Streamlit's own welcome would ask a public host for this machine's address.
	@$(BIN)/python -m streamlit run app.py --server.port $(PORT) --logger.hideWelcomeMessage true

# A browser that cannot be installed is said aloud, and its tests say that they were skipped.
test: $(DEVELOPMENT) $(SCRIPT)
	@tests/browser/install_browser.sh $(BIN)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest -n 2 --dist worksteal -m "not browser"
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest -n 2 --dist loadfile -rs -m browser

check: $(DEVELOPMENT)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint queries

fuzz: $(FUZZING)
	nice $(BIN)/python -m tests.fuzz $(FUZZ_TARGETS)

clean:
	rm -rf $(ENVIRONMENT) $(SCRIPT) .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .fuzz

$(CREATED):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed: make PYTHON=python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(ENVIRONMENT) || { rm -rf $(ENVIRONMENT); \
		echo "The virtual environment could not be made. On Debian and Ubuntu its part of Python" \
		"is a package of its own: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

$(RUNTIME): requirements.txt | $(CREATED)
	$(INSTALL) -r requirements.txt
	@touch $@

$(DEVELOPMENT): requirements-dev.txt $(RUNTIME)
	$(INSTALL) -r requirements-dev.txt
	@touch $@

$(FUZZING): requirements-fuzz.txt $(DEVELOPMENT)
	$(INSTALL) -r requirements-fuzz.txt
	@touch $@

# plotly's own script, so that no browser ever asks another host for it.
$(SCRIPT): $(RUNTIME)
	$(BIN)/python -m childcare setup
	@touch $@
