#!/usr/bin/env bash
# The tests of ./vox and scripts/find-jdk: on a copy of the launcher, with JDKs and a Maven wrapper that only pretend.
# Prints a line for each behaviour. With a file named, adds a line "passed failed skipped" to it.
set -u

root="$(cd "$(dirname "$0")/.." && pwd -P)"
counts="${1:-/dev/null}"
passed=0
failed=0

# A space in the path, since people have them.
work="$(mktemp -d "${TMPDIR:-/tmp}/vox launcher.XXXXXX")"
work="$(cd "$work" && pwd -P)"
trap 'rm -rf "$work"' EXIT

# A folder that looks like a JDK of version $2. Its java tells its arguments and exits as PRETEND_EXIT says.
pretend_jdk() {
    mkdir -p "$1/bin"
    printf 'IMPLEMENTOR="Nobody"\nJAVA_VERSION="%s"\n' "$2" > "$1/release"
    cat > "$1/bin/java" << 'END'
#!/usr/bin/env bash
for argument; do
    case "$argument" in
        -XX:AOTCacheOutput=*)
            printf cache > "${argument#*=}"
            printf '<%s> url=%s port=%s\n' "${!#}" "${DATABASE_URL:-}" "${VOX_PORT:-}" > "$(dirname "${argument#*=}")/../../practice"
            exit 0
            ;;
    esac
done
if [ -n "${PRETEND_WAIT:-}" ]; then
    trap 'echo "got TERM"; exit 42' TERM
    echo ready
    while :; do sleep 0.1; done
fi
for argument; do
    printf '<%s>' "$argument"
done
echo
if [ -n "${PRETEND_TELL:-}" ]; then
    echo "root=$VOX_ROOT host=${VOX_HOST:-} port=${VOX_PORT:-}"
fi
exit "${PRETEND_EXIT:-0}"
END
    printf '#!/bin/sh\necho "javac %s"\n' "$2" > "$1/bin/javac"
    chmod +x "$1/bin/java" "$1/bin/javac"
}

# A source tree with the real launcher and a Maven wrapper that counts its calls.
pretend_tree() {
    local module
    mkdir -p "$1/scripts" "$1/.mvn" "$1/agent/src/main/resources" "$1/agent/src/test/groovy" "$1/api-spec/src/build"
    for module in api-spec sdk-java cli measurement agent server; do
        mkdir -p "$1/$module/src/main/java"
        touch "$1/$module/pom.xml"
    done
    cp "$root/vox" "$root/vox_eval_agentd" "$1"
    cp "$root/scripts/find-jdk" "$1/scripts/find-jdk"
    touch "$1/pom.xml" "$1/openapi.yaml" "$1/agent/src/main/java/One.java" "$1/agent/src/main/java/Two.java"
    touch "$1/agent/src/main/resources/page.html" "$1/agent/src/test/groovy/OneSpec.groovy"
    cat > "$1/mvnw" << 'END'
#!/usr/bin/env bash
echo "$JAVA_HOME $*" >> builds
# The program is the last of the modules, which are the last argument.
program="${!#}"
program="${program##*,}"
mkdir -p "$program/target/lib"
if [ -n "${PRETEND_BROKEN:-}" ]; then
    echo "half a jar" > "$program/target/$program.jar"
    echo "[ERROR] One.java:[3,7] cannot find symbol"
    exit 1
fi
# A build that takes until somebody waits for it.
for _ in {1..600}; do
    [ -n "${PRETEND_SLOW:-}" ] || break
    ! grep -qs Waiting "$PRETEND_SLOW"/first "$PRETEND_SLOW"/second || break
    sleep 0.1
done
touch "$program/target/$program.jar"
END
    chmod +x "$1/mvnw"
}

builds() {
    if [ -f "$tree/builds" ]; then
        wc -l < "$tree/builds" | tr -d ' '
    else
        echo 0
    fi
}

# Runs a command; what it says is in $out and $err, its exit code in $code.
run() {
    "$@" > "$work/out" 2> "$work/err" < /dev/null
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
        printf 'FAILED  %s\n        last exit %s\n        stdout: %s\n        stderr: %s\n' \
            "$behaviour" "${code:-}" "${out:-}" "${err:-}"
    fi
}

contains() {
    case "$1" in
        *"$2"*) return 0 ;;
    esac
    return 1
}

