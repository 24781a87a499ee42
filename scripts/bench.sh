#!/usr/bin/env bash
# Measures the promised figures on both engines: prints a table and writes target/bench.json.
# The measurements themselves are crates/loket/benches/figures/main.rs.
. "$(dirname "$0")/lib.sh"

[ -f crates/loket/benches/figures/main.rs ] || fail "crates/loket/benches/figures/main.rs is missing: there is nothing to measure with"
scripts/gereedschap.sh test
scripts/web.sh
# shellcheck disable=SC2086  # LOCKED is empty or one word
cargo build $LOCKED --release -p loket
export LOKET_BINARY=$PWD/target/release/loket LOKET_TEST_BENCH_JSON=$PWD/target/bench.json
# One visitor who does here what a town does in a day.
export LOKET_LIMIETEN="aanvragen 100000/1000000, stappen 100000/1000000, formulieren 100000/1000000"
CHROMIUM=$(chromium_path)
export CHROMIUM
# shellcheck disable=SC2086
exec scripts/postgres.sh run cargo bench $LOCKED -p loket --bench figures
