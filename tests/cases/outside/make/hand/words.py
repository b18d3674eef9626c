"""Writes annotations.pdf, form-values.pdf and layer-words.pdf: every kind of annotation without an appearance, of field without
one, and of layer, each with a word of its own. Words of what is hidden begin with Hh, all others with Qq. Needs nothing but Python."""
import sys
from pathlib import Path


class File:
    """A PDF, object by object."""

    def __init__(self):
        self.objects = []

    def add(self, text, content=None):
        body = text.encode("latin-1") if isinstance(text, str) else text
        if content is not None:
            data = content.encode("latin-1")
            body = body[:-2] + b"/Length %d>>\nstream\n" % len(data) + data + b"\nendstream"
        self.objects.append(body)
        return f"{len(self.objects)} 0 R"

    def keep(self):
        self.objects.append(b"null")
        return len(self.objects)

    def set(self, number, text):
        self.objects[number - 1] = text.encode("latin-1")

    def save(self, path, root):
        out, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<</Size %d/Root %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, root.encode(), start)
        Path(path).write_bytes(out)


FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
UTF16 = lambda text: "<feff" + text.encode("utf-16-be").hex() + ">"


def annotations(path):
    file = File()
    font, catalog, pages, page = file.add(FONT), file.keep(), file.keep(), file.keep()
    kinds = [
        ("Text", "/Name/Comment"),
        ("FreeText", "/DA(/Helv 11 Tf 0.5 0 0 rg)/C[1 1 0.8]/Q 1"),
        ("Line", "/L[310 {m} 390 {m}]/LE[/None/OpenArrow]/C[1 0 0]"),
        ("Square", "/IC[0.8 0.9 1]/C[0 0 1]/BS<</W 2/S/D>>"),
        ("Circle", "/C[0 0.5 0]/BS<</W 2>>"),
        ("Polygon", "/Vertices[310 {b} 390 {b} 350 {t}]/IC[1 0.9 0.9]/C[0.5 0 0]"),
        ("PolyLine", "/Vertices[310 {b} 330 {t} 350 {b} 390 {t}]/C[0.5 0 0.5]"),
        ("Highlight", "/QuadPoints[310 {t} 390 {t} 310 {b} 390 {b}]/C[1 1 0]"),
        ("Underline", "/QuadPoints[310 {t} 390 {t} 310 {b} 390 {b}]/C[0 0.6 0]"),
        ("Squiggly", "/QuadPoints[310 {t} 390 {t} 310 {b} 390 {b}]/C[1 0 0]"),
        ("StrikeOut", "/QuadPoints[310 {t} 390 {t} 310 {b} 390 {b}]/C[1 0 0]"),
        ("Stamp", "/Name/Approved"),
        ("Caret", "/C[0 0 1]"),
        ("Ink", "/InkList[[310 {b} 320 {t} 330 {b}][340 {m} 390 {m}]]/C[0 0 0]/CA 0.5"),
        ("Popup", ""),
        ("FileAttachment", "/FS<</Type/Filespec/F(x.txt)>>"),
        ("Sound", ""),
        ("Movie", ""),
        ("Screen", ""),
        ("Redact", "/QuadPoints[310 {t} 390 {t} 310 {b} 390 {b}]"),
        ("Watermark", ""),
        ("PrinterMark", ""),
        ("TrapNet", ""),
        ("3D", ""),
        ("RichMedia", ""),
        ("Projection", ""),
        ("Unheard", ""),
        ("Link", "/A<</S/URI/URI(https://example.org/Qqlinkaddress)>>"),
    ]
    listed, text = [], ["BT /F1 10 Tf"]
    for at, (kind, more) in enumerate(kinds):
        low = 800 - at * 26
        more = more.format(b=low + 3, t=low + 15, m=low + 9)
        high = low + (16 if kind == "Text" else 18)
        right = 326 if kind in ("Text", "Caret") else 390
        listed.append(file.add(
            f"<</Type/Annot/Subtype/{kind}/Rect[310 {low} {right} {high}]/F 4/P {page} 0 R/T(Ana Qqauthor{kind.lower()})"
            f"/Contents(Qq{kind.lower()}){more}>>"))
        text.append(f"1 0 0 1 60 {low + 5} Tm ({kind}) Tj 1 0 0 1 312 {low + 5} Tm (beneath) Tj")
    listed.append(file.add(
        f"<</Type/Annot/Subtype/Text/Rect[400 700 420 720]/F 6/P {page} 0 R/T(Ana)/Contents(Qqhiddennote)>>"))
    content = file.add("<<>>", " ".join(text + ["ET"]))
    file.set(page, f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 595 842]/Contents {content}/Annots[{' '.join(listed)}]"
             f"/Resources<</Font<</F1 {font}>>>>>>")
    file.set(pages, f"<</Type/Pages/Kids[{page} 0 R]/Count 1>>")
    file.set(catalog, f"<</Type/Catalog/Pages {pages} 0 R>>")
    file.save(path, f"{catalog} 0 R")


