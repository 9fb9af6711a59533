//! The register of missing people in a node: taken in whole or not at all, and given to `identify` from the view.

mod merged;
mod orphans;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use identify::Register;
use interop::register::{Records, RegisterFolder, from_records};
use rooms::header::{Header, Hour, OrgId, Purpose, RecordId};
use rooms::kind::{Kind, Record};
use rooms::missing::kinds::{Family, MissingPerson, Population, Proposal, RegisterSettings, Remains, Sample};
use store::{Append, Store};
use tokio::task::JoinSet;
use zeroize::Zeroizing;

use crate::door::{self, Asked, Outcome, Standing};
use crate::matching::{Fingerprint, Matching};
use crate::view::{IMPORT, View};
use crate::{Action, Node, NodeError, Principal, clock, sections};

/// Writes on their way at once: as many as one group commit takes.
const IN_FLIGHT_MAX: usize = 256;

/// What an import did, counted in records.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Imported {
    /// Were not there.
    pub new: usize,
    /// Were there with other content.
    pub changed: usize,
    /// Were there as they are.
    pub unchanged: usize,
}

/// A record on its way in.
pub(crate) struct Draft {
    kind: &'static str,
    kind_version: u16,
    purpose: Purpose,
    source_id: String,
    content: Zeroizing<Vec<u8>>,
    sealed: Option<Zeroizing<Vec<u8>>>,
}

impl Draft {
    /// By which a record is known again.
    fn key(&self) -> (String, String) {
        (self.kind.to_owned(), self.source_id.clone())
    }
}

/// A draft and what it is written against.
struct Planned {
    draft: Draft,
    header: Header,
    expected: u32,
    place: u32,
}

impl Node {
    /// Takes in the records of a register: all of them or none. What is there already stays as it is, so that importing
    /// twice changes nothing; a record that the import lacks stays too.
    ///
    /// The rows count from the moment that a last event says that they are whole; a crash before leaves them unread.
    ///
    /// # Errors
    /// Where the firewall refuses, the node is locked, the disk refuses, or the records do not fit to those that stay.
    pub async fn import_register(&self, who: &Principal, records: &Records) -> Result<Imported, NodeError> {
        let _one_at_a_time = self.importing.lock().await;
        let drafts = drafts(records)?;
        // whoever may bring nothing in learns nothing of what is there
        self.importers(who, Action::Import, &drafts).await?;
        merged::check(&self.state.read().await.view, &who.organisation, records)?;
        self.take_in_alone(who, Action::Import, drafts).await
    }

    /// Takes in records whole or not at all.
    pub(crate) async fn take_in(
        &self,
        who: &Principal,
        action: Action,
        drafts: Vec<Draft>,
    ) -> Result<Imported, NodeError> {
        let _one_at_a_time = self.importing.lock().await;
        self.take_in_alone(who, action, drafts).await
    }

    async fn take_in_alone(&self, who: &Principal, action: Action, drafts: Vec<Draft>) -> Result<Imported, NodeError> {
        let _turn = self.custody.writing.read().await;
        let importers = self.importers(who, action, &drafts).await?;
        let purpose = importers.keys().next().copied().unwrap_or(Purpose::Tracing);
        let (planned, imported) = self.plan(&importers, (who, action), drafts).await?;
        if planned.is_empty() {
            return Ok(imported);
        }
        let hour = Hour::of_unix_ms(clock::unix_ms());
        let end = sections::first_header(IMPORT, &who.organisation, &who.handle, purpose, hour)?;
        self.append_all(planned, end.record).await?;
        let matching =
            Matching { import: None, sealed: Fingerprint::of(None)?, content: Zeroizing::new(b"{}".to_vec()) };
        let last = self.sealed_append(&end, &matching, None, 0).await?;
        self.store.append(last).await?;
        self.follow().await?;
        self.save_snapshot_when_due().await;
        Ok(imported)
    }

