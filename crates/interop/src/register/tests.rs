use facts::Sex;
use identify::Prior;
use kinship::Call;
use linkage::sex::{ReadBy, SexReading};
use proptest::prelude::*;
use rstest::rstest;
use rust_xlsxwriter::Workbook;

use super::{Files, RegisterFolder, decode, templates};
use crate::Faults;

const FREQUENCIES: &str = "Allele,TH01,vWA\n6,0.2,\n7,0.2,\n9.3,0.6,\n14,,0.5\n15,,0.5\n";

/// A family of mother and missing child, with remains.
const FOLDER: [(&str, &str); 5] = [
    ("families.csv", "family,person,father,mother,sex,role\nF1,mother,,,female,mother\nF1,child,0,mother,f,missing\n"),
    (
        "profiles.csv",
        "sample,of,marker,allele1,allele2\nS1,mother,TH01,6,7\nS1,F1/mother,VWA,14,-\nS2,R1,TH01,7,9.3\nS2,R1,AMEL,X,X\n",
    ),
    ("missing.csv", "id,family,person,sex_documents,born,lat,lon,place\nM1,F1,child,female,2001,34.7,10.8,Sfax\n"),
    ("remains.csv", "id,sex_bones,age_at_death,found\nR1,female,18-25,2023-06\nR2,,,\n"),
    ("frequencies.csv", FREQUENCIES),
];