# The PATH without the machine's Javas.
tools="$work/tools"
mkdir -p "$tools"
for tool in bash sh env cat chmod cp ln mkdir mktemp mv rm touch uname find head tail grep dirname readlink sleep flock sed wc tr id; do
    if [ -n "$(command -v "$tool")" ]; then
        ln -s "$(command -v "$tool")" "$tools/$tool"
    fi
done
PATH="$tools"
unset JAVA_HOME
export HOME="$work/home" VOX_JDK_FOLDERS="$work/jvm/none"
mkdir -p "$HOME"

# --- which JDK is taken ---
pretend_jdk "$work/jvm/17" 17.0.15
pretend_jdk "$work/jvm/25" 25.0.3
pretend_jdk "$work/jvm/26" 26
pretend_jdk "$work/jvm/8" 1.8.0_402
pretend_jdk "$work/jvm/jre" 25.0.3
rm "$work/jvm/jre/bin/javac"
find_jdk="$root/scripts/find-jdk"

JAVA_HOME="$work/jvm/26" VOX_JDK_FOLDERS="$work/jvm/25" run "$find_jdk"
check "JAVA_HOME comes first" test "$out" = "$work/jvm/26"

JAVA_HOME="$work/jvm/17" VOX_JDK_FOLDERS="$work/jvm/25" run "$find_jdk"
check "a JAVA_HOME that is too old is passed over" test "$out" = "$work/jvm/25"

mkdir -p "$work/path"
ln -s ../jvm/25/bin/java "$work/path/java"
PATH="$work/path:$tools" VOX_JDK_FOLDERS="$work/jvm/26" run "$find_jdk"
check "java on the PATH comes second, through links" test "$out" = "$work/jvm/25"

VOX_JDK_FOLDERS="$work/jvm/8:$work/jvm/26:$work/jvm/jre:$work/jvm/25:$work/jvm/17" run "$find_jdk"
check "of several in the usual folders the lowest that will do is taken" test "$out" = "$work/jvm/25"

rm "$work/jvm/26/release"
VOX_JDK_FOLDERS="$work/jvm/26" run "$find_jdk"
check "a JDK without a release file is asked for its version" test "$out" = "$work/jvm/26"

JAVA_HOME="$work/jvm/17" VOX_JDK_FOLDERS="$work/jvm/8:$work/jvm/jre" run "$find_jdk"
check "without a JDK that will do the search fails" test "$code" = 1
check "... with nothing on stdout" test -z "$out"
check "... naming JAVA_HOME and its version" contains "$err" "JAVA_HOME: $work/jvm/17 (JDK 17)"
check "... naming the folders and what is there" contains "$err" "$work/jvm/8 (JDK 8)"
check "... and saying how to get one" contains "$err" "temurin-25-jdk"

export VOX_JDK_FOLDERS="$work/jvm/25"

# --- what is dispatched where ---
tree="$work/a tree"
pretend_tree "$tree"
vox="$tree/vox"

run "$vox" nonsense
check "an unknown command is a usage error" test "$code" = 2
check "... in one line that names it" test "$err" = "vox: unknown command 'nonsense'; './vox --help' lists the commands"
run "$vox" server
check "a server without start is a usage error" test "$code" = 2
check "... in one line that says what is missing" test "$err" = "vox: 'server' needs 'start'; see 'vox server --help'"
run "$vox" server start --pot 1
check "an unknown argument of the server is a usage error" test "$code" = 2
check "... that names it" test "$err" = "vox: unknown argument '--pot'; see 'vox server start --help'"
run "$vox" server start --port
check "an option of the server without its value is a usage error" test "$code" = 2
for arguments in "server --help" "server start -h" "help server"; do
    # shellcheck disable=SC2086
    run "$vox" $arguments
    check "'$arguments' shows help" contains "$out" "Usage: vox server start"
    check "... on stdout alone" test "$code$err" = 0
done
check "nothing is built for any of these" test "$(builds)" = 0

VOX_JDK_FOLDERS="$work/jvm/17" run "$vox" demo --local
check "without a JDK a start fails as a fault of this machine" test "$code" = 5
check "... saying what is needed" contains "$err" "Vox needs a JDK of version 25"

