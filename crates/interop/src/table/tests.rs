use proptest::prelude::*;
use rstest::rstest;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::{Column, Limits, Table, decode};
use crate::Faults;

const COLUMNS: &[Column] = &[
    Column { name: "Name", is_required: true, meaning: "who", example: "Amina" },
    Column { name: "Number Dead", is_required: true, meaning: "how many", example: "3" },
    Column { name: "note", is_required: false, meaning: "anything", example: "" },
];

fn read(bytes: impl AsRef<[u8]>) -> Result<Table, Faults> {
    decode("t.csv", bytes.as_ref().to_vec(), &Limits::default())
}

/// Line and cells of every row.
fn rows(table: &Table) -> Vec<(usize, Vec<&str>)> {
    let width = table.headers().len();
    (0..table.row_count()).map(|row| (table.lines[row], (0..width).map(|at| table.cell(row, at)).collect())).collect()
}

/// `line:column` and message of every fault.
fn told(faults: &Faults) -> Vec<String> {
    let at = |place: &crate::Place| format!("{}:{}", place.line.unwrap_or(0), place.column.unwrap_or(0));
    faults.faults.iter().map(|fault| format!("{} {}", at(&fault.place), fault.message)).collect()
}

#[rstest]
#[case::plain("a,b\n1,2\n", &[(2, ["1", "2"])])]
#[case::no_newline_at_the_end("a,b\n1,2", &[(2, ["1", "2"])])]
#[case::byte_order_mark("\u{feff}a,b\n1,2\n", &[(2, ["1", "2"])])]
#[case::windows_lines("a,b\r\n1,2\r\n3,4\r\n", &[(2, ["1", "2"]), (3, ["3", "4"])])]
#[case::blank_lines_keep_the_count("\n\na,b\n\n1,2\n,\n3,4\n", &[(5, ["1", "2"]), (7, ["3", "4"])])]
#[case::newline_in_a_cell("a,b\n\"1\n1\",2\n3,4", &[(2, ["1\n1", "2"]), (4, ["3", "4"])])]
#[case::semicolons("a;b\n1,5;2\n", &[(2, ["1,5", "2"])])]
#[case::tabs("a\tb\n1\t2\n", &[(2, ["1", "2"])])]
#[case::quoted_separator("a,b\n\"x, y\",\"say \"\"no\"\"\"\n", &[(2, ["x, y", "say \"no\""])])]
#[case::spaces_are_trimmed("a , b\n 1,2 \n", &[(2, ["1", "2"])])]
#[case::blank_columns_at_the_end("a,b,,\n1,2,,\n", &[(2, ["1", "2"])])]
fn a_text_table_is_read(#[case] text: &str, #[case] expected: &[(usize, [&str; 2])]) {
    let table = read(text).unwrap();
    assert_eq!(table.headers(), ["a", "b"]);
    let expected: Vec<_> = expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
    assert_eq!(rows(&table), expected);
}

#[rstest]
#[case::empty(b"".as_slice(), "empty-file", "")]
#[case::utf16(b"\xFF\xFEa\0,\0b\0".as_slice(), "bad-encoding", "UTF-16")]
#[case::latin1(b"a,b\n1,Mar\xEDa\n".as_slice(), "bad-encoding", "t.csv:2:6: the file is not UTF-8 text (byte 0xED")]
#[case::long_row(b"a,b\n1,2,3\n1\n".as_slice(), "bad-table", "t.csv:2: the row has 3 cells, the header has 2")]
#[case::short_row(b"a,b\n1,2,3\n1\n".as_slice(), "bad-table", "t.csv:3: the row has 1 cells, the header has 2")]
#[case::open_quote(b"a,b\n1,2\n3,\"4\n5,6\n".as_slice(), "bad-table", "t.csv:3: a quote `\"` is opened")]
#[case::control(b"a,b\n1,\x07\n".as_slice(), "bad-table", "t.csv:2:2 [b]: the cell holds a control character")]
#[case::no_heading(b"a,,c\n1,2,3\n".as_slice(), "bad-table", "t.csv:2:2: column 2 has no heading")]
#[case::old_workbook(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....".as_slice(), "bad-table", "save it as `.xlsx`")]
#[case::torn_archive(b"PK\x03\x04....".as_slice(), "bad-table", "no whole XLSX workbook")]
fn what_is_no_table_is_refused_with_its_place(#[case] bytes: &[u8], #[case] code: &str, #[case] says: &str) {
    let faults = read(bytes).unwrap_err();
    assert_eq!(faults.code, code, "{faults}");
    assert!(faults.to_string().contains(says), "{faults}");
}

#[rstest]
#[case::bytes(Limits { byte_count_max: 8, ..Limits::default() }, "more than 8 bytes")]
#[case::rows(Limits { row_count_max: 2, ..Limits::default() }, "at most 2 rows")]
#[case::columns(Limits { column_count_max: 1, ..Limits::default() }, "at most 1 columns")]
#[case::cell(Limits { cell_char_count_max: 3, ..Limits::default() }, "more than 3 characters")]
#[case::text(Limits { unpacked_byte_count_max: 5, ..Limits::default() }, "at most 5 bytes in all cells")]
fn every_limit_is_named(#[case] limits: Limits, #[case] says: &str) {
    let faults = decode("t.csv", b"a,b\n1,2\n3,4567\n5,6\n".to_vec(), &limits).unwrap_err();
    assert!(faults.to_string().contains(says), "{faults}");
}

