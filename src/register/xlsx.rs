//! Registers as an Excel workbook, with one sheet for each.

use jiff::civil;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::formula::is_like_formula;
use crate::compare::{Fate, Piece};
use crate::edition::{Cell, Register, RegisterKind};

/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (8, 60);

/// The widest column where cells have whole paragraphs.
const OF_PARAGRAPHS: usize = 42;

/// The space that the button of a filter takes in the head of a column, in characters.
const BUTTON: usize = 3;

/// The most characters that a cell takes.
const LONGEST: usize = 32_767;

/// Writes registers as a workbook. The same registers give the same bytes: the day of creation in the file is always the same.
///
/// # Errors
/// If a register has more rows than a sheet can have.
pub fn xlsx(registers: &[Register], is_right_to_left: bool) -> Result<Vec<u8>, String> {
    book(registers, is_right_to_left).map_err(|error| error.to_string())
}

fn book(registers: &[Register], is_right_to_left: bool) -> Result<Vec<u8>, XlsxError> {
    let formats = Formats::new();
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let titles: Vec<&str> = registers.iter().map(|register| register.title.as_str()).collect();
    let properties = DocProperties::new().set_title(titles.join(", "));
    book.set_properties(&properties.set_creation_datetime(&made));
    let mut names: Vec<String> = Vec::new();
    for register in registers {
        let mut name = sheet_name(&register.title);
        if name.is_empty() || names.iter().any(|other| other.to_lowercase() == name.to_lowercase()) {
            name = register.kind.name().to_owned();
        }
        let sheet = book.add_worksheet();
        sheet.set_name(&name)?.set_right_to_left(is_right_to_left);
        names.push(name);
        fill(sheet, register, &formats)?;
    }
    book.save_to_buffer()
}

/// A name that Excel accepts for a sheet.
fn sheet_name(title: &str) -> String {
    let name: String = title.replace([':', '\\', '/', '?', '*', '[', ']'], " ").chars().take(31).collect();
    name.trim_matches(['\'', ' ']).to_owned()
}

struct Formats {
    head: Format,
    text: Format,
    /// For text that begins like a formula: it remains text when somebody edits the cell.
    quoted: Format,
    count: Format,
    date: Format,
    time: Format,
}

impl Formats {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            head: top().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin),
            text: top().set_text_wrap(),
            quoted: top().set_text_wrap().set_quote_prefix(),
            count: top().set_num_format("0"),
            // A form that is read the same in every country; aligned left, since at the right they would touch the next column.
            date: top().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            time: top().set_num_format("hh:mm").set_align(FormatAlign::Left),
        }
    }
}

/// Fills a sheet. Its head is fixed, repeated on each printed page, and has filters.
fn fill(sheet: &mut Worksheet, register: &Register, formats: &Formats) -> Result<(), XlsxError> {
    let row_of = |at: usize| u32::try_from(at + 1).map_err(|_| XlsxError::RowColumnLimitError);
    let columns = register.columns.iter().zip(0_u16..);
    let has_paragraphs = register.kind == RegisterKind::Comments;
    let widest_of_all = if has_paragraphs { OF_PARAGRAPHS } else { WIDTHS.1 };
    for (column, at) in columns.clone() {
        sheet.write_string_with_format(0, at, &column.title, &formats.head)?;
        let cells = register.rows.iter().filter_map(|row| row.cells.get(usize::from(at)));
        let widest = cells.map(|cell| cell.words().width()).max().unwrap_or_default();
        let width = widest.max(column.title.width() + BUTTON).clamp(WIDTHS.0, widest_of_all);
        sheet.set_column_width(at, f64::from(u8::try_from(width + 1).unwrap_or(u8::MAX)))?;
    }
    for (number, row) in register.rows.iter().enumerate() {
        if has_paragraphs {
            sheet.set_row_height(row_of(number)?, height(&row.cells))?;
        }
        for (cell, at) in row.cells.iter().zip(0_u16..) {
            write(sheet, (row_of(number)?, at), cell, formats)?;
        }
    }
    let last = register.rows.len().checked_sub(1).map_or(Ok(0), row_of)?;
    let last_column = columns.last().map_or(0, |(_, at)| at);
    sheet.autofilter(0, 0, last, last_column)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    // Rows that are several lines high are told apart on paper.
    sheet.set_print_gridlines(has_paragraphs);
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_footer("&L&A&R&P / &N");
    Ok(())
}

