//! PDFs that are small and cost whoever believes them his stack, his memory or his time. They are written anew for each run.

use std::collections::BTreeMap;
use std::io::Write;

/// A PDF on its way: objects by number, laid out plainly with one table.
struct Draft {
    objects: BTreeMap<u32, Vec<u8>>,
    catalog: String,
    page: String,
}

/// The numbers that every draft has: catalog, pages, the page, its content. Others begin here.
const FREE: u32 = 10;

impl Draft {
    fn new() -> Self {
        let mut draft = Self { objects: BTreeMap::new(), catalog: String::new(), page: String::new() };
        draft.set(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
        draft.stream(4, "", b"BT ET");
        draft
    }

    fn set(&mut self, number: u32, object: &str) {
        self.objects.insert(number, object.as_bytes().to_vec());
    }

    fn stream(&mut self, number: u32, entries: &str, content: &[u8]) {
        let head = format!("<<{entries}/Length {}>>stream\n", content.len());
        self.objects.insert(number, [head.as_bytes(), content, b"\nendstream"].concat());
    }

    fn packed(&mut self, number: u32, entries: &str, content: &[u8]) {
        self.stream(number, &format!("/Filter/FlateDecode{entries}"), &deflated(content));
    }

    /// Adds to the catalog, and to the page.
    fn says(mut self, catalog: &str, page: &str) -> Vec<u8> {
        (self.catalog, self.page) = (catalog.to_owned(), page.to_owned());
        self.file()
    }

    fn file(mut self) -> Vec<u8> {
        self.set(1, &format!("<</Type/Catalog/Pages 2 0 R{}>>", self.catalog.clone()));
        let content = if self.page.contains("/Contents") { "" } else { "/Contents 4 0 R" };
        let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{content}{}>>", self.page.clone());
        self.objects.entry(3).or_insert(page.into_bytes());
        let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut offsets = BTreeMap::new();
        for (number, object) in &self.objects {
            offsets.insert(*number, file.len());
            file.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
        }
        let start = file.len();
        let size = offsets.last_key_value().map_or(1, |(number, _)| number + 1);
        file.extend(format!("xref\n0 {size}\n").bytes());
        for number in 0..size {
            let line = match offsets.get(&number) {
                Some(offset) => format!("{offset:010} 00000 n \n"),
                None => "0000000000 65535 f \n".to_owned(),
            };
            file.extend(line.bytes());
        }
        file.extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
        file
    }

    /// A chain of objects: each is written with the number of the next, the last without one.
    fn chain(mut self, length: u32, object: impl Fn(u32) -> String, last: &str) -> Self {
        for number in FREE..FREE + length {
            self.set(number, &object(number + 1));
        }
        self.set(FREE + length, last);
        self
    }
}

fn deflated(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// A file of objects and a cross-reference stream with these rows of `[1 4 2]` and entries.
fn with_xref_stream(objects: &[(u32, Vec<u8>)], packed: &[(u32, u32, u16)], entries: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut rows: BTreeMap<u32, [u8; 7]> = BTreeMap::new();
    let row = |kind: u8, second: u32, third: u16| {
        let mut row = [kind, 0, 0, 0, 0, 0, 0];
        row[1..5].copy_from_slice(&second.to_be_bytes());
        row[5..].copy_from_slice(&third.to_be_bytes());
        row
    };
    for (number, object) in objects {
        rows.insert(*number, row(1, u32::try_from(file.len()).unwrap(), 0));
        file.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    for (number, container, index) in packed {
        rows.insert(*number, row(2, *container, *index));
    }
    let start = file.len();
    let size = rows.last_key_value().unwrap().0 + 1;
    let rows: Vec<u8> =
        (0..size).flat_map(|number| rows.get(&number).copied().unwrap_or_else(|| row(0, 0, 0))).collect();
    let rows = deflated(&rows);
    let entries = if entries.is_empty() { format!("/Size {size}/W[1 4 2]") } else { entries.to_owned() };
    file.extend(
        format!("90000 0 obj\n<</Type/XRef{entries}/Root 1 0 R/Filter/FlateDecode/Length {}>>stream\n", rows.len())
            .bytes(),
    );
    file.extend([rows.as_slice(), b"\nendstream\nendobj\n"].concat());
    file.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
    file
}

fn page_objects() -> Vec<(u32, Vec<u8>)> {
    vec![
        (1, b"<</Type/Catalog/Pages 2 0 R>>".to_vec()),
        (2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec()),
        (3, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>".to_vec()),
    ]
}

fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    [format!("<<{entries}>>stream\n").as_bytes(), content, b"\nendstream"].concat()
}

/// What takes a loader that believes where objects are.
fn for_loaders(all: &mut BTreeMap<&'static str, Vec<u8>>) {
    let pack = |objects: Vec<(u32, Vec<u8>)>| [page_objects(), objects].concat();
    let inside = stream("/Type/ObjStm/N 1/First 4/Length 11 0 R", b"11 0 50 ");
    all.insert("length-inside-itself", with_xref_stream(&pack(vec![(10, inside)]), &[(11, 10, 0)], ""));
    let mut draft = Draft::new();
    for number in FREE..FREE + 20_000 {
        draft.set(number, &format!("<</Length {} 0 R>>stream\nx\nendstream", number + 1));
    }
    all.insert("chained-lengths", draft.file());
    let array = format!("[{}]", "0 ".repeat(60_000));
    let index: String = (0..2_000).map(|at| format!("{} 0 ", 20 + at)).collect();
    let content = deflated(format!("{index}{array}").as_bytes());
    let entries = format!("/Type/ObjStm/N 2000/First {}/Filter/FlateDecode/Length {}", index.len(), content.len());
    let packed: Vec<_> = (0..2_000).map(|at| (20 + u32::from(at), 10, at)).collect();
    let one = pack(vec![(10, stream(&entries, &content))]);
    all.insert("object-stream-at-one-array", with_xref_stream(&one, &packed, ""));
    let extends: Vec<(u32, Vec<u8>)> = (0..5_000)
        .map(|at| {
            (10 + at, stream(&format!("/Type/ObjStm/N 1/First 8/Extends {} 0 R/Length 10", 11 + at), b"9999 0 (x)"))
        })
        .collect();
    all.insert("object-streams-that-extend", with_xref_stream(&pack(extends), &[], ""));
    for (name, entries) in [
        ("huge-size", "/Size 2147483647/W[1 4 2]"),
        ("huge-index", "/Size 9/Index[0 4294967295 7 4294967295]/W[1 4 2]"),
        ("huge-widths", "/Size 9/W[1 99999999999 2]"),
        ("no-widths", "/Size 99999999/W[0 0 0]"),
        ("prev-at-itself", "/Size 9/W[1 4 2]/Prev 9"),
    ] {
        all.insert(name, with_xref_stream(&page_objects(), &[], entries));
    }
    let mut one = b"%PDF-1.7\n1 0 obj\n[".to_vec();
    one.extend(b"0 ".repeat(20_000));
    one.extend(b"]\nendobj\n");
    let start = one.len();
    one.extend(b"xref\n0 30000\n");
    (0..30_000).for_each(|_| one.extend(b"0000000009 00000 n \n"));
    one.extend(format!("trailer\n<</Size 30000/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
    all.insert("entries-at-one-object", one);
    let mut without = b"%PDF-1.7\n".to_vec();
    (0..20_000).for_each(|number| without.extend(format!("{number} 0 obj\n<</Length 9 0 R>>stream\n").bytes()));
    without.extend(b"trailer<</Root 1 0 R>>\n%%EOF");
    all.insert("objects-without-a-table", without);
    let mut prevs = b"%PDF-1.7\n".to_vec();
    let mut before = 0;
    for _ in 0..20_000 {
        let at = prevs.len();
        prevs
            .extend(format!("xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev {before}>>\n").bytes());
        before = at;
    }
    prevs.extend(format!("startxref\n{before}\n%%EOF").bytes());
    all.insert("many-prevs", prevs);
    all.insert("nested-arrays", Draft::new().says(&format!("/X{}", "[".repeat(100_000)), ""));
    all.insert("nested-dictionaries", Draft::new().says(&format!("/X{}", "<</X".repeat(100_000)), ""));
    all.insert("nested-parentheses", Draft::new().says(&format!("/X({}", "(".repeat(100_000)), ""));
}

/// What takes whoever undoes filters.
fn for_filters(all: &mut BTreeMap<&'static str, Vec<u8>>) {
    let mut bomb = vec![b' '; 100 << 20];
    (0..2).for_each(|_| bomb = deflated(&bomb));
    for (name, key) in [("bomb-as-content", "/Contents 10 0 R"), ("bomb-as-metadata", "")] {
        let mut draft = Draft::new();
        draft.stream(10, "/Type/Metadata/Subtype/XML/Filter[/FlateDecode/FlateDecode]", &bomb);
        let catalog = if key.is_empty() { "/Metadata 10 0 R" } else { "" };
        all.insert(name, draft.says(catalog, key));
    }
    let mut draft = Draft::new();
    draft.set(10, "[10 0 R]");
    draft.stream(11, "/Filter 10 0 R", b"x");
    all.insert("filters-in-a-circle", draft.says("", "/Contents 11 0 R"));
    let mut draft = Draft::new();
    draft.stream(10, &format!("/Filter[{}]", "/ASCIIHexDecode".repeat(20_000)), b"20>");
    all.insert("filters-in-a-chain", draft.says("", "/Contents 10 0 R"));
    let mut draft = Draft::new();
    draft.packed(10, "/DecodeParms<</Predictor 15/Columns 100000000000>>", b"BT ET");
    all.insert("predictor-columns", draft.says("", "/Contents 10 0 R"));
}

/// What takes whoever follows references.
fn for_trees(all: &mut BTreeMap<&'static str, Vec<u8>>) {
    let deep = 30_000;
    let kids = |next: u32| format!("<</Kids[{next} 0 R]>>");
    let names = Draft::new().chain(deep, kids, "<</Names[(x)4 0 R]>>");
    all.insert("deep-name-tree", names.says("/Names<</Dests 10 0 R/EmbeddedFiles 10 0 R>>", ""));
    let labels = Draft::new().chain(deep, kids, "<</Nums[0<</S/D>>]>>");
    all.insert("deep-page-labels", labels.says("/PageLabels 10 0 R", ""));
    let mut pages =
        Draft::new().chain(deep, |next| format!("<</Type/Pages/Kids[{next} 0 R]/Count 1>>"), "<</Type/Page>>");
    pages.set(2, "<</Type/Pages/Kids[10 0 R]/Count 1>>");
    all.insert("deep-page-tree", pages.file());
    let mut pages =
        Draft::new().chain(40, |next| format!("<</Type/Pages/Kids[{next} 0 R {next} 0 R]>>"), "<</Type/Page>>");
    pages.set(2, "<</Type/Pages/Kids[10 0 R]/Count 99999999999>>");
    all.insert("page-tree-that-doubles", pages.file());
    let mut pages = Draft::new();
    pages.set(2, "<</Type/Pages/Kids[2 0 R]/Count 9>>");
    all.insert("page-tree-in-a-circle", pages.file());
    let outline = |key: &'static str| {
        Draft::new().chain(deep, move |next| format!("<</Title(x)/{key} {next} 0 R>>"), "<</Title(x)>>")
    };
    all.insert("long-outline", outline("Next").says("/Outlines<</First 10 0 R>>", ""));
    all.insert("deep-outline", outline("First").says("/Outlines<</First 10 0 R>>", ""));
    let fields = Draft::new().chain(deep, |next| format!("<</T(x)/Kids[{next} 0 R]>>"), "<</T(x)/FT/Sig>>");
    all.insert("deep-form", fields.says("/AcroForm<</Fields[10 0 R]>>", ""));
    let actions = Draft::new().chain(deep, |next| format!("<</S/GoTo/Next {next} 0 R>>"), "<</S/GoTo>>");
    all.insert("long-actions", actions.says("/OpenAction 10 0 R", ""));
    let mut draft = Draft::new();
    let layers = "10 0 R ".repeat(150_000);
    draft.set(10, "<</Type/OCG/Name(x)>>");
    draft.set(11, &format!("<</OCGs[{layers}]/D<</BaseState/OFF/ON[{layers}]>>>>"));
    all.insert("many-layers", draft.says("/OCProperties 11 0 R", ""));
    let parents: String = (0..30_000).map(|at| format!("{at} 10 0 R ")).collect();
    let mut draft = Draft::new();
    draft.set(10, "<</S/P/P 5 0 R>>");
    draft.set(5, &format!("<</Type/StructTreeRoot/ParentTree<</Nums[{parents}]>>>>"));
    let annotations = "<</Subtype/Link/Rect[0 0 9 9]/StructParent 29999>>".repeat(20_000);
    let draft = draft.says("/StructTreeRoot 5 0 R/MarkInfo<</Marked true>>", &format!("/Annots[{annotations}]"));
    all.insert("annotations-in-a-long-parent-tree", draft);
    let element = |next: u32| format!("<</S/P/P 5 0 R/K {next} 0 R>>");
    let tagged = "/StructTreeRoot<</Type/StructTreeRoot/K 10 0 R>>/MarkInfo<</Marked true>>";
    all.insert("deep-structure", Draft::new().chain(deep, element, "<</S/P/K 0>>").says(tagged, ""));
    let twice = |next: u32| format!("<</S/P/P 5 0 R/K[{next} 0 R {next} 0 R]>>");
    all.insert("structure-that-doubles", Draft::new().chain(60, twice, "<</S/P/K 0>>").says(tagged, ""));
    let mut draft = Draft::new();
    draft.set(9, &format!("[{}]", "0 ".repeat(200_000)));
    (FREE + 1..FREE + 2_001).for_each(|number| draft.set(number, "<</S/P/P 10 0 R/K 9 0 R/Pg 3 0 R>>"));
    let kids: String = (FREE + 1..FREE + 2_001).map(|number| format!("{number} 0 R ")).collect();
    draft.set(10, &format!("<</S/Sect/K[{kids}]>>"));
    all.insert("structure-that-shares-a-list", draft.says(tagged, ""));
    let roles: String = (0..50_000).map(|at| format!("/r{at}/r{}", at + 1)).collect();
    let circle = "/r0/r1/r1/r0";
    for (name, roles) in [("long-role-map", roles.as_str()), ("role-map-in-a-circle", circle)] {
        let mut draft = Draft::new();
        let kids: String = (FREE..FREE + 3_000).map(|number| format!("{number} 0 R ")).collect();
        (FREE..FREE + 3_000).for_each(|number| draft.set(number, "<</S/r0/P 5 0 R/K 0/Pg 3 0 R>>"));
        draft.set(5, &format!("<</Type/StructTreeRoot/RoleMap<<{roles}>>/K[{kids}]>>"));
        all.insert(name, draft.says("/StructTreeRoot 5 0 R/MarkInfo<</Marked true>>", ""));
    }
    let mut draft = Draft::new();
    let cells = "<</S/TD/A<</O/Table/RowSpan 999999999/ColSpan 999999999>>/K 0>>".repeat(2_000);
    draft.set(10, &format!("<</S/Table/K[{}]>>", format!("<</S/TR/K[{cells}]>>").repeat(3)));
    all.insert("huge-table", draft.says(tagged, ""));
}

/// What takes whoever draws.
fn for_pages(all: &mut BTreeMap<&'static str, Vec<u8>>) {
    for (name, content) in [
        ("many-marks", "/P <</MCID 0>> BDC ".repeat(300_000)),
        ("many-states", "q ".repeat(500_000)),
        ("many-operators", "n ".repeat(2_200_000)),
        ("many-colours", "/C cs ".repeat(300_000)),
        ("many-pictures", "BI /W 1 /H 1 ID x EI ".repeat(150_000)),
    ] {
        let mut draft = Draft::new();
        draft.packed(4, "", content.as_bytes());
        let space = format!("[/DeviceN[{}]/DeviceRGB 4 0 R]", "/x".repeat(20_000));
        all.insert(name, draft.says("", &format!("/Resources<</ColorSpace<</C {space}>>>>")));
    }
    let form = |next: u32, times: usize| {
        let content = "/F Do ".repeat(times);
        let head = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F";
        format!("{head} {next} 0 R>>>>/Length {}>>stream\n{content}\nendstream", content.len())
    };
    for (name, length, times) in [("deep-forms", 5_000, 1), ("forms-that-double", 40, 2)] {
        let mut draft = Draft::new().chain(length, |next| form(next, times), &form(2, 0));
        draft.stream(4, "", b"/F Do");
        all.insert(name, draft.says("", "/Resources<</XObject<</F 10 0 R>>>>"));
    }
    let mut draft = Draft::new();
    draft.set(10, &form(10, 5));
    draft.stream(4, "", b"/F Do");
    all.insert("form-in-itself", draft.says("", "/Resources<</XObject<</F 10 0 R>>>>"));
    let mut draft = Draft::new();
    draft.packed(11, "", "BT /T 9 Tf (aaaaaaaa) Tj ET ".repeat(2_000).as_bytes());
    let font =
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[9]";
    let rest = "/CharProcs<</a 11 0 R>>/Encoding<</Differences[97/a]>>/Resources<</Font<</T 10 0 R>>>>>>";
    draft.set(10, &format!("{font}{rest}"));
    draft.packed(4, "", "BT /T 9 Tf (aaaaaaaa) Tj ET ".repeat(2_000).as_bytes());
    all.insert("characters-that-draw-themselves", draft.says("", "/Resources<</Font<</T 10 0 R>>>>"));
    let doubled = |next: u32| format!("[/Separation/x {next} 0 R {next} 0 R]");
    let mut draft = Draft::new().chain(60, doubled, "/DeviceRGB");
    draft.stream(4, "", b"/C cs");
    all.insert("colours-that-double", draft.says("", "/Resources<</ColorSpace<</C 10 0 R>>>>"));
    let stitched = |next: u32| format!("<</FunctionType 3/Domain[0 1]/Functions[{next} 0 R {next} 0 R]>>");
    let mut draft = Draft::new().chain(20_000, stitched, "<</FunctionType 2/N 1>>");
    draft.set(9, "[/Separation/x/DeviceRGB 10 0 R]");
    draft.stream(4, "", b"/C cs");
    all.insert("deep-functions", draft.says("", "/Resources<</ColorSpace<</C 9 0 R>>>>"));
    let mut boxes = Vec::new();
    for length in (1..=40_000_u32).rev() {
        boxes.extend((length * 8).to_be_bytes());
        boxes.extend(b"jp2h");
    }
    let mut draft = Draft::new();
    draft.stream(10, "/Type/XObject/Subtype/Image/Width 1/Height 1/Filter/JPXDecode", &boxes);
    draft.stream(4, "", b"/F Do");
    all.insert("boxes-in-boxes", draft.says("", "/Resources<</XObject<</F 10 0 R>>>>"));
}

/// What takes whoever reads fonts and XML.
fn for_parsers(all: &mut BTreeMap<&'static str, Vec<u8>>) {
    let map = |code: &str, times: usize| {
        let (first, last) = (format!("<{code}0000>"), format!("<{code}ffff>"));
        format!("{times} beginbfrange\n{}endbfrange", format!("{first} {last} {first}\n").repeat(times))
    };
    for (name, map) in [("huge-map", map("00", 15)), ("map-of-long-codes", map(&"00".repeat(20_000), 15))] {
        let mut draft = Draft::new();
        let fonts: String =
            (0..40).map(|at| format!("/T{at}<</Type/Font/Subtype/TrueType/BaseFont/x/ToUnicode 11 0 R>>")).collect();
        draft.packed(11, "", map.as_bytes());
        draft.set(10, &format!("<<{fonts}>>"));
        let shown: String = (0..40).map(|at| format!("BT /T{at} 9 Tf (a) Tj ET ")).collect();
        draft.stream(4, "", shown.as_bytes());
        all.insert(name, draft.says("", "/Resources<</Font 10 0 R>>"));
    }
    let mut draft = Draft::new();
    draft.packed(11, "", format!("1 beginbfchar\n<61> <{}>\nendbfchar", "0062".repeat(500_000)).as_bytes());
    draft.set(10, "<</T<</Type/Font/Subtype/TrueType/BaseFont/x/ToUnicode 11 0 R>>>>");
    draft.packed(4, "", format!("BT /T 9 Tf ({}) Tj ET", "a".repeat(200_000)).as_bytes());
    all.insert("map-to-a-long-text", draft.says("", "/Resources<</Font 10 0 R>>"));
    let mut font = vec![0, 1, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0];
    for tag in [b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"post", b"name"] {
        font.extend(tag);
        font.extend([0, 0, 0, 0, 0, 0, 0, 120, 0xff, 0xff, 0xff, 0xff]);
    }
    font.extend([
        0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff,
    ]);
    font.extend([0xff; 4_000]);
    for (name, key, kind) in [("absurd-font", "FontFile2", ""), ("absurd-cff", "FontFile3", "/Subtype/OpenType")] {
        let mut draft = Draft::new();
        draft.stream(11, kind, &font);
        let descriptor = format!("<</Type/FontDescriptor/FontName/x/Flags 4/{key} 11 0 R>>");
        let widths = "0 4294967295 500 ".repeat(20);
        let descendant = format!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/x/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[{widths}]/FontDescriptor {descriptor}>>"
        );
        draft.set(
            10,
            &format!("<</Type/Font/Subtype/Type0/BaseFont/x/Encoding/Identity-H/DescendantFonts[{descendant}]>>"),
        );
        draft.stream(4, "", b"BT /T 9 Tf (aaaa) Tj ET");
        all.insert(name, draft.says("", "/Resources<</Font<</T 10 0 R>>>>"));
    }
    let rdf = |inner: &str| {
        format!(
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>{inner}</rdf:RDF></x:xmpmeta>"
        )
    };
    let attributes: String = (0..200_000).map(|at| format!(" a{at}='x'")).collect();
    let spaces: String = (0..20_000).map(|at| format!(" xmlns:n{at}='u{at}'")).collect();
    let entities: String = (1..30).map(|at| format!("<!ENTITY e{at} '&e{};&e{};'>", at - 1, at - 1)).collect();
    let packets = [
        ("packet-of-attributes", rdf(&format!("<rdf:Description{attributes}/>"))),
        (
            "packet-of-namespaces",
            rdf(&format!("<rdf:Description{spaces}>{}</rdf:Description>", "<n1:x/>".repeat(50_000))),
        ),
        ("deep-packet", rdf(&"<rdf:Description>".repeat(300_000))),
        ("packet-of-entities", format!("<!DOCTYPE x[<!ENTITY e0 'x'>{entities}]><x>&e29;</x>")),
        ("packet-of-elements", rdf(&"<rdf:Description/>".repeat(2_000_000))),
    ];
    for (name, packet) in packets {
        let mut draft = Draft::new();
        draft.packed(10, "/Type/Metadata/Subtype/XML", packet.as_bytes());
        all.insert(name, draft.says("/Metadata 10 0 R/AcroForm<</Fields[]/XFA 10 0 R>>", ""));
    }
}

/// All of them, by name.
pub(crate) fn killers() -> BTreeMap<&'static str, Vec<u8>> {
    let mut all = BTreeMap::new();
    for_loaders(&mut all);
    for_filters(&mut all);
    for_trees(&mut all);
    for_pages(&mut all);
    for_parsers(&mut all);
    all
}
