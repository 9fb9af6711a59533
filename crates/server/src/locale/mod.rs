//! Every word on a page comes from here: `locales/<lang>/<room>.ftl`, read once.

mod args;
mod dates;
mod lang;
pub mod numbers;

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub use args::Args;
pub use lang::Lang;

/// The words and number forms of one language.
pub struct Locale {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

/// The files of one language: the frame around all pages, the node itself, the room of the missing, accounts, and families.
const fn sources(lang: Lang) -> [&'static str; 5] {
    macro_rules! files {
        ($lang:literal) => {
            [
                include_str!(concat!("../../../../locales/", $lang, "/frame.ftl")),
                include_str!(concat!("../../../../locales/", $lang, "/node.ftl")),
                include_str!(concat!("../../../../locales/", $lang, "/missing.ftl")),
                include_str!(concat!("../../../../locales/", $lang, "/accounts.ftl")),
                include_str!(concat!("../../../../locales/", $lang, "/family.ftl")),
            ]
        };
    }
    match lang {
        Lang::En => files!("en"),
        Lang::Fr => files!("fr"),
        Lang::Es => files!("es"),
        Lang::Ar => files!("ar"),
    }
}

impl Locale {
    /// The locale of a language. A test reads every file, so that none can be broken here.
    #[must_use]
    pub fn of(lang: Lang) -> &'static Self {
        static LOCALES: [OnceLock<Locale>; 4] = [const { OnceLock::new() }; 4];
        LOCALES[lang as usize].get_or_init(|| Self::read(lang))
    }

    fn read(lang: Lang) -> Self {
        let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation is put by `Args::recorded` around recorded text only, so that numbers stay free of hidden marks.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::En => |value, _| written(Lang::En, value),
            Lang::Fr => |value, _| written(Lang::Fr, value),
            Lang::Es => |value, _| written(Lang::Es, value),
            Lang::Ar => |value, _| written(Lang::Ar, value),
        }));
        for source in sources(lang) {
            // Fluent keeps what it could read of a faulty file; the test below refuses the file as a whole.
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    /// The language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The message of a key, without values.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.say(key, &Args::new())
    }

    /// The message of a key, filled. A key that no file holds is shown in brackets; a test looks for them.
    #[must_use]
    pub fn say(&self, key: &str, args: &Args<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("[{key}]");
        };
        let mut faults = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args.0), &mut faults);
        if faults.is_empty() { text.into_owned() } else { format!("[{key}: {text}]") }
    }

    /// The message of a key, or `None` where no file holds it: for codes that data may bring along.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<String> {
        self.bundle.has_message(key).then(|| self.text(key))
    }

    /// A count as the language writes it.
    #[must_use]
    pub fn number(&self, value: usize) -> String {
        numbers::whole(self.lang, i64::try_from(value).unwrap_or(i64::MAX))
    }

    /// A sum of people as the language writes it; a correction may be below zero.
    #[must_use]
    pub fn whole(&self, value: i64) -> String {
        numbers::whole(self.lang, value)
    }

    /// A share between 0 and 1 as a percentage.
    #[must_use]
    pub fn percent(&self, share: f64) -> String {
        numbers::percent(self.lang, share)
    }
}

fn written(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => Some(numbers::decimal(lang, number.value, 0)),
        FluentValue::Number(number) => Some(numbers::decimal(lang, number.value, 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fluent_bundle::FluentResource;
    use rstest::rstest;

    use super::{Args, Lang, Locale, sources};

    fn keys(lang: Lang) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for source in sources(lang) {
            let resource = FluentResource::try_new(source.to_owned()).expect("the file has no fault");
            for line in resource.source().lines() {
                let key = line.split(" =").next().unwrap_or_default();
                let starts = line.starts_with(|first: char| first.is_ascii_lowercase());
                if starts && line.contains(" =") {
                    assert!(keys.insert(key.to_owned()), "{} has `{key}` twice", lang.code());
                }
            }
        }
        keys
    }

    #[test]
    fn every_language_has_every_key() {
        let english = keys(Lang::En);
        for lang in Lang::ALL {
            let other = keys(lang);
            let missing: Vec<_> = english.symmetric_difference(&other).collect();
            assert!(missing.is_empty(), "{} differs from en in {missing:?}", lang.code());
        }
    }

    #[rstest]
    #[case(Lang::En, 1, "1 incident")]
    #[case(Lang::En, 1234, "1,234 incidents")]
    #[case::french_zero_is_singular(Lang::Fr, 0, "0 incident")]
    #[case(Lang::Es, 2, "2 incidentes")]
    #[case::arabic_dual(Lang::Ar, 2, "حادثتان")]
    #[case::arabic_few(Lang::Ar, 3, "3 حوادث")]
    #[case::arabic_many(Lang::Ar, 11, "11 حادثة")]
    #[case::arabic_hundred(Lang::Ar, 100, "100 حادثة")]
    fn counts_take_the_plural_of_the_language(#[case] lang: Lang, #[case] count: usize, #[case] expected: &str) {
        assert_eq!(Locale::of(lang).say("incident-count", &Args::new().count("n", count)), expected);
    }

    #[test]
    fn recorded_text_is_isolated_and_a_missing_key_is_seen() {
        let english = Locale::of(Lang::En);
        assert!(english.say("page-title", &Args::new().recorded("title", "ليلى")).contains("\u{2068}ليلى\u{2069}"));
        assert_eq!(english.text("no-such-key"), "[no-such-key]");
    }
}
