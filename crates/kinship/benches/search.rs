//! Family search beside the limits of the machine, in one run: `cargo bench -p landfall-kinship --bench search`.
//!
//! 23 STRs, extended stepwise mutation with unlike sexes, a typed mother and brother; one thread unless it says
//! otherwise. Times are those that the thread spent on a core, and all rows are taken in turns, so that a busy machine
//! disturbs them alike; even so, read ratios and not rates.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod drawn;

use std::{cell::RefCell, fs, hint::black_box, time::Instant};

use drawn::{Draws, Population, drop_genes, markers, seconds_on_core};
use evidence::Log10Lr;
use facts::Sex;
use kinship::{
    Call, Marker, Observation, Pedigree, PersonDraft,
    search::{
        FamilyTables, Hit, PackedProfiles, ProfilePacker, SearchOptions, SearchedFamily, log10_lrs_into, search,
        search_many,
    },
};
use rayon::prelude::*;

const MARKER_COUNT: usize = 23;
/// More than the last-level cache holds: 92 MB of ranks, 184 MB of codes.
const PROFILE_COUNT: usize = 4_000_000;
const MANY_PROFILE_COUNT: usize = 1_000_000;
const MANY_FAMILY_COUNT: usize = 1_000;
const ROUNDS: usize = 3;
/// Each row runs at least this long in a round.
const ROUND_S: f64 = 0.15;

fn main() {
    let markers = markers(MARKER_COUNT);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    one.install(|| one_family(&markers));
    many_families(&markers);
}

/// Mother and brother of a missing man.
fn family_drawn() -> Pedigree {
    let person = |id: &str, parents: Option<(&str, &str)>, sex| PersonDraft {
        id: id.into(),
        sex,
        father: parents.map(|(father, _)| father.into()),
        mother: parents.map(|(_, mother)| mother.into()),
        ..PersonDraft::default()
    };
    let both = Some(("F", "M"));
    let people = [("F", None, Sex::Male), ("M", None, Sex::Female), ("B", both, Sex::Male), ("MP", both, Sex::Male)];
    Pedigree::new(people.into_iter().map(|(id, parents, sex)| person(id, parents, sex)).collect()).unwrap()
}

/// The tables of a family of which mother and brother are typed, and the profile of its missing person.
fn family(pedigree: &Pedigree, markers: &[Marker], draws: &mut Draws) -> (FamilyTables, Vec<Call>) {
    let genotypes: Vec<Vec<Call>> = markers.iter().map(|marker| drop_genes(pedigree, marker, draws)).collect();
    let typed = |calls: &Vec<Call>| {
        let seen = [Call::Untyped, calls[1], calls[2], Call::Untyped];
        seen.map(Observation::certain).to_vec()
    };
    let observations: Vec<Vec<Observation>> = genotypes.iter().map(typed).collect();
    let searched =
        SearchedFamily { pedigree, missing: 3, observations: &observations, theta: 0.0, profile_dropout: &[] };
    let tables = FamilyTables::of_family(&searched, markers).unwrap();
    (tables, genotypes.iter().map(|calls| calls[3]).collect())
}

fn strangers(markers: &[Marker], count: usize, planted: &[Vec<Call>], draws: &mut Draws) -> PackedProfiles {
    let populations: Vec<Population> = markers.iter().map(Population::of).collect();
    let mut packer = ProfilePacker::new(markers).unwrap();
    let mut calls = vec![Call::Untyped; markers.len()];
    for _ in planted.len()..count {
        calls
            .iter_mut()
            .zip(&populations)
            .for_each(|(call, population)| *call = Call::Genotype(population.allele(draws), population.allele(draws)));
        packer.push(&calls).unwrap();
    }
    planted.iter().for_each(|calls| packer.push(calls).unwrap());
    packer.finish()
}

/// A row of the table: what is measured, and how many profiles it kept.
struct Row<'a> {
    name: String,
    run: Box<dyn FnMut() -> usize + 'a>,
    seconds: f64,
    kept: usize,
}

impl<'a> Row<'a> {
    fn new(name: impl Into<String>, run: impl FnMut() -> usize + 'a) -> Self {
        Self { name: name.into(), run: Box::new(run), seconds: f64::INFINITY, kept: 0 }
    }

    fn rate(&self) -> f64 {
        PROFILE_COUNT as f64 / self.seconds / 1e6
    }
}

