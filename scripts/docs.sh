#!/usr/bin/env bash
# `make docs`: the crates' documentation, with broken links as errors (a link to a private item is none: whoever reads
# the source follows it).
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
scripts/setup.sh rust web
RUSTDOCFLAGS="-D warnings -A rustdoc::private-intra-doc-links" cargo doc --locked --workspace --no-deps
say "open $target_dir/doc/landfall/index.html"
