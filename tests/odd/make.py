#!/usr/bin/env python3
"""Makes small PDFs, each odd in one way, and beside each the words that it shows.

Needs `pip install fonttools` and the font DejaVu Sans. Run it here; look at what changed.
"""
import io
import unicodedata
import zlib
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
SANS = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
LINES = ["Kế hoạch cải cách hành chính năm 2026", "của Ủy ban nhân dân tỉnh Sơn La"]
# Vietnamese that Latin-1 can write, and what every encoding can.
LATIN = ["Thông báo công khai tài chính", "quý hai hàng tháng 2026"]
PLAIN = ["Cong khai tai chinh (quy II) 2026", "theo quy trinh: 12/KH-UBND"]


class Paper:
    """A PDF that is put together, object by object."""

    def __init__(self):
        self.objects = [b"", b""]
        self.pages = []

    def object(self, body):
        self.objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(self.objects)

    def stream(self, dict_, content, packed=False):
        content = content.encode("latin-1") if isinstance(content, str) else content
        if packed:
            content, dict_ = zlib.compress(content, 9), dict_ + "/Filter/FlateDecode"
        return self.object(f"<<{dict_}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream")

    def page(self, content, fonts="", resources="", more="", box="0 0 595 842"):
        contents = content if isinstance(content, list) else [self.stream("", content)]
        listed = " ".join(f"{part} 0 R" for part in contents)
        self.pages.append(
            self.object(
                f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Resources<</Font<<{fonts}>>{resources}>>/Contents[{listed}]{more}>>"
            )
        )

    def write(self, name, words):
        kids = " ".join(f"{page} 0 R" for page in self.pages)
        self.objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
        self.objects[1] = f"<</Type/Pages/Kids[{kids}]/Count {len(self.pages)}>>".encode()
        out, places = bytearray(b"%PDF-1.7\n"), []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
        out += f"trailer<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
        (HERE / f"{name}.pdf").write_bytes(out)
        (HERE / f"{name}.txt").write_text(words + "\n", encoding="utf-8")


def utf16(text):
    return "<" + text.encode("utf-16-be").hex() + ">"


def literal(text, coding="latin-1"):
    coded = text.encode(coding)
    return "(" + "".join(chr(b) if 32 <= b < 127 and b not in b"()\\" else f"\\{b:03o}" for b in coded) + ")"


def set_lines(lines, show, size=12, left=85, top=742, lead=20):
    return "".join(f"BT /F1 {size} Tf {left} {top - lead * nth} Td {show(line)} Tj ET\n" for nth, line in enumerate(lines))


def advance(c):
    """Half an em for each letter; marks have none."""
    return 0 if unicodedata.combining(c) else 500


# ---- fonts ----

IDENTITY = "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0020> <ffff> <0020> endbfrange"


def unicode_font(paper, encoding="/Identity-H", more="", map_=IDENTITY, ordering="Identity"):
    """A font whose codes are Unicode, and no program."""
    to_unicode = f"/ToUnicode {paper.stream('', map_)} 0 R" if map_ else ""
    system = f"/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 0>>"
    below = f"<</Type/Font/Subtype/CIDFontType2/BaseFont/Odd/DW 500/W[768[{'0 ' * 112}]]{system}{more}>>"
    return f"/F1 <</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding{encoding}/DescendantFonts[{below}]{to_unicode}>>"


def simple_font(encoding="", kind="Type1", name="Helvetica", more=""):
    return f"/F1 <</Type/Font/Subtype/{kind}/BaseFont/{name}{encoding}{more}>>"


def letters_of(lines):
    return sorted(set("".join(lines)) | {" "})


def cut(letters):
    """DejaVu Sans with these letters only."""
    font = TTFont(SANS)
    options = subset.Options(layout_features=[], hinting=False, glyph_names=True, notdef_outline=False, name_IDs=[])
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "kern", "name", "OS/2", "gasp", "FFTM"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(c) for c in letters])
    cutter.subset(font)
    return font


