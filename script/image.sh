#!/bin/sh
# What a container image holds beside the code: packages, fonts, Python and assets, in DATA_DIR. For the Containerfile.
set -eu
cd "$(dirname "$0")/.."
. script/lib.sh
. script/setup.sh

packages=
for package in $SERVER_PACKAGES postgresql-client; do
    [ "$package" = redis-server ] || packages="$packages $package" # the broker is a container of its own
done
# shellcheck disable=SC2086 - a list of names
install_portal requirements.txt $packages
