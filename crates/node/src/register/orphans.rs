//! What an erasure leaves behind: records that speak of one that is gone. The register is read without them.

use std::collections::BTreeSet;

use interop::register::Records;
use rooms::missing::kinds::SampleOrigin;

/// The role that marks who is sought in a family.
const SOUGHT: &str = "missing";

/// The records that fit together, and what was left out, in words.
pub(super) fn without(mut records: Records) -> (Records, Vec<String>) {
    let mut left_out = Vec::new();
    let people: BTreeSet<(String, String)> = records
        .families
        .iter()
        .flat_map(|family| family.matching.persons.iter().map(|it| (family.matching.id.clone(), it.id.clone())))
        .collect();
    let is_known = |family: &str, person: &str| people.contains(&(family.to_owned(), person.to_owned()));
    let remains: BTreeSet<String> = records.remains.iter().map(|it| it.matching.id.clone()).collect();
    records.missing.retain(|record| {
        let person = &record.matching;
        let is_there = is_known(&person.family, &person.person);
        if !is_there {
            left_out.push(format!("missing person `{}`: the family `{}` is not there", person.id, person.family));
        }
        is_there
    });
    records.samples.retain(|record| {
        let is_there = match &record.matching.of {
            SampleOrigin::Person { family, person } => is_known(family, person),
            SampleOrigin::Remains { id } => remains.contains(id),
        };
        if !is_there {
            left_out.push(format!("sample `{}`: whom it was taken of is not there", record.matching.id));
        }
        is_there
    });
    // a family still marks whom it sought; without their record nobody seeks them
    let sought: BTreeSet<(&str, &str)> =
        records.missing.iter().map(|it| (it.matching.family.as_str(), it.matching.person.as_str())).collect();
    for family in &mut records.families {
        for person in &mut family.matching.persons {
            let is_marked = person.role.as_ref().is_some_and(|role| role.eq_ignore_ascii_case(SOUGHT));
            if is_marked && !sought.contains(&(family.matching.id.as_str(), person.id.as_str())) {
                person.role = None;
                left_out.push(format!("`{}` of family `{}` is sought no more", person.id, family.matching.id));
            }
        }
    }
    (records, left_out)
}
