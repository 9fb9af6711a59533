//! Cells of a register's tables: what each may hold, and the fault where it holds something else.

use std::fmt::Display;
use std::str::FromStr;

use facts::{Place, Point, Sex};

use crate::table::{FaultList, Row};

/// The text of a cell, where there is one.
pub(super) fn words(row: &Row<'_>, column: usize) -> Option<String> {
    row.known(column).map(str::to_owned)
}

/// A cell that must not be blank.
pub(super) fn name<'r>(row: &Row<'r>, column: usize, what: &str, faults: &mut FaultList) -> Option<&'r str> {
    let known = row.known(column);
    if known.is_none() {
        faults.push(format!("the row names no {what}; fill the cell in"), row.place(column, what));
    }
    known
}

/// A cell in the form of a fact; blank is unknown.
pub(super) fn fact<T>(row: &Row<'_>, column: usize, expected: &str, faults: &mut FaultList) -> Option<T>
where
    T: FromStr,
    T::Err: Display,
{
    match row.known(column)?.parse() {
        Ok(fact) => Some(fact),
        Err(error) => {
            faults.push(error.to_string(), row.place(column, expected));
            None
        }
    }
}

/// A sex; blank and `unknown` are unknown.
pub(super) fn sex(row: &Row<'_>, column: usize, faults: &mut FaultList) -> Sex {
    let Some(written) = row.known(column) else { return Sex::Unknown };
    match written.to_lowercase().as_str() {
        "male" | "m" | "1" => Sex::Male,
        "female" | "f" | "2" => Sex::Female,
        "unknown" | "u" | "?" | "0" => Sex::Unknown,
        _ => {
            let message = format!("`{written}` is not a sex; write `male`, `female` or `unknown`");
            faults.push(message, row.place(column, "male, female or unknown"));
            Sex::Unknown
        }
    }
}

/// A probability in `[0, 1)`; blank where nothing is stated.
pub(super) fn below_one(row: &Row<'_>, column: usize, faults: &mut FaultList) -> Option<f64> {
    let written = row.known(column)?;
    let number = written.parse().ok().filter(|number| (0.0..1.0).contains(number));
    if number.is_none() {
        let message = format!("`{written}` is not a probability; write a number from 0 to below 1");
        faults.push(message, row.place(column, "a number from 0 to below 1"));
    }
    number
}

/// A place in words, as a point, or both: columns of the words, the latitude and the longitude.
pub(super) fn place(row: &Row<'_>, [name, lat, lon]: [usize; 3], faults: &mut FaultList) -> Option<Place> {
    let mut degrees = |column: usize, most: f64, what: &str| {
        let written = row.known(column)?;
        let number = written.parse().ok().filter(|number: &f64| number.abs() <= most);
        if number.is_none() {
            let message = format!("`{written}` is not a {what} in degrees; write a number from -{most} to {most}");
            faults.push(message, row.place(column, what));
        }
        number
    };
    let (latitude, longitude) = (degrees(lat, 90.0, "latitude"), degrees(lon, 180.0, "longitude"));
    let halves = [(lat, lon, "longitude"), (lon, lat, "latitude")];
    if let Some((_, blank, what)) =
        halves.into_iter().find(|(one, other, _)| row.known(*one).is_some() && row.known(*other).is_none())
    {
        faults.push(
            format!("the place has no {what}; give both latitude and longitude, or neither"),
            row.place(blank, what),
        );
    }
    let point = latitude.zip(longitude).and_then(|(latitude, longitude)| Point::new(latitude, longitude));
    let place = Place { name: words(row, name), point };
    (place != Place::default()).then_some(place)
}
