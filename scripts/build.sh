#!/usr/bin/env bash
# Builds target/release/loket with the web parts in it.
. "$(dirname "$0")/lib.sh"

scripts/gereedschap.sh demo
scripts/web.sh
[ -x target/release/loket ] || say "Building Loket. The first time this takes minutes, afterwards seconds."
# shellcheck disable=SC2086  # LOCKED is empty or one word
cargo build $LOCKED --release -p loket
