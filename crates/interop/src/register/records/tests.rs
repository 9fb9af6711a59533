use std::path::Path;

use proptest::prelude::*;
use rstest::rstest;

use super::super::{Files, decode, templates};
use super::{Records, from_records, records};

fn of_files(files: Files) -> Result<Records, crate::Faults> {
    super::of_files(files).map(|(records, _)| records)
}

const FREQUENCIES: &str = "Allele,TH01,vWA\n6,0.2,\n7,0.199,\n9.3,0.6,\n14,,0.5\n15,,0.5\n";
const FAMILIES: &str = "family,person,father,mother,sex,role,population,twin_of\nF1,mother,,,female,\"mother, aunt\",,\n\
                        F2,#1,,,m,,south,\nF1,child,0,mother,f,Missing,,\nF1,twin,,mother,f,missing,,child\n";
const PROFILES: &str = "sample,of,marker,allele1,allele2,dropout\nS1,mother,TH01,6,7,\nS2,R1,TH01,99,9.3,0.1\n\
                        S1,F1/mother,VWA,14,-,\nS3,R1,AMEL,X,Y,\nS2,R1,AMEL,X,X,\nS3,R1,TH01,9.3,99,0.2\n\
                        S3,R1,vWA,12,16,0.2\nS2,R1,vWA,16,12,0.3\nS4,F2/#1,TH01,5,8,\n";

/// A folder that holds what is awkward: mixed rows, samples of one origin, alleles that no table lists, a name with `#`.
fn awkward() -> Vec<(String, Vec<u8>)> {
    let south = "TH01\n7\t0.5\n6\t0.5\n\nvWA\n15\t0.3\n14\t0.7\n";
    let missing = "id,family,person,sex_family,born,age_last_seen,last_seen,place,lat,lon,name,circumstances\n\
                   M1,F1,child,f,2001,18+,2023-06,\"Sfax, Tunisia\",34.7,10.123456789012345,أمينة,\"one \"\"boat\"\"\ntwo\"\n\
                   M2,F2,#1,,,,,,,,,\n";
    let remains = "id,sex_bones,age_at_death,found,sex_amelogenin\nR1,female,18.5-25,2023-06,\nR2,,,,male\n";
    let settings = "theta = 0.01\nminimum_frequency = 1e-3\nprior = \"0.25\"\n[mutation]\nmodel = \"equal\"\n";
    let files = [
        ("families.csv", FAMILIES),
        ("profiles.csv", PROFILES),
        ("missing.csv", missing),
        ("remains.csv", remains),
        ("frequencies.csv", FREQUENCIES),
        ("frequencies-south.csv", south),
        ("settings.toml", settings),
    ];
    files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into()
}

fn of_templates() -> Vec<(String, Vec<u8>)> {
    templates().into_iter().map(|template| (template.file, template.text.into_bytes())).collect()
}

#[rstest]
#[case::awkward(awkward())]
#[case::templates(of_templates())]
fn records_make_the_register_they_came_from(#[case] files: Vec<(String, Vec<u8>)>) {
    let read = decode(Files::new("reg", files.clone())).unwrap();
    let records = of_files(Files::new("reg", files)).unwrap();
    let back = from_records(&records).unwrap();
    assert_eq!(back.register, read.register);
    let told =
        |warnings: &[String]| warnings.iter().map(|it| it.split_once(": ").unwrap().1.to_owned()).collect::<Vec<_>>();
    assert_eq!(told(&back.warnings), told(&read.warnings));
    let used = |folder: &super::RegisterFolder| {
        folder.settings.iter().map(|used| (used.value.clone(), used.line.is_some())).collect::<Vec<_>>()
    };
    assert_eq!(used(&back), used(&read));
}

#[test]
fn the_demo_register_makes_the_register_it_came_from() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/register");
    let found = records(&folder).unwrap();
    let (back, read) = (from_records(&found).unwrap(), super::super::read(&folder).unwrap());
    // a difference would be printed by the megabyte
    assert!(back.register == read.register);
    let ids = (&found.families[0].matching.id, &found.missing[0].matching.id, &found.remains[0].matching.id);
    assert_eq!((ids.0.as_str(), ids.1.as_str(), ids.2.as_str()), ("F001", "M001", "R001"));
}

#[test]
fn bad_input_is_refused_with_its_places() {
    let mut files = awkward();
    files[3].1 = b"id,found\nR1,soon\n".to_vec();
    let faults = of_files(Files::new("reg", files)).unwrap_err();
    assert!(faults.to_string().contains("reg/remains.csv:2:2 [found]: `soon` is not a date"), "{faults}");
}

#[test]
fn records_that_do_not_fit_together_are_refused() {
    let mut found = of_files(Files::new("reg", awkward())).unwrap();
    found.populations.push(found.populations[0].clone());
    assert!(from_records(&found).unwrap_err().to_string().contains("has two records"));
    found.populations.pop();
    found.remains.clear();
    assert!(from_records(&found).unwrap_err().to_string().contains("`R1` is neither a person"));
}

#[test]
fn circumstances_are_sealed_and_nothing_else_is() {
    let found = of_files(Files::new("reg", awkward())).unwrap();
    let missing = &found.missing[0];
    let matching = String::from_utf8(missing.matching_bytes().unwrap()).unwrap();
    assert!(matching.contains("أمينة") && !matching.contains("boat"));
    assert!(String::from_utf8(missing.sealed_bytes().unwrap().unwrap()).unwrap().contains("boat"));
    assert_eq!(found.remains[0].sealed_bytes().unwrap(), None);
}

proptest! {
    /// Whatever order the rows of the profiles stand in.
    #[test]
    fn mixed_rows_make_the_register_they_came_from(rows in Just(PROFILES.lines().skip(1).collect::<Vec<_>>()).prop_shuffle()) {
        let mut files = awkward();
        files[1].1 = format!("{}\n{}\n", PROFILES.lines().next().unwrap(), rows.join("\n")).into_bytes();
        let read = decode(Files::new("reg", files.clone())).unwrap();
        let back = from_records(&of_files(Files::new("reg", files)).unwrap()).unwrap();
        prop_assert_eq!(back.register, read.register);
    }
}
