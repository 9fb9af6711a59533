//! Where a sealed section belongs.

/// The place of a section: its ciphertext opens there and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding<'a> {
    /// The log, as its name in the journal (`changes`).
    pub log: &'a str,
    /// The record.
    pub record: [u8; 16],
    /// The kind of the record.
    pub kind: &'a str,
    /// The version of the kind's form.
    pub kind_version: u16,
    /// The section of the record.
    pub section: &'a str,
    /// The organisation that owns the section, as the entry's own header names it.
    pub owner: &'a str,
}

impl Binding<'_> {
    /// The binding as bytes: associated data of the section, and label of the wrapped key. Each text has its length
    /// in front, so no two bindings have the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = b"landfall/section/1".to_vec();
        put(&mut out, self.log.as_bytes());
        out.extend_from_slice(&self.record);
        put(&mut out, self.kind.as_bytes());
        out.extend_from_slice(&self.kind_version.to_be_bytes());
        put(&mut out, self.section.as_bytes());
        put(&mut out, self.owner.as_bytes());
        out
    }
}

/// Appends bytes with their length in front, as a 64-bit big-endian number.
pub(super) fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
    out.extend_from_slice(bytes);
}
