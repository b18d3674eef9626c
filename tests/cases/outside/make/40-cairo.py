#!/usr/bin/env python3
"""pycairo: Annex F, map sheets. Letter portrait + Letter landscape."""
import os, cairo
HERE = os.path.dirname(os.path.abspath(__file__)); OUT = f"{HERE}/../files"; os.environ.setdefault("SOURCE_DATE_EPOCH", "1773480000")
def doc(name, tags):
    s = cairo.PDFSurface(f"{OUT}/{name}", 612, 792); c = cairo.Context(s)
    s.set_metadata(cairo.PDF_METADATA_TITLE, "Annex F: Map sheets"); s.set_metadata(cairo.PDF_METADATA_AUTHOR, "Survey unit (example)"); s.set_metadata(cairo.PDF_METADATA_CREATE_DATE, "2026-03-14T09:00:00Z")
    B = lambda t, a="": tags and c.tag_begin(t, a)
    E = lambda t: tags and c.tag_end(t)
    def text(x, y, t, n=11, b=False, tag="P"):
        B(tag); c.select_font_face("Nimbus Roman", 0, 0); c.set_font_size(n); c.set_source_rgb(.05, .05, .05); c.move_to(x, y); c.show_text(t); E(tag)
    img = cairo.ImageSurface.create_from_png(f"{HERE}/work/map-small.png")
    s.set_page_label("F-1"); B("Document")
    text(72, 84, "Map sheets", 20, tag="H1")
    text(72, 110, "Annex F. Two sheets: an overview and a profile of the river bed.")
    B("Figure"); c.save(); c.translate(72, 130); c.scale(468 / img.get_width(), 468 / img.get_width()); c.set_source_surface(img); c.get_source().set_filter(cairo.FILTER_NEAREST); c.paint(); c.restore(); E("Figure")
    text(72, 486, "Sheet 1. Overview of the Lower Maro Basin.", 10, tag="Caption")
    y = 520
    for row in (("Point", "East (m)", "North (m)"), ("W1", "412 150", "118 930"), ("W2", "413 020", "117 210"), ("W3", "414 480", "118 400")):
        for i, t in enumerate(row): text(76 + i * 120, y, t, 10)
        c.set_source_rgb(.5, .5, .5); c.set_line_width(.5); c.rectangle(72, y - 13, 360, 18); c.stroke(); y += 18
    if tags:
        c.tag_begin(cairo.TAG_LINK, "uri='https://example.org/maro/maps'"); text(72, y + 20, "More maps on the project page", 10, tag="Span"); c.tag_end(cairo.TAG_LINK)
        c.tag_begin(cairo.TAG_LINK, "dest='profile'"); text(72, y + 38, "Go to the profile", 10, tag="Span"); c.tag_end(cairo.TAG_LINK)
    c.show_page()
    s.set_size(792, 612); s.set_page_label("F-2")
    if tags: c.tag_begin(cairo.TAG_DEST, "name='profile'")
    text(72, 84, "Profile of the river bed", 16, tag="H2")
    if tags: c.tag_end(cairo.TAG_DEST)
    g = cairo.LinearGradient(0, 150, 0, 420); g.add_color_stop_rgba(0, .4, .63, .8, .9); g.add_color_stop_rgba(1, .2, .35, .5, .4)
    c.move_to(72, 160); pts = ((130, 210), (220, 330), (330, 395), (430, 360), (520, 250), (650, 190), (720, 160))
    for p in pts: c.line_to(*p)
    c.close_path(); c.set_source(g); c.fill()
    for i in range(8): text(68 + i * 93, 440, f"{i * 50} m", 9, tag="Span")
    c.new_path(); c.push_group(); c.set_source_rgb(.8, .2, .1); c.arc(330, 300, 40, 0, 6.3); c.fill(); c.rectangle(330, 260, 80, 60); c.fill(); c.pop_group_to_source(); c.paint_with_alpha(.35)
    text(72, 480, "Sheet 2. Depth along the section at W2; the shaded disc marks the intake.", 10, tag="P")
    E("Document"); c.show_page()
    s.add_outline(0, "Map sheets", "page=1 pos=[72 84]", cairo.PDF_OUTLINE_FLAG_OPEN); s.add_outline(1, "Profile of the river bed", "page=2 pos=[72 84]", 0)
    s.finish()
doc("cairo-untagged.pdf", False)
doc("cairo-tagged.pdf", True)
# links without structure tags: cairo 1.16 then leaves xref entries for objects that it never wrote
s = cairo.PDFSurface(f"{OUT}/cairo-links.pdf", 595, 842); c = cairo.Context(s); c.select_font_face("Nimbus Roman", 0, 0); c.set_font_size(12); s.set_metadata(cairo.PDF_METADATA_CREATE_DATE, "2026-03-14T09:00:00Z")
c.move_to(72, 90); c.show_text("Index of map sheets")
c.tag_begin(cairo.TAG_LINK, "uri='https://example.org/maro/maps'"); c.move_to(72, 120); c.show_text("Maps on the project page"); c.tag_end(cairo.TAG_LINK)
c.tag_begin(cairo.TAG_LINK, "dest='sheet2'"); c.move_to(72, 140); c.show_text("Sheet 2"); c.tag_end(cairo.TAG_LINK); c.show_page()
c.tag_begin(cairo.TAG_DEST, "name='sheet2'"); c.move_to(72, 90); c.show_text("Sheet 2"); c.tag_end(cairo.TAG_DEST); c.show_page(); s.finish()
print(cairo.cairo_version_string(), cairo.version)
