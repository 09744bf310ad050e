#!/usr/bin/env bash
# The tests of ./vox demo, for real: server, database, eval agent and a browser without a window. The whole of it once, then
# every way to end it: what was started must be gone, and the next demonstration must work. Takes some minutes; --whole does
# the first alone.
# Prints a line for each behaviour. With a file named, adds a line "passed failed skipped" to it.
set -u
# Programs in the background shall hear an INT, even if this runs in one itself.
set -m
if [ -n "$(trap -p INT)" ] && env --default-signal=INT true 2> /dev/null; then
    exec env --default-signal=INT,QUIT bash "$0" "$@"
fi

ends_too=yes
if [ "${1:-}" = --whole ]; then
    ends_too=""
    shift
fi
root="$(cd "$(dirname "$0")/.." && pwd -P)"
counts="${1:-/dev/null}"
demo=""

work="$(mktemp -d "${TMPDIR:-/tmp}/vox-demo.XXXXXX")"
err="$work/err"
home="$work/home"
unset DATABASE_URL VOX_PORT VOX_URL VOX_TOKEN
trap '[ -z "$demo" ] || kill -KILL "$demo" 2> /dev/null; sleep 1; rm -rf "$work"' EXIT
# Root's database runs as another user, who has to pass through.
chmod 711 "$work"
. "$root/test/processes.sh"

# Starts a demonstration; the host's own test is another test's business.
start() {
    VOX_HOME="$home" "$root/vox" demo --port 0 --no-selftest --no-install "$@" > "$work/out" 2> "$err" < /dev/null &
    demo=$!
}

# Waits until the demonstration has said $1, for $2 seconds at most.
says() {
    local deadline=$((SECONDS + $2))
    until grep -q -- "$1" "$err"; do
        [ "$SECONDS" -lt "$deadline" ] && kill -0 "$demo" 2> /dev/null || return 1
        sleep 0.1
    done
}

ends() {
    wait "$demo" 2> /dev/null
    code=$?
    demo=""
}

note_family() {
    family "$demo" > "$work/family"
}

nothing_is_left() {
    within 5 are_gone "$work/family" && return
    ps -eo pid,ppid,lstart,args | grep -F -f <(cut -d' ' -f1 "$work/family") | cut -c1-150 >> "$err"
    return 1
}

# Whether something listens at the address $1.
answers() {
    local port="${1##*:}"
    (exec 3<> "/dev/tcp/127.0.0.1/${port%%/*}") 2> /dev/null
}

# Whether the document has $1, white space aside.
has() {
    tr -d ' \n' < "$work/out" | grep -q -- "$1"
}

# --- the whole of it ---
start --once --json
says 'Conversation 1 of' 240
check "a job is followed live, the first time after all has been made" test $? = 0
note_family
check "server, database and browser descend from the demonstration" test "$(wc -l < "$work/family")" -gt 10
ends
check "a demonstration passes" test "$code" = 0
check "... leaving no process behind" nothing_is_left
check "... tells of its run" has '"run":{"id":"run_'
check "... and of its job, which was completed" has '"job":{"id":"job_[0-9a-z]*","status":"COMPLETED"}'
check "... has figures" has '"metrics":\[{"key":"responseLatency"'
check "... with the truth of each turn" has '"valueMs":[0-9]*,"truthMs":[0-9.]*,"programmedMs":800'
check "... and the error of response latency" has '"responseError":{"biasMs":-\{0,1\}[0-9]'
check "... and the error of interrupt latency" has '"interruptError":{"biasMs":-\{0,1\}[0-9]'
check "... and the phantom on the leaderboard" has '"leaderboard":\[{"provider":{[^}]*"name":"Phantom(calibration)"[^}]*"calibration":true'
check "... by what was measured" has '"nTurns":[1-9]'
check "keys are nobody else's business" test "$(find "$home/keys" -type f -perm /077 | wc -l)" = 0

[ -n "$ends_too" ] || {
    summary demo "$counts"
    exit
}

# --- killed when it had set up, before it noted how the Scout's account is activated: the server as that leaves it ---
home="$work/half-made"
mkdir -m 711 "$home"
mkdir -m 700 "$home/keys"
printf '{"adminPassword":"%s","scoutPassword":"%s","activation":null,"agentToken":null,"phantomPort":0}\n' \
    'correct horse battery' 'another correct horse' > "$home/keys/demo.json"
VOX_HOME="$home" "$root/vox" server start --port 0 > "$work/server" 2> "$err" < /dev/null &
demo=$!
within 60 grep -q '^Vox serves ' "$work/server"
VOX_HOME="$home" VOX_URL="$(sed -n 's/^Vox serves //p' "$work/server")" "$root/vox" setup --admin-email admin@vox.example \
    --admin-name Admin --scout-email scout@vox.example --password-stdin <<< 'correct horse battery' > "$work/out" 2> "$err"
check "a server is set up, and its demonstration killed" test $? = 0
kill -TERM "$demo"
ends

# --- every way to end it ---
for signal in INT TERM HUP KILL; do
    start --once --warm-up
    says 'Conversation 1 of' 60
    check "the next demonstration works" test $? = 0
    note_family
    kill -s "$signal" "$demo"
    ends
    expected=130
    [ "$signal" != KILL ] || expected=137
    check "$signal in the middle of a conversation ends it" test "$code" = "$expected"
    check "... leaving no process behind" nothing_is_left
done

for signal in TERM KILL; do
    start --once --warm-up
    says 'Starting PostgreSQL' 30
    sleep 1
    note_family
    kill -s "$signal" "$demo"
    ends
    check "$signal while the server starts leaves no process behind" nothing_is_left
done

start --once --warm-up
says 'Conversation 1 of' 60
note_family
kill -s KILL "$(ps -eo pid=,ppid=,args= | awk -v top="$demo" '$2 == top && /server\.jar/ { print $1 }')"
ends
check "a server that dies ends the demonstration" test "$code" = 7
check "... which says so" grep -q '^vox: the server has ended by itself' "$err"
check "... leaving no process behind" nothing_is_left

start --warm-up
says 'Serving until Ctrl-C' 90
check "after all that a demonstration comes to its end and serves on" test $? = 0
note_family
server="$(sed -n 's/^ *server  *//p' "$err")"
check "... at an address that answers" answers "$server"
check "... naming the leaderboard" grep -q '/api/v1/metrics/leaderboard$' "$err"
check "... and where the passwords are" grep -q "$home/keys/demo.json" "$err"
VOX_HOME="$home" "$root/vox" demo --once --port 0 > "$work/out" 2> "$work/second" < /dev/null
check "another on the same folder is refused" test $? = 7
check "... in words" grep -q 'Another Vox server' "$work/second"
check "... and does the first no harm" answers "$server"
kill -s INT "$demo"
ends
check "Ctrl-C is the way to end it" test "$code" = 0
check "... leaving no process behind" nothing_is_left

summary demo "$counts"
