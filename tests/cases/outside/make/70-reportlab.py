#!/usr/bin/env python3
"""Files written by reportlab, some finished with pikepdf or pyHanko."""
import datetime, io, os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lib import *
import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from reportlab.lib.pagesizes import A3, A4, A5, letter, landscape
from reportlab.lib.colors import CMYKColor, CMYKColorSep
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
BUD = [("Item", "Year 1 (USD)", "Year 2 (USD)"), ("Drilling, lining, pumps", "276 500", "8 200"), ("Training of committees", "18 000", "21 500"), ("Support costs (7%)", "20 615", "2 079"), ("Total", "315 115", "31 779")]

# fonts-not-embedded: standard 14 fonts, incl. Symbol and ZapfDingbats
c = new(f"{OUT}/fonts-not-embedded.pdf", title="Annex L: Cover note")
c.bookmarkPage("top"); c.addOutlineEntry("Cover note", "top", 0); y = head(c, 72, 770, "Cover note")
y = para(c, 72, y, ["This note lists the papers sent with the request. It was written by a program that", "does not embed the standard fonts."])
y = para(c, 72, y - 6, ["In Times: the papers are numbered A to L."], "Times-Italic"); y = para(c, 72, y, ["In Courier: REF 2026/114-B"], "Courier")
y = para(c, 72, y, ["abgD \xb3 2"], "Symbol"); y = para(c, 72, y, ["4 4 8"], "ZapfDingbats")
c.setFont("Helvetica", 10); c.drawString(72, y - 10, "caf\xe9, na\xefve, \u20ac 1 200 \u2013 \u201cquoted\u201d"); c.linkURL("https://example.org/cover", (72, y - 14, 220, y)); c.showPage()
c.bookmarkPage("two"); c.addOutlineEntry("Papers", "two", 1); y = head(c, 72, 770, "Papers"); grid(c, 72, y, BUD, (180, 100, 100)); c.linkRect("", "top", (72, 600, 150, 620), Border="[0 0 1]"); c.drawString(74, 606, "Back to the note"); c.showPage(); c.save()

# shared-font-1/-2: same TrueType subset (the first line uses every character, in one order) and same JPEG, byte for byte
pdfmetrics.registerFont(TTFont("Shared", "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf", asciiReadable=False))
for n, t, ls in ((1, "Site sheet W1", ["North Maro", "depth: 42 m", "water level: 11.5 m"]), (2, "Site sheet W2", ["South Maro; by the bridge", "depth: 36 m", "water level: 8 m"])):
    c = new(f"{OUT}/shared-font-{n}.pdf", title=t); c.setFont("Shared", 8); c.drawString(72, 800, "Site sheets: North Maro, South Maro; depth, water level. W 0123456789 by the bridge"); y = head(c, 72, 770, t, font="Shared"); y = para(c, 72, y, ls, "Shared"); c.drawImage(f"{WORK}/photo-small.jpg", 72, y - 190, 270, 180); c.showPage(); c.save()

# mixed sizes
c = new(f"{OUT}/mixed-sizes.pdf", A3, "Annex M: Plans and forms")
for k, (nm, sz) in enumerate((("A3", landscape(A3)), ("A5", A5), ("Letter", letter), ("slip, 100 x 210 mm", (283.46, 595.28)))):
    c.setPageSize(sz); c.bookmarkPage(f"p{k}"); c.addOutlineEntry(f"Page in {nm}", f"p{k}", 0); y = head(c, 40, sz[1] - 60, f"Page in {nm}"); para(c, 40, y, [f"Size {sz[0]:.0f} by {sz[1]:.0f} points."]); c.rect(20, 20, sz[0] - 40, sz[1] - 40); c.showPage()
c.save()

