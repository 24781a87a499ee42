# shellcheck shell=bash
# What the scripts share. Source it; it moves to the root of the project.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# In CI nothing is compiled twice, so incremental files would only cost disk and time; the lock file is law there.
if [ "${CI:-}" = true ]; then
    export CARGO_INCREMENTAL=0 CARGO_TERM_PROGRESS_WHEN=never npm_config_progress=false
    LOCKED=--locked
else
    LOCKED=
fi
# Browsers come from the system; a package that brings its own would try to download it.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
export npm_config_fund=false npm_config_audit=false npm_config_update_notifier=false

say() { printf '%s\n' "$*"; }
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# The folder with initdb and pg_ctl: on the path, or where Debian, Fedora, Alpine and Homebrew keep it; the newest wins.
postgres_bin() {
    local folder
    if command -v initdb >/dev/null && command -v pg_ctl >/dev/null; then
        dirname "$(command -v initdb)"
        return
    fi
    for folder in $(ls -d /usr/lib/postgresql/*/bin /usr/libexec/postgresql* /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin \
        /usr/local/opt/postgresql*/bin 2>/dev/null | sort -rV); do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            say "$folder"
            return
        fi
    done
    return 1
}

# The browser of the tests: CHROMIUM when set, else the first that is installed.
chromium_path() {
    local name
    for name in ${CHROMIUM:+"$CHROMIUM"} /usr/bin/chromium chromium chromium-browser google-chrome; do
        command -v "$name" && return
    done
    return 1
}
