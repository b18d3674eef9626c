#!/usr/bin/env python3
import os, weasyprint
os.environ.setdefault("SOURCE_DATE_EPOCH", "1773480000")
HERE = os.path.dirname(os.path.abspath(__file__)); OUT = f"{HERE}/../files"
h = weasyprint.HTML(f"{HERE}/src/terms.html")
h.write_pdf(f"{OUT}/weasyprint-tagged.pdf", pdf_tags=True)
h.write_pdf(f"{OUT}/weasyprint-ua.pdf", pdf_variant="pdf/ua-1", pdf_version="1.7", uncompressed_pdf=False)
print(weasyprint.__version__, *(os.path.getsize(f"{OUT}/weasyprint-{n}.pdf") for n in ("tagged", "ua")))