# rotated: content lies on its side in user space, /Rotate makes it upright and landscape
for deg in (90, 270):
    p = f"{WORK}/rl/rot.pdf"; c = new(p, A4, f"Annex N: Wide table, /Rotate {deg}")
    if deg == 90: c.translate(A4[0], 0); c.rotate(90)
    else: c.translate(0, A4[1]); c.rotate(-90)
    y = head(c, 60, 530, f"Wide table (page turned by {deg} degrees)"); grid(c, 60, y, [("Point",) + tuple(f"Month {i}" for i in range(1, 9))] + [(f"W{r}",) + tuple(str(100 + 37 * i * r % 90) for i in range(1, 9)) for r in (1, 2, 3, 4)], (90,) + (75,) * 8)
    c.drawString(60, 380, "Source: example.org/pumps"); c.showPage(); c.save()
    with pikepdf.open(p) as d:
        g = d.pages[0]; g.Rotate = deg
        R = (A4[0] - 394, 60, A4[0] - 376, 200) if deg == 90 else (376, A4[1] - 200, 394, A4[1] - 60)
        g.Annots = Array([d.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(R), Border=Array([0, 0, 1]), A=Dictionary(S=Name.URI, URI=String("https://example.org/pumps"))))])
        d.save(f"{OUT}/rotated-{deg}.pdf", deterministic_id=True)

# cropped: MediaBox not at the origin, smaller CropBox, crop marks and a colour bar outside the crop, all other boxes too
p = f"{WORK}/rl/crop.pdf"; c = new(p, (700, 950), "Annex O: Printer's proof")
for x0, y0 in ((152, 154), (548, 154), (152, 796), (548, 796)): c.line(x0 - 30, y0, x0 + 30, y0); c.line(x0, y0 - 30, x0, y0 + 30)
c.drawString(200, 110, "OUTSIDE THE CROP: job 4711, proof 2"); y = head(c, 190, 740, "Poster: safe water"); para(c, 190, y, ["Wash your hands.", "Keep the well covered.", "Tell the committee when the pump is broken."]); c.rect(170, 172, 360, 606); c.showPage(); c.save()
with pikepdf.open(p) as d:
    g = d.pages[0]; g.MediaBox = Array([100, 50, 700, 950]); g.CropBox = Array([152, 154, 548, 796]); g.BleedBox = Array([140, 142, 560, 808]); g.TrimBox = Array([152, 154, 548, 796]); g.ArtBox = Array([170, 172, 530, 778])
    g.Annots = Array([d.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([190, 690, 320, 705]), Border=Array([0, 0, 1]), Dest=Array([g.obj, Name.XYZ, 152, 796, 0])))]); d.save(f"{OUT}/cropped.pdf", deterministic_id=True)

# form: AcroForm, filled in
c = new(f"{OUT}/form.pdf", title="Annex P: Registration of a water committee", version=(1, 5)); f = c.acroForm; y = head(c, 72, 770, "Registration of a water committee")
para(c, 72, y, ["Annex P. Please fill in one form for each water point."]); c.drawString(72, 690, "Name of the point"); f.textfield(name="point", tooltip="Name of the water point", value="W2, at the bridge", x=220, y=684, width=250, height=20, fontSize=11, borderWidth=1, forceBorder=True)
c.drawString(72, 655, "Remarks"); f.textfield(name="remarks", tooltip="Remarks, several lines", value="Track to be repaired\nbefore the rains", x=220, y=600, width=250, height=66, fontSize=10, fieldFlags="multiline", borderWidth=1, forceBorder=True)
c.drawString(72, 570, "Elected by the village"); f.checkbox(name="elected", tooltip="The committee was elected by the village", checked=True, x=220, y=566, size=16, buttonStyle="check", forceBorder=True)
c.drawString(72, 545, "Has a bank account"); f.checkbox(name="bank", tooltip="The committee has a bank account", checked=False, x=220, y=541, size=16, buttonStyle="cross", forceBorder=True)
c.drawString(72, 515, "Women among the members")
for i, (v, sel) in enumerate((("none", 0), ("some", 0), ("half", 1))): f.radio(name="women", tooltip="Share of women among the members", value=v, selected=bool(sel), x=220 + i * 80, y=511, size=16, buttonStyle="circle", forceBorder=True); c.drawString(242 + i * 80, 515, v)
c.drawString(72, 480, "District"); f.choice(name="district", tooltip="District", value="South Maro", options=["North Maro", "South Maro"], x=220, y=474, width=140, height=20, borderWidth=1, forceBorder=True); c.showPage(); c.save()