/// The height of a row with paragraphs, in points: not every program finds it out by itself.
fn height(cells: &[Cell]) -> f64 {
    const LINE: f64 = 15.0;
    const MOST: u32 = 27;
    // Lines end between words, so that not all of a line is used.
    let lines = |cell: &Cell| u32::try_from(cell.words().width() * 8 / 7 / OF_PARAGRAPHS + 1).unwrap_or(MOST).min(MOST);
    f64::from(cells.iter().map(lines).max().unwrap_or(1)) * LINE
}

fn write(sheet: &mut Worksheet, (row, at): (u32, u16), cell: &Cell, formats: &Formats) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Count(count) => {
            let count = u32::try_from(*count).unwrap_or(u32::MAX);
            sheet.write_number_with_format(row, at, count, &formats.count)?;
        }
        Cell::Date(date) if excel_day(date).is_some() => {
            if let Some(day) = excel_day(date) {
                sheet.write_datetime_with_format(row, at, &day, &formats.date)?;
            }
        }
        Cell::Time(time) => {
            let hour = u16::try_from(time.hour()).unwrap_or_default();
            let minute = u8::try_from(time.minute()).unwrap_or_default();
            let time = ExcelDateTime::from_hms(hour, minute, 0)?;
            sheet.write_datetime_with_format(row, at, &time, &formats.time)?;
        }
        Cell::Marked(pieces) => marked(sheet, (row, at), pieces, formats)?,
        _ => {
            let mut words = cell.words();
            if words.encode_utf16().count() > LONGEST {
                words = words.chars().take(LONGEST / 2).chain(['…']).collect();
            }
            let format = if is_like_formula(&words) { &formats.quoted } else { &formats.text };
            sheet.write_string_with_format(row, at, words, format)?;
        }
    }
    Ok(())
}

/// Words of which some are struck through and some are underlined.
fn marked(sheet: &mut Worksheet, (row, at): (u32, u16), pieces: &[Piece], formats: &Formats) -> Result<(), XlsxError> {
    let (mut left, mut shown) = (LONGEST, Vec::new());
    for piece in pieces {
        let is_cut = piece.text.encode_utf16().count() > left;
        let kept = if is_cut { left.saturating_sub(1) / 2 } else { usize::MAX };
        let text: String = piece.text.chars().take(kept).chain((is_cut && left > 0).then_some('…')).collect();
        left = left.saturating_sub(text.encode_utf16().count());
        shown.push((piece.fate, text));
    }
    shown.retain(|(_, text)| !text.is_empty());
    if shown.len() > 1 {
        // Excel takes `_x0041_` for a letter. The library escapes it in plain strings alone.
        shown.iter_mut().for_each(|(_, text)| *text = text.replace("_x", "_x005F_x"));
    }
    let face = |fate: &Fate| match fate {
        Fate::Kept => Format::new(),
        Fate::Removed => Format::new().set_font_strikethrough(),
        Fate::Added => Format::new().set_underline(FormatUnderline::Single),
    };
    let faces: Vec<Format> = shown.iter().map(|(fate, _)| face(fate)).collect();
    match shown.as_slice() {
        [] => {}
        [(fate, text)] => {
            let format = if is_like_formula(text) { &formats.quoted } else { &formats.text };
            sheet.write_string_with_format(row, at, text, &format.merge(&face(fate)))?;
        }
        all => {
            let parts: Vec<(&Format, &str)> =
                faces.iter().zip(all).map(|(face, (_, text))| (face, text.as_str())).collect();
            let format = if is_like_formula(&all[0].1) { &formats.quoted } else { &formats.text };
            sheet.write_rich_string_with_format(row, at, &parts, format)?;
        }
    }
    Ok(())
}

/// A day that Excel counts; months, years, and days before 1900 are text.
fn excel_day(date: &str) -> Option<ExcelDateTime> {
    let day: civil::Date = if date.len() == "2026-03-12".len() { date.parse().ok()? } else { return None };
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}
