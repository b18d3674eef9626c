#!/usr/bin/env python3
"""Pictures: written to ../files; small ones used inside the documents to ./work."""
import os, io, struct, zlib, math
import numpy as np
from PIL import Image, ImageDraw, ImageFont, ImageFilter, ImageCms
HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "files"); WORK = os.path.join(HERE, "work")
os.makedirs(OUT, exist_ok=True); os.makedirs(WORK, exist_ok=True)
DJ = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
DJB = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
F = lambda n, b=False: ImageFont.truetype(DJB if b else DJ, n)
rng = np.random.default_rng(1945)

def noise(w, h, cell):
    a = rng.random((h // cell + 2, w // cell + 2)).astype("float32")
    im = Image.fromarray((a * 255).astype("uint8")).resize((w + cell, h + cell), Image.BICUBIC)
    return np.asarray(im, dtype="float32")[:h, :w] / 255

def landscape(w, h):
    """a picture with the statistics of a photograph: sky, clouds, hills, river bank, grain"""
    y = np.linspace(0, 1, h)[:, None]; x = np.linspace(0, 1, w)[None, :]
    sky = np.stack([90 + 120 * y + 0 * x, 140 + 80 * y + 0 * x, 200 + 30 * y + 0 * x], 2)
    cl = sum(noise(w, h, c) * k for c, k in ((128, .5), (64, .25), (32, .15), (16, .1)))
    m = np.clip((cl - .5) * 4, 0, 1) * np.clip(1.2 - 2 * y, 0, 1)
    img = sky * (1 - m[..., None]) + np.array([250, 248, 244]) * m[..., None]
    for base, amp, col, n in ((.45, .10, (96, 116, 120), 3), (.55, .09, (84, 104, 70), 5), (.68, .06, (122, 106, 66), 7)):
        ridge = base + amp * (np.sin(n * 2.1 * x + n) * .5 + np.sin(n * 5.3 * x) * .22 + .15 * np.sin(n * 17 * x))
        mask = (y > ridge)[..., None]
        tex = sum(noise(w, h, c) * k for c, k in ((24, .4), (8, .35), (3, .25)))
        img = np.where(mask, np.array(col) * (0.55 + .9 * tex[..., None]), img)
    riv = np.abs(x - (.25 + .5 * y + .06 * np.sin(9 * y))) < (.02 + .16 * np.clip(y - .66, 0, 1))
    riv = (riv & (y > .68))[..., None]
    img = np.where(riv, np.array([130, 160, 178]) + 30 * (noise(w, h, 6)[..., None] - .5), img)
    img = img + rng.normal(0, 4, (h, w, 1))
    return Image.fromarray(np.clip(img, 0, 255).astype("uint8")).filter(ImageFilter.GaussianBlur(.6))

def fit_jpeg(im, target, **kw):
    best = None
    for q in range(30, 96, 2):
        b = io.BytesIO(); im.save(b, "JPEG", quality=q, optimize=True, **kw)
        if b.tell() <= target: best = b.getvalue()
    return best

srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
ph = landscape(720, 480)
ex = Image.Exif()
ex[0x010F] = "Example Optics"; ex[0x0110] = "FieldCam 3"; ex[0x0112] = 1; ex[0x0132] = "2026:03:14 09:26:53"
ex[0x010E] = "River bank upstream of water point W3"
gps = ex.get_ifd(0x8825); gps[1] = "N"; gps[2] = (1.0, 2.0, 3.0); gps[3] = "E"; gps[4] = (30.0, 1.0, 2.0)   # invented place
open(f"{OUT}/photo.jpg", "wb").write(fit_jpeg(ph, 40000, exif=ex.tobytes(), icc_profile=srgb, dpi=(150, 150)))
open(f"{WORK}/photo-small.jpg", "wb").write(fit_jpeg(ph.resize((240, 160), Image.LANCZOS), 4600))

# EXIF orientation 6: stored lying on its side, upright when turned 90 degrees clockwise
up = ph.resize((300, 200), Image.LANCZOS).crop((80, 0, 220, 200)); d = ImageDraw.Draw(up)
d.rectangle((8, 8, 132, 34), fill=(255, 255, 255)); d.text((14, 12), "THIS WAY UP", fill=(0, 0, 0), font=F(14, True))
st = up.rotate(90, expand=True)
ex = Image.Exif(); ex[0x0112] = 6; ex[0x0110] = "FieldPhone"
open(f"{OUT}/exif-rotated.jpg", "wb").write(fit_jpeg(st, 7500, exif=ex.tobytes()))
assert st.size == (200, 140)

# CMYK JPEG, Adobe marker (inverted values), no profile
cm = ph.resize((240, 160), Image.LANCZOS).convert("CMYK"); d = ImageDraw.Draw(cm)
for i, c in enumerate(((255, 0, 0, 0), (0, 255, 0, 0), (0, 0, 255, 0), (0, 0, 0, 255))): d.rectangle((i * 60, 130, i * 60 + 59, 159), fill=c)
open(f"{OUT}/cmyk.jpg", "wb").write(fit_jpeg(cm, 7200))

# chart with alpha
def chart(w=420, h=240, k=1.0):
    im = Image.new("RGBA", (w, h), (0, 0, 0, 0)); d = ImageDraw.Draw(im); d.fontmode = "L" if k == 1 else "1"
    vals = (("2022", 41, 38), ("2023", 55, 47), ("2024", 63, 66), ("2025", 78, 71))
    for v in range(0, 101, 25):
        y = h - 30 - v * (h - 60) / 100; d.line((40, y, w - 10, y), fill=(90, 90, 90, 120)); d.text((8, y - 7), str(v), fill=(40, 40, 40, 255), font=F(11))
    for i, (n, a, b) in enumerate(vals):
        x = 60 + i * 90
        for k, (v, c) in enumerate(((a, (0, 114, 178, 255)), (b, (230, 159, 0, 170)))):
            d.rectangle((x + k * 30, h - 30 - v * (h - 60) / 100, x + k * 30 + 26, h - 31), fill=c)
        d.text((x + 12, h - 24), n, fill=(40, 40, 40, 255), font=F(11))
    d.text((60, 6), "Households within 500 m of safe water, %", fill=(20, 20, 20, 255), font=F(12, True))
    return im
ch = chart(); ch.save(f"{OUT}/chart.png", optimize=True, dpi=(144, 144))
chart(420, 200, .9).save(f"{WORK}/chart-small.png", optimize=True)    # no soft edges: small in every producer

def png(w, h, depth, ctype, raw, extra=b""):
    def ck(t, b): return struct.pack(">I", len(b)) + t + b + struct.pack(">I", zlib.crc32(t + b))
    return b"\x89PNG\r\n\x1a\n" + ck(b"IHDR", struct.pack(">IIBBBBB", w, h, depth, ctype, 0, 0, 0)) + extra + ck(b"IDAT", zlib.compress(raw, 9)) + ck(b"IEND", b"")
# 16-bit RGB: gradients with more than 256 steps, flat bars
w, h = 220, 90; rows = []
for yy in range(h):
    r = bytearray([1])            # filter Sub
    prev = (0, 0, 0)
    for xx in range(w):
        if yy < 45: v = int(65535 * xx / (w - 1)); px = (v, 65535 - v, 257 * 40)
        else: px = ((0, 0x7272, 0xB2B2), (0xE6E6, 0x9F9F, 0), (0, 0x9E9E, 0x7373), (0x1234, 0x5678, 0x9ABC))[xx // 55]
        for c in range(3): r += struct.pack(">H", 0)[:0] + bytes(((px[c] >> 8) - (prev[c] >> 8) & 255, (px[c] & 255) - (prev[c] & 255) & 255))
        prev = px
    rows.append(bytes(r))
open(f"{OUT}/chart-16bit.png", "wb").write(png(w, h, 16, 2, b"".join(rows)))
full = open(f"{OUT}/chart.png", "rb").read()
open(f"{OUT}/broken.png", "wb").write(full[: len(full) * 55 // 100])
open(f"{OUT}/huge.png", "wb").write(png(60000, 60000, 8, 6, b"\0" * 4096))   # 14.4 GB if believed; data ends after a few bytes

# map for the documents
def themap(k=1.0):
    w, h = int(420 * k), int(300 * k); S = lambda *v: tuple(int(x * k) for x in v); N = lambda v: max(1, round(v * k))
    im = Image.new("RGB", (w, h), (244, 240, 226)); d = ImageDraw.Draw(im); d.fontmode = "1" if k < 1 else "L"
    d.polygon([S(0, 0), S(160, 0), S(120, 90), S(40, 150), S(0, 140)], fill=(214, 226, 196)); d.polygon([S(300, 300), S(420, 180), S(420, 300)], fill=(214, 226, 196))
    pts = [S(60 + 300 * t + 24 * math.sin(9 * t), 300 * t) for t in np.linspace(0, 1, 60)]
    d.line(pts, fill=(102, 160, 204), width=N(9), joint="curve")
    d.line([S(0, 230), S(140, 200), S(270, 96), S(420, 60)], fill=(150, 110, 80), width=N(3))
    for x, y, n in ((150, 70, "W1"), (210, 180, "W2"), (300, 110, "W3"), (330, 215, "W4")):
        d.ellipse(S(x - 6, y - 6, x + 6, y + 6), fill=(200, 40, 40), outline=(255, 255, 255)); d.text(S(x + 9, y - 8), n, fill=(30, 30, 30), font=F(max(10, N(13)), True))
    d.text(S(18, 30), "North Maro", fill=(70, 90, 60), font=F(max(10, N(13)))); d.text(S(250, 250), "River Maro", fill=(40, 90, 140), font=F(max(10, N(12))))
    d.rectangle(S(8, 252, 128, 292), fill=(255, 255, 255), outline=(120, 120, 120)); d.ellipse(S(14, 260, 24, 270), fill=(200, 40, 40)); d.text(S(30, 256), "Water point", fill=(0, 0, 0), font=F(max(9, N(11))))
    d.line(S(12, 282, 26, 282), fill=(150, 110, 80), width=N(3)); d.text(S(30, 275), "Road", fill=(0, 0, 0), font=F(max(9, N(11))))
    return im.quantize(24 if k == 1 else 16, dither=0, method=Image.Quantize.FASTOCTREE if k < 1 else None)
themap().save(f"{WORK}/map.png", optimize=True)
themap(2 / 3).save(f"{WORK}/map-small.png", optimize=True)

open(f"{OUT}/diagram.svg", "w").write('''<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 480 200" width="480" height="200" role="img" aria-labelledby="t d">
  <title id="t">How a request moves from the district to the fund</title>
  <desc id="d">Three boxes from left to right: District office, Country team, Fund secretariat. A dashed arrow leads back from the fund to the district.</desc>
  <defs>
    <linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#e8f2fa"/><stop offset="1" stop-color="#b9d6ec"/></linearGradient>
    <marker id="a" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="#1b4f72"/></marker>
    <g id="box"><rect width="120" height="60" rx="8" fill="url(#g)" stroke="#1b4f72" stroke-width="1.5"/></g>
    <style>.l{font:14px "DejaVu Sans",Helvetica,sans-serif;text-anchor:middle;fill:#102a3c}.s{font-size:11px}</style>
  </defs>
  <use xlink:href="#box" href="#box" x="10" y="40"/><use xlink:href="#box" href="#box" x="180" y="40"/><use xlink:href="#box" href="#box" x="350" y="40"/>
  <text class="l" x="70" y="75">District office</text><text class="l" x="240" y="75">Country team</text>
  <text class="l" x="410" y="68">Fund<tspan x="410" dy="17">secretariat</tspan></text>
  <path d="M130 70H178M300 70H348" stroke="#1b4f72" stroke-width="2" marker-end="url(#a)" fill="none"/>
  <path d="M410 102C410 170 70 170 70 102" stroke="#1b4f72" stroke-width="1.5" stroke-dasharray="6 4" marker-end="url(#a)" fill="none"/>
  <text class="l s" x="240" y="172" opacity=".8">decision within 30 days</text>
  <a href="https://example.org/fund"><text class="l s" x="410" y="30" fill="#0645ad" text-decoration="underline">about the fund</text></a>
</svg>
''')
open(f"{OUT}/evil.svg", "w").write('''<?xml version="1.0"?>
<!DOCTYPE svg [
  <!ENTITY xxe SYSTEM "file:///etc/hostname">
  <!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<?xml-stylesheet href="http://127.0.0.1:9/evil.css" type="text/css"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200" height="120" viewBox="0 0 200 120" onload="alert('onload')">
  <title>A picture that tries to do things &xxe;</title>
  <script type="text/javascript"><![CDATA[ document.documentElement.setAttribute("data-ran","yes"); fetch("http://127.0.0.1:9/beacon"); ]]></script>
  <script xlink:href="http://127.0.0.1:9/evil.js"/>
  <style>@import url("http://127.0.0.1:9/import.css"); rect{fill:url("http://127.0.0.1:9/paint.svg#p")}</style>
  <rect width="200" height="120" fill="#eee" onclick="alert('click')"/>
  <image href="http://127.0.0.1:9/pixel.png" xlink:href="http://127.0.0.1:9/pixel.png" width="20" height="20"/>
  <image href="file:///etc/hostname" x="20" width="20" height="20"/>
  <image href="../../../../etc/hostname" x="40" width="20" height="20"/>
  <use href="http://127.0.0.1:9/other.svg#x"/>
  <use id="loop" href="#loop"/>
  <foreignObject x="10" y="30" width="180" height="40"><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="http://127.0.0.1:9/frame"></iframe><p onmouseover="alert(1)">HTML inside</p><form action="http://127.0.0.1:9/post"><input name="x"/></form></body></foreignObject>
  <a xlink:href="javascript:alert('link')"><text x="10" y="90" font-size="12">a javascript link</text></a>
  <text x="10" y="110" font-size="8">&c;</text>
  <animate attributeName="width" from="0" to="200" dur="1s"/>
  <set attributeName="href" to="javascript:alert(2)"/>
</svg>
''')
for n in sorted(os.listdir(OUT)) + sorted("work/" + x for x in os.listdir(WORK)):
    p = f"{HERE}/{n}" if n.startswith("work/") else f"{OUT}/{n}"
    if n.rsplit(".", 1)[-1] in ("png", "jpg", "svg"): print(f"{os.path.getsize(p):7d} {n}")
