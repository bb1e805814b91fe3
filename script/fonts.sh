# Fang Song and Kai faces without TeX. Sourced after packages.sh.

# fetch_fandol: two Fandol faces out of Debian's TeX archive, of which nothing else is kept or installed.
fetch_fandol() {
    faces=$DATA_DIR/fonts
    mkdir -p "$faces"
    if [ -f "$faces/FandolFang-Regular.otf" ]; then
        return 0
    fi
    if [ -f "$faces/fandol-not-found" ]; then
        say "Fang Song is printed in LXGW WenKai; to try Fandol again: rm $faces/fandol-not-found"
        return 0
    fi
    say "Fetching the Fandol faces"
    parts=$(mktemp -d)
    chmod 777 "$parts" # apt fetches as an account of its own
    if ! unpack_fandol "$parts" "$faces"; then
        : >"$faces/fandol-not-found"
        say "The Fandol faces could not be fetched: Fang Song is printed in LXGW WenKai."
    fi
    rm -rf "$parts"
}

unpack_fandol() {
    if [ "$(id -u)" = 0 ]; then fetch_lists; fi
    (
        cd "$1" || exit 1
        apt_quietly download texlive-lang-chinese || exit 1
        dpkg-deb --fsys-tarfile texlive-lang-chinese_*.deb |
            tar -x --wildcards '*/public/fandol/FandolFang-Regular.otf' '*/public/fandol/FandolKai-Regular.otf'
        find . -name 'Fandol*.otf' -exec mv {} "$2/" \;
    ) 2>>"$SETUP_LOG"
    [ -f "$2/FandolFang-Regular.otf" ]
}
