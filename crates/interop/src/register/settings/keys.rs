//! The settings as data: key, default, meaning and source.

/// A setting of a register.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// Dotted key.
    pub key: &'static str,
    /// What it may be.
    pub kind: SettingKind,
    /// Default, as the file would write it (text without quotes).
    pub default: &'static str,
    /// What it means, with its unit.
    pub meaning: &'static str,
    /// Where the default is from.
    pub source: &'static str,
}

/// What a setting may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SettingKind {
    /// A number from the first to the second, the first included.
    BelowEnd(f64, f64),
    /// A number from the first to the second, both included.
    Within(f64, f64),
    /// A whole number from 0 up to so many.
    Count(u32),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// This word, or a number between 0 and 1, both excluded.
    WordOrShare(&'static str),
}

impl SettingKind {
    /// Whether a value fits.
    #[must_use]
    pub fn takes(self, written: &str) -> bool {
        // TOML has underscores between digits, `inf` and `nan`; none of them stands in a settings file
        let number = written.parse::<f64>().ok().filter(|number| number.is_finite());
        match self {
            Self::BelowEnd(first, end) => number.is_some_and(|number| (first..end).contains(&number)),
            Self::Within(first, last) => number.is_some_and(|number| (first..=last).contains(&number)),
            Self::Count(most) => written.parse::<u32>().is_ok_and(|count| count <= most),
            Self::OneOf(words) => words.contains(&written),
            Self::WordOrShare(word) => written == word || number.is_some_and(|number| number > 0.0 && number < 1.0),
        }
    }

    /// What fits, in words.
    #[must_use]
    pub fn expected(self) -> String {
        match self {
            Self::BelowEnd(first, end) => format!("a number from {first} to below {end}"),
            Self::Within(first, last) => format!("a number from {first} to {last}"),
            Self::Count(most) => format!("a whole number from 0 to {most}"),
            Self::OneOf(words) => format!("one of `{}`", words.join("`, `")),
            Self::WordOrShare(word) => format!("`{word}`, or a number between 0 and 1"),
        }
    }

    /// Whether a value stands in quotes in the file.
    #[must_use]
    pub fn is_quoted(self, value: &str) -> bool {
        matches!(self, Self::OneOf(_)) || (matches!(self, Self::WordOrShare(_)) && value.parse::<f64>().is_err())
    }
}

const SHARE: SettingKind = SettingKind::Within(0.0, 1.0);
const BELOW_ONE: SettingKind = SettingKind::BelowEnd(0.0, 1.0);
const YEARS: SettingKind = SettingKind::Within(0.0, 120.0);
const OURS: &str = "ours; see the handbook";
const MARSICO: &str = "Marsico et al. 2023, FSI: Genetics 66, 102891";