/// The folder with some files replaced; an empty text takes a file away.
fn folder(changes: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    let changed = |name: &str| changes.iter().find(|(other, _)| *other == name);
    let kept = FOLDER.iter().filter(|(name, _)| changed(name).is_none());
    let new = changes.iter().filter(|(_, text)| !text.is_empty());
    kept.chain(new).map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

fn read(changes: &[(&str, &str)]) -> Result<RegisterFolder, Faults> {
    decode(Files::new("reg", folder(changes)))
}

fn told(faults: &Faults) -> Vec<String> {
    faults.faults.iter().map(ToString::to_string).collect()
}

#[test]
fn a_folder_becomes_a_register() {
    let register = read(&[]).unwrap().register;
    let (family, missing, remains) = (&register.families[0], &register.missing[0], &register.remains[0]);
    assert_eq!((family.id.as_str(), family.missing.as_slice()), ("F1", [1].as_slice()));
    assert_eq!(family.pedigree.persons()[1].mother, Some(0));
    assert_eq!(family.roles, [Some("mother".to_owned()), Some("missing".to_owned())]);
    let markers = register.markers(family);
    assert_eq!(markers.iter().map(|marker| marker.name()).collect::<Vec<_>>(), ["TH01", "vWA"]);
    let allele = |marker: usize, name: &str| markers[marker].allele(name).unwrap();
    assert_eq!(family.observations[0][0].call, Call::Genotype(allele(0, "6"), allele(0, "7")));
    assert_eq!(family.observations[0][1].call, Call::Partial(allele(1, "14")));
    assert_eq!(family.observations[1][0].call, Call::Untyped);
    assert_eq!(remains.observations[0].call, Call::Genotype(allele(0, "7"), allele(0, "9.3")));
    let reading = |by| SexReading { by, sex: Sex::Female };
    assert_eq!(remains.sex, [reading(ReadBy::Bones), reading(ReadBy::Amelogenin)]);
    assert_eq!(missing.sex, [reading(ReadBy::Document)]);
    assert_eq!((missing.id.as_str(), missing.born.unwrap().to_string().as_str()), ("M1", "2001"));
    assert_eq!(missing.place.as_ref().unwrap().point.unwrap().latitude(), 34.7);
    assert_eq!(remains.age_at_death.unwrap().to_string(), "18-25");
    assert_eq!(register.remains[1].observations.len(), 2);
    assert_eq!((register.settings.theta, register.settings.prior), (0.0, Prior::OneOfCandidates));
    assert!(markers.iter().all(|marker| marker.mutation().is_some()));
}

#[rstest]
#[case::no_bytes("")]
#[case::blank(" \n")]
#[case::a_comment("# nothing\n")]
fn settings_that_set_nothing_are_the_defaults(#[case] text: &str) {
    let mut files = folder(&[]);
    files.push(("settings.toml".to_owned(), text.as_bytes().to_vec()));
    let (folder, without) = (decode(Files::new("reg", files)).unwrap(), read(&[]).unwrap());
    assert_eq!((folder.register, folder.settings), (without.register, without.settings));
}

#[test]
fn who_has_the_role_missing_is_sought_without_a_row_of_their_own() {
    let register = read(&[("missing.csv", "")]).unwrap().register;
    assert_eq!(register.missing.len(), 1);
    assert_eq!((register.missing[0].id.as_str(), register.missing[0].person), ("F1/child", 1));
}

#[rstest]
#[case::wrong_column(
    ("families.csv", "family,person,fahter,mother,sex,role\nF1,child,,,f,missing\n"),
    &["reg/families.csv:1:3 [fahter]: column `fahter` is not known; did you mean `father`? rename or remove it",
      "reg/families.csv:1 [father]: column `father` is missing; add it (person of the same family, or empty)"]
)]
#[case::own_ancestor(
    ("families.csv", "family,person,father,mother,sex,role\nF1,mother,,child,f,\nF1,child,,mother,f,missing\n"),
    &["reg/families.csv:2:2 [person]: family `F1`: `mother` is their own ancestor; correct father or mother in one of: mother, child"]
)]
#[case::person_twice(
    ("families.csv", "family,person,father,mother,sex,role\nF1,mother,,,f,\nF1,child,,mother,f,\nF1,child,,mother,f,\n"),
    &["reg/families.csv:4:2 [person]: family `F1`: `child` stands twice in the pedigree; give each person one row"]
)]
#[case::parents(
    ("families.csv", "family,person,father,mother,sex,role\nF1,mother,,,f,\nF1,child,mother,nobody,x,\n"),
    &["reg/families.csv:3:5 [sex]: `x` is not a sex; write `male`, `female` or `unknown`",
      "reg/families.csv:3:3 [father]: family `F1`: father `mother` of `child` has the wrong sex; a father is male, a mother is female",
      "reg/families.csv:3:4 [mother]: family `F1`: mother `nobody` of `child` is not in the pedigree; add a row for them or leave the field empty"]
)]
#[case::allele_not_in_the_table(
    ("profiles.csv", "sample,of,marker,allele1,allele2\nS1,mother,TH01,6,99\nS2,R1,TH01,99,7\nS2,R1,vWA,15.0,15\n"),
    &["reg/profiles.csv:2:5 [allele2]: allele `99` of TH01 is not in the frequency table; add it there, or set minimum_frequency in settings.toml",
      "reg/profiles.csv:4:4 [allele1]: allele `15.0` of vWA is `15` in the frequency table; write it so"]
)]
#[case::three_alleles(
    ("profiles.csv", "sample,of,marker,allele1,allele2\nS1,mother,TH01,6/7/9.3,\nS2,R1,TH01,6,7\nS2,R1,TH01,9.3,9.3\nS2,R1,vWA,14,\n"),
    &["reg/profiles.csv:2:4 [allele1]: `6/7/9.3` lists 3 alleles; write one in each of allele1 and allele2 (a mixture is not computed)",
      "reg/profiles.csv:4:3 [marker]: sample `S2` has TH01 on line 3 already; one row a marker, and a third allele is a mixture, which is not computed",
      "reg/profiles.csv:5:5 [allele2]: only one allele; write it twice for a homozygote, or `-` where the other is not known"]
)]
#[case::who_is_that(
    ("profiles.csv", "sample,of,marker,allele1,allele2\nS1,nobody,TH01,6,7\nS2,mother,D99,6,7\nS2,R1,TH01,6,7\n"),
    &["reg/profiles.csv:2:2 [of]: `nobody` is neither a person of families.csv nor remains of remains.csv; add a row there, or correct it",
      "reg/profiles.csv:3:3 [marker]: marker `D99` is not in the frequency table; add its column, or leave its rows out",
      "reg/profiles.csv:4:1 [sample]: sample `S2` is of somebody else in a row before; a sample has one origin"]
)]
#[case::samples_differ(
    ("profiles.csv", "sample,of,marker,allele1,allele2\nS1,mother,TH01,6,7\nS2,mother,TH01,7,6\nS3,mother,TH01,7,7\n"),
    &["reg/profiles.csv:4:4 [allele1]: samples `S1` (line 2) and `S3` of the same origin differ at TH01; keep the right one"]
)]
#[case::id_twice(
    ("remains.csv", "id,found\nR1,2023-06\nR1,soon\n"),
    &["reg/remains.csv:3:1 [id]: id `R1` stands on line 2 already; give each row an id of its own",
      "reg/remains.csv:3:2 [found]: `soon` is not a date; write `2023-06-14`, or `2023-06` or `2023` where the rest is not known"]
)]
#[case::missing_people(
    ("missing.csv", "id,family,person,lat,lon,born,last_seen\nM1,F1,child,91,0,,\nM2,F1,child,1,,,\nM3,F9,x,,,,\nM4,F1,aunt,,,2002,2001\n"),
    &["reg/missing.csv:2:4 [lat]: `91` is not a latitude in degrees; write a number from -90 to 90",
      "reg/missing.csv:3:5 [lon]: the place has no longitude; give both latitude and longitude, or neither",
      "reg/missing.csv:3:3 [person]: `F1/child` is missing person `M1` already; keep one row",
      "reg/missing.csv:4:2 [family]: family `F9` is not in the table of families; add its people there",
      "reg/missing.csv:5:6 [born]: `2002` is after the day when last seen, `2001`; correct one of them",
      "reg/missing.csv:5:3 [person]: family `F1` has no person `aunt`; name a person of the table of families"]
)]
#[case::no_frequencies(
    ("frequencies.csv", ""),
    &["reg/frequencies.csv: the folder has no `frequencies.csv`; add the allele frequencies of a population: first column Allele, then one column a marker"]
)]
#[case::no_families(
    ("families.csv", ""),
    &["reg/families.csv: the folder has no `families.csv`; add it (who belongs to which family, one row a person), `landfall new` writes a template"]
)]
#[case::setting(
    ("settings.toml", "theta = 1\n"),
    &["reg/settings.toml:1:1 [theta]: `theta` is `1`; expected a number from 0 to below 1"]
)]
fn every_fault_has_its_place_and_its_remedy(#[case] change: (&str, &str), #[case] expected: &[&str]) {
    let mut changes = vec![change];
    if change.0 == "families.csv" && change.1.is_empty() {
        changes.push(("missing.csv", ""));
    }
    let faults = read(&changes).unwrap_err();
    assert_eq!(faults.code, "bad-register");
    assert_eq!(told(&faults), expected);
}

