#!/usr/bin/env bash
# Tools used by the scripts here (Debian 12). Re-runnable.
set -eu
export DEBIAN_FRONTEND=noninteractive
opt="-y --no-install-recommends -o DPkg::Lock::Timeout=900"
apt-get update -q || true
apt-get install $opt qpdf poppler-utils mupdf-tools ghostscript chromium \
  libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-draw-nogui python3-uno \
  texlive-latex-base texlive-latex-recommended texlive-luatex texlive-latex-extra lmodern \
  fonts-dejavu-core fonts-liberation \
  libcairo2-dev pkg-config libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libimage-exiftool-perl imagemagick
[ -d /tmp/outside-venv ] || python3 -m venv /tmp/outside-venv
/tmp/outside-venv/bin/pip install -q -U pip
/tmp/outside-venv/bin/pip install -q weasyprint typst pikepdf reportlab pyhanko pycairo Pillow cryptography python-docx fonttools odfpy openpyxl numpy
