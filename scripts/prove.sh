#!/usr/bin/env bash
# `make prove`: the proofs of the firewall alone, which `make test` runs too, with their tables and counter-examples.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
scripts/setup.sh rust prove
cargo test -p landfall-firewall --locked --test prove -- --nocapture --test-threads 1
