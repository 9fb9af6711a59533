//! `settings.toml`: parameters of a computation. Every key has a default with its source; a key that is not known is a
//! fault, since a misspelt parameter would otherwise be computed without.

mod keys;

use std::collections::HashMap;

use evidence::Probability;
use identify::{Prior, Settings};
use kinship::frequencies::FrequencyOptions;
use kinship::mutation::{MutationBySex, MutationModel, MutationSpec, Stabilisation};
use linkage::age::{AgeModel, RangeCoverage};
use linkage::sex::{SexError, SexModel};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::files::Files;
use crate::table::{FAULT_COUNT_MAX, FaultList, nearest};
use crate::{Faults, Place, text};

pub use keys::{SETTINGS, Setting, SettingKind};

/// Most bytes of the file; a full one has some 4 KB.
const BYTE_COUNT_MAX: u64 = 1 << 20;

/// The name of the file.
pub(super) const FILE: &str = "settings.toml";

/// A setting with the value that is used.
#[derive(Clone, Debug, PartialEq)]
pub struct UsedSetting {
    /// Its key and its default.
    pub setting: &'static Setting,
    /// The value, as the file writes it.
    pub value: String,
    /// The line of the file that says so; `None` where the default is used.
    pub line: Option<usize>,
}

/// The settings in the types of those who compute with them.
#[derive(Clone, Debug)]
pub(super) struct Loaded {
    pub(super) identify: Settings,
    pub(super) options: FrequencyOptions,
    pub(super) minimum: Option<f64>,
    pub(super) silent: Option<f64>,
    pub(super) mutation: MutationBySex,
    pub(super) used: Vec<UsedSetting>,
}

/// The settings of a folder; the defaults where it has none.
pub(super) fn of_folder(files: &mut Files, faults: &mut FaultList) -> Loaded {
    let mut used = defaults();
    if let Some((name, bytes)) = files.take(FILE) {
        match text::decode(&name, bytes, BYTE_COUNT_MAX).and_then(|text| read_settings(&name, &text)) {
            Ok(read) => used = read,
            // nothing is set: a file of comments alone says the same
            Err(refused) if refused.code == "empty-file" => {}
            Err(refused) => faults.extend(refused),
        }
    }
    load(used)
}

fn defaults() -> Vec<UsedSetting> {
    SETTINGS.iter().map(|setting| UsedSetting { setting, value: setting.default.to_owned(), line: None }).collect()
}

/// Reads the text of a settings file; `name` is the file as the user named it. Gives every setting, in the order of
/// [`SETTINGS`].
///
/// # Errors
/// All faults at once: what is no TOML, keys that are not known, values outside their range.
pub fn read_settings(name: &str, text: &str) -> Result<Vec<UsedSetting>, Faults> {
    let mut faults = FaultList::default();
    let (table, errors) = DeTable::parse_recoverable(text);
    let place = |at: usize| {
        let (line, column) = position(text, at);
        Place { file: Some(name.to_owned()), line: Some(line), column: Some(column), ..Place::default() }
    };
    for error in errors.into_iter().take(FAULT_COUNT_MAX) {
        let message = format!("the file is no TOML: {}; write `key = value`, text in quotes", error.message());
        faults.push(message.replace('\n', " "), place(error.span().map_or(0, |span| span.start)));
    }
    let mut found = HashMap::new();
    collect("", table.get_ref(), &mut |key: String, at: usize, value: &DeValue<'_>| {
        if faults.is_full() {
            return;
        }
        let place = Place { field: Some(key.clone()), ..place(at) };
        match SETTINGS.iter().find(|setting| setting.key == key) {
            None => {
                let keys: Vec<_> = SETTINGS.iter().map(|setting| setting.key).collect();
                let hint = nearest(&key, &keys).map_or_else(String::new, |near| format!("did you mean `{near}`? "));
                let message = format!("`{key}` is not a setting; {hint}`landfall new` writes a file with all of them");
                faults.push(message, Place { found: Some(key), expected: Some(keys.join(", ")), ..place });
            }
            Some(setting) => {
                let written = written(value);
                if setting.kind.takes(&written) {
                    found.insert(setting.key, (written, position(text, at).0));
                } else {
                    let expected = setting.kind.expected();
                    let message = format!("`{key}` is `{written}`; expected {expected}");
                    faults.push(message, Place { found: Some(written), expected: Some(expected), ..place });
                }
            }
        }
    });
    let mut used = defaults();
    for setting in &mut used {
        if let Some((value, line)) = found.remove(setting.setting.key) {
            setting.value = value;
            setting.line = Some(line);
        }
    }
    faults.finish("bad-settings", used)
}

