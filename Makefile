# Two commands do everything: `make run` and `make test`. The rest is the workflow, written down.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
REQ    := deploy/requirements
PREFIX ?= /opt/nato-briefs

# Tests start the program a hundred times. Where the environment keeps Python from writing what it has
# compiled, as it does in many images, each start would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check lint types imports unit browser-test replica-test fault-test fault-test-whole schedule-test thorough-test deploy-check golden tour train bench bench-full wheel install lock clean

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | sort | awk -F'\t' '{printf "make %-14s %s\n", $$1, $$2}'

run: $(VENV)/run.stamp  ## start the bot; without a token, in the browser
	@$(BIN)/nato-briefs run

test: $(VENV)/test.stamp  ## every test but those of the browser, of replicas, of faults, of every time zone and of deployment
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

check: lint types imports test  ## everything, fastest first

lint: $(VENV)/test.stamp  ## format and lint
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: $(VENV)/test.stamp  ## mypy, strict
	@$(BIN)/mypy

imports: $(VENV)/test.stamp  ## which module may import which
	@$(BIN)/lint-imports --no-cache

unit: $(VENV)/test.stamp  ## the tests that need nothing but data
	@$(BIN)/python -m pytest tests/unit

browser-test: $(VENV)/browser.stamp  ## the chat page in a real browser (needs Chromium installed)
	@$(BIN)/python -m pytest -m browser

replica-test: $(VENV)/test.stamp  ## several processes on one PostgreSQL, killed, stopped and cut off (four minutes)
	@$(BIN)/python -m pytest -rP -m replicas tests/replicas

fault-test: $(VENV)/test.stamp  ## the bot killed forty times, flooded and cut off while it sends (five minutes)
	@$(BIN)/python -m pytest -n 4 -rP -m "faults and not whole" tests/faults

fault-test-whole: $(VENV)/test.stamp  ## the same, killed two hundred times over two thousand digests (ten minutes)
	@$(BIN)/python -m pytest -n 4 -rP -m faults tests/faults

schedule-test: $(VENV)/test.stamp  ## when digests are due, in every time zone from 2014 to 2035 (three minutes)
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 -m schedule tests/schedule

thorough-test: $(VENV)/test.stamp  ## the properties that `make test` tries with a quarter of their examples, with all of them (a minute)
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile -m hypothesis --hypothesis-profile thorough

deploy-check: $(VENV)/deploy.stamp  ## what runs the bot on a server: image, compose, Caddy, systemd, as far as tools are at hand
	@$(BIN)/python -m pytest -m deploy tests/deploy

golden: $(VENV)/test.stamp  ## rewrite the expected messages (never the expected quotations); review the diff
	@NATO_BRIEFS_GOLDEN=rewrite $(BIN)/python -m pytest -q tests/integration/test_messages.py tests/integration/test_weeks.py

tour: $(VENV)/browser.stamp  ## run the chats of docs/tour.md anew, and photograph them (needs Chromium); review the diff
	@NATO_BRIEFS_GOLDEN=rewrite $(BIN)/python -m pytest -q tests/tour/test_tour.py
	@NATO_BRIEFS_PICTURES=docs/images $(BIN)/python -m pytest -q -m browser tests/tour/test_pictures.py

train: $(VENV)/run.stamp  ## learn the weights of extraction anew (needs NATO_BRIEFS_CORPORA)
	@$(BIN)/nato-briefs train

bench: $(VENV)/test.stamp  ## how fast everything is, in a few minutes (on PostgreSQL as well)
	@$(BIN)/nato-briefs bench

bench-full: $(VENV)/test.stamp  ## the same with a million quotations and ten thousand digests; takes long the first time
	@$(BIN)/nato-briefs bench --size 10000 100000 1000000 --subscribers 10000

wheel: $(VENV)/run.stamp  ## build the package into dist/
	@rm -rf dist
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .

install:  ## put the package of dist/ and what a server needs into PREFIX, anew
	@test -f dist/*.whl || { echo "Build it first: make wheel" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(PREFIX)
	@$(PREFIX)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r $(REQ)/server.txt
	@$(PREFIX)/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --no-index dist/*.whl

lock:  ## pin the dependencies anew (needs uv)
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o $(REQ)/run.txt
	uv pip compile --group build -c $(REQ)/run.txt --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o $(REQ)/build.txt
	uv pip compile pyproject.toml --extra postgresql -c $(REQ)/run.txt --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o $(REQ)/server.txt
	uv pip compile pyproject.toml --group build --group test -c $(REQ)/run.txt --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o $(REQ)/test.txt
	uv pip compile pyproject.toml --group build --group test --group browser -c $(REQ)/test.txt --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o $(REQ)/browser.txt
	uv pip compile --group deploy -c $(REQ)/test.txt --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o $(REQ)/deploy.txt

clean:  ## remove what the commands above built
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# A stamp is newer than the environment it stands for, so a second call installs nothing.
$(VENV)/venv.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/venv.stamp $(REQ)/run.txt pyproject.toml
	@echo "Building the environment in $(VENV) (once) …"
	@$(PIP) install --require-hashes -r $(REQ)/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp $(REQ)/test.txt
	@echo "Adding what the tests need …"
	@$(PIP) install --require-hashes -r $(REQ)/test.txt
	@touch $@

$(VENV)/browser.stamp: $(VENV)/test.stamp $(REQ)/browser.txt
	@$(PIP) install --require-hashes -r $(REQ)/browser.txt
	@touch $@

$(VENV)/deploy.stamp: $(VENV)/test.stamp $(REQ)/deploy.txt
	@$(PIP) install --require-hashes -r $(REQ)/deploy.txt
	@touch $@
