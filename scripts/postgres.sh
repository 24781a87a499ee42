#!/usr/bin/env bash
# A throw-away PostgreSQL for tests and measurements: its own folder under /tmp, a free port on 127.0.0.1, gone afterwards.
#   scripts/postgres.sh start MAP      makes and starts one in the (new or empty) folder MAP and prints its URL
#   scripts/postgres.sh stop MAP       stops it and removes MAP
#   scripts/postgres.sh run COMMAND…   does both around a command, which finds the URL in LOKET_TEST_POSTGRES
# Example: scripts/postgres.sh run cargo nextest run -p kern
# It syncs like a real one (fsync and synchronous_commit on), because tests look at durability. Anybody on this machine may log
# in to it, so never put anything in it that matters.
. "$(dirname "$0")/lib.sh"

usage() { fail "Usage: scripts/postgres.sh start MAP | stop MAP | run COMMAND…"; }
BIN=$(postgres_bin) || fail "PostgreSQL's server programs are missing. Try: scripts/gereedschap.sh test"

# PostgreSQL refuses to run as root; the user that its package made does it then.
if [ "$(id -u)" = 0 ]; then
    id postgres >/dev/null 2>&1 || fail "PostgreSQL does not run as root and there is no user 'postgres'. Make one: useradd --system postgres"
    if command -v runuser >/dev/null; then
        as_owner() { (cd / && runuser -u postgres -- "$@"); }
    else
        as_owner() { (cd / && su postgres -s /bin/sh -c "$(printf '%q ' "$@")"); }
    fi
else
    as_owner() { (cd / && "$@"); }
fi

start() {
    local map=$1 port try
    mkdir -p "$map"
    map=$(cd "$map" && pwd)
    [ -z "$(ls -A "$map")" ] || fail "$map is not empty: give a new folder"
    chmod 700 "$map"
    [ "$(id -u)" != 0 ] || chown postgres "$map"
    as_owner "$BIN/initdb" --pgdata="$map/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync \
        >"$map/initdb.log" 2>&1 || fail "$(cat "$map/initdb.log")"
    settings "$map" | as_owner tee -a "$map/data/postgresql.conf" >/dev/null
    # Below the range that the system hands out to clients (32768 and up), so that only another server can be in the way.
    for try in 1 2 3 4 5 6 7 8; do
        port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
        if as_owner "$BIN/pg_ctl" start --silent --wait --timeout=60 --pgdata="$map/data" --log="$map/postgres.log" \
            --options="-p $port" </dev/null >/dev/null 2>&1; then
            say "postgres://postgres@127.0.0.1:$port/postgres"
            return
        fi
        grep -q 'Address already in use' "$map/postgres.log" || break
    done
    tail -n 20 "$map/postgres.log" >&2 || true
    fail "PostgreSQL did not start (try $try); its last lines are above"
}

# Sized for many small test databases at once on a small machine; what concerns durability stays as a real one has it.
settings() {
    cat <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$1'
fsync = on
synchronous_commit = on
max_connections = 400
shared_buffers = 128MB
jit = off
log_min_messages = warning
log_timezone = 'UTC'
timezone = 'UTC'
CONF
}

stop() {
    local map=$1
    [ -d "$map" ] || return 0
    if [ -f "$map/data/postmaster.pid" ]; then
        as_owner "$BIN/pg_ctl" stop --silent --mode=immediate --wait --timeout=30 --pgdata="$(cd "$map" && pwd)/data" >/dev/null 2>&1 || true
    fi
    # Only ever a folder that start made: it has initdb's log.
    [ -f "$map/initdb.log" ] || fail "$map was not made by scripts/postgres.sh: not removed"
    rm -rf "$map"
}

run() {
    local map code=0
    map=$(mktemp -d "${TMPDIR:-/tmp}/loket-postgres-XXXXXX")
    # shellcheck disable=SC2064  # the folder of now
    trap "stop '$map'" EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    LOKET_TEST_POSTGRES=$(start "$map")
    export LOKET_TEST_POSTGRES
    "$@" || code=$?
    exit "$code"
}

case ${1:-} in
start) [ $# -eq 2 ] || usage && start "$2" ;;
stop) [ $# -eq 2 ] || usage && stop "$2" ;;
run) [ $# -ge 2 ] || usage && run "${@:2}" ;;
*) usage ;;
esac
