//! A parsed JSON text and the way from a position in it to a [`Place`].

use jsonc_parser::{
    CollectOptions, ParseOptions,
    ast::Value,
    common::{Range, Ranged},
    parse_to_ast,
};
use serde::de::IgnoredAny;

use crate::{Fault, Faults, Place};

/// Largest JSON file that is read. A tree takes up to some fifty bytes a byte of text.
pub const JSON_BYTE_COUNT_MAX: u64 = 16 * 1024 * 1024;

/// Longest piece of the input that a fault repeats, in characters.
const FOUND_CHAR_COUNT_MAX: usize = 60;

/// From where to where something stands in the text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First byte, from 0.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl From<Range> for Span {
    fn from(range: Range) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// A JSON text, parsed.
#[derive(Debug)]
pub struct Document<'t> {
    file: &'t str,
    text: &'t str,
    root: Value<'t>,
}

impl<'t> Document<'t> {
    /// Parses a text strictly: no comments, no trailing commas, one value, at most 512 levels deep.
    ///
    /// # Errors
    /// [`Faults`] with code `bad-json` and the place of the first fault of the syntax.
    pub fn parse(file: &'t str, text: &'t str) -> Result<Self, Faults> {
        if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
            let offset = line_start(text, error.line()) + error.column().saturating_sub(1);
            let message = error.to_string();
            let reason = message.rsplit_once(" at line ").map_or(message.as_str(), |(reason, _)| reason);
            return Err(bad_json(file, text, offset, reason));
        }
        match parse_to_ast(text, &CollectOptions::default(), &strict()) {
            Ok(parsed) => match parsed.value {
                Some(root) => Ok(Self { file, text, root }),
                None => Err(bad_json(file, text, 0, "there is no value")),
            },
            Err(error) => {
                let reason = error.kind().to_string().to_lowercase();
                Err(bad_json(file, text, error.range().start, &reason))
            }
        }
    }

    /// The outermost value.
    #[must_use]
    pub fn root(&self) -> &Value<'t> {
        &self.root
    }

    /// The place of a piece of the text: file, line, column, path of the value, and what stands there.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        let (line, column) = line_and_column(self.text, span.start);
        let path = path_to(&self.root, span);
        Place {
            file: Some(self.file.to_string()),
            line: Some(line),
            column: Some(column),
            field: (!path.is_empty()).then_some(path),
            found: self.text.get(span.start..span.end).map(shorten),
            expected: None,
        }
    }
}

const fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

fn bad_json(file: &str, text: &str, offset: usize, reason: &str) -> Faults {
    let offset = text.floor_char_boundary(offset);
    let (line, column) = line_and_column(text, offset);
    let found = text[offset..].chars().next().map_or("the end of the file".to_string(), |found| found.to_string());
    let place = Place {
        file: Some(file.to_string()),
        line: Some(line),
        column: Some(column),
        field: None,
        found: Some(found),
        expected: Some("JSON (RFC 8259)".to_string()),
    };
    let message = format!("this is not JSON: {reason}; correct the text here or write the file again");
    Faults { code: "bad-json", faults: vec![Fault { message, place }] }
}

/// First byte of a line, counted from 1.
fn line_start(text: &str, line: usize) -> usize {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(ends).nth(line.saturating_sub(1)).unwrap_or(text.len())
}

/// Line and column of a byte, both from 1; the column counts characters.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (1 + before.bytes().filter(|byte| *byte == b'\n').count(), 1 + before[start..].chars().count())
}

fn shorten(found: &str) -> String {
    // a whole array may be megabytes: its first characters are enough, white space included
    let found = found.char_indices().nth(8 * FOUND_CHAR_COUNT_MAX).map_or(found, |(cut, _)| &found[..cut]);
    let one_line = found.split_whitespace().collect::<Vec<_>>().join(" ");
    let inner = one_line.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(&one_line);
    match inner.char_indices().nth(FOUND_CHAR_COUNT_MAX) {
        Some((cut, _)) => format!("{}…", &inner[..cut]),
        None => inner.to_string(),
    }
}

/// Path of the innermost value or key that holds the span, as `markers[0].genotypes.CH`; positions count from 0.
///
/// It is searched only when there is a fault to report, so that reading a good file builds no paths.
fn path_to(root: &Value, span: Span) -> String {
    let holds = |range: Range| range.start <= span.start && span.end <= range.end;
    let mut path = String::new();
    let mut at = root;
    while !(at.range().start == span.start && at.range().end == span.end) {
        match at {
            Value::Object(object) => {
                let Some(property) = object.properties.iter().find(|property| holds(property.range)) else { break };
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(property.name.as_str());
                at = &property.value;
                if !holds(at.range()) {
                    break;
                }
            }
            Value::Array(array) => {
                let Some(index) = array.elements.iter().position(|element| holds(element.range())) else { break };
                path.push_str(&format!("[{index}]"));
                at = &array.elements[index];
            }
            _ => break,
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{Document, Span};

    #[rstest]
    #[case::comment("{\n  // no\n}", 2, 3)]
    #[case::trailing_comma("[1, 2,]", 1, 7)]
    #[case::missing_comma("[1 2]", 1, 4)]
    #[case::single_quotes("{'a': 1}", 1, 2)]
    #[case::two_values("{} {}", 1, 4)]
    #[case::not_a_number("[NaN]", 1, 2)]
    #[case::infinity("[-Infinity]", 1, 3)]
    #[case::hexadecimal("[0x1F]", 1, 3)]
    #[case::control_character("[\"a\u{1}b\"]", 1, 3)] // the character before
    #[case::odd_white_space("[\u{a0}1]", 1, 2)]
    #[case::cut_off("{\"a\": [1,\n  2", 2, 3)]
    #[case::bare_word("[yes]", 1, 2)]
    #[case::leading_zero("[01]", 1, 3)]
    fn what_is_not_json_has_line_and_column(#[case] text: &str, #[case] line: usize, #[case] column: usize) {
        let faults = Document::parse("f.json", text).unwrap_err();
        assert_eq!(faults.code, "bad-json");
        let place = &faults.faults[0].place;
        assert_eq!((place.line, place.column), (Some(line), Some(column)), "{faults}");
    }

    #[rstest]
    #[case::arrays("[", "]")]
    #[case::objects("{\"a\":", "}")]
    fn deep_nesting_is_refused_without_a_stack_overflow(#[case] open: &str, #[case] close: &str) {
        let text = format!("{}1{}", open.repeat(200_000), close.repeat(200_000));
        let faults = Document::parse("f.json", &text).unwrap_err();
        assert!(faults.to_string().contains("nesting"), "{faults}");
    }

    #[test]
    fn a_piece_of_the_text_has_its_path() {
        let text = r#"{"a": [{"b": 1}, {"c": "é", "d": [null]}]}"#;
        let document = Document::parse("f.json", text).unwrap();
        let path = |piece: &str| {
            let start = text.find(piece).unwrap();
            document.place(Span { start, end: start + piece.len() })
        };
        assert_eq!(path("\"é\"").field.as_deref(), Some("a[1].c"));
        assert_eq!(path("\"é\"").found.as_deref(), Some("é"));
        assert_eq!(path("null").field.as_deref(), Some("a[1].d[0]"));
        assert_eq!(path("\"d\"").field.as_deref(), Some("a[1].d"));
        assert_eq!(path("null").column, Some(35));
    }
}
