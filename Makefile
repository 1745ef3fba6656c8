# What stands here needs python3 (3.11 or later) and make; `make lock` needs uv as well.

PYTHON ?= python3
VENV := .venv
INSTALLED := $(VENV)/.installed
RUN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help install demo serve test lint lock assets clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED)  ## install into .venv, exactly what requirements.lock names

demo: $(INSTALLED)  ## build the seeds' graph, answer every saved query, export, serve, ask over HTTP
	@PATH="$(abspath $(RUN)):$$PATH" ./demo.sh

serve: $(INSTALLED)  ## build the seeds' graph and serve it at http://127.0.0.1:7878
	$(RUN)/kg build
	$(RUN)/kg serve

test: $(INSTALLED)  ## run the tests, on all cores
	$(RUN)/python -m pytest --numprocesses auto --dist loadgroup

lint: $(INSTALLED)  ## ruff and mypy
	$(RUN)/ruff check
	$(RUN)/ruff format --check
	$(RUN)/mypy --strict

lock:  ## resolve the dependencies anew, for all platforms
	printf '%s\n' hatchling editables setuptools | uv pip compile --quiet --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --extra dev pyproject.toml - --output-file requirements.lock

assets:  ## copy anew what pages take from npm (needs Node.js); the copies are kept in kg/server/static/vendor
	cd web && npm ci --ignore-scripts && npm run build

clean:  ## remove .venv, caches, and what the demo made
	rm -rf $(VENV) demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find kg tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Nothing is fetched that the lock does not name: setuptools comes first, since one dependency (docopt) has no wheel and is built with it.
$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("kg needs Python 3.11 or later; $(PYTHON) is " + sys.version.split()[0])'
	@echo "Into $(VENV): the $$(grep -c '^[a-z]' requirements.lock) packages of requirements.lock, language models, tests and tools among them."
	$(PYTHON) -m venv $(VENV)
	awk '/^[a-z]/ { wanted = /^setuptools==/ } wanted' requirements.lock > $(VENV)/setuptools.lock
	$(RUN)/pip install --quiet --no-deps --require-hashes -r $(VENV)/setuptools.lock
	$(RUN)/pip install --quiet --no-deps --require-hashes --no-build-isolation -r requirements.lock
	$(RUN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
