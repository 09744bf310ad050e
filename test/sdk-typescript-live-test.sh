#!/usr/bin/env bash
# The TypeScript SDK, as it was built, against a real server in Node. Skipped by name where there is no Node.
# Prints the tests that fail. With a file named, adds a line "passed failed skipped" to it.
set -u

root="$(cd "$(dirname "$0")/.." && pwd -P)"
cd "$root" || exit 1
counts="${1:-/dev/null}"

work="$(mktemp -d "${TMPDIR:-/tmp}/vox-live.XXXXXX")"
work="$(cd "$work" && pwd -P)"
# The database runs as another user, who has to get to its files.
chmod 711 "$work"
# shellcheck source=test/live-server.sh
. "$root/test/live-server.sh"
trap 'stop_server; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

printf 'TypeScript SDK with a server\n'
scripts/with-node sdk-typescript true 2> "$work/log" > /dev/null
if [ "$?" = 3 ]; then
    printf '  skipped the TypeScript SDK with a server: %s\n0 passed, 0 failed, 1 skipped\n' "$(cat "$work/log")"
    printf '0 0 1\n' >> "$counts"
    exit 0
fi
start_server "$work/home" || { printf '0 1 0\n' >> "$counts"; exit 1; }

VOX_URL="$url" VOX_INIT_CODE_FILE="$work/home/keys/init-code" \
    scripts/with-node sdk-typescript npm run --silent test-live > "$work/log" 2>&1
status=$?
# The number beside a word of the summary that node's runner ends with.
number() {
    sed -n "s/^# $1 //p" "$work/log" | tail -n 1
}
passed="$(number pass)"
failed=$(($(number fail) + $(number cancelled)))
if [ -z "$passed" ] || [ "$status" != 0 ]; then
    tail -n 100 "$work/log"
fi
printf '%d passed, %d failed, 0 skipped\n' "${passed:-0}" "$failed"
printf '%d %d 0\n' "${passed:-0}" "$failed" >> "$counts"
[ "$status" = 0 ]
