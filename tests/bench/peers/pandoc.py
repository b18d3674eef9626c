"""Markdown, pandoc and XeLaTeX: `pandoc.py PACK.json OUT.zip FONTS`."""

import os
import subprocess
import sys

from common import run

MARKDOWN = """{% for block in blocks %}
{% if block.kind == "table" %}
|{% for cell in block.head %} {{ cell|cell }} |{% endfor %}

|{% for cell in block.head %}-----|{% endfor %}

{% for row in block.rows %}|{% for cell in row %} {{ cell|cell }} |{% endfor %}

{% endfor %}
{% elif block.kind == "list" %}
{% for item in block.items_ %}- {{ item|plain }}
{% endfor %}
{% elif block.kind == "p" %}
{{ block.text|plain }}
{% else %}
{{ "#" * block.kind[1]|int }} {{ block.text|plain }}
{% endif %}
{% endfor %}
"""


def plain(text):
    return "".join("\\" + c if c in "\\`*_{}[]()#+-.!|<>$^~@'\"" else c for c in text)


def make(documents, folder):
    import jinja2

    environment = jinja2.Environment(autoescape=False, trim_blocks=True)
    environment.filters.update(plain=plain, cell=plain)
    template = environment.from_string(MARKDOWN)
    for document in documents:
        text = template.render(document).replace("|\n\n|", "|\n|")
        source = os.path.join(folder, document["name"] + ".md")
        with open(source, "w", encoding="utf-8") as file:
            file.write(text)
        pdf = os.path.join(folder, document["name"] + ".pdf")
        geometry = "a4paper,margin=25mm" + (",landscape" if document["landscape"] else "")
        subprocess.run(["pandoc", source, "-o", pdf, "--pdf-engine=xelatex", "-V", f"geometry:{geometry}", "-V", "header-includes="
                        "\\usepackage[none]{hyphenat}\\usepackage{fontspec}\\setmainfont{SourceSerif4}["
                        f"Path={os.path.abspath(sys.argv[3])}/,Extension=.ttf,UprightFont=*_400Regular,BoldFont=*_700Bold,"
                        "ItalicFont=*_400Regular_Italic,BoldItalicFont=*_700Bold_Italic]", "-M", f"title-meta={document['title']}"], check=True)


run(make)
