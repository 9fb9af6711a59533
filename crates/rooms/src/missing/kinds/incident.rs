//! An incident in which people died or disappeared on the way, as a public source recorded it.

use std::fmt;

use facts::{PartialDate, Point};

use super::Cause;

/// One row of a list of incidents. A blank of the source is `None`: unknown, never zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incident {
    /// The row's own id; the key. Of merged rows it lists all ids, as the source does.
    pub incident_id: String,
    /// The event that the row belongs to: the parts of a split incident share it.
    pub main_id: String,
    /// What the row is; empty where it is not recorded, several where the source merged rows.
    pub types: Vec<IncidentType>,
    /// The first or the estimated day; only year and month where the source has no day.
    pub date: Option<PartialDate>,
    /// The year under which the source counts the incident.
    pub year: u16,
    /// The month under which the source counts the incident, 1 to 12. It may differ from the month of `date`.
    pub month: Option<u8>,
    /// How many people.
    pub counts: Counts,
    /// Where.
    pub place: IncidentPlace,
    /// The migration route, in the source's words.
    pub route: Option<String>,
    /// Causes of death; several where the source merged rows, empty where it is not recorded.
    pub causes: Vec<Cause>,
    /// Where the people came from.
    pub origin: Origin,
    /// Who reported it, in the source's words.
    pub information_source: Option<String>,
    /// Where it can be read.
    pub urls: Vec<String>,
    /// From 1 (one media source) to 5 (official or verified); several where the source merged rows (`45` is 4 and 5).
    pub source_quality: Vec<u8>,
    /// Which extract of the source the row came from.
    pub extract: Option<String>,
}

/// What a row of the list is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum IncidentType {
    /// One event.
    Incident,
    /// A part of an event that is told in several rows: several places, days or reports.
    Split,
    /// A sum over a period or an area, not one event.
    Cumulative,
    /// Another word, kept as it was written.
    Other(String),
}

/// How many people. A count may be negative: a part of a split incident that takes back what another part said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// People found dead.
    pub dead: Option<i64>,
    /// People missing, at least.
    pub missing: Option<i64>,
    /// Dead and missing as the source sums them; layouts without this column leave it `None`. See [`Counts::total`].
    pub total_recorded: Option<i64>,
    /// Survivors.
    pub survivors: Option<i64>,
    /// Of the dead and missing, women and girls.
    pub females: Option<i64>,
    /// Of the dead and missing, men and boys.
    pub males: Option<i64>,
    /// Of the dead and missing, children.
    pub children: Option<i64>,
}

/// Where an incident happened, as far as it is recorded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IncidentPlace {
    /// The point, as recorded: it is never moved. `None` where blank, unreadable or outside the globe.
    pub point: Option<Point>,
    /// Decimals of the coarser coordinate, as written; see [`coordinate_accuracy_km`].
    pub decimals: Option<u8>,
    /// Why the point should not be trusted.
    pub doubt: Option<PlaceDoubt>,
    /// The place in the source's words.
    pub location: Option<String>,
    /// Country of the incident.
    pub country: Option<String>,
    /// Region of the incident, in the source's own division.
    pub region: Option<String>,
    /// Geographical grouping of the United Nations Statistics Division.
    pub unsd_grouping: Option<String>,
}

/// Why a point should not be trusted. The point stays as it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceDoubt {
    /// A coordinate is a whole number of degrees: its decimals may have been lost.
    WholeDegrees,
    /// Latitude and longitude seem swapped: the other way round the point lies in the country of the incident.
    Swapped,
    /// The point lies far outside the country of the incident.
    FarFromCountry,
    /// A coordinate lies outside the globe, or is not a number; there is no point.
    Unreadable,
}

/// Where the people of an incident came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Countries, in the source's words (`Unknown` is one of them).
    pub countries: Vec<String>,
    /// Regions.
    pub regions: Vec<OriginRegion>,
}

/// A region of origin; `(P)` in the source means that it is presumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginRegion {
    /// Name, without the mark.
    pub name: String,
    /// Presumed, not known.
    pub is_presumed: bool,
}

impl Incident {
    /// Whether the row is a sum over a period or an area; such rows belong in totals, not on a map by day.
    #[must_use]
    pub fn is_cumulative(&self) -> bool {
        self.types.contains(&IncidentType::Cumulative)
    }
}

