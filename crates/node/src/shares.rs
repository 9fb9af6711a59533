//! Recovery shares as they come from their sheets: read, joined, and named when they do not fit.

use store::seal::{KeyPair, Seed, ShareError, ShareText, join};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::BackupError;
use crate::keys::{KeyText, PublicKeys};

/// Letters of a share, blanks aside.
const LETTER_COUNT: usize = 96;

/// What stands on a custodian's sheet, and where it was read from. Wiped on drop.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct ShareSheet {
    /// What the sheet is called in messages: the name of its file.
    #[zeroize(skip)]
    pub name: String,
    /// The text, as it was printed: lines that are not the share may stand around it.
    pub text: String,
}

/// The seed that two different shares of one set join to.
pub(crate) fn join_sheets(sheets: &[ShareSheet]) -> Result<Seed, BackupError> {
    let mut shares: Vec<(&str, ShareText)> = Vec::new();
    for sheet in sheets {
        let share =
            read(&sheet.text).map_err(|why| BackupError::Share { sheet: sheet.name.clone(), why: why.to_string() })?;
        if let Some((first, same)) =
            shares.iter().find(|(_, it)| it.set() == share.set() && it.number() == share.number())
        {
            let (first, second) = ((*first).to_owned(), sheet.name.clone());
            return Err(BackupError::SameShare { first, second, number: same.number() });
        }
        if let Some((first, other)) = shares.iter().find(|(_, it)| it.set() != share.set()) {
            let (first, second) = ((*first).to_owned(), sheet.name.clone());
            return Err(BackupError::OtherSet { first, first_set: other.set(), second, second_set: share.set() });
        }
        shares.push((&sheet.name, share));
    }
    if shares.len() < 2 {
        return Err(BackupError::TooFewShares { found: shares.len() });
    }
    let shares: Vec<ShareText> = shares.into_iter().map(|(_, share)| share).collect();
    join(&shares).map(|seed| Seed::from_bytes(*seed)).map_err(|_| BackupError::Disagree)
}

/// Refuses a pair that is not of the key wanted, and says which one it is of.
pub(crate) fn check_pair(pair: &KeyPair, wanted: KeyText, what: &str, keys: &PublicKeys) -> Result<(), BackupError> {
    let public = KeyText::from(pair.public());
    if public == wanted {
        return Ok(());
    }
    let of_node = keys.node.as_ref().is_some_and(|node| node.recovery_key == public);
    let of = keys.organisations.values().find(|it| it.recovery_key == public);
    let found = match of {
        _ if of_node => "the node's own".to_owned(),
        Some(facts) => format!("those of organisation `{}`", facts.organisation),
        None => "of no recovery key that is known here, or of one that was renewed".to_owned(),
    };
    Err(BackupError::WrongShares { wanted: what.to_owned(), found })
}

/// Reads the share out of a sheet: the whole text, or the lines of it that are one.
fn read(text: &str) -> Result<ShareText, ShareError> {
    let whole = ShareText::parse(text);
    if !matches!(whole, Err(ShareError::Length { .. } | ShareError::Letter { word: 1, .. })) {
        return whole;
    }
    // a share may stand behind its number: `2: …`
    let lines: Vec<&str> = text.lines().map(|line| line.rsplit(':').next().unwrap_or(line)).collect();
    let mut best = None;
    for from in 0..lines.len() {
        for to in from + 1..=lines.len() {
            let piece = Zeroizing::new(lines[from..to].concat());
            match letters(&piece) {
                ..LETTER_COUNT => {}
                LETTER_COUNT => match ShareText::parse(&piece) {
                    Ok(share) => return Ok(share),
                    Err(why) => best = Some(why),
                },
                _ => break,
            }
        }
    }
    best.map_or(whole, Err)
}

fn letters(text: &str) -> usize {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').count()
}

#[cfg(test)]
mod tests {
    use store::seal::split;

    use super::{ShareSheet, join_sheets};
    use crate::BackupError;

    fn sheet(name: &str, text: &str) -> ShareSheet {
        ShareSheet { name: name.to_owned(), text: text.to_owned() }
    }

    fn said(sheets: &[ShareSheet]) -> String {
        join_sheets(sheets).err().map(|error: BackupError| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_share_is_read_as_it_was_printed_or_typed() {
        let [one, two, _] = split(&[7; 32]).unwrap();
        let words = one.words();
        let (left, right) = words.split_at(54);
        for text in [
            words.to_owned(),
            format!("  {}\r\n\n", words.to_lowercase()),
            format!("Node harbour: share 1 of 3\nKeep it apart from the others.\n\n{words}\n"),
            format!("Node harbour\n{left}\n  {right}\nPrinted once.\n"),
            words.replace(' ', "-"),
            format!("node: two of these bring back an administrator\n  1: {words}\n"),
        ] {
            assert_eq!(said(&[sheet("a", &text), sheet("b", two.words())]), "", "{text}");
        }
    }

    #[test]
    fn what_does_not_fit_is_named_by_its_sheet() {
        let [one, two, _] = split(&[7; 32]).unwrap();
        let [other, ..] = split(&[8; 32]).unwrap();
        let a = || sheet("a.txt", one.words());
        assert!(said(&[a()]).starts_with("1 share was given"), "{}", said(&[a()]));
        let same = said(&[a(), sheet("b.txt", one.words())]);
        assert!(same.starts_with("`a.txt` and `b.txt` hold the same share (number 1)"), "{same}");
        let set = said(&[a(), sheet("c.txt", other.words())]);
        assert!(set.contains("in `a.txt` is of set") && set.contains("in `c.txt` of set"), "{set}");
        let last = if two.words().ends_with('2') { "3" } else { "2" };
        let wrong = format!("{}{last}", &two.words()[..two.words().len() - 1]);
        let wrong = said(&[a(), sheet("d.txt", &wrong)]);
        assert!(wrong.starts_with("the share in `d.txt` is not readable: word 12"), "{wrong}");
        let empty = said(&[a(), sheet("e.txt", "")]);
        assert!(empty.starts_with("the share in `e.txt` is not readable: a share has 12 words"), "{empty}");
    }
}
