# shellcheck shell=bash
# Shared by the scripts beside it: `source` it, then define `clean_up` if something must be undone.

say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }
die() { say "$*"; exit 1; }

command_group=
interrupted=

# A signal goes on to the command and all that it started; without one, it ends the script.
forward() {
    interrupted=$((128 + $(kill -l "$1")))
    [[ -n $command_group ]] || exit "$interrupted"
    kill -s "$1" -- "-$command_group" 2>/dev/null || true
}
trap 'forward INT' INT
trap 'forward TERM' TERM
trap 'forward HUP' HUP

# Runs a command so that a signal stops it and all that it started.
run_command() {
    local status=0
    # At a terminal it stays in the foreground: Ctrl-C reaches it, and it may ask questions.
    if [[ -t 0 ]]; then
        "$@"
        return
    fi
    # Otherwise in a process group of its own, and in the background, because bash handles no
    # signal while it waits for the foreground. What is in the background may still write to a
    # terminal.
    trap '' TTIN TTOU
    set -m
    "$@" <&0 &
    command_group=$!
    set +m
    wait "$command_group" 2>/dev/null || status=$?
    if [[ -n $interrupted ]]; then
        status=$interrupted
        for _ in {1..50}; do
            kill -0 -- "-$command_group" 2>/dev/null || break
            sleep 0.1
        done
    fi
    kill -KILL -- "-$command_group" 2>/dev/null || true
    command_group=
    return "$status"
}
