#!/usr/bin/env bash
# ./vox against a real server, as somebody uses both for the first time: what works, and what is said when it does not.
# Prints a line for each behaviour. With a file named, adds a line "passed failed skipped" to it.
set -u

root="$(cd "$(dirname "$0")/.." && pwd -P)"
counts="${1:-/dev/null}"
# Nobody is asked anything.
exec < /dev/null
passed=0
failed=0

work="$(mktemp -d "${TMPDIR:-/tmp}/vox-live.XXXXXX")"
work="$(cd "$work" && pwd -P)"
# The database runs as another user, who has to get to its files.
chmod 711 "$work"
# shellcheck source=test/live-server.sh
. "$root/test/live-server.sh"
trap 'stop_server; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Runs vox; what it says is in $out and $err, its exit code in $code.
vox() {
    "$root/vox" "$@" > "$work/out" 2> "$work/err"
    code=$?
    out="$(cat "$work/out")"
    err="$(cat "$work/err")"
}

# Behaviour $1 holds if the command that follows succeeds.
check() {
    local behaviour="$1"
    shift
    if "$@"; then
        passed=$((passed + 1))
        printf 'ok      %s\n' "$behaviour"
    else
        failed=$((failed + 1))
        printf 'FAILED  %s\n        last exit %s\n        stdout: %s\n        stderr: %s\n' "$behaviour" "$code" "$out" "$err"
    fi
}

contains() {
    case "$1" in
        *"$2"*) return 0 ;;
    esac
    return 1
}

# It worked, and stdout holds $1.
shows() {
    [ "$code" = 0 ] && contains "$out" "$1"
}

# It worked, and the talk is $1.
tells() {
    [ "$code" = 0 ] && [ "$err" = "$1" ]
}

# It did not work: exit code $1, nothing on stdout, and one line that is $2.
refuses() {
    [ "$code" = "$1" ] && [ -z "$out" ] && [ "$err" = "vox: $2" ]
}

# An id $1 is one of kind $2.
is_id() {
    [[ "$1" =~ ^$2_[0-7][0-9a-hjkmnp-tv-z]{25}$ ]]
}

# Programs are built before anything is looked at, since that is talked about.
"$root/vox" --version > /dev/null 2>&1 < /dev/null
unset VOX_TOKEN VOX_INIT_CODE VOX_DEBUG
export VOX_HOME="$work/home" VOX_URL
start_server "$VOX_HOME" || { printf '0 1 0\n' >> "$counts"; exit 1; }
VOX_URL="$url"
secret='correct horse battery staple'
nobody='01kaj3qd6v0m5r8y2b4n7c9e1f'

# --- the program ---
vox --help
known="$(sed -n '/^program_of()/,/^}/p' "$root/vox")"
unknown=""
commands="$(sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p' "$work/out")"
while read -r command; do
    grep -qE "[ |]$command( |\)|$)" <<< "$known" || unknown="$unknown $command"
done <<< "$commands"
check "every command of the client can be given to vox:$unknown" test -n "$commands" -a -z "$unknown"

