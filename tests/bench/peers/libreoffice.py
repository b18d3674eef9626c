"""A DOCX template filled by docxtpl, converted by LibreOffice: `libreoffice.py PACK.json OUT.zip TEMPLATES`.

`libreoffice.py --template FOLDER` makes the templates, one for each way to hold the page.
"""

import os
import subprocess
import sys

FILTER = ('pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
          '"UseTaggedPDF":{"type":"boolean","value":"true"}}')


def template(folder, landscape):
    import docx
    from docx.enum.section import WD_ORIENT

    document = docx.Document()
    section = document.sections[0]
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph("{%p for block in blocks %}")
    for kind, style in [("h1", "Heading 1"), ("h2", "Heading 2"), ("h3", "Heading 3"), ("h4", "Heading 4"), ("p", "Normal")]:
        document.add_paragraph("{%p if block.kind == '" + kind + "' %}")
        document.add_paragraph("{{ block.text }}", style=style)
        document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if block.kind == 'list' %}")
    document.add_paragraph("{%p for item in block.items_ %}")
    document.add_paragraph("{{ item }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if block.kind == 'table' %}")
    table = document.add_table(rows=4, cols=3, style="Table Grid")
    for row, (first, middle, last) in enumerate([
        ("{%tc for cell in block.head %}", "{{ cell }}", "{%tc endfor %}"),
        ("{%tr for row in block.rows %}", "", ""),
        ("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"),
        ("{%tr endfor %}", "", ""),
    ]):
        for column, words in enumerate((first, middle, last)):
            table.cell(row, column).paragraphs[0].add_run(words).font.size = docx.shared.Pt(8)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.save(name(folder, landscape))


def name(folder, landscape):
    return os.path.join(folder, "landscape.docx" if landscape else "portrait.docx")


def make(documents, folder):
    from docxtpl import DocxTemplate

    files = []
    for document in documents:
        filled = DocxTemplate(name(sys.argv[3], document["landscape"]))
        filled.render(document, autoescape=True)
        files.append(os.path.join(folder, document["name"] + ".docx"))
        filled.save(files[-1])
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", FILTER, "--outdir",
                    folder, *files], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if sys.argv[1] == "--template":
    for landscape in (False, True):
        template(sys.argv[2], landscape)
else:
    from common import run

    run(make)
