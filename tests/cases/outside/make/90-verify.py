#!/usr/bin/env python3
"""qpdf --check and pdfinfo on every PDF, a look inside with pikepdf, sizes; writes ../README.md and ../verify.tsv."""
import os, re, subprocess, sys
import pikepdf
from PIL import Image
H = os.path.dirname(os.path.abspath(__file__)); R = f"{H}/.."; O = f"{R}/files"
sh = lambda *a: subprocess.run(a, capture_output=True, text=True, errors="replace", timeout=60)
PW = {"encrypted-user.pdf": "user-pass"}
def ver(*a, n=0): return (sh(*a).stdout or sh(*a).stderr).splitlines()[n].strip()
import importlib.metadata as M
V = {k: M.version(k) for k in ("weasyprint", "typst", "pikepdf", "reportlab", "pyhanko", "pycairo", "pillow")}
import cairo
T = {"LO": re.search(r"[\d.]+", ver("soffice", "--version"))[0], "CR": re.search(r"[\d.]+", sh("chromium", "--version").stdout)[0], "GS": ver("gs", "--version"), "QP": re.search(r"[\d.]+", ver("qpdf", "--version"))[0], "CA": cairo.cairo_version_string(), "PT": "1.40.24 (TeX Live 2022/Debian)", "LU": "LuaHBTeX 1.15.0 (TeX Live 2022/Debian)"}
lo, cr, gs, qp, rl = f"LibreOffice {T['LO']}", f"Chromium {T['CR']} (Skia/PDF)", f"Ghostscript {T['GS']} pdfwrite", f"qpdf {T['QP']}", f"reportlab {V['reportlab']}"
rp = f"{rl} + pikepdf {V['pikepdf']}"; hm = "hand-made (raw objects, `lib.raw`)"
s20, s30, s40, s45, s50, s60, s65, s70, s80 = "20-libreoffice.py 30-chromium.sh 40-cairo.py 45-ghostscript.sh 50-latex.sh 60-weasyprint.py 65-typst.py 70-reportlab.py 80-derived.py".split()
# name: (producer, how, what for); order = order in the README
D = {
"A. As real producers write them": {
 "libreoffice-tagged.pdf": (lo + " Writer", s20 + ": UseTaggedPDF, PDFUACompliance, bookmarks, from concept-note.odt", "good tagged annex: headings, nested lists, TH/Scope table, footnote, Figure with Alt, links, running head and foot; XMP; TrueType"),
 "libreoffice-untagged.pdf": (lo + " Writer", s20 + ": UseTaggedPDF=false", "the same text without tags, bookmarks kept"),
 "libreoffice-sheet-landscape.pdf": (lo + " Calc", s20 + ": src/budget.xlsx, landscape A4, UseTaggedPDF", "says Marked but its StructTreeRoot has seven P children, no Document and no Table: a real, useless tag tree"),
 "libreoffice-pdfa2b.pdf": (lo + " Writer", s20 + ": SelectPdfVersion=2", "PDF/A-2b (pdfaid in XMP, OutputIntent with sRGB); tagged all the same (this version tags every PDF/A); Type 1 font program (FontFile) from an OTF; no table"),
 "concept-note.odt": (lo, s20 + ": src/concept-note.fodt.in -> odt", "source of the four above; not a PDF"),
 "concept-note.docx": (lo, s20 + ": odt -> docx", "same text, not a PDF"),
 "chromium-tagged.pdf": (cr, s30 + ": --print-to-pdf --generate-pdf-document-outline, src/survey.html", "tags with NonStruct everywhere, the PDF 2.0 role Strong in a 1.4 file, th without THead, lists, figure alt, Arabic and Russian text (no Lang on the spans), TH with IDs and an IDTree, destinations in an old-style /Dests dictionary, CID TrueType"),
 "chromium-untagged.pdf": (cr, s30 + ": --disable-pdf-tagging", "the same page without tags; no outline"),
 "chromium-type3-letter.pdf": (cr, s30 + ": src/letter.html in an OTF face", "Type 3 fonts (what Skia writes for CFF faces); Letter size; French"),
 "cairo-untagged.pdf": (f"cairo {T['CA']} by pycairo {V['pycairo']}", s40, "Letter portrait and Letter landscape, page labels F-1 F-2, outline, a gradient with a soft mask; classic xref; no links (see cairo-links.pdf)"),
 "cairo-tagged.pdf": (f"cairo {T['CA']} by pycairo {V['pycairo']}", s40, "the same with cairo's structure tags: Figure without Alt (cairo drops it), table rows as P; extra file"),
 "cairo-links.pdf": (f"cairo {T['CA']} by pycairo {V['pycairo']}", s40, "links and a named destination without structure tags: cairo 1.16 leaves xref entries that point at objects it never wrote (a real producer's fault; qpdf warns, all show the pages); extra file"),
 "ghostscript-14.pdf": (gs, s45 + ": src/letter.ps, -dCompatibilityLevel=1.4", "letter from PostScript with pdfmarks: outline, labels C-A C-B, named destination `encl` (name tree), links; Type 1C without ToUnicode; classic xref"),
 "ghostscript-scan.pdf": (gs, s45 + ": that letter, turned, speckled, as pictures", "page 1 only a CCITT bilevel image, page 2 only a JPEG; no text, no fonts"),
 "latex-article.pdf": ("pdfTeX " + T["PT"] + " + hyperref", s50 + ": src/latex-article.tex", "labels i ii 1 2; named destinations section.1 page.1 Doc-Start ... in a name tree; outline; formula; footnote; bibliography; Type 1 fonts; object streams"),
 "latex-tagged.pdf": (T["LU"] + " + tagpdf", s50 + ": \\DocumentMetadata{testphase=phase-II,pdfversion=2.0}", "PDF 2.0 with structure namespaces, FENote, titles on headings; P, links and footnote tagged by LaTeX, headings/list/figure/table by tagpdf commands in the source"),
 "weasyprint-tagged.pdf": (f"WeasyPrint {V['weasyprint']}", s60 + ": pdf_tags=True, src/terms.html", "Span under everything, L inside L, THead/TBody, TH with IDs and TD with Headers (no Scope), structure namespaces in a 1.7 file, Figure Alt, names tasks and fee, links, outline; object streams"),
 "weasyprint-ua.pdf": (f"WeasyPrint {V['weasyprint']}", s60 + ": pdf_variant='pdf/ua-1'", "the same, claims PDF/UA-1 (XMP)"),
 "typst-ua.pdf": (f"Typst (PyPI typst {V['typst']})", s65 + ": pdf_standards a-2a + ua-1, src/report.typ", "claims PDF/A-2a and PDF/UA-1; TOC/TOCI, Note, Reference, labels i 1, Figure Alt, table with ColSpan; CFF fonts, a RoleMap (Title to P, Strong and Em to Span, Terms to Part); no object streams"),
 "typst-20.pdf": (f"Typst (PyPI typst {V['typst']})", s65 + ": pdf_standards 2.0", "the same as PDF 2.0 with namespaces; no Info title (XMP only)")},
"B. The same content in other wrappings": {
 "object-streams.pdf": (qp, s80 + ": --object-streams=generate cairo-tagged.pdf", "object streams and an xref stream; tagged"),
 "linearized.pdf": (qp, s80 + ": --linearize ghostscript-14.pdf", "linearized, two xref sections"),
 "encrypted-user.pdf": (qp, s80 + ": AES-128 (V4 R4), user password `user-pass`, owner `owner-pass`", "cannot be opened without a password: must be refused with a clear word"),
 "encrypted-owner.pdf": (qp, s80 + ": RC4-128 (V2 R3), empty user password, all permissions off, owner `owner-pass`", "opens without a password, restricts copying, printing, change"),
 "encrypted-aes256.pdf": (qp, s80 + ": AES-256 (V5 R6), empty user password, no object streams, weasyprint-tagged.pdf", "tagged and encrypted: Alt, TH IDs, bookmark titles and names are encrypted strings"),
 "inherited.pdf": (hm, s80, "Resources, MediaBox, CropBox, Rotate from two levels of Pages nodes; one page overrides; four pages of three sizes"),
 "rotated-90.pdf": (rp, s70, "portrait MediaBox, content on its side, /Rotate 90, a link annotation on the turned text"),
 "rotated-270.pdf": (rp, s70, "the same with /Rotate 270"),
 "cropped.pdf": (rp, s70, "MediaBox [100 50 700 950], smaller CropBox, Bleed/Trim/Art boxes; text outside the crop must not show; link with XYZ"),
 "userunit.pdf": (rp, s70, "UserUnit 2: an A2 sheet in A3 numbers"),
 "mixed-sizes.pdf": (rl, s70, "A3 landscape, A5, Letter, 100 x 210 mm; outline"),
 "shared-font-1.pdf": (rl, s70, "with the next: identical FontFile2, ToUnicode and JPEG streams, same font name AAAAAA+DejaVuSansMono: de-duplication"),
 "shared-font-2.pdf": (rl, s70, "see shared-font-1.pdf"),
 "fonts-not-embedded.pdf": (rl, s70, "Helvetica, Times, Courier, Symbol, ZapfDingbats by name only; outline, links"),
 "named-dests.pdf": (hm, s80, "old /Dests dictionary and a two-level name tree with different targets for the same names (fee, page.1), names that latex-article, weasyprint-* and ghostscript-14 use too, and a link to a missing name"),
 "deep-outline.pdf": (hm, s80, "bookmarks 6 levels deep, open and closed, one in colour, one UTF-16 title, one by GoTo action")},
"C. Content to keep, flatten or strip": {
 "form.pdf": (rl, s70, "AcroForm in use: two text fields, two checkboxes, a radio group, a choice"),
 "xfa.pdf": (hm, s80, "XFA array (template with script, datasets), NeedsRendering, a `Please wait` page"),
 "signed.pdf": (f"{rl} + pyHanko {V['pyhanko']}", s70, "visible, valid signature by a self-signed certificate in a second revision (incremental update)"),
 "javascript.pdf": (hm, s80, "OpenAction, Catalog /AA, Names /JavaScript, page /AA (with Next), a JavaScript link, and one good link"),
 "launch-action.pdf": (hm, s80, "Launch, GoToR, SubmitForm, GoToE, ImportData, javascript: and file: URIs, Named; one good link"),
 "attachment.pdf": (rp, s80, "EmbeddedFiles (survey.csv, /AF Data) and a FileAttachment annotation (setup.exe, only text)"),
 "layers.pdf": (rp, s70, "optional content: on, off and locked, print only; OCMD; Form XObject with /OC; Order, AS, Configs"),
 "transparency.pdf": (rp, s70, "luminosity soft mask, Multiply, blend-mode array, isolated and knockout groups, image SMask"),
 "cmyk.pdf": (rl, s70, "DeviceCMYK, a Separation colour, overprint, a DeviceCMYK JPEG with inverted Decode"),
 "jpeg2000.pdf": (rp, s70, "a JPX image without a ColorSpace key")},
"D. Damaged, lying, looping": {
 "truncated.pdf": ("cut", s80 + ": first half of weasyprint-tagged.pdf", "no trailer, no catalog: must be refused"),
 "no-xref.pdf": ("edited", s80 + ": ghostscript-14.pdf, startxref 99999999", "objects, xref table and trailer intact"),
 "no-xref-table.pdf": ("edited", s80 + ": fonts-not-embedded.pdf without its xref table", "only objects and trailer; extra file"),
 "leading-junk.pdf": ("edited", s80 + ": fonts-not-embedded.pdf with HTTP head before and junk after", "all offsets shifted by the junk; extra file"),
 "empty.pdf": ("-", s80, "0 bytes"),
 "not-a-pdf.pdf": ("-", s80, "plain text that mentions %PDF"),
 "zero-pages.pdf": (hm, s80, "valid syntax, Kids [ ], Count 0"),
 "cycle-pages.pdf": (hm, s80, "Kids lead back to the root and to the node itself; two real pages"),
 "huge-page-count-lie.pdf": (hm, s80, "Count 2000000000 (and -1 below); three real pages"),
 "cycle-outline.pdf": (hm, s80, "Next of the last item is the first; a child whose child is its parent"),
 "role-map-loop.pdf": (hm, s80, "RoleMap A -> B -> A, P -> P, T1 -> T2 -> T3 -> P, Doc -> Document; a role not mapped (Foo)"),
 "deep-structure.pdf": (hm + f", packed by {qp}", s80, "structure tree 300 levels deep, one marked line at its end")},
"E. Pictures": {
 "photo.jpg": (f"Pillow {V['pillow']}", "10-pictures.py", "RGB, 720 x 480, sRGB profile, EXIF with GPS (invented): drop the metadata, keep the profile. A drawn picture with grain, not a camera's"),
 "exif-rotated.jpg": (f"Pillow {V['pillow']}", "10-pictures.py", "stored 200 x 140, EXIF orientation 6: upright at 140 x 200"),
 "cmyk.jpg": (f"Pillow {V['pillow']}", "10-pictures.py", "CMYK with Adobe marker (inverted), no profile"),
 "chart.png": (f"Pillow {V['pillow']}", "10-pictures.py", "RGBA, soft edges and half-clear bars"),
 "chart-16bit.png": ("own encoder", "10-pictures.py", "16-bit RGB"),
 "diagram.svg": ("hand-made", "10-pictures.py", "title, desc, gradient, marker, use, text, link"),
 "evil.svg": ("hand-made", "10-pictures.py", "script, onload, external and file: images, foreignObject, iframe, entities (external and nested), @import, use loop, javascript: link; all network targets are 127.0.0.1:9"),
 "broken.png": ("cut", "10-pictures.py", "first 55 % of chart.png"),
 "huge.png": ("own encoder", "10-pictures.py", "header says 60000 x 60000 RGBA, 4 KB of data")}}