    /// In which of their roles somebody brings in what is kept for each purpose. A person acts in one role at a time, and a
    /// register holds what several roles work with: so it takes all of these roles.
    async fn importers(
        &self,
        who: &Principal,
        action: Action,
        drafts: &[Draft],
    ) -> Result<BTreeMap<Purpose, Principal>, NodeError> {
        let purposes: BTreeSet<Purpose> = drafts.iter().map(|draft| draft.purpose).collect();
        let state = self.state.read().await;
        let holder = state.view.keys.holders.get(&who.handle).filter(|it| it.organisation == who.organisation);
        let others = holder.filter(|_| !who.is_machine());
        let others = others.map(|it| door::principals(&state.view.keys, it, &who.route)).unwrap_or_default();
        let mut importers = BTreeMap::new();
        for purpose in purposes {
            let mut all = std::iter::once(who).chain(&others);
            match all.find(|who| self.may_at_all(&state, who, action, Some(purpose))) {
                Some(who) => drop(importers.insert(purpose, who.clone())),
                None => {
                    let asked = Asked::new(who, action, purpose, "");
                    self.tell(asked, Outcome::Refused, &[]).await?;
                    return Err(asked.refused());
                }
            }
        }
        Ok(importers)
    }

    /// What is new and what has changed, each with the header that it will have.
    async fn plan(
        &self,
        importers: &BTreeMap<Purpose, Principal>,
        (who, action): (&Principal, Action),
        drafts: Vec<Draft>,
    ) -> Result<(Vec<Planned>, Imported), NodeError> {
        let state = self.state.read().await;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let standing: Vec<_> =
            importers.iter().map(|(purpose, who)| (*purpose, Standing::of(&state.view.keys, who))).collect();
        let mut asking: BTreeMap<Purpose, _> =
            standing.iter().map(|(purpose, who)| (*purpose, self.asking(&state.view, who, action, *purpose))).collect();
        let known = by_source(&state.view, &who.organisation)?;
        let hour = Hour::of_unix_ms(clock::unix_ms());
        let (mut planned, mut imported) = (Vec::new(), Imported::default());
        for (place, draft) in drafts.into_iter().enumerate() {
            let place = u32::try_from(place).map_err(|_| NodeError::Unwritable("too many records".to_owned()))?;
            let mut header = sections::first_header(draft.kind, &who.organisation, &who.handle, draft.purpose, hour)?;
            header.kind_version = draft.kind_version;
            let mut expected = 0;
            let row = known.get(&draft.key()).map(|id| &state.view.rows[id]);
            let may = asking.get_mut(&draft.purpose).is_some_and(|asking| match row {
                Some(row) => asking.allows(row),
                None => asking.allows_header(&header),
            });
            if !may {
                let asked = Asked::new(who, action, draft.purpose, draft.kind);
                self.tell(asked, Outcome::Refused, &[]).await?;
                return Err(asked.refused());
            }
            if let Some(row) = row {
                let sealed = draft.sealed.as_ref().map(|bytes| bytes.as_slice());
                let is_same = |it: &Matching| *it.content == *draft.content && it.sealed.fits(sealed);
                if row.matching.as_ref().is_some_and(is_same) {
                    imported.unchanged += 1;
                    continue;
                }
                imported.changed += 1;
                expected = state.view.version(&row.header.record.to_bytes());
                header = Header { version: expected + 1, ..door::kept(&row.header, header) };
            } else {
                imported.new += 1;
            }
            planned.push(Planned { draft, header, expected, place });
        }
        Ok((planned, imported))
    }

    async fn append_all(&self, planned: Vec<Planned>, import: RecordId) -> Result<(), NodeError> {
        let mut writes = JoinSet::new();
        let mut refused = None;
        for Planned { draft, header, expected, place } in planned {
            let sealed = draft.sealed.as_ref().map(|bytes| bytes.as_slice());
            let import = Some((import.to_bytes(), place));
            let matching = Matching { import, sealed: Fingerprint::of(sealed)?, content: draft.content };
            let append: Append = self.sealed_append(&header, &matching, sealed, expected).await?;
            if writes.len() >= IN_FLIGHT_MAX {
                note(writes.join_next().await, &mut refused);
            }
            let store = Arc::clone(&self.store);
            writes.spawn(async move { store.append(append).await });
        }
        while let Some(done) = writes.join_next().await {
            note(Some(done), &mut refused);
        }
        refused.map_or(Ok(()), Err)
    }

    /// Whether there are families, missing people or remains at all.
    pub async fn has_register(&self) -> bool {
        let state = self.state.read().await;
        let kinds = [Family::NAME, MissingPerson::NAME, Remains::NAME];
        state.view.rows.values().any(|row| kinds.contains(&row.header.kind.as_str()))
    }

