#!/usr/bin/env python3
import os, typst, importlib.metadata as m
HERE = os.path.dirname(os.path.abspath(__file__)); OUT = f"{HERE}/../files"
K = dict(root=HERE, format="pdf")
typst.compile(f"{HERE}/src/report.typ", output=f"{OUT}/typst-ua.pdf", pdf_standards=["a-2a", "ua-1"], **K)
typst.compile(f"{HERE}/src/report.typ", output=f"{OUT}/typst-20.pdf", pdf_standards=["2.0"], **K)
print(m.version("typst"), *(os.path.getsize(f"{OUT}/typst-{n}.pdf") for n in ("ua", "20")))
