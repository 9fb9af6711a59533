use linkage::age::AgeModel;
use linkage::sex::SexModel;
use rstest::rstest;

use super::{SETTINGS, load, read_settings};

#[test]
fn every_default_fits_its_own_kind_and_is_that_of_the_models() {
    for setting in SETTINGS {
        assert!(setting.kind.takes(setting.default), "{}", setting.key);
        assert!(!setting.source.is_empty() && !setting.meaning.is_empty(), "{}", setting.key);
    }
    let loaded = load(super::defaults());
    assert_eq!(loaded.identify.sex, SexModel::default());
    assert_eq!(loaded.identify.age, AgeModel::default());
    assert_eq!((loaded.minimum, loaded.silent, loaded.identify.top), (None, None, None));
}

#[test]
fn what_is_set_is_used_and_has_its_line() {
    let text = "theta = 0.03\nprior = 0.001\n\n[mutation]\nmodel = \"equal\"\nmale_rate = 1e-3\n[sex.bones]\nmale_as_female = 0\n";
    let used = read_settings("settings.toml", text).unwrap();
    let line = |key: &str| used.iter().find(|used| used.setting.key == key).unwrap().line;
    assert_eq!((line("theta"), line("mutation.model"), line("sex.bones.male_as_female")), (Some(1), Some(5), Some(8)));
    assert_eq!(line("mutation.range"), None);
    let loaded = load(used);
    assert_eq!(loaded.identify.theta, 0.03);
    assert_eq!((loaded.mutation.male.rate, loaded.mutation.female.rate), (0.001, 0.0005));
    assert_eq!(loaded.identify.sex.bones.male_as_female, 0.0);
    assert_eq!(loaded.identify.mutation, "equal, female 0.0005, male 1e-3");
}

#[rstest]
#[case::unknown("tehta = 0.1", "settings.toml:1:1 [tehta]: `tehta` is not a setting; did you mean `theta`?")]
#[case::unknown_in_section("a = 1\n[mutation]\nmdoel = \"none\"", "settings.toml:3:1 [mutation.mdoel]")]
#[case::out_of_range(
    "\ntheta = 1.0",
    "settings.toml:2:1 [theta]: `theta` is `1.0`; expected a number from 0 to below 1"
)]
#[case::indented(
    "mutation.range = 0.1\n  # é\nage = { told_sd = -1 }",
    "settings.toml:3:9 [age.told_sd]: `age.told_sd` is `-1`"
)]
#[case::behind_letters("sex = { \"é\" = 1, x = 2 }", "settings.toml:1:18 [sex.x]")]
#[case::not_finite("theta = nan", "expected a number from 0 to below 1")]
#[case::wrong_type("theta = \"much\"", "`theta` is `much`")]
#[case::a_list("theta = [0.1]", "`theta` is `array`")]
#[case::a_section("[theta]\nx = 1", "`theta.x` is not a setting")]
#[case::wrong_word("mutation.model = \"stepwize\"", "expected one of `none`, `equal`")]
#[case::not_whole("top = 1.5", "expected a whole number from 0")]
#[case::no_toml("theta 0.1", "settings.toml:1:7: the file is no TOML")]
#[case::twice("theta = 0.1\ntheta = 0.2", "settings.toml:2:1: the file is no TOML")]
fn what_is_no_setting_is_refused_with_its_place(#[case] text: &str, #[case] says: &str) {
    let faults = read_settings("settings.toml", text).unwrap_err();
    assert!(faults.to_string().contains(says), "{faults}");
}

#[test]
fn all_faults_are_told_at_once() {
    let faults = read_settings("s", "theta = 2\nx = 1\n[age]\ntold_sd = -1\n").unwrap_err();
    let lines: Vec<_> = faults.faults.iter().map(|fault| fault.place.line).collect();
    assert_eq!(lines, [Some(1), Some(2), Some(4)]);
}

#[test]
fn a_megabyte_of_faults_is_cut_off() {
    let unknown: String = (0..60_000).map(|key| format!("theto{key} = 1\n")).collect();
    let broken = "= 1\n".repeat(200_000);
    for text in [unknown, broken] {
        let faults = read_settings("s", &text).unwrap_err();
        assert!(faults.faults.len() <= crate::table::FAULT_COUNT_MAX + 1);
    }
}
