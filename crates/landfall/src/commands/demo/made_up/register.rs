//! The register put together: 300 missing people of 180 families, 400 remains, 120 of them theirs.

use facts::Sex;
use identify::{Family, MissingIndex, MissingPerson, Population, Register, Remains, Settings};
use kinship::{Call, Marker, Observation, Pedigree, PersonDraft};

use super::{
    families::FamilyPlan,
    genes::{Genotype, child, gene_drop, stranger},
    people::{estimate_age, journey_day, read_sex, remembered, tell_age, true_age},
    random::Random,
    routes::Route,
    samples::{FRESH, Quality, read},
    truth::{Truth, Whose},
};

/// How large a register is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Families that miss one, two and three people.
    pub families: [usize; 3],
    /// Missing people whose remains are found.
    pub theirs: usize,
    /// Remains in all.
    pub remains: usize,
    /// Remains of brothers and sisters of missing people, whom nobody reported.
    pub unlisted_siblings: usize,
    /// Remains found twice, among those of nobody listed.
    pub twice: usize,
}

/// The register of the demo: 300 missing people of 180 families, 400 remains.
pub const DEMO: Sizes = Sizes { families: [90, 60, 30], theirs: 120, remains: 400, unlisted_siblings: 5, twice: 6 };

/// A made-up register and the truth about its remains.
#[derive(Clone, Debug)]
pub struct MadeUp {
    /// What the program may see.
    pub register: Register,
    /// Whose the remains are.
    pub truth: Truth,
}

/// What is true of a person and stands in no table.
struct Person {
    sex: Sex,
    genotype: Genotype,
    age: f64,
    /// The day of the journey, in days since 1970-01-01.
    day: i32,
    route: &'static Route,
    whose: Whose,
}

/// Makes a register. The same populations, sizes and seed give the same register.
///
/// # Errors
/// Where a population of the routes has no frequencies.
pub fn make(populations: Vec<Population>, settings: Settings, sizes: Sizes, seed: u64) -> Result<MadeUp, String> {
    let mut making =
        Making { random: Random::new(seed), register: Register { populations, settings, ..Register::default() } };
    let mut sought = making.families(sizes)?;
    let theirs = making.choose_found(sizes.theirs, sought.len());
    let mut dead: Vec<Person> = Vec::with_capacity(sizes.remains);
    let siblings = making.unlisted_siblings(sizes.unlisted_siblings, &sought);
    // from the back, so that taking one out leaves the earlier places as they are
    for &missing in theirs.iter().rev() {
        dead.push(sought.remove(missing).person);
    }
    dead.extend(siblings);
    while dead.len() + sizes.twice < sizes.remains {
        let person = making.stranger()?;
        dead.push(person);
    }
    making.remains(&dead, sizes.twice)
}

struct Sought {
    person: Person,
    family_genotypes: Vec<Genotype>,
}

struct Making {
    random: Random,
    register: Register,
}

impl Making {
    fn population(&self, name: &str) -> Result<usize, String> {
        let found = self.register.populations.iter().position(|population| population.name == name);
        found.ok_or_else(|| format!("no frequencies of population `{name}`; add `frequencies-{name}.csv`"))
    }

    fn markers(&self, population: usize) -> Vec<Marker> {
        self.register.populations[population].markers.clone()
    }

    fn families(&mut self, sizes: Sizes) -> Result<Vec<Sought>, String> {
        let mut counts: Vec<usize> =
            sizes.families.iter().enumerate().flat_map(|(at, &families)| vec![at + 1; families]).collect();
        self.random.shuffle(&mut counts);
        let mut sought = Vec::new();
        for count in counts {
            sought.extend(self.family(count)?);
        }
        Ok(sought)
    }

    fn family(&mut self, count: usize) -> Result<Vec<Sought>, String> {
        let route = Route::any(&mut self.random);
        let population_name = route.population(&mut self.random);
        let population = self.population(population_name)?;
        let markers = self.markers(population);
        let plan = FamilyPlan::any(count, &mut self.random)?;
        let genotypes = gene_drop(&plan.pedigree, &markers, &mut self.random);
        let family_index = self.register.families.len();
        let first = self.register.missing.len();
        let pedigree = named(&plan, family_index, first)?;
        let untyped = vec![Observation::default(); markers.len()];
        let mut observations = vec![untyped; genotypes.len()];
        for &person in &plan.typed {
            observations[person] = read(&genotypes[person], &markers, FRESH, &mut self.random);
        }
        let tongue = route.tongue(population_name, &mut self.random);
        let family_name = tongue.family_name(&mut self.random);
        let (day, place) = (journey_day(&mut self.random), route.last_seen(&mut self.random));
        let (circumstances, last_seen) = (route.circumstances(&mut self.random), remembered(day, &mut self.random));
        let (mut taken, mut sought) = (Vec::new(), Vec::new());
        for &person in &plan.missing {
            let sex = plan.pedigree.persons()[person].sex;
            let given = tongue.given_name(sex, &taken, &mut self.random);
            taken.push(given);
            let age = true_age(Some(plan.generations[person]), &mut self.random);
            let mut record = MissingPerson {
                id: pedigree.persons()[person].id.clone(),
                family: family_index,
                person,
                name: Some(format!("{given} {family_name}")),
                last_seen,
                place: Some(place.clone()),
                route: Some(route.name.to_string()),
                circumstances: Some(circumstances.clone()),
                ..MissingPerson::default()
            };
            tell_age(&mut record, day, age, &mut self.random);
            let whose = Whose::Missing(record.id.clone());
            self.register.missing.push(record);
            let person = Person { sex, genotype: genotypes[person].clone(), age, day, route, whose };
            sought.push(Sought { person, family_genotypes: genotypes.clone() });
        }
        self.register.families.push(Family {
            id: family_id(family_index),
            population,
            pedigree,
            roles: plan.roles.into_iter().map(Some).collect(),
            observations,
            missing: plan.missing,
        });
        Ok(sought)
    }

