//! The boxes of countries against the outlines that they were taken from.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::HashMap;
use std::path::Path;

use interop::mmp::BOXES;
use serde_json::Value;

fn reference(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reference/countries").join(file);
    std::fs::read_to_string(path).unwrap()
}

/// South, north, west and east end of every country by its M49 number, in degrees.
fn ends() -> HashMap<u16, [f64; 4]> {
    let file: Value = serde_json::from_str(&reference("countries-50m.topojson")).unwrap();
    let pair = |value: &Value| [value[0].as_f64().unwrap(), value[1].as_f64().unwrap()];
    let (scale, translate) = (pair(&file["transform"]["scale"]), pair(&file["transform"]["translate"]));
    let arc = |steps: &Value| {
        let mut at = [0.0, 0.0];
        let mut points = Vec::new();
        for step in steps.as_array().unwrap().iter().map(pair) {
            at = [at[0] + step[0], at[1] + step[1]];
            points.push([at[0] * scale[0] + translate[0], at[1] * scale[1] + translate[1]]);
        }
        points
    };
    let arcs: Vec<Vec<[f64; 2]>> = file["arcs"].as_array().unwrap().iter().map(arc).collect();
    let mut ends = HashMap::new();
    for country in file["objects"]["countries"]["geometries"].as_array().unwrap() {
        let Some(number) = country["id"].as_str().and_then(|id| id.parse().ok()) else { continue };
        let of = ends.entry(number).or_insert([f64::INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::NEG_INFINITY]);
        let mut indices = Vec::new();
        flatten(&country["arcs"], &mut indices);
        for [lon, lat] in indices.into_iter().flat_map(|index| &arcs[index]) {
            *of = [of[0].min(*lat), of[1].max(*lat), of[2].min(*lon), of[3].max(*lon)];
        }
    }
    ends
}

/// The arcs of a geometry of any depth; a negative number is an arc walked backwards.
fn flatten(value: &Value, indices: &mut Vec<usize>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| flatten(value, indices)),
        value => {
            let index = value.as_i64().unwrap();
            indices.push(usize::try_from(if index < 0 { !index } else { index }).unwrap());
        }
    }
}

#[test]
fn every_box_holds_its_country_and_no_degree_more() {
    let ends = ends();
    let mut numbers = HashMap::new();
    for row in csv::Reader::from_reader(reference("countries.csv").as_bytes()).records() {
        let row = row.unwrap();
        // the Missing Migrants Project writes this one country in French
        let name = if &row[4] == "Ivory Coast" { "Côte d'Ivoire".to_owned() } else { row[4].replace('’', "'") };
        if let Ok(number) = row[3].parse::<u16>() {
            numbers.insert(name, number);
        }
    }
    assert!(BOXES.is_sorted_by(|a, b| a.0 < b.0));
    for (name, found) in BOXES {
        let [south, north, west, east] = ends[&numbers[*name]];
        let expected = [south.floor(), north.ceil(), west.floor(), east.ceil()];
        assert_eq!(found.map(f64::from), expected, "{name}");
    }
    assert_eq!(BOXES.len(), 235);
}
