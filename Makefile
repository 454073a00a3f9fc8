# Amrutam. `make` without a target lists the targets.

.DEFAULT_GOAL := help
.PHONY: help run test operate check client bench fmt setup proof lock clean browser prometheus pgbouncer redis
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

# uv and Node use the system's certificates, and uv downloads no Python.
export UV_SYSTEM_CERTS := 1
export NODE_USE_SYSTEM_CA := 1
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
ifeq ($(strip $(HOME)),)
export HOME := $(CURDIR)/.venv/home
endif

# File names are relative, because the path of this folder can contain spaces.
BIN := .venv/bin
STAMP := .venv/.set-up
SBOM := sbom
SQL := $(wildcard migrations/*/*.sql)

help: ## List the targets
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

test: setup browser prometheus pgbouncer redis static web-static ## Run every check and every test, including the built platform and Chromium
	@$(BIN)/python -m pytest -n 2 --dist loadgroup --durations=10

operate: setup ## Run the tests of deployment and operation, which need root or Debian packages; lists missing packages
	@scripts/set-up-operate
	@$(BIN)/python -m pytest tests/operate -rs

check: static ## Run the checks that need no PostgreSQL or Valkey: style, types, layers, SQL, unit tests
	@$(BIN)/python -m pytest tests/unit -n 2

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

browser: setup ## Install Chromium, axe and Lighthouse for the browser tests; says if there is no Chromium
	@scripts/set-up-e2e

prometheus: setup ## Install Prometheus for the test of the documented queries, which is skipped without it
	@scripts/set-up-prometheus

pgbouncer: setup ## Install PgBouncer for the tests that connect through it, which are skipped without it
	@scripts/set-up-pgbouncer

redis: setup ## Install a Redis with TLS for the tests of rediss://, which are skipped without it
	@scripts/set-up-redis

client: setup ## Generate the website's API client and the published GraphQL schema, after a change of the API
	@$(BIN)/amrutam openapi > web/openapi.json
	@schema=$$($(BIN)/amrutam graphql docs/schema.graphql) && printf '%s\n' "$$schema" > docs/schema.graphql
	@. scripts/node-env && cd web && npm run --silent client

fmt: $(STAMP) ## Format, and apply ruff's fixes
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

bench: setup ## Measure the cost of a booking; .venv/bin/python -m bench.realtime measures sockets
	@$(BIN)/python -m bench.run $(ARGS)

.PHONY: bench-web screenshots gallery
bench-web: setup browser ## Measure the website's speed with Lighthouse: at least 95, the median of five
	@$(BIN)/python -m bench.web

screenshots: setup browser ## Take the screenshots in docs/screenshots again
	@$(BIN)/python -m tests.e2e.screenshots

gallery: setup browser ## Take the pictures of the gallery of components again, after an intended change of their look
	@$(BIN)/python -m tests.e2e.gallery

# Each run has a new seed, unless one is given; docs/proof.md names the seed.
proof: SEED := $(shell od -An -N4 -tu4 /dev/urandom | tr -d ' ')
# PROVED are the tests that draw random cases or have a full size. The other tests are the same in `make test`.
proof: PROVED = tests/concurrency $(shell grep -rlE 'IS_FULL|from hypothesis' tests/unit tests/integration --include='test_*.py')
proof: setup redis static ## Run races, faults and random cases at full size, about an hour; SEED=... repeats an earlier run; writes docs/proof.md
	@echo "Again with the same seed: make proof SEED=$(SEED)"
	@rm -f .venv/proof-full.jsonl
	@PROOF=full $(BIN)/python -m pytest $(PROVED) -n 2 --dist loadgroup --hypothesis-seed=$(SEED) --junitxml=.venv/proof.xml
	@$(BIN)/python -m tests.concurrency.figures .venv/proof.xml docs/proof.md $(SEED)

lock: $(STAMP) ## Renew the lock files, with hashes and without registry addresses
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
		pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
		--extra embedded -c requirements.lock pyproject.toml -o requirements-embedded.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
		--extra photos -c requirements.lock pyproject.toml -o requirements-photos.lock
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

clean: ## Delete the installation and the tools' caches; never the data
	@rm -rf .venv web/node_modules web/.next web/graphiql/node_modules web/graphiql/dist tests/e2e/tools/node_modules tests/e2e/tools/chromium/node_modules bench/peer/node_modules .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist sbom