# --- what is built when ---
run "$vox" demo --local "two words" ""
check "the first start builds" test "$(builds)" = 1
check "... saying so on stderr" test "$err" = "Building Vox, once (about a minute)..."
check "... with the JDK that was found" contains "$(cat "$tree/builds")" "$work/jvm/25 "
check "... production code only" contains "$(cat "$tree/builds")" "package -Dmaven.test.skip=true -pl sdk-java,measurement,agent"
check "the agent gets the arguments as they were" contains "$out" "<-jar><$tree/agent/target/agent.jar><demo><--local><two words><>"
check "the first start leaves a cache for the next" test -s "$tree/agent/target/agent.aot"

run "$vox" lint
check "the second start builds nothing" test "$(builds)" = 1
check "... and is silent about it" test -z "$err"
run "$vox" help try
check "help COMMAND is the same as COMMAND --help" contains "$out" "agent.jar><try><--help>"
for command in try run analyze phantom report lint completion agent "demo --local"; do
    # shellcheck disable=SC2086
    run "$vox" $command x
    check "$command goes to the agent" contains "$out" "agent.jar><${command// /><}><x>"
done
run "$tree/vox_eval_agentd" --name one
check "the daemon is the agent's start" contains "$out" "agent.jar><agent><start><--name><one>"
check "all these need one build" test "$(builds)" = 1

run "$vox" health
check "the client is built when it is needed" test "$(builds)" = 2
check "... alone" contains "$(tail -n 1 "$tree/builds")" "-pl sdk-java,cli"
check "... and leaves a cache too" test -s "$tree/cli/target/cli.aot"
for command in setup activate register verify login logout whoami account password keys secrets audit users mails settings health runs jobs results \
    leaderboard realtime regions providers projects workflows eval-sets eval-agents tokens; do
    run "$vox" "$command" x
    check "$command goes to the client" contains "$out" "cli.jar><$command><x>"
done
run "$vox"
check "no command is the same as --help" contains "$out" "cli.jar><--help>"
run "$vox" --version
check "an option alone goes to the client" contains "$out" "cli.jar><--version>"
run "$vox" run -a app.yaml -s scenario.yaml
check "a run of files goes to the agent" contains "$out" "agent.jar><run><-a>"
for option in --workflow --workflow=wfl_1 --eval-set --eval-set=evs_1; do
    run "$vox" run --wait "$option" x
    check "a run with $option goes to the client" contains "$out" "cli.jar><run><--wait><$option><x>"
done

DATABASE_URL=postgres://real PRETEND_TELL=yes run "$vox" server start --port 0 --host=0.0.0.0
check "the server is built when it is needed" contains "$(tail -n 1 "$tree/builds")" "-pl api-spec,measurement,server"
check "... and started without arguments" contains "$out" "<-jar><$tree/server/target/server.jar>"
check "... which it finds in its environment" contains "$out" "host=0.0.0.0 port=0"
check "... after a start for practice" test -s "$tree/server/target/server.aot"
check "... which says what it waits for" contains "$err" "Preparing quick starts of the server"
check "... and knows nothing of the real database" contains "$(cat "$tree/practice")" "<--warm-up> url= port=0"
check "programs learn where their siblings are" contains "$out" "root=$tree"
run "$vox" demo --once
check "a demonstration with a server is the agent's" contains "$out" "agent.jar><demo><--once>"
check "each program is built once" test "$(builds)" = 3
sleep 0.02
touch "$tree/server/src/main/java/New.java"
for arguments in "demo --once --local" "demo --help"; do
    # shellcheck disable=SC2086
    run "$vox" $arguments
    check "'$arguments' needs no server" test "$(builds)" = 3
done
run "$vox" demo
check "a demonstration builds the server that it starts" contains "$(tail -n 1 "$tree/builds")" "-pl api-spec,measurement,server"
check "... and nothing else" test "$(builds)" = 4
check "... before it takes its command" contains "$out" "agent.jar><demo>"

for change in agent/src/main/java/One.java agent/src/main/resources/page.html measurement/src/main/java/New.java \
    pom.xml agent/pom.xml measurement/pom.xml .mvn/jvm.config openapi.yaml sdk-java/pom.xml; do
    before="$(builds)"
    sleep 0.02
    touch "$tree/$change"
    run "$vox" lint
    check "a change of $change is built" test "$(builds)" = "$((before + 1))"
