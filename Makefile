# Loops from a checkout. Python 3.11-3.13 and make are all that is needed; the rest goes into .venv.

NEWEST_FIRST = python3.13 python3.12 python3.11 python3
FITS = import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
HAS_VENV = import ensurepip, venv

BIN = .venv/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL = help
.DELETE_ON_ERROR:
.PHONY: help run test check fix bench lighthouse chaos migration

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r target what; do \
	  printf '%-16s %s\n' "$$target" "$$what"; done

run: .venv/installed ## install, start everything, and print what to open and try
	@$(BIN)/loops serve

test: .venv/installed-dev ## all tests, in parallel, on a PostgreSQL of their own
	@$(BIN)/python -m pytest -n auto --dist worksteal -rs

check: .venv/installed-dev ## lint, format, types, and which room imports which
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports --no-logo

fix: .venv/installed-dev ## mend what ruff can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: .venv/installed-dev ## measure, and write bench/results.md
	@$(BIN)/python bench

lighthouse: .venv/installed-dev ## what Lighthouse says of a board, into docs/lighthouse.md
	@cd tests && ../$(BIN)/python -m lighthouse

chaos: .venv/installed-dev ## minutes=10: kill everything while it works, and count what arrives
	@cd tests && ../$(BIN)/python -m chaos --minutes '$(or $(minutes),10)'

migration: .venv/installed-dev ## name=add_colour: write what the models have and the migrations lack
	@$(BIN)/python tests/new_migration.py '$(name)'

.venv/installed: pyproject.toml | .venv/bin/python
	@echo "Installing into .venv: about a minute, this once."
	@$(PIP) --editable .
	@touch $@

.venv/installed-dev: pyproject.toml | .venv/bin/python
	@echo "Installing into .venv, with what the tests need: about a minute, this once."
	@$(PIP) --upgrade 'pip>=25.1'
	@$(PIP) --editable . --group dev
	@touch .venv/installed $@

# Asked and not only looked for: a python3.13 on PATH may be an empty promise, and Debian's lacks venv until asked.
.venv/bin/python:
	@for python in $(NEWEST_FIRST); do \
	  $$python -c '$(FITS)' 2>/dev/null && found=$$python || continue; \
	  $$python -c '$(HAS_VENV)' 2>/dev/null && exec $$python -m venv --clear .venv; \
	done; \
	test -z "$$found" || { echo "$$found has no venv: install it (Debian, Ubuntu: apt-get install python3-venv)"; exit 1; }; \
	echo "Loops needs Python 3.11, 3.12 or 3.13, and none is on PATH: install one"; exit 1
