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

/// A zip, in parts that can be searched at the same time.
pub(super) struct Parts<'a> {
    zip: &'a [u8],
    archive: Option<ZipArchive<Cursor<&'a [u8]>>>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(zip: &'a [u8]) -> Self {
        Self { zip, archive: ZipArchive::new(Cursor::new(zip)).ok() }
    }

    /// The number of parts: each file, and then what is in no file.
    pub(super) fn count(&self) -> usize {
        self.archive.as_ref().map_or(0, ZipArchive::len) + 1
    }

    /// Gives all pieces of a part.
    pub(super) fn pieces(&self, part: usize, sink: &mut PathSink<'_>) {
        match self.archive.clone() {
            Some(mut archive) if part < archive.len() => entry(&mut archive, part, sink),
            Some(archive) => self.outside(archive, sink),
            None => {
                sink(ZIP, Within::Bytes, Piece::Unread);
                rest(self.zip, sink);
            }
        }
    }

    /// Gives the comment, and the bytes between the files.
    fn outside(&self, mut archive: ZipArchive<Cursor<&[u8]>>, sink: &mut PathSink<'_>) {
        sink(ZIP, Within::ZipComment, Piece::Words(&String::from_utf8_lossy(archive.comment())));
        let count = archive.len();
        let data = |number| {
            let file = archive.by_index_raw(number).ok()?;
            let start = usize::try_from(file.data_start()?).ok()?;
            Some(start..start.saturating_add(usize::try_from(file.compressed_size()).unwrap_or_default()))
        };
        let mut taken: Vec<Range<usize>> = (0..count).filter_map(data).collect();
        taken.sort_by_key(|range| range.start);
        let mut done = 0;
        for range in taken.into_iter().chain(std::iter::once(self.zip.len()..self.zip.len())) {
            if range.start > done {
                rest(self.zip.get(done..range.start).unwrap_or_default(), sink);
            }
            done = done.max(range.end);
        }
    }
}

fn entry(archive: &mut ZipArchive<Cursor<&[u8]>>, number: usize, sink: &mut PathSink<'_>) {
    let mut content = Vec::new();
    let read = archive.by_index(number).map(|mut file| {
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
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
