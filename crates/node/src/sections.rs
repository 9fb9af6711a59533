//! Entries of the changes log: the clear header, and sections each sealed under a key of its own.

use journal::{EntryParts, Log, SectionPart, entry};
use rooms::header::{Header, Hour, KindName, OrgId, PersonRef, Purpose, State};
use store::seal::{self, Binding, DataKey, KeyPair, PublicKey, Wrapper, open_section, seal_section};
use store::{NewKey, WrappedKey};
use zeroize::Zeroizing;

use crate::custody::Event;
use crate::keys::{PublicKeys, Unlocked};
use crate::{NodeError, clock};

/// The names of the sections, and their tiers in an entry.
pub(crate) const PUBLIC: (&str, u8) = ("public", 0);
pub(crate) const MATCHING: (&str, u8) = (rooms::kind::MATCHING, 1);
pub(crate) const SEALED: (&str, u8) = (rooms::kind::SEALED, 2);

/// An entry ready to be stored, with its wrapped keys.
pub(crate) struct SealedEntry {
    pub(crate) bytes: Vec<u8>,
    pub(crate) keys: Vec<NewKey>,
}

/// The header of the first version of a new record.
pub(crate) fn first_header(
    kind: &str,
    owner: &OrgId,
    author: &PersonRef,
    purpose: Purpose,
    hour: Hour,
) -> Result<Header, NodeError> {
    Ok(Header {
        kind: KindName::new(kind).map_err(|error| NodeError::Unwritable(error.to_string()))?,
        kind_version: 1,
        version: 1,
        record: clock::new_record()?,
        owner: owner.clone(),
        purpose,
        hour,
        state: State::Open,
        consent: Vec::new(),
        joint: Vec::new(),
        hold: false,
        author: author.clone(),
        proposer: None,
        reviewers: Vec::new(),
    })
}

/// An entry that says nothing secret: the events of key ceremonies.
pub(crate) fn public_entry(header: &Header, public: &[u8]) -> Result<Vec<u8>, NodeError> {
    let section = SectionPart { name: PUBLIC.0.to_owned(), tier: PUBLIC.1, bytes: public.to_vec() };
    encode(header, vec![section])
}

/// Seals a record's sections to public keys alone, so that a locked node takes writes too.
pub(crate) fn seal(
    wrapper: &Wrapper,
    keys: &PublicKeys,
    header: &Header,
    public: Option<&[u8]>,
    matching: &[u8],
    sealed: Option<&[u8]>,
) -> Result<SealedEntry, NodeError> {
    let node = keys.node()?;
    let role = keys.organisation(&header.owner)?.role_key.public();
    let plain = [Some((MATCHING, node.matching_key.public(), matching)), sealed.map(|bytes| (SEALED, role, bytes))];
    let public = public.map(|bytes| SectionPart { name: PUBLIC.0.to_owned(), tier: PUBLIC.1, bytes: bytes.to_vec() });
    let mut sections: Vec<SectionPart> = public.into_iter().collect();
    let mut wrapped = Vec::new();
    for ((name, tier), to, bytes) in plain.into_iter().flatten() {
        let (cipher, key) =
            seal_one(wrapper, node.epoch_key.public(), to, &binding(header, name), bytes).map_err(failed)?;
        wrapped.push(NewKey { section: sections.len() as u8, epoch: node.epoch, bytes: key });
        sections.push(SectionPart { name: name.to_owned(), tier, bytes: cipher });
    }
    Ok(SealedEntry { bytes: encode(header, sections)?, keys: wrapped })
}

fn seal_one(
    wrapper: &Wrapper,
    epoch: PublicKey,
    to: PublicKey,
    binding: &Binding<'_>,
    plain: &[u8],
) -> Result<(Vec<u8>, Vec<u8>), seal::SealError> {
    let key = DataKey::generate()?;
    let cipher = seal_section(&key, binding, plain)?;
    Ok((cipher, wrapper.wrap_data_key(&epoch, &to, &binding.to_bytes(), &key)?))
}

