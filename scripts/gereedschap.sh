#!/usr/bin/env bash
# Installs the tools that are missing with the system's package manager, and says which.
# Usage: scripts/gereedschap.sh demo|test
# With nothing missing it takes a few milliseconds. Rust, Node and npm are expected: installing a language is the owner's choice.
. "$(dirname "$0")/lib.sh"

SET=${1:-}
case $SET in demo | test) ;; *) fail "Usage: scripts/gereedschap.sh demo|test" ;; esac

# Rust and Node: only looked at.
languages() {
    local missing=()
    command -v cargo >/dev/null && command -v rustc >/dev/null || missing+=("Rust $(rust_wanted) or newer (https://rustup.rs)")
    command -v node >/dev/null && command -v npm >/dev/null || missing+=("Node.js 20 or newer with npm (https://nodejs.org)")
    if [ ${#missing[@]} -gt 0 ]; then
        say "Loket needs these first; install them yourself and try again:" >&2
        printf '  - %s\n' "${missing[@]}" >&2
        exit 1
    fi
    if ! newer "$(rustc --version | cut -d' ' -f2)" "$(rust_wanted)"; then
        fail "Rust $(rust_wanted) or newer is needed, here is $(rustc --version | cut -d' ' -f2). Try: rustup update"
    fi
    if ! newer "$(node --version | tr -d v)" 20; then
        fail "Node.js 20 or newer is needed, here is $(node --version). Install a newer one (https://nodejs.org)."
    fi
}
rust_wanted() { sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml; }
newer() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# The tests look in the same two places (crates/dienstverlening/src/berichten/tests/mailserver.rs).
python_smtp() { /usr/bin/python3 -c "import aiosmtpd" || python3 -c "import aiosmtpd"; }

# A tool: what it is for, how to see that it is there, and its packages for apt, dnf, apk and brew ("-": comes with the system).
MISSING=()
APT=()
DNF=()
APK=()
BREW=()
tool() {
    local what=$1 check=$2
    eval "$check" >/dev/null 2>&1 && return
    MISSING+=("$what")
    APT+=("$3")
    DNF+=("$4")
    APK+=("$5")
    BREW+=("$6")
}
tools() {
    tool "a C compiler (SQLite and the search engine have C parts)" "command -v cc" gcc gcc gcc -
    tool "the headers of the C library" "echo '#include <stdio.h>' | cc -E -" libc6-dev glibc-devel musl-dev -
    tool "pkg-config" "command -v pkg-config" pkg-config pkgconf pkgconf pkgconf
    [ "$SET" = test ] || return 0
    tool "git (the house rules list the files with it)" "command -v git" git git git git
    tool "the PostgreSQL server (the tests start a throw-away one)" postgres_bin postgresql postgresql-server postgresql postgresql
    tool "Chromium (the browser tests)" chromium_path "chromium fonts-liberation" chromium chromium chromium
    tool "Python with aiosmtpd (a real mail server for the tests)" python_smtp python3-aiosmtpd python3-aiosmtpd py3-aiosmtpd python3
    if [ "$(uname -s)" = Linux ]; then
        tool "strace (a test sees the sync of a commit with it)" "command -v strace" strace strace strace -
    fi
}

# How to become root without being asked anything: nothing when root already, sudo when it needs no password.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}
may_install() { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }

by_hand() {
    local sudo=sudo packages
    [ "$(id -u)" = 0 ] && sudo=
    say "Missing:" >&2
    printf '  - %s\n' "${MISSING[@]}" >&2
    say "$1 Install them with:" >&2
    if command -v apt-get >/dev/null; then
        say "  ${sudo:+$sudo }apt-get update && ${sudo:+$sudo }apt-get install -y --no-install-recommends ${APT[*]}" >&2
    elif command -v dnf >/dev/null; then
        say "  ${sudo:+$sudo }dnf install ${DNF[*]}" >&2
    elif command -v apk >/dev/null; then
        say "  ${sudo:+$sudo }apk add ${APK[*]}" >&2
    elif command -v brew >/dev/null; then
        packages=${BREW[*]//-/}
        say "  brew install $packages   (the C compiler: xcode-select --install)" >&2
    else
        say "  the package manager of this system: apt-get, dnf, apk and brew are not there" >&2
    fi
    exit 1
}

languages
tools
[ ${#MISSING[@]} -gt 0 ] || exit 0
command -v apt-get >/dev/null || by_hand "Loket installs by itself only with apt-get."
may_install || by_hand "There are no rights here to install (not root, no sudo without a password)."

say "Missing, and installed now with apt-get:"
printf '  - %s\n' "${MISSING[@]}"
say "  packages: ${APT[*]}"
if [[ " ${APT[*]} " == *" postgresql "* ]]; then
    say "  (Debian starts a PostgreSQL of its own with that package; Loket does not use it and it may be switched off)"
fi
export DEBIAN_FRONTEND=noninteractive
as_root apt-get update -qq </dev/null
# shellcheck disable=SC2048,SC2086  # an entry may hold two packages
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${APT[*]} </dev/null

MISSING=()
tools
[ ${#MISSING[@]} -eq 0 ] || fail "Still missing after the installation: ${MISSING[*]}. Install these by hand and try again."
