//! Columns over years, dead below and missing above, with a share that is unknown under each.

/// Width of the drawing. Unit: units of the drawing.
pub const WIDTH: f64 = 760.0;
/// Height of the drawing.
pub const HEIGHT: f64 = 270.0;
/// Line on which the columns stand.
const FLOOR: f64 = 226.0;
/// Highest point of the highest column; the number stands above it.
const CEILING: f64 = 26.0;
/// Share of a year's width that its column takes.
const COLUMN: f64 = 0.62;

/// One year.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    /// Its name below the column.
    pub label: String,
    /// Found dead.
    pub dead: i64,
    /// Missing.
    pub missing: i64,
    /// The number above the column.
    pub value: String,
    /// The column stands for a year that is not over or not wholly in the data.
    pub is_partial: bool,
}

/// A column, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Left edge.
    pub x: String,
    /// Width.
    pub width: String,
    /// Middle, for texts.
    pub middle: String,
    /// Top of the missing.
    pub missing_y: String,
    /// Height of the missing.
    pub missing_height: String,
    /// Top of the dead.
    pub dead_y: String,
    /// Height of the dead.
    pub dead_height: String,
    /// Baseline of the number.
    pub value_y: String,
    /// The number.
    pub value: String,
    /// The year.
    pub label: String,
    /// Drawn with a hatch over it.
    pub is_partial: bool,
}

/// Columns in order of time: to the right, or to the left in a language that is read so.
#[must_use]
pub fn columns(years: &[Year], is_rtl: bool) -> Vec<Column> {
    let highest = years.iter().map(|year| year.dead.max(0) + year.missing.max(0)).max().unwrap_or(0).max(1) as f64;
    let step = WIDTH / years.len().max(1) as f64;
    let height = |people: i64| people.max(0) as f64 / highest * (FLOOR - CEILING);
    years
        .iter()
        .enumerate()
        .map(|(index, year)| {
            let place = if is_rtl { years.len() - 1 - index } else { index };
            let x = step * (place as f64 + (1.0 - COLUMN) / 2.0);
            let (dead, missing) = (height(year.dead), height(year.missing));
            Column {
                x: format!("{x:.1}"),
                width: format!("{:.1}", step * COLUMN),
                middle: format!("{:.1}", x + step * COLUMN / 2.0),
                missing_y: format!("{:.1}", FLOOR - dead - missing),
                missing_height: format!("{missing:.1}"),
                dead_y: format!("{:.1}", FLOOR - dead),
                dead_height: format!("{dead:.1}"),
                value_y: format!("{:.1}", FLOOR - dead - missing - 7.0),
                value: year.value.clone(),
                label: year.label.clone(),
                is_partial: year.is_partial,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Year, columns};

    fn year(label: &str, dead: i64, missing: i64) -> Year {
        Year { label: label.into(), dead, missing, value: String::new(), is_partial: false }
    }

    #[test]
    fn the_highest_reaches_the_ceiling_and_parts_stand_on_each_other() {
        let drawn = columns(&[year("2014", 50, 50), year("2015", 50, 0)], false);
        assert_eq!((drawn[0].missing_y.as_str(), drawn[0].missing_height.as_str()), ("26.0", "100.0"));
        assert_eq!((drawn[0].dead_y.as_str(), drawn[0].dead_height.as_str()), ("126.0", "100.0"));
        assert_eq!(drawn[1].missing_height, "0.0");
    }

    #[test]
    fn time_runs_with_the_script() {
        let x = |drawn: &[super::Column], at: usize| drawn[at].x.parse::<f64>().unwrap();
        let years = [year("2014", 1, 0), year("2015", 1, 0)];
        let (ltr, rtl) = (columns(&years, false), columns(&years, true));
        assert!(x(&ltr, 0) < x(&ltr, 1) && x(&rtl, 0) > x(&rtl, 1));
        assert!(columns(&[], true).is_empty());
    }
}
