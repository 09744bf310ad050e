#!/usr/bin/env bash
# The tests of the contract: the bundle is that of the sources, it has no warning of the rules, the rules find planted
# mistakes. (Breaking changes are looked for by the build of api-spec, which needs no Node.)
# Prints a line for each test. With a file named, adds a line "passed failed skipped" to it.
set -u

root="$(cd "$(dirname "$0")/.." && pwd -P)"
cd "$root" || exit 1
counts="${1:-/dev/null}"
passed=0
failed=0

work="$(mktemp -d "${TMPDIR:-/tmp}/vox contract.XXXXXX")"
trap 'rm -rf "$work"' EXIT

passes() {
    passed=$((passed + 1))
    printf '  ok      %s\n' "$1"
}

# Test $1 failed for the reasons in file $2.
fails() {
    failed=$((failed + 1))
    printf '  FAILED  %s\n' "$1"
    head -n 60 "$2" | sed 's/^/          /'
}

printf 'Contract\n'
reason="$(scripts/with-node api-spec true 2>&1 > /dev/null)"
case "$?" in
    0) ;;
    3)
        for name in 'the bundle is that of the sources' 'no rule is broken' 'the rules find planted mistakes'; do
            printf '  skipped %s: %s\n' "$name" "$reason"
        done
        printf '0 0 3\n' >> "$counts"
        exit 0
        ;;
    *)
        printf '  FAILED  to install the tools: %s\n' "$reason"
        printf '0 1 0\n' >> "$counts"
        exit 1
        ;;
esac

if scripts/with-node api-spec npm run --silent bundle -- "$work/openapi.yaml" > "$work/log" 2>&1 \
    && diff -u openapi.yaml "$work/openapi.yaml" > "$work/log" 2>&1; then
    passes 'the bundle is that of the sources'
else
    printf 'make contract writes it anew\n' >> "$work/log"
    fails 'the bundle is that of the sources' "$work/log"
fi

if scripts/with-node api-spec npm run --silent lint -- "$root/openapi.yaml" > "$work/log" 2>&1; then
    passes 'no rule is broken'
else
    fails 'no rule is broken' "$work/log"
fi

if scripts/with-node api-spec npm test --silent > "$work/log" 2>&1; then
    passes 'the rules find planted mistakes'
else
    fails 'the rules find planted mistakes' "$work/log"
fi

printf '%d operations, %d schemas, %d problems\n' \
    "$(grep -c '^ *operationId:' openapi.yaml)" \
    "$(sed -n '/^  schemas:/,/^  [a-z]/p' openapi.yaml | grep -c '^    [A-Z][A-Za-z0-9]*:$')" \
    "$(grep -c '^- code:' api-spec/problems.yaml)"
printf '%d passed, %d failed, 0 skipped\n' "$passed" "$failed"
printf '%d %d 0\n' "$passed" "$failed" >> "$counts"
[ "$failed" = 0 ]