def fields(path):
    file = File()
    font, catalog, pages, page, form = file.add(FONT), file.keep(), file.keep(), file.keep(), file.keep()
    empty = file.add("<</Type/XObject/Subtype/Form/BBox[0 0 100 20]>>", "")
    old = file.add("<</Type/XObject/Subtype/Form/BBox[0 0 100 20]>>", "q BT (stale) Tj ET Q")
    mark = "/MK<</BC[0.2 0.2 0.2]/BG[0.93 0.95 1]>>"
    kinds = [
        ("text", "/FT/Tx/V(Qqtext)/DA(/Helv 12 Tf .1 .1 .5 rg)", 20),
        ("auto", "/FT/Tx/V(Qqauto is as large as fits into the field that it has)", 20),
        ("middle", "/FT/Tx/V(Qqmiddle)/Q 1", 20),
        ("right", "/FT/Tx/V(Qqright)/Q 2", 20),
        ("lines", "/FT/Tx/Ff 4096/V(Qqlines and words that go on for more than a line has room,\\nand a line\\r\\nof its own)/DA(/Helv 9 Tf 0 g)", 46),
        ("tight", "/FT/Tx/Ff 4096/V(Qqtight: more words than have room at the size that is stated, so that they are shrunk until all of them are there to be read, which is better than words that nobody sees)/DA(/Helv 12 Tf 0 g)", 36),
        ("comb", "/FT/Tx/Ff 16777216/MaxLen 10/V(Qqcomb)", 20),
        ("accents", "/FT/Tx/V(Qqaccents \\351\\374\\337\\361 \\200)", 20),
        ("utf", "/FT/Tx/V" + UTF16("Qqutf für Œuvres – 5 €"), 20),
        ("turned", "/FT/Tx/V(Qqturned)/DA(/Helv 8 Tf 0 g)", 60),
        ("combo", "/FT/Ch/Ff 131072/V(a)/Opt[[(a)(Qqcombo)][(b)(Beta)]]", 20),
        ("list", "/FT/Ch/V(Qqlist)/Opt[(Alpha)(Qqlist)(Gamma)]/DA(/Helv 9 Tf 0 g)", 36),
        ("several", "/FT/Ch/Ff 2097152/V[(Qqone)(Qqthree)]/Opt[(Qqone)(Two)(Qqthree)]/DA(/Helv 9 Tf 0 g)", 40),
        ("password", "/FT/Tx/Ff 8192/V(secret)", 20),
        ("button", "/FT/Btn/Ff 65536", 20),
        ("check", "/FT/Btn/V/Yes/AS/Yes", 20),
        ("unchecked", "/FT/Btn/V/Off/AS/Off", 20),
        ("cross", "/FT/Btn/V/On", 20),
        ("radio", "/FT/Btn/Ff 32768/V/one/AS/one", 20),
        ("star", "/FT/Btn/V/Yes/AS/Yes", 20),
        ("hidden", "/FT/Tx/F 6/V(Qqhidden)", 20),
        ("stale", f"/FT/Tx/V(Qqstale)/AP<</N {old}>>", 20),
        ("emptied", f"/FT/Tx/V(Qqemptied)/AP<</N {empty}>>", 20),
        ("script", "/FT/Tx/V" + UTF16("Qqcyrillic Привет"), 20),
        ("tiny", "/FT/Tx/V(Qqtiny is far too long for a field of this size whatever is done to it in the end)", 20),
    ]
    marks = {"button": "/CA(Qqbutton)", "cross": "/CA(8)", "radio": "/CA(l)", "star": "/CA(H)", "turned": "/R 90"}
    widgets, text, y = [], ["BT /F1 9 Tf"], 812
    for name, more, high in kinds:
        y -= high + 5
        wide = {"turned": 24, "tiny": 30}.get(name, high if "/Btn" in more and name != "button" else 200)
        flags = "" if "/F 6" in more else "/F 4"
        mk = mark[:-2] + marks.get(name, "") + ">>"
        widgets.append(file.add(f"<</Type/Annot/Subtype/Widget/Rect[200 {y} {200 + wide} {y + high}]/P {page} 0 R/T({name})"
                                f"{flags}{mk}{more}>>"))
        text.append(f"1 0 0 1 60 {y + 5} Tm ({name}) Tj")
    # A field of two places, which have its value from it.
    parent = file.keep()
    twins = [file.add(f"<</Type/Annot/Subtype/Widget/Rect[{x} 780 {x + 100} 800]/F 4/P {page} 0 R/Parent {parent} 0 R>>")
             for x in (420,)]
    file.set(parent, f"<</FT/Tx/T(twin)/V(Qqinherited)/Kids[{' '.join(twins)}]>>")
    content = file.add("<<>>", " ".join(text + ["ET"]))
    annots = " ".join(widgets + twins)
    file.set(page, f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 595 842]/Contents {content}/Annots[{annots}]"
             f"/Resources<</Font<</F1 {font}>>>>>>")
    file.set(pages, f"<</Type/Pages/Kids[{page} 0 R]/Count 1>>")
    file.set(form, f"<</Fields[{' '.join(widgets)} {parent} 0 R]/DR<</Font<</Helv {font}>>>>/DA(/Helv 0 Tf 0 g)/NeedAppearances true>>")
    file.set(catalog, f"<</Type/Catalog/Pages {pages} 0 R/AcroForm {form} 0 R>>")
    file.save(path, f"{catalog} 0 R")


