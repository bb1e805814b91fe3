# Everything that must stand on the machine before the portal can start. Sourced after lib.sh.

. script/packages.sh
. script/python.sh
. script/fonts.sh

# install_portal REQUIREMENTS PACKAGE...: libraries, fonts, Python packages and assets. Python comes first, so that pip
# works while apt fetches the rest.
install_portal() {
    requirements=$1
    shift
    need_packages python3-venv
    make_venv_and_assets &
    python_job=$!
    need_packages "$@"
    fetch_fandol
    wait "$python_job" || exit 1
}

make_venv_and_assets() {
    make_venv
    install_requirements
    install_assets
}
