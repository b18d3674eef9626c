"""Shared by 70- and 80-: paths, a reportlab page helper, and a tiny raw PDF writer for files no library would write."""
import os
from reportlab import rl_config
rl_config.useA85 = 0; rl_config.invariant = 1
from reportlab.pdfgen import canvas
from reportlab.lib.pagesizes import A4
HERE = os.path.dirname(os.path.abspath(__file__)); OUT = f"{HERE}/../files"; WORK = f"{HERE}/work"; os.makedirs(f"{WORK}/rl", exist_ok=True)

def new(path, size=A4, title="", version=(1, 4)):
    c = canvas.Canvas(path, pagesize=size, pageCompression=1, invariant=1, pdfVersion=version)
    c.setTitle(title); c.setAuthor("Programme unit (example)"); return c

def para(c, x, y, lines, font="Helvetica", size=10.5, lead=15):
    c.setFont(font, size)
    for l in lines: c.drawString(x, y, l); y -= lead
    return y

def head(c, x, y, t, size=16, font="Helvetica-Bold"):
    c.setFont(font, size); c.drawString(x, y, t); return y - size - 8

def grid(c, x, y, rows, widths, font="Helvetica", size=9.5, h=16):
    c.setLineWidth(.5)
    for i, r in enumerate(rows):
        xx = x
        for v, w in zip(r, widths):
            if i == 0: c.setFillColorRGB(.84, .9, .95); c.rect(xx, y - 5, w, h, 1, 1); c.setFillColorRGB(0, 0, 0)
            else: c.rect(xx, y - 5, w, h)
            c.setFont(font, size); c.drawString(xx + 4, y, v); xx += w
        y -= h
    return y - 8

def raw(path, objs, root=1, info=None, version="1.7", startxref=None):
    """objs: {number: bytes or (dict bytes, stream bytes)}"""
    b = bytearray(f"%PDF-{version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1")); off = {}
    for n in sorted(objs):
        off[n] = len(b); o = objs[n]; b += b"%d 0 obj\n" % n
        if isinstance(o, tuple): b += b"<< " + o[0] + b" /Length %d >>\nstream\n" % len(o[1]) + o[1] + b"\nendstream"
        else: b += o if isinstance(o, bytes) else o.encode("latin-1")
        b += b"\nendobj\n"
    x = len(b); top = max(objs) + 1
    b += b"xref\n0 %d\n0000000000 65535 f \n" % top
    for n in range(1, top): b += b"%010d 00000 n \n" % off[n] if n in off else b"0000000000 00001 f \n"
    b += b"trailer\n<< /Size %d /Root %d 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (top, root, b" /Info %d 0 R" % info if info else b"", x if startxref is None else startxref)
    open(path, "wb").write(b)

def text_stream(lines, x=72, y=770):
    """BT..ET with the lines in F1; head line larger"""
    s = f"BT /F1 16 Tf {x} {y} Td 18 TL ({lines[0]}) Tj T* /F1 11 Tf 15 TL\n" + "".join(f"({l}) Tj T*\n" for l in lines[1:]) + "ET"
    return s.encode("latin-1")
