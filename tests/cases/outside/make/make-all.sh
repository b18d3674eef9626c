#!/usr/bin/env bash
# Makes everything again. Run 00-install.sh once before.
set -eu; cd "$(dirname "$0")"; P=/tmp/outside-venv/bin/python; rm -rf work
$P 10-pictures.py; $P 20-libreoffice.py; bash 30-chromium.sh; $P 40-cairo.py; bash 45-ghostscript.sh; bash 50-latex.sh
$P 60-weasyprint.py; $P 65-typst.py; $P 70-reportlab.py; $P 80-derived.py; [ ! -e 90-verify.py ] || $P 90-verify.py