EXPECT = {"encrypted-user.pdf": 0, "cycle-pages.pdf": 2, "truncated.pdf": 2, "empty.pdf": 2, "not-a-pdf.pdf": 2, "no-xref.pdf": 3, "cairo-links.pdf": 3, "no-xref-table.pdf": 3}   # others 0
def look(p):
    f = {"out": 0, "lab": "", "uri": 0, "int": 0, "alt": 0}
    try: d = pikepdf.open(p, password=PW.get(os.path.basename(p), ""))
    except Exception: return f
    f["lab"] = "labels" if "/PageLabels" in d.Root else ""
    for o in d.objects:
        if isinstance(o, pikepdf.Stream) or not isinstance(o, pikepdf.Dictionary): continue
        if "/Title" in o and "/Parent" in o and ("/Dest" in o or "/A" in o): f["out"] += 1
        if o.get("/Subtype") == "/Link": f["uri" if "/A" in o and o.A.get("/S") == "/URI" else "int"] += 1
        if "/Alt" in o and "/S" in o: f["alt"] += 1
    return f
rows, bad, total, md = [], [], 0, []
names = [n for g in D.values() for n in g]
for n in sorted(os.listdir(O)):
    if n not in names: bad.append(f"{n}: not in the list")
for g, fs in D.items():
    md += [f"\n## {g}\n"]
    for n, (prod, how, what) in fs.items():
        p = f"{O}/{n}"
        if not os.path.exists(p): bad.append(f"{n}: missing"); continue
        sz = os.path.getsize(p); total += sz
        if sz > 60000: bad.append(f"{n}: {sz} bytes")
        if n.endswith(".pdf"):
            pw = [f"--password={PW[n]}"] if n in PW else []; q = sh("qpdf", "--check", *pw, p); i = sh("pdfinfo", *(["-upw", PW[n]] if n in PW else []), p)
            if q.returncode != EXPECT.get(n, 0): bad.append(f"{n}: qpdf --check gives {q.returncode}")
            gi = lambda k: (re.search(rf"^{k}:\s*(.*)$", i.stdout, re.M) or [0, "-"])[1]
            f = look(p); tag = {"yes": "**tagged**", "no": "untagged"}.get(gi("Tagged"), "no pages read")
            res = ("qpdf clean" if q.returncode == 0 else "qpdf repairs, with warnings" if q.returncode == 3 else "qpdf error") + ("" if i.returncode == 0 else "; pdfinfo refuses: " + re.sub(r"^(Syntax|Command Line|I/O) (Error|Warning): ", "", (i.stderr.strip().splitlines() or ["?"])[-1]))
            has = ", ".join(x for x in (f"{f['out']} bookmarks" if f["out"] else "", f["lab"], f"{f['uri']} web links" if f["uri"] else "", f"{f['int']} other links" if f["int"] else "", f"{f['alt']} alt" if f["alt"] else "") if x)
            md.append(f"- `{n}` ({sz:,} B, PDF {gi('PDF version')}, {gi('Pages')} p., {tag}{'; ' + has if has else ''}) - {prod}. {how}. For: {what}. [{res}]")
            rows.append((n, sz, gi("PDF version"), gi("Pages"), gi("Tagged"), gi("Page size"), gi("Producer"), q.returncode, i.returncode, f["out"], f["lab"], f["uri"], f["int"], f["alt"], (q.stderr.strip().splitlines() or [""])[0].replace(O, ""), (i.stderr.strip().splitlines() or [""])[0]))
        else:
            md.append(f"- `{n}` ({sz:,} B) - {prod}. {how}. For: {what}.")
