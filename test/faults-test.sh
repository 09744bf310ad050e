#!/usr/bin/env bash
# The tests of what must not lose a job, with real processes: a server, its database, an eval agent and the phantom, all
# driven by the client. Server, database and eval agent are killed in the middle of a conversation. Takes about two minutes.
# Prints a line for each behaviour. With a file named, adds a line "passed failed skipped" to it.
set -u
set -m

root="$(cd "$(dirname "$0")/.." && pwd -P)"
counts="${1:-/dev/null}"
server=""
agent=""
phantom=""

work="$(mktemp -d "${TMPDIR:-/tmp}/vox-faults.XXXXXX")"
err="$work/agent.err"
trap 'kill -KILL $agent $server $phantom 2> /dev/null; sleep 1; rm -rf "$work"' EXIT
chmod 711 "$work"
. "$root/test/processes.sh"

unset DATABASE_URL VOX_TOKEN VOX_INIT_CODE
export VOX_HOME="$work/home"

# A port that nothing listens at; the server has to come back at the same.
free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 10000))
        (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null || break
    done
    echo "$port"
}

export VOX_PORT
VOX_PORT="$(free_port)"
export VOX_URL="http://127.0.0.1:$VOX_PORT"

vox() {
    "$root/vox" "$@" 2>> "$work/client.err" < /dev/null
}

start_server() {
    : > "$work/server.out"
    "$root/vox" server start > "$work/server.out" 2>> "$work/server.err" < /dev/null &
    server=$!
    within 120 grep -q '^Vox serves ' "$work/server.out"
}

start_agent() {
    "$root/vox" agent start --name one --no-selftest --no-install > /dev/null 2>> "$err" < /dev/null &
    agent=$!
}

# The value of the text field $1 in a document.
field() {
    sed -n "s/^ *\"$1\" *: *\"\{0,1\}\([^\",]*\)\"\{0,1\},*\$/\1/p" | head -n 1
}

# Asks for a run, and waits until its conversation has begun.
begin_run() {
    : > "$err"
    job="$(vox run --workflow "$workflow" --eval-set "$eval_set" --region eu-west --json | grep -o 'job_[0-9a-z]*' | head -n 1)"
    within 60 talks
}

talks() {
    vox jobs events "$job" | grep -q CONVERSATION_STARTED
}

# Waits for the end of the job and tells "status attempt".
outcome() {
    vox jobs watch "$job" > /dev/null
    vox jobs show "$job" --json > "$work/job"
    echo "$(field status < "$work/job") $(field attempt < "$work/job")"
}

# --- a database that is not there at the start: 30 s long, so it waits while the rest goes on ---
(
    cd "$work" || exit
    DATABASE_URL=postgres://vox:vox@127.0.0.1:1/vox VOX_PORT=0 VOX_HOME="$work/other" \
        "$root/vox" server start > /dev/null 2> "$work/nodatabase.err" < /dev/null
    echo $? > "$work/nodatabase.code"
) &
lonely=$!

# --- a platform with one workflow, made by the client ---
"$root/vox" phantom > "$work/phantom.out" 2> /dev/null < /dev/null &
phantom=$!
within 120 grep -q http "$work/phantom.out"
page="$(head -n 1 "$work/phantom.out")"
export VOX_EVALUATION_JOB_HEARTBEAT=2s VOX_EVALUATION_JOB_REAP=500ms
VOX_EVALUATION_JOB_ALLOWED_HOSTS="${page#http://}"
export VOX_EVALUATION_JOB_ALLOWED_HOSTS="${VOX_EVALUATION_JOB_ALLOWED_HOSTS%/}"

start_server
check "a server starts" test $? = 0
password='correct horse battery staple'
echo "$password" | "$root/vox" setup --admin-email ada@vox.example --admin-name Ada --scout-email scout@vox.example \
    --password-stdin > "$work/setup" 2>> "$work/client.err"
check "it is set up by the client" test $? = 0
echo "$password" | "$root/vox" login --email ada@vox.example --password-stdin > /dev/null 2>> "$work/client.err"
check "and takes the password" test $? = 0
VOX_AGENT_TOKEN="$(vox tokens create here --region eu-west)"
export VOX_AGENT_TOKEN
provider="$(vox providers create Phantom --sku convo-ai --website "$page")"
cat > "$work/setup.yaml" << 'END'
- {action: click, selector: '#accept'}
- {action: click, selector: '#start'}
END
cat > "$work/talk.yaml" << 'END'
- {action: wait_for_voice, timeout: 5000, optional: true}
- {action: wait_for_silence, timeout: 10000, optional: true}
- {action: speak, corpus: q_hours}
- {action: wait_for_voice, timeout: 10000, optional: true}
- {action: wait_for_silence, timeout: 15000, optional: true}
END
workflow="$(vox workflows create Call --provider "$provider" --target "$page" --steps "$work/setup.yaml")"
eval_set="$(vox eval-sets create Short --scenario "short=$work/talk.yaml" --repeats 1)"
check "workflow and eval set are made by the client" test -n "$workflow" -a -n "$eval_set"
start_agent

# --- the server ---
begin_run
check "an eval agent begins the job of a run" test $? = 0
family "$server" > "$work/family"
kill -KILL "$server"
wait "$server" 2> /dev/null
check "a server that is killed takes its database with it" within 5 are_gone "$work/family"
start_server
check "it starts again" test $? = 0
check "and the eval agent reports what it measured meanwhile, in the same attempt" test "$(outcome)" = 'COMPLETED 1'

# --- the database ---
begin_run
check "the eval agent goes on with the next job" test $? = 0
kill -KILL "$(head -n 1 "$VOX_HOME/postgres/data/postmaster.pid")"
check "a database that is killed in the middle of a conversation costs no job" test "$(outcome)" = 'COMPLETED 1'

# --- the eval agent ---
kill -TERM "$server"
wait "$server" 2> /dev/null
export VOX_EVALUATION_JOB_LEASE=6s
start_server
begin_run
check "an idle eval agent finds a server that was away" test $? = 0
family "$agent" > "$work/family"
kill -KILL "$agent"
wait "$agent" 2> /dev/null
check "an eval agent that is killed takes its browser with it" within 5 are_gone "$work/family"
start_agent
check "its job goes to the next one in another attempt" test "$(outcome)" = 'COMPLETED 2'
vox jobs events "$job" > "$work/events"
check "and whoever watches is told" grep -q LOST "$work/events"

# --- stopping ---
begin_run
kill -TERM "$agent"
check "an eval agent that is told to stop finishes its job" test "$(outcome)" = 'COMPLETED 1'
wait "$agent"
check "... and ends" test $? = 0
agent=""
kill -TERM "$server"
wait "$server" 2> /dev/null
server=""

wait "$lonely" 2> /dev/null
err="$work/nodatabase.err"
check "a server whose database is not there gives up" test "$(cat "$work/nodatabase.code")" = 7
check "... naming it" grep -q '^vox server: .*127.0.0.1:1' "$work/nodatabase.err"

summary faults "$counts"
