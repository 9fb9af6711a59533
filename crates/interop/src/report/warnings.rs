//! Warnings in words.

use identify::{ProfileOf, Register, Warning};

/// What a person must look at, as one sentence.
pub fn sentence(register: &Register, warning: &Warning) -> String {
    let family = |index: usize| format!("family `{}`", register.families[index].id);
    match warning {
        Warning::SamePerson { first, second, log10_lr } => format!(
            "{} and {} may be one person (log10 LR {:.1} against two unrelated people); look for a second find, a person in two families, or a mixed-up sample",
            whose(register, *first),
            whose(register, *second),
            log10_lr.get(),
        ),
        Warning::FamilyNotComputed { family: index, reason } => {
            format!("the DNA of {} was left out: {reason}", family(*index))
        }
        Warning::FamilyContradictsItself { family: index, markers } => format!(
            "the relatives of {} contradict its pedigree at {}; these markers were left out, check the samples or the parents",
            family(*index),
            markers.join(", "),
        ),
        Warning::FoundBeforeLastSeen { missing, remains } => format!(
            "remains `{}` were found before missing person `{}` was last seen; one of the dates is wrong, or it is somebody else",
            register.remains[*remains].id, register.missing[*missing].id,
        ),
        Warning::MutationNotStationary { markers } => format!(
            "the mutation model is not stationary at {} of the markers: an untyped relative who is drawn changes a weight a little; every hypothesis uses the pedigree as drawn",
            markers.len(),
        ),
    }
}

fn whose(register: &Register, profile: ProfileOf) -> String {
    match profile {
        ProfileOf::Remains(index) => format!("remains `{}`", register.remains[index].id),
        ProfileOf::Person { family, person } => {
            let family = &register.families[family];
            format!("`{}` of family `{}`", family.pedigree.persons()[person].id, family.id)
        }
    }
}
