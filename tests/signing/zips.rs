//! Zips that were changed, put together anew, or made to do harm.

use std::io::{Cursor, Write};

use super::{built, sealed, workspace, wrong, zipped};
use crate::support::unzipped;

#[test]
fn a_flipped_byte_is_found_anywhere() {
    let scratch = workspace();
    let zip = sealed(&scratch, "keys/p256.p12");
    assert_eq!(wrong(&zip), [""; 0]);
    // The same 2,000 places in every run, all over the file (the golden ratio spreads them evenly).
    let places = (1..=2000_u64).map(|n| (n * 0x9E37_79B9) as usize % zip.len());
    flip(&zip, places, |at| 1 << (at % 8));
}

/// All of them, which takes minutes; `.ci/run` does.
#[test]
#[ignore = "every byte of a zip: run by .ci/run"]
fn every_flipped_byte_is_found() {
    let scratch = workspace();
    for key in ["keys/p256.p12", "keys/rsa-2048.pem"] {
        let zip = sealed(&scratch, key);
        flip(&zip, 0..zip.len(), |at| 1 << (at % 8));
        flip(&zip, 0..zip.len(), |_| 0x20);
        flip(&zip, 0..zip.len(), |_| 0xff);
        println!("{key}: all {} bytes", zip.len());
    }
}

fn flip(zip: &[u8], places: impl Iterator<Item = usize>, bits: impl Fn(usize) -> u8 + Sync) {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};
    let places: Vec<usize> = places.collect();
    let passed: Vec<usize> = places
        .into_par_iter()
        .filter(|at| {
            let mut flipped = zip.to_vec();
            flipped[*at] ^= bits(*at);
            wrong(&flipped).is_empty()
        })
        .collect();
    assert!(passed.is_empty(), "nothing was wrong with these bytes flipped: {passed:?}");
}

#[test]
fn zips_that_were_put_together_anew_are_told() {
    let scratch = workspace();
    let sealed = sealed(&scratch, "keys/p256.p12");
    let files = unzipped(&sealed);
    let [manifest, seal, minutes, page] =
        ["manifest.json", "manifest.json.p7s", "minutes.pdf", "index.html"].map(|name| files[name].as_slice());
    let (page, event) = (("index.html", page), ("meeting.ics", files["meeting.ics"].as_slice()));
    let zip = |level, minutes_name: &str, more: &[(&str, &[u8])]| {
        let whole = [page, event, (minutes_name, minutes), ("manifest.json", manifest), ("manifest.json.p7s", seal)];
        zipped(&[&whole, more].concat(), level)
    };
    // Put together as we do, it is the same file.
    assert!(zip(6, "minutes.pdf", &[]) == sealed);
    let mut commented = sealed.clone();
    let at = commented.len() - 2;
    commented[at] = 3;
    commented.extend(b"abc");
    let mut longer = sealed.clone();
    longer.push(0);
    let reordered =
        zipped(&[("manifest.json", manifest), page, event, ("minutes.pdf", minutes), ("manifest.json.p7s", seal)], 6);
    let unsealed = zipped(&[page, event, ("minutes.pdf", minutes), ("manifest.json", manifest)], 6);
    let cases: &[(&[u8], &[&str])] = &[
        (&zip(1, "minutes.pdf", &[]), &["recompressed", "recompressed", "recompressed"]),
        (&zip(6, "other.pdf", &[]), &["renamed"]),
        (&zip(6, "minutes.pdf", &[("more.txt", b"x")]), &["added"]),
        (&zip(6, "minutes.pdf", &[("../more.txt", b"x")]), &["bad-name", "added"]),
        (&zip(6, "minutes.pdf", &[("/etc/more", b"x")]), &["bad-name", "added"]),
        (&zip(6, "minutes.pdf", &[("MINUTES.pdf", b"x")]), &["duplicate-name", "added"]),
        (&zipped(&[page, event, ("manifest.json", manifest), ("manifest.json.p7s", seal)], 6), &["missing"]),
        (&reordered, &["reordered"]),
        (&commented, &["layout"]),
        (&longer, &["layout"]),
        (&zipped(&[("minutes.pdf", minutes)], 6), &["no-manifest"]),
        (&zipped(&[("manifest.json", b"{}")], 6), &["bad-manifest"]),
        (&sealed[..sealed.len() / 2], &["not-a-zip"]),
        (b"", &["not-a-zip"]),
    ];
    for (zip, expected) in cases {
        assert_eq!(wrong(zip), *expected);
    }
    // Whoever signs seals: a seal that is gone was taken off.
    assert_eq!(wrong(&unsealed), ["not-sealed"]);
}

