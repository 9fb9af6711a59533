#!/usr/bin/env bash
# `make demo`: builds Landfall and runs `landfall demo`, opening a browser where there is one to open.
#
# The debug build is taken on purpose: it takes about half the wait of a release build or less, and the crates that
# calculate are optimised in it anyway (Cargo.toml, profile.dev.package).
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
scripts/setup.sh rust web
say "building Landfall (the first time: some minutes)"
cargo build --locked --package landfall

open_page() {
    [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]] || return 0
    [[ -n $(type -P xdg-open) ]] && { xdg-open "$1" >/dev/null 2>&1 & }
    return 0
}

"$target_dir/debug/landfall" demo "$@" | while IFS= read -r line; do
    printf '%s\n' "$line"
    if [[ $line == "listening on "* ]]; then open_page "${line#listening on }"; fi
done
