#!/usr/bin/env bash
# Removes what was built. What someone may have typed in (demo-data/) stays.
. "$(dirname "$0")/lib.sh"

cargo clean
rm -rf web/dist web/node_modules tests/browser/node_modules
[ ! -d demo-data ] || say "demo-data/ is still there; remove it for a fresh municipality: rm -r demo-data"
