# Sourced by the other scripts: strict mode, the root of the project as the working directory, and where builds go.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# rustup's folder is not on the path of a shell that reads no profile.
if [[ -z $(type -P cargo) && -x "${HOME:-/root}/.cargo/bin/cargo" ]]; then
    export PATH="$PATH:${HOME:-/root}/.cargo/bin"
fi

# The next clone on a build machine finds its dependencies already built.
if [[ "${CI:-}" == true && -z "${CARGO_TARGET_DIR:-}" ]]; then
    export CARGO_TARGET_DIR="${XDG_CACHE_HOME:-${HOME:-/var/tmp}/.cache}/landfall-target"
fi
if [[ "${CI:-}" == true ]]; then
    export CARGO_INCREMENTAL="${CARGO_INCREMENTAL:-0}" CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-never}"
fi
target_dir="${CARGO_TARGET_DIR:-$PWD/target}"

# Says a line that stands out from what the tools print.
say() { printf '== %s\n' "$*" >&2; }

# Says what is wrong and what to do, and stops.
die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}
