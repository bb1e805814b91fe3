#!/bin/sh
# Run once before web, worker and beat of a new version start: assets and fonts of the image into the data folder that
# all of them share, the light faces, the static files, the database.
set -eu
cd "$(dirname "$0")/.."
mkdir -p "$DATA_DIR/log"
for part in vendor fonts; do
    if [ -d "built/$part" ]; then
        mkdir -p "$DATA_DIR/$part"
        cp -R "built/$part/." "$DATA_DIR/$part/"
    fi
done
.venv/bin/python -m reports.pdf.fonts "$DATA_DIR"
exec .venv/bin/python manage.py prepare