/// An entry as it was stored, its header read.
pub(crate) struct ReadEntry {
    pub(crate) header: Header,
    parts: EntryParts,
}

impl ReadEntry {
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, String> {
        let parts = entry::decode(bytes).map_err(|error| error.to_string())?;
        let header = Header::from_bytes(&parts.header).map_err(|error| error.to_string())?;
        Ok(Self { header, parts })
    }

    /// The clear bytes of the public section.
    pub(crate) fn public(&self) -> Option<&[u8]> {
        self.section(PUBLIC).map(|(_, bytes)| bytes)
    }

    /// What it says of keys, where it is an event that does.
    pub(crate) fn event(&self) -> Result<Option<Event>, NodeError> {
        let event = self.public().map(|public| Event::read(self.header.kind.as_str(), public));
        event.transpose().map(Option::flatten)
    }

    /// Place and ciphertext of a section.
    pub(crate) fn section(&self, (name, tier): (&str, u8)) -> Option<(u8, &[u8])> {
        let at = self.parts.sections.iter().position(|section| section.name == name && section.tier == tier)?;
        Some((at as u8, &self.parts.sections[at].bytes))
    }

    /// Places of the sections that need a key.
    pub(crate) fn places_with_key(&self) -> impl Iterator<Item = u8> {
        let sections = self.parts.sections.iter().enumerate();
        sections.filter(|(_, section)| section.tier > 0).map(|(at, _)| at as u8)
    }

    /// Under which label the key of each section is wrapped.
    pub(crate) fn labels(&self) -> Vec<(u8, Vec<u8>)> {
        let label = |at: u8| (at, binding(&self.header, &self.parts.sections[usize::from(at)].name).to_bytes());
        self.places_with_key().map(label).collect()
    }

    /// Opens the matching section with the keys of the unlocked node.
    pub(crate) fn open_matching(
        &self,
        wrapper: &Wrapper,
        keys: &Unlocked,
        key: &WrappedKey,
    ) -> Result<Zeroizing<Vec<u8>>, NodeError> {
        self.open(wrapper, keys.epoch(key.epoch)?, &keys.matching, MATCHING, key)
    }

    /// Opens the sealed section with the role key of a member's session.
    pub(crate) fn open_sealed(
        &self,
        wrapper: &Wrapper,
        keys: &Unlocked,
        role: &KeyPair,
        key: &WrappedKey,
    ) -> Result<Zeroizing<Vec<u8>>, NodeError> {
        self.open(wrapper, keys.epoch(key.epoch)?, role, SEALED, key)
    }

    fn open(
        &self,
        wrapper: &Wrapper,
        epoch: &KeyPair,
        role: &KeyPair,
        name: (&str, u8),
        key: &WrappedKey,
    ) -> Result<Zeroizing<Vec<u8>>, NodeError> {
        let (_, cipher) = self.section(name).ok_or(NodeError::NoSuchRecord)?;
        let binding = binding(&self.header, name.0);
        let data_key = wrapper.open_data_key(epoch, role, &binding.to_bytes(), &key.bytes).map_err(failed)?;
        open_section(&data_key, &binding, cipher).map(Zeroizing::from).map_err(failed)
    }
}

pub(crate) fn binding<'a>(header: &'a Header, section: &'a str) -> Binding<'a> {
    Binding {
        log: Log::Changes.as_str(),
        record: header.record.to_bytes(),
        kind: header.kind.as_str(),
        kind_version: header.kind_version,
        section,
        owner: header.owner.as_str(),
    }
}

fn encode(header: &Header, sections: Vec<SectionPart>) -> Result<Vec<u8>, NodeError> {
    let unwritable = |error: String| NodeError::Unwritable(error);
    let header = header.to_bytes().map_err(|error| unwritable(error.to_string()))?;
    entry::encode(&EntryParts { header, sections }).map_err(|error| unwritable(error.to_string()))
}

fn failed(error: seal::SealError) -> NodeError {
    NodeError::damaged(error.to_string())
}
