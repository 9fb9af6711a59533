//! One row: its cells in the normal layout, the incident that they say, and what is odd about it.

use std::array;

use facts::PartialDate;
use rooms::missing::kinds::{Cause, Counts, Incident, IncidentPlace, IncidentType, Origin, OriginRegion, PlaceDoubt};

use super::layout::{FIELDS, Field, Layout};
use super::{Flag, coordinates, dates};
use crate::table::{FaultList, Row};

/// Years under which an incident may count; the project began in 2014 and reaches back in places.
const YEARS: std::ops::RangeInclusive<u16> = 1990..=2200;

/// The cells of a row in the order of [`FIELDS`]; white space single, counts and dates in their plain form.
pub(super) type Cells = [String; FIELDS.len()];

/// Reads a row. What is odd goes to `flags`, what cannot be counted to `faults`.
pub(super) fn read(row: &Row<'_>, layout: Layout, flags: &mut Vec<Flag>, faults: &mut FaultList) -> (Cells, Incident) {
    let mut reader = Reader { row, layout, flags, faults, cells: array::from_fn(|_| String::new()) };
    for (field, _) in FIELDS {
        reader.take(field);
    }
    let incident = reader.incident();
    (reader.cells, incident)
}

struct Reader<'a, 'b> {
    row: &'a Row<'b>,
    layout: Layout,
    flags: &'a mut Vec<Flag>,
    faults: &'a mut FaultList,
    cells: Cells,
}

impl Reader<'_, '_> {
    /// Copies a cell with single white space and without invisible marks.
    fn take(&mut self, field: Field) {
        let written = self.layout.column(field).map_or("", |column| self.row.text(column));
        if written.contains('\u{feff}') {
            self.flag(field, written.to_owned(), "an invisible byte order mark stands in the cell; it was left out");
        }
        let words = written.split(|c: char| c.is_whitespace() || c == '\u{feff}').filter(|word| !word.is_empty());
        self.cells[field.index()] = words.collect::<Vec<_>>().join(" ");
        if has_entity(self.text(field)) {
            let found = self.text(field).to_owned();
            self.flag(field, found, "the cell holds an HTML entity such as `&#039;`; it is kept as written");
        }
    }

    fn incident(&mut self) -> Incident {
        let (year, month) = (self.year(), self.month());
        let date = self.date(year, month);
        Incident {
            incident_id: self.incident_id(),
            main_id: self.main_id(),
            types: self.types(),
            date,
            year,
            month,
            counts: self.counts(),
            place: self.place(),
            route: self.known(Field::Route),
            causes: self.causes(),
            origin: self.origin(),
            information_source: self.known(Field::InformationSource),
            urls: urls(self.text(Field::Url)),
            source_quality: self.source_quality(),
            extract: self.known(Field::Extract),
        }
    }

    fn incident_id(&mut self) -> String {
        let id = self.text(Field::IncidentId).to_owned();
        if id.is_empty() {
            self.fault(Field::IncidentId, "the row has no incident id; give it one, it is the key of the row", "an id");
        } else if id.contains(',') {
            let reason = format!("the source merged {} rows into this one", id.split(',').count());
            self.flag(Field::IncidentId, id.clone(), &reason);
        }
        id
    }

    fn main_id(&mut self) -> String {
        let id = self.text(Field::MainId).to_owned();
        if id.is_empty() {
            self.fault(Field::MainId, "the row has no main id; repeat the incident id where it stands alone", "an id");
        }
        id
    }

    fn types(&mut self) -> Vec<IncidentType> {
        let types: Vec<_> = listed(self.text(Field::IncidentType)).map(IncidentType::read).collect();
        let found = self.text(Field::IncidentType).to_owned();
        if types.len() > 1 {
            self.flag(Field::IncidentType, found, "the source merged rows of several types");
        } else if types.iter().any(|kind| matches!(kind, IncidentType::Other(_))) {
            self.flag(Field::IncidentType, found, "not a type of the list; it is kept as written");
        }
        types
    }

    fn year(&mut self) -> u16 {
        let written = self.text(Field::Year);
        let year = written.parse().ok().filter(|year| YEARS.contains(year));
        if year.is_none() {
            let message = if written.is_empty() {
                "the row has no year; write the year under which it counts".to_owned()
            } else {
                format!("`{written}` is not a year from 1990 to 2200; write the year under which it counts")
            };
            self.fault(Field::Year, &message, "a year such as `2026`");
        }
        year.unwrap_or(0)
    }

    fn month(&mut self) -> Option<u8> {
        let written = self.known(Field::Month)?;
        let month = dates::read_month(&written);
        if month.is_none() {
            self.flag(Field::Month, written, "not the English name of a month; the month is unknown");
        }
        month
    }