    /// The register for `identify`, with the settings and warnings of its reading. It is read through the door, without what
    /// speaks of erased records.
    ///
    /// # Errors
    /// Where the firewall refuses, the node is locked, or the records make no register.
    pub async fn register_folder(&self, who: &Principal) -> Result<RegisterFolder, NodeError> {
        let records = Records {
            settings: self.all::<RegisterSettings>(who).await?.pop().unwrap_or_default(),
            populations: self.all::<Population>(who).await?,
            families: self.all::<Family>(who).await?,
            samples: self.all::<Sample>(who).await?,
            missing: self.all::<MissingPerson>(who).await?,
            remains: self.all::<Remains>(who).await?,
        };
        let (records, left_out) = orphans::without(records);
        let mut read = from_records(&records).map_err(NodeError::Register)?;
        read.warnings.extend(left_out.into_iter().map(|what| format!("left out: {what}")));
        let closed_count = self.closed_count().await;
        if closed_count > 0 {
            read.warnings.push(format!(
                "{closed_count} records do not open, and nothing of them is compared; `landfall verify` names them"
            ));
        }
        Ok(read)
    }

    /// The register for `identify`.
    ///
    /// # Errors
    /// As [`Node::register_folder`].
    pub async fn register(&self, who: &Principal) -> Result<Register, NodeError> {
        self.register_folder(who).await.map(|folder| folder.register)
    }

    async fn all<K: Kind>(&self, who: &Principal) -> Result<Vec<Record<K>>, NodeError> {
        let opened = self.list::<K>(who, Action::List, K::PURPOSE).await?;
        Ok(opened.into_iter().map(|opened| opened.record).collect())
    }
}

fn note(
    done: Option<Result<Result<store::Receipt, store::StoreError>, tokio::task::JoinError>>,
    refused: &mut Option<NodeError>,
) {
    let error = match done {
        Some(Ok(Err(error))) => NodeError::from(error),
        Some(Err(error)) => NodeError::Stopped { cause: error.to_string() },
        _ => return,
    };
    refused.get_or_insert(error);
}

/// An organisation's records by kind and the name they had where they came from.
fn by_source(view: &View, owner: &OrgId) -> Result<BTreeMap<(String, String), [u8; 16]>, NodeError> {
    let mut known = BTreeMap::new();
    add::<RegisterSettings>(view, owner, &mut known)?;
    add::<Population>(view, owner, &mut known)?;
    add::<Family>(view, owner, &mut known)?;
    add::<Sample>(view, owner, &mut known)?;
    add::<MissingPerson>(view, owner, &mut known)?;
    add::<Remains>(view, owner, &mut known)?;
    add::<Proposal>(view, owner, &mut known)?;
    Ok(known)
}

fn add<K: Kind>(view: &View, owner: &OrgId, known: &mut BTreeMap<(String, String), [u8; 16]>) -> Result<(), NodeError> {
    for row in view.of_kind(K::NAME).into_iter().filter(|row| row.header.owner == *owner) {
        let Some(matching) = &row.matching else { continue };
        let record = Record::<K>::from_sections(row.header.kind_version, &matching.content, None);
        let record = record.map_err(|error| NodeError::damaged(error.to_string()))?;
        known.insert((K::NAME.to_owned(), record.matching.source_id()), row.header.record.to_bytes());
    }
    Ok(())
}

fn drafts(records: &Records) -> Result<Vec<Draft>, NodeError> {
    let mut drafts = vec![draft(&records.settings)?];
    extend(&mut drafts, &records.populations)?;
    extend(&mut drafts, &records.families)?;
    extend(&mut drafts, &records.samples)?;
    extend(&mut drafts, &records.missing)?;
    extend(&mut drafts, &records.remains)?;
    Ok(drafts)
}

fn extend<K: Kind>(drafts: &mut Vec<Draft>, records: &[Record<K>]) -> Result<(), NodeError> {
    for record in records {
        drafts.push(draft(record)?);
    }
    Ok(())
}

pub(crate) fn draft<K: Kind>(record: &Record<K>) -> Result<Draft, NodeError> {
    let unwritable = |error: rooms::kind::KindError| NodeError::Unwritable(error.to_string());
    Ok(Draft {
        kind: K::NAME,
        kind_version: K::VERSION,
        purpose: K::PURPOSE,
        source_id: record.matching.source_id(),
        content: Zeroizing::new(record.matching_bytes().map_err(unwritable)?),
        sealed: record.sealed_bytes().map_err(unwritable)?.map(Zeroizing::new),
    })
}
