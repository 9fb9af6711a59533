//! Files of records: looked at, sealed and on the disk before the entry that names them, and opened through the door.
//!
//! A file becomes one or two blobs, each under a random key of its own. The keys, the name and what the file tells of
//! its place and time stand in the sealed section, the kind and length in the matching one. The blobs' own names stand
//! in clear: see [`NamedBlobs`].

mod forms;
mod named;

use std::path::Path;

use journal::Log;
use rooms::attachment::{Attachment, AttachmentDetails};
use rooms::header::{Header, Hour, Purpose, RecordId};
use rooms::kind::{Kind, Record};
use store::blobs::{Blobs, MEDIA_BYTE_COUNT_MAX, Prepared, prepare};
use store::{Append, Store};
use zeroize::Zeroizing;

pub(crate) use self::named::{NamedBlob, NamedBlobs, check};
use crate::door::{self, Appended, Asked, Opened, Outcome, Standing};
use crate::matching::{Fingerprint, Matching};
use crate::opening::State;
use crate::view::{Row, View};
use crate::{Action, Member, Node, NodeError, Principal, clock, sections};

/// Kinds of records that files can belong to.
const WITH_FILES: [&str; 4] = ["family", "missing-person", "remains", "sample"];

/// What is said about a file that comes in.
#[derive(Clone, Copy, Debug)]
pub struct FileWords<'a> {
    /// The name that it comes with; what the file is, is read from its bytes.
    pub name: &'a str,
    /// What somebody writes about it.
    pub caption: Option<&'a str>,
}

/// Which form of a file is asked for.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Form {
    /// The form that may be shown: without place, time and maker.
    #[default]
    Shown,
    /// The file as it was given, with all that it tells.
    Original,
}

/// A file that came through the door.
pub struct OpenedFile {
    /// Its record.
    pub record: Opened<Attachment>,
    /// The bytes of the form that was asked for, wiped when this is dropped.
    pub bytes: Zeroizing<Vec<u8>>,
}

/// Reads a file that is to be attached; one that is longer than any that is taken is not read.
///
/// # Errors
/// Where it is too long, or cannot be read.
pub fn read_file(path: &Path) -> Result<Zeroizing<Vec<u8>>, NodeError> {
    let unreadable = |error| NodeError::file("read", path)(error);
    let byte_count = std::fs::metadata(path).map_err(unreadable)?.len();
    if byte_count > MEDIA_BYTE_COUNT_MAX as u64 {
        let path = path.display();
        let why =
            format!("`{path}` has {byte_count} bytes, at most {MEDIA_BYTE_COUNT_MAX} are taken: give a smaller one");
        return Err(NodeError::NotTaken(why));
    }
    std::fs::read(path).map(Zeroizing::new).map_err(unreadable)
}

impl Node {
    /// Adds a file to a record. A locked node takes it too. The sealed forms are on the disk before the entry is, so an
    /// entry never names a blob that is not there.
    ///
    /// # Errors
    /// Where the file is not one that is taken, there is no such record, the firewall refuses, or the disk does.
    pub async fn attach(
        &self,
        who: &Principal,
        of: RecordId,
        bytes: Vec<u8>,
        words: FileWords<'_>,
    ) -> Result<Appended, NodeError> {
        let known = self.header_with_files(who, of).await?;
        let file = prepare(bytes, words.name).map_err(|error| NodeError::NotTaken(error.to_string()))?;
        let hour = Hour::of_unix_ms(clock::unix_ms());
        let first = sections::first_header(Attachment::NAME, &known.owner, &who.handle, known.purpose, hour)?;
        let header = Header { kind_version: Attachment::VERSION, joint: known.joint, consent: known.consent, ..first };
        let (record, named) = self.keep(&header, of, file, words).await?;
        // an erasure of the record comes before this or after it, and then takes the file along
        let _turn = self.custody.writing.read().await;
        let append = self.attachment_entry(&header, &record, &named).await?;
        if let Err(gone) = self.header_with_files(who, of).await {
            self.delete_blobs(&named.blobs).await?;
            return Err(gone);
        }
        let receipt = self.store.append(append).await?;
        self.follow().await?;
        Ok(Appended { record: header.record, version: receipt.version, index: receipt.index })
    }

