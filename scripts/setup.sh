#!/usr/bin/env bash
# Installs what is missing for the parts that are named, on Debian 12; says so in a clear word where it cannot.
#
#   scripts/setup.sh rust web browser nextest prove fuzz
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

# apt needs root. Runs it directly, or through sudo without asking, or names the line to type.
apt_install() {
    local as_root=()
    command -v apt-get >/dev/null || die "missing: $*; this is no Debian, so install what corresponds to these packages and run again"
    if [[ $(id -u) != 0 ]]; then
        command -v sudo >/dev/null && sudo -n true 2>/dev/null ||
            die "missing: $*; run as root: apt-get update && apt-get install -y --no-install-recommends $*"
        as_root=(sudo -n)
    fi
    say "installing $*"
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

# The Debian packages whose command (or file) is not there.
need_commands() {
    local pair missing=()
    for pair in "$@"; do
        [[ -n $(type -P "${pair%%:*}") ]] || missing+=("${pair#*:}")
    done
    [[ ${#missing[@]} == 0 ]] || apt_install "${missing[@]}"
}

set_up_rust() {
    need_commands gcc:gcc
    [[ -e /usr/include/stdlib.h ]] || apt_install libc6-dev # the linker's start files
    [[ -n $(type -P cargo) ]] || die "missing: cargo; install Rust with rustup (https://rustup.rs) and run again; rust-toolchain.toml names the version"
    local component
    for component in fmt clippy; do
        cargo "$component" --version >/dev/null 2>&1 && continue
        [[ -n $(type -P rustup) ]] || die "missing: cargo $component; install Rust with rustup (https://rustup.rs), which brings it"
        rustup component add "${component/fmt/rustfmt}"
    done
}

set_up_nextest() {
    cargo nextest --version >/dev/null 2>&1 && return
    say "installing cargo-nextest, the test runner (built from source: some minutes, once)"
    cargo install --locked --version 0.9.143 cargo-nextest ||
        say "cargo-nextest could not be installed: the tests will run under cargo test, one crate after the other"
}

set_up_deny() {
    set_up_rust
    cargo deny --version >/dev/null 2>&1 && return
    say "installing cargo-deny, which reads licences and sources (built from source: some minutes, once)"
    cargo install --locked --version 0.20.2 cargo-deny
}

# What the pages need from npm, and the pages' scripts and styles, built again only where a source is newer.
set_up_web() {
    [[ -n $(type -P node) && -n $(type -P npm) ]] || die "missing: node and npm; install Node 20 or newer (https://nodejs.org) and run again"
    local major
    major=$(node -p 'process.versions.node.split(".")[0]')
    ((major >= 20)) || die "node is version $major, expected 20 or newer; install it from https://nodejs.org and run again"
    cd web
    local installed=node_modules/.package-lock.json built=node_modules/.landfall-built
    if [[ ! -e $installed || package-lock.json -nt $installed ]]; then
        npm ci --no-audit --no-fund
        touch "$installed"
    fi
    if [[ ! -d dist || ! -e $built ]] || [[ -n $(find . \( -path ./node_modules -o -path ./dist -o -path ./tests \) -prune -o -type f -newer "$built" -print -quit) ]]; then
        npm run build
        touch "$built"
    fi
    cd ..
}

set_up_browser() {
    need_commands chromium:chromium
    # Arabic has no glyphs without a font that holds them.
    [[ -n $(find /usr/share/fonts -name 'Noto*Arabic*' -print -quit 2>/dev/null) ]] || apt_install fonts-noto-core
}

# The solvers of the firewall's proofs: Debian's, and a newer one from PyPI in a virtual environment of its own.
cvc5_version=1.4.2
set_up_prove() {
    need_commands cvc5:cvc5 python3:python3
    local folder
    folder=$(realpath -m "$target_dir/prove")
    local python="$folder/venv/bin/python"
    if ! "$python" -c "import cvc5; assert cvc5.__version__ == '$cvc5_version'" 2>/dev/null; then
        python3 -c 'import ensurepip' 2>/dev/null || apt_install python3-venv
        say "installing cvc5 $cvc5_version from PyPI into $folder"
        python3 -m venv --clear "$folder/venv"
        "$python" -m pip install --quiet --disable-pip-version-check --only-binary :all: "cvc5==$cvc5_version" ||
            die "cvc5 $cvc5_version cannot be installed from PyPI; it is the second solver of the proofs, which are not skipped"
    fi
    # written anew each time: a target folder may be shared by several clones
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$python" "$PWD/scripts/cvc5-shim.py" >"$folder/cvc5-shim"
    chmod +x "$folder/cvc5-shim"
}

for part in "$@"; do
    case $part in
        rust) set_up_rust ;;
        nextest) set_up_nextest ;;
        web) set_up_web ;;
        browser) set_up_browser ;;
        prove) set_up_prove ;;
        deny) set_up_deny ;;
        fuzz) need_commands g++:g++ ;; # libFuzzer's run time is C++
        *) die "no set-up is called \`$part\`; expected rust, nextest, web, browser, prove, deny or fuzz" ;;
    esac
done
