//! What the server shows: plain values, handed over. It stores nothing and computes nothing of the mission itself.

use facts::PartialDate;
use identify::{Register, Report};
use rooms::missing::kinds::Incident;

use crate::locale::{Args, Locale};

/// What a node shows to everybody.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// Recorded incidents, in the order of their source.
    pub incidents: Vec<Incident>,
    /// Whose data the incidents are.
    pub attribution: Attribution,
}

/// A register and the proposals made from it.
#[derive(Clone, Debug)]
pub struct Identification {
    /// Families, missing people, remains.
    pub register: Register,
    /// Proposals by `identify` over this very register.
    pub report: Report,
}

/// Whose data the incidents are, to be named wherever they are shown or downloaded.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The source, as it asks to be cited.
    pub source: String,
    /// Where the source can be read.
    pub address: String,
    /// Licence, by its short name.
    pub licence: String,
    /// Where the licence can be read.
    pub licence_address: String,
    /// When the extract was taken; `None` where nobody said.
    pub extract: Option<PartialDate>,
}

impl Default for Attribution {
    /// IOM's Missing Migrants Project, as its downloads ask to be cited.
    fn default() -> Self {
        Self {
            source: "IOM's Missing Migrants Project".into(),
            address: "https://missingmigrants.iom.int".into(),
            licence: "CC BY 4.0".into(),
            licence_address: "https://creativecommons.org/licenses/by/4.0/".into(),
            extract: None,
        }
    }
}

impl Attribution {
    /// One sentence for a page. Where nobody said when the extract was taken, the newest record at least is named.
    pub(crate) fn line(&self, t: &Locale, newest: Option<PartialDate>) -> String {
        let args = Args::new().recorded("source", &self.source).recorded("licence", &self.licence);
        match (self.extract, newest) {
            (Some(date), _) => t.say("attribution-dated", &args.word("date", t.partial_date(Some(date)))),
            (None, Some(date)) => t.say("attribution-newest", &args.word("date", t.partial_date(Some(date)))),
            (None, None) => t.say("attribution-undated", &args),
        }
    }

    /// One line for a file: the same in every language, so that a file does not depend on who downloaded it.
    #[must_use]
    pub fn citation(&self) -> String {
        let name = self.address.trim_start_matches("https://");
        let extract =
            self.extract.map_or_else(|| "date of extract not known".to_owned(), |date| format!("extract of {date}"));
        format!("{}, {name} ({}), {extract}", self.source, self.licence)
    }
}