def shape(font, name, pen_of):
    """The outline of a glyph, in a coarse grid, so that the file is small."""
    record = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(record)
    pen = pen_of()
    record.replay(pen)
    return pen


def built(letters, compact, name_of, cmap, named=False):
    """A font program of these letters, in this order from glyph 1 on."""
    source = cut(letters)
    names = [name_of(c) for c in letters]
    builder = FontBuilder(2048, isTTF=not compact)
    builder.setupGlyphOrder([".notdef"] + names)
    builder.setupCharacterMap(cmap(names))
    best = source.getBestCmap()
    pen = (lambda: T2CharStringPen(1024, None)) if compact else (lambda: TTGlyphPen(None))
    pens = {name: shape(source, best[ord(c)], pen) for c, name in zip(letters, names)}
    if compact:
        glyphs = {name: drawn.getCharString() for name, drawn in pens.items()}
        builder.setupCFF("Odd", {}, glyphs | {".notdef": T2CharStringPen(1024, None).getCharString()}, {})
    else:
        builder.setupGlyf({name: drawn.glyph() for name, drawn in pens.items()} | {".notdef": TTGlyphPen(None).glyph()})
    builder.setupHorizontalMetrics({name: (1024, 0) for name in [".notdef"] + names})
    builder.setupHorizontalHeader()
    builder.setupPost(keepGlyphNames=named)
    return builder.font


def saved(font, tables=("cmap", "glyf", "loca", "head", "hhea", "hmtx", "maxp", "post", "CFF ")):
    for tag in [tag for tag in font.keys() if tag not in tables and tag != "GlyphOrder"]:
        del font[tag]
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def agl(c):
    """The Adobe name of a letter."""
    from fontTools.agl import UV2AGL

    return UV2AGL.get(ord(c), f"uni{ord(c):04X}")


def embedded(paper, key, program, kind, encoding, flags, more="", dict_=""):
    """A simple font with its program."""
    file = paper.stream(dict_, program, packed=True)
    descriptor = paper.object(
        f"<</Type/FontDescriptor/FontName/ODDODD+Odd/Flags {flags}/FontBBox[0 -200 1000 900]/Ascent 900/Descent -200/ItalicAngle 0"
        f"/CapHeight 700/StemV 80/{key} {file} 0 R>>"
    )
    widths = f"/FirstChar 0/LastChar 255/Widths[{'500 ' * 256}]"
    return simple_font(encoding, kind, "ODDODD+Odd", f"/FontDescriptor {descriptor} 0 R{widths}{more}")


def codes(letters, first):
    """The letters by codes that say nothing, as a string."""
    return lambda line: "<" + "".join(f"{first + letters.index(c):02x}" for c in line) + ">"


def odd(name):
    """Makes the file: the function puts the paper together and says what it shows."""

    def make(function):
        paper = Paper()
        shown = function(paper)
        paper.write(name, "\n".join(shown))

    return make


# ---- predefined CMaps ----


@odd("cmap-ucs2")
def _(paper):
    paper.page(set_lines(LINES, utf16), unicode_font(paper, "/UniGB-UCS2-H", map_=None, ordering="GB1"))
    return LINES


@odd("cmap-utf16")
def _(paper):
    paper.page(set_lines(LINES, utf16), unicode_font(paper, "/UniJIS-UTF16-H", map_=None, ordering="Japan1"))
    return LINES


@odd("cmap-utf8")
def _(paper):
    font = unicode_font(paper, "/UniKS-UTF8-H", map_=None, ordering="Korea1")
    paper.page(set_lines(LINES, lambda line: "<" + line.encode().hex() + ">"), font)
    return LINES


@odd("cmap-utf32")
def _(paper):
    font = unicode_font(paper, "/UniCNS-UTF32-H", map_=None, ordering="CNS1")
    paper.page(set_lines(LINES, lambda line: "<" + line.encode("utf-32-be").hex() + ">"), font)
    return LINES


@odd("cmap-shift-jis")
def _(paper):
    paper.page(set_lines(PLAIN, literal), unicode_font(paper, "/90ms-RKSJ-H", map_=None, ordering="Japan1"))
    return PLAIN