def layers(path):
    file = File()
    font, catalog, pages, page = file.add(FONT), file.keep(), file.keep(), file.keep()
    seen = file.add("<</Type/OCG/Name(Seen)>>")
    hidden = file.add("<</Type/OCG/Name(Hhlayername)>>")
    unviewed = file.add("<</Type/OCG/Name(Hhprintname)/Usage<</View<</ViewState/OFF>>/Print<</PrintState/ON>>>>>>")
    both = file.add(f"<</Type/OCMD/OCGs[{seen} {hidden}]/P/AllOn>>")
    either = file.add(f"<</Type/OCMD/OCGs[{seen} {hidden}]/P/AnyOn>>")
    neither = file.add(f"<</Type/OCMD/OCGs {hidden}/P/AllOff>>")
    condition = file.add(f"<</Type/OCMD/VE[/And {seen} [/Not {hidden}]]>>")
    against = file.add(f"<</Type/OCMD/VE[/Or {hidden} [/Not {seen}]]>>")
    words = lambda word: f"BT /F1 10 Tf ({word}) Tj ET"
    resources = f"/Resources<</Font<</F1 {font}>>>>"
    box = "/Type/XObject/Subtype/Form/BBox[0 0 300 20]"
    whole = file.add(f"<<{box}{resources}/OC {hidden}>>", words("Hhform"))
    shown = file.add(f"<<{box}{resources}/OC {seen}>>", words("Qqform"))
    inside = file.add(f"<<{box}/Resources<</Font<</F1 {font}>>/Properties<</P1 {hidden}/P2 {seen}>>>>>>",
                      f"/OC /P1 BDC {words('Hhinside')} EMC /OC /P2 BDC 1 0 0 1 0 0 cm {words('Qqinside')} EMC")
    bare = file.add(f"<<{box}>>", f"/OC /L2 BDC {words('Hhbare')} EMC {words('Qqbare')}")
    only = file.add(f"<<{box}{resources}>>", words("Hhonlythere"))
    picture = file.add(f"<</Type/XObject/Subtype/Image/Width 1/Height 8/BitsPerComponent 8/ColorSpace/DeviceGray/OC {hidden}>>", "Hhpixels")
    note = file.add(f"<</Type/XObject/Subtype/Form/BBox[0 0 100 20]{resources}>>", words("Hhnote"))
    annots = [
        file.add(f"<</Type/Annot/Subtype/Text/Rect[400 700 420 720]/F 4/OC {hidden}/Contents(Hhcomment)/AP<</N {note}>>>>"),
        file.add(f"<</Type/Annot/Subtype/FreeText/Rect[400 600 520 620]/F 4/OC {seen}/Contents(Qqfreetext)/DA(/Helv 9 Tf 0 g)>>"),
    ]
    marks = {"L1": seen, "L2": hidden, "L3": unviewed, "M1": both, "M2": either, "M3": neither, "M4": condition, "M5": against}
    properties = "".join(f"/{name} {layer}" for name, layer in marks.items())
    parts = [
        "BT /F1 10 Tf 1 0 0 1 60 800 Tm (Qqplain) Tj ET",
        "/OC /L1 BDC BT /F1 10 Tf 1 0 0 1 60 780 Tm (Qqseen) Tj ET EMC",
        "/OC /L2 BDC 0.9 g BT /F1 10 Tf 1 0 0 1 60 760 Tm (Hhplain) Tj 0 -10 Td [(Hh) -20 (array)] TJ (Hhnext) ' 1 2 (Hhspaced) \" ET 60 700 100 50 re f EMC",
        "/OC /L3 BDC BT /F1 10 Tf 1 0 0 1 60 740 Tm (Hhprint) Tj ET EMC",
        "/OC /M1 BDC BT /F1 10 Tf 1 0 0 1 60 720 Tm (Hhallon) Tj ET EMC",
        "/OC /M2 BDC BT /F1 10 Tf 1 0 0 1 60 700 Tm (Qqanyon) Tj ET EMC",
        "/OC /M3 BDC BT /F1 10 Tf 1 0 0 1 60 680 Tm (Qqalloff) Tj ET EMC",
        "/OC /M4 BDC BT /F1 10 Tf 1 0 0 1 60 660 Tm (Qqcondition) Tj ET EMC",
        "/OC /M5 BDC BT /F1 10 Tf 1 0 0 1 60 640 Tm (Hhagainst) Tj ET EMC",
        # Within each other, and with words that stand for what is hidden.
        "/OC /L1 BDC /OC /L2 BDC BT /F1 10 Tf 1 0 0 1 60 620 Tm (Hhwithin) Tj ET EMC BT /F1 10 Tf 1 0 0 1 60 600 Tm (Qqbeside) Tj ET EMC",
        "/OC /L2 BDC /OC /L1 BDC BT /F1 10 Tf 1 0 0 1 60 580 Tm (Hhbelow) Tj ET EMC EMC",
        "/Span <</MCID 0/ActualText(Hhactual)>> BDC /OC /L2 BDC BT /F1 10 Tf 1 0 0 1 60 560 Tm (Hhspan) Tj ET EMC EMC",
        "/Figure <</MCID 1>> BDC /OC /L2 BDC 60 500 20 20 re f EMC EMC",
        "/P <</MCID 2>> BDC BT /F1 10 Tf 1 0 0 1 60 540 Tm (Qqparagraph) Tj ET EMC",
        "/OC /L2 BDC BI /W 1 /H 6 /BPC 8 /CS /G ID Hhdata EI EMC",
        # A line that goes on behind what is hidden.
        "BT /F1 10 Tf 1 0 0 1 60 520 Tm (before ) Tj /OC /L2 BDC (Hhmiddle ) Tj EMC (Qqafter) Tj ET",
        "q 1 0 0 1 60 480 cm /X1 Do Q q 1 0 0 1 60 460 cm /X2 Do Q q 1 0 0 1 60 440 cm /X3 Do Q",
        "q 1 0 0 1 60 420 cm /X4 Do Q /OC /L2 BDC /X5 Do EMC q 20 0 0 20 60 400 cm /X6 Do Q",
    ]
    content = file.add("<<>>", "\n".join(parts))
    root, kids = file.keep(), []
    for number, kind in enumerate(["Span/ActualText(Hhelement)", "Figure/Alt(Hhdescription)", "P"]):
        kids.append(file.add(f"<</Type/StructElem/S/{kind}/P {root} 0 R/Pg {page} 0 R/K {number}>>"))
    kids.append(file.add(f"<</Type/StructElem/S/Figure/Alt(Hhobject)/P {root} 0 R/Pg {page} 0 R/K<</Type/OBJR/Obj {whole}>>>>"))
    parents = file.add(f"<</Nums[0[{' '.join(kids[:3])}]]>>")
    file.set(root, f"<</Type/StructTreeRoot/K[{' '.join(kids)}]/ParentTree {parents}/ParentTreeNextKey 1>>")
    forms = f"/X1 {whole}/X2 {shown}/X3 {inside}/X4 {bare}/X5 {only}/X6 {picture}"
    file.set(page, f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 595 842]/StructParents 0/Contents {content}/Annots[{' '.join(annots)}]"
             f"/Resources<</Font<</F1 {font}>>/XObject<<{forms}>>/Properties<<{properties}>>>>>>")
    file.set(pages, f"<</Type/Pages/Kids[{page} 0 R]/Count 1>>")
    usage = f"/AS[<</Event/View/Category[/View]/OCGs[{unviewed}]>>]"
    file.set(catalog, f"<</Type/Catalog/Pages {pages} 0 R/MarkInfo<</Marked true>>/Lang(en)/StructTreeRoot {root} 0 R"
             f"/OCProperties<</OCGs[{seen} {hidden} {unviewed}]/D<</Order[{seen} {hidden}]/OFF[{hidden}]{usage}>>>>>>")
    file.save(path, f"{catalog} 0 R")


folder = Path(sys.argv[1])
annotations(folder / "annotations.pdf")
fields(folder / "form-values.pdf")
layers(folder / "layer-words.pdf")
