#!/usr/bin/env bash
# What a reviewer should not have to say: formatting, clippy, and the house rules (crates/huisregels).
. "$(dirname "$0")/lib.sh"

cargo fmt --all --check
scripts/web.sh
# shellcheck disable=SC2086  # LOCKED is empty or one word
cargo clippy $LOCKED --workspace --all-targets -- -D warnings
# shellcheck disable=SC2086
cargo test $LOCKED -p huisregels