/// Runs all rows in turns, each long enough to be timed, and keeps the best of each.
fn measure(rows: &mut [Row<'_>]) {
    for _ in 0..ROUNDS {
        for row in rows.iter_mut() {
            let (start, mut runs) = (seconds_on_core(), 0);
            while runs == 0 || seconds_on_core() - start < ROUND_S {
                row.kept = black_box((row.run)());
                runs += 1;
            }
            row.seconds = row.seconds.min((seconds_on_core() - start) / f64::from(runs));
        }
    }
}

/// The plain loop and what it reads: codes in rows, f32 tables, one a marker.
struct Plain {
    rows: Vec<u16>,
    tables: Vec<Vec<f32>>,
    /// The same tables in one piece.
    flat: Vec<f32>,
    starts: Vec<usize>,
}

impl Plain {
    fn new(family: &FamilyTables, profiles: &PackedProfiles) -> Self {
        let rows = (0..profiles.len()).flat_map(|profile| profiles.row(profile).iter().copied()).collect();
        let f32s = |entries: &[f64]| entries.iter().map(|&entry| entry as f32).collect::<Vec<f32>>();
        let tables: Vec<Vec<f32>> = family.markers().iter().map(|table| f32s(table.entries())).collect();
        let starts = tables
            .iter()
            .scan(0, |start, table| {
                let here = *start;
                *start += table.len();
                Some(here)
            })
            .collect();
        Self { rows, flat: tables.concat(), tables, starts }
    }

    fn sums(&self) -> impl Iterator<Item = f32> {
        self.rows.chunks_exact(self.starts.len()).map(|row| {
            let mut sum = 0.0;
            for (start, &code) in self.starts.iter().zip(row) {
                sum += self.flat[start + usize::from(code)];
            }
            sum
        })
    }

    fn sums_of_separate_tables<'a>(&'a self, rows: &'a [u16]) -> impl Iterator<Item = f32> + 'a {
        rows.chunks_exact(self.tables.len()).map(|row| {
            let mut sum = 0.0;
            for (table, &code) in self.tables.iter().zip(row) {
                sum += table[usize::from(code)];
            }
            sum
        })
    }

    fn sums_unchecked(&self) -> impl Iterator<Item = f32> {
        self.rows.chunks_exact(self.starts.len()).map(|row| {
            let mut sum = 0.0;
            for (start, &code) in self.starts.iter().zip(row) {
                // SAFETY: the codes are those of the markers whose tables stand in `flat` one after another
                sum += unsafe { self.flat.get_unchecked(start + usize::from(code)) };
            }
            sum
        })
    }

    /// What a search does, by the plain loop: f32 sums, those at or above the threshold sorted, best first.
    fn search(&self, threshold: f32) -> usize {
        let mut kept: Vec<(f32, usize)> = Vec::new();
        let mut sums = [0f32; 1024];
        // sums first, the comparison after: in one loop the compiler's code is three times slower
        for (batch, rows) in self.rows.chunks(sums.len() * self.starts.len()).enumerate() {
            let filled = self.sums_of_separate_tables(rows).zip(&mut sums).map(|(sum, place)| *place = sum).count();
            for (at, &sum) in sums[..filled].iter().enumerate() {
                if sum >= threshold {
                    kept.push((sum, batch * sums.len() + at));
                }
            }
        }
        kept.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        black_box(kept).len()
    }
}

fn one_family(markers: &[Marker]) {
    let mut draws = Draws::seeded(1);
    let (family, truth) = family(&family_drawn(), markers, &mut draws);
    let profiles = strangers(markers, PROFILE_COUNT, &[truth], &mut draws);
    let plain = Plain::new(&family, &profiles);
    let packed = vec![0x5au8; profiles.scanned_bytes()];
    let (family, profiles, plain) = (&family, &profiles, &plain);
    let mut sums = vec![0f32; PROFILE_COUNT];
    let sums = RefCell::new(&mut sums);
    let mut weights = vec![Log10Lr::NEUTRAL; PROFILE_COUNT];
    let mut rows = vec![
        Row::new("reading as many bytes as a scan reads", || read(&packed)),
        Row::new("plain loop: u16 codes, f32 tables in one piece", || write(plain.sums(), &sums)),
        Row::new("plain loop, a Vec a table", || write(plain.sums_of_separate_tables(&plain.rows), &sums)),
        Row::new("plain loop, no bounds checks", || write(plain.sums_unchecked(), &sums)),
        Row::new("full sums: every weight, exact in f64", || {
            log10_lrs_into(family, profiles, &mut weights).unwrap();
            black_box(&weights).len()
        }),
    ];
    let keep = |threshold: f64| SearchOptions { threshold: Log10Lr::new(threshold), top: 0 };
    let found = move |options: SearchOptions| black_box(search(family, profiles, &options).unwrap()).len();
    rows.push(Row::new("search: the best 100", move || found(SearchOptions { threshold: None, top: 100 })));
    let thresholds = [8.0, 4.0, 0.0, -10.0, -20.0, -25.0, -30.0, -100.0];
    for threshold in thresholds {
        rows.push(Row::new(format!("search: log10 LR >= {threshold}"), move || found(keep(threshold))));
        rows.push(Row::new("  the plain loop, keeping and sorting the same", move || plain.search(threshold as f32)));
    }
    measure(&mut rows);
    println!(
        "family search: {PROFILE_COUNT} profiles, {MARKER_COUNT} markers, mutation on, one thread, best of {ROUNDS}"
    );
    println!("{:<48} {:>9} {:>9} {:>9} {:>9}", "", "M/s", "x plain", "x reading", "kept");
    // the faster of the two safe ways to write the loop
    let (reading, loop_rate) = (rows[0].rate(), rows[1].rate().max(rows[2].rate()));
    for (at, row) in rows.iter().enumerate() {
        let same = if row.name.starts_with("search: log10") { rows[at + 1].rate() } else { loop_rate };
        let (rate, kept) = (row.rate(), row.kept);
        println!("{:<48} {rate:>9.1} {:>9.2} {:>9.2} {kept:>9}", row.name, rate / same, rate / reading);
    }
}

fn write(from: impl Iterator<Item = f32>, into: &RefCell<&mut Vec<f32>>) -> usize {
    let mut into = into.borrow_mut();
    into.iter_mut().zip(from).for_each(|(place, sum)| *place = sum);
    black_box(&into).len()
}

/// Adds all bytes up, eight at a time, so that each is read once.
fn read(bytes: &[u8]) -> usize {
    let words = bytes.chunks_exact(64).fold([0u64; 8], |mut sums, line| {
        for (sum, word) in sums.iter_mut().zip(line.chunks_exact(8)) {
            *sum ^= u64::from_le_bytes(word.try_into().unwrap());
        }
        sums
    });
    black_box(words);
    0
}

/// A million profiles against a thousand families, every true one among them.
fn many_families(markers: &[Marker]) {
    let pedigree = family_drawn();
    let start = Instant::now();
    let (families, truths): (Vec<FamilyTables>, Vec<Vec<Call>>) = (0..MANY_FAMILY_COUNT)
        .into_par_iter()
        .map(|seed| family(&pedigree, markers, &mut Draws::seeded(1000 + seed as u64)))
        .unzip();
    let tables_s = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let profiles = strangers(markers, MANY_PROFILE_COUNT, &truths, &mut Draws::seeded(2));
    let packing_s = start.elapsed().as_secs_f64();
    let options = SearchOptions { threshold: Log10Lr::new(4.0), top: 3 };
    let pairs = (MANY_PROFILE_COUNT * MANY_FAMILY_COUNT) as f64;
    let run = || search_many(&families, &profiles, &options).unwrap();
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let (hits, core_s) = one.install(|| {
        let start = seconds_on_core();
        let hits = run();
        (hits, seconds_on_core() - start)
    });
    let start = Instant::now();
    assert_eq!(run(), hits, "the same hits on any number of threads");
    let wall_s = start.elapsed().as_secs_f64();
    let first_truth = MANY_PROFILE_COUNT - MANY_FAMILY_COUNT;
    let is_found = |(family, hits): &(usize, &Vec<Hit>)| hits.iter().any(|hit| hit.profile == first_truth + family);
    let found = hits.iter().enumerate().filter(is_found).count();
    let kept: usize = hits.iter().map(Vec::len).sum();
    let threads = rayon::current_num_threads();
    println!("\n{MANY_PROFILE_COUNT} profiles x {MANY_FAMILY_COUNT} families, log10 LR >= 4 or among the best 3");
    println!("  tables of the families    {tables_s:>6.2} s, {threads} threads");
    println!("  drawing and packing       {packing_s:>6.2} s, one thread");
    println!("  search, one thread        {core_s:>6.2} s on a core, {:.0} M pairs/s", pairs / core_s / 1e6);
    println!("  search, {threads} threads         {wall_s:>6.2} s by the clock, {:.0} M pairs/s", pairs / wall_s / 1e6);
    println!("  {kept} hits, {found} of {MANY_FAMILY_COUNT} true ones among them");
    if let Some(peak) = peak_memory() {
        println!("  peak memory of all of this run: {peak}");
    }
}

/// What Linux says; nothing elsewhere.
fn peak_memory() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map(|peak| peak.trim().to_string())
}
