#!/usr/bin/env bash
# Builds the web parts (web/ -> web/dist) when a source changed since the last time.
. "$(dirname "$0")/lib.sh"

[ -f web/package-lock.json ] || fail "web/package-lock.json is missing: is this a whole clone? Try: git checkout -- web"

# npm ci, but only when the lock file differs from the one that was installed.
scripts/npm-ci.sh web

# Not in web/dist, which goes into the binary as it is.
stamp=web/node_modules/.gebouwd
now=$(find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 cksum | cksum)
if [ -d web/dist ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ]; then
    exit 0
fi
say "Building the web parts (web/)"
npm --prefix web run --silent build </dev/null
[ -d web/dist ] || fail "npm run build in web/ made no web/dist: see web/package.json"
printf '%s\n' "$now" >"$stamp"
