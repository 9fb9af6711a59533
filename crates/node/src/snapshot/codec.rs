//! The bytes of a snapshot's items: numbers big-endian, each variable part behind its length, each item behind its tag.

use rooms::header::{Header, Hour, KindName, OrgId, PersonRef, Purpose, RecordId, State};
use zeroize::Zeroizing;

use crate::attachments::NamedBlob;
use crate::matching::Matching;
use crate::view::Row;

/// One thing that a view holds.
pub(super) enum Item {
    Row(Row),
    Pending([u8; 16], Row),
    Version([u8; 16], u32),
    Blobs([u8; 16], Vec<NamedBlob>),
    Event(u64),
}

const ROW: u8 = 1;
const PENDING: u8 = 2;
const VERSION: u8 = 3;
const BLOBS: u8 = 4;
const EVENT: u8 = 5;

/// Bytes being filled; they hold what is plain, so they are wiped.
pub(super) struct Sink(pub(super) Zeroizing<Vec<u8>>);

impl Sink {
    pub(super) fn row(&mut self, row: &Row) {
        self.byte(ROW);
        self.row_itself(row);
    }

    pub(super) fn pending(&mut self, import: &[u8; 16], row: &Row) {
        self.byte(PENDING);
        self.fixed(import);
        self.row_itself(row);
    }

    pub(super) fn version(&mut self, record: &[u8; 16], version: u32) {
        self.byte(VERSION);
        self.fixed(record);
        self.fixed(&version.to_be_bytes());
    }

    pub(super) fn blobs(&mut self, record: &[u8; 16], blobs: &[NamedBlob]) {
        self.byte(BLOBS);
        self.fixed(record);
        self.length(blobs.len());
        for blob in blobs {
            self.fixed(&blob.hash().0);
            self.fixed(&blob.byte_count().to_be_bytes());
        }
    }

    pub(super) fn event(&mut self, index: u64) {
        self.byte(EVENT);
        self.fixed(&index.to_be_bytes());
    }

    fn row_itself(&mut self, row: &Row) {
        let Row { index, version, header, matching, order } = row;
        self.fixed(&index.to_be_bytes());
        self.fixed(&version.to_be_bytes());
        self.fixed(&order.0.to_be_bytes());
        self.fixed(&order.1.to_be_bytes());
        self.header(header);
        self.byte(u8::from(matching.is_some()));
        if let Some(matching) = matching {
            self.variable(&matching.to_bytes());
        }
    }

    fn header(&mut self, header: &Header) {
        let Header { kind, kind_version, version, record, owner, purpose, hour, state, .. } = header;
        let Header { consent, joint, hold, author, proposer, reviewers, .. } = header;
        self.word(kind.as_str());
        self.fixed(&kind_version.to_be_bytes());
        self.fixed(&version.to_be_bytes());
        self.fixed(&record.to_bytes());
        self.word(owner.as_str());
        self.purpose(*purpose);
        self.fixed(&hour.since_epoch().to_be_bytes());
        self.byte(match state {
            State::Open => 0,
            State::Closed => 1,
            State::Refused => 2,
        });
        self.length(consent.len());
        consent.iter().for_each(|purpose| self.purpose(*purpose));
        self.length(joint.len());
        joint.iter().for_each(|owner| self.word(owner.as_str()));
        self.byte(u8::from(*hold));
        self.word(author.as_str());
        self.word(proposer.as_ref().map_or("", PersonRef::as_str));
        self.length(reviewers.len());
        reviewers.iter().for_each(|person| self.word(person.as_str()));
    }

    fn purpose(&mut self, purpose: Purpose) {
        let at = Purpose::ALL.iter().position(|known| *known == purpose).unwrap_or(Purpose::ALL.len());
        self.byte(at as u8);
    }

    /// Words of headers have at most 40 letters.
    fn word(&mut self, word: &str) {
        self.byte(word.len() as u8);
        self.fixed(word.as_bytes());
    }

    fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    fn fixed(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub(super) fn length(&mut self, length: usize) {
        self.fixed(&(length as u32).to_be_bytes());
    }

    pub(super) fn variable(&mut self, bytes: &[u8]) {
        self.length(bytes.len());
        self.fixed(bytes);
    }
}

/// Bytes being read; `None` where they are not what a [`Sink`] wrote.
pub(super) struct Source<'a>(pub(super) &'a [u8]);

impl<'a> Source<'a> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn item(&mut self) -> Option<Item> {
        Some(match self.byte()? {
            ROW => Item::Row(self.row()?),
            PENDING => Item::Pending(self.array()?, self.row()?),
            VERSION => Item::Version(self.array()?, u32::from_be_bytes(self.array()?)),
            BLOBS => Item::Blobs(self.array()?, self.many(Self::blob)?),
            EVENT => Item::Event(self.number()?),
            _ => return None,
        })
    }

    fn blob(&mut self) -> Option<NamedBlob> {
        Some(NamedBlob::new(store::blobs::BlobHash(self.array()?), self.number()?))
    }

    fn row(&mut self) -> Option<Row> {
        let index = self.number()?;
        let version = u32::from_be_bytes(self.array()?);
        let order = (self.number()?, u32::from_be_bytes(self.array()?));
        let header = self.header()?;
        let matching = match self.byte()? {
            0 => None,
            1 => Some(Matching::from_bytes(self.variable()?)?),
            _ => return None,
        };
        Some(Row { index, version, header, matching, order })
    }

    fn header(&mut self) -> Option<Header> {
        Some(Header {
            kind: KindName::new(self.word()?).ok()?,
            kind_version: u16::from_be_bytes(self.array()?),
            version: u32::from_be_bytes(self.array()?),
            record: RecordId::from_bytes(self.array()?).ok()?,
            owner: self.organisation()?,
            purpose: self.purpose()?,
            hour: Hour::try_from(u32::from_be_bytes(self.array()?)).ok()?,
            state: match self.byte()? {
                0 => State::Open,
                1 => State::Closed,
                2 => State::Refused,
                _ => return None,
            },
            consent: self.many(Self::purpose)?,
            joint: self.many(Self::organisation)?,
            hold: match self.byte()? {
                0 => false,
                1 => true,
                _ => return None,
            },
            author: self.person()?,
            proposer: match self.word()? {
                "" => None,
                person => Some(PersonRef::new(person).ok()?),
            },
            reviewers: self.many(Self::person)?,
        })
    }

    fn organisation(&mut self) -> Option<OrgId> {
        OrgId::new(self.word()?).ok()
    }

    fn person(&mut self) -> Option<PersonRef> {
        PersonRef::new(self.word()?).ok()
    }

    fn purpose(&mut self) -> Option<Purpose> {
        Purpose::ALL.get(usize::from(self.byte()?)).copied()
    }

    fn many<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..u32::from_be_bytes(self.array()?)).map(|_| one(self)).collect()
    }

    fn word(&mut self) -> Option<&'a str> {
        let length = usize::from(self.byte()?);
        std::str::from_utf8(self.take(length)?).ok()
    }

    pub(super) fn variable(&mut self) -> Option<&'a [u8]> {
        let length = u32::from_be_bytes(self.array()?);
        self.take(usize::try_from(length).ok()?)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        self.array().map(u64::from_be_bytes)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}