# --- a new server ---
vox health
check "a new server is well" shows "UP "
vox health --url http://127.0.0.1:1
check "no server is told in a line" refuses 7 "Nothing answers at 127.0.0.1:1."
vox health --url nonsense
check "an address that is none is a usage error" refuses 2 "'nonsense' is no address of a server, such as http://127.0.0.1:8080"
vox whoami
check "before setup the way on is told" refuses 2 "the server is new; 'vox setup' sets it up (setup_required)"
vox setup --state
check "the state of setup is told" tells "The server at $url is not set up."
vox setup --init-code wrong-init-code --admin-email ada@vox.example --admin-name Ada --scout-email scout@vox.example --password-stdin <<< "$secret"
check "a wrong init code is refused" refuses 2 "The init code is wrong; it is in VOX_HOME/keys/init-code or in the server's environment. (init_code_wrong)"
vox setup --admin-email ada@vox.example --admin-name Ada --scout-email scout@vox.example < /dev/null
check "without a terminal the way to give a password is told" refuses 2 "there is no terminal to ask for a password; --password-stdin reads it"
vox setup --admin-email ada@vox.example --admin-name Ada --scout-email scout@vox.example --password-stdin <<< "short"
check "a password that is too short is refused" contains "$code $err" "2 vox: 1 field is not valid. /adminPassword: "
vox setup --admin-email ada@vox.example --admin-name Ada --scout-email scout@vox.example --password-stdin <<< "$secret"
check "setup finds the init code and makes administrator and Scout" shows "scout@vox.example"
activation="$(sed -n "s/^Scout's activation *//p" <<< "$out")"
check "... and says how to go on" tells "Next: 'vox login', and for the Scout 'vox activate'."
vox setup --admin-email x@vox.example --admin-name X --scout-email y@vox.example --password-stdin <<< "$secret"
check "a second setup does nothing" tells "The server at $url is set up."

# --- people ---
vox whoami
check "nobody is told to log in" refuses 2 "not logged in, or no longer; 'vox login' begins a session (unauthenticated)"
vox login --email ada@vox.example --password-stdin <<< "wrong"
check "a wrong password is refused" refuses 2 "Email or password is wrong. (credentials_wrong)"
vox login --email ada@vox.example --password-stdin <<< "$secret"
check "the administrator logs in" tells "Logged in to $url as Ada <ada@vox.example>."
vox whoami
check "whoami tells who that is" shows "Administrator  yes"
VOX_TOKEN=wrong vox whoami
check "a wrong token is told" refuses 2 "not logged in, or no longer; 'vox login' begins a session (unauthenticated)"
scout="$work/scout"
VOX_HOME="$scout" vox activate "$activation" --password-stdin <<< "$secret"
check "the Scout is activated and logged in" tells "Logged in to $url as Scout <scout@vox.example>."
VOX_HOME="$scout" vox whoami --json
check "... as a Principal" shows '"role" : "PRINCIPAL"'
VOX_HOME="$work/third" vox activate "$activation" --password-stdin <<< "$secret"
check "an activation works once" contains "$code $err" "2 vox: "
check "... and says so" contains "$err" "(activation_token_invalid)"