@odd("cmap-embedded-on-another")
def _(paper):
    base = "1 begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange 1 begincidrange <20> <7e> 1 endcidrange"
    first = paper.stream("/Type/CMap/CMapName/Base", base)
    name, spaces = paper.stream(f"/Type/CMap/CMapName/Odd/UseCMap {first} 0 R", "/Base usecmap"), letters_of(LINES)
    wide = [c for c in spaces if ord(c) > 126]
    pairs = " ".join(f"<{ord(c):02x}> {utf16(c)}" for c in spaces if ord(c) < 127)
    pairs += " ".join(f" <{0x8001 + wide.index(c):04x}> {utf16(c)}" for c in wide)
    map_ = "2 begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange\n" + f"9 beginbfchar {pairs} endbfchar"
    show = lambda line: "<" + "".join(f"{ord(c):02x}" if ord(c) < 127 else f"{0x8001 + wide.index(c):04x}" for c in line) + ">"
    paper.page(set_lines(LINES, show), unicode_font(paper, f" {name} 0 R", map_=map_))
    return LINES


# ---- fonts of which only the encoding is known ----


@odd("base14-winansi")
def _(paper):
    paper.page(set_lines(LATIN, literal), simple_font("/Encoding/WinAnsiEncoding"))
    return LATIN


@odd("base14-macroman")
def _(paper):
    paper.page(set_lines(LATIN[:1], lambda line: literal(line, "mac-roman")), simple_font("/Encoding/MacRomanEncoding", name="Times-Roman"))
    return LATIN[:1]


@odd("base14-standard")
def _(paper):
    paper.page(set_lines(PLAIN, literal), simple_font(name="Courier-Bold"))
    return PLAIN


@odd("names-agl")
def _(paper):
    letters = [c for c in letters_of(LATIN) if c != " "]
    names = "".join(f"/{agl(c)}" for c in letters)
    font = simple_font(f"/Encoding<</Differences[32/space 161{names}]>>", name="Helvetica")
    paper.page(set_lines(LATIN, lambda line: "<" + "".join("20" if c == " " else f"{161 + letters.index(c):02x}" for c in line) + ">"), font)
    return LATIN


@odd("names-uni")
def _(paper):
    letters = letters_of(LINES)
    names = "".join(f"/uni{ord(c):04X}" for c in letters)
    font = simple_font(f"/Encoding<</Differences[1{names}]>>", name="Odd", more=f"/FirstChar 1/LastChar 99/Widths[{'500 ' * 99}]")
    paper.page(set_lines(LINES, codes(letters, 1)), font)
    return LINES


@odd("names-spelt-out")
def _(paper):
    spelt = {"ế": "ecircumflexacute", "ạ": "adotbelow", "ả": "ahookabove", "ă": "abreve", "Ủ": "Uhookabove", "ỉ": "ihookabove"}
    spelt |= {"ơ": "ohorn", "á": "aacute", "à": "agrave", "í": "iacute", "â": "acircumflex", "ủ": "uhookabove"}
    letters = letters_of(LINES)
    names = "".join("/" + spelt.get(c, agl(c)) for c in letters)
    font = simple_font(f"/Encoding<</Differences[1{names}]>>", name="Odd", more=f"/FirstChar 1/LastChar 99/Widths[{'500 ' * 99}]")
    paper.page(set_lines(LINES, codes(letters, 1)), font)
    return LINES


def type_3(paper, encoding, more):
    box = paper.stream("", "500 0 0 0 400 700 d1 50 0 350 650 re f")
    letters = letters_of(LINES)
    names = [f"uni{ord(c):04X}" if encoding == "uni" else f"a{nth}" for nth, c in enumerate(letters)]
    procs = "".join(f"/{name} {box} 0 R" for name in names)
    differences = "".join(f"/{name}" for name in names)
    font = f"/F1 <</Type/Font/Subtype/Type3/FontBBox[0 0 500 700]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 1/LastChar {len(letters)}"
    font += f"/Widths[{'500 ' * len(letters)}]/CharProcs<<{procs}>>/Encoding<</Type/Encoding/Differences[1{differences}]>>{more}>>"
    paper.page(set_lines(LINES, codes(letters, 1)), font)
    return LINES


