"""Writes boxes.pdf: one page for every rotation and odd box, each with an arrow up and its name."""
import sys
import pikepdf
from pikepdf import Dictionary, Name, Array

pdf = pikepdf.new()
font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
cases = []
for turn in (0, 90, 180, 270, -90, 450):
    cases.append(dict(media=[0, 0, 300, 500], rotate=turn))
for turn in (0, 90, 180, 270):
    cases.append(dict(media=[100, -50, 500, 650], crop=[150, 0, 450, 400], rotate=turn))
    cases.append(dict(media=[500, 650, 100, 50], crop=[0, 0, 1000, 1000], rotate=turn, unit=2))
for case in cases:
    media = case["media"]
    crop = case.get("crop", media)
    x, y = max(min(media[0], media[2]), crop[0]), max(min(media[1], media[3]), crop[1])
    text = f"q 0.8 1 0.8 rg {x} {y} 1000 1000 re f Q q q BT /F1 14 Tf {x+20} {y+60} Td ({case['rotate']} {case.get('unit', 1)} {media}) Tj ET q 1 0 0 1 {x+150} {y+100} cm 0 0 m 0 100 l 20 80 l -20 80 l 0 100 l S 3 0 0 3 0 0 cm"
    page = pdf.add_blank_page(page_size=(300, 500))
    page.obj.MediaBox = Array(media)
    if "crop" in case:
        page.obj.CropBox = Array(crop)
    page.obj.Rotate = case["rotate"]
    if "unit" in case:
        page.obj.UserUnit = case["unit"]
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(text.encode())
    page.obj.Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([x + 20, y + 55, x + 200, y + 75]),
        A=Dictionary(S=Name.URI, URI=pikepdf.String("https://un.org"))))])
pdf.save(sys.argv[1])