# --- accounts: register, mails, passwords, keys, users ---
# Prints the newest mail to $1.
mail_to() {
    local id
    id="$("$root/vox" mails list 2> /dev/null | awk -v to="$1" '$2 == to { print $1; exit }')"
    "$root/vox" mails show "$id" 2> /dev/null
}
# Prints the newest mail to $1 as soon as it holds $2.
await_mail() {
    local text="" tenths=0
    while [ "$tenths" -lt 100 ]; do
        text="$(mail_to "$1")"
        ! contains "$text" "$2" || break
        sleep 0.1
        tenths=$((tenths + 1))
    done
    printf '%s\n' "$text"
}
grace="$work/grace"
VOX_HOME="$grace" vox register --email grace@vox.example --name Grace --password-stdin <<< "password1234"
check "a password that everybody tries is refused" contains "$code $err" "2 vox: 1 field is not valid. /password: "
VOX_HOME="$grace" vox register --email grace@vox.example --name Grace --password-stdin <<< "$secret"
registration="$out"
check "somebody registers" is_id "$registration" chl
otp="$(await_mail grace@vox.example Confirm | grep -xE '[0-9]{6}')"
VOX_HOME="$grace" vox login --email grace@vox.example --password-stdin <<< "$secret"
check "... but has no account before the mail's code" refuses 2 "Email or password is wrong. (credentials_wrong)"
VOX_HOME="$grace" vox verify "$registration" "$otp"
check "the code of the mail makes the account" contains "$code $err" "0 Made account grace-"
VOX_HOME="$grace" vox verify "$registration" "$otp"
check "... once" contains "$code $err" "2 vox: The code or link is wrong or works no more"
VOX_HOME="$grace" vox users list
check "who is no administrator does not see users" refuses 2 "Only an administrator may do that. (forbidden)"
vox users list --search grace
check "the administrator does" shows "grace@vox.example"
user="$(awk '$2 == "grace@vox.example" { print $1 }' <<< "$out")"
vox users standing "$user" fellow
check "... and makes a Fellow" tells "grace@vox.example is FELLOW now."
VOX_HOME="$grace" vox whoami
check "... which counts at once" shows "FELLOW"
VOX_HOME="$grace" vox account rename --username grace-hopper
check "people choose their username" tells "You are Grace (grace-hopper) now."
VOX_HOME="$grace" vox keys create nightly --scope read
key="$out"
id="$(sed -n 's/^Made key \(key_[0-9a-z]*\);.*/\1/p' <<< "$err")"
check "a key is shown once" test "$code ${key:0:9} ${#key}" = "0 vox_live_ 58"
VOX_TOKEN="$key" vox whoami
check "a program is let in by it" shows "grace@vox.example"
VOX_TOKEN="$key" vox projects create Nightly
check "... for what it is for" refuses 2 "This takes an API key with the scope WRITE. (scope_missing)"
VOX_HOME="$work/key" vox login --token - <<< "$key"
check "a key can be kept" tells "Logged in to $url as Grace <grace@vox.example>."
VOX_HOME="$grace" vox keys rotate "$id" --now
rotated="$out"
VOX_TOKEN="$key" vox whoami
check "a key that was replaced ends" refuses 2 "not logged in, or no longer; 'vox login' begins a session (unauthenticated)"
VOX_HOME="$grace" vox keys revoke "$id"
VOX_TOKEN="$rotated" vox whoami
check "... and so does one that is revoked" refuses 2 "not logged in, or no longer; 'vox login' begins a session (unauthenticated)"
vox password lost grace@vox.example
check "a lost password is told" tells "If grace@vox.example has an account, a mail is on its way."
link="$(await_mail grace@vox.example Choose | sed -n 's/.*#//p')"
VOX_HOME="$work/lost" vox password reset "$link" --password-stdin <<< "another good password"
check "... and another is set by the mail's link" tells "The password is set; all other sessions have ended."
VOX_HOME="$grace" vox whoami
check "... which ends all sessions" refuses 2 "not logged in, or no longer; 'vox login' begins a session (unauthenticated)"
VOX_HOME="$grace" vox login --profile work --email grace@vox.example --password-stdin <<< "another good password"
VOX_HOME="$grace" VOX_URL="" vox whoami --profile work
check "a profile knows its server" shows "grace@vox.example"
vox users suspend "$user"
VOX_HOME="$grace" vox whoami --profile work
check "who is suspended is shut out at once" refuses 2 "The account is suspended; ask an administrator of this server. (suspended)"
vox users enable "$user"
VOX_HOME="$grace" vox login --profile work --email grace@vox.example --password-stdin <<< "another good password"
VOX_HOME="$grace" vox account delete --profile work --yes
check "people delete their accounts" tells "Deleted the account of grace@vox.example."
VOX_HOME="$grace" vox login --email grace@vox.example --password-stdin <<< "another good password"
check "... and are gone" refuses 2 "Email or password is wrong. (credentials_wrong)"

