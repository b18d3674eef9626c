//! Files of others with a word in each place where a file can hold one.

use std::io::Write;

use crate::fuzz::dice::Dice;

/// A new canary for a place in a file.
type Canary<'c> = dyn FnMut(&str) -> String + 'c;

/// A file that everybody gets.
pub(super) fn open(path: &str, dice: &mut Dice) -> Vec<u8> {
    let number = dice.below(1000);
    withheld(path.rsplit('.').next().unwrap(), &mut |_| format!("open{number}"))
}

/// A file that is withheld.
pub(super) fn withheld(ending: &str, canary: &mut Canary<'_>) -> Vec<u8> {
    match ending {
        "pdf" => pdf(canary),
        "svg" => svg(canary),
        "png" => png(canary),
        _ => format!("<!doctype html><title>{}</title><p>{}</p>", canary("title"), canary("text")).into_bytes(),
    }
}

fn svg(canary: &mut Canary<'_>) -> Vec<u8> {
    let (title, description, metadata) = (canary("title"), canary("description"), canary("metadata"));
    let (text, comment, id) = (canary("text"), canary("comment"), canary("id"));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"80\" viewBox=\"0 0 300 80\"><!-- {comment} -->\
         <title>{title}</title><desc>{description}</desc><metadata>{metadata}</metadata><rect id=\"{id}\" width=\"300\" \
         height=\"80\" fill=\"#ddd\"/><text x=\"10\" y=\"40\" font-family=\"Noto Sans\" font-size=\"20\">{text}</text></svg>"
    )
    .into_bytes()
}

fn png(canary: &mut Canary<'_>) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |name: &[u8; 4], content: &[u8]| {
        let content = [name.as_slice(), content].concat();
        bytes.extend(u32::try_from(content.len() - 4).unwrap().to_be_bytes());
        bytes.extend(&content);
        let mut sum = flate2::Crc::new();
        sum.update(&content);
        bytes.extend(sum.sum().to_be_bytes());
    };
    const SIDE: usize = 16;
    let rows = [[0_u8].as_slice(), &[0xaa; SIDE * 3]].concat().repeat(SIDE);
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&rows).unwrap();
    chunk(b"IHDR", &[0, 0, 0, 16, 0, 0, 0, 16, 8, 2, 0, 0, 0]);
    chunk(b"tEXt", format!("Comment\0{}", canary("text")).as_bytes());
    chunk(b"IDAT", &packed.finish().unwrap());
    chunk(b"IEND", b"");
    bytes
}

