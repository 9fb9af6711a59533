//! The exact bytes of an entry: a clear header and sections by tier, in one encoding and no other.
//!
//! ```text
//! "LFE1" | u32 length, header | u16 number of sections | for each: u8 length, name | u8 tier | u32 length, bytes
//! ```
//! Numbers are big-endian. Nothing follows the last section.

/// The first four bytes of an entry.
pub const MAGIC: [u8; 4] = *b"LFE1";
/// The most bytes a header may have.
pub const MAX_HEADER: usize = 64 * 1024;
/// The most sections an entry may have.
pub const MAX_SECTIONS: usize = 256;
/// The most bytes a section's name may have.
pub const MAX_NAME: usize = 64;
/// The most bytes a section may have.
pub const MAX_SECTION: usize = 16 * 1024 * 1024;
/// The highest tier: 0 public, 1 matching, 2 sealed.
pub const MAX_TIER: u8 = 2;

/// What an entry holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryParts {
    /// The clear header, opaque here.
    pub header: Vec<u8>,
    /// The sections, in their order; no two of one name.
    pub sections: Vec<SectionPart>,
}

/// One section of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionPart {
    /// Its name: small letters, digits, `-` and `.`.
    pub name: String,
    /// 0 public, 1 matching, 2 sealed.
    pub tier: u8,
    /// Its bytes: cipher text but for tier 0.
    pub bytes: Vec<u8>,
}

/// Why bytes are no entry, or parts make none; offsets are from the entry's first byte.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The bytes end before what the framing tells.
    #[error("the entry is cut short: at byte {offset} it needs {wanted} bytes, and {left} are left")]
    Cut {
        /// Where what is missing begins.
        offset: usize,
        /// How many bytes it has.
        wanted: usize,
        /// How many are there.
        left: usize,
    },
    /// The first bytes are not `LFE1`.
    #[error("the entry does not begin with `LFE1`: it is of another format or was changed")]
    Magic,
    /// A part is larger than its limit.
    #[error("{part} at byte {offset} has {found}, and may have {limit}")]
    Limit {
        /// Which part.
        part: &'static str,
        /// Where its length stands.
        offset: usize,
        /// What it has.
        found: usize,
        /// What it may have.
        limit: usize,
    },
    /// A section's name is none.
    #[error("`{name}` at byte {offset} is no section name: use small letters, digits, `-` and `.`")]
    Name {
        /// Where the name stands.
        offset: usize,
        /// The name.
        name: String,
    },
    /// Two sections have one name.
    #[error("section `{name}` at byte {offset} is there twice")]
    Twice {
        /// Where the second one's name stands.
        offset: usize,
        /// The name.
        name: String,
    },
    /// A tier that is none.
    #[error("tier {tier} at byte {offset} is none: 0 is public, 1 matching, 2 sealed")]
    Tier {
        /// Where the tier stands.
        offset: usize,
        /// The tier.
        tier: u8,
    },
    /// Bytes after the last section.
    #[error("{left} bytes follow the last section at byte {offset}")]
    Trailing {
        /// Where they begin.
        offset: usize,
        /// How many they are.
        left: usize,
    },
}

/// The bytes of an entry.
pub fn encode(parts: &EntryParts) -> Result<Vec<u8>, EntryError> {
    let mut bytes = MAGIC.to_vec();
    limit("the header", bytes.len(), parts.header.len(), MAX_HEADER)?;
    bytes.extend_from_slice(&(parts.header.len() as u32).to_be_bytes());
    bytes.extend_from_slice(&parts.header);
    limit("the number of sections", bytes.len(), parts.sections.len(), MAX_SECTIONS)?;
    bytes.extend_from_slice(&(parts.sections.len() as u16).to_be_bytes());
    for (at, section) in parts.sections.iter().enumerate() {
        limit("a section's name", bytes.len(), section.name.len(), MAX_NAME)?;
        bytes.push(section.name.len() as u8);
        check_name(&section.name, bytes.len(), &parts.sections[..at])?;
        bytes.extend_from_slice(section.name.as_bytes());
        check_tier(section.tier, bytes.len())?;
        bytes.push(section.tier);
        limit("a section", bytes.len(), section.bytes.len(), MAX_SECTION)?;
        bytes.extend_from_slice(&(section.bytes.len() as u32).to_be_bytes());
        bytes.extend_from_slice(&section.bytes);
    }
    Ok(bytes)
}

/// Reads the bytes of an entry; [`encode`] of the parts gives the same bytes again.
pub fn decode(bytes: &[u8]) -> Result<EntryParts, EntryError> {
    let mut reader = Reader { bytes, at: 0 };
    if reader.take(MAGIC.len())? != MAGIC {
        return Err(EntryError::Magic);
    }
    let header = reader.counted::<4>("the header", MAX_HEADER)?.to_vec();
    let count = reader.length::<2>("the number of sections", MAX_SECTIONS)?;
    let mut sections = Vec::new();
    for _ in 0..count {
        sections.push(reader.section(&sections)?);
    }
    match bytes.len() - reader.at {
        0 => Ok(EntryParts { header, sections }),
        left => Err(EntryError::Trailing { offset: reader.at, left }),
    }
}

/// Bytes and how far they were read.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, wanted: usize) -> Result<&'a [u8], EntryError> {
        let rest = &self.bytes[self.at..];
        let taken = rest.get(..wanted).ok_or(EntryError::Cut { offset: self.at, wanted, left: rest.len() })?;
        self.at += wanted;
        Ok(taken)
    }

    /// A number of `N` bytes that is within its limit.
    fn length<const N: usize>(&mut self, part: &'static str, most: usize) -> Result<usize, EntryError> {
        let offset = self.at;
        let length = self.take(N)?.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        limit(part, offset, length, most)?;
        Ok(length)
    }

    /// Bytes with their length in front.
    fn counted<const N: usize>(&mut self, part: &'static str, most: usize) -> Result<&'a [u8], EntryError> {
        let length = self.length::<N>(part, most)?;
        self.take(length)
    }

    fn section(&mut self, before: &[SectionPart]) -> Result<SectionPart, EntryError> {
        let offset = self.at + 1;
        let name = String::from_utf8_lossy(self.counted::<1>("a section's name", MAX_NAME)?).into_owned();
        check_name(&name, offset, before)?;
        let offset = self.at;
        let tier = self.length::<1>("a tier", usize::from(u8::MAX))? as u8;
        check_tier(tier, offset)?;
        let bytes = self.counted::<4>("a section", MAX_SECTION)?.to_vec();
        Ok(SectionPart { name, tier, bytes })
    }
}

fn limit(part: &'static str, offset: usize, found: usize, limit: usize) -> Result<(), EntryError> {
    if found > limit { Err(EntryError::Limit { part, offset, found, limit }) } else { Ok(()) }
}

fn check_name(name: &str, offset: usize, before: &[SectionPart]) -> Result<(), EntryError> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'.';
    if name.is_empty() || !name.bytes().all(plain) {
        return Err(EntryError::Name { offset, name: name.to_owned() });
    }
    if before.iter().any(|section| section.name == name) {
        return Err(EntryError::Twice { offset, name: name.to_owned() });
    }
    Ok(())
}

fn check_tier(tier: u8, offset: usize) -> Result<(), EntryError> {
    if tier > MAX_TIER { Err(EntryError::Tier { offset, tier }) } else { Ok(()) }
}
