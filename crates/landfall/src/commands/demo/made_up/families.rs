//! Families as they come to a tracing office: who is missing, and which relatives gave a sample.

use facts::Sex;
use kinship::{Pedigree, PersonDraft, PersonIndex};

use super::random::Random;

/// A family before it has names and genotypes.
#[derive(Clone, Debug)]
pub struct FamilyPlan {
    /// Who descends from whom.
    pub pedigree: Pedigree,
    /// Role of each person, the missing ones included.
    pub roles: Vec<String>,
    /// Generation of each person: 0 grandparents, 1 parents, 2 grown children, 3 children who travel with a parent.
    pub generations: Vec<usize>,
    /// Who is missing.
    pub missing: Vec<PersonIndex>,
    /// Who gave a sample.
    pub typed: Vec<PersonIndex>,
}

/// Relatives who can give a sample for brothers and sisters lost together.
const SIBLING_SAMPLES: [(f64, Samples); 8] = [
    (0.16, Samples::Mother),
    (0.22, Samples::BothParents),
    (0.05, Samples::CousinParents),
    (0.18, Samples::Siblings),
    (0.20, Samples::MotherAndSibling),
    (0.07, Samples::HalfSiblings),
    (0.07, Samples::Aunts),
    (0.05, Samples::FatherAndUncle),
];

#[derive(Clone, Copy, Debug)]
enum Samples {
    Mother,
    BothParents,
    /// Both parents, who are first cousins.
    CousinParents,
    Siblings,
    MotherAndSibling,
    /// The mother is dead; her children by another man gave samples.
    HalfSiblings,
    Aunts,
    FatherAndUncle,
}

/// Who of one family was lost together.
#[derive(Clone, Copy, Debug)]
enum Lost {
    Siblings,
    /// A father or a mother, with as many children as it takes.
    ParentAndChildren,
    /// Husband and wife, with a child where three are lost.
    Couple,
    UncleAndNephew,
}

const LOST: [&[(f64, Lost)]; 3] = [
    &[(0.75, Lost::Siblings), (0.25, Lost::ParentAndChildren)],
    &[(0.3, Lost::Siblings), (0.25, Lost::ParentAndChildren), (0.25, Lost::Couple), (0.2, Lost::UncleAndNephew)],
    &[(0.2, Lost::Siblings), (0.2, Lost::ParentAndChildren), (0.6, Lost::Couple)],
];

impl FamilyPlan {
    /// A family that misses `count` people, one to three.
    pub fn any(count: usize, random: &mut Random) -> Result<Self, String> {
        let mut plan = Drawing::default();
        let kinds = LOST[count - 1];
        match kinds[random.weighted(kinds.iter().map(|kind| kind.0))].1 {
            Lost::Siblings => plan.siblings_lost(count, random),
            Lost::ParentAndChildren => plan.parent_lost(count, random),
            Lost::Couple => plan.couple_lost(count - 2, random),
            Lost::UncleAndNephew => plan.uncle_and_nephew_lost(random),
        }
        plan.finish()
    }
}

#[derive(Default)]
struct Drawing {
    drafts: Vec<PersonDraft>,
    generations: Vec<usize>,
    roles: Vec<String>,
    missing: Vec<PersonIndex>,
    typed: Vec<PersonIndex>,
}

impl Drawing {
    fn add(&mut self, role: &str, sex: Sex, generation: usize, parents: Option<[PersonIndex; 2]>) -> PersonIndex {
        let [father, mother] = parents.map_or([None, None], |both| both.map(|at| Some(self.drafts[at].id.clone())));
        let index = self.drafts.len();
        // ids are given when the whole register is known
        self.drafts.push(PersonDraft { id: format!("{index}"), sex, father, mother, ..PersonDraft::default() });
        self.roles.push(role.to_string());
        self.generations.push(generation);
        index
    }

    fn typed(&mut self, role: &str, sex: Sex, generation: usize, parents: Option<[PersonIndex; 2]>) -> PersonIndex {
        let person = self.add(role, sex, generation, parents);
        self.typed.push(person);
        person
    }

    fn couple(&mut self, generation: usize) -> [PersonIndex; 2] {
        let (father, mother) = if generation == 0 { ("grandfather", "grandmother") } else { ("father", "mother") };
        [self.add(father, Sex::Male, generation, None), self.add(mother, Sex::Female, generation, None)]
    }