/// Updates after a signature that show something else, then another honest signature on top: the first one must not be
/// taken for one that was only followed by others.
#[test]
fn a_change_hidden_between_two_signatures_is_told() {
    use packwright::sign::{Key, Later, Placing, examine_pdf, sign_pdf};
    let scratch = workspace();
    let unsigned = unzipped(&built(&scratch))["minutes.pdf"].clone();
    let key = |name: &str| super::key(&format!("keys/{name}"));
    let (first, second) = (key("p256.pem"), key("rsa-2048.pem"));
    let sign = |file: &[u8], field: &str, key: &Key| {
        let at = "2026-04-02T10:00:00Z".parse().unwrap();
        let placing = Placing { field, name: field, at, appearance: &unsigned, binding: "sha256:" };
        sign_pdf(file, key, &placing, None)
    };
    let honest = sign(&unsigned, "ana", &first).unwrap();
    let laters = |file: &[u8]| -> Vec<Later> {
        let examined = examine_pdf(file, unsigned.len()).unwrap();
        // From the unsigned file on nothing but signing was done, or else something was.
        assert_eq!(examined.only_signed, examined.signatures.iter().all(|one| one.later != Later::Changes));
        examined.signatures.into_iter().map(|signature| signature.later).collect()
    };
    assert_eq!(laters(&sign(&honest, "cora", &second).unwrap()), [Later::Signatures, Later::Nothing]);
    // The object of the first page's content, and a new one.
    let document = lopdf::Document::load_mem(&honest).unwrap();
    let page = document.get_pages()[&1];
    let (content, _) = document.get_page_contents(page)[0];
    let (size, root) = (document.max_id + 1, document.trailer.get(b"Root").unwrap().as_reference().unwrap().0);
    let table = honest.windows(9).rposition(|part| part == b"startxref").unwrap();
    let table: usize = std::str::from_utf8(&honest[table + 10..]).unwrap().lines().next().unwrap().parse().unwrap();
    let update = |entries: &dyn Fn(usize) -> String| {
        let mut file = honest.clone();
        let at = file.len();
        file.extend(format!("{content} 0 obj\n<</Length 3>>\nstream\nq Q\nendstream\nendobj\n").into_bytes());
        let xref = file.len();
        file.extend(
            format!(
                "xref\n{}trailer\n<</Size {size}/Root {root} 0 R/Prev {table}>>\nstartxref\n{xref}\n%%EOF\n",
                entries(at)
            )
            .into_bytes(),
        );
        file
    };
    let used = |at: usize| format!("{content} 1\n{at:010} 00000 n \n");
    let evil: [(&str, Vec<u8>); 4] = [
        ("a page is changed", update(&used)),
        ("an object is listed twice", update(&|at| format!("{}{}", used(at), used(at)))),
        ("an object is marked as free", update(&|_| format!("{content} 1\n0000000000 00001 f \n"))),
        ("bytes lie behind the end", [honest.as_slice(), b"% more\n"].concat()),
    ];
    for (what, file) in evil {
        assert_eq!(laters(&file)[0], Later::Changes, "{what}");
        // However it is signed over; what readers could see differently is not signed at all.
        match sign(&file, "cora", &second) {
            Ok(over) => assert_eq!(laters(&over)[0], Later::Changes, "{what}, and signed over"),
            Err(_) => assert_eq!(what, "an object is listed twice"),
        }
    }
    // Before the first signature, too: whoever signs then signs something else than the pack was made with.
    let over = sign(&honest, "cora", &second).unwrap();
    let examined = examine_pdf(&over, honest.len()).unwrap();
    assert!(!examined.only_signed && examined.signatures.iter().all(|one| one.later != Later::Changes));
}

