//! Reading values out of a document, gathering every fault instead of stopping at the first.

use std::{collections::HashMap, ops::RangeInclusive};

use jsonc_parser::{
    ast::{Object, Value},
    common::Ranged,
};

use crate::{
    Fault, Faults,
    json::{Document, Span},
};

/// Most faults of one file that are listed; the rest are counted.
pub const FAULT_COUNT_MAX: usize = 100;

/// A value of the document.
#[derive(Clone, Copy, Debug)]
pub struct Node<'d>(&'d Value<'d>);

impl<'d> Node<'d> {
    /// Where it stands.
    #[must_use]
    pub fn span(self) -> Span {
        self.0.range().into()
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(self) -> bool {
        matches!(self.0, Value::NullKeyword(_))
    }

    /// Its text, where it is a string.
    #[must_use]
    pub fn as_text(self) -> Option<&'d str> {
        match self.0 {
            Value::StringLit(text) => Some(&text.value),
            _ => None,
        }
    }
}

/// The fields of an object, by name. `null` counts as absent where [`Fields::get`] is asked.
#[derive(Debug)]
pub struct Fields<'d> {
    /// Where the object stands.
    pub span: Span,
    fields: Vec<(&'d str, Span, Node<'d>)>,
    by_name: HashMap<&'d str, usize>,
}

impl<'d> Fields<'d> {
    /// A field's value, unless it is absent or `null`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Node<'d>> {
        self.by_name.get(name).map(|&at| self.fields[at].2).filter(|node| !node.is_null())
    }

    /// Whether a field is there, be it `null`.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// Where a field's name stands; the object itself where there is no such field.
    #[must_use]
    pub fn name_span(&self, name: &str) -> Span {
        self.by_name.get(name).map_or(self.span, |&at| self.fields[at].1)
    }

    /// All fields in the order of the file: name, its place, value.
    pub fn iter(&self) -> impl Iterator<Item = (&'d str, Span, Node<'d>)> + '_ {
        self.fields.iter().copied()
    }
}

/// Takes values out of a document and gathers the faults.
#[derive(Debug)]
pub struct Reader<'d> {
    document: &'d Document<'d>,
    faults: Vec<(usize, Fault)>,
    unlisted_count: usize,
}

impl<'d> Reader<'d> {
    /// Begins to read.
    #[must_use]
    pub fn new(document: &'d Document<'d>) -> Self {
        Self { document, faults: Vec::new(), unlisted_count: 0 }
    }