    /// Whose remains are found, in rising order: who was lost together is often found together.
    fn choose_found(&mut self, count: usize, of: usize) -> Vec<MissingIndex> {
        let mut order: Vec<MissingIndex> = (0..of).collect();
        self.random.shuffle(&mut order);
        let mut chosen = vec![false; of];
        let mut left = count.min(of);
        for missing in order {
            let family = self.register.missing[missing].family;
            let together: Vec<MissingIndex> =
                (0..of).filter(|&other| other != missing && self.register.missing[other].family == family).collect();
            let others = together.into_iter().filter(|_| self.random.chance(0.6)).collect::<Vec<_>>();
            for person in std::iter::once(missing).chain(others) {
                if left > 0 && !chosen[person] {
                    chosen[person] = true;
                    left -= 1;
                }
            }
        }
        (0..of).filter(|&missing| chosen[missing]).collect()
    }

    fn unlisted_siblings(&mut self, count: usize, sought: &[Sought]) -> Vec<Person> {
        let has_parents = |missing: &MissingIndex| {
            let record = &self.register.missing[*missing];
            self.register.families[record.family].pedigree.persons()[record.person].father.is_some()
        };
        let mut candidates: Vec<MissingIndex> = (0..sought.len()).filter(has_parents).collect();
        self.random.shuffle(&mut candidates);
        candidates.truncate(count);
        let mut siblings = Vec::new();
        for missing in candidates {
            let record = &self.register.missing[missing];
            let family = &self.register.families[record.family];
            let parents = &family.pedigree.persons()[record.person];
            let parents = (parents.father, parents.mother);
            let (population, id) = (family.population, record.id.clone());
            let markers = self.markers(population);
            let Sought { person, family_genotypes } = &sought[missing];
            let genotype = child(family_genotypes, parents, &markers, &mut self.random);
            let (sex, age) = (self.sex(), true_age(Some(2), &mut self.random));
            let whose = Whose::Sibling(id);
            siblings.push(Person { sex, genotype, age, day: person.day, route: person.route, whose });
        }
        siblings
    }

    fn stranger(&mut self) -> Result<Person, String> {
        let route = Route::any(&mut self.random);
        let population = route.population(&mut self.random);
        let population = self.population(population)?;
        let genotype = stranger(&self.markers(population), &mut self.random);
        let (sex, age, day) = (self.sex(), true_age(None, &mut self.random), journey_day(&mut self.random));
        Ok(Person { sex, genotype, age, day, route, whose: Whose::Nobody })
    }

    fn sex(&mut self) -> Sex {
        if self.random.chance(0.8) { Sex::Male } else { Sex::Female }
    }

    /// Remains of everybody in `dead`, some of the last of them found twice, in random order.
    fn remains(mut self, dead: &[Person], twice: usize) -> Result<MadeUp, String> {
        let again = dead.iter().rev().take(twice);
        let mut order: Vec<&Person> = dead.iter().chain(again).collect();
        self.random.shuffle(&mut order);
        let mut truth = Truth::default();
        let mut first_of: Vec<(&Person, String)> = Vec::new();
        for (index, person) in order.into_iter().enumerate() {
            let id = format!("R{:03}", index + 1);
            let before = first_of.iter().find(|(other, _)| std::ptr::eq(*other, person)).map(|(_, id)| id.clone());
            truth.push(&id, person.whose.clone(), before);
            first_of.push((person, id.clone()));
            let remains = self.found(id, person);
            self.register.remains.push(remains);
        }
        Ok(MadeUp { register: self.register, truth })
    }

    fn found(&mut self, id: String, person: &Person) -> Remains {
        let quality = Quality::of_remains(&mut self.random);
        // any population's list of alleles is every population's
        let markers = self.markers(0);
        let observations = read(&person.genotype, &markers, quality, &mut self.random);
        let has_dna = observations.iter().any(|seen| seen.call != Call::Untyped);
        let died = person.day + self.random.waiting(12.0) as i32;
        let found = died + person.route.days_until_found(&mut self.random);
        let age = person.age + f64::from(died - person.day) / 365.2425;
        Remains {
            id,
            observations,
            sex: read_sex(person.sex, quality, has_dna, &mut self.random),
            age_at_death: estimate_age(age, &mut self.random),
            found: facts::PartialDate::from_day(found),
            place: Some(person.route.found(&mut self.random)),
            route: Some(person.route.name.to_string()),
            circumstances: None,
        }
    }
}

fn family_id(family: usize) -> String {
    format!("F{:03}", family + 1)
}

/// The pedigree with ids that no other family has: `M017` for missing people, `F009-2` for everybody else.
fn named(plan: &FamilyPlan, family: usize, first_missing: MissingIndex) -> Result<Pedigree, String> {
    let id = |person: usize| match plan.missing.iter().position(|&missing| missing == person) {
        Some(at) => format!("M{:03}", first_missing + at + 1),
        None => format!("{}-{}", family_id(family), person + 1),
    };
    let drafts = plan.pedigree.persons().iter().enumerate().map(|(index, person)| PersonDraft {
        id: id(index),
        sex: person.sex,
        father: person.father.map(id),
        mother: person.mother.map(id),
        ..PersonDraft::default()
    });
    Pedigree::new(drafts.collect())
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
}
