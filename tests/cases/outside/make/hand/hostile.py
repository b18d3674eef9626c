"""hostile.py folder: writes small PDFs that have what must go, what must stay, and what must not hang a reader."""
import os, sys
import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

FONT = next(p for p in ["/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"] + [None] if p is None or os.path.exists(p))


def new(pages=3, text=True):
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding))
    for n in range(pages):
        page = pdf.add_blank_page(page_size=(300, 400))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(f"BT /F1 12 Tf 20 350 Td (Page {n}) Tj ET".encode())
    return pdf


def form(pdf, text, w=100, h=20):
    font = pdf.pages[0].Resources.Font.F1
    return pdf.make_stream(f"0.9 1 0.9 rg 0 0 {w} {h} re f 0 g BT /F1 10 Tf 3 6 Td ({text}) Tj ET".encode(), Type=Name.XObject,
                           Subtype=Name.Form, BBox=Array([0, 0, w, h]), Resources=Dictionary(Font=Dictionary(F1=font)))


def annotate(pdf, n, **keys):
    page = pdf.pages[n].obj
    if "/Annots" not in page:
        page.Annots = Array()
    keys.setdefault("Rect", Array([20, 300 - 22 * len(page.Annots), 120, 320 - 22 * len(page.Annots)]))
    annotation = pdf.make_indirect(Dictionary(Type=Name.Annot, **keys))
    page.Annots.append(annotation)
    return annotation


def link(pdf, n, **action):
    return annotate(pdf, n, Subtype=Name.Link, A=Dictionary(**action))


def actions():
    pdf = new()
    a, b, c = (p.obj for p in pdf.pages)
    link(pdf, 0, S=Name.URI, URI=String("https://un.org/a"))
    link(pdf, 0, S=Name.Named, N=Name.NextPage)
    link(pdf, 0, S=Name.GoTo, D=Array([b, Name.XYZ, 0, 400, 0]))
    link(pdf, 0, S=Name.GoTo, D=String("third"))
    annotate(pdf, 0, Subtype=Name.Link, Dest=Name("/old"))
    link(pdf, 0, S=Name.JavaScript, JS=String("app.alert(1)"))
    link(pdf, 0, S=Name.Launch, F=String("calc.exe"))
    link(pdf, 0, S=Name.GoToR, F=String("other.pdf"), D=Array([0, Name.Fit]))
    link(pdf, 0, S=Name.GoToE, T=Dictionary(R=Name.C))
    link(pdf, 0, S=Name.SubmitForm, F=String("https://evil.example"))
    link(pdf, 0, S=Name.URI, URI=String(" JavaScript:alert(1)"))
    link(pdf, 1, S=Name.URI, URI=String("file:///etc/passwd"))
    link(pdf, 1, S=Name.URI, URI=String("packwright:outside/0/0"))
    link(pdf, 1, S=Name.Named, N=Name.Print)
    link(pdf, 1, S=Name.GoTo, D=String("nowhere"))
    link(pdf, 1, S=Name.Rendition, OP=0)
    annotate(pdf, 1, Subtype=Name.FileAttachment, FS=Dictionary(Type=Name.Filespec, F=String("x.exe")), AP=Dictionary(N=form(pdf, "clip")))
    annotate(pdf, 1, Subtype=Name.Movie, Movie=Dictionary(F=String("x.mov")))
    annotate(pdf, 1, Subtype=Name.Text, Contents=String("no appearance"))
    marked = annotate(pdf, 1, Subtype=Name.Highlight, Contents=String("a remark"), AP=Dictionary(N=form(pdf, "remark")), AA=Dictionary())
    marked.Popup = annotate(pdf, 1, Subtype=Name.Popup, Parent=marked)
    a.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("x")))
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("x"))
    pdf.Root.AA = Dictionary()
    pdf.Root.Dests = Dictionary(old=Array([c, Name.Fit]))
    pdf.Root.Names = Dictionary(Dests=Dictionary(Kids=Array([pdf.make_indirect(Dictionary(Limits=Array([String("third"), String("third")]),
        Names=Array([String("third"), Dictionary(D=Array([c, Name.FitH, 100]))])))])),
        JavaScript=Dictionary(Names=Array([String("x"), Dictionary(S=Name.JavaScript, JS=String("x"))])),
        EmbeddedFiles=Dictionary(Names=Array([])))
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r), 2, Dictionary(S=Name.D, St=7, P=String("X-"))]))
    with pdf.open_outline() as outline:
        one = OutlineItem("One", 0)
        one.children.append(OutlineItem("One a", 1))
        outline.root.extend([one, OutlineItem("Three", 2)])
    return pdf


