#!/usr/bin/env bash
set -eu; cd "$(dirname "$0")"; O=$PWD/../files; mkdir -p work/tex; export SOURCE_DATE_EPOCH=1773480000
rm -rf work/tex; mkdir -p work/tex
for i in 1 2 3; do timeout 120 pdflatex -interaction=nonstopmode -halt-on-error -output-directory=work/tex src/latex-article.tex >work/tex/article.out; done
# not with -output-directory: lualatex with testphase=phase-II (TeX Live 2022) then loops for ever at the end
mkdir -p work/tex/work; cp work/map-small.png work/tex/work/; cp src/latex-tagged.tex work/tex/
for i in 1 2 3; do (cd work/tex; timeout 120 lualatex -interaction=nonstopmode -halt-on-error latex-tagged.tex >tagged.out); done
cp work/tex/latex-article.pdf work/tex/latex-tagged.pdf "$O"; ls -l "$O"/latex-*.pdf