done
before="$(builds)"
sleep 0.02
rm "$tree/agent/src/main/java/Two.java"
run "$vox" lint
check "a deleted source is noticed" test "$(builds)" = "$((before + 1))"
sleep 0.02
touch "$tree/agent/src/test/groovy/OneSpec.groovy"
run "$vox" lint
check "a changed spec is none of the launcher's business" test "$(builds)" = "$((before + 1))"
sleep 0.02
touch "$tree/cli/src/main/java/One.java"
run "$vox" lint
check "nor is a change of another program" test "$(builds)" = "$((before + 1))"
rm -rf "$tree/agent/target"
run "$vox" lint
check "a removed target folder is built again" test "$(builds)" = "$((before + 2))"

# --- builds that fail ---
sleep 0.02
touch "$tree/agent/src/main/java/One.java"
PRETEND_BROKEN=yes run "$vox" lint
check "a failed build ends the start as a fault of this machine" test "$code" = 5
check "... showing its end" contains "$err" "One.java:[3,7] cannot find symbol"
check "... and where the rest is" contains "$err" "$tree/agent/target/vox-build.log"
check "... and starts nothing" test -z "$out"
before="$(builds)"
run "$vox" lint
check "what a failed build left behind does not count as fresh" test "$(builds)" = "$((before + 1))"
check "... and the next start mends it" test "$code" = 0

# --- two starts at once ---
if [ -x "$tools/flock" ]; then
    before="$(builds)"
    sleep 0.02
    touch "$tree/agent/src/main/java/One.java"
    PRETEND_SLOW="$work" "$vox" lint > "$work/first" 2>&1 &
    first=$!
    PRETEND_SLOW="$work" "$vox" lint > "$work/second" 2>&1
    second_code=$?
    wait "$first"
    first_code=$?
    check "of two starts at once one builds" test "$(builds)" = "$((before + 1))"
    check "... one waits" contains "$(cat "$work/first" "$work/second")" "Waiting for another start of Vox"
    check "... and both go on" test "$first_code$second_code" = 00
fi

# --- the program takes the launcher's place ---
PRETEND_EXIT=37 run "$vox" run
check "the exit code is the program's" test "$code" = 37
PRETEND_WAIT=yes "$vox" run > "$work/out" 2>&1 &
waiting=$!
for _ in {1..100}; do
    contains "$(cat "$work/out")" ready && break
    sleep 0.1
done
kill -TERM "$waiting"
wait "$waiting"
code=$?
check "signals reach the program" test "$code" = 42

# --- from elsewhere ---
mkdir -p "$work/bin" "$work/elsewhere"
ln -s "../a tree/vox" "$work/bin/link"
ln -s "$work/bin/link" "$work/bin/vox"
cd "$work/elsewhere" || exit 1
run "$work/bin/vox" lint
check "works through links and from another folder" contains "$out" "<$tree/agent/target/agent.jar><lint>"
ln -s "../a tree/vox_eval_agentd" "$work/bin/daemon"
run "$work/bin/daemon" --once "two words"
check "so does vox_eval_agentd" contains "$out" "<$tree/agent/target/agent.jar><agent><start><--once><two words>"
cd "$tree/agent" || exit 1
run ../vox lint
check "works by a relative path" contains "$out" "<$tree/agent/target/agent.jar><lint>"

# --- what is prepared ---
run "$vox" prepare nonsense
check "what is to be prepared has to be a program" test "$code" = 2
rm -rf "$tree/cli/target" "$tree/server/target"
run "$vox" prepare cli server
check "programs are built and practised without being started" test -s "$tree/cli/target/cli.aot" -a -s "$tree/server/target/server.aot"
check "... and say nothing on stdout" test "$code$out" = 0

# --- a distribution ---
tree="$work/a distribution"
pretend_tree "$tree"
mkdir -p "$tree/programs/lib"
rm -r "$tree/pom.xml" "$tree/mvnw" "$tree/agent" "$tree/cli" "$tree/server"
touch "$tree/programs/agent.jar" "$tree/programs/cli.jar" "$tree/programs/server.jar"
run "$tree/vox" health
check "a distribution starts its programs" contains "$out" "<-jar><$tree/programs/cli.jar><health>"
check "... and builds nothing" test -z "$err"
check "... but a cache" test -s "$tree/programs/cli.aot"
if [ "$(id -u)" != 0 ]; then
    rm "$tree/programs/cli.aot"
    chmod a-w "$tree/programs"
    run "$tree/vox" health
    check "... unless it may not" test "$code" = 0
    chmod u+w "$tree/programs"
fi

printf '%s %s 0\n' "$passed" "$failed" >> "$counts"
printf 'launcher: %s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
