#!/usr/bin/env bash
# `make test`: every part runs, each is timed, and a failure of any fails the whole by name. Nothing is skipped:
# a part that cannot run because an earlier one failed is reported as failed.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
names=() results=() seconds=() failed=()

# part NAME COMMAND...: runs it, shows its output as it comes, keeps it for the closing lines, notes time and outcome.
part() {
    local name=$1 before=$SECONDS outcome=passed
    shift
    say "$name: $*"
    if ! "$@" 2>&1 | tee "$logs/$name"; then
        outcome=FAILED
        failed+=("$name")
        say "$name failed"
    fi
    names+=("$name") results+=("$outcome") seconds+=($((SECONDS - before)))
}

# The licence test asks about every crate of this platform, offline: so all are fetched first.
set_up() {
    keep_cache_small && scripts/setup.sh rust browser nextest prove &&
        cargo fetch --locked --target "$(rustc -vV | sed -n 's/^host: //p')"
}

# Each clone adds its own crates to a shared target folder; past the limit it starts afresh.
cache_gib_max=12
keep_cache_small() {
    [[ "${CI:-}" == true && $target_dir == */landfall-target && -d $target_dir ]] || return 0
    local gib
    gib=$(($(du -s --block-size=1M "$target_dir" | cut -f1) / 1024))
    ((gib < cache_gib_max)) || { say "$target_dir holds $gib GiB, more than $cache_gib_max: emptied" && rm -rf "$target_dir"; }
}

web() { scripts/setup.sh web; }
# Benchmarks are compiled by clippy and not run: they take their time.
runner() {
    if cargo nextest --version >/dev/null 2>&1; then
        cargo nextest run --workspace --locked --profile ci "$@"
    else
        cargo test --workspace --lib --bins --tests --locked --no-fail-fast "$@"
    fi
}
# The program is built along with its own tests; one left over from an earlier run must not stand in for it.
build() { rm -f "$target_dir/debug/landfall" && runner --no-run && [[ -x "$target_dir/debug/landfall" ]]; }
tests() { runner; }
demo_check() { "$target_dir/debug/landfall" demo --check; }
browser_tests() { (cd web && LANDFALL_BIN="$target_dir/debug/landfall" npm test); }

part set-up set_up
part web web
part fmt cargo fmt --all --check
part clippy cargo clippy --workspace --all-targets --locked -- -D warnings
part build build
part tests tests
part doc-tests cargo test --workspace --doc --locked
part demo-check demo_check
part browser browser_tests

printf '\n%-12s %8s  %s\n' part seconds outcome
for i in "${!names[@]}"; do printf '%-12s %8d  %s\n' "${names[i]}" "${seconds[i]}" "${results[i]}"; done
printf '%-12s %8d\n\n' total "$SECONDS"

# What the runners themselves said last.
browser_lines=$(grep -hE '^# (tests|pass|fail|skipped) ' "$logs/browser" | tr '\n' ' ' || true)
printf 'browser tests: %s\n' "${browser_lines:-did not come to an end}"
grep -hE '^ *Summary \[|^test result:' "$logs/tests" | tail -n 1 || true

if ((${#failed[@]})); then
    printf 'make test: FAILED in %s\n' "${failed[*]}"
    exit 1
fi
printf 'make test: passed\n'
