# The commands of this project. They need Python 3.11 or newer, make, and Node 20 or newer with npm.
PYTHON ?= python3
LOCAL = $(PYTHON) elearning/local
ARGS ?=
ROWS ?= 1000000
MINUTES ?= 10

.DEFAULT_GOAL := help
.PHONY: run test check format messages demo-passwords manage bench bench-xapi bench-toetsen bench-courses conformance fuzz kill-test setup help

run: ## Set up and start everything; Ctrl-C ends it (PORT=8001 for another port)
	@$(LOCAL) run

test: ## All checks and all tests, the browser's too (ARGS="tests/unit/core" for some of them)
	@$(LOCAL) test $(ARGS)

check: ## Formatters, linters, types, import contracts, migrations, translations
	@$(LOCAL) check

format: ## Let the formatters change the files
	@$(LOCAL) format

messages: ## Bring the translation catalogues up to date with code and templates
	@$(LOCAL) messages

demo-passwords: ## New passwords for the demo people, shown once
	@$(LOCAL) manage make_demo_people --new-passwords

manage: ## A command of Django: make manage ARGS="showmigrations"
	@$(LOCAL) manage $(ARGS)

bench: ## The numbers, measured on servers of their own
	@$(LOCAL) bench $(ARGS)

bench-xapi: ## The record store's numbers (ARGS="queries" for one of them, ROWS=100000 for a quick run)
	@$(LOCAL) bench-xapi --rows=$(ROWS) $(ARGS)

bench-toetsen: ## The tests' numbers (ARGS="statistics" for one of them)
	@$(LOCAL) bench-toetsen $(ARGS)

bench-courses: ## What authors and readers wait for (ARGS="editor" for one of them)
	@$(LOCAL) bench-courses $(ARGS)

conformance: ## The public xAPI suite against our record store (SUITE=path of its checkout)
	@$(LOCAL) conformance $(SUITE)

fuzz: ## All that is nearly right against the record store (MINUTES=10)
	@$(LOCAL) fuzz $(MINUTES)

kill-test: ## Statements coming in and going on while web, worker, Valkey and PostgreSQL are killed
	@$(LOCAL) kill-test

setup: ## Only install what is needed
	@$(LOCAL) setup

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
