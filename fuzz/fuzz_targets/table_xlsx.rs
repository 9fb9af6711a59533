//! Workbooks from the inside: no sheet, shared strings or styles make the reader panic, whatever their XML says.
//!
//! The bytes are the parts of a workbook, each behind a line `=== <name>`; what is missing is filled in. They are packed
//! here, since nonsense in a packed file only ever reaches the check of its sums.
#![no_main]

use std::io::{Cursor, Write as _};

use interop::table::{self, Limits};
use libfuzzer_sys::fuzz_target;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const LIMITS: Limits = Limits {
    byte_count_max: 1 << 20,
    unpacked_byte_count_max: 1 << 20,
    row_count_max: 1 << 12,
    column_count_max: 64,
    cell_char_count_max: 1 << 12,
};

/// What a workbook needs beside its sheet.
const PARTS: [(&str, &str); 3] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];

fuzz_target!(|bytes: Vec<u8>| {
    let Some(workbook) = packed(&bytes) else { return };
    match table::decode("f", workbook, &LIMITS) {
        Ok(table) => assert!(table.row_count() <= LIMITS.row_count_max && !table.headers().is_empty()),
        Err(faults) => assert!(!faults.faults.is_empty()),
    }
});

fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match (line.strip_prefix(b"=== "), parts.last_mut()) {
            (Some(name), _) => parts.push((String::from_utf8_lossy(name.trim_ascii()).into_owned(), Vec::new())),
            (None, Some((_, bytes))) => bytes.extend_from_slice(line),
            (None, None) => {}
        }
    }
    for (name, text) in PARTS {
        if !parts.iter().any(|(given, _)| given == name) {
            parts.push((name.to_owned(), text.as_bytes().to_vec()));
        }
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(name, stored).ok()?;
        writer.write_all(&bytes).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
