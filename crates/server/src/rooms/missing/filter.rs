//! Which incidents a page is about. Its state is the address, so that a view can be sent to somebody.

use std::fmt::Write as _;

use rooms::missing::kinds::Incident;
use rooms::missing::views::CauseGroup;

/// A choice of incidents; `None` leaves a thing open. `UNKNOWN` chooses where it is not recorded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Year under which the source counts.
    pub year: Option<u16>,
    /// Region of the incident, in the source's words.
    pub region: Option<String>,
    /// Route, in the source's words.
    pub route: Option<String>,
    /// Key of the cause.
    pub cause: Option<String>,
}

/// The value that stands for "not recorded" in an address.
pub const UNKNOWN: &str = "-";

impl Filter {
    /// Reads the pairs of a query; what other parts of the page use is left aside.
    ///
    /// # Errors
    /// What was given as a year and is none.
    pub fn read(pairs: &[(String, String)]) -> Result<Self, String> {
        let value = |name: &str| {
            let found = pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.trim().to_owned());
            found.filter(|value| !value.is_empty())
        };
        let year = match value("year") {
            Some(written) => Some(written.parse().map_err(|_| written)?),
            None => None,
        };
        Ok(Self { year, region: value("region"), route: value("route"), cause: value("cause") })
    }

    /// Whether everything is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an incident is chosen.
    #[must_use]
    pub fn keeps(&self, incident: &Incident) -> bool {
        let fits = |chosen: &Option<String>, value: Option<&str>| {
            chosen.as_deref().is_none_or(|chosen| chosen == value.unwrap_or(UNKNOWN))
        };
        let cause = CauseGroup::of(&incident.causes);
        self.year.is_none_or(|year| year == incident.year)
            && fits(&self.region, incident.place.region.as_deref())
            && fits(&self.route, incident.route.as_deref())
            && fits(&self.cause, cause.as_ref().map(CauseGroup::key))
    }

    /// The query of an address, with its question mark; empty where everything is open.
    #[must_use]
    pub fn query(&self) -> String {
        let year = self.year.map(|year| year.to_string());
        let mut query = String::new();
        for (name, value) in [("year", &year), ("region", &self.region), ("route", &self.route), ("cause", &self.cause)]
        {
            let Some(value) = value else { continue };
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(name);
            query.push('=');
            query.push_str(&percent_encoded(value));
        }
        query
    }
}

/// Text as a part of an address.
///
/// # Source
/// RFC 3986, section 2.3: unreserved characters stay, every other byte of the UTF-8 text is written `%XX`.
#[must_use]
pub fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").unwrap_or_default();
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rooms::missing::kinds::{Cause, Incident};

    use super::{Filter, UNKNOWN, percent_encoded};

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn an_empty_form_leaves_everything_open_and_the_last_value_counts() {
        assert!(Filter::read(&pairs(&[("year", ""), ("region", " ")])).unwrap().is_open());
        assert_eq!(Filter::read(&pairs(&[("year", "2014"), ("year", "2015")])).unwrap().year, Some(2015));
        assert_eq!(Filter::read(&pairs(&[("year", "last year")])), Err("last year".to_owned()));
    }

    #[test]
    fn not_recorded_can_be_chosen() {
        let blank = Incident { year: 2015, ..Incident::default() };
        let drowned = Incident { causes: vec![Cause::Drowning], route: Some("A".into()), ..blank.clone() };
        let unknown = Filter { route: Some(UNKNOWN.into()), ..Filter::default() };
        assert!(unknown.keeps(&blank) && !unknown.keeps(&drowned));
        let cause = Filter { cause: Some("drowning".into()), year: Some(2015), ..Filter::default() };
        assert!(cause.keeps(&drowned) && !cause.keeps(&blank));
    }

    #[test]
    fn an_address_holds_no_byte_that_ends_it() {
        let filter =
            Filter { year: Some(2015), route: Some("Route to/from \"EHOA\" & é".into()), ..Filter::default() };
        assert_eq!(filter.query(), "?year=2015&route=Route%20to%2Ffrom%20%22EHOA%22%20%26%20%C3%A9");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(text in "\\PC{1,40}") {
            let encoded = percent_encoded(&text);
            let uri: axum::http::Uri = format!("/?q={encoded}").parse().unwrap();
            let query = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&uri).unwrap();
            prop_assert_eq!(&query.0[0].1, &text);
        }
    }
}