# cmyk: process colours, a spot colour, overprint, a CMYK JPEG
c = new(f"{OUT}/cmyk.pdf", title="Annex Q: Colour proof"); y = head(c, 72, 770, "Colour proof")
for i, col in enumerate((CMYKColor(1, 0, 0, 0), CMYKColor(0, 1, 0, 0), CMYKColor(0, 0, 1, 0), CMYKColor(0, 0, 0, 1), CMYKColor(.7, .2, 0, .3), CMYKColorSep(1, .4, 0, 0, spotName="UN BLUE"))): c.setFillColor(col); c.rect(72 + i * 70, 690, 60, 40, 0, 1)
c.setFillColor(CMYKColor(0, 0, 0, 1)); c.setFillOverprint(True); para(c, 72, 670, ["Five process colours and a spot colour; below, a picture in CMYK."]); c.drawImage(f"{OUT}/cmyk.jpg", 72, 470, 270, 180); c.showPage(); c.save()

# transparency
p = f"{WORK}/rl/tr.pdf"; c = new(p, title="Annex R: Overlay map"); y = head(c, 72, 770, "Overlay map"); para(c, 72, y, ["Flood zones (blue) over settlements (red), blended."]); c.drawImage(f"{WORK}/map-small.png", 72, 400, 420, 300); c.drawImage(f"{OUT}/chart.png", 72, 120, 420, 240, mask="auto"); c.showPage(); c.save()
with pikepdf.open(p) as d:
    g = d.pages[0]
    grp = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceGray, I=True, K=False)
    mask = d.make_indirect(Stream(d, b"/Sh sh", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]), Group=grp, Resources=Dictionary(Shading=Dictionary(Sh=Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([72, 0, 492, 0]), Extend=Array([True, True]), Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=1))))))
    fx = d.make_indirect(Stream(d, b"0 0 1 rg 150 430 200 240 re f 1 0 0 rg 250 500 160 120 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]), Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True, K=True), Resources=Dictionary()))
    r = g.Resources; r.ExtGState = Dictionary(GSm=Dictionary(Type=Name.ExtGState, BM=Name.Multiply, ca=0.5, CA=0.5, SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=mask)), GSn=Dictionary(Type=Name.ExtGState, BM=Array([Name.ColorBurn, Name.Normal]), SMask=Name("/None"), AIS=False))
    r.XObject.FxOver = fx; g.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, Type=Name.Group)
    g.contents_add(b"q /GSm gs /FxOver Do Q q /GSn gs 0 .6 .2 rg 380 420 80 80 re f Q"); d.save(f"{OUT}/transparency.pdf", deterministic_id=True)

# layers
p = f"{WORK}/rl/lay.pdf"; c = new(p, title="Annex S: Map in layers"); y = head(c, 72, 770, "Map in layers"); para(c, 72, y, ["Roads are shown, the draft stamp is hidden, the grid is for print only."]); c.showPage(); c.save()
with pikepdf.open(p, ) as d:
    oc = [d.make_indirect(Dictionary(Type=Name.OCG, Name=String(n))) for n in ("Roads", "Draft stamp", "Grid (print)")]
    oc[2].Usage = Dictionary(Print=Dictionary(Subtype=Name.Print, PrintState=Name.ON), View=Dictionary(ViewState=Name.OFF))
    md = d.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([oc[0], oc[2]]), P=Name.AnyOn))
    g = d.pages[0]; g.Resources.Properties = Dictionary(oc0=oc[0], oc1=oc[1], oc2=oc[2], md=md)
    st = d.make_indirect(Stream(d, b"1 0 0 RG 4 w 200 400 200 80 re S", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]), OC=oc[1])); g.Resources.XObject = Dictionary(Stamp=st)
    g.contents_add(b"/OC /oc0 BDC .6 .4 .3 RG 3 w 72 600 m 300 500 l 520 640 l S EMC /OC /oc1 BDC BT /F1 30 Tf 1 0 0 rg 230 430 Td (DRAFT) Tj ET EMC /Stamp Do /OC /oc2 BDC .5 w " + b" ".join(b"%d 300 m %d 700 l S" % (x, x) for x in range(72, 540, 60)) + b" EMC /OC /md BDC 72 290 m 520 290 l S EMC")
    d.Root.OCProperties = Dictionary(OCGs=Array(oc), D=Dictionary(Name=String("As issued"), BaseState=Name.ON, OFF=Array([oc[1], oc[2]]), Locked=Array([oc[1]]), Order=Array([oc[0], Array([String("Helpers"), oc[1], oc[2]])]), AS=Array([Dictionary(Event=Name.Print, Category=Array([Name.Print]), OCGs=Array([oc[2]]))])), Configs=Array([Dictionary(Name=String("Everything"), BaseState=Name.ON)]))
    d.save(f"{OUT}/layers.pdf", min_version="1.5", deterministic_id=True)