/// A PDF of one page: text in a font of its own, a layer, a field, a note, a link, a picture's description, a bookmark, a
/// destination, labels of pages, metadata twice, an attachment.
fn pdf(canary: &mut Canary<'_>) -> Vec<u8> {
    let mut objects: Vec<String> = Vec::new();
    let stream = |dictionary: &str, content: &str| {
        format!("<< {dictionary} /Length {} >>\nstream\n{content}\nendstream", content.len())
    };
    let utf16 = |text: &str| {
        let units = text.encode_utf16().map(|unit| format!("{unit:04X}"));
        format!("<FEFF{}>", units.collect::<String>())
    };
    let show = |text: &str, y: u32| format!("BT /F 18 Tf 72 {y} Td ({text}) Tj ET");
    let (text, layer) = (canary("text"), canary("layer-text"));
    let content = format!(
        "/P << /MCID 0 >> BDC {} EMC /Figure << /MCID 1 >> BDC 72 500 50 50 re f EMC /OC /L BDC {} EMC",
        show(&text, 700),
        show(&layer, 600)
    );
    objects.push(format!(
        "<< /Type /Catalog /Pages 2 0 R /Lang (en) /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R /Outlines 10 0 R \
         /AcroForm << /Fields [12 0 R] /DA (/F 12 Tf 0 g) /DR << /Font << /F 5 0 R >> >> >> \
         /OCProperties << /OCGs [14 0 R] /D << /ON [14 0 R] /Order [14 0 R] /Name ({}) >> >> \
         /PageLabels << /Nums [0 << /P ({}) >>] >> /Dests << /{} [3 0 R /Fit] >> /Metadata 15 0 R \
         /Names << /EmbeddedFiles << /Names [({}) 16 0 R] >> >> >>",
        canary("layers"),
        canary("page-label"),
        canary("destination"),
        canary("attachment-key"),
    ));
    objects.push("<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned());
    objects.push(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /StructParents 0 /Annots [12 0 R 13 0 R 18 0 R] \
         /Resources << /Font << /F 5 0 R >> /Properties << /L 14 0 R >> >> >>"
            .to_owned(),
    );
    objects.push(stream("", &content));
    let letters = b'a'..=b'z';
    let names: String = letters.clone().map(|letter| format!("/{} ", char::from(letter))).collect();
    let glyphs: String = letters.clone().map(|letter| format!("/{} 19 0 R ", char::from(letter))).collect();
    objects.push(format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 122 \
         /Widths [{}] /Encoding << /Type /Encoding /Differences [97 {names}] >> /CharProcs << {glyphs} >> /Resources << >> \
         /ToUnicode 20 0 R >>",
        "520 ".repeat(26)
    ));
    objects.push("<< /Type /StructTreeRoot /K [7 0 R] /ParentTree 21 0 R >>".to_owned());
    objects.push("<< /Type /StructElem /S /Document /P 6 0 R /K [8 0 R 9 0 R] >>".to_owned());
    objects.push(format!(
        "<< /Type /StructElem /S /P /P 7 0 R /Pg 3 0 R /K 0 /T {} /E ({}) >>",
        utf16(&canary("element-title")),
        canary("expansion")
    ));
    objects.push(format!(
        "<< /Type /StructElem /S /Figure /P 7 0 R /Pg 3 0 R /K 1 /Alt {} /ActualText ({}) >>",
        utf16(&canary("alt")),
        canary("actual-text")
    ));
    objects.push("<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>".to_owned());
    objects.push(format!("<< /Title {} /Parent 10 0 R /Dest [3 0 R /Fit] >>", utf16(&canary("bookmark"))));
    let value = canary("field-value");
    objects.push(format!(
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T ({}) /TU ({}) /V ({value}) /Rect [72 400 300 430] /F 4 /P 3 0 R \
         /DA (/F 12 Tf 0 g) /AP << /N 22 0 R >> >>",
        canary("field-name"),
        canary("field-label")
    ));
    objects.push(format!(
        "<< /Type /Annot /Subtype /Text /Contents {} /T ({}) /Rect [300 300 320 320] /F 4 >>",
        utf16(&canary("note")),
        canary("note-author")
    ));
    objects.push(format!("<< /Type /OCG /Name ({}) >>", canary("layer-name")));
    objects.push(stream(
        "/Type /Metadata /Subtype /XML",
        &format!(
            "<?xpacket begin=\"\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF \
             xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:source>{}</dc:source></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>",
            canary("xmp")
        ),
    ));
    objects.push(format!(
        "<< /Type /Filespec /F ({0}.txt) /UF ({0}.txt) /Desc ({1}) /AFRelationship /Data /EF << /F 17 0 R >> >>",
        canary("attachment-name"),
        canary("attachment-description")
    ));
    objects.push(stream("/Type /EmbeddedFile /Subtype /text#2Fplain", &canary("attachment")));
    objects.push(format!(
        "<< /Type /Annot /Subtype /Link /Rect [72 690 300 720] /Border [0 0 0] /F 4 /Contents ({}) /A << /S /URI /URI \
         ({}) >> >>",
        canary("link-words"),
        canary("link")
    ));
    objects.push(stream("", "500 0 0 0 500 700 d1 50 0 400 600 re f"));
    let mapped: String = letters.map(|letter| format!("<{letter:02X}> <{letter:04X}>\n")).collect();
    objects.push(stream(
        "",
        &format!(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def 1 \
             begincodespacerange <00> <FF> endcodespacerange 26 beginbfchar\n{mapped}endbfchar endcmap end end"
        ),
    ));
    objects.push("<< /Nums [0 [8 0 R 9 0 R]] >>".to_owned());
    objects.push(stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 228 30] /Resources << /Font << /F 5 0 R >> >>",
        &format!("/Tx BMC BT /F 12 Tf 2 8 Td ({value}) Tj ET EMC"),
    ));
    objects.push(format!(
        "<< /Title {} /Author ({}) /Subject ({}) /Keywords ({}) /{} ({}) >>",
        utf16(&canary("title")),
        canary("author"),
        canary("subject"),
        canary("keywords"),
        canary("info-key"),
        canary("info-value")
    ));
    assembled(&objects)
}

/// A PDF of objects; the last is its Info.
pub(super) fn assembled(objects: &[String]) -> Vec<u8> {
    let mut out = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let start = out.len();
    let (count, info) = (objects.len() + 1, objects.len());
    out.push_str(&format!("xref\n0 {count}\n0000000000 65535 f \n"));
    places.iter().for_each(|place| out.push_str(&format!("{place:010} 00000 n \n")));
    out.push_str(&format!("trailer\n<< /Size {count} /Root 1 0 R /Info {info} 0 R >>\nstartxref\n{start}\n%%EOF\n"));
    out.into_bytes()
}