if total > 900000: bad.append(f"total {total}")
open(f"{R}/verify.tsv", "w").write("file\tbytes\tversion\tpages\ttagged\tfirst page size\tproducer\tqpdf_check\tpdfinfo\tbookmarks\tlabels\tweb_links\tother_links\talt\tqpdf_first_message\tpdfinfo_first_message\n" + "".join("\t".join(map(str, r)) + "\n" for r in rows))
head = f"""# PDFs and pictures from outside

{len(names)} files, {total:,} bytes, in `files/`. Test inputs for a program that merges outside PDFs into one tagged bundle.
All names, places, figures and people in them are invented. Written by `make/90-verify.py`; do not edit by hand.

Make again: `make/00-install.sh` (apt, pip; venv /tmp/outside-venv) once, then `make/make-all.sh`, which ends with the checks.
Contents and layout come out the same each time. LibreOffice, Chromium, Typst, Ghostscript, qpdf's encryption and the signature put new dates, IDs or keys in, so bytes differ.
In brackets: what `qpdf --check` (qpdf {T['QP']}) and `pdfinfo` (poppler {re.search(r'[0-9.]+', sh('pdfinfo', '-v').stderr)[0]}) say; encrypted-user.pdf was checked with its password. `verify.tsv` has the same as a table.
"Tagged" is pdfinfo's word (MarkInfo /Marked). Claims of PDF/A and PDF/UA are the producers' own: no veraPDF or PAC was at hand to test them.
"""
notes = """
## Seen on the way (real behaviour worth a test)

- pdfinfo -struct complains of typst-ua (`Suspects object is wrong type`), of both typst files (`BorderColor ... wrong type`), and of roles Strong (chromium-tagged, typst-20), Title (typst-20), FENote (latex-tagged). Strong, Title and FENote are PDF 2.0 roles that poppler 22.12 does not know; Chromium writes Strong into a 1.4 file.
- LibreOffice 7.4 tags every PDF/A even with UseTaggedPDF=false; Calc's tag tree has no root element but seven P.
- LibreOffice, Chromium and WeasyPrint write no page labels. Chromium makes bookmarks only with --generate-pdf-document-outline, and none with --disable-pdf-tagging.
- cairo 1.16 ignores an alt attribute on Figure; its links alone bring no structure tree, but leave broken xref entries (cairo-links.pdf).
- LibreOffice 7.4 joins a picture's title and description into one Alt (`title - description`).
- Chromium and WeasyPrint put no Lang on the elements of spans in another language; only the catalog (Chromium also Document) has one.
- Chromium and old files keep names in Catalog /Dests, the others in the name tree; latex-article has names such as section.1, page.1, Doc-Start that any second LaTeX file would have too.
- lualatex of TeX Live 2022 with testphase=phase-II never ends when given -output-directory; phase-III is not known to it.
- Chromium turns OpenType/CFF faces into Type 3 fonts; LibreOffice 7.4 turns them into Type 1.
- WeasyPrint puts a nested L beside its LI, directly in the outer L; Typst does the same.
"""
open(f"{R}/README.md", "w").write(head + "\n".join(md) + "\n" + notes)
print(len(names), "files", total, "bytes"); print("\n".join(bad) or "all as expected"); sys.exit(bool(bad))
