//! The source's own words for routes, regions and causes, in the reader's language.

use rooms::missing::views::CauseGroup;

use crate::locale::Locale;

/// A route in the reader's language; one that no translation knows is shown in the source's words.
#[must_use]
pub fn route(t: &Locale, written: &str) -> String {
    t.find(&format!("route-{}", slug(written))).unwrap_or_else(|| written.to_owned())
}

/// A region in the reader's language; one that no translation knows is shown in the source's words.
#[must_use]
pub fn region(t: &Locale, written: &str) -> String {
    t.find(&format!("region-{}", slug(written))).unwrap_or_else(|| written.to_owned())
}

/// A cause in the reader's language; one outside the source's list is shown in the source's words.
#[must_use]
pub fn cause(t: &Locale, cause: &CauseGroup) -> String {
    match cause {
        CauseGroup::One(cause) if cause.key() == "other" => cause.label().to_owned(),
        CauseGroup::One(_) | CauseGroup::Several => t.text(&format!("cause-{}", cause.key())),
    }
}

/// Lower case, everything but letters and digits to one hyphen.
fn slug(written: &str) -> String {
    let parts = written.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use rooms::missing::kinds::Cause;
    use rooms::missing::views::CauseGroup;

    use super::{cause, region, route};
    use crate::locale::{Lang, Locale};

    #[test]
    fn the_source_s_words_are_translated_and_others_kept() {
        let spanish = Locale::of(Lang::Es);
        assert_eq!(region(spanish, "Northern Africa"), "África del Norte");
        assert_eq!(
            route(spanish, "Eastern Route to/from EHOA"),
            "Ruta oriental desde y hacia el este y el Cuerno de África"
        );
        assert_eq!(route(spanish, "A new route"), "A new route");
        assert_eq!(cause(spanish, &CauseGroup::One(Cause::Other("Lightning".into()))), "Lightning");
    }

    #[test]
    fn every_listed_cause_has_a_word() {
        for lang in Lang::ALL {
            for listed in Cause::LISTED {
                assert!(!cause(Locale::of(lang), &CauseGroup::One(listed)).starts_with('['));
            }
            assert!(!cause(Locale::of(lang), &CauseGroup::Several).starts_with('['));
        }
    }
}