/// A file with objects that nothing uses, and so many fields of so many more keys, each signed by an update.
fn signed_often(objects: usize, fields: usize, keys: usize) -> (usize, Vec<u8>) {
    let names = |range: std::ops::Range<usize>| range.map(|id| format!("{id} 0 R")).collect::<Vec<_>>().join(" ");
    let more: String = (0..keys).map(|key| format!("/K{key} 1")).collect();
    let field = |number: usize| format!("<</FT/Sig/T(f{number})/Subtype/Widget{more}>>");
    let (first, last) = (5, 5 + fields + objects);
    let mut content = vec![
        "<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>".to_owned(),
        format!("<</Fields[{}]>>", names(first..first + fields)),
    ];
    content.extend((0..fields).map(field).chain((0..objects).map(|_| "[1]".to_owned())));
    let (mut file, mut table) = (b"%PDF-1.7\n".to_vec(), "0000000000 65535 f \n".to_owned());
    for (id, object) in (1..).zip(content) {
        table += &format!("{:010} 00000 n \n", file.len());
        file.extend(format!("{id} 0 obj\n{object}\nendobj\n").into_bytes());
    }
    let mut xref = file.len();
    file.extend(
        format!("xref\n0 {last}\n{table}trailer\n<</Size {last}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n").into_bytes(),
    );
    let unsigned = file.len();
    for number in 0..fields {
        let (id, value, at) = (first + number, last + number, file.len());
        let signed = field(number).replace(">>", &format!("/V {value} 0 R>>"));
        let signed = format!("{id} 0 obj\n{signed}\nendobj\n");
        // The numbers are as long as their places, and the end is known once they are.
        let update = |end: usize| {
            let head = format!("{signed}{value} 0 obj\n<</Type/Sig/Contents");
            let start = at + head.len();
            let tail =
                format!("/ByteRange[0 {start:08} {:08} {:08}]>>\nendobj\n", start + 8, end.saturating_sub(start + 8));
            let text = format!("{head}<300101>{tail}");
            let table = format!("xref\n{id} 1\n{at:010} 00000 n \n{value} 1\n{:010} 00000 n \n", at + signed.len());
            let trailer = format!("trailer\n<</Size {}/Root 1 0 R/Prev {xref}>>\n", value + 1);
            format!("{text}{table}{trailer}startxref\n{}\n%%EOF\n", at + text.len())
        };
        let text = update(at + update(0).len());
        xref = at + text.find("xref\n").unwrap();
        file.extend(text.into_bytes());
    }
    (unsigned, file)
}

/// Each revision is read, and each key of a field is looked for: the work does not grow with the product of both.
#[test]
fn files_that_are_signed_often_are_examined_within_bounds() {
    use packwright::sign::examine_pdf;
    for (objects, fields, keys, expected) in
        [(10, 60, 9, true), (100_000, 9, 9, true), (100_000, 60, 9, false), (10, 2, 90, true), (10, 2, 20_000, false)]
    {
        let (unsigned, file) = signed_often(objects, fields, keys);
        let examined = examine_pdf(&file, unsigned).unwrap();
        assert_eq!(examined.signatures.len(), fields);
        assert_eq!(examined.only_signed, expected, "{objects} objects, {fields} fields, {keys} keys");
    }
}

#[test]
fn hostile_zips_are_refused_within_bounds() {
    // A link, a bomb of 1 GiB in 1 MB, and more files than a pack has.
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("minutes.pdf", "/etc/passwd", zip::write::SimpleFileOptions::default()).unwrap();
    assert!(wrong(&writer.finish().unwrap().into_inner()).contains(&"link"));
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    writer.start_file("minutes.pdf", options).unwrap();
    let zeros = vec![0; 1 << 20];
    (0..1024).for_each(|_| writer.write_all(&zeros).unwrap());
    let bomb = writer.finish().unwrap().into_inner();
    assert!(bomb.len() < 2 << 20);
    assert_eq!(wrong(&bomb), ["too-large"]);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    (0..60_000).for_each(|number| writer.start_file(format!("{number}"), stored).unwrap());
    assert_eq!(wrong(&writer.finish().unwrap().into_inner()), ["too-large"]);
    // A million files take the larger kind of zip, which says 65,535 where it says how many.
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    (0..1_000_000).for_each(|number| writer.start_file(format!("{number}"), stored).unwrap());
    assert_eq!(wrong(&writer.finish().unwrap().into_inner()), ["too-large"]);
}
