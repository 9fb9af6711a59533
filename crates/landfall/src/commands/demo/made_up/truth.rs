//! Whose the made-up remains are: `truth.csv` beside the register, which no part of the program but the check reads.

use std::fmt::Write as _;

/// Whose remains are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A missing person of the register.
    Missing(String),
    /// A brother or sister of that missing person, whom nobody reported.
    Sibling(String),
    /// Nobody of the register.
    Nobody,
}

/// One line of the truth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TruthRow {
    /// The remains.
    pub remains: String,
    /// Whose they are.
    pub whose: Whose,
    /// Earlier remains of the same person, if they were found twice.
    pub again: Option<String>,
}

/// The truth about all remains, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Truth {
    rows: Vec<TruthRow>,
}

const HEADING: &str = "remains,missing,note";
const SIBLING: &str = "unlisted brother or sister of ";
const AGAIN: &str = "same person as ";

impl Truth {
    /// Adds remains.
    pub fn push(&mut self, remains: &str, whose: Whose, again: Option<String>) {
        self.rows.push(TruthRow { remains: remains.to_string(), whose, again });
    }

    /// How many remains are those of missing people of the register.
    pub fn theirs(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.whose, Whose::Missing(_))).count()
    }

    /// Whether remains are those of a missing person.
    pub fn is_true(&self, remains: &str, missing: &str) -> bool {
        let row = self.rows.iter().find(|row| row.remains == remains);
        row.is_some_and(|row| matches!(&row.whose, Whose::Missing(id) if id == missing))
    }

    /// The file's text.
    pub fn to_csv(&self) -> String {
        let mut text = format!("{HEADING}\n");
        for row in &self.rows {
            let (missing, mut note) = match &row.whose {
                Whose::Missing(id) => (id.as_str(), String::new()),
                Whose::Sibling(id) => ("", format!("{SIBLING}{id}")),
                Whose::Nobody => ("", String::new()),
            };
            if let Some(again) = &row.again {
                note = format!("{AGAIN}{again}");
            }
            let _ = writeln!(text, "{},{missing},{note}", row.remains);
        }
        text
    }

    /// Reads the file's text.
    ///
    /// # Errors
    /// The first line that is not one of the truth.
    pub fn from_csv(text: &str) -> Result<Self, String> {
        let mut lines = text.lines();
        if lines.next() != Some(HEADING) {
            return Err(format!("line 1 is not `{HEADING}`"));
        }
        let mut truth = Self::default();
        for (at, line) in lines.enumerate() {
            let [remains, missing, note] = line.split(',').collect::<Vec<_>>()[..] else {
                return Err(format!("line {} does not have three fields", at + 2));
            };
            let whose = match (missing, note.strip_prefix(SIBLING)) {
                ("", Some(id)) => Whose::Sibling(id.to_string()),
                ("", None) => Whose::Nobody,
                (id, _) => Whose::Missing(id.to_string()),
            };
            truth.push(remains, whose, note.strip_prefix(AGAIN).map(ToString::to_string));
        }
        Ok(truth)
    }
}

#[cfg(test)]
mod tests {
    use super::{Truth, Whose};

    #[test]
    fn what_is_written_is_read() {
        let mut truth = Truth::default();
        truth.push("R1", Whose::Missing("M1".into()), None);
        truth.push("R2", Whose::Sibling("M1".into()), None);
        truth.push("R3", Whose::Nobody, None);
        truth.push("R4", Whose::Nobody, Some("R3".into()));
        assert_eq!(Truth::from_csv(&truth.to_csv()), Ok(truth.clone()));
        assert!(truth.is_true("R1", "M1") && !truth.is_true("R2", "M1"));
        assert_eq!(truth.theirs(), 1);
        assert!(Truth::from_csv("remains\nR1\n").is_err());
    }
}
