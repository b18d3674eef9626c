#!/usr/bin/env python3
"""Gives every letter of Arabic a glyph of its own, and a letter with its vowel marks one glyph.

usage: fonts.py ORIGINAL.ttf MADE.ttf (needs fonttools and uharfbuzz)

So `fonts/NotoNaskhArabic*` were made from Noto's release 2.004, and `fonts/NotoSansArabic*` from 2.005.

A PDF says of each glyph what text it stands for, and readers turn the letters of Arabic round one by one. So

- a ligature of letters, which stands for several, comes out backwards: it becomes glyphs that each stand for one. The first
  draws all, the others nothing; each takes its part of the width. Ligatures that only put glyphs side by side are dropped;
- a letter and its vowel mark as two glyphs have to stand for both each (PDF/UA lets none stand for nothing) and come out
  twice: they become one, of the same parts in the same places.

Nothing looks different, which is proved here before the font is kept. Letters with more or rarer marks stay as they are.
"""
import copy
import io
import itertools
import sys

import uharfbuzz
from fontTools.otlLib import builder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

JOIN = "\u200d"
LAM, SHADDA = "\u0644", "\u0651"
ALEFS = "\u0627\u0622\u0623\u0625"
LETTERS = [chr(code) for code in (*range(0x621, 0x64B), 0x671)]
VOWELS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0670"
MARKS = [*VOWELS, "\u0652", SHADDA, *(SHADDA + vowel for vowel in VOWELS)]
# What is drawn by several glyphs for several letters: lam with alef, both ways of joining, and the name of God.
LIGATED = [*((before, LAM, alef) for before, alef in itertools.product(("", JOIN), ALEFS)), ("", LAM, LAM, "\u0647"), (JOIN, LAM, LAM, "\u0647")]


class Shaper:
    """What HarfBuzz draws for a text, from left to right: (glyph, x, y, place in the text), and the width."""

    def __init__(self, font):
        made = io.BytesIO()
        font.save(made)
        self.names = font.getGlyphOrder()
        self.font = uharfbuzz.Font(uharfbuzz.Face(made.getvalue()))

    def __call__(self, text):
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ar"
        buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        uharfbuzz.shape(self.font, buffer)
        pen, glyphs = 0, []
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions):
            glyphs.append((self.names[info.codepoint], pen + place.x_offset, place.y_offset, info.cluster, pen))
            pen += place.x_advance
        return glyphs, pen

    def parts(self, font, text):
        """What is painted, glyphs of other glyphs taken apart."""
        glyphs, width = self(text)
        painted = [part for name, x, y, _, _ in glyphs for part in taken_apart(font, name, x, y)]
        return sorted(painted), width


def taken_apart(font, name, x, y):
    glyph = font["glyf"][name]
    if glyph.isComposite():
        return [part for each in glyph.components for part in taken_apart(font, each.glyphName, x + each.x, y + each.y)]
    return [(name, x, y)] if glyph.numberOfContours else []


def add_glyph(font, name, parts, width):
    """A glyph of other glyphs, or of none, which draws nothing."""
    glyph = Glyph()
    glyph.numberOfContours = -1 if parts else 0
    if parts:
        glyph.components = []
    for part, x, y in parts:
        component = GlyphComponent()
        component.glyphName, component.x, component.y, component.flags = part, x, y, 0x0004  # ROUND_XY_TO_GRID
        glyph.components.append(component)
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].setGlyphOrder(font.getGlyphOrder())
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))
    font["GDEF"].table.GlyphClassDef.classDefs[name] = 1