    /// The day; where the source has none, the month and year under which the row counts.
    fn date(&mut self, year: u16, month: Option<u8>) -> Option<PartialDate> {
        let Some(written) = self.known(Field::Date) else {
            return PartialDate::new(year, month, None);
        };
        let Some(day) = dates::read_day(&written) else {
            self.flag(Field::Date, written, "not a date (ISO, or month first as `01/31/2026`); the day is unknown");
            return PartialDate::new(year, month, None);
        };
        if day.is_weekday_wrong {
            self.flag(Field::Date, written.clone(), "the day of the week is another; are day and month swapped?");
        }
        if day.date.year() != year && year != 0 {
            self.flag(Field::Date, written.clone(), &format!("the date is not in the year {year} of the row"));
        }
        if month.is_some() && day.date.month() != month {
            let reason = if day.date.day() == month {
                "the month is not that of the row, the day is: day and month seem swapped"
            } else {
                "the date is not in the month under which the row counts"
            };
            self.flag(Field::Date, written, reason);
        }
        self.cells[Field::Date.index()] = day.date.to_string();
        Some(day.date)
    }

    fn counts(&mut self) -> Counts {
        let counts = Counts {
            dead: self.count(Field::Dead),
            missing: self.count(Field::Missing),
            total_recorded: self.count(Field::Total),
            survivors: self.count(Field::Survivors),
            females: self.count(Field::Females),
            males: self.count(Field::Males),
            children: self.count(Field::Children),
        };
        let sum = counts.dead_and_missing();
        if let Some(total) = counts.total_recorded.filter(|total| *total != sum.unwrap_or(0)) {
            let reason = match sum {
                Some(sum) => format!("the total is not dead + missing ({sum}); it is kept"),
                None => "a total, while dead and missing are blank; it is kept".to_owned(),
            };
            self.flag(Field::Total, total.to_string(), &reason);
        }
        if let (Some(children), Some(total)) = (counts.children, counts.total())
            && children > total
        {
            self.flag(Field::Children, children.to_string(), &format!("more children than dead and missing ({total})"));
        }
        counts
    }

    /// A whole number, perhaps negative or with zeros behind a decimal point; blank and `NA` are unknown.
    fn count(&mut self, field: Field) -> Option<i64> {
        let written = self.known(field).filter(|text| text != "NA");
        let Some(written) = written else {
            self.cells[field.index()].clear();
            return None;
        };
        let count = whole_number(&written).filter(|count| count.unsigned_abs() <= 10_000_000);
        match count {
            Some(count) => self.cells[field.index()] = count.to_string(),
            None => {
                let message = format!("`{written}` is not a count; write a whole number in digits, or leave it blank");
                self.fault(field, &message, "a whole number, or blank where it is unknown");
            }
        }
        count
    }

    fn place(&mut self) -> IncidentPlace {
        let country = self.known(Field::Country);
        let written = self.known(Field::Coordinates);
        let found = written.as_deref().map(|text| coordinates::read(text, country.as_deref())).unwrap_or_default();
        if let (Some(written), Some(doubt)) = (written, found.doubt) {
            let place = country.as_deref().unwrap_or("the globe");
            let reason = match doubt {
                PlaceDoubt::WholeDegrees => "a whole number of degrees; its decimals may be lost".to_owned(),
                PlaceDoubt::Swapped => format!("latitude and longitude seem swapped ({place}); kept as written"),
                PlaceDoubt::FarFromCountry => format!("the point lies far outside {place}; kept as written"),
                PlaceDoubt::Unreadable => "not `latitude, longitude` on the globe; the point is unknown".to_owned(),
            };
            self.flag(Field::Coordinates, written, &reason);
        }
        IncidentPlace {
            point: found.point,
            decimals: found.decimals,
            doubt: found.doubt,
            location: self.known(Field::Location),
            country,
            region: self.known(Field::Region),
            unsd_grouping: self.known(Field::UnsdGrouping),
        }
    }

    fn causes(&mut self) -> Vec<Cause> {
        let causes: Vec<_> = listed(self.text(Field::Cause)).map(Cause::read).collect();
        let found = self.text(Field::Cause).to_owned();
        if causes.iter().any(|cause| matches!(cause, Cause::Other(_))) {
            self.flag(Field::Cause, found, "not a cause of the list; it is kept as written");
        } else if causes.len() > 1 {
            self.flag(Field::Cause, found, "the source merged rows of several causes");
        }
        causes
    }

    fn origin(&self) -> Origin {
        Origin {
            countries: listed(self.text(Field::CountryOfOrigin)).map(str::to_owned).collect(),
            regions: listed(self.text(Field::RegionOfOrigin)).map(OriginRegion::read).collect(),
        }
    }

