# `make` lists the targets. Everything happens in .venv; nothing outside this folder is changed.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
LOCK = uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	--no-emit-find-links pyproject.toml requirements/build.in
PIP = $(BIN)/python -m pip --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.core ## watch the sample newsroom and write its reports
	@$(BIN)/tracker demo

test: $(VENV)/.test ## run the tests (PYTEST_ARGS="-k claims" for some of them)
	@echo "Running the tests ..."
	@$(BIN)/python -m pytest -q -n auto $(PYTEST_ARGS)

lint: $(VENV)/.lint ## format check, lint, types, import contracts
	@echo "Checking format and lint ..."
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@echo "Checking types ..."
	@$(BIN)/mypy
	@echo "Checking the import contracts ..."
	@$(BIN)/lint-imports

sample: $(VENV)/.core ## make reports/sample anew, from the sample newsroom on a fixed day
	@rm -rf reports/sample .sample
	@SOURCE_DATE_EPOCH=1795338000 $(BIN)/tracker demo .sample >/dev/null 2>&1
	@mv .sample/reports reports/sample && rm -rf .sample reports/sample/.published.json

screenshots: $(VENV)/.test ## take the pictures in docs/screenshots (needs Chromium)
	@$(BIN)/python -m benchmarks.screenshots

format: $(VENV)/.lint ## put the code into its format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/.bench ## compare the comparator with its peers; writes docs/benchmarks/
	@$(BIN)/python -m benchmarks.compare

lock: $(VENV)/.lint ## resolve requirements/*.txt anew (needs uv on PATH)
	@$(LOCK) -o requirements/core.txt
	@$(LOCK) --extra pdf --extra docx --extra web --extra apprise -o requirements/service.txt
	@$(LOCK) --extra test -o requirements/test.txt
	@$(LOCK) --extra test --extra lint -o requirements/lint.txt
	@$(LOCK) --extra bench -o requirements/bench.txt

clean: ## remove the virtual environment
	rm -rf $(VENV)

$(VENV)/pyvenv.cfg:
	@echo "Making a virtual environment in $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; try make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.%: requirements/%.txt pyproject.toml $(VENV)/pyvenv.cfg
	@echo "Installing the packages of $< (checked against their hashes) ..."
	@$(PIP) install -q --require-hashes -r $<
	@$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@