    /// The outermost value.
    #[must_use]
    pub fn root(&self) -> Node<'d> {
        Node(self.document.root())
    }

    /// Notes a fault. `expected` stands in the place, `message` is the sentence for people, with the remedy.
    pub fn refuse(&mut self, span: Span, expected: &str, message: impl Into<String>) {
        if self.faults.len() == FAULT_COUNT_MAX {
            self.unlisted_count += 1;
            return;
        }
        let mut place = self.document.place(span);
        place.expected = Some(expected.to_string());
        self.faults.push((span.start, Fault { message: message.into(), place }));
    }

    /// Whether nothing was refused so far.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }

    /// The value read, or all faults in the order of the file.
    ///
    /// # Errors
    /// [`Faults`] with the given code where anything was refused.
    ///
    /// # Panics
    /// Where nothing was read and nothing refused: the caller forgot to say why.
    pub fn finish<T>(mut self, code: &'static str, value: Option<T>) -> Result<T, Faults> {
        match value {
            Some(value) if self.faults.is_empty() => return Ok(value),
            _ => assert!(!self.faults.is_empty(), "a value that is not read has a fault that says why"),
        }
        self.faults.sort_by_key(|(start, _)| *start);
        let mut faults: Vec<Fault> = self.faults.into_iter().map(|(_, fault)| fault).collect();
        if self.unlisted_count > 0 {
            let place = crate::Place { file: faults[0].place.file.clone(), ..crate::Place::default() };
            let message = format!("{} more faults are not listed; correct these first", self.unlisted_count);
            faults.push(Fault { message, place });
        }
        Err(Faults { code, faults })
    }

    /// An object with fields of known names. Unknown names and names that stand twice are faults.
    pub fn object(&mut self, node: Node<'d>, known: &[&str]) -> Option<Fields<'d>> {
        let fields = self.map(node)?;
        self.check_names(&fields, known);
        Some(fields)
    }

    /// Refuses every field whose name is not known.
    pub fn check_names(&mut self, fields: &Fields<'d>, known: &[&str]) {
        for (name, span, _) in fields.iter().filter(|(name, ..)| !known.contains(name)) {
            let known = known.join("`, `");
            let message = format!("field `{name}` is not known here; expected one of `{known}`");
            self.refuse(span, &format!("one of `{known}`"), message);
        }
    }

    /// An object whose field names are data, such as people or markers. Names that stand twice are faults.
    pub fn map(&mut self, node: Node<'d>) -> Option<Fields<'d>> {
        let Value::Object(Object { range, properties }) = node.0 else {
            self.wrong_type(node, "an object, `{…}`");
            return None;
        };
        let mut fields = Fields { span: (*range).into(), fields: Vec::new(), by_name: HashMap::new() };
        for property in properties {
            let (name, span) = (property.name.as_str(), Span::from(property.name.range()));
            if fields.by_name.insert(name, fields.fields.len()).is_some() {
                self.refuse(
                    span,
                    "each field once",
                    format!("field `{name}` stands twice in one object; keep one of them"),
                );
            }
            fields.fields.push((name, span, Node(&property.value)));
        }
        Some(fields)
    }

    /// A field that must be there.
    pub fn require(&mut self, fields: &Fields<'d>, name: &str) -> Option<Node<'d>> {
        let found = fields.get(name);
        if found.is_none() {
            let span = fields.name_span(name);
            // the whole object would be a long quotation: point to where it begins
            let span = if span == fields.span { Span { start: span.start, end: span.start + 1 } } else { span };
            self.refuse(span, &format!("a field `{name}`"), format!("field `{name}` is missing or null; add it"));
        }
        found
    }

    /// The elements of an array.
    pub fn array(&mut self, node: Node<'d>) -> Option<Vec<Node<'d>>> {
        let Value::Array(array) = node.0 else {
            self.wrong_type(node, "an array, `[…]`");
            return None;
        };
        Some(array.elements.iter().map(Node).collect())
    }

    /// A string.
    pub fn text(&mut self, node: Node<'d>) -> Option<&'d str> {
        let text = node.as_text();
        if text.is_none() {
            self.wrong_type(node, "a string, in quotation marks");
        }
        text
    }

    /// A string with something in it, without the white space around it.
    pub fn name(&mut self, node: Node<'d>) -> Option<&'d str> {
        let name = self.text(node)?.trim();
        if name.is_empty() {
            self.refuse(node.span(), "a name", "the name is empty; give one");
            return None;
        }
        Some(name)
    }

    /// A number within a range.
    pub fn number(&mut self, node: Node<'d>, within: RangeInclusive<f64>) -> Option<f64> {
        let expected = format!("a number from {} to {}", within.start(), within.end());
        let Value::NumberLit(literal) = node.0 else {
            self.wrong_type(node, &expected);
            return None;
        };
        let number = literal.value.parse().ok().filter(|number| within.contains(number));
        if number.is_none() {
            self.refuse(node.span(), &expected, format!("{} is out of range; expected {expected}", literal.value));
        }
        number
    }

    fn wrong_type(&mut self, node: Node<'d>, expected: &str) {
        let found = match node.0 {
            Value::StringLit(_) => "a string",
            Value::NumberLit(_) => "a number",
            Value::BooleanLit(_) => "true or false",
            Value::Object(_) => "an object",
            Value::Array(_) => "an array",
            Value::NullKeyword(_) => "null",
        };
        self.refuse(node.span(), expected, format!("found {found}, expected {expected}"));
    }
}

#[cfg(test)]
mod tests {
    use super::{FAULT_COUNT_MAX, Reader};
    use crate::json::Document;

    #[test]
    fn all_faults_come_at_once_in_the_order_of_the_file() {
        let text = "{\n  \"a\": 2,\n  \"b\": 7,\n  \"b\": \"x\",\n  \"zz\": 1\n}";
        let document = Document::parse("f.json", text).unwrap();
        let mut reader = Reader::new(&document);
        let fields = reader.object(reader.root(), &["a", "b", "c"]).unwrap();
        assert_eq!(reader.number(fields.get("a").unwrap(), 0.0..=1.0), None);
        assert!(reader.require(&fields, "c").is_none());
        let faults = reader.finish::<()>("bad-case", None).unwrap_err();
        let lines: Vec<_> = faults.faults.iter().map(|fault| fault.place.line.unwrap()).collect();
        assert_eq!(lines, [1, 2, 4, 5], "{faults}"); // missing c, a out of range, b twice, zz unknown
        assert_eq!(faults.faults[1].place.field.as_deref(), Some("a"));
        assert_eq!(faults.faults[1].place.found.as_deref(), Some("2"));
    }

    #[test]
    fn a_number_that_a_double_cannot_hold_is_refused() {
        let document = Document::parse("f.json", "1e999").unwrap();
        let mut reader = Reader::new(&document);
        assert_eq!(reader.number(reader.root(), f64::MIN..=f64::MAX), None);
    }

    #[test]
    fn the_list_of_faults_has_a_limit() {
        let text = format!("[{}1]", "1,".repeat(FAULT_COUNT_MAX + 4));
        let document = Document::parse("f.json", &text).unwrap();
        let mut reader = Reader::new(&document);
        for node in reader.array(reader.root()).unwrap() {
            assert!(reader.text(node).is_none());
        }
        let faults = reader.finish::<()>("bad-case", None).unwrap_err();
        assert_eq!(faults.faults.len(), FAULT_COUNT_MAX + 1);
        assert!(faults.to_string().contains("5 more faults"), "{faults}");
    }
}
