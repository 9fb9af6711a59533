#!/usr/bin/env bash
# `make deny`: licences, bans and sources of the program's crates and of the fuzz targets', as deny.toml has them. What the
# crates are is fetched first; cargo-deny itself asks nothing of the net.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
scripts/setup.sh deny
for manifest in Cargo.toml fuzz/Cargo.toml; do
    cargo fetch --locked --manifest-path "$manifest"
    cargo deny --offline --locked --manifest-path "$manifest" --config deny.toml check licenses bans sources
done