    fn siblings_lost(&mut self, count: usize, random: &mut Random) {
        let samples = SIBLING_SAMPLES[random.weighted(SIBLING_SAMPLES.iter().map(|samples| samples.0))].1;
        let parents = match samples {
            Samples::CousinParents => self.cousin_couple(),
            Samples::Aunts => self.couple_with_aunts(random.whole(1, 2)),
            Samples::FatherAndUncle => self.couple_with_uncle(),
            _ => self.couple(1),
        };
        let [father, mother] = parents;
        match samples {
            Samples::Mother | Samples::MotherAndSibling => self.typed.push(mother),
            Samples::BothParents | Samples::CousinParents => self.typed.extend([father, mother]),
            Samples::FatherAndUncle => self.typed.push(father),
            Samples::Siblings | Samples::HalfSiblings | Samples::Aunts => {}
        }
        let siblings = match samples {
            Samples::Siblings => random.whole(2, 3),
            Samples::MotherAndSibling => 1,
            _ => 0,
        };
        for _ in 0..siblings {
            let sex = if random.chance(0.5) { Sex::Male } else { Sex::Female };
            self.typed(if sex == Sex::Male { "brother" } else { "sister" }, sex, 2, Some(parents));
        }
        if let Samples::HalfSiblings = samples {
            let other = self.add("mother's second husband", Sex::Male, 1, None);
            for _ in 0..random.whole(2, 3) {
                let sex = if random.chance(0.5) { Sex::Male } else { Sex::Female };
                self.typed("half sibling, same mother", sex, 2, Some([other, mother]));
            }
        }
        for _ in 0..count {
            let sex = if random.chance(0.85) { Sex::Male } else { Sex::Female };
            self.lost(sex, 2, Some(parents));
        }
    }

    /// A missing father or mother; further missing people are their children.
    fn parent_lost(&mut self, count: usize, random: &mut Random) {
        let sex = if random.chance(0.75) { Sex::Male } else { Sex::Female };
        let lost = self.lost(sex, 1, None);
        let parents = if sex == Sex::Male {
            [lost, self.typed("wife", Sex::Female, 1, None)]
        } else {
            [self.typed("husband", Sex::Male, 1, None), lost]
        };
        self.typed_children(random.whole(1, 3), parents, random);
        for _ in 1..count {
            let sex = if random.chance(0.6) { Sex::Male } else { Sex::Female };
            self.lost(sex, 3, Some(parents));
        }
    }

    /// Husband and wife, and some of their children; his mother, her mother and the children at home gave samples.
    fn couple_lost(&mut self, children_lost: usize, random: &mut Random) {
        let his = self.couple(0);
        let hers = self.couple(0);
        self.typed.extend([his[1], hers[1]]);
        let husband = self.lost(Sex::Male, 1, Some(his));
        let wife = self.lost(Sex::Female, 1, Some(hers));
        self.typed_children(random.whole(1, 2), [husband, wife], random);
        for _ in 0..children_lost {
            let sex = if random.chance(0.5) { Sex::Male } else { Sex::Female };
            self.lost(sex, 3, Some([husband, wife]));
        }
    }

    /// A son of typed grandparents, and the son of their typed daughter.
    fn uncle_and_nephew_lost(&mut self, random: &mut Random) {
        let grandparents = self.couple(0);
        self.typed.push(grandparents[1]);
        if random.chance(0.6) {
            self.typed.push(grandparents[0]);
        }
        self.lost(Sex::Male, 1, Some(grandparents));
        let sister = self.typed("sister of one, mother of the other", Sex::Female, 1, Some(grandparents));
        let husband = self.add("her husband", Sex::Male, 1, None);
        if random.chance(0.4) {
            self.typed.push(husband);
        }
        self.lost(Sex::Male, 2, Some([husband, sister]));
    }

    fn lost(&mut self, sex: Sex, generation: usize, parents: Option<[PersonIndex; 2]>) -> PersonIndex {
        let person = self.add("missing", sex, generation, parents);
        self.missing.push(person);
        person
    }

    fn typed_children(&mut self, count: usize, parents: [PersonIndex; 2], random: &mut Random) {
        for _ in 0..count {
            let sex = if random.chance(0.5) { Sex::Male } else { Sex::Female };
            self.typed(if sex == Sex::Male { "son" } else { "daughter" }, sex, 2, Some(parents));
        }
    }

    fn cousin_couple(&mut self) -> [PersonIndex; 2] {
        let grandparents = self.couple(0);
        let uncle = self.add("grandfather, father's side", Sex::Male, 1, Some(grandparents));
        let aunt = self.add("grandmother, mother's side", Sex::Female, 1, Some(grandparents));
        let wife = self.add("grandmother, father's side", Sex::Female, 1, None);
        let husband = self.add("grandfather, mother's side", Sex::Male, 1, None);
        let father = self.add("father", Sex::Male, 1, Some([uncle, wife]));
        let mother = self.add("mother", Sex::Female, 1, Some([husband, aunt]));
        [father, mother]
    }

    fn couple_with_aunts(&mut self, count: usize) -> [PersonIndex; 2] {
        let grandparents = self.couple(0);
        let father = self.add("father", Sex::Male, 1, None);
        let mother = self.add("mother", Sex::Female, 1, Some(grandparents));
        for _ in 0..count {
            self.typed("aunt, mother's side", Sex::Female, 1, Some(grandparents));
        }
        [father, mother]
    }

    fn couple_with_uncle(&mut self) -> [PersonIndex; 2] {
        let grandparents = self.couple(0);
        let father = self.add("father", Sex::Male, 1, Some(grandparents));
        let mother = self.add("mother", Sex::Female, 1, None);
        self.typed("uncle, father's side", Sex::Male, 1, Some(grandparents));
        [father, mother]
    }

    fn finish(self) -> Result<FamilyPlan, String> {
        let Self { drafts, generations, roles, missing, mut typed } = self;
        typed.sort_unstable();
        let pedigree = Pedigree::new(drafts)
            .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
        Ok(FamilyPlan { pedigree, roles, generations, missing, typed })
    }
}
