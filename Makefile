# Two commands set everything up by themselves: `make demo` and `make test`. They need Python 3.11+ and the package registry.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	if $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then echo $$p; break; fi; done)
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
# What the build hook compiles: after a change the package is installed anew.
KERNEL := hatch_build.py $(wildcard scanners/gazetteer_scanners/kernel/*.[ch])

.PHONY: help install demo test test-servers bench accuracy soak lint schema lock clean

help:
	@echo 'make demo          make a sample estate, scan it, print what was found, serve page and API on http://127.0.0.1:8750'
	@echo 'make test          lint, types, layers, freshness of generated files, and every test this machine has servers for'
	@echo 'make test-servers  install the servers that some tests use (Debian packages, needs root)'
	@echo 'make bench         what a scan costs against a bare read (BENCH="--rounds 3 --only R1"; half an hour without)'
	@echo 'make accuracy      what detection gets right on labelled databases (GAZETTEER_CORPORA names their folder; ACCURACY="--split dev")'
	@echo 'make soak          the long tests: killed scans, ten thousand tables, sanitizers, lineage of Spark (SOAK="kills")'
	@echo 'make install       the development environment in .venv'
	@echo 'make lint          lint, types and layers alone'
	@echo 'make schema        write the generated files: schema.graphql, docs/cli.md, docs/elements.md, docs/*.schema.json'
	@echo 'make lock          resolve the locked dependencies anew'

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo 'Python 3.11, 3.12 or 3.13 is needed. Install one, or name it: make PYTHON=/path/to/python3'; exit 1; }
	$(PYTHON) -m venv .venv

# What runs the product; the development environment holds all of it too.
.venv/base: $(BIN)/python requirements/base.txt pyproject.toml $(KERNEL)
	$(PIP) install --require-hashes -r requirements/base.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: $(BIN)/python requirements/dev.txt pyproject.toml $(KERNEL)
	$(PIP) install --require-hashes -r requirements/dev.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch .venv/base $@

install: .venv/dev

demo: .venv/base
	$(BIN)/gazetteer demo $(DEMO)

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pyright

test: lint
	$(BIN)/pytest $(TESTS)

bench: .venv/dev
	$(BIN)/python -m benchmarks $(BENCH)

accuracy: .venv/dev
	$(BIN)/python -m benchmarks.accuracy $(ACCURACY)

soak: .venv/dev
	$(BIN)/python -m benchmarks.soak $(SOAK)

# MongoDB's stand-in comes with the development environment; a browser that is there already is good enough.
test-servers:
	@command -v chromium google-chrome || { apt-get update -qq && \
	DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends -y chromium; }

schema: .venv/dev
	$(BIN)/gazetteer schema > schema.graphql.new && mv schema.graphql.new schema.graphql
	$(BIN)/python -m gazetteer.cli.reference > docs/cli.md.new && mv docs/cli.md.new docs/cli.md
	$(BIN)/python -m gazetteer.cli.elements > docs/elements.md.new && mv docs/elements.md.new docs/elements.md
	$(BIN)/python -m gazetteer_scanners.rulefiles.schema > docs/rules.schema.json.new && mv docs/rules.schema.json.new docs/rules.schema.json
	$(BIN)/python -m gazetteer.governance.policies.schema > docs/policy.schema.json.new && mv docs/policy.schema.json.new docs/policy.schema.json

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-emit-index-url --no-emit-find-links
lock:
	$(LOCK) --group build --group test --group lint pyproject.toml -o requirements/dev.txt
	$(LOCK) --group build -c requirements/dev.txt pyproject.toml -o requirements/base.txt

clean:
	rm -rf .venv gazetteer-demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
