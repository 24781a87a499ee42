# Loket: the two commands are `make demo` and `make test`. Each target is a script in scripts/, so that it can be read and run by itself.
.DEFAULT_GOAL := help
.PHONY: help build demo test bench fmt lint clean

# make demo: OP=2026-11-23 sets the clock, SCHAAL=0.01 makes a small municipality, ADRES another address, DATA another folder.
OP ?=
SCHAAL ?= 1
ADRES ?= 127.0.0.1:8080
DATA ?= demo-data
# make test: ONLY="web rust" runs these parts: web fmt clippy rust browser.
ONLY ?=

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 15

build: ## Build the program: web parts when they changed, then target/release/loket
	@exec scripts/build.sh

demo: ## Build, fill the demo municipality in demo-data/ and serve it on http://127.0.0.1:8080 (OP=DATE, SCHAAL=1)
	@exec scripts/demo.sh --data $(DATA) --adres $(ADRES) --schaal $(SCHAAL) $(OP:%=--op %)

test: ## Install what is missing and run every test, on SQLite and PostgreSQL (ONLY="web fmt clippy rust browser" for a part)
	@exec scripts/test.sh $(ONLY)

bench: ## Measure the promised figures on both engines: a table, and target/bench.json
	@exec scripts/bench.sh

fmt: ## Format the Rust code
	@exec cargo fmt --all

lint: ## Formatting, clippy and the house rules, without the other tests
	@exec scripts/lint.sh

clean: ## Remove what was built (the municipality in demo-data/ stays)
	@exec scripts/clean.sh