@odd("type3-map")
def _(paper):
    pairs = " ".join(f"<{nth:02x}> {utf16(c)}" for nth, c in enumerate(letters_of(LINES), 1))
    map_ = paper.stream("", f"1 begincodespacerange <00> <ff> endcodespacerange 50 beginbfchar {pairs} endbfchar")
    return type_3(paper, "numbers", f"/ToUnicode {map_} 0 R")


@odd("type3-names")
def _(paper):
    return type_3(paper, "uni", "")


# ---- fonts of which only the program knows ----


@odd("truetype-symbolic")
def _(paper):
    letters = letters_of(LINES)
    # The codes of its map say nothing; the names of its glyphs do.
    font = built(letters, False, agl, lambda names: {0xF021 + nth: name for nth, name in enumerate(names)}, named=True)
    font["cmap"].tables = font["cmap"].tables[:1]
    font["cmap"].tables[0].platformID, font["cmap"].tables[0].platEncID = 3, 0
    paper.page(set_lines(LINES, codes(letters, 0x21)), embedded(paper, "FontFile2", saved(font), "TrueType", "", 4))
    return LINES


@odd("truetype-unicode-identity")
def _(paper):
    letters = letters_of(LINES)
    font = built(letters, False, agl, lambda names: {ord(c): name for c, name in zip(letters, names)})
    file = paper.stream("", saved(font), packed=True)
    more = f"/CIDToGIDMap/Identity/FontDescriptor<</Type/FontDescriptor/FontName/Odd/Flags 4/FontFile2 {file} 0 R>>"
    show = lambda line: "<" + "".join(f"{1 + letters.index(c):04x}" for c in line) + ">"
    paper.page(set_lines(LINES, show), unicode_font(paper, more=more, map_=None))
    return LINES


@odd("opentype-cff-cid")
def _(paper):
    letters = letters_of(LINES)
    font = built(letters, True, agl, lambda names: {ord(c): name for c, name in zip(letters, names)})
    file = paper.stream("/Subtype/OpenType", saved(font), packed=True)
    more = f"/FontDescriptor<</Type/FontDescriptor/FontName/Odd/Flags 4/FontFile3 {file} 0 R>>"
    show = lambda line: "<" + "".join(f"{1 + letters.index(c):04x}" for c in line) + ">"
    font = unicode_font(paper, more=more, map_=None).replace("CIDFontType2", "CIDFontType0")
    paper.page(set_lines(LINES, show), font)
    return LINES


@odd("cff-names")
def _(paper):
    letters = letters_of(LINES)
    font = built(letters, True, agl, lambda names: {ord(c): name for c, name in zip(letters, names)})
    bare = font.getTableData("CFF ") if font.reader else None
    if bare is None:
        bare = TTFont(io.BytesIO(saved(font))).getTableData("CFF ")
    differences = "".join(f"/{agl(c)}" for c in letters)
    encoding = f"/Encoding<</Differences[1{differences}]>>"
    paper.page(set_lines(LINES, codes(letters, 1)), embedded(paper, "FontFile3", bare, "Type1", encoding, 4, dict_="/Subtype/Type1C"))
    return LINES


@odd("type1-own-encoding")
def _(paper):
    letters = letters_of(LINES)
    puts = "\n".join(f"dup {nth} /{agl(c)} put" for nth, c in enumerate(letters, 1))
    clear = f"%!PS-AdobeFont-1.0: Odd\n11 dict begin\n/FontName /Odd def\n/FontMatrix [.001 0 0 .001 0 0] readonly def\n"
    clear += f"/Encoding 256 array\n0 1 255 {{1 index exch /.notdef put}} for\n{puts}\nreadonly def\n"
    clear += "/PaintType 0 def /FontType 1 def /FontBBox {0 0 500 700} readonly def\ncurrentdict end\ncurrentfile eexec\n"
    program = clear.encode() + bytes(64) + b"0" * 64 + b"\ncleartomark\n"
    font = embedded(paper, "FontFile", program, "Type1", "", 4, dict_=f"/Length1 {len(clear)}/Length2 64/Length3 77")
    paper.page(set_lines(LINES, codes(letters, 1)), font)
    return LINES


