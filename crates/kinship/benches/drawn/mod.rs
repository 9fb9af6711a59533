//! Made-up genotypes for the benchmarks (published frequencies, gene dropping, a fixed seed) and their clock.

use std::{fs, sync::LazyLock, thread, time::Instant};

use kinship::{
    AlleleIndex, AlleleName, Call, Marker, Pedigree,
    mutation::{MutationBySex, MutationModel, MutationSpec},
};

const FREQUENCIES: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../reference/kinship/frequencies/norwegian_forrel.csv");

/// G. Marsaglia, "Xorshift RNGs", *J. Stat. Softw.* 8(14) (2003): 64 bits, shifts 13, 7, 17.
pub struct Draws(u64);

impl Draws {
    pub fn seeded(seed: u64) -> Self {
        let mut draws = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        (0..16).for_each(|_| _ = draws.next());
        draws
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from 0 to below 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn coin(&mut self) -> bool {
        self.next() >> 63 == 1
    }
}

/// The first markers of the Norwegian table, mutating by the extended stepwise model with unlike sexes.
pub fn markers(count: usize) -> Vec<Marker> {
    let text = fs::read_to_string(FREQUENCIES).expect("reference/kinship/frequencies");
    let mut rows = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = rows.next().expect("a header");
    let rows: Vec<_> = rows.collect();
    let marker = |column: usize| {
        let seen = rows.iter().filter(|row| !row[column].is_empty());
        let (alleles, frequencies): (Vec<AlleleName>, Vec<f64>) =
            seen.map(|row| (AlleleName::new(row[0]).unwrap(), row[column].parse::<f64>().unwrap())).unzip();
        mutating(Marker::new(header[column], alleles, frequencies).unwrap())
    };
    (1..=count).map(marker).collect()
}

/// Rates of the reference cases: 0.0008 in mothers, 0.0025 in fathers, range 0.1, 1e-6 into microvariants.
fn mutating(marker: Marker) -> Marker {
    let model = MutationModel::Stepwise { range: 0.1, microvariant_rate: 1e-6 };
    let sex = |rate| MutationSpec::new(model.clone(), rate);
    let both = MutationBySex { female: sex(0.0008), male: sex(0.0025) };
    let mutation = both.build(marker.alleles(), marker.frequencies(), false).unwrap().unwrap();
    marker.with_mutation(mutation).unwrap()
}

/// Draws alleles of one marker.
pub struct Population(Vec<f64>);

impl Population {
    pub fn of(marker: &Marker) -> Self {
        let mut sum = 0.0;
        let cumulative = marker.frequencies().iter().map(|frequency| {
            sum += frequency;
            sum
        });
        Self(cumulative.collect())
    }

    pub fn allele(&self, draws: &mut Draws) -> AlleleIndex {
        let at = draws.unit();
        let index = self.0.partition_point(|&sum| sum <= at).min(self.0.len() - 1);
        AlleleIndex(index as u16)
    }
}

/// Everyone's genotype at one marker, alleles dropped from the founders down, mutating on the way.
pub fn drop_genes(pedigree: &Pedigree, marker: &Marker, draws: &mut Draws) -> Vec<Call> {
    let population = Population::of(marker);
    let mutation = marker.mutation().expect("a marker that mutates");
    let mut genotypes = vec![(AlleleIndex(0), AlleleIndex(0)); pedigree.persons().len()];
    for &index in pedigree.parents_first() {
        let person = &pedigree.persons()[index];
        let mut from = |parent: Option<usize>, matrix: &kinship::mutation::TransitionMatrix| match parent {
            None => population.allele(draws),
            Some(parent) => {
                let (a, b) = genotypes[parent];
                let mut left = draws.unit();
                let row = matrix.row(if draws.coin() { a } else { b }.index());
                let reached = row.iter().position(|&entry| {
                    left -= entry;
                    left < 0.0
                });
                AlleleIndex(reached.unwrap_or(row.len() - 1) as u16)
            }
        };
        genotypes[index] = (from(person.father, &mutation.male), from(person.mother, &mutation.female));
    }
    genotypes.into_iter().map(|(a, b)| Call::Genotype(a, b)).collect()
}

/// How long this thread has run on a core, where the system says so; else the time of day.
pub fn seconds_on_core() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    // giving way makes Linux bring its account up to date
    thread::yield_now();
    let account = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = account.and_then(|account| account.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}
