//! Likelihoods of pedigrees, microseconds a marker: `cargo bench -p landfall-kinship --bench pedigree`.
//!
//! Pedigrees of `benches/pedigrees/`, genotypes dropped from the founders with a fixed seed, a random half of the people
//! typed, 15 draws. Each number is the mean over the first 21 Norwegian markers, extended stepwise mutation with unlike
//! sexes, in time on a core. "known" is with all plans known; "first" is the first pass, planning included.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod drawn;

use std::{fs, hint::black_box};

use drawn::{Draws, drop_genes, markers, seconds_on_core};
use facts::Sex;
use kinship::{Call, Marker, Observation, Pedigree, PersonDraft, likelihood::Engine};

const MARKER_COUNT: usize = 21;
const DRAW_COUNT: usize = 15;
/// Each draw is repeated until it has run this long.
const DRAW_S: f64 = 0.02;

fn main() {
    let markers = markers(23);
    println!("pedigree likelihood, microseconds a marker, one thread; {DRAW_COUNT} draws");
    println!("{:<58} {:>10} {:>10} {:>10} {:>10}", "", "known", "", "first", "");
    println!("{:<58} {:>10} {:>10} {:>10} {:>10}", "", "median", "max", "median", "max");
    for people in ["03", "10", "20", "40"] {
        let pedigree = pedigree(&format!("{people}-people"));
        report(&format!("{people} people, half typed"), &pedigree, &markers[..MARKER_COUNT], &a_random_half);
    }
    println!("hard shapes:");
    let hard = pedigree("hard-untyped-couple-with-three-untyped-children");
    let grandchildren = |pedigree: &Pedigree, _: &mut Draws| {
        let is_grandchild = |id: &str| id.ends_with(['1', '2']);
        pedigree.persons().iter().map(|person| is_grandchild(&person.id)).collect()
    };
    let name = "untyped couple, three untyped children";
    report(&format!("{name}, 9 to 26 alleles"), &hard, &markers[..MARKER_COUNT], &grandchildren);
    let most = &markers[22..]; // SE33
    let alleles = most[0].alleles().len();
    report(&format!("{name}, {alleles} alleles"), &hard, most, &grandchildren);
    report(&format!("20 people, half typed, {alleles} alleles"), &pedigree("20-people"), most, &a_random_half);
}

/// Who is typed.
type Typing = dyn Fn(&Pedigree, &mut Draws) -> Vec<bool>;

fn a_random_half(pedigree: &Pedigree, draws: &mut Draws) -> Vec<bool> {
    let count = pedigree.persons().len();
    let mut order: Vec<(f64, usize)> = (0..count).map(|person| (draws.unit(), person)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut typed = vec![false; count];
    order[..count.div_ceil(2)].iter().for_each(|&(_, person)| typed[person] = true);
    typed
}

fn pedigree(name: &str) -> Pedigree {
    let path = format!("{}/../../benches/pedigrees/{name}.ped", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(path).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(' ').collect::<Vec<_>>());
    let parent = |id: &str| (id != "0").then(|| id.to_string());
    let draft = |row: Vec<&str>| PersonDraft {
        id: row[1].into(),
        father: parent(row[2]),
        mother: parent(row[3]),
        sex: if row[4] == "1" { Sex::Male } else { Sex::Female },
        ..PersonDraft::default()
    };
    Pedigree::new(rows.map(draft).collect()).unwrap()
}

fn report(name: &str, pedigree: &Pedigree, markers: &[Marker], typing: &Typing) {
    let (mut known, mut first): (Vec<f64>, Vec<f64>) = (0..DRAW_COUNT)
        .map(|draw| {
            let mut draws = Draws::seeded(draw as u64 + 1);
            let typed = typing(pedigree, &mut draws);
            time(pedigree, markers, &observations(pedigree, markers, &typed, &mut draws))
        })
        .unzip();
    known.sort_by(f64::total_cmp);
    first.sort_by(f64::total_cmp);
    let (middle, last) = (DRAW_COUNT / 2, DRAW_COUNT - 1);
    println!("{name:<58} {:>10.2} {:>10.2} {:>10.1} {:>10.1}", known[middle], known[last], first[middle], first[last]);
}

fn observations(pedigree: &Pedigree, markers: &[Marker], typed: &[bool], draws: &mut Draws) -> Vec<Vec<Observation>> {
    let seen = |(call, &typed): (Call, &bool)| Observation::certain(if typed { call } else { Call::Untyped });
    markers
        .iter()
        .map(|marker| drop_genes(pedigree, marker, draws).into_iter().zip(typed).map(seen).collect())
        .collect()
}

/// Microseconds a marker with plans known, and of the first pass.
fn time(pedigree: &Pedigree, markers: &[Marker], observations: &[Vec<Observation>]) -> (f64, f64) {
    let mut engine = Engine::new(pedigree);
    let mut pass = || {
        let likelihoods = markers.iter().zip(observations);
        let sum: f64 = likelihoods.map(|(marker, seen)| engine.ln_likelihood(marker, seen, 0.0).unwrap()).sum();
        assert!(black_box(sum).is_finite());
    };
    let microseconds = |seconds: f64, passes: u32| seconds * 1e6 / f64::from(passes) / markers.len() as f64;
    let start = seconds_on_core();
    pass();
    let first = microseconds(seconds_on_core() - start, 1);
    let (start, mut passes) = (seconds_on_core(), 0);
    while seconds_on_core() - start < DRAW_S {
        pass();
        passes += 1;
    }
    (microseconds(seconds_on_core() - start, passes), first)
}
