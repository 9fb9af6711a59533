//! What a power cut left: folders and files, ready to be written where a program can be started on them.

use std::collections::BTreeMap;
use std::path::Path;

/// A folder, or a file with its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A folder.
    Folder,
    /// A file and its bytes.
    File(Vec<u8>),
}

/// The state after a power cut, by path relative to the recorded folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image(BTreeMap<String, Item>);

impl Image {
    /// What is under a folder that did not last is not reachable, so it is not there.
    pub(crate) fn new(mut items: BTreeMap<String, Item>) -> Self {
        let folders: Vec<String> =
            items.iter().filter(|(_, item)| **item == Item::Folder).map(|(path, _)| path.clone()).collect();
        items.retain(|path, _| {
            path.match_indices('/')
                .all(|(at, _)| folders.binary_search_by(|folder| folder.as_str().cmp(&path[..at])).is_ok())
        });
        Self(items)
    }

    /// The items, by path.
    pub fn items(&self) -> &BTreeMap<String, Item> {
        &self.0
    }

    /// The content of a file, if the file lasted.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        match self.0.get(path)? {
            Item::File(content) => Some(content),
            Item::Folder => None,
        }
    }

    /// Writes the image into a folder, which is made.
    pub fn write_to(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        // A folder comes before what is in it: that is the order of their paths.
        for (path, item) in &self.0 {
            match item {
                Item::Folder => std::fs::create_dir(folder.join(path))?,
                Item::File(content) => std::fs::write(folder.join(path), content)?,
            }
        }
        Ok(())
    }
}