impl Counts {
    /// Dead and missing: as recorded, else the sum of what is known of the two; `None` where nothing is known.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        self.total_recorded.or_else(|| self.dead_and_missing())
    }

    /// The sum of what is known of dead and missing; `None` where both are blank.
    #[must_use]
    pub fn dead_and_missing(&self) -> Option<i64> {
        add(self.dead, self.missing)
    }

    /// The sum of what is known of females and males; `None` where both are blank.
    #[must_use]
    pub fn females_and_males(&self) -> Option<i64> {
        add(self.females, self.males)
    }

    /// Whether any count is below zero.
    #[must_use]
    pub fn has_negative(&self) -> bool {
        self.named().iter().any(|(_, count)| count.is_some_and(|count| count < 0))
    }

    /// Adds the known counts of another row, count by count; what is blank in both stays blank.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self {
            dead: add(self.dead, other.dead),
            missing: add(self.missing, other.missing),
            total_recorded: add(self.total_recorded, other.total_recorded),
            survivors: add(self.survivors, other.survivors),
            females: add(self.females, other.females),
            males: add(self.males, other.males),
            children: add(self.children, other.children),
        }
    }

    /// The counts with their names, in the order of the source.
    #[must_use]
    pub fn named(&self) -> [(&'static str, Option<i64>); 7] {
        [
            ("dead", self.dead),
            ("missing", self.missing),
            ("total", self.total_recorded),
            ("survivors", self.survivors),
            ("females", self.females),
            ("males", self.males),
            ("children", self.children),
        ]
    }
}

impl IncidentType {
    /// Reads the wording of the source; letter case does not matter.
    #[must_use]
    pub fn read(written: &str) -> Self {
        [Self::Incident, Self::Split, Self::Cumulative]
            .into_iter()
            .find(|kind| kind.to_string().eq_ignore_ascii_case(written))
            .unwrap_or_else(|| Self::Other(written.to_owned()))
    }
}

impl fmt::Display for IncidentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Incident => "Incident",
            Self::Split => "Split Incident",
            Self::Cumulative => "Cumulative Incident",
            Self::Other(written) => written,
        })
    }
}

impl OriginRegion {
    /// Reads `Western Africa` or, presumed, `Western Africa (P)`.
    #[must_use]
    pub fn read(written: &str) -> Self {
        match written.trim().strip_suffix("(P)") {
            Some(name) => Self { name: name.trim().to_owned(), is_presumed: true },
            None => Self { name: written.trim().to_owned(), is_presumed: false },
        }
    }
}

/// How far off a coordinate written with so many decimals may be, in kilometres of latitude: one unit of its last place.
///
/// One unit, not half of it: some published coordinates were cut off, not rounded (`59.1551, 28`).
///
/// # Source
/// WGS 84: a quarter meridian of 10,001.966 km has 90 degrees, so that a degree of latitude is 111.1 km in the mean.
#[must_use]
pub fn coordinate_accuracy_km(decimals: u8) -> f64 {
    const DEGREE_KM: f64 = 10_001.966 / 90.0;
    DEGREE_KM / 10f64.powi(i32::from(decimals))
}

/// Adds what is known. Saturates: a sum of counts that leaves 64 bits is no count of people, and must not wrap round.
fn add(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.saturating_add(b)),
        (known, None) | (None, known) => known,
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, IncidentType, OriginRegion, coordinate_accuracy_km};

    #[test]
    fn blank_is_unknown_and_never_zero() {
        assert_eq!(Counts::default().total(), None);
        let found = Counts { missing: Some(-5), ..Counts::default() };
        assert_eq!(found.total(), Some(-5));
        let before = Counts { dead: Some(17), missing: Some(5), ..Counts::default() };
        let sum = before.plus(&found);
        assert_eq!((sum.dead, sum.missing, sum.survivors), (Some(17), Some(0), None));
        assert!(found.has_negative() && !sum.has_negative());
    }

    #[test]
    fn a_recorded_total_stands() {
        let counts = Counts { dead: Some(1), missing: Some(2), total_recorded: Some(4), ..Counts::default() };
        assert_eq!((counts.total(), counts.dead_and_missing()), (Some(4), Some(3)));
    }

    #[test]
    fn the_words_of_the_source_read_back() {
        assert_eq!(IncidentType::read("cumulative incident"), IncidentType::Cumulative);
        assert_eq!(IncidentType::read("Rescue").to_string(), "Rescue");
        let presumed = OriginRegion::read("Western / Southern Asia (P)");
        assert_eq!((presumed.name.as_str(), presumed.is_presumed), ("Western / Southern Asia", true));
        assert!(!OriginRegion::read("Caribbean").is_presumed);
    }

    #[test]
    fn whole_degrees_are_known_to_111_km() {
        assert!((coordinate_accuracy_km(0) - 111.133).abs() < 1e-3);
        assert!((coordinate_accuracy_km(2) - 1.111_33).abs() < 1e-5);
    }
}