# ---- how letters are set ----


def placed(line, step, between=0.0, show=utf16):
    """Letter by letter, each by its own move; a blank is only a move."""
    out, pending = "", 0.0
    for c in line:
        if c == " ":
            pending += between
            continue
        out += f"{pending:g} 0 Td {show(c)} Tj "
        pending = step
    return out


@odd("letters-one-by-one")
def _(paper):
    body = "".join(f"BT /F1 12 Tf 85 {742 - 20 * n} Td {placed(line, 6, 3)} ET\n" for n, line in enumerate(LINES))
    paper.page(body, unicode_font(paper))
    return LINES


@odd("letters-spaced-out")
def _(paper):
    body = "".join(f"BT /F1 12 Tf 85 {742 - 20 * n} Td {placed(line, 10, 8)} ET\n" for n, line in enumerate(LINES))
    paper.page(body, unicode_font(paper))
    return LINES


@odd("letters-spaced-by-tj")
def _(paper):
    def array(line):
        return "[" + " -350 ".join(utf16(c) if c != " " else "-600" for c in line) + "] TJ"

    body = "".join(f"BT /F1 12 Tf 85 {742 - 20 * n} Td {array(line)} ET\n" for n, line in enumerate(LINES))
    paper.page(body, unicode_font(paper))
    return LINES


@odd("letters-with-blanks-typed")
def _(paper):
    title, motto = "QUYẾT ĐỊNH", "Độc lập - Tự do - Hạnh phúc"
    typed = "  ".join(" ".join(word) for word in title.split())
    paper.page(set_lines([typed, motto] + LINES, utf16), unicode_font(paper))
    return [title, motto] + LINES


@odd("letters-spaced-by-operator")
def _(paper):
    paper.page("3 Tc " + set_lines(LINES, utf16), unicode_font(paper))
    return LINES


@odd("blanks-by-word-spacing")
def _(paper):
    paper.page("4 Tw " + set_lines(LATIN, lambda line: literal(line)), simple_font("/Encoding/WinAnsiEncoding"))
    return LATIN


@odd("blanks-only-by-tj")
def _(paper):
    array = lambda line: "[" + " -300 ".join(utf16(word) for word in line.split()) + "] TJ"
    body = "".join(f"BT /F1 12 Tf 85 {742 - 20 * n} Td {array(line)} ET\n" for n, line in enumerate(LINES))
    paper.page(body, unicode_font(paper))
    return LINES


@odd("stretched")
def _(paper):
    paper.page("60 Tz " + set_lines(LINES[:1], utf16) + "150 Tz " + set_lines(LINES[1:], utf16, top=700), unicode_font(paper))
    return LINES


@odd("size-negative")
def _(paper):
    body = "".join(f"BT /F1 -12 Tf -1 0 0 -1 85 {742 - 20 * n} Tm {utf16(line)} Tj ET\n" for n, line in enumerate(LINES))
    paper.page(body, unicode_font(paper))
    return LINES


@odd("size-one-scaled")
def _(paper):
    body = "".join(f"q .1 0 0 .1 0 0 cm BT /F1 1 Tf 120 0 0 120 850 {7420 - 200 * n} Tm {utf16(line)} Tj ET Q\n" for n, line in enumerate(LINES))
    paper.page(body, unicode_font(paper))
    return LINES


@odd("slanted-letters")
def _(paper):
    body = "".join(f"BT /F1 12 Tf 1 0 .33 1 85 {742 - 20 * n} Tm {utf16(line)} Tj ET\n" for n, line in enumerate(LINES))
    paper.page(body, unicode_font(paper))
    return LINES


