//! Who asks, and what for: what every call through the door names.

use std::fmt;

use rooms::header::{OrgId, PersonRef};

/// Who acts: a person of an organisation, or a part of the program under its own name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Principal {
    handle: PersonRef,
    organisation: OrgId,
    is_machine: bool,
}

impl Principal {
    /// A person acting for an organisation.
    #[must_use]
    pub fn person(handle: PersonRef, organisation: OrgId) -> Self {
        Self { handle, organisation, is_machine: false }
    }

    /// A part of the program, such as `identify`, acting for an organisation.
    #[must_use]
    pub fn machine(name: PersonRef, organisation: OrgId) -> Self {
        Self { handle: name, organisation, is_machine: true }
    }

    /// The name that stands in the audit of reads.
    #[must_use]
    pub fn handle(&self) -> &PersonRef {
        &self.handle
    }

    /// The organisation acted for.
    #[must_use]
    pub fn organisation(&self) -> &OrgId {
        &self.organisation
    }

    /// Whether no person acts.
    #[must_use]
    pub fn is_machine(&self) -> bool {
        self.is_machine
    }
}

impl fmt::Display for Principal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let machine = if self.is_machine { "machine " } else { "" };
        write!(formatter, "{machine}{} of {}", self.handle, self.organisation)
    }
}

/// What is asked of the door.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Action {
    /// Add a record or change one.
    Append,
    /// Add a file to a record.
    Attach,
    /// Read one record.
    Open,
    /// Read a file of a record, in the form that may be shown.
    OpenAttachment,
    /// Read a file of a record as it was given, with all that it tells.
    OpenOriginal,
    /// Learn which record a word names.
    Find,
    /// Read many records.
    List,
    /// Take in a folder of records.
    Import,
    /// Compare records and propose who is who.
    Identify,
}

impl Action {
    /// The word that stands in the audit of reads.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Append => "append",
            Self::Attach => "attach",
            Self::Open => "open",
            Self::OpenAttachment => "open-attachment",
            Self::OpenOriginal => "open-original",
            Self::Find => "find",
            Self::List => "list",
            Self::Import => "import",
            Self::Identify => "identify",
        }
    }
}
