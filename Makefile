# Every target does its own set-up: it installs what is missing and nothing else (scripts/setup.sh).
#
#   make demo    the situation and a made-up register in the browser      make bench  rates and ratios
#   make test    everything that must hold, each part timed               make fuzz   every parser, a minute each
#   make fmt     format the code                                          make lint   what the compiler's advisers say
#   make docs    the crates' documentation            make soak   all power cuts, kills and failed calls
#   make prove   what the firewall promises, proved for every request by two solvers, with a table
#   make deny    licences, sources and doubles of every crate
#
# Settings: DEMO_ARGS="--listen 127.0.0.1:9000", BENCH=search, FUZZ_SECONDS=600, FUZZ_TARGET=allele_name

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo test bench fuzz fmt lint docs soak deny prove

help:
	@sed -n 's/^#   //p' Makefile

demo:
	@scripts/demo.sh $(DEMO_ARGS)

test:
	@scripts/test.sh

bench:
	@scripts/bench.sh $(BENCH)

fuzz:
	@scripts/fuzz.sh $(FUZZ_TARGET)

fmt:
	@scripts/setup.sh rust
	cargo fmt --all

lint:
	@scripts/lint.sh

docs:
	@scripts/docs.sh

soak:
	@scripts/soak.sh

prove:
	@scripts/prove.sh

deny:
	@scripts/deny.sh
