#!/usr/bin/env bash
# `make docs`: the crates' documentation, with broken links as errors.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
scripts/setup.sh rust web
RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps
say "open $target_dir/doc/landfall/index.html"
