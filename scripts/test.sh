#!/usr/bin/env bash
# Runs every test there is, step by step, and stops at the first step that fails. Called by `make test`, and so by .ci/run.
# Usage: scripts/test.sh [PART…] with the parts web, fmt, clippy, rust, browser; all of them without arguments.
# Needs no terminal and no input. The PostgreSQL that it starts is stopped and removed, whatever happens.
. "$(dirname "$0")/lib.sh"
exec </dev/null

PARTS=" ${*:-web fmt clippy rust browser} "
for part in $PARTS; do
    case $part in web | fmt | clippy | rust | browser) ;; *) fail "No part '$part': choose from web fmt clippy rust browser" ;; esac
done
wants() { [[ "$PARTS" == *" $1 "* ]]; }

PG_MAP=
STEP=
STEPS_PASSED=0
SUMMARY=()
BEGIN=$SECONDS

finish() {
    local code=$?
    trap - EXIT
    [ -z "$PG_MAP" ] || scripts/postgres.sh stop "$PG_MAP" || true
    printf '\n== Steps\n'
    [ ${#SUMMARY[@]} -eq 0 ] || printf '  %s\n' "${SUMMARY[@]}"
    if [ "$code" -ne 0 ]; then
        printf '  %5s s  FAILED  %s (exit code %s; what went wrong stands above this list)\n' "$((SECONDS - STEP_BEGIN))" "$STEP" "$code"
    fi
    printf '  %5s s  in all\n' "$((SECONDS - BEGIN))"
    printf 'Steps: %s passed, %s failed\n' "$STEPS_PASSED" "$((code != 0))"
    exit "$code"
}
STEP_BEGIN=$SECONDS
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# step "heading" command…: one heading, one command, its seconds in the list at the end.
step() {
    STEP=$1
    STEP_BEGIN=$SECONDS
    shift
    printf '\n== %s\n' "$STEP"
    "$@"
    local seconds=$((SECONDS - STEP_BEGIN))
    printf -- '-- %s: %s s\n' "$STEP" "$seconds"
    SUMMARY+=("$(printf '%5s s  passed  %s' "$seconds" "$STEP")")
    STEPS_PASSED=$((STEPS_PASSED + 1))
}

start_postgres() {
    PG_MAP=$(mktemp -d "${TMPDIR:-/tmp}/loket-postgres-XXXXXX")
    LOKET_TEST_POSTGRES=$(scripts/postgres.sh start "$PG_MAP")
    export LOKET_TEST_POSTGRES
    say "$LOKET_TEST_POSTGRES"
}

# Everything once, with the features of the tests, so that neither the runner nor the browser tests build anything again.
build_all() {
    # shellcheck disable=SC2086  # LOCKED is empty or one word
    cargo build $LOCKED --workspace --all-targets
}

run_tests() {
    # --tests, not --all-targets: the bench is no test, and nextest could not list it. It was compiled with the rest.
    # shellcheck disable=SC2086
    if cargo nextest --version >/dev/null 2>&1; then
        cargo nextest run $LOCKED --workspace --tests --profile ci
    else
        say "cargo-nextest is not here: cargo test does the same, in more time"
        cargo test $LOCKED --workspace --tests --no-fail-fast
    fi
}

doc_tests() {
    # shellcheck disable=SC2086
    cargo test $LOCKED --doc --workspace
}

browser_tests() {
    export LOKET_ENGINE=$1
    export LOKET_BINARY=$PWD/target/debug/loket
    CHROMIUM=$(chromium_path)
    export CHROMIUM
    npm --prefix tests/browser test
}

clippy() {
    # shellcheck disable=SC2086
    cargo clippy $LOCKED --workspace --all-targets -- -D warnings
}

step "Tools" scripts/gereedschap.sh test
# The program holds web/dist, so nothing of Rust compiles without it.
step "Web: packages and build" scripts/web.sh
if wants web; then
    step "Web: check" npm --prefix web run --silent check
    step "Web: tests" npm --prefix web test
fi
if wants fmt; then
    step "Formatting" cargo fmt --all --check
fi
if wants clippy; then
    step "Clippy" clippy
fi
if wants rust || wants browser; then
    step "Build for the tests" build_all
    step "PostgreSQL" start_postgres
fi
if wants rust; then
    step "Tests" run_tests
    step "Examples in the documentation" doc_tests
fi
if wants browser; then
    step "Browser tests: packages" scripts/npm-ci.sh tests/browser
    step "Browser tests on SQLite" browser_tests sqlite
    step "Browser tests on PostgreSQL" browser_tests postgres
fi
