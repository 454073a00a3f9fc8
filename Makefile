# Amrutam. `make` alone explains what there is.

.DEFAULT_GOAL := help
.PHONY: help run test operate check client bench fmt setup proof lock clean browser prometheus pgbouncer redis
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

# An environment with nothing set: use the system's certificates, and fetch no Python.
export UV_SYSTEM_CERTS := 1
export NODE_USE_SYSTEM_CA := 1
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
ifeq ($(strip $(HOME)),)
export HOME := $(CURDIR)/.venv/home
endif

# Names of files are relative throughout: the path to this folder may hold spaces.
BIN := .venv/bin
STAMP := .venv/.set-up
SBOM := sbom
SQL := $(wildcard migrations/*/*.sql)

help: ## This list
	@echo "Amrutam: consultations with Ayurvedic doctors"
	@echo
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 20
	@echo
	@echo "Needed: Python 3.11 or newer with venv, gcc, make. Everything else is installed into .venv,"
	@echo "Node too; the website's packages go to web/node_modules."

run: setup ## Set up, then start the whole platform with demo data; ARGS="--port 9000" passes options on
	@exec $(BIN)/python -m amrutam up $(ARGS)

setup: $(STAMP) ## Install into .venv and build the website; amrutam is then .venv/bin/amrutam
	@scripts/build-web

$(STAMP): requirements-dev.lock pyproject.toml scripts/set-up
	@scripts/set-up
	@touch $(STAMP)

test: setup browser prometheus pgbouncer redis static web-static ## Every check and every test, the built platform and Chromium included
	@$(BIN)/python -m pytest -n 2 --dist loadgroup --durations=10

operate: setup ## Tests of deploying and running it: what needs root or Debian's packages; says what is missing
	@scripts/set-up-operate
	@$(BIN)/python -m pytest tests/operate -rs

check: static ## What is checked without the engines: style, types, layers, SQL, unit tests
	@$(BIN)/python -m pytest tests/unit

.PHONY: static
static: $(STAMP)
	@$(BIN)/ruff check --quiet . && echo "ruff: clean"
	@$(BIN)/ruff format --check --quiet . && echo "ruff format: clean"
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache > .venv/layers.log || { cat .venv/layers.log; exit 1; }
	@echo "import-linter: layers hold"
	@$(BIN)/squawk --config .squawk.toml $(SQL)
	@$(BIN)/bandit --quiet --configfile pyproject.toml --recursive src && echo "bandit: clean"

.PHONY: reference
reference: $(STAMP) ## Write docs/reference/ from the code
	@$(BIN)/python docs/generate.py

.PHONY: web-static
web-static: setup
	@scripts/check-web

browser: setup ## A Chromium, axe and Lighthouse for the browser tests; named if there is none
	@scripts/set-up-e2e

prometheus: setup ## A Prometheus for the test of the documented queries, which is skipped if there is none
	@scripts/set-up-prometheus

pgbouncer: setup ## A PgBouncer for the tests behind one, which are skipped if there is none
	@scripts/set-up-pgbouncer

redis: setup ## A Redis that speaks TLS for the tests of rediss://, which are skipped if there is none
	@scripts/set-up-redis

client: setup ## Make the website's API client and the published GraphQL schema anew, after the API has changed
	@$(BIN)/amrutam openapi > web/openapi.json
	@schema=$$($(BIN)/amrutam graphql docs/schema.graphql) && printf '%s\n' "$$schema" > docs/schema.graphql
	@. scripts/node-env && cd web && npm run --silent client

fmt: $(STAMP) ## Format, and mend what ruff can mend
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

bench: setup ## What a booking costs; .venv/bin/python -m bench.realtime measures sockets
	@$(BIN)/python -m bench.run $(ARGS)

.PHONY: bench-web screenshots
bench-web: setup browser ## What Lighthouse says of the website's speed: at least 95, the median of five
	@$(BIN)/python -m bench.web

screenshots: setup browser ## Take the pictures in docs/screenshots anew
	@$(BIN)/python -m tests.e2e.screenshots

# Another seed each time, unless one is given; the page names it.
proof: SEED := $(shell od -An -N4 -tu4 /dev/urandom | tr -d ' ')
proof: setup browser prometheus pgbouncer redis static ## The same tests at full size, about an hour; SEED=... as an earlier run; writes docs/proof.md
	@echo "Again with the same seed: make proof SEED=$(SEED)"
	@rm -f .venv/proof-full.jsonl
	@PROOF=full $(BIN)/python -m pytest -n 2 --dist loadgroup --hypothesis-seed=$(SEED) --junitxml=.venv/proof.xml
	@$(BIN)/python -m tests.concurrency.figures .venv/proof.xml docs/proof.md $(SEED)

lock: $(STAMP) ## Lock the dependencies anew, with hashes and without addresses
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
		pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
		--extra embedded -c requirements.lock pyproject.toml -o requirements-embedded.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
		--extra tracing -c requirements.lock pyproject.toml -o requirements-tracing.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
		--extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	@scripts/lock-web

.PHONY: images
images: sbom ## Build the images of deploy/images, by buildah, podman or docker
	@scripts/build-images

.PHONY: sbom
sbom: setup ## List the packages that are shipped, as CycloneDX, in sbom/; SBOM=... names another folder
	@scripts/list-packages "$(SBOM)"

clean: ## Forget the installation and what tools keep; never the data
	@rm -rf .venv web/node_modules web/.next tests/e2e/tools/node_modules tests/e2e/tools/chromium/node_modules bench/peer/node_modules .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist sbom
