#!/usr/bin/env python3
"""Derived (qpdf, pikepdf) and hand-made files: protected, damaged, odd."""
import os, re, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lib import *
import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
B = f"{OUT}/weasyprint-tagged.pdf"; L = f"{OUT}/ghostscript-14.pdf"
def qpdf(*a):
    r = subprocess.run(["qpdf", *a], capture_output=True, text=True)
    if r.returncode not in (0, 3): sys.exit(f"qpdf {a}: {r.stderr}")
o = lambda n: f"{OUT}/{n}.pdf"
# ---- the same content in other wrappings
qpdf("--deterministic-id", "--object-streams=generate", f"{OUT}/cairo-tagged.pdf", o("object-streams"))
qpdf("--deterministic-id", "--linearize", "--object-streams=disable", L, o("linearized"))
qpdf("--encrypt", "user-pass", "owner-pass", "128", "--use-aes=y", "--", L, o("encrypted-user"))                                                     # V4 R4 AESV2
qpdf("--allow-weak-crypto", "--encrypt", "", "owner-pass", "128", "--use-aes=n", "--extract=n", "--modify=none", "--print=none", "--accessibility=n", "--", L, o("encrypted-owner"))  # V2 R3 RC4
qpdf("--object-streams=disable", "--encrypt", "", "owner-pass", "256", "--modify=none", "--", B, o("encrypted-aes256"))                                                          # V5 R6 AESV3
# ---- damaged
b = open(B, "rb").read(); open(o("truncated"), "wb").write(b[: len(b) // 2])
b = open(L, "rb").read(); i = b.rindex(b"startxref"); open(o("no-xref"), "wb").write(b[:i] + b"startxref\n99999999\n%%EOF\n")
b = open(o("fonts-not-embedded"), "rb").read(); i = b.rindex(b"startxref"); x = b.rindex(b"\nxref"); t = b.rindex(b"trailer"); open(o("no-xref-table"), "wb").write(b[:x + 1] + b[t:i] + b"startxref\n0\n%%EOF\n")
open(o("leading-junk"), "wb").write(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + b + b"\r\n--boundary--\r\n\0\0\0")
open(o("empty"), "wb").close()
open(o("not-a-pdf"), "w").write("Dear colleague,\n\nplease find the annex attached.\n\n%PDF is only a word in this line, not a header at its start.\n")
# ---- hand-made, raw
F = {9: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"}
RES = b"/Resources << /Font << /F1 9 0 R >> >> /MediaBox [0 0 595 842]"
PG = lambda parent, cont, extra=b"": b"<< /Type /Page /Parent %d 0 R %s /Contents %d 0 R %s >>" % (parent, RES, cont, extra)
raw(o("zero-pages"), {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [ ] /Count 0 >>"})
raw(o("cycle-pages"), {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 3 >>", 3: PG(2, 6), 4: b"<< /Type /Pages /Parent 2 0 R /Kids [5 0 R 2 0 R 4 0 R] /Count 2 >>", 5: PG(4, 7), 6: (b"", text_stream(["First page", "The second branch of the page tree leads back to its root."])), 7: (b"", text_stream(["Second page"])), **F})
raw(o("huge-page-count-lie"), {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 2000000000 >>", 3: PG(2, 6), 4: PG(2, 7), 5: b"<< /Type /Pages /Parent 2 0 R /Kids [8 0 R] /Count -1 >>", 6: (b"", text_stream(["First page", "The page tree claims two thousand million pages; there are three."])), 7: (b"", text_stream(["Second page"])), 8: PG(5, 7), **F})
raw(o("inherited"), {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 4 %s /CropBox [10 10 585 832] /Rotate 90 >>" % RES, 3: b"<< /Type /Pages /Parent 2 0 R /Kids [5 0 R 6 0 R] /Count 2 >>", 4: b"<< /Type /Pages /Parent 2 0 R /Kids [7 0 R 8 0 R] /Count 2 /Rotate 0 /MediaBox [0 0 420 595] /CropBox [0 0 420 595] >>",
    5: b"<< /Type /Page /Parent 3 0 R /Contents 11 0 R >>", 6: b"<< /Type /Page /Parent 3 0 R /Contents [11 0 R 12 0 R] /Rotate 180 >>", 7: b"<< /Type /Page /Parent 4 0 R /Contents 13 0 R >>", 8: b"<< /Type /Page /Parent 4 0 R /Contents 14 0 R /Resources << /Font << /F1 10 0 R >> >> /MediaBox [0 0 300 300] /CropBox [0 0 300 300] >>",
    10: b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>", 11: (b"", text_stream(["Inherits everything", "Box, resources, crop and a turn of 90 degrees from two levels up."])), 12: (b"", b"1 0 0 RG 72 700 200 -60 re S"), 13: (b"", text_stream(["A5 branch", "Box and turn from the middle node,", "fonts from the root."], 40, 540)), 14: (b"", text_stream(["Own resources", "F1 is Courier on this page."], 30, 260)), **F})
# role map A -> B -> A, a role mapped to itself, an unknown role, a chain that ends well
S = lambda t, k, extra=b"": b"<< /Type /StructElem /S /%s /P %s /Pg 3 0 R /K %s %s >>" % (t, b"%d 0 R" % k[0], k[1], extra)
raw(o("role-map-loop"), {1: b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) /MarkInfo << /Marked true >> /StructTreeRoot 5 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: PG(2, 4, b"/StructParents 0 /Tabs /S"),
    4: (b"", b"BT /F1 14 Tf 72 770 Td /A << /MCID 0 >> BDC (Annex W: Glossary) Tj EMC /F1 11 Tf 0 -24 Td /B << /MCID 1 >> BDC (Aquifer: rock that holds water.) Tj EMC 0 -16 Td /P << /MCID 2 >> BDC (Apron: the slab round a pump.) Tj EMC 0 -16 Td /Foo << /MCID 3 >> BDC (Borehole: a drilled well.) Tj EMC 0 -16 Td /T1 << /MCID 4 >> BDC (Yield: water per hour.) Tj EMC ET"),
    5: b"<< /Type /StructTreeRoot /K 6 0 R /ParentTree << /Nums [0 [7 0 R 8 0 R 10 0 R 11 0 R 12 0 R]] >> /ParentTreeNextKey 1 /RoleMap << /A /B /B /A /P /P /T1 /T2 /T2 /T3 /T3 /P /Doc /Document >> >>",
    6: b"<< /Type /StructElem /S /Doc /P 5 0 R /K [7 0 R 8 0 R 10 0 R 11 0 R 12 0 R] >>", 7: S(b"A", (6, b"0")), 8: S(b"B", (6, b"1")), 10: S(b"P", (6, b"2")), 11: S(b"Foo", (6, b"3")), 12: S(b"T1", (6, b"4")), **F})
# structure tree 300 levels deep
N = 300; d = {1: b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) /MarkInfo << /Marked true >> /StructTreeRoot 5 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: PG(2, 4, b"/StructParents 0 /Tabs /S"), 4: (b"", b"/P << /MCID 0 >> BDC BT /F1 12 Tf 72 770 Td (This line lies 300 levels deep in the structure tree.) Tj ET EMC"), **F}
d[5] = b"<< /Type /StructTreeRoot /K 100 0 R /ParentTree << /Nums [0 [%d 0 R]] >> /ParentTreeNextKey 1 >>" % (99 + N)
for k in range(N): d[100 + k] = b"<< /Type /StructElem /S /%s /P %d 0 R /K %s >>" % (b"Document" if k == 0 else b"P" if k == N - 1 else b"Div", 5 if k == 0 else 99 + k, b"<< /Type /MCR /Pg 3 0 R /MCID 0 >>" if k == N - 1 else b"%d 0 R" % (101 + k))
raw(f"{WORK}/rl/deep.pdf", d); qpdf("--deterministic-id", "--object-streams=generate", f"{WORK}/rl/deep.pdf", o("deep-structure"))   # object streams only for size: 30 KB without
# outlines
def outline_doc(name, items, root_extra):
    raw(o(name), {1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 20 0 R /PageMode /UseOutlines >>", 2: b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>", 3: PG(2, 6), 4: PG(2, 7), 6: (b"", text_stream(["Manual, part 1"])), 7: (b"", text_stream(["Manual, part 2"])), **F, 20: b"<< /Type /Outlines %s >>" % root_extra, **items})
it = {}
for k in range(6):   # 1, 1.1, 1.1.1 ... six levels, a sibling beside the innermost, every second one closed
    n = 21 + k; it[n] = b"<< /Title (Level %d) /Parent %d 0 R /Dest [%d 0 R /XYZ 72 %d 0]%s%s >>" % (k + 1, n - 1, 3 + k % 2, 770 - 40 * k, b" /First %d 0 R /Last %d 0 R /Count %d" % (n + 1, n + 1 if k < 4 else 27, (1, -2, 1, -3, 2)[k]) if k < 5 else b" /Next 27 0 R", b" /C [1 0 0] /F 2" if k == 1 else b"")
it[27] = b"<< /Title <FEFF004C006500760065006C00200036002C0020007400680065002000730065006300F6006E0064> /Parent 25 0 R /Prev 26 0 R /A << /S /GoTo /D [4 0 R /FitH 400] >> >>"
outline_doc("deep-outline", it, b"/First 21 0 R /Last 21 0 R /Count 2")
outline_doc("cycle-outline", {21: b"<< /Title (One) /Parent 20 0 R /Next 22 0 R /Dest [3 0 R /Fit] >>", 22: b"<< /Title (Two) /Parent 20 0 R /Prev 21 0 R /Next 23 0 R /First 24 0 R /Last 24 0 R /Count 1 /Dest [4 0 R /Fit] >>", 23: b"<< /Title (Three) /Parent 20 0 R /Prev 22 0 R /Next 21 0 R /Dest [4 0 R /Fit] >>", 24: b"<< /Title (Child whose child is its parent) /Parent 22 0 R /First 22 0 R /Last 22 0 R /Count 1 /Dest [3 0 R /Fit] >>"}, b"/First 21 0 R /Last 23 0 R /Count 3")
# named destinations: old-style /Dests and a two-level name tree, with names that other files here use too
# (latex-article.pdf: section.1, page.1, Doc-Start; weasyprint-*.pdf: tasks, fee; ghostscript-14.pdf: encl)
LK = lambda y, dest: b"<< /Type /Annot /Subtype /Link /Rect [72 %d 300 %d] /Border [0 0 1] %s >>" % (y - 4, y + 12, dest)
raw(o("named-dests"), {1: b"<< /Type /Catalog /Pages 2 0 R /Dests 20 0 R /Names << /Dests 21 0 R >> >>", 2: b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>", 3: PG(2, 6, b"/Annots [30 0 R 31 0 R 32 0 R 33 0 R 34 0 R]"), 4: PG(2, 7),
    6: (b"", text_stream(["Annex X: Index", "By old name: encl", "By name string: section.1", "By name string: tasks", "By GoTo action: Doc-Start", "To a name that is not there"])), 7: (b"", text_stream(["Section 1", "Target of several names."])), **F,
    20: b"<< /encl [4 0 R /XYZ 72 700 null] /fee << /D [3 0 R /Fit] >> /page.1 [3 0 R /FitBH 842] >>", 21: b"<< /Kids [22 0 R 23 0 R] >>", 22: b"<< /Limits [(Doc-Start) (page.1)] /Names [(Doc-Start) [3 0 R /XYZ 0 842 null] (fee) [4 0 R /XYZ 0 500 null] (page.1) << /D [3 0 R /XYZ 0 842 null] >>] >>", 23: b"<< /Limits [(section.1) (tasks)] /Names [(section.1) [4 0 R /XYZ 72 780 null] (tasks) 24 0 R] >>", 24: b"<< /D [4 0 R /FitR 72 600 300 800] >>",
    30: LK(752 - 0, b"/Dest /encl"), 31: LK(737, b"/Dest (section.1)"), 32: LK(722, b"/Dest (tasks)"), 33: LK(707, b"/A << /S /GoTo /D (Doc-Start) >>"), 34: LK(692, b"/Dest (nowhere)")})
# ---- active content
raw(o("javascript"), {1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\('opened'\\);) >> /AA << /WC << /S /JavaScript /JS (app.alert\\('closing'\\);) >> >> /Names << /JavaScript << /Names [(start) 10 0 R] >> >> >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    3: PG(2, 6, b"/AA << /O << /S /JavaScript /JS 11 0 R >> /C << /S /JavaScript /JS (1;) /Next << /S /URI /URI (https://example.org/left) >> >> >> /Annots [12 0 R 13 0 R]"), 6: (b"", text_stream(["Annex Y: Calculator", "Click here to add up (JavaScript)", "A plain web link beside it"])), 10: b"<< /S /JavaScript /JS (var total = 0;) >>", 11: (b"", b"app.alert('page open');"),
    12: LK(752, b"/A << /S /JavaScript /JS (total += 1;) >> /AA << /E << /S /JavaScript /JS (2;) >> >>"), 13: LK(737, b"/A << /S /URI /URI (https://example.org/calc) >>"), **F})
raw(o("launch-action"), {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: PG(2, 6, b"/Annots [%s]" % b" ".join(b"%d 0 R" % n for n in range(10, 19))),
    6: (b"", text_stream(["Annex Z: Links", "Launch a program", "Open another file (GoToR)", "Send the form (SubmitForm)", "GoToE into an attachment", "ImportData", "javascript: as a web link", "file: as a web link", "Named action: NextPage", "A good web link"])),
    10: LK(752, b"/A << /S /Launch /F (calc.exe) /Win << /F (calc.exe) /P (/k) >> >>"), 11: LK(737, b"/A << /S /GoToR /F (../annex-b.pdf) /D [0 /Fit] /NewWindow true >>"), 12: LK(722, b"/A << /S /SubmitForm /F << /FS /URL /F (https://example.org/collect) >> /Flags 4 >>"), 13: LK(707, b"/A << /S /GoToE /D (x) /T << /R /C /N (inner.pdf) >> >>"), 14: LK(692, b"/A << /S /ImportData /F (data.fdf) >>"),
    15: LK(677, b"/A << /S /URI /URI (javascript:alert\\(1\\)) >>"), 16: LK(662, b"/A << /S /URI /URI (file:///etc/passwd) >>"), 17: LK(647, b"/A << /S /Named /N /NextPage >>"), 18: LK(632, b"/A << /S /URI /URI (https://example.org/annex) >>"), **F})
# attachment: embedded file with /AF, and a FileAttachment annotation
p = f"{WORK}/rl/att.pdf"; c = new(p, title="Annex AA: Data"); y = head(c, 72, 770, "Data"); para(c, 72, y, ["The survey data are attached to this file as a table."]); c.showPage(); c.save()
with pikepdf.open(p) as d:
    fs = pikepdf.AttachedFileSpec(d, b"district,households,point_dry,point_wet\nNorth Maro,211,41,63\nSouth Maro,201,38,57\n", filename="survey.csv", description="Survey data by district", mime_type="text/csv", relationship=Name.Data, creation_date="D:20260301090000Z", mod_date="D:20260301090000Z")
    d.attachments["survey.csv"] = fs; d.Root.AF = Array([fs.obj])
    f2 = pikepdf.AttachedFileSpec(d, b"MZ this is not a program", filename="setup.exe", description="a note", mime_type="application/octet-stream")
    d.pages[0].Annots = Array([d.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([420, 740, 440, 760]), FS=f2.obj, Contents=String("A second file"), Name=Name.PushPin))])
    d.save(o("attachment"), min_version="1.7", deterministic_id=True)
# xfa: a shell page as XFA forms have, with template and datasets
tpl = b'<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform name="form1" layout="tb"><pageSet><pageArea><contentArea w="190mm" h="277mm"/><medium stock="a4"/></pageArea></pageSet><field name="point" w="80mm" h="9mm"><ui><textEdit/></ui><caption><value><text>Name of the point</text></value></caption></field><event activity="initialize"><script contentType="application/x-javascript">xfa.host.messageBox("hello");</script></event></subform></template>'
raw(o("xfa"), {1: b"<< /Type /Catalog /Pages 2 0 R /NeedsRendering true /AcroForm << /Fields [12 0 R] /DA (/F1 0 Tf 0 g) /DR << /Font << /F1 9 0 R >> >> /XFA [(preamble) 14 0 R (template) 15 0 R (datasets) 16 0 R (postamble) 17 0 R] >> >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: PG(2, 6, b"/Annots [13 0 R]"), 6: (b"", text_stream(["Please wait...", "If this message is not replaced, your viewer may not be able", "to show this type of document."])),
    12: b"<< /T (form1[0]) /Kids [13 0 R] >>", 13: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (point[0]) /Parent 12 0 R /Rect [72 600 300 620] /V (W2) /DA (/F1 10 Tf 0 g) /F 4 >>", 14: (b"", b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/">'), 15: (b"", tpl), 16: (b"", b'<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><form1><point>W2</point></form1></xfa:data></xfa:datasets>'), 17: (b"", b"</xdp:xdp>"), **F})
