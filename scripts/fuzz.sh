#!/usr/bin/env bash
# `make fuzz`: builds the targets of fuzz/ with coverage on the stable compiler, and runs each for FUZZ_SECONDS (60).
# A crash leaves its input in fuzz/artifacts/TARGET/ and fails the run; the others still get their minute.
#
#   scripts/fuzz.sh [TARGET...]
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
scripts/setup.sh rust web fuzz # the pages are linked, for their outlines' decoder

seconds=${FUZZ_SECONDS:-60}
[[ $seconds =~ ^[1-9][0-9]*$ ]] || die "FUZZ_SECONDS is \`$seconds\`, expected whole seconds"
triple=$(rustc -vV | sed -n 's/^host: //p')
builds="$target_dir/fuzz"
known=$(sed -n '/^\[\[bin\]\]/,/^path/s/^name = "\(.*\)"$/\1/p' fuzz/Cargo.toml)
[[ -n $known ]] || die "fuzz/Cargo.toml names no target"
targets=("$@")
if [[ ${#targets[@]} == 0 ]]; then mapfile -t targets <<<"$known"; fi
for name in "${targets[@]}"; do
    grep -qxF -- "$name" <<<"$known" || die "no fuzz target is called \`$name\`; expected one of: ${known//$'\n'/, }"
done

# What cargo-fuzz passes on nightly, spelled out for stable. --target keeps it off the build scripts.
flags="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4"
flags+=" -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table"
flags+=" -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 -Cdebug-assertions -Coverflow-checks=yes"
bins=()
for name in "${targets[@]}"; do bins+=(--bin "$name"); done
RUSTFLAGS=$flags CARGO_TARGET_DIR=$builds \
    cargo build --locked --release --manifest-path fuzz/Cargo.toml --target "$triple" "${bins[@]}"

# The seeds of a target: fuzz/corpus/TARGET/, and the files whose patterns stand in fuzz/seeds/TARGET.txt.
# They are copied: the fuzzer writes what it finds into its first folder, and that one is not in the repository.
gather_seeds() {
    local name=$1 folder=$2 pattern file
    mkdir -p "$folder"
    if [[ -d fuzz/corpus/$name ]]; then cp -r "fuzz/corpus/$name/." "$folder/"; fi
    [[ -e fuzz/seeds/$name.txt ]] || return 0
    while IFS= read -r pattern; do
        [[ -n $pattern && $pattern != '#'* ]] || continue
        for file in $pattern; do # unquoted: the pattern is expanded
            [[ -e $file ]] || die "fuzz/seeds/$name.txt: no file matches \`$pattern\`"
            cp "$file" "$folder/seed-$(sha256sum <"$file" | cut -c1-16)"
        done
    done <"fuzz/seeds/$name.txt"
}

results=() crashed=()
for name in "${targets[@]}"; do
    say "$name for $seconds s"
    corpus="$builds/corpus/$name" log="$builds/$name.log" artifacts="fuzz/artifacts/$name/"
    gather_seeds "$name" "$corpus"
    mkdir -p "$artifacts"
    options=(-max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$artifacts")
    if [[ -e fuzz/dict/$name.dict ]]; then options+=(-dict="fuzz/dict/$name.dict"); fi
    outcome=passed
    if ! "$builds/$triple/release/$name" "${options[@]}" "$corpus" >"$log" 2>&1; then
        outcome=FAILED
        crashed+=("$name")
        tail -n 40 "$log"
    fi
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
    results+=("$(printf '%-28s %12s %10s  %s' "$name" "${executions:-?}" "${rate:-?}" "$outcome")")
    printf '%s\n' "${results[-1]}"
done

printf '\n%-28s %12s %10s  %s\n' target executions "a second" outcome
printf '%s\n' "${results[@]}"
if ((${#crashed[@]})); then die "crashes in ${crashed[*]}; the inputs are in fuzz/artifacts/"; fi
