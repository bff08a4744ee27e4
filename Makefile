# portalgen: `make portal` builds the sample portal, `make test` runs all tests. Both do all set-up, and that again only when it changed.
SHELL := /bin/sh
PYTHON ?= $(shell .ci/python)
BIN := .venv/bin
PORTAL := sample-org/portal.yaml
PUBLIC := public

.PHONY: portal serve test test-newest check conformance client validate lighthouse lock vendor screenshots shots clean help
.DEFAULT_GOAL := help

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

portal: .venv/.runtime ## build the portal of sample-org/ into public/
	@$(BIN)/python sample-org/make_repositories.py sample-org/.repos
	@$(BIN)/portalgen build --config $(PORTAL) --output $(PUBLIC)
	@echo "Look at it with: make serve    (or open $(PUBLIC)/index.html). The errors of the sample are on purpose."

serve: .venv/.runtime ## show the sample portal here, rebuild it on changes
	@$(BIN)/python sample-org/make_repositories.py sample-org/.repos
	@$(BIN)/portalgen serve --config $(PORTAL) --output $(PUBLIC); code=$$?; [ $$code = 130 ] || exit $$code

test: .venv/.dev ## run all tests, browser tests included
	@chromium=$$(.ci/chromium) && PORTALGEN_CHROMIUM="$$chromium" $(BIN)/python -m pytest -n auto --dist loadgroup $(PYTEST_FLAGS)

test-newest: .venv/.dev ## run tests on the newest Python of this machine
	@for python in $$(.ci/newest); do \
	  folder=".venv-$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])')"; \
	  echo "== $$($$python --version)"; \
	  $$python .ci/setup_venv.py requirements-dev.lock "$$folder" && \
	  "$$folder/bin/python" -m pytest -q -n auto --dist loadgroup -m "not browser and not corpus" $(PYTEST_FLAGS) \
	    tests/unit tests/stages tests/pipeline tests/cases plugins || exit 1; \
	done

CONFORMANCE ?= $(or $(PORTALGEN_CONFORMANCE),../shared/conformance)

conformance: .venv/.dev ## compare with what a real Backstage answers (needs the folder of cases: CONFORMANCE=...)
	@test -x $(CONFORMANCE)/compare || { echo "There are no cases in $(CONFORMANCE); name their folder with CONFORMANCE=..."; exit 1; }
	@$(CONFORMANCE)/compare --all '$(CURDIR)/tests/conformance/answer {root} {entries} {out} {case}' --jobs 2

client: .venv/.dev ## read a portal's API with Backstage's own client (needs node and npm)
	@mkdir -p .client && cp tests/client/package.json tests/client/package-lock.json .client/
	@cd .client && npm ci --silent --ignore-scripts --no-audit --no-fund
	@PORTALGEN_CATALOG_CLIENT="$(CURDIR)/.client" $(BIN)/python -m pytest -q tests/client

validate: .venv/.dev ## check the HTML of every page of the sample portal with the Nu checker (needs npm and java)
	@mkdir -p .client/validity && cp tests/validity/package.json tests/validity/package-lock.json .client/validity/
	@cd .client/validity && npm ci --silent --ignore-scripts --no-audit --no-fund
	@PORTALGEN_NU_CHECKER="$(CURDIR)/.client/validity/node_modules/vnu-jar/build/dist/vnu.jar" $(BIN)/python -m pytest -q tests/validity

lighthouse: portal .venv/.dev ## measure five pages of the sample portal with Lighthouse (needs node and npm); fails below 98
	@mkdir -p .client/lighthouse && cp .ci/lighthouse/package.json .ci/lighthouse/package-lock.json .client/lighthouse/
	@cd .client/lighthouse && npm ci --silent --ignore-scripts --no-audit --no-fund
	@chromium=$$(.ci/chromium) && $(BIN)/python .ci/lighthouse/measure.py \
	  "$(CURDIR)/.client/lighthouse/node_modules/.bin/lighthouse" "$$chromium" $(PUBLIC)

check: .venv/.dev ## all that CI checks: format, lint, types, tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy .
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

screenshots: portal .venv/.dev ## take the pictures of README again
	@chromium=$$(.ci/chromium) && $(BIN)/python .ci/screenshots.py "$$chromium" $(PUBLIC)

SHOTS ?= .shots

shots: portal .venv/.dev ## take pictures of every type of page and state, to be looked at, into SHOTS (.shots)
	@chromium=$$(.ci/chromium) && $(BIN)/python .ci/shots.py "$$chromium" $(PUBLIC) $(SHOTS)

lock: ## pin the newest allowed dependencies (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(UPGRADE) \
	  pyproject.toml --group build -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(UPGRADE) \
	  pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock

vendor: .venv/.dev ## check scripts, styles and fonts of others against the npm registry (needs npm)
	@$(BIN)/python .ci/vendor.py themes/portalgen_theme/assets/vendor plugins/portalgen_openapi/vendor tests/browser/vendor

clean: ## remove what was built (not the virtual environment)
	rm -rf $(PUBLIC) sample-org/.repos .client .shots dist .coverage htmlcov

.venv/.runtime: requirements.lock pyproject.toml
	@test -e .venv/.dev || { echo "Setting up .venv ..."; $(PYTHON) .ci/setup_venv.py requirements.lock; }
	@test ! -e .venv/.dev || $(MAKE) --no-print-directory .venv/.dev
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml
	@echo "Setting up .venv with what tests need ..."
	@$(PYTHON) .ci/setup_venv.py requirements-dev.lock
	@touch $@