# --- what can be evaluated ---
vox regions list
check "there are regions" shows "eu-west"
vox providers list
check "there are providers" shows "LiveKit Agents"
vox providers list --limit 2 --json
check "a part of a list says that there is more" shows '"more" : true'
vox providers list --limit 0
check "a limit of 0 is a usage error" refuses 2 "--limit must be at least 1, was 0"
vox providers list --limit many
check "a limit that is no number is a usage error" refuses 2 "Invalid value for option '--limit': 'many' is not an int; see 'vox providers list --help'"
vox providers create Shop --sku convo-ai --website https://shop.example
provider="$out"
check "a provider is made" test "$code ${#provider} $err" = "0 12 Made provider Shop."
vox providers create Shop --sku convo-ai --website https://shop.example
check "a second one of that name is refused" refuses 2 "There is a provider with this name already; use it or choose another. (provider_exists)"
vox providers create Nowhere --sku convo-ai --website file:///etc/passwd
check "a website that is none is refused" contains "$code $err" "2 vox: 1 field is not valid. /url: "
vox providers update "$provider" --name 'Shop assistant'
check "a provider is changed" tells "Changed provider Shop assistant."
vox providers show 000000000000
check "a provider that is not there is told" refuses 2 "There is no such provider. (provider_not_found)"
vox projects list --json
check "there is a default project" shows '"isDefault" : true'
vox projects create Shops
project="$out"
check "a project is made" is_id "$project" prj
vox projects delete "prj_$nobody"
check "a project that is not there is told" refuses 2 "There is no such project. (project_not_found)"

printf -- '- action: click\n  selector: "#call"\n' > "$work/setup.yaml"
printf -- '- action: speak\n  corpus: q_hours\n- action: wait_for_silence\n' > "$work/talk.yaml"
printf -- '- action: click\n  selektor: "#call"\n' > "$work/wrong.yaml"
vox workflows create 'Shop, German' --provider "$provider" --target https://shop.example/talk --project "$project" --steps "$work/wrong.yaml"
check "a step that is wrong is told by line" refuses 2 "/stepsYaml: line 1: step 1 (click): missing field 'selector'; /stepsYaml: line 2: step 1 (click): unknown field 'selektor', did you mean 'selector'? (steps_invalid)"
vox workflows create 'Shop, German' --provider "$provider" --target https://shop.example/talk --project "$project" --steps "$work/setup.yaml"
workflow="$out"
check "a workflow is made" is_id "$workflow" wfl
vox workflows list --own
check "... and listed" shows "Shop, German"
vox workflows show "$workflow"
check "... and shown with its steps" shows '  selector: "#call"'
vox workflows update "$workflow" --target https://shop.example/other
check "a change makes a version" tells "Workflow Shop, German is at version 2."
vox workflows versions "$workflow"
check "versions are listed" shows "https://shop.example/other"
vox workflows show "wfl_$nobody"
check "a workflow that is not there is told" refuses 2 "There is no such workflow. (workflow_not_found)"
vox workflows show wfl_1
check "an id that is none is told in a line" contains "$code $err" "2 vox: 1 field is not valid. path/workflowId: "
vox workflows mainline "$workflow" on
check "administrators do not curate" refuses 2 "Only Principals and Fellows decide what is mainline. (forbidden)"
vox workflows visibility "$workflow" private
check "Basic has no private workflows" refuses 2 "Private workflows and eval sets need Premium; make it public instead. (plan_required)"
vox eval-sets create Hours --scenario "hours=$work/talk.yaml"
eval_set="$out"
check "an eval set is made" is_id "$eval_set" evs
vox eval-sets create Hours --scenario "hours=$work/nowhere.yaml"
check "a file that is not there is told" refuses 2 "there is no file $work/nowhere.yaml"
vox eval-sets list --own --json
check "... and listed" shows "\"id\" : \"$eval_set\""
vox eval-sets update "$eval_set" --repeats 5
check "... and changed" test "$code" = 0
vox eval-sets show "$eval_set"
check "... and shown" shows "Repeats     5"
VOX_HOME="$scout" vox workflows mainline "$workflow" on
check "the Scout puts a workflow into the benchmark" tells "Shop, German is mainline."
VOX_HOME="$scout" vox eval-sets mainline "$eval_set" on
check "... and an eval set" tells "Hours is mainline."
VOX_HOME="$scout" vox workflows delete "$workflow"
check "... but does not delete what is another's" refuses 2 "It belongs to another workspace; make a copy of your own to change. (forbidden)"

