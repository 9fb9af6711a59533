#!/usr/bin/env bash
# `make lint`: format and compiler advice, as `make test` asks for them; licences too where cargo-deny is installed
# (the tidy crate checks the same list without it).
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
scripts/setup.sh rust web
cargo fmt --all --check
cargo clippy --workspace --all-targets --locked -- -D warnings
if cargo deny --version >/dev/null 2>&1; then
    cargo deny --offline --config deny.toml check licenses bans sources
else
    say "cargo-deny is not installed: licences and sources are checked by the tidy tests alone"
fi
