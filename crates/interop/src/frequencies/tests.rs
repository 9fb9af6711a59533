use kinship::frequencies::{FrequencyOptions, PopulationName};
use proptest::prelude::*;
use rstest::rstest;

use super::{FrequencyFile, decode, write_csv, write_familias};
use crate::Faults;

fn read(text: &str) -> Result<FrequencyFile, Faults> {
    decode("f", text.as_bytes().to_vec(), PopulationName::new("Somewhere").unwrap(), FrequencyOptions::default())
}

#[rstest]
#[case::comma("Allele,TH01,vWA\n9,0.25,\n9.3,0.75,0.5\n14,,0.5\n")]
#[case::semicolon("allele;TH01;vWA\n9;0.25;\n9.3;0.75;0.5\n14;;0.5\n")]
#[case::tab("Allele\tTH01\tvWA\n9\t0.25\t\n9.3\t0.75\t0.5\n14\t\t0.5\n")]
#[case::familias("TH01\n9\t0.25\n9.3\t0.75\n\nvWA\n9.3\t0.5\n14\t0.5\n")]
#[case::familias_with_spaces("TH01\r\n9 0.25\r\n9.3  0.75\r\n\r\n\r\nvWA\r\n9.3 0.5\r\n14 0.5\r\n\r\n")]
fn the_layouts_say_the_same(#[case] text: &str) {
    let file = read(text).unwrap();
    let get = |marker: &str, allele: &str| file.table.find(marker).unwrap().get(allele);
    assert_eq!(get("TH01", "9"), Some(0.25));
    assert_eq!(get("vwa", "9.3"), Some(0.5));
    assert_eq!(get("VWA", "9"), None); // blank is not seen
    assert_eq!(file.warnings, []);
}

#[rstest]
#[case::wrong_first_column("Marker,TH01\n9,1\n", &[(1, "expected `Allele`")])]
#[case::marker_twice("Allele,TH01,TH01\n9,1,1\n", &[(1, "stands twice, in columns 2 and 3")])]
#[case::no_heading("Allele,,TH01\n9,0.5,1\n", &[(2, "heading")])]
#[case::words("Allele,TH01\n9,much\n9.3,little\n", &[(2, "`much` is no frequency"), (3, "`little`")])]
#[case::decimal_comma("Allele;TH01\n9;0,5\n10;0.5\n", &[(2, "written with a point")])]
#[case::negative("Allele,TH01\n9,-0.5\n10,1\n", &[(2, "expected a number from 0 to 1")])]
#[case::no_number("Allele,TH01\n9,NaN\n10,1\n", &[(2, "expected a number from 0 to 1")])]
#[case::allele_twice("Allele,TH01\n9,0.5\n9,0.5\n", &[(3, "stands twice")])]
#[case::nameless_allele("Allele,TH01\n,0.5\n9,0.5\n", &[(2, "name is empty")])]
#[case::familias_no_frequency("TH01\n9\t0.5\nD5\n", &[(3, "has no frequency")])]
#[case::familias_control_character("TH01\n9\t1\n\u{1}\t1\n", &[(3, "control character")])] // found by fuzzing
#[case::familias_no_name("TH01\n9\t1\n\n9\t1\n", &[(4, "put the name above")])]
#[case::familias_twice("TH01\n9\t1\n\nTH01\n9\t1\n", &[(4, "stands twice"), (5, "stands twice")])]
fn every_fault_has_its_line(#[case] text: &str, #[case] wanted: &[(usize, &str)]) {
    let faults = read(text).unwrap_err();
    assert_eq!(faults.faults.len(), wanted.len(), "{faults}");
    for (fault, (line, says)) in faults.faults.iter().zip(wanted) {
        assert_eq!(fault.place.line, Some(*line), "{fault}");
        assert!(fault.message.contains(says), "{fault}");
    }
}

#[test]
fn a_sum_is_judged_where_all_its_cells_were_read() {
    let faults = read("Allele,TH01,vWA,FGA\n9,0.25,much,0.5\n10,0.25,0.5,0.5\n").unwrap_err();
    let said: Vec<_> = faults.faults.iter().map(|fault| (fault.place.field.as_deref(), fault.place.line)).collect();
    assert_eq!(said, [(Some("vWA"), Some(2)), (Some("TH01"), None)], "{faults}");
}

#[test]
fn nothing_but_a_heading_is_a_fault() {
    assert!(read("Allele,TH01\n").unwrap_err().to_string().contains("empty"));
    assert_eq!(read("").unwrap_err().code, "empty-file");
    assert!(read("TH01\n").unwrap_err().to_string().contains("empty"));
}

#[test]
fn published_tables_are_read() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reference/kinship/frequencies");
    let population = || PopulationName::new("Norway").unwrap();
    let options = FrequencyOptions::default();
    let norway = super::read(&folder.join("norwegian_forrel.csv"), population(), options).unwrap();
    assert_eq!(norway.table.markers().len(), 35);
    // case a02 has this marker of this table
    let d3 = norway.table.find("D3S1358").unwrap();
    assert_eq!((d3.alleles().len(), d3.get("15")), (12, Some(0.2635090535)));
    let twice = decode("f", write_familias(&norway.table).into_bytes(), population(), options).unwrap();
    assert_eq!(twice.table, norway.table);
    for name in ["norway", "europe", "africa", "southAmerica", "westAsia", "midAsia", "eastAsia"] {
        let file = super::read(&folder.join(format!("norSTR_{name}.csv")), population(), options).unwrap();
        assert!(file.table.markers().len() > 20, "{name}");
    }
}

proptest! {
    /// What is written reads back: the Familias layout keeps the order, a table keeps the frequencies.
    #[test]
    fn what_is_written_reads_back(counts in prop::collection::vec(prop::collection::vec(1u32..1000, 1..6), 1..5)) {
        let mut text = String::new();
        for (marker, counts) in counts.iter().enumerate() {
            text.push_str(&format!("M \"{marker}\"\n"));
            let sum: u32 = counts.iter().sum();
            for (allele, count) in counts.iter().enumerate() {
                let name = if allele == 3 { "Rest, allele".to_string() } else { format!("{}.{}", 20 - allele, allele) };
                text.push_str(&format!("{name}\t{}\n", f64::from(*count) / f64::from(sum)));
            }
            text.push('\n');
        }
        let first = read(&text).unwrap().table;
        prop_assert_eq!(&read(&write_familias(&first)).unwrap().table, &first);
        let table = read(&write_csv(&first)).unwrap().table;
        for (left, right) in first.markers().iter().zip(table.markers()) {
            prop_assert_eq!(left.name(), right.name());
            for allele in left.alleles() {
                prop_assert_eq!(left.get(allele.as_str()), right.get(allele.as_str()));
            }
        }
    }
}