def fields():
    pdf = new(1)
    widgets = [
        annotate(pdf, 0, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), TU=String("Your name"), V=String("Ada"), F=4, AP=Dictionary(N=form(pdf, "Ada"))),
        annotate(pdf, 0, Subtype=Name.Widget, FT=Name.Btn, T=String("yes"), AS=Name.On, F=4, AP=Dictionary(N=Dictionary(On=form(pdf, "[x]"), Off=form(pdf, "[ ]")))),
        annotate(pdf, 0, Subtype=Name.Widget, FT=Name.Sig, T=String("sig"), F=4, AP=Dictionary(N=form(pdf, "Signed by Ada"))),
        annotate(pdf, 0, Subtype=Name.Widget, FT=Name.Tx, T=String("hidden"), F=2, AP=Dictionary(N=form(pdf, "HIDDEN"))),
    ]
    pdf.Root.AcroForm = Dictionary(Fields=Array(widgets), XFA=String("<xfa/>"))
    return pdf


def tag(pdf, kids, **root):
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("fr")
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, **root))
    pdf.Root.StructTreeRoot = tree
    tree.K = Array(kids(tree))
    return pdf


def element(pdf, parent, kind, kids, **keys):
    it = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + kind), P=parent, **keys))
    it.K = kids if not callable(kids) else Array(kids(it))
    return it


def marked(pdf, n, *texts):
    parts = [f"/{t} <</MCID {m}>> BDC BT /F1 12 Tf 20 {350 - 20 * m} Td ({w}) Tj ET EMC" for m, (t, w) in enumerate(texts)]
    page = pdf.pages[n].obj
    page.Contents = pdf.make_stream("\n".join(parts).encode())
    page.StructParents = n
    return page


def fields_tagged():
    pdf = fields()
    page = marked(pdf, 0, ("H1", "Form"), ("P", "Name"))
    def kids(root):
        refs = [Dictionary(Type=Name.OBJR, Obj=w, Pg=page) for w in page.Annots]
        return [element(pdf, root, "H1", 0, Pg=page), element(pdf, root, "P", lambda p: [1] + [element(pdf, p, "Form", r, Pg=page) for r in refs], Pg=page)]
    return tag(pdf, kids)


def pdf2():
    pdf = new(2)
    page = marked(pdf, 0, ("Title", "A title"), ("P", "text"), ("Artifact", "running head"), ("FENote", "a note"), ("mi", "x"))
    marked(pdf, 1, ("P", "on page two"))
    ns2 = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String("http://iso.org/pdf2/ssn")))
    own = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String("https://example.org/own"), RoleMapNS=Dictionary(chapter=Array([Name("/DocumentFragment"), ns2]), loop=Array([Name("/loop"), None]))))
    own.RoleMapNS.loop = Array([Name("/loop"), own])
    math = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String("http://www.w3.org/1998/Math/MathML")))
    def kids(root):
        return [element(pdf, root, "Document", lambda d: [
            element(pdf, d, "chapter", lambda c: [
                element(pdf, c, "Title", 0, Pg=page, NS=ns2),
                element(pdf, c, "P", lambda p: [1, element(pdf, p, "FENote", 3, Pg=page, NS=ns2)], Pg=page, NS=ns2),
                element(pdf, c, "Artifact", 2, Pg=page, NS=ns2),
                element(pdf, c, "math", lambda m: [element(pdf, m, "mi", 4, Pg=page, NS=math)], NS=math),
                element(pdf, c, "loop", lambda m: [], NS=own),
            ], NS=own),
            element(pdf, d, "H7", 0, Pg=pdf.pages[1].obj, NS=ns2),
        ], NS=ns2)]
    tag(pdf, kids, Namespaces=Array([ns2, own, math]))
    return pdf


def tables():
    pdf = new(1)
    page = marked(pdf, 0, ("TH", "head"), ("TD", "cell"))
    def kids(root):
        return [element(pdf, root, "Table", lambda t: [
            element(pdf, t, "TR", lambda r: [element(pdf, r, "TH", 0, Pg=page, ID=String("h1"), A=Dictionary(O=Name.Table, Scope=Name.Column)), element(pdf, r, "TH", Array([]))]),
            element(pdf, t, "TR", lambda r: [element(pdf, r, "TD", 1, Pg=page, C=Name.cell, A=Array([Dictionary(O=Name.Table, Headers=Array([String("h1"), String("gone")])), 0])), element(pdf, r, "TD", Array([]))]),
        ])]
    tag(pdf, kids, ClassMap=Dictionary(cell=Dictionary(O=Name.Layout, TextAlign=Name.Center)), RoleMap=Dictionary(a=Name.b, b=Name.a))
    return pdf


