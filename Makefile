# `make serve` and `make test` set up what they need in .venv; nothing outside the checkout is touched.

ARGS ?=
SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip -qq --disable-pip-version-check --no-input
PINS := --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header \
	--no-annotate --no-emit-index-url --no-config --quiet
LOCK := uv pip compile pyproject.toml $(PINS)

# The first Python that is new enough and can make an environment; PYTHON=... chooses another.
SUITS := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c '$(SUITS)' 2>/dev/null && { echo $$p; break; }; done)

# An environment holds absolute paths: one that was copied with its checkout is made anew.
ifneq ($(shell cat $(VENV)/checkout 2>/dev/null),$(CURDIR))
.PHONY: $(VENV)/checkout
endif

.PHONY: help serve setup test lint format publish lock clean
.DEFAULT_GOAL := help

help:
	@echo 'make serve      answer queries at http://127.0.0.1:8000/ (ARGS="--port 9000" passes options)'
	@echo 'make test       linters, types and all tests that this machine can run (ARGS=--cov: coverage)'
	@echo 'make setup      the environment for both, in $(VENV)'
	@echo 'make lint       ruff and mypy                make format    rewrite as ruff wants it'
	@echo 'make publish    build data/published         make lock      renew requirements/*.txt with uv'
	@echo 'make reader     what CKAN portals read catalogues with, in $(READER), for its test'
	@echo 'make clean      remove what these commands made, but for data/published'

serve: $(VENV)/serve.stamp
	@exec $(PY) -m inovasi serve $(ARGS)

# The tests start a hundred servers, each sooner where the compiled modules are kept. A process that
# has nothing left to test takes over half of what another has.
test: lint
	@env -u PYTHONDONTWRITEBYTECODE $(PY) -m pytest -ra -n auto --dist worksteal $(ARGS)

lint: $(VENV)/dev.stamp
	@$(PY) -m ruff check --quiet
	@$(PY) -m ruff format --check --quiet
	@$(PY) -m mypy --no-error-summary

format: $(VENV)/dev.stamp
	@$(PY) -m ruff check --fix --quiet
	@$(PY) -m ruff format --quiet

publish: $(VENV)/serve.stamp
	@$(PY) -m inovasi publish $(ARGS)

setup: $(VENV)/dev.stamp

$(VENV)/checkout:
	@'$(PYTHON)' -c '$(SUITS)' 2>/dev/null || { echo 'This needs Python 3.11 or newer with venv and ensurepip' \
		'(on Debian: apt-get install python3-venv); PYTHON=/path/to/python chooses one.' >&2; exit 1; }
	@'$(PYTHON)' -m venv --clear $(VENV)
	@echo '$(CURDIR)' > $@

$(VENV)/serve.stamp: $(VENV)/checkout requirements/run.txt pyproject.toml
	@echo 'Installing what the server needs into $(VENV) ...' >&2
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/checkout requirements/run.txt requirements/dev.txt pyproject.toml
	@echo 'Installing what the server and its tests need into $(VENV) ...' >&2
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $(VENV)/serve.stamp $@

lock:
	@$(LOCK) --group setup $(ARGS) -o requirements/run.txt
	@$(LOCK) --group dev --extra ckan $(ARGS) -c requirements/run.txt -o requirements/dev.txt
	@cd tests/portals/reader && uv pip compile requirements.in $(PINS) $(ARGS) -o requirements.txt

# The reader that CKAN portals harvest with, in an environment of its own: it is not ours to need.
READER := .venv-reader

.PHONY: reader
reader: $(READER)/stamp

$(READER)/stamp: tests/portals/reader/requirements.txt
	@echo 'Installing the reader of ckanext-dcat into $(READER) ...' >&2
	@'$(PYTHON)' -m venv --clear $(READER)
	@$(READER)/bin/python -m pip -qq --disable-pip-version-check --no-input \
		install --no-deps --require-hashes -r tests/portals/reader/requirements.txt
	@touch $@

clean:
	rm -rf $(VENV) $(READER) dist htmlcov .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find server tests -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: soak bench

# Eight clients for ten minutes; ARGS='--seconds 60' for less.
soak: $(VENV)/dev.stamp
	@$(PY) -m benchmarks.soak $(ARGS)

# Requests a second beside other servers; it needs wrk.
bench: $(VENV)/dev.stamp
	@$(PY) -m benchmarks.http $(ARGS)
