# shellcheck shell=bash
# A real server for tests: its own process with its own PostgreSQL, in a home of its own. To be sourced.
# Wants the root of the sources in $root and a folder that will be removed in $work.

server_pid=""
url=""

# Starts a server whose home is $1, and waits until it serves at $url.
start_server() {
    local tenths=0
    env -u DATABASE_URL VOX_HOME="$1" "${root:?}/vox" server start --port 0 > "${work:?}/server.out" 2> "$work/server.err" < /dev/null &
    server_pid=$!
    # The first start may have to be built.
    while [ "$tenths" -lt 6000 ] && kill -0 "$server_pid" 2> /dev/null; do
        url="$(sed -n 's/^Vox serves //p' "$work/server.out")"
        [ -z "$url" ] || return 0
        sleep 0.1
        tenths=$((tenths + 1))
    done
    printf 'The server does not start:\n' >&2
    tail -n 40 "$work/server.out" "$work/server.err" >&2
    return 1
}

# Ends the server, with its database; its exit code is this one's.
stop_server() {
    local pid="$server_pid"
    [ -n "$pid" ] || return 0
    server_pid=""
    kill -TERM "$pid" 2> /dev/null
    wait "$pid"
}
