//! A family's pedigree on a page: the drawing, and the same in sentences.

use identify::{Family, Register};
use kinship::{Call, PersonIndex};

use crate::locale::{Args, Locale};
use crate::pedigree::{Drawing, Generation, HALF, Mark, draw, generations_in_words};

/// What the template of a pedigree shows.
pub struct FamilyView {
    /// Name of the drawing.
    pub name: String,
    /// The drawing.
    pub drawing: Drawing,
    /// The same in sentences.
    pub generations: Vec<Generation>,
    /// Points of a diamond around 0, 0.
    pub diamond: String,
    /// Side and half side of a symbol.
    pub side: (f64, f64),
}

impl FamilyView {
    /// The pedigree of a family, with the person sought.
    #[must_use]
    pub fn new(t: &Locale, register: &Register, family: &Family, sought: PersonIndex) -> Self {
        let marks: Vec<Mark> = (0..family.pedigree.persons().len())
            .map(|person| Mark {
                is_typed: family.observations[person].iter().any(|seen| seen.call != Call::Untyped),
                is_sought: person == sought,
                label: label(register, family, person),
            })
            .collect();
        let h = HALF * 1.25;
        Self {
            name: t.say("pedigree-name", &Args::new().recorded("family", &family.id)),
            drawing: draw(&family.pedigree, &marks, t.lang().dir() == "rtl"),
            generations: generations_in_words(t, &family.pedigree, &marks),
            diamond: format!("0,{:.1} {h:.1},0 0,{h:.1} {:.1},0", -h, -h),
            side: (HALF * 2.0, HALF),
        }
    }
}

/// The person's name where it is told, else the role in the family's words, else the id.
#[must_use]
pub fn label(register: &Register, family: &Family, person: PersonIndex) -> String {
    let missing = register.missing.iter().find(|missing| {
        missing.person == person && register.families.get(missing.family).is_some_and(|of| of.id == family.id)
    });
    let name = missing.and_then(|missing| missing.name.clone());
    let role = family.roles.get(person).cloned().flatten();
    name.or(role).unwrap_or_else(|| family.pedigree.persons()[person].id.clone())
}
