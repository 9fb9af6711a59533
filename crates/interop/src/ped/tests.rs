use kinship::{AlleleIndex, AlleleName, Call, Marker};
use proptest::prelude::*;
use rstest::rstest;

use super::{Item, Layout, PedCall, PedFile, PedWriteError, read, read_dat, read_map, write, write_map};

const TRIO: &str = "# family, id, father, mother, sex, phenotype, two markers
F1 dad 0 0 1 1  6 9.3  14 14
F1 mum 0 0 2 1  6 6    0 0
F1 child dad mum 2 2  6 9.3  14 0
";

#[test]
fn a_trio_is_read() {
    let file = read("a.ped", TRIO, None).unwrap();
    assert_eq!(file.markers, ["marker1", "marker2"]);
    let family = &file.families[0];
    let child = family.pedigree.find("child").unwrap();
    assert_eq!(family.pedigree.persons()[child].father, family.pedigree.find("dad"));
    assert_eq!(family.phenotypes[child].as_deref(), Some("2"));
    let alleles = ["9.3", "6", "14"].map(|name| AlleleName::new(name).unwrap()).to_vec();
    let marker = Marker::new("M", alleles, vec![0.2, 0.3, 0.5]).unwrap();
    let call = |person: usize, at: usize| family.calls[person][at].at(&marker);
    assert_eq!(call(child, 0), Ok(Call::Genotype(AlleleIndex(1), AlleleIndex(0))));
    assert_eq!(call(child, 1), Ok(Call::Partial(AlleleIndex(2))));
    assert_eq!(call(1, 1), Ok(Call::Untyped));
    let stranger = PedCall(AlleleName::new("7").ok(), None);
    assert_eq!(stranger.at(&marker).map_err(|allele| allele.as_str().to_owned()), Err("7".to_owned()));
}

#[test]
fn slashes_and_five_columns_are_read() {
    let file = read("a.ped", "1 a 0 0 M x 6/9.3 14/0\n", None).unwrap();
    assert_eq!(file.families[0].calls[0][1].0.as_ref().map(AlleleName::as_str), Some("14"));
    let file = read("a.ped", "1 a 0 0 1\n1 b a 0 0\n2 a 0 0 2\n", None).unwrap();
    assert_eq!((file.markers.len(), file.families.len()), (0, 2));
    assert_eq!(file.families[0].pedigree.persons()[1].mother, None);
}

#[test]
fn marker_names_come_from_a_map_or_a_dat() {
    let map = read_map("a.map", "1 TH01 0 2171088\n4 FGA 154587736\n").unwrap();
    assert_eq!(map.markers().collect::<Vec<_>>(), ["TH01", "FGA"]);
    let dat = read_dat("a.dat", "M TH01\nA affected\nS2 old\nT height\nM FGA\nE END\n").unwrap();
    let wanted =
        [Item::Marker("TH01".into()), Item::Phenotype, Item::Skipped(2), Item::Skipped(1), Item::Marker("FGA".into())];
    assert_eq!(dat.items, wanted);
    let file = read("a.ped", "F a 0 0 1  6 9.3  2  x y  180.5  14 15\n", Some(&dat)).unwrap();
    assert_eq!(file.markers, ["TH01", "FGA"]);
    assert_eq!(file.families[0].phenotypes[0].as_deref(), Some("2"));
    assert_eq!(file.families[0].calls[0][1].1.as_ref().map(AlleleName::as_str), Some("15"));
}

