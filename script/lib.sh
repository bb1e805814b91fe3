# What every script here may use. Sourced by POSIX sh from the project's root folder.

say() { printf '%s\n' "$*"; }

# Stop with a sentence that names the remedy.
refuse() { printf '%s\n' "$*" >&2; exit 1; }

# Where data, fonts and assets lie; the settings read the same variable.
DATA_DIR=${DATA_DIR:-var}
mkdir -p "$DATA_DIR/log" || refuse "The data folder $DATA_DIR cannot be made; name another one: DATA_DIR=/path sh $0"
DATA_DIR=$(cd "$DATA_DIR" && pwd)
export DATA_DIR
SETUP_LOG=$DATA_DIR/log/setup.log

# Compiled modules are kept beside their sources: without, each process of a run compiles the portal anew.
unset PYTHONDONTWRITEBYTECODE

fingerprint() { cat "$@" | sha256sum | cut -d ' ' -f 1; }

# done_before NAME VALUE: has this step already run with this value?  mark_done NAME VALUE: it has now.
done_before() { [ "$(cat "$1" 2>/dev/null || true)" = "$2" ]; }
mark_done() { printf '%s\n' "$2" >"$1"; }

# Ctrl-C, or a refusal in the middle of the set-up, takes the steps in the background along: they ignore Ctrl-C by
# themselves (POSIX), and what they have started would go on.
end_children_of() {
    for child in $(cat "/proc/$1/task/$1/children" 2>/dev/null); do
        (end_children_of "$child") # a shell of its own keeps this loop's variable
        kill "$child" 2>/dev/null || true
    done
}
end_set_up() {
    trap - EXIT
    end_children_of $$
    exit "$1"
}
trap 'end_set_up 130' INT
trap 'end_set_up 143' TERM
trap 'end_set_up $?' EXIT
