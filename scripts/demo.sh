#!/usr/bin/env bash
# Builds when needed, then serves the demo municipality; Ctrl-C stops it. Arguments go to `loket demo`.
. "$(dirname "$0")/lib.sh"

scripts/build.sh
exec ./target/release/loket demo "$@"