    /// The header of a record to which somebody may add a file.
    async fn header_with_files(&self, who: &Principal, of: RecordId) -> Result<Header, NodeError> {
        let state = self.state.read().await;
        let filter = format!("{}/of/{of}", Attachment::NAME);
        let row = self.of_its_purpose(&state, who, Action::Attach, &filter, of).await?;
        let kind = row.header.kind.as_str();
        if WITH_FILES.contains(&kind) {
            return Ok(row.header.clone());
        }
        Err(NodeError::NotTaken(format!("no file can belong to a record of the kind `{kind}`")))
    }

    /// A record for what it is kept for, where somebody may do this with it; a refusal is told.
    async fn of_its_purpose<'s>(
        &self,
        state: &'s State,
        who: &Principal,
        action: Action,
        filter: &str,
        id: RecordId,
    ) -> Result<&'s Row, NodeError> {
        if !self.may_at_all(state, who, action, None) {
            let asked = Asked { who, action, purpose: None, filter };
            self.tell(asked, Outcome::Refused, &[]).await?;
            return Err(asked.refused());
        }
        let who = Standing::of(&state.view.keys, who);
        let row = state.view.rows.get(&id.to_bytes());
        let purpose = row.map_or(Purpose::Tracing, |row| row.header.purpose);
        let mut asking = self.asking(&state.view, &who, action, purpose);
        let seen = asking.seen(row);
        if seen.is_none() {
            // the same line for a record that is not there and for one that may not be seen: of no purpose
            let asked = Asked { who: who.who(), action, purpose: None, filter };
            self.tell(asked, asking.outcome(false), &[]).await?;
        }
        seen.ok_or(NodeError::NoSuchRecord)
    }

    /// Seals each form, puts it on the disk, and says what its entry will say.
    async fn keep(
        &self,
        header: &Header,
        of: RecordId,
        file: Prepared,
        words: FileWords<'_>,
    ) -> Result<(Record<Attachment>, NamedBlobs), NodeError> {
        let blobs = self.blobs()?;
        let media_type = file.kind.media_type().to_owned();
        let place = file.exif_place.as_ref().and_then(|it| facts_place(it.latitude, it.longitude));
        let datum = file.exif_place.and_then(|it| it.datum);
        let original = forms::seal(&blobs, header, Form::Original, Zeroizing::new(file.original)).await?;
        let shown = match file.shown {
            Some(bytes) => Some(forms::seal(&blobs, header, Form::Shown, Zeroizing::new(bytes)).await?),
            None => None,
        };
        let named =
            NamedBlobs { blobs: [Some(&original), shown.as_ref()].into_iter().flatten().map(|it| it.named).collect() };
        let details = AttachmentDetails {
            name: words.name.to_owned(),
            caption: words.caption.map(str::to_owned),
            taken: file.taken,
            place,
            datum,
            original_key: original.key,
            shown_key: shown.as_ref().map(|it| it.key.clone()),
        };
        let matching = Attachment { of, media_type, original: original.form, shown: shown.map(|it| it.form) };
        Ok((Record { matching, sealed: details }, named))
    }

    async fn attachment_entry(
        &self,
        header: &Header,
        record: &Record<Attachment>,
        named: &NamedBlobs,
    ) -> Result<Append, NodeError> {
        let unwritable = |error: rooms::kind::KindError| NodeError::Unwritable(error.to_string());
        let sealed = record.sealed_bytes().map_err(unwritable)?.map(Zeroizing::new);
        let sealed = sealed.as_ref().map(|bytes| bytes.as_slice());
        let content = Zeroizing::new(record.matching_bytes().map_err(unwritable)?);
        let matching = Matching { import: None, sealed: Fingerprint::of(sealed)?, content };
        let public = named.to_bytes()?;
        let state = self.state.read().await;
        let keys = &state.view.keys;
        let entry = sections::seal(&self.wrapper, keys, header, Some(&public), &matching.to_bytes(), sealed)?;
        Ok(Append { keys: entry.keys, ..Append::new(Log::Changes, header.record.to_bytes(), Some(0), entry.bytes) })
    }

    /// Opens a file for a member of its owner organisation. The line in the audit of reads is durable before the bytes
    /// are read from the disk; it says whether the original was asked for.
    ///
    /// # Errors
    /// Where the firewall refuses, the node is locked, there is no such file or no such form of it, or its blob is damaged.
    pub async fn open_attachment(
        &self,
        member: &Member,
        form: Form,
        purpose: Purpose,
        id: RecordId,
    ) -> Result<OpenedFile, NodeError> {
        let actions: &[Action] = match form {
            Form::Shown => &[Action::Download],
            Form::Original => &[Action::Download, Action::Open],
        };
        let record = self.open_sealed_for::<Attachment>(member, actions, purpose, id).await?;
        let (content, details) = (&record.record.matching, &record.record.sealed);
        let (sealed, key) = match form {
            Form::Original => (Some(&content.original), Some(&details.original_key)),
            Form::Shown => (content.shown.as_ref(), details.shown_key.as_ref()),
        };
        if *details == AttachmentDetails::default() {
            // another organisation's file, whose sealed part stays closed
            return Err(NodeError::NoSuchRecord);
        }
        let (Some(sealed), Some(key)) = (sealed, key) else { return Err(NodeError::NoSuchForm) };
        let bytes = forms::open(&self.blobs()?, &record.header, form, sealed, key).await?;
        Ok(OpenedFile { record, bytes })
    }

    /// The files of a record, without what is sealed, in the order in which they came. They are listed through the door.
    ///
    /// # Errors
    /// Where the firewall refuses, or the node is locked.
    pub async fn attachments(&self, who: &Principal, of: RecordId) -> Result<Vec<Opened<Attachment>>, NodeError> {
        let state = self.state.read().await;
        let filter = format!("{}/of/{of}", Attachment::NAME);
        let purpose = self.of_its_purpose(&state, who, Action::List, &filter, of).await?.header.purpose;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let who = Standing::of(&state.view.keys, who);
        let mut asking = self.asking(&state.view, &who, Action::List, purpose);
        let ids = attachments_of(&state.view, of)?;
        let rows = ids.iter().filter_map(|id| state.view.rows.get(&id.to_bytes()));
        let rows: Vec<&Row> = rows.filter(|row| asking.allows(row)).collect();
        let entries: Vec<_> = rows.iter().map(|row| row.index).collect();
        self.tell(Asked::new(who.who(), Action::List, purpose, &filter), asking.outcome(true), &entries).await?;
        rows.into_iter().map(|row| door::opened(row, None)).collect()
    }

    pub(crate) fn blobs(&self) -> Result<Blobs, NodeError> {
        Blobs::open(&self.layout.blobs()).map_err(|error| NodeError::Store(error.to_string()))
    }

    /// Takes the blobs of erased records from the disk. What cannot be taken away now goes at the next start.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub(crate) async fn delete_blobs(&self, blobs: &[NamedBlob]) -> Result<(), NodeError> {
        let kept = self.blobs()?;
        for blob in blobs {
            kept.delete(&blob.hash()).await.map_err(|error| NodeError::Store(error.to_string()))?;
        }
        Ok(())
    }

    /// Takes out blobs that no entry names: a crash came between a blob and its entry, or after an erasure. Called
    /// while the node starts, when nobody can be writing one.
    pub(crate) async fn sweep_blobs(&self) -> Result<usize, NodeError> {
        let state = self.state.read().await;
        let keep = state.view.blobs.values().flatten().map(NamedBlob::hash).collect();
        let swept = self.blobs()?.sweep(&keep).await.map_err(|error| NodeError::Store(error.to_string()))?;
        Ok(swept.removed.len() + swept.leftover_count)
    }
}

/// The records of the files that belong to a record: what an erasure takes along. Of a locked node they are not known.
///
/// # Errors
/// Where one is unreadable.
pub(crate) fn attachments_of(view: &View, of: RecordId) -> Result<Vec<RecordId>, NodeError> {
    let mut found = Vec::new();
    for row in view.of_kind(Attachment::NAME) {
        let Some(matching) = &row.matching else { return Err(NodeError::Locked) };
        let record = Record::<Attachment>::from_sections(row.header.kind_version, &matching.content, None);
        if record.map_err(|error| NodeError::damaged(error.to_string()))?.matching.of == of {
            found.push(row.header.record);
        }
    }
    Ok(found)
}

fn facts_place(latitude: f64, longitude: f64) -> Option<facts::Place> {
    facts::Point::new(latitude, longitude).map(|point| facts::Place { name: None, point: Some(point) })
}