@odd("small-capitals")
def _(paper):
    body = ""
    for nth, line in enumerate(LINES):
        body += f"BT 85 {742 - 20 * nth} Td "
        for word in line.split():
            body += f"/F1 14 Tf {utf16(word[0].upper())} Tj /F1 10 Tf {utf16(word[1:].upper() + ' ')} Tj "
        body += "ET\n"
    paper.page(body, unicode_font(paper))
    return [line.upper() for line in LINES]


@odd("raised-and-lowered")
def _(paper):
    body = f"BT /F1 12 Tf 85 742 Td {utf16('Diện tích 500 m')} Tj /F1 7 Tf 5 Ts {utf16('2')} Tj /F1 12 Tf 0 Ts {utf16(' đất')} Tj ET\n"
    body += f"BT /F1 12 Tf 85 722 Td {utf16('Giảm khí CO')} Tj /F1 7 Tf -3 Ts {utf16('2')} Tj /F1 12 Tf 0 Ts {utf16(' 10%')} Tj ET\n"
    paper.page(body, unicode_font(paper))
    return ["Diện tích 500 m2 đất", "Giảm khí CO2 10%"]


@odd("fonts-mixed-within-words")
def _(paper):
    fonts = unicode_font(paper) + unicode_font(paper).replace("/F1", "/F2")
    body = ""
    for nth, line in enumerate(LINES):
        parts = "".join(f"/F{1 + (ord(c) > 127)} 12 Tf {utf16(c)} Tj " for c in line)
        body += f"BT 85 {742 - 20 * nth} Td {parts} ET\n"
    paper.page(body, fonts)
    return LINES


@odd("marks-combining")
def _(paper):
    paper.page(set_lines([unicodedata.normalize("NFD", line) for line in LINES], utf16), unicode_font(paper))
    return LINES


@odd("marks-drawn-apart")
def _(paper):
    body = ""
    for nth, line in enumerate(LINES):
        for at, c in enumerate(line):
            base, *marks = unicodedata.normalize("NFD", c)
            body += "".join(f"BT /F1 12 Tf {85 + 6 * at} {742 - 20 * nth} Td {utf16(part)} Tj ET\n" for part in (base, *marks))
    paper.page(body, unicode_font(paper))
    return LINES


@odd("printed-twice")
def _(paper):
    once = set_lines(LINES, utf16)
    paper.page(once + set_lines(LINES, utf16, left=85.3) + "1 Tr " + once, unicode_font(paper))
    return LINES


@odd("ligatures")
def _(paper):
    paper.page(set_lines(["Oﬃce ﬁle", "ﬂow"] + LINES, utf16), unicode_font(paper))
    return ["Office file", "flow"] + LINES


@odd("soft-hyphens")
def _(paper):
    paper.page(set_lines([line.replace("hoạch", "ho\u00adạch") for line in LINES], utf16), unicode_font(paper))
    return LINES


# ---- where text comes from ----


@odd("actual-text")
def _(paper):
    body = ""
    for nth, line in enumerate(LINES):
        text = "feff" + line.encode("utf-16-be").hex()
        body += f"/Span<</ActualText<{text}>>> BDC BT /F1 12 Tf 85 {742 - 20 * nth} Td {utf16('x' * len(line))} Tj ET EMC\n"
    paper.page(body, unicode_font(paper))
    return LINES


@odd("hidden-behind-picture")
def _(paper):
    image = paper.stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\xff")
    body = "q 595 0 0 842 0 0 cm /I Do Q 3 Tr\n" + set_lines(LINES * 2, utf16)
    paper.page(body, unicode_font(paper), f"/XObject<</I {image} 0 R>>")
    return LINES * 2


@odd("clipping-text")
def _(paper):
    paper.page("7 Tr\n" + set_lines(LINES, utf16), unicode_font(paper))
    return LINES


@odd("forms-nested")
def _(paper):
    font = unicode_font(paper)
    head = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<"
    inner = paper.stream(f"{head}/Font<<{font}>>>>", set_lines(LINES, utf16, top=300))
    outer = paper.stream(f"{head}/XObject<</A {inner} 0 R>>>>/Matrix[1 0 0 1 0 200]", "q 1 0 0 1 0 200 cm /A Do Q")
    paper.page("/B Do", font, f"/XObject<</B {outer} 0 R>>")
    return LINES