#[rstest]
#[case::wrong_sex("mother,,", 3, "mother", "a person of the same family who is not female, or an empty cell")]
#[case::father_unknown("nobody,,", 3, "nobody", "a person of the same family who is not female, or an empty cell")]
#[case::mother_unknown(",nobody,", 4, "nobody", "a person of the same family who is not male, or an empty cell")]
#[case::twin_unknown(",,nobody", 5, "nobody", "the identical twin in the same family, or an empty cell")]
fn a_relative_who_cannot_be_is_told_at_their_own_cell(
    #[case] relatives: &str,
    #[case] column: usize,
    #[case] found: &str,
    #[case] expected: &str,
) {
    let families =
        format!("family,person,father,mother,twin_of,sex,role\nF1,mother,,,,f,\nF1,child,{relatives},f,missing\n");
    let faults = read(&[("families.csv", &families)]).unwrap_err();
    let place = &faults.faults[0].place;
    assert_eq!((place.line, place.column), (Some(3), Some(column)));
    assert_eq!((place.found.as_deref(), place.expected.as_deref()), (Some(found), Some(expected)));
}

#[test]
fn faults_of_all_files_are_told_at_once() {
    let faults = read(&[
        ("families.csv", "family,person,father,mother,sex,role\nF1,mother,,,purple,\n"),
        ("remains.csv", "id,found\nR1,soon\n"),
        ("settings.toml", "tehta = 0\n"),
        ("frequencies.csv", "Allele,TH01\n6,0.2\n7,much\n"),
    ])
    .unwrap_err();
    let files: std::collections::BTreeSet<_> =
        faults.faults.iter().filter_map(|fault| fault.place.file.clone()).collect();
    let expected = ["families", "frequencies", "missing", "remains"].map(|name| format!("reg/{name}.csv"));
    assert_eq!(files.into_iter().collect::<Vec<_>>(), [&expected[..], &["reg/settings.toml".to_owned()]].concat());
}

