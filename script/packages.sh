# Debian's packages: install what is missing when root, name it when not. Sourced after lib.sh.

# Python, message catalogues, broker, what reads PDF files; WeasyPrint's libraries; Song and Hei faces, Kai face (fallback of Fang Song).
SERVER_PACKAGES="gettext redis-server poppler-utils libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk fonts-lxgw-wenkai"
TEST_PACKAGES="postgresql chromium-headless-shell make"

missing_packages() {
    for package in "$@"; do
        case $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) in
            *" installed") ;;
            *) printf '%s ' "$package" ;;
        esac
    done
}

apt_quietly() {
    DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" >>"$SETUP_LOG" 2>&1
}

# The package lists, fetched once in a run and only when something must be installed.
lists_fetched=
fetch_lists() {
    [ -z "$lists_fetched" ] || return 0
    apt_quietly update || refuse "apt-get update failed; see $SETUP_LOG"
    lists_fetched=yes
}

# need_packages NAME...: install what is missing, or say what to install and go on.
need_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "This is not Debian: make sure by hand that you have what these packages hold: $*"
        return 0
    fi
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        say "Not installed: $missing"
        say "  Ask for: apt-get install --no-install-recommends $missing"
        say "  Going on without."
        return 0
    fi
    fetch_lists
    say "Installing $missing"
    # shellcheck disable=SC2086 - a list of names
    apt_quietly install --no-install-recommends $missing || refuse "apt-get install failed; see the end of $SETUP_LOG"
}
