# The verbs of this project; continuous integration runs exactly these.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed

# Taken as it was typed: a dollar sign in a question is no variable.
override Q := $(value Q)
export Q

.PHONY: install run test lint evaluate bench faults reader lock clean

install: $(INSTALLED)

$(INSTALLED): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

# Answers Q and ends; without Q it serves Telegram where a token is set, else it chats, or answers samples.
run: install
	@$(BIN)/python -m bot start

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest -n 2 --dist loadfile

evaluate: install
	$(BIN)/python -m tests.evaluation $(if $(ENGINE),--engine $(ENGINE))

bench: install
	$(BIN)/python -m tests.bench $(if $(DATA),--data $(DATA))
	$(BIN)/python -m tests.bench.scale --sizes $(or $(SIZES),1000 10000)

# Trains the reader again on folders with corpus.jsonl and queries.jsonl: make reader DATA="dir dir" [OPTIONS="--threads 1"].
reader: install
	$(BIN)/python -m index.reader.training $(DATA) $(OPTIONS)

# Builders and the bot killed under questions, floods, a failing Telegram; an hour, with reports in reports/faults.
faults: install
	$(BIN)/python -m tests.faults $(ONLY)

# Writes requirements.lock anew from pyproject.toml, without local version labels such as +cpu.
lock:
	rm -rf .lock && $(PYTHON) -m venv .lock
	.lock/bin/python -m pip install --quiet torch==2.13.0
	.lock/bin/python -m pip install --quiet --editable '.[dev]'
	.lock/bin/python -m pip freeze --exclude-editable | sed 's/+[a-z0-9.]*$$//' > requirements.lock
	rm -rf .lock

clean:
	rm -rf $(VENV) .index reports
