//! The files of a folder that a register is read from, held in memory.

use std::collections::BTreeMap;
use std::path::Path;

use super::columns::TableFile;
use crate::table::{self, FaultList, Table};
use crate::{Faults, Place, text};

/// Most bytes of one file: a million profiles of 23 markers are some 700 MB of text.
const BYTE_COUNT_MAX: u64 = 2 << 30;

/// The known files of a folder by name, without what else lies there.
#[derive(Clone, Debug, Default)]
pub struct Files {
    folder: String,
    bytes: BTreeMap<String, Vec<u8>>,
}

impl Files {
    /// Files by name; `folder` is the folder as the user named it.
    #[must_use]
    pub fn new(folder: &str, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self { folder: folder.to_owned(), bytes: files.into_iter().collect() }
    }

    /// Reads the known files of a folder.
    ///
    /// # Errors
    /// Where there is no such folder, or a file in it cannot be read.
    pub fn open(folder: &Path) -> Result<Self, Faults> {
        let name = folder.display().to_string();
        let no_folder = |error: std::io::Error| {
            let message = format!("`{name}` cannot be opened as a folder ({error}); name the folder of a register");
            FaultList::one("no-such-folder", message, not_a_folder(folder))
        };
        let mut faults = FaultList::default();
        let mut files = Self::new(&name, []);
        for entry in std::fs::read_dir(folder).map_err(no_folder)? {
            let file = entry.map_err(no_folder)?.file_name().to_string_lossy().into_owned();
            if !is_known(&file) {
                continue;
            }
            match text::read_bytes(&folder.join(&file), BYTE_COUNT_MAX) {
                Ok(bytes) => _ = files.bytes.insert(file, bytes),
                Err(unread) => faults.extend(unread),
            }
        }
        faults.finish("bad-register", files)
    }

    /// The folder as the user named it.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// Takes the bytes of a file out, with its name for places.
    pub(super) fn take(&mut self, file: &str) -> Option<(String, Vec<u8>)> {
        let bytes = self.bytes.remove(file)?;
        Some((self.path(file), bytes))
    }

    /// Takes a table out, CSV or XLSX. `None`, and a fault, where it is missing and needed, stands twice or is no table.
    pub(super) fn table(&mut self, table: TableFile, faults: &mut FaultList) -> Option<Table> {
        let (csv, xlsx) = (format!("{}.csv", table.name), format!("{}.xlsx", table.name));
        let found = match (self.take(&csv), self.take(&xlsx)) {
            (Some(_), Some(_)) => {
                let message = format!("the folder has both `{csv}` and `{xlsx}`; keep one of them");
                faults.push(message, self.place(&xlsx, "one of the two"));
                return None;
            }
            (Some(found), None) | (None, Some(found)) => found,
            (None, None) => {
                if table.is_required {
                    let message = format!(
                        "the folder has no `{csv}`; add it ({}), `landfall new` writes a template",
                        table.about
                    );
                    faults.push(message, self.place(&csv, &csv));
                }
                return None;
            }
        };
        table::decode(&found.0, found.1, &table.limits).map_err(|refused| faults.extend(refused)).ok()
    }

    /// Names of the files that are still to be read.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.bytes.keys().map(String::as_str)
    }

    /// A place in a file as a whole.
    pub(super) fn place(&self, file: &str, expected: &str) -> Place {
        Place { file: Some(self.path(file)), expected: Some(expected.to_owned()), ..Place::default() }
    }

    fn path(&self, file: &str) -> String {
        Path::new(&self.folder).join(file).display().to_string()
    }
}

/// The place of a folder that is none, with what is there instead.
#[must_use]
pub fn not_a_folder(folder: &Path) -> Place {
    let found = match folder.metadata() {
        Ok(metadata) if metadata.is_dir() => "a folder that cannot be read",
        Ok(_) => "a file",
        Err(_) => "nothing that can be read",
    };
    Place {
        file: Some(folder.display().to_string()),
        field: Some("folder".to_owned()),
        found: Some(found.to_owned()),
        expected: Some("the folder of a register".to_owned()),
        ..Place::default()
    }
}

/// Whether a file of a folder belongs to a register.
fn is_known(file: &str) -> bool {
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let is_table = ["families", "profiles", "missing", "remains", "frequencies"].contains(&stem);
    let is_population = stem.strip_prefix("frequencies-").is_some_and(|name| !name.is_empty());
    file == "settings.toml" || ((is_table || is_population) && ["csv", "xlsx"].contains(&ending))
}
