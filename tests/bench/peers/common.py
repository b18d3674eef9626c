"""What all chains share: the pack as blocks, a folder to work in, and the zip at the end."""

import json
import os
import shutil
import sys
import tempfile
import zipfile


def run(make):
    """Calls `make(documents, folder)`, which writes a PDF for each document, and puts these into a zip."""
    source, out = sys.argv[1:3]
    with open(source, encoding="utf-8") as file:
        documents = json.load(file)
    folder = tempfile.mkdtemp()
    make(documents, folder)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for document in documents:
            pack.write(os.path.join(folder, document["name"] + ".pdf"), document["name"] + ".pdf")
    shutil.rmtree(folder)


def html(document):
    """A document as HTML."""
    import jinja2

    template = jinja2.Environment(autoescape=True).from_string(HTML)
    return template.render(document, faces=faces())


def faces():
    """The typefaces of the house, which lie in the folder given as third argument."""
    for name in sorted(os.listdir(sys.argv[3])):
        if name.endswith(".ttf"):
            yield {
                "family": "Source Serif 4" if "Serif" in name else "Source Sans 3",
                "weight": name.split("_")[1][:3],
                "style": "italic" if "Italic" in name else "normal",
                "path": os.path.abspath(os.path.join(sys.argv[3], name)),
            }


HTML = """<!doctype html>
<html lang="{{ language }}"><head><meta charset="utf-8"><title>{{ title }}</title><style>
{% for face in faces %}@font-face { font-family: "{{ face.family }}"; font-weight: {{ face.weight }}; font-style: {{ face.style }}; src: url("file://{{ face.path }}") }
{% endfor %}@page { size: A4{% if landscape %} landscape{% endif %}; margin: 25mm 23mm;
  @top-left { content: "{{ title }}"; font: 8pt "Source Sans 3" } @bottom-right { content: counter(page) " / " counter(pages); font: 8pt "Source Sans 3" } }
body { font: 10.5pt/1.4 "Source Serif 4" } h1, h2, h3, h4 { font-family: "Source Sans 3"; break-after: avoid }
table { border-collapse: collapse; width: 100%; font-size: 9pt } td, th { border-bottom: 0.5pt solid; padding: 3pt; text-align: left; vertical-align: top }
tr { break-inside: avoid } li { margin: 4pt 0 }
</style></head><body>
{% for block in blocks %}
{% if block.kind == "table" %}<table><thead><tr>{% for cell in block.head %}<th scope="col">{{ cell }}</th>{% endfor %}</tr></thead>
<tbody>{% for row in block.rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</tbody></table>
{% elif block.kind == "list" %}<ul style="list-style: none">{% for item in block.items_ %}<li>{{ item }}</li>{% endfor %}</ul>
{% elif block.kind == "p" %}<p>{{ block.text }}</p>
{% else %}<{{ block.kind }}>{{ block.text }}</{{ block.kind }}>{% endif %}
{% endfor %}</body></html>
"""