# --- work ---
vox run --workflow "$workflow" --eval-set "$eval_set" --region eu-vest
check "a region that is not there is told" refuses 2 "There is no such region. (region_not_found)"
vox run --workflow "$workflow" --eval-set "$eval_set" --region eu-west --region na-east --priority 70
run="$out"
check "a run is made" is_id "$run" run
vox runs show "$run"
check "... with a job for each region" test "$(grep -cE '^job_.* (eu-west|na-east) +PENDING' <<< "$out")" = 2
vox runs list
check "... and listed" shows "$run"
vox jobs list --run "$run" --status pending
check "its jobs are listed" test "$(grep -c '^job_' <<< "$out")" = 2
job="$(sed -n 's/^\(job_[^ ]*\) .*/\1/p' <<< "$out" | head -n 1)"
vox jobs list --region "x' or 1=1--"
check "what is no region is refused" contains "$code $err" "2 vox: 1 field is not valid. query/region: "
vox jobs list --status sleeping
check "what is no state is refused" contains "$code $err" "2 vox: Invalid value for option '--status'"
vox jobs show "$job"
check "a job is shown" shows "Priority       70"
check "... with what it runs" shows "Shop, German (wfv_"
VOX_HOME="$scout" vox jobs show "$job"
check "nobody else has it" refuses 2 "There is no such job. (job_not_found)"
vox jobs events "$job"
check "its events are listed" shows "CREATED"
vox jobs cancel "$job"
check "a job is canceled" tells "Canceled job $job."
vox jobs watch "$job"
check "... which ends the watching, with an exit code of its own" test "$code" = 130
check "... and is its last event" contains "$(tail -n 1 <<< "$out")" "Canceled"
vox jobs cancel "$job"
check "a job that has ended is not canceled again" refuses 2 "The job has ended already. (job_finished)"
vox jobs cancel "$job" --if-pending
check "... nor deleted" refuses 2 "The job has ended already. (job_not_pending)"

# --- what was found ---
vox results list
check "there are no results yet" tells "No results."
vox results show "res_$nobody"
check "a result that is not there is told" refuses 2 "There is no such result. (result_not_found)"
vox leaderboard
check "there is nobody on the board yet" contains "$code $err" "0 Nobody has been measured in this window."
vox leaderboard --metric charm
check "what is no metric is refused" contains "$code $err" "2 vox: Invalid value for option '--metric'"

# --- the fleet ---
vox tokens create lab --region eu-west
secret_token="$out"
check "a token is made" contains "$secret_token" "vox_eat_"
vox tokens list --json
token="$(sed -n 's/.*"id" : "\(eat_[^"]*\)".*/\1/p' <<< "$out" | head -n 1)"
check "... and listed without its secret" is_id "$token" eat
check "... which is nowhere" test "${out/"$secret_token"/}" = "$out"
vox eval-agents list
check "there are no eval agents yet" tells "No eval agents."
vox eval-agents show "eva_$nobody"
check "an eval agent that is not there is told" refuses 2 "There is no such eval agent. (eval_agent_not_found)"
vox tokens revoke "$token"
check "a token is revoked" tells "Revoked token $token."
VOX_HOME="$scout" vox tokens create public --region eu-west --public
check "tokens of the public fleet are for administrators" contains "$code $err" "2 vox: "
check "... which is told" contains "$err" "(forbidden)"

# --- the end ---
vox workflows delete "$workflow"
check "a workflow is deleted" tells "Deleted workflow $workflow."
vox runs show "$run"
check "... and its runs stay" shows "$job"
vox logout
check "the session is ended" tells "Logged out of $url."
vox whoami
check "... and nobody is logged in" refuses 2 "not logged in, or no longer; 'vox login' begins a session (unauthenticated)"
stop_server
code=$?
check "the server ends as asked" test "$code" -le 143
vox health
check "a server that has gone is told" refuses 7 "Nothing answers at ${url#http://}."

printf 'client with a server: %d passed, %d failed\n' "$passed" "$failed"
printf '%d %d 0\n' "$passed" "$failed" >> "$counts"
[ "$failed" = 0 ]
