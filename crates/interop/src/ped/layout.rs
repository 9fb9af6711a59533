//! What the columns of a pedigree file are.

use crate::{Fault, Faults, Place, table::FaultList};

/// A column, or a pair of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Phenotype, kept as written.
    Phenotype,
    /// A marker: two columns, or one with `1/2` in it.
    Marker(String),
    /// So many columns that are passed over.
    Skipped(usize),
}

/// The columns after family, id, father, mother and sex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// In the order of the file.
    pub items: Vec<Item>,
}

impl Layout {
    /// PLINK's layout: a phenotype, then the markers.
    #[must_use]
    pub fn plink(markers: impl IntoIterator<Item = String>) -> Self {
        let markers = markers.into_iter().map(Item::Marker);
        Self { items: std::iter::once(Item::Phenotype).chain(markers).collect() }
    }

    /// Names of the markers in order.
    pub fn markers(&self) -> impl Iterator<Item = &str> {
        self.items.iter().filter_map(|item| match item {
            Item::Marker(name) => Some(name.as_str()),
            _ => None,
        })
    }
}

/// Reads a PLINK `.map`: chromosome, marker, position in centimorgan (may be left out), position in bases.
///
/// # Errors
/// All faults of the file at once, with code `bad-map`.
pub fn read_map(file: &str, text: &str) -> Result<Layout, Faults> {
    let mut faults = FaultList::default();
    let mut names = Names::default();
    for (line, words) in lines(text) {
        let place = |found: &str, expected: &str| place(file, line, found, expected);
        let (&[chromosome, name, _] | &[chromosome, name, _, _]) = &words[..] else {
            let expected = "chromosome, marker, position (two positions at most)";
            faults.push(
                format!("the line has {} words; expected {expected}", words.len()),
                place(&words.join(" "), expected),
            );
            continue;
        };
        if matches!(chromosome.to_ascii_uppercase().as_str(), "X" | "23" | "Y" | "24" | "XY" | "25" | "MT" | "M" | "26")
        {
            let message = format!(
                "marker `{name}` lies on chromosome `{chromosome}`; only autosomal markers are read, leave it out"
            );
            faults.push(message, place(chromosome, "an autosome"));
        }
        names.add(name, &mut faults, || place(name, "each marker once"));
    }
    finish(file, "bad-map", faults, names, Layout::plink)
}

/// Reads a Merlin `.dat`: one item a line, its kind and its name. `M` is a marker; `A`, `T` and `C` are one column, `S` is
/// one and `S2` two columns to skip.
///
/// # Errors
/// All faults of the file at once, with code `bad-dat`.
pub fn read_dat(file: &str, text: &str) -> Result<Layout, Faults> {
    let mut faults = FaultList::default();
    let (mut names, mut items) = (Names::default(), Vec::new());
    for (line, words) in lines(text) {
        let place = |found: &str, expected: &str| place(file, line, found, expected);
        let expected = "one of `M`, `A`, `T`, `C`, `S`, `S2`, then a name";
        match &words[..] {
            ["M", name] => {
                names.add(name, &mut faults, || place(name, "each marker once"));
                items.push(Item::Marker((*name).to_owned()));
            }
            // the first of them is kept as the phenotype
            ["A" | "T" | "C", _] if !items.contains(&Item::Phenotype) => items.push(Item::Phenotype),
            ["A" | "T" | "C" | "S", ..] => items.push(Item::Skipped(1)),
            ["S2", ..] => items.push(Item::Skipped(2)),
            ["E", ..] => break,
            ["Z", ..] => {
                let message = "twins (`Z`) are not read from pedigree files; give the case as JSON with `twin_of`";
                faults.push(message, place("Z", expected));
            }
            _ => faults.push(
                format!("`{}` is no item of a `.dat` file; expected {expected}", words.join(" ")),
                place(&words.join(" "), expected),
            ),
        }
    }
    finish(file, "bad-dat", faults, names, |_| Layout { items })
}

/// Lines with their number from 1 and their words; blank lines and remarks are left out.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let numbered = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    let kept = numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    kept.map(|(line, text)| (line, text.split_whitespace().collect()))
}

fn place(file: &str, line: usize, found: &str, expected: &str) -> Place {
    Place {
        file: Some(file.to_owned()),
        line: Some(line),
        found: Some(found.to_owned()),
        expected: Some(expected.to_owned()),
        ..Place::default()
    }
}

/// Marker names, each once.
#[derive(Default)]
struct Names {
    list: Vec<String>,
    seen: std::collections::HashSet<String>,
}

impl Names {
    fn add(&mut self, name: &str, faults: &mut FaultList, place: impl FnOnce() -> Place) {
        if self.seen.insert(name.to_owned()) {
            self.list.push(name.to_owned());
        } else {
            faults.push(format!("marker `{name}` stands twice; keep one of them"), place());
        }
    }
}

fn finish(
    file: &str,
    code: &'static str,
    faults: FaultList,
    names: Names,
    layout: impl FnOnce(Vec<String>) -> Layout,
) -> Result<Layout, Faults> {
    faults.finish(code, ())?;
    if names.list.is_empty() {
        let message = "the file names no marker; give one a line".to_owned();
        let place = Place { file: Some(file.to_owned()), ..Place::default() };
        return Err(Faults { code, faults: vec![Fault { message, place }] });
    }
    Ok(layout(names.list))
}
