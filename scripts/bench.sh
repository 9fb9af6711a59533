#!/usr/bin/env bash
# `make bench`: every benchmark there is, or those whose name is given. Rates and ratios, not promises: on a busy
# machine compare only numbers of one run.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
scripts/setup.sh rust web
cargo bench --locked --workspace --bench "${1:-*}"
