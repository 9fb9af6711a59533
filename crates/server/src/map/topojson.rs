//! Reads a quantised TopoJSON topology of countries: the outlines under every map.

use serde::Deserialize;

/// Longitude and latitude in degrees.
pub type Position = [f64; 2];

/// A ring as the arcs it is made of; `~i` (a negative number) is arc `i` backwards.
pub type Ring = Vec<i32>;

/// No topology of the world at this detail is larger; a larger file is refused before it is read.
pub const BYTES_MAX: usize = 16 << 20;

/// Outlines decoded to degrees.
#[derive(Clone, Debug, PartialEq)]
pub struct Topology {
    /// Lines shared by neighbours, each once.
    pub arcs: Vec<Vec<Position>>,
    /// Countries and areas.
    pub countries: Vec<Area>,
    /// All land as one area, without inner boundaries.
    pub land: Vec<Ring>,
}

/// A country or an area that has no country code.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// UN M49 code; `None` for areas whose status is not settled in the source.
    pub m49: Option<String>,
    /// Its rings, holes among them.
    pub rings: Vec<Ring>,
}

/// Why a topology was refused.
#[derive(Debug, thiserror::Error)]
pub enum TopologyError {
    /// Larger than [`BYTES_MAX`].
    #[error("the topology has {found} bytes, more than {BYTES_MAX}; use outlines of less detail")]
    TooLarge {
        /// Bytes given.
        found: usize,
    },
    /// Not the JSON of a topology.
    #[error("not a TopoJSON topology: {0}; expected `transform`, `arcs` and `objects.countries`")]
    Json(#[from] serde_json::Error),
    /// A geometry names an arc that is not there.
    #[error("arc {found} is named but the topology has {count} arcs; the file is cut or mixed with another")]
    UnknownArc {
        /// The arc named.
        found: i32,
        /// How many there are.
        count: usize,
    },
    /// An arc without a line.
    #[error("arc {arc} has {count} points, expected 2 or more")]
    ShortArc {
        /// The arc.
        arc: usize,
        /// Points in it.
        count: usize,
    },
    /// A position that is no number of degrees.
    #[error("arc {arc} leaves the globe; `transform` does not belong to these arcs")]
    OffTheGlobe {
        /// The arc.
        arc: usize,
    },
}

#[derive(Deserialize)]
struct RawTopology {
    transform: Transform,
    arcs: Vec<Vec<[i64; 2]>>,
    objects: RawObjects,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct RawObjects {
    countries: Collection,
    #[serde(default)]
    land: Collection,
}

#[derive(Default, Deserialize)]
struct Collection {
    #[serde(default)]
    geometries: Vec<RawGeometry>,
}

/// A geometry's arcs are nested as deep as its type says; a type of `null` is a place without a shape.
#[derive(Deserialize)]
struct RawGeometry {
    #[serde(default)]
    id: Option<String>,
    r#type: Option<String>,
    #[serde(default)]
    arcs: serde_json::Value,
}

/// Decodes a topology: deltas are summed, scaled and moved; every arc named is there.
///
/// # Errors
/// A [`TopologyError`] naming what does not fit.
///
/// # Source
/// The TopoJSON Format Specification, sections 2.1.2 (transforms), 2.1.3 (arcs) and 2.1.4 (arc indexes).
pub fn decode(bytes: &[u8]) -> Result<Topology, TopologyError> {
    if bytes.len() > BYTES_MAX {
        return Err(TopologyError::TooLarge { found: bytes.len() });
    }
    let raw: RawTopology = serde_json::from_slice(bytes)?;
    let arcs =
        raw.arcs.iter().enumerate().map(|(arc, deltas)| line(arc, deltas, &raw.transform)).collect::<Result<_, _>>()?;
    let countries = raw
        .objects
        .countries
        .geometries
        .into_iter()
        .map(|geometry| Ok(Area { m49: geometry.id, rings: rings(geometry.r#type, geometry.arcs, raw.arcs.len())? }))
        .collect::<Result<_, TopologyError>>()?;
    let mut land = Vec::new();
    for geometry in raw.objects.land.geometries {
        land.extend(rings(geometry.r#type, geometry.arcs, raw.arcs.len())?);
    }
    Ok(Topology { arcs, countries, land })
}

fn line(arc: usize, deltas: &[[i64; 2]], transform: &Transform) -> Result<Vec<Position>, TopologyError> {
    if deltas.len() < 2 {
        return Err(TopologyError::ShortArc { arc, count: deltas.len() });
    }
    let mut at = [0_i64; 2];
    let mut positions = Vec::with_capacity(deltas.len());
    for delta in deltas {
        for (sum, step) in at.iter_mut().zip(delta) {
            *sum = sum.checked_add(*step).ok_or(TopologyError::OffTheGlobe { arc })?;
        }
        let position = [0, 1].map(|axis| at[axis] as f64 * transform.scale[axis] + transform.translate[axis]);
        // Rounding in the source leaves up to a thousandth of a degree beyond the edge.
        if !(position[0].abs() <= 180.01 && position[1].abs() <= 90.01) {
            return Err(TopologyError::OffTheGlobe { arc });
        }
        positions.push(position);
    }
    Ok(positions)
}

fn rings(kind: Option<String>, arcs: serde_json::Value, count: usize) -> Result<Vec<Ring>, TopologyError> {
    let rings: Vec<Ring> = match kind.as_deref() {
        Some("Polygon") => serde_json::from_value(arcs)?,
        Some("MultiPolygon") => serde_json::from_value::<Vec<Vec<Ring>>>(arcs)?.into_iter().flatten().collect(),
        _ => Vec::new(),
    };
    match rings.iter().flatten().find(|&&arc| arc_index(arc) >= count) {
        Some(&found) => Err(TopologyError::UnknownArc { found, count }),
        None => Ok(rings),
    }
}

/// Position of an arc in [`Topology::arcs`], whichever way it is walked.
#[must_use]
pub fn arc_index(arc: i32) -> usize {
    (if arc < 0 { !arc } else { arc }) as usize
}

impl Topology {
    /// The positions of a ring. The point that two arcs share is given once.
    #[must_use]
    pub fn outline(&self, ring: &[i32]) -> Vec<Position> {
        let mut positions: Vec<Position> = Vec::new();
        for &arc in ring {
            let line = &self.arcs[arc_index(arc)];
            let skip = usize::from(!positions.is_empty());
            if arc < 0 {
                positions.extend(line.iter().rev().skip(skip));
            } else {
                positions.extend(line.iter().skip(skip));
            }
        }
        positions
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{TopologyError, decode};

    /// Two unit squares side by side; arc 0 is the line they share. By hand from the specification's figure.
    const TWO: &str = r#"{"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[10,20]},
        "arcs":[[[2,0],[0,2]],[[2,2],[-2,0],[0,-2],[2,0]],[[2,2],[2,0],[0,-2],[-2,0]]],
        "objects":{"countries":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","arcs":[[0,1]],"id":"008"},{"type":"MultiPolygon","arcs":[[[-1,2]]]},{"type":null}]}}}"#;

    #[test]
    fn deltas_are_summed_scaled_and_moved() {
        let topology = decode(TWO.as_bytes()).unwrap();
        assert_eq!(topology.arcs[0], [[11.0, 20.0], [11.0, 21.0]]);
        assert_eq!(topology.countries[0].m49.as_deref(), Some("008"));
        let west = [[11.0, 20.0], [11.0, 21.0], [10.0, 21.0], [10.0, 20.0], [11.0, 20.0]];
        assert_eq!(topology.outline(&topology.countries[0].rings[0]), west);
    }

    #[test]
    fn a_negative_arc_is_walked_backwards() {
        let topology = decode(TWO.as_bytes()).unwrap();
        let east = topology.outline(&[-1, -3]);
        assert_eq!(east, [[11.0, 21.0], [11.0, 20.0], [12.0, 20.0], [12.0, 21.0], [11.0, 21.0]]);
        assert_eq!(topology.countries[1].m49, None);
        assert!(topology.countries[2].rings.is_empty());
    }

    #[rstest]
    #[case::arc_that_is_not_there("[[0,1]]", "[[0,7]]", "arc 7 is named but the topology has 3 arcs")]
    #[case::backwards_too("[[[-1,2]]]", "[[[-9,2]]]", "arc -9 is named")]
    #[case::off_the_globe("[[2,0],[0,2]]", "[[2,0],[0,900]]", "arc 0 leaves the globe")]
    #[case::sums_that_overflow("[[2,0],[0,2]]", "[[2,9223372036854775807],[0,2]]", "leaves the globe")]
    #[case::one_point("[[2,0],[0,2]]", "[[2,0]]", "arc 0 has 1 points")]
    #[case::not_json("{\"type\"", "\"type\"", "not a TopoJSON topology")]
    #[case::an_arc_index_beyond_32_bits("[[0,1]]", "[[0,4294967296]]", "not a TopoJSON topology")]
    fn a_fault_is_named(#[case] from: &str, #[case] to: &str, #[case] message: &str) {
        let error = decode(TWO.replacen(from, to, 1).as_bytes()).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }

    #[test]
    fn a_file_beyond_the_limit_is_not_read() {
        let large = vec![b' '; super::BYTES_MAX + 1];
        assert!(matches!(decode(&large), Err(TopologyError::TooLarge { .. })));
    }

    #[rstest]
    #[case::small("countries-110m.topojson", 177)]
    #[case::middle("countries-50m.topojson", 241)]
    fn the_outlines_we_serve_decode(#[case] file: &str, #[case] countries: usize) {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reference/countries").join(file);
        let topology = decode(&std::fs::read(path).unwrap()).unwrap();
        assert_eq!(topology.countries.len(), countries);
        for area in &topology.countries {
            for ring in &area.rings {
                let outline = topology.outline(ring);
                assert_eq!(outline.first(), outline.last(), "a ring is closed");
            }
        }
    }
}