def kern_like(font, name, like, sides=("Backtrack", "Input", "LookAhead")):
    """What is kerned in classes is kerned in its new form, too."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for part in lookup.SubTable if lookup.LookupType in (1, 8) else ():
            coverages = [each for side in sides for each in getattr(part, side + "Coverage", [])]
            for coverage in coverages + ([part.Coverage] if lookup.LookupType == 1 else []):
                if like in coverage.glyphs:
                    coverage.glyphs.append(name)


def insert(font, feature, index, lookups):
    """Puts lookups into GSUB: the first at `index`, used by `feature` in every script, the others behind all, for its use."""
    table = font["GSUB"].table
    for lookup in table.LookupList.Lookup:
        for part in lookup.SubTable:
            for record in getattr(part, "SubstLookupRecord", []):
                record.LookupListIndex += record.LookupListIndex >= index
    records = table.FeatureList.FeatureRecord
    for record in records:
        record.Feature.LookupListIndex = [each + (each >= index) for each in record.Feature.LookupListIndex]
    if not any(record.FeatureTag == feature for record in records):
        record = otTables.FeatureRecord()
        record.FeatureTag, record.Feature = feature, otTables.Feature()
        record.Feature.FeatureParams, record.Feature.LookupListIndex = None, []
        place = sum(other.FeatureTag < feature for other in records)
        records.insert(place, record)
        for script in table.ScriptList.ScriptRecord:
            for language in filter(None, (script.Script.DefaultLangSys, *(each.LangSys for each in script.Script.LangSysRecord))):
                language.FeatureIndex = sorted([*(each + (each >= place) for each in language.FeatureIndex), place])
    for record in records:
        if record.FeatureTag == feature:
            record.Feature.LookupListIndex = sorted({*record.Feature.LookupListIndex, index})
    chain, *others = lookups
    first = len(table.LookupList.Lookup) + 1
    for number, lookup in enumerate(others):
        lookup.lookup_index = first + number
    table.LookupList.Lookup.insert(index, chain.build())
    table.LookupList.Lookup.extend(lookup.build() for lookup in others)


def first_lookup(font, *features):
    records = font["GSUB"].table.FeatureList.FeatureRecord
    return min(each for record in records if record.FeatureTag in features for each in record.Feature.LookupListIndex)


def drop_side_by_side(font):
    """Ligatures that are nothing but their letters side by side, in their widths."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for part in lookup.SubTable if lookup.LookupType == 4 else ():
            for first, ligatures in part.ligatures.items():
                for each in list(ligatures):
                    letters, pen, beside = [first, *each.Component], 0, []
                    for letter in reversed(letters):
                        beside += taken_apart(font, letter, pen, 0)
                        pen += font["hmtx"][letter][0]
                    if (sorted(beside), pen) == (sorted(taken_apart(font, each.LigGlyph, 0, 0)), font["hmtx"][each.LigGlyph][0]):
                        ligatures.remove(each)


def split_ligatures(font, shape):
    """Ligatures of letters as a glyph for each letter, and marks where they stood."""
    chain = builder.ChainContextSubstBuilder(font, None)
    chain.lookupflag = 8  # marks may stand between
    lookups = []
    for before, *letters in LIGATED:
        (ligature, *more), width = shape(before + "".join(letters))
        if more:
            continue
        ligature = ligature[0]
        forms = joined(font, before, letters)
        share = width // len(letters)
        widths = [width - share * (len(letters) - 1)] + [share] * (len(letters) - 1)
        singles = []
        for number, (form, advance) in enumerate(zip(forms, widths)):
            name = f"{ligature}.{number}"
            origin = sum(widths[number + 1 :])
            add_glyph(font, name, [] if number else [(ligature, -origin, 0)], advance)
            anchor_like(font, name, ligature, number if number < len(letters) - 1 else -1, origin)
            single = builder.SingleSubstBuilder(font, None)
            single.mapping = {form: name}
            singles.append(single)
        kern_like(font, f"{ligature}.0", ligature, ("Input", "LookAhead"))
        kern_like(font, f"{ligature}.{len(letters) - 1}", ligature, ("Backtrack",))
        chain.rules.append(builder.ChainContextualRule([], [[form] for form in forms], [], [[single] for single in singles]))
        lookups += singles
    if lookups:
        index = first_lookup(font, "rlig")
        insert(font, "rlig", index, [chain, *lookups])


def joined(font, before, letters):
    """The glyphs of letters that join, before anything ligates."""
    cmap, forms = font.getBestCmap(), []
    lookups = font["GSUB"].table.LookupList.Lookup
    for number, letter in enumerate(letters):
        feature = "init" if number == 0 and not before else "medi" if number < len(letters) - 1 else "fina"
        glyph = cmap[ord(letter)]
        for record in font["GSUB"].table.FeatureList.FeatureRecord:
            if record.FeatureTag == feature:
                glyph = lookups[record.Feature.LookupListIndex[0]].SubTable[0].mapping.get(glyph, glyph)
        forms.append(glyph)
    return forms


