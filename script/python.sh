# The virtual environment with the pinned packages. Sourced after lib.sh.

PYTHON=.venv/bin/python

# base_python: the system's Python where it serves, else the first one on the way. One that was built by hand and
# stands first (pyenv) is often built without optimization, and a fifth slower.
base_python() {
    system=/usr/bin/python3
    if "$system" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        printf '%s\n' "$system"
    else
        command -v python3
    fi
}

# make_venv: a working .venv of Python 3.11 or newer.
make_venv() {
    if [ -x "$PYTHON" ] && "$PYTHON" -c '' 2>/dev/null; then
        return 0
    fi
    base=$(base_python) || refuse "python3 is missing: apt-get install python3-venv"
    "$base" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        refuse "Python 3.11 or newer is needed; this is $("$base" --version)."
    rm -rf .venv
    "$base" -m venv .venv >>"$SETUP_LOG" 2>&1 || refuse "The environment could not be made: apt-get install python3-venv"
}

# install_requirements: pip runs only when the lists differ from what the environment was made from. The list of
# development holds that of the running portal, so one call of pip serves both.
install_requirements() {
    wanted=$(fingerprint "$requirements" requirements.txt)
    if done_before ".venv/made-from-$requirements" "$wanted"; then
        return 0
    fi
    say "Installing the Python packages of $requirements"
    # Wheels only: nothing is built here. The lists are complete, so pip need not solve them again; and Python
    # compiles what it loads, which is a tenth of what pip would compile.
    .venv/bin/pip install -q --disable-pip-version-check --no-deps --no-compile --only-binary :all: -r "$requirements" \
        >>"$SETUP_LOG" 2>&1 || refuse "pip could not install $requirements; see the end of $SETUP_LOG"
    mark_done ".venv/made-from-$requirements" "$wanted"
    mark_done .venv/made-from-requirements.txt "$(fingerprint requirements.txt requirements.txt)"
}

# install_assets: Bootstrap and icons out of the pinned wheel, htmx out of django-htmx, into the data folder.
install_assets() {
    wanted=$(fingerprint requirements-assets.txt requirements.txt script/unpack_assets.py)
    if done_before "$DATA_DIR/vendor.made-from" "$wanted"; then
        return 0
    fi
    parts=$(mktemp -d)
    .venv/bin/pip download -q --disable-pip-version-check --no-deps --require-hashes --only-binary :all: \
        -d "$parts" -r requirements-assets.txt >>"$SETUP_LOG" 2>&1 &&
        "$PYTHON" script/unpack_assets.py "$parts" "$DATA_DIR/vendor" ||
        refuse "Bootstrap could not be fetched; see the end of $SETUP_LOG"
    rm -rf "$parts"
    mark_done "$DATA_DIR/vendor.made-from" "$wanted"
}