    /// One digit from 1 to 5; several where the source merged rows.
    fn source_quality(&mut self) -> Vec<u8> {
        let Some(written) = self.known(Field::SourceQuality) else { return Vec::new() };
        let digits: Vec<u8> = written.bytes().map(|byte| byte.wrapping_sub(b'0')).collect();
        if !digits.iter().all(|digit| (1..=5).contains(digit)) {
            self.flag(Field::SourceQuality, written, "not a quality from 1 to 5; it is unknown");
            return Vec::new();
        }
        if digits.len() > 1 {
            self.flag(Field::SourceQuality, written, "the source merged rows of several qualities, one digit each");
        }
        digits
    }

    fn text(&self, field: Field) -> &str {
        &self.cells[field.index()]
    }

    fn known(&self, field: Field) -> Option<String> {
        Some(self.text(field)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    fn flag(&mut self, field: Field, found: String, reason: &str) {
        let heading = self.layout.heading(field);
        self.flags.push(Flag { line: self.row.line(), field: heading.into(), found, reason: reason.to_owned() });
    }

    fn fault(&mut self, field: Field, message: &str, expected: &str) {
        let column = self.layout.column(field).unwrap_or(0);
        self.faults.push(message, self.row.place(column, expected));
    }
}

/// A whole number in digits. Spreadsheets and data frames write `12.0` in a column that has blank cells.
fn whole_number(written: &str) -> Option<i64> {
    let (whole, decimals) = written.split_once('.').unwrap_or((written, "0"));
    let is_whole = !decimals.is_empty() && decimals.bytes().all(|digit| digit == b'0');
    whole.parse().ok().filter(|_| is_whole)
}

/// The parts of a list. Names hold commas with a space behind them, lists have none.
fn listed(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text).filter(|text| !text.is_empty());
    std::iter::from_fn(move || {
        let whole = rest?;
        let is_end = |(at, _): &(usize, &str)| !whole[at + 1..].starts_with(' ');
        let end = whole.match_indices(',').find(is_end).map(|(at, _)| at);
        rest = end.map(|end| &whole[end + 1..]);
        Some(whole[..end.unwrap_or(whole.len())].trim())
    })
    .filter(|part| !part.is_empty())
}

/// Addresses, separated by a comma with or without a space; an address may hold commas of its own.
fn urls(text: &str) -> Vec<String> {
    let parts = text.replace(",http", ", http");
    parts.split([' ', ';']).map(|part| part.trim_end_matches(',').to_owned()).filter(|part| !part.is_empty()).collect()
}

/// Whether a text holds something like `&#039;` or `&amp;`.
fn has_entity(text: &str) -> bool {
    text.split('&').skip(1).any(|rest| {
        let name = rest.split(';').next().unwrap_or_default();
        name.len() < rest.len()
            && (2..=8).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    })
}

#[cfg(test)]
mod tests {
    use super::{has_entity, listed, urls, whole_number};

    #[test]
    fn a_list_is_parted_at_commas_without_a_space() {
        let parts = |text| listed(text).collect::<Vec<_>>();
        let harsh = "Harsh environmental conditions / lack of adequate shelter, food, water";
        let both = format!("Drowning,{harsh}");
        assert_eq!(listed(&both).collect::<Vec<_>>(), ["Drowning", harsh]);
        assert_eq!(
            parts("China, Hong Kong Special Administrative Region"),
            ["China, Hong Kong Special Administrative Region"]
        );
        assert_eq!(parts(""), [""; 0]);
        assert_eq!(parts("a,,b,"), ["a", "b"]);
    }

    #[test]
    fn addresses_are_parted_and_keep_their_own_commas() {
        assert_eq!(
            urls("https://a.org/1,2, https://b.org,https://c.org"),
            ["https://a.org/1,2", "https://b.org", "https://c.org"]
        );
        assert_eq!(urls(""), [""; 0]);
    }

    #[test]
    fn an_entity_is_seen_and_an_ampersand_is_not() {
        assert!(has_entity("Côte d&#039;Ivoire") && has_entity("A &amp; B"));
        assert!(!has_entity("Search & rescue; tracing") && !has_entity("AT&T"));
    }
    #[test]
    fn a_whole_number_may_have_zeros_behind_its_point_and_nothing_else() {
        let whole = ["1", "1.0", "12.00", "-3.0", "0.0"].map(whole_number);
        assert_eq!(whole, [Some(1), Some(1), Some(12), Some(-3), Some(0)]);
        for other in ["1.5", "1.", ".0", "1.0.0", "1.0e3", "1,0", "", ".", "-.0", "1.05"] {
            assert_eq!(whole_number(other), None, "{other}");
        }
    }
}
