#!/usr/bin/env bash
set -eu; cd "$(dirname "$0")"; O=$PWD/../files
run() { src=$1 out=$2; shift 2; rm -f "$O/$out"; chromium --headless --no-sandbox --disable-gpu --user-data-dir="$(mktemp -d)" --no-pdf-header-footer --print-to-pdf="$O/$out" "$@" "file://$PWD/src/$src" 2>/dev/null; [ -s "$O/$out" ]; }
run survey.html chromium-tagged.pdf --generate-pdf-document-outline
run survey.html chromium-untagged.pdf --disable-pdf-tagging
# an OpenType/CFF face makes Skia write Type 3 fonts
run letter.html chromium-type3-letter.pdf
ls -l "$O"/chromium-*.pdf
