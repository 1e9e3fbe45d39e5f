.DEFAULT_GOAL := help
# Node.js, where Debian's is too old: tests/tools/install browser puts it there.
export PATH := $(CURDIR)/target/tools/node/bin:$(PATH)
# Tests wait for servers, so one more than there are cores runs at a time.
export RUST_TEST_THREADS ?= $(shell expr $$(nproc) + 1)
# With the features that the tests' own dependencies ask for, as `cargo test` builds it: without
# `--examples`, of which there are none, the HTTP crates and all above them would be built a second time.
BUILD = cargo build -q --bins --examples
PROGRAM = "$${CARGO_TARGET_DIR:-target}/debug/member-directory"
# CI has a shorter way (.ci/run).
CLIPPY = cargo clippy --workspace --all-targets -- -D warnings
.PHONY: help run torture fuzz test test-rust test-postgres test-browser test-console test-nginx test-schemathesis test-typescript test-clients check openapi bench quality fmt clean test-rdf test-office shapes package test-package sbom supply test-reproducible test-failover test-lost-writes test-slips test-mail

help: ## list the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

run: ## serve the sample network
	cargo run --release -- serve --sample

test: ## every test; a closing summary says which ran
	@tests/tools/suite

test-rust: ## unit tests, and the suite over SQLite
	@tests/tools/install build
	cargo test --workspace

# What is asked of the snapshot alone is the same over any database that holds the same records, so
# `http::` is left out but for a few.
ON_POSTGRES = export:: following:: http::health:: http::snapshots:: http::v1::members::pages_under_change:: \
	imports:: keys:: mirror:: registry:: storage:: webhooks::

test-postgres: ## what reads or writes records, over a throw-away PostgreSQL
	@tests/tools/install build
	@tests/tools/install postgres
	tests/tools/with-postgres cargo test --test suite -- $(ON_POSTGRES)

test-browser: ## the public pages in Chromium
	@tests/tools/install browser
	$(BUILD)
	tests/tools/with-server npm --prefix tests/browser test

test-console: ## the console, members' own pages and accounts in Chromium
	@tests/tools/install browser
	$(BUILD)
	tests/tools/with-server npm --prefix tests/browser run test-console

test-nginx: ## the pages and the API under a path, behind an nginx that takes it off and one that does not
	@tests/tools/install nginx
	$(BUILD)
	tests/tools/behind-nginx strip npm --prefix tests/browser run test-prefix
	tests/tools/behind-nginx keep npm --prefix tests/browser run test-prefix

torture: ## long storms with kill -9, on both databases: TORTURE_MINUTES each, TORTURE_SEED to repeat, STORM=mirror for one
	@tests/tools/install postgres
	cargo test --test suite torture::$(STORM) -- --ignored --nocapture --test-threads=1
	tests/tools/with-postgres cargo test --test suite torture::$(STORM) -- --ignored --nocapture --test-threads=1
	$(if $(STORM),,$(MAKE) fuzz)

fuzz: ## any bytes, at all that reads what comes in: TORTURE_MINUTES each, TARGET=csv for one
	@tests/tools/install fuzz
	tests/tools/fuzz $(TARGET)

test-schemathesis: ## the API against its OpenAPI document
	@tests/tools/install schemathesis
	$(BUILD)
	RATE_WRITES=off RATE_PUBLIC=off RATE_WRONG_KEYS=off tests/tools/with-server tests/schemathesis/run

test-typescript: ## the documents, asked of linters and made into clients by four generators
	@tests/tools/install typescript
	$(BUILD)
	tests/clients/run lint
	tests/tools/with-server tests/clients/run typescript

test-clients: test-typescript ## clients made from the documents by all eight generators
	@tests/tools/install clients
	tests/tools/with-server tests/clients/run python
	tests/tools/with-server tests/clients/run generator python typescript-fetch php rust

test-rdf: ## the JSON-LD, read by an RDF library
	@tests/tools/install rdf
	$(BUILD)
	tests/tools/with-server target/tools/rdf/bin/python tests/readers/rdf.py