#[test]
fn a_table_is_csv_or_xlsx_and_not_both() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in FOLDER[3].1.lines().enumerate() {
        for (column, cell) in line.split(',').enumerate() {
            sheet.write(row as u32, column as u16, cell).unwrap();
        }
    }
    let xlsx = ("remains.xlsx".to_owned(), workbook.save_to_buffer().unwrap());
    let mut files = folder(&[("remains.csv", "")]);
    files.push(xlsx.clone());
    assert_eq!(decode(Files::new("reg", files)).unwrap().register, read(&[]).unwrap().register);
    let mut files = folder(&[]);
    files.push(xlsx);
    let faults = decode(Files::new("reg", files)).unwrap_err();
    assert!(faults.to_string().contains("has both `remains.csv` and `remains.xlsx`; keep one"), "{faults}");
}

#[test]
fn an_unseen_allele_joins_every_population_at_the_minimum() {
    let profiles = "sample,of,marker,allele1,allele2\nS1,mother,TH01,6,10\n";
    let families =
        "family,person,father,mother,sex,role,population\nF1,mother,,,female,,\nF1,child,,mother,f,missing,south\n";
    let folder = read(&[
        ("families.csv", families),
        ("profiles.csv", profiles),
        ("frequencies-south.csv", "Allele,TH01\n7,0.5\n8,0.5\n"),
        ("settings.toml", "minimum_frequency = 0.01\n"),
    ])
    .unwrap();
    let register = folder.register;
    assert_eq!((register.families[0].population, register.populations[1].name.as_str()), (1, "south"));
    let names = |population: usize| {
        let marker = &register.populations[population].markers[0];
        marker.alleles().iter().map(|allele| allele.as_str()).collect::<Vec<_>>()
    };
    assert_eq!((names(0), names(1)), (vec!["6", "7", "9.3", "8", "10"], vec!["6", "7", "9.3", "8", "10"]));
    // by hand: south has 7 and 8 at 0.5, and 6, 9.3 and 10 at 0.01; the sum is 1.03
    let south = register.populations[1].markers[0].frequencies();
    assert!((south[1] - 0.5 / 1.03).abs() < 1e-12 && (south[0] - 0.01 / 1.03).abs() < 1e-12);
    assert_eq!(folder.warnings.len(), 2);
}

#[test]
fn a_population_without_frequencies_is_told() {
    let families = "family,person,father,mother,sex,role,population\nF1,mother,,,female,,north\nF1,child,,mother,f,missing,south\n";
    let faults = read(&[("families.csv", families)]).unwrap_err();
    assert_eq!(
        told(&faults),
        [
            "reg/families.csv:3:7 [population]: family `F1` has population `north` on line 2 and `south` here; a family has one population",
            "reg/families.csv:2:7 [population]: population `north` of family `F1` has no frequencies; add `frequencies-north.csv`, or leave the cell empty",
        ]
    );
}

