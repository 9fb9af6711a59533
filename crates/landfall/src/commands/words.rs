//! Words of the firewall on the command line.

use node::Role;
use rooms::header::Sector;

/// The sector of a word.
///
/// # Errors
/// Where it is none.
pub fn sector(word: &str) -> Result<Sector, String> {
    let known = Sector::ALL.into_iter().find(|sector| sector.as_str() == word);
    known.ok_or_else(|| format!("write one of: {}", Sector::ALL.map(Sector::as_str).join(", ")))
}

/// The role of a member of an organisation.
///
/// # Errors
/// Where it is none that somebody can be given.
pub fn role(word: &str) -> Result<Role, String> {
    let known = Role::OF_MEMBERS.iter().copied().find(|role| role.as_str() == word);
    let words = || Role::OF_MEMBERS.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(", ");
    known.ok_or_else(|| format!("write one of: {}", words()))
}
