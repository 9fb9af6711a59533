//! What a register will be once an import has been taken in: it must fit together before a row is written.

use std::collections::BTreeMap;

use interop::Faults;
use interop::register::{Records, from_records};
use rooms::header::OrgId;
use rooms::kind::{Kind, Record};

use super::orphans;
use crate::NodeError;
use crate::matching::Matching;
use crate::view::View;

/// Refuses records that do not fit to those that are there and stay.
pub(super) fn check(view: &View, owner: &OrgId, new: &Records) -> Result<(), NodeError> {
    let (known, _) = orphans::without(known(view, owner)?);
    if known == Records::default() {
        // what was read from one folder was checked there
        return Ok(());
    }
    let merged = Records {
        settings: new.settings.clone(),
        populations: merge(known.populations, &new.populations),
        families: merge(known.families, &new.families),
        samples: merge(known.samples, &new.samples),
        missing: merge(known.missing, &new.missing),
        remains: merge(known.remains, &new.remains),
    };
    let does_not_fit = |mut faults: Faults| {
        for fault in &mut faults.faults {
            fault.message.push_str(" (in the tables that the import makes with what the node holds already)");
        }
        NodeError::Register(Faults { code: "does-not-fit", ..faults })
    };
    from_records(&merged).map(|_| ()).map_err(does_not_fit)
}

/// An organisation's register in a view.
fn known(view: &View, owner: &OrgId) -> Result<Records, NodeError> {
    Ok(Records {
        settings: all(view, owner)?.pop().unwrap_or_default(),
        populations: all(view, owner)?,
        families: all(view, owner)?,
        samples: all(view, owner)?,
        missing: all(view, owner)?,
        remains: all(view, owner)?,
    })
}

fn all<K: Kind>(view: &View, owner: &OrgId) -> Result<Vec<Record<K>>, NodeError> {
    let read = |matching: &Matching, version| Record::from_sections(version, &matching.content, None);
    let rows = view.of_kind(K::NAME).into_iter().filter(|row| row.header.owner == *owner);
    let records = rows.filter_map(|row| Some(read(row.matching.as_ref()?, row.header.kind_version)));
    records.collect::<Result<_, _>>().map_err(|error| NodeError::damaged(error.to_string()))
}

/// New records in the place of those of the same name; the others behind.
fn merge<K: Kind>(mut known: Vec<Record<K>>, new: &[Record<K>]) -> Vec<Record<K>> {
    let places = known.iter().enumerate().map(|(at, record)| (record.matching.source_id(), at));
    let places: BTreeMap<String, usize> = places.collect();
    for record in new {
        match places.get(&record.matching.source_id()) {
            Some(at) => known[*at] = record.clone(),
            None => known.push(record.clone()),
        }
    }
    known
}