#[rstest]
#[case::short("F a 0 0\n", 1, "family", "expected at least 5 words")]
#[case::sex("F a 0 0 3 1\n", 1, "sex", "sex `3`")]
#[case::nobody("F 0 0 0 1 1\n", 1, "id", "stands for nobody")]
#[case::one_allele_less("F a 0 0 1 1 6 6\nF b 0 0 1 1 6\n", 2, "marker1", "ends after 7 words")]
#[case::one_allele_more("F a 0 0 1 1 6 6\nF b 0 0 1 1 6 6 9\n", 2, "the end", "1 more than its columns")]
#[case::three_alleles("F a 0 0 1 1 6/6/9\n", 1, "marker1", "no two alleles")]
#[case::twice("F a 0 0 1 1\nF a 0 0 1 1\n", 2, "id", "stands twice")]
#[case::unknown_parent("F a b 0 1 1\n", 1, "father", "`b`")]
#[case::wrong_sex("F a 0 0 2 1\n\nF b a 0 1 1\n", 3, "father", "wrong sex")]
#[case::cycle("F a b 0 1 1\nF b a 0 1 1\n", 1, "id", "their own ancestor")]
#[case::another_family("F a 0 0 1 1\nG b a 0 1 1\n", 2, "father", "`a`")]
fn every_fault_has_its_line(#[case] text: &str, #[case] line: usize, #[case] field: &str, #[case] says: &str) {
    let faults = read("a.ped", text, None).unwrap_err();
    assert_eq!(faults.code, "bad-ped");
    let place = &faults.faults[0].place;
    assert_eq!((place.line, place.field.as_deref()), (Some(line), Some(field)), "{faults}");
    assert!(faults.to_string().contains(says), "{faults}");
}

#[test]
fn all_faults_come_at_once() {
    let faults = read("a.ped", "F a 0 0 3 1\nF b x 0 1 1\nF c 0 0 1\n", None).unwrap_err();
    let mut lines: Vec<_> = faults.faults.iter().map(|fault| fault.place.line.unwrap()).collect();
    lines.sort_unstable();
    assert_eq!(lines, [1, 2, 3]);
    assert!(read("a.ped", "# nothing\n", None).unwrap_err().to_string().contains("no people"));
}

#[rstest]
#[case::x("X AMEL 0 5\n", "autosomal")]
#[case::twice("1 TH01 0 5\n1 TH01 0 5\n", "stands twice")]
#[case::short("TH01\n", "the line has 1 words")]
#[case::nothing("# none\n", "names no marker")]
fn a_map_is_checked(#[case] text: &str, #[case] says: &str) {
    assert!(read_map("a.map", text).unwrap_err().to_string().contains(says));
}

#[rstest]
#[case::twins("M TH01\nZ zygosity\n", "twin_of")]
#[case::unknown("Q TH01\n", "no item")]
fn a_dat_is_checked(#[case] text: &str, #[case] says: &str) {
    assert!(read_dat("a.dat", text).unwrap_err().to_string().contains(says));
}

#[rstest]
#[case::blank("a b")]
#[case::nobody("0")]
#[case::remark("#1")]
fn a_name_that_would_not_be_read_back_is_refused(#[case] name: &str) {
    let mut file = read("a.ped", TRIO, None).unwrap();
    file.families[0].name = name.to_owned();
    assert_eq!(write(&file), Err(PedWriteError::Name { what: "family", name: name.to_owned() }));
    file.markers[0] = name.to_owned();
    assert!(write_map(&file).is_err());
}

fn call() -> impl Strategy<Value = PedCall> {
    let allele =
        || prop::option::of("[1-9][0-9]?(\\.[1-9])?").prop_map(|name| name.and_then(|n| AlleleName::new(&n).ok()));
    (allele(), allele()).prop_map(|(one, other)| PedCall(one, other))
}

proptest! {
    /// read(write(x)) = x, for families of any size with any calls.
    #[test]
    fn what_is_written_reads_back(
        calls in prop::collection::vec(prop::collection::vec(call(), 3), 1..8),
        fathers in prop::collection::vec(any::<prop::sample::Index>(), 8),
    ) {
        let mut text = String::new();
        for (person, father) in fathers.iter().enumerate().take(calls.len()) {
            let father = father.index(person + 1);
            let father = if father == person { "0".to_owned() } else { format!("p{father}") };
            text.push_str(&format!("F p{person} {father} 0 1 -9 0 0 0 0 0 0\n"));
        }
        let layout = Layout::plink(["A", "B", "C"].map(str::to_owned));
        let mut file: PedFile = read("a.ped", &text, Some(&layout)).unwrap();
        file.families[0].calls = calls;
        let map = read_map("a.map", &write_map(&file).unwrap()).unwrap();
        prop_assert_eq!(&read("a.ped", &write(&file).unwrap(), Some(&map)).unwrap(), &file);
    }
}
