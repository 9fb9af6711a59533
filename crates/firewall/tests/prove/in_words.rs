//! A counter-example in one line of words; `told` has all of it.

use std::collections::BTreeMap;

use cedar_policy::{Entity, EntityUid, EvalResult};
use cedar_policy_symcc::Env;

/// Who asks for what, and the facts that are not empty. Organisations are A, B, C in the order in which they come: what the
/// solver calls them means nothing.
pub fn in_words(example: &Env) -> Option<String> {
    let request = &example.request;
    let (who, about) = (example.entities.get(request.principal()?)?, example.entities.get(request.resource()?)?);
    let mut organisations = Organisations { example, letters: BTreeMap::new() };
    let asker = organisations.name(&entity(who, "organisation")?);
    let wanted_for = request.context().and_then(|context| context.get("purpose")).map(|purpose| word(&purpose));
    let mut words = vec![format!(
        "{}{} by {asker} as {}, {}",
        request.action()?.id().unescaped(),
        wanted_for.map_or_else(String::new, |purpose| format!(" for {purpose}")),
        word(&who.attr("role")?.ok()?),
        word(&who.attr("status")?.ok()?),
    )];
    if about.attr("owner").is_none() {
        words.push(format!("the node of {}", organisations.name(&entity(about, "organisation")?)));
        return Some(words.join("; "));
    }
    let owner = organisations.name(&entity(about, "owner")?);
    words.push(format!("a record for {}, of {owner}", word(&about.attr("purpose")?.ok()?)));
    for fact in ["joint", "agreed", "ended", "shared", "consented", "withdrawn", "makers"] {
        let EvalResult::Set(set) = about.attr(fact)?.ok()? else { return None };
        let members = set.iter().map(|member| match member {
            EvalResult::EntityUid(name) if name.type_name().basename() == "Organisation" => organisations.name(name),
            EvalResult::EntityUid(name) if *name == who.uid() => "the asker".to_owned(),
            other => word(other),
        });
        let members: Vec<String> = members.collect();
        if !members.is_empty() {
            words.push(format!("{fact}: {}", members.join(", ")));
        }
    }
    if about.attr("at_risk")?.ok()? == EvalResult::Bool(true) {
        words.push("at risk".to_owned());
    }
    Some(words.join("; "))
}

struct Organisations<'a> {
    example: &'a Env,
    letters: BTreeMap<EntityUid, char>,
}

impl Organisations<'_> {
    /// Its letter, with its sector where it is named first.
    fn name(&mut self, uid: &EntityUid) -> String {
        if let Some(letter) = self.letters.get(uid) {
            return letter.to_string();
        }
        let letter = ('A'..='Z').nth(self.letters.len()).unwrap_or('?');
        self.letters.insert(uid.clone(), letter);
        let sector = self.example.entities.get(uid).and_then(|it| it.attr("sector")?.ok());
        sector.map_or_else(|| letter.to_string(), |sector| format!("{letter} ({})", word(&sector)))
    }
}

fn entity(of: &Entity, attribute: &str) -> Option<EntityUid> {
    match of.attr(attribute)?.ok()? {
        EvalResult::EntityUid(name) => Some(name),
        _ => None,
    }
}

fn word(found: &EvalResult) -> String {
    match found {
        EvalResult::EntityUid(name) => match name.id().unescaped() {
            "" => "somebody".to_owned(),
            word => word.to_owned(),
        },
        other => other.to_string(),
    }
}