test-office: ## the tables, opened in LibreOffice
	@tests/tools/install office
	$(BUILD)
	tests/tools/with-server tests/readers/office.py

check: ## format, lints, the OpenAPI document, and the supply; SUPPLY=no leaves that out
	@tests/tools/install build
	cargo fmt --all --check
	$(CLIPPY)
	$(BUILD)
	$(PROGRAM) openapi --check
	@if [ "$(SUPPLY)" = no ]; then echo "SUPPLY=no: cargo deny and cargo audit were not run"; else $(MAKE) supply; fi

supply: ## licences, sources and known faults of what the program is made of
	@tests/tools/install supply
	packaging/supply

openapi: ## write the OpenAPI document anew
	$(BUILD)
	$(PROGRAM) openapi

bench: ## measure: what docs/performance.md and docs/scaling.md report, and write their newest tables into them
	@tests/tools/install postgres
	@tests/tools/install peers
	cargo bench --bench page --bench search --bench snapshot
	cargo build -q --release
	tests/tools/with-postgres benches/import.py "$${CARGO_TARGET_DIR:-target}/release/member-directory"
	tests/tools/with-postgres benches/uploads.py "$${CARGO_TARGET_DIR:-target}/release/member-directory"
	benches/files.py "$${CARGO_TARGET_DIR:-target}/release/member-directory"
	benches/crowd.py "$${CARGO_TARGET_DIR:-target}/release/member-directory"
	benches/console.py "$${CARGO_TARGET_DIR:-target}/release/member-directory"
	benches/growth.py "$${CARGO_TARGET_DIR:-target}/release/member-directory" --write
	benches/peers.py "$${CARGO_TARGET_DIR:-target}/release/member-directory" --write
	tests/tools/with-postgres benches/width.py "$${CARGO_TARGET_DIR:-target}/release/member-directory" --write

quality: ## how often search finds what was meant, beside FTS5 and pg_trgm
	@tests/tools/install postgres
	@cargo build -q --release
	@tests/tools/with-postgres benches/quality.py "$${CARGO_TARGET_DIR:-target}/release/member-directory" $(ARGUMENTS)
	@benches/towns.py "$${CARGO_TARGET_DIR:-target}/release/member-directory"
	@benches/needs.py "$${CARGO_TARGET_DIR:-target}/release/member-directory"
	@benches/reconcile.py "$${CARGO_TARGET_DIR:-target}/release/member-directory"

package: ## a Debian package in target/debian, with its bill of materials
	@tests/tools/install package
	packaging/build

test-package: package ## install the package in a clean Debian, start it, purge it
	packaging/try

sbom: ## a bill of materials (CycloneDX) in target/package
	@tests/tools/install package
	packaging/sbom

test-reproducible: ## build twice in different folders, and compare
	packaging/reproducible

test-failover: ## kill a Postgres primary under load and promote its standby: FAILOVER_ROUNDS
	@tests/tools/install postgres
	$(BUILD)
	tests/faults/failover.py

test-lost-writes: ## kill -9 on a disk that loses what was not synced: LOST_WRITES_ROUNDS
	@tests/tools/install fuse
	$(BUILD)
	target/tools/fuse/bin/python tests/faults/lost_writes.py

test-slips: ## slips, ordinary changes and erasures, 500, 2000 and 50 of them, on both databases: SEED, PARTS="slips erasing"
	@tests/tools/install postgres
	$(BUILD)
	tests/slips/run.py --seed $(or $(SEED),1) $(PARTS)
	tests/tools/with-postgres tests/slips/run.py --seed $(or $(SEED),1) $(PARTS)

test-mail: ## 155 reminders over a real mail server that refuses, hangs and restarts, while the program is killed
	@tests/tools/install mail
	$(BUILD)
	target/tools/mail/bin/python tests/mail/remind.py target/debug/member-directory

fmt: ## format the code
	cargo fmt --all

clean: ## remove what was built and installed here
	cargo clean
	rm -rf tests/browser/node_modules

shapes: ## make the outlines of the map anew, of Natural Earth
	npm --prefix data/natural-earth ci
	npm --prefix data/natural-earth run convert
