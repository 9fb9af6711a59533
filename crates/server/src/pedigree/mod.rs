//! A pedigree as a drawing with the field's symbols, and as text for those who do not see it.

mod generations;
mod lines;
mod order;
mod positions;
mod text;
mod unions;

use kinship::{Pedigree, PersonIndex};

pub use lines::Line;
pub use text::{Generation, generations_in_words};

/// Distance between neighbours. Unit: units of the drawing, as all below.
const SPACING: f64 = 104.0;
/// Distance between generations.
const ROW: f64 = 122.0;
/// Half the side of a symbol.
pub(crate) const HALF: f64 = 17.0;
/// Space around the drawing.
const MARGIN: f64 = 56.0;
/// Letters of a label that fit between neighbours.
const LABEL_LETTERS_MAX: usize = 13;

/// What the drawing says of a person beyond sex and parents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// DNA was typed: the symbol is filled.
    pub is_typed: bool,
    /// The person who is sought: the symbol holds a question mark.
    pub is_sought: bool,
    /// What stands below the symbol.
    pub label: String,
}

/// The shape of a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Male.
    Square,
    /// Female.
    Circle,
    /// Sex not known.
    Diamond,
}

/// One person, drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbol {
    /// Who.
    pub person: PersonIndex,
    /// The shape.
    pub shape: Shape,
    /// Centre.
    pub x: f64,
    /// Centre.
    pub y: f64,
    /// Filled.
    pub is_typed: bool,
    /// With a question mark.
    pub is_sought: bool,
    /// The label, cut to what fits.
    pub label: String,
    /// The whole label.
    pub title: String,
    /// Direction of the label's own script: the value of `direction`.
    pub direction: &'static str,
}

/// A whole pedigree, drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Lines of marriage and descent, below the symbols.
    pub lines: Vec<Line>,
    /// People, in the order of the pedigree.
    pub symbols: Vec<Symbol>,
}

/// Draws a pedigree; `marks` are by person. In a script that is read from the right, the drawing is mirrored.
#[must_use]
pub fn draw(pedigree: &Pedigree, marks: &[Mark], is_rtl: bool) -> Drawing {
    let unions = unions::of(pedigree);
    let generations = generations::of(pedigree, &unions);
    let rows = order::rows(pedigree, &unions, &generations);
    let columns = positions::columns(&rows, &unions);
    let last = columns.iter().copied().fold(0.0, f64::max);
    let width = tenths(last * SPACING + 2.0 * MARGIN);
    let at = |person: PersonIndex| {
        let x = columns[person] * SPACING + MARGIN;
        let x = if is_rtl { width - x } else { x };
        (tenths(x), generations[person] as f64 * ROW + MARGIN)
    };
    let blank = Mark::default();
    let symbols = pedigree.persons().iter().enumerate().map(|(person, record)| {
        let mark = marks.get(person).unwrap_or(&blank);
        let (x, y) = at(person);
        let shape = match record.sex {
            facts::Sex::Male => Shape::Square,
            facts::Sex::Female => Shape::Circle,
            facts::Sex::Unknown => Shape::Diamond,
        };
        Symbol {
            person,
            shape,
            x,
            y,
            is_typed: mark.is_typed,
            is_sought: mark.is_sought,
            label: shortened(&mark.label),
            title: mark.label.clone(),
            direction: direction(&mark.label),
        }
    });
    let places: Vec<(f64, f64)> = (0..pedigree.persons().len()).map(at).collect();
    Drawing {
        width,
        height: rows.len().saturating_sub(1) as f64 * ROW + 2.0 * MARGIN,
        lines: lines::of(pedigree, &unions, &rows, &places),
        symbols: symbols.collect(),
    }
}

/// A tenth of a unit is finer than any screen, and keeps the page short.
fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// A cut label has its dots where its own script ends, whatever the page's language: the first letter decides.
fn direction(label: &str) -> &'static str {
    let is_rtl =
        |letter: char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    if label.chars().find(|letter| letter.is_alphabetic()).is_some_and(is_rtl) { "rtl" } else { "ltr" }
}

fn shortened(label: &str) -> String {
    if label.chars().count() <= LABEL_LETTERS_MAX {
        return label.to_owned();
    }
    let kept: String = label.chars().take(LABEL_LETTERS_MAX - 1).collect();
    format!("{kept}…")
}

#[cfg(test)]
mod tests;
