//! The outlines as paths of a drawing, made once from the smaller topology.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use super::projection::{LATITUDES, natural_earth};
use super::topojson::{Position, Topology, TopologyError, arc_index, decode};

/// The topology that the server draws itself.
const SMALL: &[u8] = include_bytes!("../../../../reference/countries/countries-110m.topojson");
/// The topology that the map island draws.
pub const LARGE: &[u8] = include_bytes!("../../../../reference/countries/countries-50m.topojson");

/// The `d` attributes of three paths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlines {
    /// All land, to be filled.
    pub land: String,
    /// Boundaries between countries.
    pub borders: String,
    /// Boundaries of areas whose status is not settled in the source: drawn dashed.
    pub disputed: String,
}

impl Outlines {
    /// The outlines of the world, decoded once.
    #[must_use]
    pub fn world() -> &'static Self {
        static WORLD: OnceLock<Outlines> = OnceLock::new();
        // A test decodes the same bytes, so the empty outlines of an unreadable file are never seen.
        WORLD.get_or_init(|| Self::read(SMALL).unwrap_or_default())
    }

    fn read(bytes: &[u8]) -> Result<Self, TopologyError> {
        let topology = decode(bytes)?;
        let mut land = String::new();
        for ring in &topology.land {
            let outline = topology.outline(ring);
            if outline.iter().any(|position| position[1] > LATITUDES.0) {
                push_path(&mut land, &outline, true);
            }
        }
        let (mut borders, mut disputed) = (String::new(), String::new());
        for (arc, is_settled) in inner_arcs(&topology) {
            push_path(if is_settled { &mut borders } else { &mut disputed }, &topology.arcs[arc], false);
        }
        Ok(Self { land, borders, disputed })
    }
}

/// Arcs between two areas, in order, with whether both areas have a country code.
fn inner_arcs(topology: &Topology) -> Vec<(usize, bool)> {
    let mut uses: HashMap<usize, (usize, bool)> = HashMap::new();
    for area in &topology.countries {
        for &arc in area.rings.iter().flatten() {
            let (count, is_settled) = uses.entry(arc_index(arc)).or_insert((0, true));
            *count += 1;
            *is_settled &= area.m49.is_some();
        }
    }
    let mut inner: Vec<(usize, bool)> =
        uses.into_iter().filter(|(_, (count, _))| *count > 1).map(|(arc, (_, is_settled))| (arc, is_settled)).collect();
    inner.sort_unstable();
    inner
}

/// A line that crosses the date line jumps from 180 to -180 in the source; going on to 181 instead keeps it in one piece.
/// A ring around a pole does not come back to where it began and stays as it is.
fn unrolled(positions: &[Position]) -> Vec<Position> {
    let mut turn = 0.0;
    let mut before = positions.first().map_or(0.0, |first| first[0]);
    let mut line = Vec::with_capacity(positions.len());
    for &[longitude, latitude] in positions {
        if longitude - before > 180.0 {
            turn -= 360.0;
        } else if longitude - before < -180.0 {
            turn += 360.0;
        }
        before = longitude;
        line.push([longitude + turn, latitude]);
    }
    let is_ring = positions.first() == positions.last();
    if is_ring && turn != 0.0 { positions.to_vec() } else { line }
}

/// Whole units are fine enough at this size, and points that fall together are left out: it halves the page.
fn push_path(path: &mut String, positions: &[Position], is_closed: bool) {
    let mut last: Option<(i64, i64)> = None;
    let mut text = String::new();
    let mut count = 0;
    for [longitude, latitude] in &unrolled(positions) {
        let (x, y) = natural_earth(*longitude, latitude.max(LATITUDES.0 - 4.0));
        let (x, y) = (x.round() as i64, y.round() as i64);
        match last {
            None => write!(text, "M{x} {y}l").unwrap_or_default(),
            Some(at) if at == (x, y) => continue,
            Some((from_x, from_y)) => push_step(&mut text, x - from_x, y - from_y, count == 1),
        }
        last = Some((x, y));
        count += 1;
    }
    let enough = if is_closed { 3 } else { 2 };
    if count < enough {
        return;
    }
    path.push_str(&text);
    if is_closed {
        path.push('z');
    }
}

fn push_step(text: &mut String, dx: i64, dy: i64, is_first: bool) {
    let before_x = if is_first || dx < 0 { "" } else { " " };
    let before_y = if dy < 0 { "" } else { " " };
    write!(text, "{before_x}{dx}{before_y}{dy}").unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::{Outlines, SMALL, push_path, unrolled};

    #[test]
    fn a_ring_across_the_date_line_stays_in_one_piece() {
        let island = [[179.0, 0.0], [-179.0, 0.0], [-179.0, 1.0], [179.0, 1.0], [179.0, 0.0]];
        assert_eq!(unrolled(&island)[1..3], [[181.0, 0.0], [181.0, 1.0]]);
        let around_a_pole = [[-120.0, -80.0], [0.0, -80.0], [120.0, -80.0], [-120.0, -80.0]];
        assert_eq!(unrolled(&around_a_pole), around_a_pole);
    }

    #[test]
    fn the_world_fits_the_page() {
        let world = Outlines::read(SMALL).unwrap();
        assert!(world.land.starts_with('M') && !world.borders.is_empty() && !world.disputed.is_empty());
        // The situation page stays under 100 kB with everything else on it.
        assert!(world.land.len() + world.borders.len() < 40_000, "{} + {}", world.land.len(), world.borders.len());
        assert_eq!(Outlines::world(), &world);
    }

    #[test]
    fn points_that_fall_together_are_left_out() {
        let mut path = String::new();
        push_path(&mut path, &[[0.0, 0.0], [0.01, 0.0], [3.6, 0.0], [3.6, -30.0]], false);
        assert!(path.starts_with("M500 0l10 0 "), "{path}");
        let mut dot = String::new();
        push_path(&mut dot, &[[0.0, 0.0], [0.01, 0.0], [0.0, 0.01], [0.0, 0.0]], true);
        assert_eq!(dot, "");
    }
}
