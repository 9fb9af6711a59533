//! Text files: read up to a limit, in UTF-8, with a fault that says what is wrong instead.

use std::{
    fs::File,
    io::{ErrorKind, Read},
    path::Path,
};

use crate::{Fault, Faults, Place};

/// Reads a text file of at most `byte_count_max` bytes. A UTF-8 byte order mark is dropped.
///
/// # Errors
/// [`Faults`] with code `no-such-file`, `cannot-read`, `too-large`, `empty-file` or `bad-encoding`.
pub fn read_text(path: &Path, byte_count_max: u64) -> Result<String, Faults> {
    decode(&path.display().to_string(), read_bytes(path, byte_count_max)?, byte_count_max)
}

/// Reads a file of at most `byte_count_max` bytes.
///
/// # Errors
/// [`Faults`] with code `no-such-file`, `cannot-read` or `too-large`.
pub fn read_bytes(path: &Path, byte_count_max: u64) -> Result<Vec<u8>, Faults> {
    let name = path.display().to_string();
    let cannot = |error: std::io::Error| {
        let (code, message, expected) = match error.kind() {
            ErrorKind::NotFound => ("no-such-file", "there is no such file; check the name".to_string(), "a file"),
            ErrorKind::IsADirectory => ("cannot-read", "this is a folder; name a file in it".to_string(), "a file"),
            _ => ("cannot-read", format!("the file cannot be read: {error}"), "a file that may be read"),
        };
        one(code, &name, message, None, expected.to_string())
    };
    let file = File::open(path).map_err(cannot)?;
    let metadata = file.metadata().map_err(cannot)?;
    if metadata.is_dir() {
        return Err(cannot(ErrorKind::IsADirectory.into()));
    }
    if metadata.len() > byte_count_max {
        return Err(too_large(&name, byte_count_max));
    }
    let mut bytes = Vec::new();
    // a pipe or a device tells no size: one byte more than the limit is enough to know
    file.take(byte_count_max + 1).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > byte_count_max { Err(too_large(&name, byte_count_max)) } else { Ok(bytes) }
}

/// The text of a file's bytes, as [`read_text`] judges it. `name` is the file as the user named it.
///
/// # Errors
/// [`Faults`] with code `too-large`, `empty-file` or `bad-encoding`.
pub fn decode(name: &str, mut bytes: Vec<u8>, byte_count_max: u64) -> Result<String, Faults> {
    if bytes.len() as u64 > byte_count_max {
        return Err(too_large(name, byte_count_max));
    }
    if let Some(encoding) = wide_encoding(&bytes) {
        let message = format!("the file is in {encoding}; save it as UTF-8");
        return Err(at_start(one("bad-encoding", name, message, Some(encoding.to_string()), "UTF-8".to_string())));
    }
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        let message = "the file is empty; check whether it was written completely".to_string();
        return Err(at_start(one("empty-file", name, message, None, "content".to_string())));
    }
    String::from_utf8(bytes).map_err(|error| not_utf8(name, &error))
}

/// UTF-16 and UTF-32 by their byte order marks, and UTF-16 without one by the zero in every second byte of plain text.
fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    let pairs = bytes.len().min(64) / 2;
    let zeros = |offset: usize| bytes.iter().skip(offset).step_by(2).take(pairs).filter(|&&byte| byte == 0).count();
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        _ if pairs > 1 && (zeros(0) == pairs) != (zeros(1) == pairs) => Some("UTF-16"),
        _ => None,
    }
}

fn not_utf8(name: &str, error: &std::string::FromUtf8Error) -> Faults {
    let valid = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let line_start = bytes[..valid].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let found = bytes.get(valid).map(|byte| format!("byte 0x{byte:02X}"));
    let message = format!(
        "the file is not UTF-8 text ({} is no character); save it as UTF-8",
        found.as_deref().unwrap_or("its end")
    );
    let mut faults = one("bad-encoding", name, message, found, "UTF-8".to_string());
    faults.faults[0].place.line = Some(1 + bytes[..valid].iter().filter(|&&byte| byte == b'\n').count());
    faults.faults[0].place.column = Some(1 + String::from_utf8_lossy(&bytes[line_start..valid]).chars().count());
    faults
}

fn too_large(name: &str, byte_count_max: u64) -> Faults {
    let message =
        format!("the file has more than {byte_count_max} bytes; split it, or check that it is the right file");
    one("too-large", name, message, None, format!("at most {byte_count_max} bytes"))
}

/// What is wrong from the first byte on stands there: a script that goes by places finds a line in each.
fn at_start(mut faults: Faults) -> Faults {
    for fault in &mut faults.faults {
        (fault.place.line, fault.place.column) = (Some(1), Some(1));
    }
    faults
}

fn one(code: &'static str, name: &str, message: String, found: Option<String>, expected: String) -> Faults {
    let place = Place { file: Some(name.to_string()), found, expected: Some(expected), ..Place::default() };
    Faults { code, faults: vec![Fault { message, place }] }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::decode;

    #[rstest]
    #[case::utf16_le(b"\xFF\xFE{\0}\0", "bad-encoding", "UTF-16")]
    #[case::utf16_be(b"\xFE\xFF\0{\0}", "bad-encoding", "UTF-16")]
    #[case::utf16_without_mark(b"{\0\"\0a\0\"\0}\0", "bad-encoding", "UTF-16")]
    #[case::utf32(b"\xFF\xFE\0\0{\0\0\0", "bad-encoding", "UTF-32")]
    #[case::latin1(b"{\"a\": \"Mar\xEDa\"}", "bad-encoding", "0xED")]
    #[case::noise(b"\x89\x01\xF7\x00\x13\xC8", "bad-encoding", "0x89")]
    #[case::empty(b"", "empty-file", "empty")]
    #[case::blank(b" \n\t", "empty-file", "empty")]
    #[case::only_a_mark(b"\xEF\xBB\xBF", "empty-file", "empty")]
    #[case::long(b"0123456789012345678901234567890123456789", "too-large", "more than 32 bytes")]
    fn what_is_no_text_is_named(#[case] bytes: &[u8], #[case] code: &str, #[case] says: &str) {
        let faults = decode("f", bytes.to_vec(), 32).unwrap_err();
        assert_eq!(faults.code, code);
        assert!(faults.faults[0].message.contains(says), "{faults}");
    }

    #[rstest]
    #[case::wide(b"\xFF\xFE{\0}\0")]
    #[case::empty(b"")]
    fn what_is_wrong_from_the_start_has_the_first_line(#[case] bytes: &[u8]) {
        let faults = decode("f", bytes.to_vec(), 32).unwrap_err();
        let place = &faults.faults[0].place;
        assert_eq!((place.line, place.column), (Some(1), Some(1)));
    }

    #[test]
    fn a_byte_order_mark_of_utf8_is_dropped() {
        assert_eq!(decode("f", b"\xEF\xBB\xBF{}".to_vec(), 32).unwrap(), "{}");
    }

    #[test]
    fn the_first_bad_byte_has_line_and_column() {
        let faults = decode("f", b"a\n\xC3\xA9\xFF".to_vec(), 32).unwrap_err();
        let place = &faults.faults[0].place;
        assert_eq!((place.line, place.column), (Some(2), Some(2)));
    }
}
