#!/usr/bin/env bash
# `make soak`: all power cuts, kills and failed calls, of which `make test` does a tenth.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

scripts/setup.sh rust
LANDFALL_SOAK=1 cargo test --package landfall-powercut --locked