#[test]
fn a_mutation_model_that_does_not_exist_is_refused_with_its_marker() {
    let faults = read(&[("settings.toml", "[mutation]\nmodel = \"onestep\"\n")]).unwrap_err();
    assert!(faults.to_string().contains("reg/frequencies.csv [TH01]: `TH01`: "), "{faults}");
    assert!(faults.to_string().contains("choose another mutation.model"), "{faults}");
}

#[test]
fn templates_read_back() {
    let files = templates().into_iter().map(|template| (template.file, template.text.into_bytes()));
    let folder = decode(Files::new("new", files)).unwrap();
    assert!(folder.settings.iter().all(|used| used.line.is_none()));
    let register = folder.register;
    assert_eq!((register.families.len(), register.missing.len(), register.remains.len()), (1, 1, 1));
    assert_eq!(register.populations[0].markers.len(), 1);
    assert_eq!(register.remains[0].observations[0].call, Call::Genotype(1u16.into_index(), 4u16.into_index()));
}

/// An index from a number, to say it shortly.
trait IntoIndex {
    fn into_index(self) -> kinship::AlleleIndex;
}

impl IntoIndex for u16 {
    fn into_index(self) -> kinship::AlleleIndex {
        kinship::AlleleIndex(self)
    }
}

#[test]
fn a_template_with_every_default_written_out_is_the_same() {
    let uncomment = |line: &str| match line.strip_prefix("# ").filter(|line| line.contains(" = ")) {
        Some(setting) => format!("{setting}\n"),
        None => format!("{line}\n"),
    };
    let settings = templates().pop().unwrap();
    let text: String = settings.text.lines().map(uncomment).collect();
    let used = super::read_settings("settings.toml", &text).unwrap();
    assert!(used.iter().all(|used| used.line.is_some() && used.value == used.setting.default), "{used:?}");
}

proptest! {
    /// Profiles written row by row read back as the same calls, whatever the order of the rows.
    #[test]
    fn profiles_read_back(calls in prop::collection::vec((0usize..2, 0usize..3, 0usize..3), 1..4), turn: bool) {
        let (owners, alleles) = (["mother", "R2"], ["6", "7", "9.3"]);
        let mut rows: Vec<String> = Vec::new();
        let mut expected = [Call::Untyped; 2];
        for (owner, one, two) in calls {
            if expected[owner] == Call::Untyped {
                rows.push(format!("S{owner},{},TH01,{},{}", owners[owner], alleles[one], alleles[two]));
                expected[owner] = Call::Genotype((one as u16).into_index(), (two as u16).into_index());
            }
        }
        if turn {
            rows.reverse();
        }
        let text = format!("sample,of,marker,allele1,allele2\n{}\n", rows.join("\n"));
        let register = read(&[("profiles.csv", &text)]).unwrap().register;
        prop_assert_eq!(register.families[0].observations[0][0].call, expected[0]);
        prop_assert_eq!(register.remains[1].observations[0].call, expected[1]);
    }
}

#[rstest]
#[case::bytes(&[0x89, 0x01, 0xF7, 0x00, 0x13, 0xC8], 100, "is not UTF-8 text")]
#[case::letters(b"qwertz\n", 1, "column `qwertz` is not known")]
#[case::ragged(b"a,b\nc\n", 100, "reg/profiles.csv:2: the row has 1 cells, the header has 2")]
#[case::wide(b"s\0a\0", 100, "UTF-16")]
#[case::workbook(b"PK\x03\x04", 100, "no whole XLSX workbook")]
fn megabytes_of_noise_are_refused(#[case] noise: &[u8], #[case] megabytes: usize, #[case] says: &str) {
    let mut files = folder(&[("profiles.csv", "")]);
    files.push(("profiles.csv".to_owned(), noise.repeat(megabytes * 1_000_000 / noise.len())));
    let faults = decode(Files::new("reg", files)).unwrap_err();
    assert!(faults.faults.iter().any(|fault| fault.to_string().contains(says)), "{}", faults.faults[0]);
}