def anchor_like(font, name, ligature, component, origin):
    """Marks stand on a letter as they stood on its part of the ligature."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for part in lookup.SubTable if lookup.LookupType == 5 else ():
            if ligature in part.LigatureCoverage.glyphs:
                attach = part.LigatureArray.LigatureAttach[part.LigatureCoverage.glyphs.index(ligature)]
                own = copy.deepcopy(attach)
                own.ComponentRecord = [copy.deepcopy(attach.ComponentRecord[component])]
                own.ComponentCount = 1
                for anchor in filter(None, own.ComponentRecord[0].LigatureAnchor):
                    anchor.XCoordinate -= origin
                part.LigatureCoverage.glyphs.append(name)
                part.LigatureArray.LigatureAttach.append(own)
                part.LigatureArray.LigatureCount = len(part.LigatureArray.LigatureAttach)


def texts():
    """Every letter, joined and not, with every mark, and lam with alef with marks on one or both."""
    for (before, after), letter, mark in itertools.product(itertools.product(("", JOIN), repeat=2), LETTERS, MARKS):
        yield before + letter + mark + after
    for before, alef, on_lam, on_alef in itertools.product(("", JOIN), ALEFS, ["", *MARKS], ["", *MARKS]):
        yield before + LAM + on_lam + alef + on_alef


def join_marks(font, shape):
    """A letter and a mark become one glyph, unless one more mark follows, which would lose its place."""
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    marks = sorted((name for name, kind in classes.items() if kind == 3), key=font.getGlyphID)
    made = {}
    for text in texts():
        glyphs, width = shape(text)
        glyphs.append((None, width, 0, None, width))
        for (mark, x, y, place, pen), (letter, at, up, same, _), (_, _, _, _, end) in zip(glyphs, glyphs[1:], glyphs[2:]):
            if place == same and mark in marks and letter not in marks:
                cluster = ([(letter, at - pen, up), (mark, x - pen, y)], end - pen)
                assert made.setdefault((letter, mark), cluster) == cluster, (text, letter, mark)
    ligatures = builder.LigatureSubstBuilder(font, None)
    for number, ((letter, mark), (parts, width)) in enumerate(made.items()):
        name = f"marked.{number}"
        empty = font["glyf"][letter].numberOfContours == 0
        add_glyph(font, name, parts[empty:], width)
        kern_like(font, name, letter)
        ligatures.ligatures[letter, mark] = name
    chain = builder.ChainContextSubstBuilder(font, None)
    places = [sorted({rule[place] for rule in made}, key=font.getGlyphID) for place in (0, 1)]
    chain.rules.append(builder.ChainContextualRule([], places, [marks], [None, None]))
    chain.rules.append(builder.ChainContextualRule([], places, [], [[ligatures], None]))
    insert(font, "mset", len(font["GSUB"].table.LookupList.Lookup), [chain, ligatures])
    return made


def main(original, target):
    font = TTFont(original, recalcTimestamp=False)
    shape = Shaper(font)
    asked = list(texts())
    asked += [text + after for text in asked for after in ("\u0628", "\u0670", "\u0653\u0628", " \u0628")]
    asked += ["".join(text) for text in LIGATED] + ["\u0639\u0628\u062f \u0627\u0644\u0644\u0647", "\u0648\u0627\u0644\u0644\u0647\u0650", "\u0625\u0644\u0649"]
    asked += ["\u0631" + text for text in asked] + [text + "\u0631" for text in asked]
    before = [shape.parts(font, text) for text in asked]
    drop_side_by_side(font)
    split_ligatures(font, Shaper(font))
    made = join_marks(font, Shaper(font))
    name = font["name"].getName(5, 3, 1)
    font["name"].setName(f"{name}; a glyph for each letter (packwright)", 5, 3, 1, 0x409)
    font["post"].formatType = 3.0
    del font["DSIG"]
    shape = Shaper(font)
    for text, drawn in zip(asked, before):
        assert shape.parts(font, text) == drawn, (text, shape.parts(font, text), drawn)
    for text in texts():
        glyphs, _ = shape(text)
        assert len(glyphs) == len({place for _, _, _, place, _ in glyphs}), text
    font.save(target)
    print(f"{target}: {len(made)} letters with a mark; {len(asked)} texts look the same")


main(*sys.argv[1:])
