#!/usr/bin/env bash
# Installs the npm packages of a folder, exactly as its lock file says, unless that was done already. Usage: scripts/npm-ci.sh FOLDER
. "$(dirname "$0")/lib.sh"

folder=${1:?Usage: scripts/npm-ci.sh FOLDER}
stamp=$folder/node_modules/.geinstalleerd
now=$(cat "$folder/package.json" "$folder/package-lock.json" | cksum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ]; then
    exit 0
fi
say "Installing the npm packages of $folder/"
npm --prefix "$folder" ci --no-audit --no-fund --loglevel=error </dev/null
mkdir -p "$folder/node_modules"
printf '%s\n' "$now" >"$stamp"
