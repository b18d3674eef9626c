"""Jinja2 and WeasyPrint: `weasy.py PACK.json OUT.zip FONTS`."""

import os

from common import html, run


def make(documents, folder):
    from weasyprint import HTML

    for document in documents:
        page = HTML(string=html(document))
        page.write_pdf(os.path.join(folder, document["name"] + ".pdf"), pdf_variant="pdf/ua-1")


run(make)