#[test]
fn all_faults_of_the_header_are_told_at_once() {
    let table = read("name,NAME,Numbr Dead,Colour\n1,2,3,4\n").unwrap();
    assert_eq!(
        told(&table.bind(COLUMNS).unwrap_err()),
        [
            "1:2 column `NAME` stands twice, in columns 1 and 2; remove one",
            "1:3 column `Numbr Dead` is not known; did you mean `Number Dead`? rename or remove it",
            "1:4 column `Colour` is not known; rename or remove it",
            "1:0 column `Number Dead` is missing; add it (how many)",
        ]
    );
}

#[test]
fn a_cell_knows_its_place() {
    let table = read("number  dead,name\n,Amina\n").unwrap();
    let bound = table.bind(COLUMNS).unwrap();
    let row = bound.rows().next().unwrap();
    assert_eq!((row.known(0), row.known(1), row.text(2)), (Some("Amina"), None, ""));
    assert!(bound.has(1) && !bound.has(2));
    assert_eq!(row.place(1, "a whole number").to_string(), "t.csv:2:1 [Number Dead]");
}

#[test]
fn a_sheet_reads_as_a_person_reads_it() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("empty").unwrap();
    let sheet = workbook.add_worksheet();
    for (at, heading) in ["text", "number", "fraction", "day", "moment", "yes"].iter().enumerate() {
        sheet.write(1, at as u16, *heading).unwrap();
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    sheet.write(3, 0, "Şırnak ").unwrap();
    sheet.write(3, 1, 12).unwrap();
    sheet.write(3, 2, 9.3).unwrap();
    sheet.write_with_format(3, 3, ExcelDateTime::from_ymd(2026, 1, 31).unwrap(), &day).unwrap();
    let noon = ExcelDateTime::from_ymd(2026, 1, 31).unwrap().and_hms(12, 30, 0).unwrap();
    sheet.write_with_format(3, 4, noon, &moment).unwrap();
    sheet.write(3, 5, true).unwrap();
    sheet.write(4, 0, "short row").unwrap();
    let table = read(workbook.save_to_buffer().unwrap()).unwrap();
    assert_eq!(table.headers(), ["text", "number", "fraction", "day", "moment", "yes"]);
    assert_eq!(
        rows(&table),
        [
            (4, vec!["Şırnak", "12", "9.3", "2026-01-31", "2026-01-31 12:30:00", "TRUE"]),
            (5, vec!["short row", "", "", "", "", ""]),
        ]
    );
}

#[test]
fn an_error_of_the_spreadsheet_is_a_fault_at_its_cell() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "a").unwrap().write(0, 1, "b").unwrap().write(1, 0, "x").unwrap();
    sheet.write_formula(1, 1, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    let faults = read(workbook.save_to_buffer().unwrap()).unwrap_err();
    assert_eq!(told(&faults), ["2:2 the cell holds the error `#DIV/0!`; mend the formula or empty the cell"]);
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    (0..2000).for_each(|row| {
        sheet.write(row, 0, "x").unwrap();
    });
    let bytes = workbook.save_to_buffer().unwrap();
    let limits = Limits { unpacked_byte_count_max: 20_000, ..Limits::default() };
    let faults = decode("bomb.xlsx", bytes, &limits).unwrap_err();
    assert_eq!(faults.code, "too-large");
    assert!(faults.to_string().contains("at most 20000 bytes once unpacked"), "{faults}");
}

proptest! {
    /// Whatever cells are written, they read back, and each row has the line on which it begins.
    #[test]
    fn what_a_csv_writer_writes_reads_back(
        cells in prop::collection::vec(prop::array::uniform3("[a-zé,;\"\n ]{0,6}"), 1..8),
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["a", "b", "c"]).unwrap();
        cells.iter().for_each(|row| writer.write_record(row).unwrap());
        let table = read(writer.into_inner().unwrap()).unwrap();
        let mut line = 2;
        let mut expected = Vec::new();
        for row in &cells {
            if row.iter().any(|cell| !cell.trim().is_empty()) {
                expected.push((line, row.iter().map(|cell| cell.trim()).collect::<Vec<_>>()));
            }
            line += 1 + row.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        }
        prop_assert_eq!(rows(&table), expected);
    }

    #[test]
    fn no_bytes_make_the_reader_fail(bytes in prop::collection::vec(any::<u8>(), 0..200), zip: bool) {
        let bytes = if zip { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        let _ = read(bytes);
    }
}

#[test]
fn noise_is_not_read_to_its_end() {
    // lines of letters under a header of two columns: every row is at fault
    let noise = format!("a,b\n{}", "qwertz\n".repeat(100_000));
    let faults = read(noise).unwrap_err();
    assert_eq!(faults.faults.len(), super::FAULT_COUNT_MAX + 1);
    assert_eq!(faults.faults[super::FAULT_COUNT_MAX - 1].place.line, Some(super::FAULT_COUNT_MAX + 1));
    assert_eq!(decode("n", vec![b'x'; 65 << 20], &Limits::default()).unwrap_err().code, "too-large");
}