/// All settings: first those of the register, then a section each for mutation, sex and age.
pub const SETTINGS: &[Setting] = &[
    setting(
        "theta",
        BELOW_ONE,
        "0",
        "co-ancestry of founders; 0.01 to 0.03 in casework, exact and slow where many founders are untyped",
        "0: founders unrelated; National Research Council 1996, recommendations 4.1 and 4.2, for values above",
    ),
    setting(
        "dropout",
        BELOW_ONE,
        "0",
        "probability that an allele of remains is missed, for samples that state none",
        "0: no drop-out; measure it for degraded samples",
    ),
    setting(
        "silent_frequency",
        BELOW_ONE,
        "0",
        "frequency of a silent allele at every marker; 0 for none",
        "0: not modelled unless asked for",
    ),
    setting(
        "minimum_frequency",
        BELOW_ONE,
        "0",
        "frequency of an allele that the table lacks; with 0 such an allele is a fault",
        "0: an unseen allele is told first; 5/(2N) is usual (National Research Council 1996)",
    ),
    setting(
        "frequency_sum_slack",
        SettingKind::Within(0.0, 0.5),
        "0.01",
        "how far from 1 the frequencies of a marker may sum and still be rescaled",
        "covers tables printed with three decimals",
    ),
    setting(
        "prior",
        SettingKind::WordOrShare(super::ONE_OF_CANDIDATES),
        "one-of-candidates",
        "prior of a pair: `one-of-candidates` is 1 / (candidates + 1), or a number",
        "Budowle et al. 2011, Investigative Genetics 2:3, on stating priors",
    ),
    setting("threshold", SHARE, "0.5", "least posterior that is reported", "even odds"),
    setting(
        "top",
        SettingKind::Count(1_000_000),
        "0",
        "most pairs that are reported; 0 for all",
        "0: nothing is left out",
    ),
    setting(
        "markers_min",
        SettingKind::Count(10_000),
        "1",
        "fewest markers typed in remains before their DNA is used",
        "1: any DNA is used, and its weight says how little it is",
    ),
    setting(
        "mutation.model",
        SettingKind::OneOf(&["none", "equal", "proportional", "onestep", "stepwise", "dawid"]),
        "stepwise",
        "none, equal, proportional, onestep, stepwise (extended) or dawid",
        "Kling, Tillmar, Egeland 2014, FSI: Genetics 13 (extended stepwise)",
    ),
    setting(
        "mutation.female_rate",
        SHARE,
        "0.0005",
        "mutations a meiosis in mothers",
        "order of size of the AABB reports on STR mutation",
    ),
    setting(
        "mutation.male_rate",
        SHARE,
        "0.002",
        "mutations a meiosis in fathers",
        "order of size of the AABB reports on STR mutation",
    ),
    setting(
        "mutation.range",
        SettingKind::Within(1e-9, 1.0),
        "0.1",
        "ratio between a step and the next longer one (stepwise, dawid)",
        "default of Familias 3",
    ),
    setting(
        "mutation.microvariant_rate",
        SHARE,
        "0.00001",
        "mutations a meiosis into other microvariants (stepwise)",
        OURS,
    ),
    setting(
        "mutation.transform",
        SettingKind::OneOf(&["none", "PM", "MH", "BA", "PR"]),
        "none",
        "how the matrix is made stationary: none, PM, MH, BA or PR",
        "none: the model as it is drawn",
    ),
    setting("sex.male_share", SHARE, "0.5", "share of males among those who may be found", OURS),
    setting("sex.family.male_as_female", SHARE, "0.001", "P(family says female | male)", OURS),
    setting("sex.family.female_as_male", SHARE, "0.001", "P(family says male | female)", OURS),
    setting("sex.document.male_as_female", SHARE, "0.01", "P(document says female | male)", OURS),
    setting("sex.document.female_as_male", SHARE, "0.01", "P(document says male | female)", OURS),
    setting("sex.bones.male_as_female", SHARE, "0.05", "P(bones say female | male)", MARSICO),
    setting("sex.bones.female_as_male", SHARE, "0.05", "P(bones say male | female)", MARSICO),
    setting(
        "sex.amelogenin.male_as_female",
        SHARE,
        "0.01",
        "P(amelogenin says female | male): a lost Y copy, or drop-out",
        "ours; the deletion alone: Steinlechner et al. 2002, Int. J. Legal Med. 116",
    ),
    setting("sex.amelogenin.female_as_male", SHARE, "0.001", "P(amelogenin says male | female): a stray Y copy", OURS),
    setting("age.told_sd", YEARS, "1", "standard deviation of a told age, in years", OURS),
    setting("age.told_error", SHARE, "0.02", "probability that a told age is of no use", OURS),
    setting(
        "age.range_coverage",
        SettingKind::OneOf(&["90", "95"]),
        "90",
        "per cent of true ages that lie in the range an examiner writes: 90 or 95",
        OURS,
    ),
    setting("age.estimate_sd_min", YEARS, "2", "least standard deviation of an estimate from bones, in years", OURS),
    setting("age.estimate_error", SHARE, "0.05", "probability that an estimate from bones is of no use", MARSICO),
    setting("age.delay_mean", YEARS, "0.5", "mean time between being seen last and death, in years", OURS),
];

const fn setting(
    key: &'static str,
    kind: SettingKind,
    default: &'static str,
    meaning: &'static str,
    source: &'static str,
) -> Setting {
    Setting { key, kind, default, meaning, source }
}
