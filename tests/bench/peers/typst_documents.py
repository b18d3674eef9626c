"""Typst, one process a document, for the same pages: `typst_documents.py PACK.json OUT.zip FONTS PROJECT`.

`typst_documents.py --prepare FONTS PROJECT` makes a main file for each document of the Typst project that packwright makes of
the pack. What a document refers to in others is given a label at its end, since one compile cannot know of another: its page
numbers are wrong, its time is right.
"""

import os
import re
import subprocess
import sys

from common import run

COMPILE = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], root=sys.argv[3], font_paths=[sys.argv[4]], ignore_system_fonts=True,
              pdf_standards=["a-2a", "ua-1"])
"""
DOCUMENT = re.compile(r'#document\("([\w-]+)\\u\{2e\}pdf", (title: .*?)\)\[\n(.*?)\n\]', re.DOTALL)


def compile_(project, name, pdf, fonts):
    main = os.path.join(project, f"main-{name}.typ")
    return subprocess.run([sys.executable, "-c", COMPILE, main, pdf, project, fonts], capture_output=True, text=True)


def prepare(fonts, project):
    with open(os.path.join(project, "edition", "main.typ"), encoding="utf-8") as file:
        documents = DOCUMENT.findall(file.read())
    assert documents
    for name, facts, body in documents:
        text = f"#set document({facts})\n{body}\n"
        while True:
            with open(os.path.join(project, f"main-{name}.typ"), "w", encoding="utf-8") as file:
                file.write(text)
            done = compile_(project, name, os.devnull, fonts)
            if done.returncode == 0:
                break
            missing = re.search(r"label `<(.+?)>`", done.stderr)
            assert missing, done.stderr
            text += f'#metadata(none)#label("{missing[1]}")\n'


def make(documents, folder):
    for document in documents:
        pdf = os.path.join(folder, document["name"] + ".pdf")
        compile_(sys.argv[4], document["name"], pdf, sys.argv[3]).check_returncode()


if sys.argv[1] == "--prepare":
    prepare(*sys.argv[2:4])
else:
    run(make)