@odd("annotation-and-field")
def _(paper):
    font = unicode_font(paper)
    looks = [
        paper.stream(f"/Type/XObject/Subtype/Form/BBox[0 0 300 20]/Resources<</Font<<{font}>>>>", f"BT /F1 12 Tf 2 5 Td {utf16(line)} Tj ET")
        for line in LINES
    ]
    note = f"<</Type/Annot/Subtype/FreeText/Rect[85 700 385 720]/AP<</N {looks[0]} 0 R>>>>"
    field = f"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[85 660 385 680]/AP<</N {looks[1]} 0 R>>>>"
    paper.page("q Q", font, more=f"/Annots[{note}{field}]")
    return LINES


@odd("content-cut-between-streams")
def _(paper):
    whole = set_lines(LINES, utf16)
    cuts = [whole[:40], whole[40:41], whole[41:]]
    # Streams are divided between tokens only.
    tokens = whole.split()
    third = len(tokens) // 3
    cuts = [" ".join(part) for part in (tokens[:third], tokens[third : 2 * third], tokens[2 * third :])] if " " in whole else cuts
    paper.page([paper.stream("", part) for part in cuts], unicode_font(paper))
    return LINES


@odd("inline-picture-between")
def _(paper):
    first, second = (set_lines([line], utf16, top=top) for line, top in zip(LINES, (742, 700)))
    paper.page(first + "q 9 0 0 9 50 50 cm BI /W 4 /H 1 /BPC 8 /CS /G ID \x00EI\xff\nEI Q\n" + second, unicode_font(paper))
    return LINES


# ---- how pages lie ----


@odd("page-turned-90")
def _(paper):
    body = "".join(f"BT /F1 12 Tf 0 1 -1 0 {100 + 20 * n} 85 Tm {utf16(line)} Tj ET\n" for n, line in enumerate(LINES))
    paper.page(body, unicode_font(paper), more="/Rotate 90")
    return LINES


@odd("page-turned-180")
def _(paper):
    body = "".join(f"BT /F1 12 Tf -1 0 0 -1 500 {100 + 20 * n} Tm {utf16(line)} Tj ET\n" for n, line in enumerate(LINES))
    paper.page(body, unicode_font(paper), more="/Rotate 180")
    return LINES


@odd("page-turned-270")
def _(paper):
    body = "".join(f"BT /F1 12 Tf 0 -1 1 0 {500 - 20 * n} 742 Tm {utf16(line)} Tj ET\n" for n, line in enumerate(LINES))
    paper.page(body, unicode_font(paper), more="/Rotate -90")
    return LINES


@odd("page-cropped")
def _(paper):
    body = set_lines(LINES, utf16) + f"BT /F1 12 Tf 85 1200 Td {utf16('ngoài lề')} Tj ET"
    paper.page(body, unicode_font(paper), more="/CropBox[50 50 545 800]", box="0 0 1200 1300")
    return LINES


@odd("page-of-other-units")
def _(paper):
    body = "".join(f"BT /F1 1.2 Tf 8.5 {74.2 - 2 * n} Td {utf16(line)} Tj ET\n" for n, line in enumerate(LINES))
    paper.page(body, unicode_font(paper), more="/UserUnit 10", box="0 0 59.5 84.2")
    return LINES


@odd("text-turned")
def _(paper):
    body = "".join(f"BT /F1 12 Tf 0 1 -1 0 {100 + 20 * n} 85 Tm {utf16(line)} Tj ET\n" for n, line in enumerate(LINES))
    paper.page(body, unicode_font(paper))
    return LINES


@odd("text-downwards")
def _(paper):
    body = "".join(f"BT /F1 12 Tf {400 - 40 * n} 742 Td {utf16(line)} Tj ET\n" for n, line in enumerate(["KẾ HOẠCH", "NĂM"]))
    paper.page(body, unicode_font(paper, "/Identity-V"))
    return ["KẾ HOẠCH", "NĂM"]
