# What tests of real processes share; to be sourced. Expects $work, a folder, and $err, the file that a failure shows.
# shellcheck shell=bash disable=SC2154,SC2034
passed=0
failed=0

# Behaviour $1 holds if the command that follows succeeds.
check() {
    local behaviour="$1"
    shift
    if "$@"; then
        passed=$((passed + 1))
        printf 'ok      %s\n' "$behaviour"
    else
        failed=$((failed + 1))
        printf 'FAILED  %s\n' "$behaviour"
        tail -n 20 "$err" | sed 's/^/        /'
    fi
}

# Waits until the command that follows succeeds, for $1 seconds at most.
within() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@" > /dev/null 2>&1; do
        [ "$SECONDS" -lt "$deadline" ] || return 1
        sleep 0.1
    done
}

# The processes that descend from $1, itself among them, each with its start, so that a number used again is not taken for it.
family() {
    ps -eo pid=,ppid=,lstart= | awk -v top="$1" '
        { parent[$1] = $2; pid = $1; $1 = ""; $2 = ""; $0 = pid $0; $1 = $1; line[pid] = $0 }
        END {
            for (pid in parent) {
                for (up = pid; up in parent && up != top; up = parent[up]) { }
                if (up == top) print line[pid]
            }
        }'
}

# Whether all processes that are noted in file $1 are gone.
are_gone() {
    ! ps -eo pid=,lstart= | awk '{ $1 = $1; print }' | grep -F -x -q -f "$1"
}

# Ends with the count that make test adds up; $1 = name, $2 = file.
summary() {
    printf '%s %s 0\n' "$passed" "$failed" >> "$2"
    printf '%s: %s passed, %s failed, in %s s\n' "$1" "$passed" "$failed" "$SECONDS"
    [ "$failed" = 0 ]
}
