//! Writing a `.ped` and its `.map` in PLINK's layout.

use std::fmt::Write;

use facts::Sex;
use kinship::AlleleName;

use super::PedFile;

/// Why a file cannot be written in this layout.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PedWriteError {
    /// A name that would not be read back: words are separated by white space, `0` stands for nobody.
    #[error(
        "{what} `{name}` cannot stand in a pedigree file; use a word without white space, not `0`, without `/` or a leading `#`"
    )]
    Name {
        /// "family", "person", "marker", "allele" or "phenotype".
        what: &'static str,
        /// The name.
        name: String,
    },
    /// Twins have no column.
    #[error("`{id}` is a twin, for which a pedigree file has no column; write the case as JSON")]
    Twin {
        /// Person.
        id: String,
    },
}

/// The families as a `.ped`: six columns and two a marker, separated by a blank; `-9` where a phenotype is not known.
///
/// # Errors
/// [`PedWriteError`] where reading would not give the same back.
pub fn write(file: &PedFile) -> Result<String, PedWriteError> {
    let mut text = String::new();
    for family in &file.families {
        let persons = family.pedigree.persons();
        for (at, person) in persons.iter().enumerate() {
            if person.twin_of.is_some() {
                return Err(PedWriteError::Twin { id: person.id.clone() });
            }
            let parent = |parent: Option<usize>| parent.map_or("0", |parent| persons[parent].id.as_str());
            let sex = match person.sex {
                Sex::Male => 1,
                Sex::Female => 2,
                Sex::Unknown => 0,
            };
            let phenotype = family.phenotypes.get(at).and_then(Option::as_deref).unwrap_or("-9");
            let _ = write!(
                text,
                "{} {} {} {} {sex} {}",
                word("family", &family.name)?,
                word("person", &person.id)?,
                parent(person.father),
                parent(person.mother),
                if phenotype == "0" { phenotype } else { word("phenotype", phenotype)? },
            );
            for call in &family.calls[at] {
                let _ = write!(text, " {} {}", allele(call.0.as_ref())?, allele(call.1.as_ref())?);
            }
            text.push('\n');
        }
    }
    Ok(text)
}

/// The markers as a `.map`, with chromosome and positions not known (0).
///
/// # Errors
/// [`PedWriteError`] where a name is no word.
pub fn write_map(file: &PedFile) -> Result<String, PedWriteError> {
    let lines: Result<Vec<String>, _> =
        file.markers.iter().map(|name| word("marker", name).map(|name| format!("0 {name} 0 0\n"))).collect();
    Ok(lines?.concat())
}

fn allele(allele: Option<&AlleleName>) -> Result<&str, PedWriteError> {
    allele.map_or(Ok("0"), |allele| word("allele", allele.as_str()))
}

fn word<'a>(what: &'static str, name: &'a str) -> Result<&'a str, PedWriteError> {
    let is_word = !name.is_empty() && name != "0" && !name.contains(char::is_whitespace);
    if is_word && !name.contains('/') && !name.starts_with('#') {
        return Ok(name);
    }
    Err(PedWriteError::Name { what, name: name.to_owned() })
}
