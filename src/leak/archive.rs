//! A zip and everything in it, including files that its directory does not list.

use std::io::{Cursor, Read};
use std::ops::Range;

use zip::ZipArchive;

use super::files;
use super::within::{Piece, Within};

/// Receives each piece of a file, with the path of the file.
type PathSink<'a> = dyn FnMut(&str, Within, Piece<'_>) + 'a;

/// The name in findings for leaks that are in no file.
const ZIP: &str = "the zip";

/// Gives all pieces of a zip.
pub(super) fn pieces(zip: &[u8], sink: &mut PathSink<'_>) {
    let mut taken: Vec<Range<usize>> = Vec::new();
    if let Ok(mut archive) = ZipArchive::new(Cursor::new(zip)) {
        let comment = String::from_utf8_lossy(archive.comment()).into_owned();
        sink(ZIP, Within::ZipComment, Piece::Words(&comment));
        for number in 0..archive.len() {
            entry(&mut archive, number, &mut taken, sink);
        }
    } else {
        sink(ZIP, Within::Bytes, Piece::Unread);
    }
    taken.sort_by_key(|range| range.start);
    let mut done = 0;
    for range in taken.into_iter().chain(std::iter::once(zip.len()..zip.len())) {
        if range.start > done {
            rest(zip.get(done..range.start).unwrap_or_default(), sink);
        }
        done = done.max(range.end);
    }
}

fn entry(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    number: usize,
    taken: &mut Vec<Range<usize>>,
    sink: &mut PathSink<'_>,
) {
    let mut content = Vec::new();
    let read = archive.by_index(number).map(|mut file| {
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let start = file.data_start().and_then(|start| usize::try_from(start).ok());
        let length = usize::try_from(file.compressed_size()).unwrap_or_default();
        taken.extend(start.map(|start| start..start.saturating_add(length)));
        sink(&name, Within::FileName, Piece::Code(&name));
        sink(&name, Within::ZipComment, Piece::Words(file.comment()));
        sink(&name, Within::ZipRest, Piece::Fabric(&file.extra_data().unwrap_or_default()));
        let is_whole = file.by_ref().take(files::MOST as u64 + 1).read_to_end(&mut content).is_ok();
        (name, is_whole && content.len() <= files::MOST)
    });
    let Ok((name, is_whole)) = read else { return sink(ZIP, Within::Bytes, Piece::Unread) };
    if !is_whole {
        sink(&name, Within::Bytes, Piece::Unread);
    }
    files::pieces(&name, &content, &mut |within, piece| sink(&name, within, piece));
}

/// Gives the bytes that belong to no listed file: headers, the directory, and files that the directory does not list.
fn rest(bytes: &[u8], sink: &mut PathSink<'_>) {
    sink(ZIP, Within::ZipRest, Piece::Code(&String::from_utf8_lossy(bytes)));
    let mut left = files::MOST as u64;
    for at in places(bytes, b"PK\x03\x04") {
        let head = bytes.get(at..).unwrap_or_default();
        let two =
            |at: usize| head.get(at..at + 2).map_or(0, |pair| usize::from(u16::from_le_bytes([pair[0], pair[1]])));
        let (method, start) = (two(8), 30 + two(26) + two(28));
        let data = head.get(start..).unwrap_or_default();
        if data.is_empty() {
            continue;
        }
        let name = String::from_utf8_lossy(head.get(30..30 + two(26)).unwrap_or_default()).into_owned();
        let mut content = Vec::new();
        if method == 8 {
            let _ = flate2::read::DeflateDecoder::new(data).take(left).read_to_end(&mut content);
            left = left.saturating_sub(content.len() as u64);
        } else {
            content.extend_from_slice(data);
        }
        files::pieces(&name, &content, &mut |_, piece| sink(ZIP, Within::ZipRest, piece));
    }
}

/// The positions of a word, at most a thousand.
fn places<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let places = bytes.windows(word.len()).enumerate().filter(move |(_, window)| *window == word);
    places.map(|(at, _)| at).take(1000)
}
