//! Where the people of the made-up register travelled. Places are real, everything that happens there is invented.

use facts::{Place, Point};

use super::random::Random;

/// Languages in which families write names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Arabic script.
    Arabic,
    /// French spelling.
    French,
    /// English spelling.
    English,
    /// Spanish spelling.
    Spanish,
}

/// A route with its places and people.
#[derive(Debug)]
pub struct Route {
    /// Name as IOM's data spell it, where they do.
    pub name: &'static str,
    /// Share of all journeys.
    pub share: f64,
    /// Where people were last heard of: name, latitude, longitude.
    last_seen: &'static [(&'static str, f64, f64)],
    /// Where remains are found.
    found: &'static [(&'static str, f64, f64)],
    /// Populations of the people on it, with their shares.
    populations: &'static [(&'static str, f64)],
    /// What is told of the journey.
    circumstances: &'static [&'static str],
    /// Whether the dead are found in days (a coast) or after months (a desert).
    found_after_days: f64,
}

/// Populations of the frequency tables that a register needs.
pub const POPULATIONS: [&str; 4] = ["africa", "westAsia", "midAsia", "southAmerica"];

/// All routes.
pub const ROUTES: [Route; 4] = [
    Route {
        name: "Central Mediterranean",
        share: 0.4,
        last_seen: &[
            ("Zuwarah, Libya", 32.93, 12.08),
            ("Tripoli, Libya", 32.89, 13.19),
            ("Sfax, Tunisia", 34.74, 10.76),
            ("Tobruk, Libya", 32.08, 23.96),
        ],
        found: &[
            ("Lampedusa, Italy", 35.50, 12.61),
            ("Zarzis, Tunisia", 33.50, 11.11),
            ("Sirte, Libya", 31.21, 16.59),
            ("Pozzallo, Italy", 36.73, 14.85),
            ("at sea", 34.60, 12.90),
        ],
        populations: &[("africa", 0.5), ("westAsia", 0.3), ("midAsia", 0.2)],
        circumstances: &[
            "rubber boat, about 90 people",
            "fishing boat, about 300 people",
            "metal boat, about 40 people",
        ],
        found_after_days: 20.0,
    },
    Route {
        name: "Western Africa / Atlantic route to the Canary Islands",
        share: 0.25,
        last_seen: &[
            ("Mbour, Senegal", 14.42, -16.97),
            ("Nouadhibou, Mauritania", 20.93, -17.03),
            ("Dakhla", 23.70, -15.93),
            ("Saint-Louis, Senegal", 16.03, -16.49),
        ],
        found: &[
            ("El Hierro, Spain", 27.66, -17.99),
            ("Gran Canaria, Spain", 27.76, -15.58),
            ("Nouakchott, Mauritania", 18.08, -16.02),
            ("adrift off Cabo Verde", 16.90, -22.90),
        ],
        populations: &[("africa", 1.0)],
        circumstances: &[
            "wooden pirogue, about 100 people",
            "wooden pirogue, about 60 people",
            "rubber boat, about 50 people",
        ],
        found_after_days: 40.0,
    },
    Route {
        name: "Sahara Desert crossing",
        share: 0.15,
        last_seen: &[
            ("Agadez, Niger", 16.97, 7.99),
            ("Arlit, Niger", 18.74, 7.39),
            ("Gao, Mali", 16.27, -0.04),
            ("Faya, Chad", 17.93, 19.10),
        ],
        found: &[
            ("near Séguédine, Niger", 20.20, 12.97),
            ("near Assamaka, Niger", 19.34, 5.78),
            ("near Al Qatrun, Libya", 24.93, 14.65),
            ("near Madama, Niger", 21.95, 13.65),
        ],
        populations: &[("africa", 1.0)],
        circumstances: &["lorry that broke down", "walked on from the vehicle", "convoy that scattered"],
        found_after_days: 200.0,
    },
    Route {
        name: "US-Mexico border crossing",
        share: 0.2,
        last_seen: &[
            ("Altar, Mexico", 30.71, -111.84),
            ("Reynosa, Mexico", 26.05, -98.30),
            ("Ciudad Juárez, Mexico", 31.69, -106.42),
            ("Piedras Negras, Mexico", 28.70, -100.52),
        ],
        found: &[
            ("Pima County, United States", 32.10, -111.80),
            ("Brooks County, United States", 27.03, -98.22),
            ("Rio Grande near Eagle Pass, United States", 28.71, -100.51),
            ("Maverick County, United States", 28.75, -100.31),
        ],
        populations: &[("southAmerica", 1.0)],
        circumstances: &["walked at night, fell behind", "crossed the river in a group", "last call from the desert"],
        found_after_days: 150.0,
    },
];

impl Route {
    /// One of the routes by its share.
    pub fn any(random: &mut Random) -> &'static Self {
        &ROUTES[random.weighted(ROUTES.iter().map(|route| route.share))]
    }

    /// A population on this route.
    pub fn population(&self, random: &mut Random) -> &'static str {
        self.populations[random.weighted(self.populations.iter().map(|population| population.1))].0
    }

    /// A place where somebody was last heard of.
    pub fn last_seen(&self, random: &mut Random) -> Place {
        place(random.one(self.last_seen), 0.0, random)
    }

    /// A place of finding; the point is moved a little, as finds are never in the middle of a town.
    pub fn found(&self, random: &mut Random) -> Place {
        place(random.one(self.found), 0.15, random)
    }

    /// What is told of the journey.
    pub fn circumstances(&self, random: &mut Random) -> String {
        (*random.one(self.circumstances)).to_string()
    }

    /// Days between death and finding.
    pub fn days_until_found(&self, random: &mut Random) -> i32 {
        1 + random.waiting(self.found_after_days) as i32
    }

    /// The language in which families of a population write.
    pub fn tongue(&self, population: &str, random: &mut Random) -> Tongue {
        match population {
            "southAmerica" => Tongue::Spanish,
            "westAsia" | "midAsia" => *random.one(&[Tongue::Arabic, Tongue::Arabic, Tongue::English]),
            _ => *random.one(&[Tongue::French, Tongue::French, Tongue::English, Tongue::Arabic]),
        }
    }
}

fn place(&(name, latitude, longitude): &(&str, f64, f64), scatter: f64, random: &mut Random) -> Place {
    // hundredths of a degree, about a kilometre: more would pretend to know
    let moved = |degrees: f64, by: f64| ((degrees + by) * 100.0).round() / 100.0;
    let (north, east) = (random.between(-scatter, scatter), random.between(-scatter, scatter));
    Place { name: Some(name.to_string()), point: Point::new(moved(latitude, north), moved(longitude, east)) }
}
