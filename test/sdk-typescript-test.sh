#!/usr/bin/env bash
# Generates, builds and tests the TypeScript SDK. Skipped by name where there is no Node.
# Prints the tests that fail. With a file named, adds a line "passed failed skipped" to it.
set -u

root="$(cd "$(dirname "$0")/.." && pwd -P)"
cd "$root" || exit 1
counts="${1:-/dev/null}"

log="$(mktemp "${TMPDIR:-/tmp}/vox-sdk.XXXXXX")"
trap 'rm -f "$log"' EXIT

# Step $1 failed, as the log says.
fails() {
    printf '  FAILED  %s\n' "$1"
    tail -n 100 "$log" | sed 's/^/          /'
    printf '0 1 0\n' >> "$counts"
    exit 1
}

printf 'TypeScript SDK\n'
scripts/with-node sdk-typescript true 2> "$log" > /dev/null
case "$?" in
    0) ;;
    3)
        printf '  skipped the TypeScript SDK: %s\n0 passed, 0 failed, 1 skipped\n' "$(cat "$log")"
        printf '0 0 1\n' >> "$counts"
        exit 0
        ;;
    *) fails 'to install the compiler' ;;
esac
scripts/with-jdk ./mvnw -B -q -pl sdk-typescript process-sources > "$log" 2>&1 || fails 'to generate the client'
scripts/with-node sdk-typescript npm run --silent build > "$log" 2>&1 || fails 'to build'

scripts/with-node sdk-typescript npm test --silent > "$log" 2>&1
status=$?
# The number beside a word of the summary that node's runner ends with.
number() {
    sed -n "s/^# $1 //p" "$log" | tail -n 1
}
passed="$(number pass)"
[ -n "$passed" ] || fails 'to test'
failed=$(($(number fail) + $(number cancelled)))
skipped="$(number skipped)"
[ "$failed" = 0 ] || sed -n '/^not ok/,/^  \.\.\./p' "$log"
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
printf '%d %d %d\n' "$passed" "$failed" "$skipped" >> "$counts"
[ "$status" = 0 ]
