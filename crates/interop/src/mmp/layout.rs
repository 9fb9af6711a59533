//! The two layouts, column by column, and the one in which we write.

use crate::table::{Column, Table};

/// A column of the normal layout: the 25 columns of the full download, and `Extract`, which says where a row came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the column of its name, see `FIELDS`")]
pub enum Field {
    MainId,
    IncidentId,
    IncidentType,
    Region,
    Date,
    Year,
    Month,
    Dead,
    Missing,
    Total,
    Survivors,
    Females,
    Males,
    Children,
    CountryOfOrigin,
    RegionOfOrigin,
    Cause,
    Country,
    Route,
    Location,
    Coordinates,
    UnsdGrouping,
    InformationSource,
    Url,
    SourceQuality,
    Extract,
}

/// Which export of the project a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// The full download: 25 columns.
    FullDownload,
    /// The export of the web page: 22 columns, without type, total and country of the incident; dates month first.
    WebExport,
}

/// The fields in the order of the full download, each with its column.
pub const FIELDS: [(Field, Column); 26] = [
    field(Field::MainId, "Main ID", "the id that the parts of a split incident share", "2026.MMP0007"),
    field(Field::IncidentId, "Incident ID", "the id of the row", "2026.MMP000778"),
    field(Field::IncidentType, "Incident Type", "Incident, Split Incident or Cumulative Incident", "Split Incident"),
    field(Field::Region, "Region of Incident", "region of the incident", "Mediterranean"),
    field(Field::Date, "Incident Date", "first or estimated day", "2026-01-31"),
    field(Field::Year, "Incident Year", "year under which it counts", "2026"),
    field(Field::Month, "Month", "month under which it counts", "January"),
    field(Field::Dead, "Number of Dead", "people found dead; blank is unknown", "1"),
    field(Field::Missing, "Minimum Estimated Number of Missing", "people missing, at least", "2"),
    field(Field::Total, "Total Number of Dead and Missing", "the sum of both", "3"),
    field(Field::Survivors, "Number of Survivors", "survivors", "4"),
    field(Field::Females, "Number of Females", "women and girls among dead and missing", "1"),
    field(Field::Males, "Number of Males", "men and boys among dead and missing", "2"),
    field(Field::Children, "Number of Children", "children among dead and missing", "0"),
    field(Field::CountryOfOrigin, "Country of Origin", "countries of origin", "Guinea,Mali"),
    field(Field::RegionOfOrigin, "Region of Origin", "regions of origin, (P) presumed", "Western Africa (P)"),
    field(Field::Cause, "Cause of Death", "cause of death", "Drowning"),
    field(Field::Country, "Country of Incident", "country of the incident", "Tunisia"),
    field(Field::Route, "Migration Route", "migration route", "Central Mediterranean"),
    field(Field::Location, "Location of Incident", "the place in words", "Off Sfax, Tunisia"),
    field(Field::Coordinates, "Coordinates", "latitude, longitude", "34.7, 11.2"),
    field(
        Field::UnsdGrouping,
        "UNSD Geographical Grouping",
        "grouping of the UN Statistics Division",
        "Northern Africa",
    ),
    field(Field::InformationSource, "Information Source", "who reported it", "IOM Tunisia"),
    field(Field::Url, "URL", "where it can be read", "https://example.org/1"),
    field(Field::SourceQuality, "Source Quality", "1 to 5", "4"),
    (
        Field::Extract,
        Column { is_required: false, ..field(Field::Extract, "Extract", "where the row came from", "A").1 },
    ),
];

const fn field(field: Field, name: &'static str, meaning: &'static str, example: &'static str) -> (Field, Column) {
    (field, Column { name, is_required: true, meaning, example })
}

/// Columns of the full download, in the order of [`FIELDS`].
pub(super) const FULL_DOWNLOAD: [Column; FIELDS.len()] = {
    let mut columns = [FIELDS[0].1; FIELDS.len()];
    let mut at = 0;
    while at < FIELDS.len() {
        columns[at] = FIELDS[at].1;
        at += 1;
    }
    columns
};

/// Columns of the web export. The fields that it does not have are absent.
pub(super) const WEB_EXPORT: [Column; 23] = [
    FIELDS[0].1,
    FIELDS[1].1,
    named("Region", 3),
    FIELDS[4].1,
    named("Year", 5),
    named("Reported Month", 6),
    named("Number Dead", 7),
    FIELDS[8].1,
    FIELDS[10].1,
    FIELDS[11].1,
    FIELDS[12].1,
    FIELDS[13].1,
    FIELDS[15].1,
    FIELDS[16].1,
    FIELDS[14].1,
    named("Location of death", 19),
    FIELDS[22].1,
    FIELDS[20].1,
    named("Migration route", 18),
    FIELDS[23].1,
    FIELDS[21].1,
    FIELDS[24].1,
    FIELDS[25].1,
];

/// The field that each column of the web export fills, in its order.
const WEB_EXPORT_FIELDS: [usize; WEB_EXPORT.len()] =
    [0, 1, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 15, 16, 14, 19, 22, 20, 18, 23, 21, 24, 25];

const fn named(name: &'static str, at: usize) -> Column {
    Column { name, ..FIELDS[at].1 }
}

impl Field {
    /// Position in [`FIELDS`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Heading in the normal layout.
    #[must_use]
    pub const fn name(self) -> &'static str {
        FIELDS[self.index()].1.name
    }
}

impl Layout {
    /// The layout of which the table has more of the headings that only one of the two has.
    pub(super) fn of(table: &Table) -> Self {
        let has = |name: &str| table.headers().iter().any(|header| header.eq_ignore_ascii_case(name));
        let count = |columns: &[Column], others: &[Column]| {
            let is_own = |column: &&Column| !others.iter().any(|other| other.name.eq_ignore_ascii_case(column.name));
            columns.iter().filter(is_own).filter(|column| has(column.name)).count()
        };
        if count(&WEB_EXPORT, &FULL_DOWNLOAD) > count(&FULL_DOWNLOAD, &WEB_EXPORT) {
            Self::WebExport
        } else {
            Self::FullDownload
        }
    }

    /// Columns to look for.
    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Self::FullDownload => &FULL_DOWNLOAD,
            Self::WebExport => &WEB_EXPORT,
        }
    }

    /// The heading of a field in this layout; that of the normal layout where this one does not have it.
    pub(super) fn heading(self, field: Field) -> &'static str {
        self.column(field).map_or(field.name(), |column| self.columns()[column].name)
    }

    /// The column that fills a field; `None` where the layout does not have it.
    pub(super) fn column(self, field: Field) -> Option<usize> {
        match self {
            Self::FullDownload => Some(field.index()),
            Self::WebExport => WEB_EXPORT_FIELDS.iter().position(|at| *at == field.index()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, FULL_DOWNLOAD, Layout, WEB_EXPORT, WEB_EXPORT_FIELDS};

    #[test]
    fn a_field_stands_at_its_index() {
        for (at, (field, column)) in FIELDS.iter().enumerate() {
            assert_eq!((field.index(), field.name()), (at, column.name));
            assert_eq!(FULL_DOWNLOAD[at], *column);
        }
    }

    #[test]
    fn every_column_of_the_web_export_fills_the_field_of_its_meaning() {
        for (column, field) in WEB_EXPORT.iter().zip(WEB_EXPORT_FIELDS) {
            assert_eq!(column.meaning, FIELDS[field].1.meaning, "{}", column.name);
            assert!(Layout::WebExport.column(FIELDS[field].0).is_some());
        }
    }
}