# user unit
p = f"{WORK}/rl/uu.pdf"; c = new(p, (842, 595), "Annex T: Site plan, A2"); y = head(c, 60, 520, "Site plan"); para(c, 60, y, ["A2 sheet: 842 by 595 units of 1/36 inch."]); c.rect(40, 40, 762, 515); c.circle(420, 260, 120); c.linkURL("https://example.org/plan", (60, 480, 260, 500), relative=0); c.showPage(); c.save()
with pikepdf.open(p) as d: d.pages[0].UserUnit = 2; d.save(f"{OUT}/userunit.pdf", min_version="1.6", deterministic_id=True)

# jpeg2000
from PIL import Image
b = io.BytesIO(); Image.open(f"{OUT}/photo.jpg").resize((360, 240)).save(b, "JPEG2000", quality_mode="rates", quality_layers=[38]); p = f"{WORK}/rl/jpx.pdf"
c = new(p, title="Annex U: Aerial picture"); y = head(c, 72, 770, "Aerial picture"); para(c, 72, y, ["The picture is stored as JPEG 2000."]); c.showPage(); c.save()
with pikepdf.open(p) as d:
    g = d.pages[0]; g.Resources.XObject = Dictionary(Im=d.make_indirect(Stream(d, b.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=360, Height=240, Filter=Name.JPXDecode))); g.contents_add(b"q 450 0 0 300 72 420 cm /Im Do Q"); d.save(f"{OUT}/jpeg2000.pdf", min_version="1.5", deterministic_id=True)

# signed: self-signed certificate, visible signature, two revisions
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.sign import signers, fields
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
key = rsa.generate_private_key(65537, 2048); nm = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "A. N. Example (test only)"), x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Example office")])
now = datetime.datetime.now(datetime.timezone.utc)
crt = (x509.CertificateBuilder().subject_name(nm).issuer_name(nm).public_key(key.public_key()).serial_number(1945).not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=3650))
       .add_extension(x509.KeyUsage(True, True, False, False, False, False, False, False, False), True).sign(key, hashes.SHA256()))
P12 = serialization.pkcs12.serialize_key_and_certificates(b"t", key, crt, None, serialization.BestAvailableEncryption(b"test")); open(f"{WORK}/rl/test.p12", "wb").write(P12)
p = f"{WORK}/rl/mou.pdf"; c = new(p, title="Annex V: Memorandum of understanding"); y = head(c, 72, 770, "Memorandum of understanding"); para(c, 72, y, ["The parties agree that:", "1.  the land stays with its holders;", "2.  the points are run by the committees;", "3.  either party may end this on ninety days' notice."]); c.drawString(72, 590, "For the Office:"); c.showPage(); c.save()
s = signers.SimpleSigner.load_pkcs12(f"{WORK}/rl/test.p12", passphrase=b"test")
with open(p, "rb") as inf:
    w = IncrementalPdfFileWriter(inf); fields.append_signature_field(w, fields.SigFieldSpec("Signature1", on_page=0, box=(72, 520, 300, 580)))
    o = signers.sign_pdf(w, signers.PdfSignatureMetadata(field_name="Signature1", reason="Agreed", location="North Maro", md_algorithm="sha256"), signer=s)
    open(f"{OUT}/signed.pdf", "wb").write(o.getvalue())
import reportlab, pyhanko, importlib.metadata as M; print("reportlab", reportlab.Version, "pikepdf", pikepdf.__version__, "pyHanko", M.version("pyhanko"))
