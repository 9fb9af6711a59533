//! Adding and changing records.

use firewall::{Action, Principal};
use journal::Log;
use rooms::header::{Header, Hour};
use rooms::kind::{Kind, Record};
use store::{Append, Store};
use zeroize::Zeroizing;

use super::{Against, Appended, Asked, Standing};
use crate::matching::{Fingerprint, Matching};
use crate::relations::RULING;
use crate::{Node, NodeError, clock, sections};

impl Node {
    /// Adds a record or changes one. A locked node takes it too.
    ///
    /// # Errors
    /// Where the firewall refuses, there is no such record of that kind, it has another version, or the disk refuses.
    pub async fn append<K: Kind>(
        &self,
        who: &Principal,
        record: &Record<K>,
        against: Against,
    ) -> Result<Appended, NodeError> {
        if RULING.contains(&K::NAME) {
            // they decide on others, and have acts of their own
            return Err(NodeError::NotTaken(format!("a record of the kind `{}` is not written like others", K::NAME)));
        }
        self.append_shaped(who, record, against, |header| header).await
    }

    /// The same with a header that says more: who owns the new record, who holds it jointly. A new record is decided on as
    /// it is shaped, a known one as it was.
    pub(crate) async fn append_shaped<K: Kind>(
        &self,
        who: &Principal,
        record: &Record<K>,
        against: Against,
        shape: impl FnOnce(Header) -> Header + Send,
    ) -> Result<Appended, NodeError> {
        let _turn = self.custody.writing.read().await;
        let (header, expected) = self.written::<K>(who, against, shape).await?;
        self.append_as(&header, record, expected).await
    }

    /// Writes a record whose header was decided on.
    pub(crate) async fn append_as<K: Kind>(
        &self,
        header: &Header,
        record: &Record<K>,
        expected: u32,
    ) -> Result<Appended, NodeError> {
        let unwritable = |error: rooms::kind::KindError| NodeError::Unwritable(error.to_string());
        let sealed = record.sealed_bytes().map_err(unwritable)?.map(Zeroizing::new);
        let content = Zeroizing::new(record.matching_bytes().map_err(unwritable)?);
        let sealed = sealed.as_ref().map(|bytes| bytes.as_slice());
        let matching = Matching { import: None, sealed: Fingerprint::of(sealed)?, content };
        let append = self.sealed_append(header, &matching, sealed, expected).await?;
        let receipt = self.store.append(append).await?;
        self.follow().await?;
        self.save_snapshot_when_due().await;
        Ok(Appended { record: header.record, version: receipt.version, index: receipt.index })
    }

    /// The header of what is to be written, decided on, and the version that it is written against.
    async fn written<K: Kind>(
        &self,
        who: &Principal,
        against: Against,
        shape: impl FnOnce(Header) -> Header + Send,
    ) -> Result<(Header, u32), NodeError> {
        let filter = match against {
            Against::Nothing => K::NAME.to_owned(),
            Against::Version(id, _) => format!("{}/{id}", K::NAME),
        };
        let state = self.state.read().await;
        let who = Standing::of(&state.view.keys, who);
        let asked = Asked::new(who.who(), Action::Write, K::PURPOSE, &filter);
        let mut asking = self.asking(&state.view, &who, Action::Write, K::PURPOSE);
        self.hopeful(&mut asking, asked).await?;
        let hour = Hour::of_unix_ms(clock::unix_ms());
        let (principal, version) = (who.who(), K::VERSION);
        let first = sections::first_header(K::NAME, &principal.organisation, &principal.handle, K::PURPOSE, hour)?;
        let first = Header { kind_version: version, ..first };
        let Against::Version(id, version) = against else {
            let first = shape(first);
            if asking.allows_header(&first) {
                return Ok((first, 0));
            }
            self.tell(asked, asking.outcome(false), &[]).await?;
            return Err(asked.refused());
        };
        let known = state.view.rows.get(&id.to_bytes()).filter(|row| row.header.kind.as_str() == K::NAME);
        match asking.seen(known) {
            Some(row) => Ok((shape(Header { version: version + 1, ..kept(&row.header, first) }), version)),
            None => {
                self.tell(asked, asking.outcome(false), &[]).await?;
                Err(NodeError::NoSuchRecord)
            }
        }
    }

    pub(crate) async fn sealed_append(
        &self,
        header: &Header,
        matching: &Matching,
        sealed: Option<&[u8]>,
        expected: u32,
    ) -> Result<Append, NodeError> {
        let state = self.state.read().await;
        let entry = sections::seal(&self.wrapper, &state.view.keys, header, None, &matching.to_bytes(), sealed)?;
        let record = header.record.to_bytes();
        Ok(Append { keys: entry.keys, ..Append::new(Log::Changes, record, Some(expected), entry.bytes) })
    }
}

/// The header of a new version: what was decided about the record stays.
pub(crate) fn kept(known: &Header, new: Header) -> Header {
    Header {
        kind_version: new.kind_version,
        hour: new.hour,
        author: new.author.clone(),
        // who wrote what it said before is among its makers still
        proposer: known.proposer.clone().or_else(|| (known.author != new.author).then(|| known.author.clone())),
        reviewers: Vec::new(),
        ..known.clone()
    }
}
