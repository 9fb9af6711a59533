//! Incidents gathered on a grid, for the map that the server draws: a page cannot hold every one of thousands.

use std::collections::BTreeMap;

use super::projection::natural_earth;

/// Side of a cell. Unit: degrees.
const CELL_DEGREES: f64 = 4.0;
/// Radius of the circle of one person. Unit: units of the drawing.
const RADIUS_OF_ONE: f64 = 0.42;
/// No circle is smaller than can be seen.
const RADIUS_MIN: f64 = 1.6;

/// An incident as the map needs it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Longitude in degrees.
    pub longitude: f64,
    /// Latitude in degrees.
    pub latitude: f64,
    /// Dead and missing together; `None` where no number was recorded.
    pub people: Option<u32>,
}

/// A circle of the drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Circle {
    /// Centre, written.
    pub x: String,
    /// Centre, written.
    pub y: String,
    /// Radius, written: area grows with the number of people.
    pub r: String,
    /// No number was recorded for any incident here.
    pub is_unknown: bool,
}

/// One circle a cell, the largest first, so that no small one is hidden.
#[must_use]
pub fn circles(spots: &[Spot]) -> Vec<Circle> {
    #[derive(Default)]
    struct Cell {
        count: f64,
        longitude: f64,
        latitude: f64,
        people: u64,
        is_known: bool,
    }
    let mut cells: BTreeMap<(i32, i32), Cell> = BTreeMap::new();
    for spot in spots {
        let key = [spot.longitude, spot.latitude].map(|degrees| (degrees / CELL_DEGREES).floor() as i32);
        let cell = cells.entry((key[0], key[1])).or_default();
        cell.count += 1.0;
        cell.longitude += spot.longitude;
        cell.latitude += spot.latitude;
        cell.people += u64::from(spot.people.unwrap_or(0));
        cell.is_known |= spot.people.is_some();
    }
    let mut gathered: Vec<Cell> = cells.into_values().collect();
    gathered.sort_by_key(|cell| std::cmp::Reverse(cell.people));
    gathered
        .into_iter()
        .map(|cell| {
            let (x, y) = natural_earth(cell.longitude / cell.count, cell.latitude / cell.count);
            let r = radius(cell.people);
            Circle { x: format!("{x:.0}"), y: format!("{y:.0}"), r: format!("{r:.1}"), is_unknown: !cell.is_known }
        })
        .collect()
}

/// Radius of the circle for so many people.
#[must_use]
pub fn radius(people: u64) -> f64 {
    (RADIUS_OF_ONE * (people as f64).sqrt()).max(RADIUS_MIN)
}

#[cfg(test)]
mod tests {
    use super::{Spot, circles, radius};

    fn spot(longitude: f64, latitude: f64, people: Option<u32>) -> Spot {
        Spot { longitude, latitude, people }
    }

    #[test]
    fn neighbours_are_gathered_and_the_largest_comes_first() {
        let spots = [spot(1.0, 1.0, Some(4)), spot(40.0, 40.0, Some(900)), spot(1.5, 1.5, None)];
        let drawn = circles(&spots);
        assert_eq!(drawn.len(), 2);
        assert_eq!(drawn[0].r, format!("{:.1}", radius(900)));
        assert!(!drawn[1].is_unknown, "one of its incidents has a number");
    }

    #[test]
    fn unknown_is_never_drawn_as_zero() {
        let drawn = circles(&[spot(-1.0, -1.0, None), spot(1.0, 1.0, Some(0))]);
        assert_eq!(drawn.iter().filter(|circle| circle.is_unknown).count(), 1);
    }

    #[test]
    fn four_times_the_people_have_four_times_the_area() {
        assert!((radius(4000) / radius(1000) - 2.0).abs() < 1e-9);
    }
}
