#!/usr/bin/env bash
# `make soak`: all power cuts, kills, failed calls and changed bytes, of which `make test` does a tenth with the same seeds.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

scripts/setup.sh rust
export LANDFALL_SOAK=1

# each is timed, and a failure of one does not keep the others from running
failed=()
soak() {
    local name=$1 before=$SECONDS
    shift
    say "$name"
    "$@" || failed+=("$name")
    say "$name took $((SECONDS - before)) s"
}
soak "the store: power cuts, kills, failed calls" cargo test --package landfall-powercut --locked --no-fail-fast
soak "the program: power cuts, kills, failed calls" cargo test --package landfall --test powercut --locked --no-fail-fast
soak "changed bytes" cargo test --package landfall-node --test tamper --locked --no-fail-fast

if ((${#failed[@]})); then
    printf 'make soak: FAILED: %s\n' "${failed[@]}"
    exit 1
fi
printf 'make soak: passed\n'
