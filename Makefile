# Front door of the project. `make help` lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

aquascene := .venv/bin/aquascene
workers ?= logical

# Targets that take TARGET=…: a Sqitch target's name, a db: URI or a postgresql:// URI.
need_target = @test -n "$(TARGET)" || { \
	echo "Say where to: make $@ TARGET=db:pg://user@host/database (or a Sqitch target's name)" >&2; exit 2; }

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

.PHONY: setup
setup: ## Install what is missing: Debian packages, and the virtual environment .venv
	@bin/setup

.PHONY: demo
demo: setup ## Deploy to a private cluster, run the main job end to end, write build/demo/report.html
	@$(aquascene) demo

.PHONY: test
test: setup ## Run all tests: pgTAP, Python, house rules, round trip (ARGS="-k name" for some)
	@.venv/bin/pytest -n $(workers) --dist worksteal -q $(ARGS)

.PHONY: pgtap
pgtap: setup ## Run the pgTAP files by pg_prove, as DBAs do (FILES=db/tests/… for some)
	@$(aquascene) schema pgtap $(FILES)

.PHONY: roundtrip
roundtrip: setup ## Real Sqitch: deploy, verify, revert, deploy; the dump must equal db/schema.sql
	@.venv/bin/pytest -q -n $(workers) python/tests/test_roundtrip.py

.PHONY: mutants
mutants: setup ## Change function bodies and see whether a test notices (FUNCTION=content.approve for one)
	@.venv/bin/python python/tests/mutants.py $(FUNCTION)

.PHONY: drill
drill: setup ## Send to 20,000 while workers, PostgreSQL and the mail server are killed 20 times
	@PYTHONPATH=python/tests .venv/bin/python python/tests/sending_drill.py

.PHONY: backup-drill
backup-drill: setup ## Lose 1 GB under write load and restore it, row by row; prints RTO and RPO (SIZE=MB)
	@PYTHONPATH=python/tests .venv/bin/python python/tests/backup_drill.py $(if $(SIZE),--size $(SIZE))

.PHONY: upgrade-test
upgrade-test: setup ## Upgrade the last release, with data, to this tree (FROM=revision for another)
	@PYTHONPATH=python/tests .venv/bin/python python/tests/upgrade.py $(if $(FROM),--from '$(FROM)')

.PHONY: check
check: setup ## Check format, lint and types
	@cd python && ../.venv/bin/ruff format --config pyproject.toml --check . ../conftest.py ../bench
	@cd python && ../.venv/bin/ruff check --config pyproject.toml . ../conftest.py ../bench
	@cd python && ../.venv/bin/mypy

.PHONY: bench
bench: setup ## Measure the hot paths (ONLY=name for one); writes bench/results.json
	@.venv/bin/python bench/run.py $(ONLY)

.PHONY: psql
psql: setup ## Open the demo database in psql
	@$(aquascene) cluster psql

.PHONY: url
url: setup ## Print the demo database's connection URI, and nothing else
	@$(aquascene) cluster url

.PHONY: deploy
deploy: setup ## Deploy to TARGET by Sqitch, each change verified
	$(need_target)
	@$(aquascene) schema deploy --target '$(TARGET)'

.PHONY: revert
revert: setup ## Revert TARGET by Sqitch (TO=change to stop there; LOSE_DATA=yes to drop rows)
	$(need_target)
	@$(aquascene) schema revert --target '$(TARGET)' $(if $(TO),--to '$(TO)') $(if $(LOSE_DATA),--lose-data)

.PHONY: verify
verify: setup ## Verify TARGET by Sqitch
	$(need_target)
	@$(aquascene) schema verify --target '$(TARGET)'

.PHONY: status
status: setup ## Show what is deployed to TARGET
	$(need_target)
	@$(aquascene) schema status --target '$(TARGET)'

.PHONY: drift
drift: setup ## Compare TARGET with what the plan builds; prints the SQL that differs
	$(need_target)
	@$(aquascene) schema drift --target '$(TARGET)'

.PHONY: dump
dump: setup ## Write db/schema.sql anew: what the whole plan builds
	@$(aquascene) schema dump --output db/schema.sql

.PHONY: docs
docs: setup ## Write docs/reference anew from the catalog's comments
	@$(aquascene) docs

.PHONY: change
change: setup ## Add a change: NAME=content/functions/foo [TEMPLATE=…] [REQUIRES="…"] [NOTE=…]
	@test -n "$(NAME)" || { echo "Name it: make change NAME=content/functions/foo TEMPLATE=function" >&2; exit 2; }
	@$(aquascene) schema change '$(NAME)' $(if $(TEMPLATE),--template '$(TEMPLATE)') $(foreach r,$(REQUIRES),--requires '$(r)') $(if $(NOTE),--note '$(NOTE)')

.PHONY: rework
rework: setup ## Change a released function or view: NAME=content/functions/foo NOTE="what changes"
	@test -n "$(NAME)" || { echo 'Name it: make rework NAME=content/functions/foo NOTE="…"' >&2; exit 2; }
	@$(aquascene) schema rework '$(NAME)' --note '$(NOTE)'

.PHONY: clean
clean: ## Stop the private cluster and remove all that was made: .venv, .aquascene, build
	@if [ -d .aquascene ]; then python3 -I python/src/aquascene/server.py clean .aquascene; fi
	@rm -rf .venv .aquascene build bench/results.json python/src/*.egg-info
	@find python bench conftest.py -name __pycache__ -prune -exec rm -rf {} +
	@rm -rf {.,python}/.mypy_cache {.,python}/.ruff_cache