def loops():
    pdf = new(2)
    page = marked(pdf, 0, ("P", "once"))
    def kids(root):
        a = element(pdf, root, "a", [])
        b = element(pdf, a, "P", 0, Pg=page)
        a.K = Array([b, a, root, b])
        return [a, a, root]
    tag(pdf, kids, RoleMap=Dictionary(a=Name.b, b=Name.a))
    deep = pdf.Root.StructTreeRoot
    for _ in range(3000):
        deeper = element(pdf, deep, "Div", [])
        deep.K.append(deeper) if isinstance(deep.K, Array) else None
        deep = deeper
        deep.K = Array([])
    deep.K = Array([Dictionary(Type=Name.MCR, MCID=4000000000, Pg=page)])
    item = pdf.make_indirect(Dictionary(Title=String("loop"), Dest=Array([page, Name.Fit])))
    item.Next, item.First = item, item
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item))
    pdf.Root.PageLabels = pdf.make_indirect(Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=-5)])))
    pdf.Root.PageLabels.Kids = Array([pdf.Root.PageLabels])
    # A chain of references, deep in resources, and a circle.
    last = pdf.make_indirect(Dictionary(Type=Name.ExtGState, CA=1))
    for _ in range(20000):
        last = pdf.make_indirect(Dictionary(Next=last))
    ring = pdf.make_indirect(Dictionary(Type=Name.ExtGState))
    ring.Self, ring.Page, ring.Chain = ring, pdf.pages[1].obj, last
    page.Resources = Dictionary(page.Resources)
    page.Resources.ExtGState = Dictionary(G0=ring)
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" /G0 gs EMC EMC Q Q Q q q BT /P <</MCID 7>> BDC")
    return pdf


def huge_marks():
    pdf = new(1)
    page = marked(pdf, 0, ("P", "one"))
    tag(pdf, lambda root: [element(pdf, root, "P", 4294967295, Pg=page)])
    return pdf


def layers():
    pdf = new(1)
    on, off = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer"))) for _ in range(2))
    page = pdf.pages[0].obj
    page.Resources.Properties = Dictionary(L0=on, L1=off)
    page.Contents = pdf.make_stream(b"/OC /L0 BDC BT /F1 12 Tf 20 350 Td (shown) Tj ET EMC /OC /L1 BDC BT /F1 12 Tf 20 300 Td (hidden) Tj ET EMC")
    pdf.Root.OCProperties = Dictionary(OCGs=Array([on, off]), D=Dictionary(Name=String("x"), OFF=Array([off]), Order=Array([on])))
    return pdf


def half():
    """Says that it is tagged and is not."""
    pdf = new(2)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC BT /F1 12 Tf 20 350 Td (half) Tj ET EMC /Artifact BMC 0 0 5 5 re f EMC EMC")
    pdf.pages[1].obj.Contents = pdf.make_stream(b"/Artifact BMC 0 0 5 5 re f EMC")
    return pdf


def mixed():
    """Tagged, but for its second page."""
    pdf = new(3)
    first, last = marked(pdf, 0, ("P", "first")), marked(pdf, 2, ("P", "last"))
    return tag(pdf, lambda root: [element(pdf, root, "H1", 0, Pg=first), element(pdf, root, "H2", 0, Pg=last)])


def bomb():
    pdf = new(1)
    import zlib
    pdf.pages[0].obj.Contents = pdf.make_stream(zlib.compress(b" " * (300 << 20), 9), Filter=Name.FlateDecode)
    return pdf


def xobject():
    """Marked content in a form, with its own list in the parent tree."""
    pdf = new(1)
    page = pdf.pages[0].obj
    inner = pdf.make_stream(b"/P <</MCID 0>> BDC BT /F1 12 Tf 20 300 Td (in a form) Tj ET EMC", Type=Name.XObject, Subtype=Name.Form,
        BBox=Array([0, 0, 300, 400]), StructParents=1)
    page.Resources.XObject = Dictionary(X0=inner)
    page.StructParents = 0
    page.Contents = pdf.make_stream(b"/H1 <</MCID 0>> BDC BT /F1 12 Tf 20 350 Td (outside) Tj ET EMC /X0 Do")
    return tag(pdf, lambda root: [element(pdf, root, "H1", 0, Pg=page), element(pdf, root, "P", Dictionary(Type=Name.MCR, MCID=0, Pg=page, Stm=inner))])


def main(folder):
    os.makedirs(folder, exist_ok=True)
    save = lambda name, pdf, **how: pdf.save(f"{folder}/{name}.pdf", static_id=True, **how)
    for make in (actions, fields, fields_tagged, pdf2, tables, loops, huge_marks, layers, half, mixed, bomb, xobject):
        save(make.__name__.replace("_", "-"), make())
    save("encrypted-empty", actions(), encryption=pikepdf.Encryption(owner="o", user="", R=6))
    save("encrypted-password", actions(), encryption=pikepdf.Encryption(owner="o", user="u", R=6))
    save("encrypted-rc4", actions(), encryption=pikepdf.Encryption(owner="o", user="", R=3, aes=False, metadata=False))
    whole = open(f"{folder}/actions.pdf", "rb").read()
    for name, data in (("cut", whole[: len(whole) // 2]), ("empty", b""), ("text", b"hello"), ("head", whole[:20]), ("noise", bytes(b ^ 0x55 if i % 97 == 0 else b for i, b in enumerate(whole)))):
        open(f"{folder}/broken-{name}.pdf", "wb").write(data)


main(sys.argv[1])