/// Calls `take` for every value that is no table, with its dotted key and where it stands.
fn collect(prefix: &str, table: &DeTable<'_>, take: &mut impl FnMut(String, usize, &DeValue<'_>)) {
    // the map is ordered by key; faults are told in the order of the file
    let mut entries: Vec<(&Spanned<_>, &Spanned<DeValue<'_>>)> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let name = if prefix.is_empty() { key.get_ref().to_string() } else { format!("{prefix}.{}", key.get_ref()) };
        match value.get_ref() {
            DeValue::Table(inner) if !inner.is_empty() => collect(&name, inner, take),
            // an empty section of a known name says nothing
            DeValue::Table(_) if SETTINGS.iter().any(|setting| setting.key.starts_with(&format!("{name}."))) => {}
            value => take(name, key.span().start, value),
        }
    }
}

/// A value in plain words: numbers as they stand, text without its quotes.
fn written(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(value) => value.to_string(),
        other => other.type_str().to_owned(),
    }
}

/// Line and column of a byte, both from 1; columns count characters.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text.as_bytes()[..at.min(text.len())];
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    // every character has one byte that does not continue another
    let column = before[line_start..].iter().filter(|byte| (**byte & 0xC0) != 0x80).count();
    (1 + before.iter().filter(|byte| **byte == b'\n').count(), 1 + column)
}

/// Values in their types. They were checked against their kinds, so none is lost here.
fn load(used: Vec<UsedSetting>) -> Loaded {
    let value = |key: &str| used.iter().find(|used| used.setting.key == key).map_or("", |used| used.value.as_str());
    let number = |key: &str| value(key).parse::<f64>().unwrap_or(0.0);
    let positive = |key: &str| Some(number(key)).filter(|number| *number > 0.0);
    let error = |by: &str| SexError {
        male_as_female: number(&format!("sex.{by}.male_as_female")),
        female_as_male: number(&format!("sex.{by}.female_as_male")),
    };
    let model = match value("mutation.model") {
        "equal" => MutationModel::Equal,
        "proportional" => MutationModel::Proportional,
        "onestep" => MutationModel::OneStep,
        "stepwise" => MutationModel::Stepwise {
            range: number("mutation.range"),
            microvariant_rate: number("mutation.microvariant_rate"),
        },
        "dawid" => MutationModel::Dawid { range: number("mutation.range") },
        _ => MutationModel::None,
    };
    let transform = value("mutation.transform").parse::<Stabilisation>().ok();
    let spec = |rate: f64| MutationSpec { model: model.clone(), rate, transform };
    let (female, male) = (spec(number("mutation.female_rate")), spec(number("mutation.male_rate")));
    let (minimum, silent) = (positive("minimum_frequency"), positive("silent_frequency"));
    let identify = Settings {
        theta: number("theta"),
        dropout: number("dropout"),
        mutation: mutation_in_words(&value),
        prior: Probability::new(number("prior"))
            .filter(|_| value("prior") != ONE_OF_CANDIDATES)
            .map_or(Prior::OneOfCandidates, Prior::Stated),
        threshold: Probability::new(number("threshold")).unwrap_or_else(|| Probability::one_of(1)),
        top: Some(number("top") as usize).filter(|top| *top > 0),
        markers_min: number("markers_min") as usize,
        sex: SexModel {
            male_share: number("sex.male_share"),
            family: error("family"),
            document: error("document"),
            bones: error("bones"),
            amelogenin: error("amelogenin"),
        },
        age: AgeModel {
            told_sd: number("age.told_sd"),
            told_error: number("age.told_error"),
            range_coverage: if value("age.range_coverage") == "90" {
                RangeCoverage::Ninety
            } else {
                RangeCoverage::NinetyFive
            },
            estimate_sd_min: number("age.estimate_sd_min"),
            estimate_error: number("age.estimate_error"),
            delay_mean: number("age.delay_mean"),
            ..AgeModel::default()
        },
    };
    let options = FrequencyOptions { minimum, lump_below: None, sum_slack: number("frequency_sum_slack") };
    Loaded { identify, options, minimum, silent, mutation: MutationBySex { female, male }, used }
}

/// The word for the prior that depends on how many there are.
pub(super) const ONE_OF_CANDIDATES: &str = "one-of-candidates";

/// The mutation model for the report.
fn mutation_in_words<'v>(value: &impl Fn(&str) -> &'v str) -> String {
    let model = match value("mutation.model") {
        "none" => return "none".to_owned(),
        "stepwise" => "extended stepwise",
        other => other,
    };
    let mut words = format!("{model}, female {}, male {}", value("mutation.female_rate"), value("mutation.male_rate"));
    if ["extended stepwise", "dawid"].contains(&model) {
        words.push_str(&format!(", range {}", value("mutation.range")));
    }
    if model == "extended stepwise" {
        words.push_str(&format!(", into other microvariants {}", value("mutation.microvariant_rate")));
    }
    if value("mutation.transform") != "none" {
        words.push_str(&format!(", made stationary by {}", value("mutation.transform")));
    }
    words
}

#[cfg(test)]
mod tests;
