"""HTML, printed by headless Chromium: `chromium.py PACK.json OUT.zip FONTS`."""

import os
import subprocess

from common import html, run

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-pdf-header-footer"]


def make(documents, folder):
    for document in documents:
        page = os.path.join(folder, document["name"] + ".html")
        with open(page, "w", encoding="utf-8") as file:
            file.write(html(document))
        pdf = os.path.join(folder, document["name"] + ".pdf")
        subprocess.run(["chromium", *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={pdf}", f"file://{page}"],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


run(make)
