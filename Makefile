# Every target sets up what it needs: a machine with Python 3.11 or later and make is enough.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
PATHS := bot handlers knowledge tests $(wildcard benchmarks tools)

.DEFAULT_GOAL := help
.PHONY: help chat test check format compile wheel bench fuzz lock clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

chat: $(VENV)/.with-run ## Open a chat in the terminal
	@$(BIN)/clusterlotse chat

test: $(VENV)/.with-test ## Run the whole test suite
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.with-check ## Check format, lint, types, tests and knowledge
	$(BIN)/ruff format --check $(PATHS)
	$(BIN)/ruff check $(PATHS)
	$(BIN)/mypy
	$(BIN)/clusterlotse check
	$(BIN)/python -m pytest

format: $(VENV)/.with-check ## Format the code and mend what lint can mend
	$(BIN)/ruff check --fix-only --quiet $(PATHS)
	$(BIN)/ruff format $(PATHS)

compile: $(VENV)/.with-train ## Compile knowledge/data into the snapshot that the program loads
	$(BIN)/python -m knowledge.compile

wheel: $(VENV)/.with-run ## Build the wheel into dist/
	$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

bench: $(VENV)/.with-bench ## Measure speed and accuracy
	$(BIN)/python -m benchmarks

fuzz: $(VENV)/.with-test ## Search for inputs that break things, longer than the tests do
	$(BIN)/python -m pytest -m hypothesis --hypothesis-profile fuzz $(ARGS)

# uv does not read pip's configuration, so what pip was told of its sources is handed over.
lock: $(VENV)/.with-lock ## Write the newest versions that fit into requirements.lock
	UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$($(PIP) config get global.index-url 2>/dev/null)}" \
	$(BIN)/uv pip compile pyproject.toml --quiet --upgrade --universal --all-extras --python-version 3.11 \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-package clusterlotse \
		--output-file requirements.lock

clean: ## Remove everything that was set up or built
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

# One stamp for each set of extras, renewed when a dependency changes; a set holds those below it.
# The project itself is installed editable.
RUN := $(VENV)/.with-run
HOLDS_test := $(RUN)
HOLDS_bench := $(RUN)
HOLDS_train := $(RUN)
HOLDS_check := $(RUN) $(VENV)/.with-test
$(VENV)/.with-%: pyproject.toml requirements.lock | $(BIN)/python
	@echo "Setting up $(VENV) ($*) …" >&2
	@$(PIP) install --quiet --constraint requirements.lock hatchling
	@$(PIP) install --quiet --constraint requirements.lock --no-build-isolation --editable '.$(if $(filter run,$*),,[$*])'
	@touch $@ $(HOLDS_$*)

# The newest Python that serves; one without venv or ensurepip is named, with what to install.
$(BIN)/python:
	@for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11 python3 python; do \
		"$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null || continue; \
		if "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
			exec "$$python" -m venv --clear $(VENV); \
		fi; \
		lacking="$${lacking:-$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')}"; \
	done; \
	if [ -n "$$lacking" ]; then \
		echo "Python is here, its venv module is not. Install it, for example: apt install $$lacking" >&2; \
	else \
		echo "Python 3.11 to 3.14 is needed. Install it, for example: apt install python3 python3-venv" >&2; \
	fi; \
	exit 1
