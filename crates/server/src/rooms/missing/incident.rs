//! `GET /situation/incidents/{id}`: one incident, as its source recorded it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use rooms::missing::kinds::{Incident, coordinate_accuracy_km};

use super::downloads::doubt_code;
use super::names;
use crate::frame::{Frame, Framing, Page};
use crate::locale::{Args, Locale, numbers};
use crate::problem::{Problem, page};
use crate::record::Fact;
use crate::site::Site;

#[derive(Template)]
#[template(path = "missing/incident.html")]
struct Show {
    frame: Frame,
    t: &'static Locale,
    id: String,
    lead: String,
    warnings: Vec<String>,
    facts: Vec<Fact>,
    links: Vec<String>,
    citation: String,
    back: String,
}

/// `GET /situation/incidents/{id}`
pub async fn show(
    State(site): State<Arc<Site>>,
    framing: Framing,
    Path(id): Path<String>,
) -> Result<Html<String>, Problem> {
    let Some(incident) = site.incident_by_id.get(&id).map(|&index| &site.content.incidents[index]) else {
        return Err(Problem::not_found(framing));
    };
    let t = framing.t;
    let people = incident.counts.total();
    let args = Args::new().word("date", t.partial_date(incident.date)).word("people", t.whole(people.unwrap_or(0)));
    let show = Show {
        frame: framing.around(Page::Situation, &incident.incident_id),
        t,
        id: incident.incident_id.clone(),
        lead: t.say(if people.is_some() { "incident-lead" } else { "incident-lead-unknown" }, &args),
        warnings: warnings(t, incident),
        facts: facts(t, incident),
        links: web_addresses(incident),
        citation: site.attribution(t),
        back: framing.link("/situation/incidents"),
    };
    page(framing, &show)
}

fn warnings(t: &Locale, incident: &Incident) -> Vec<String> {
    let mut warnings = Vec::new();
    if incident.is_cumulative() {
        warnings.push(t.text("incident-cumulative"));
    }
    if incident.counts.has_negative() {
        warnings.push(t.text("incident-negative"));
    }
    if let Some(doubt) = incident.place.doubt {
        warnings.push(t.text(&format!("doubt-{}", doubt_code(doubt))));
    }
    warnings
}

fn facts(t: &Locale, incident: &Incident) -> Vec<Fact> {
    let place = &incident.place;
    let people = |key, count: Option<i64>| Fact::said(t, key, count.map(|count| t.whole(count)));
    let point = place.point.map(|point| {
        let degrees = |value: f64| numbers::decimal(t.lang(), value, 4);
        // no more than the nearest ten metres is ever claimed
        let accuracy = coordinate_accuracy_km(place.decimals.unwrap_or(0)).max(0.01);
        let decimals = if accuracy >= 10.0 { 0 } else { 1 + usize::from(accuracy < 1.0) };
        let args = Args::new()
            .word("latitude", degrees(point.latitude()))
            .word("longitude", degrees(point.longitude()))
            .word("km", numbers::decimal(t.lang(), accuracy, decimals));
        t.say("incident-point", &args)
    });
    let causes: Vec<String> = incident
        .causes
        .iter()
        .map(|cause| names::cause(t, &rooms::missing::views::CauseGroup::One(cause.clone())))
        .collect();
    let regions = incident.origin.regions.iter().map(|region| {
        let name = names::region(t, &region.name);
        if region.is_presumed { t.say("presumed", &Args::new().recorded("name", &name)) } else { name }
    });
    let joined = |parts: Vec<String>| (!parts.is_empty()).then(|| parts.join(t.text("list-separator").as_str()));
    let quality: Vec<String> = incident.source_quality.iter().map(ToString::to_string).collect();
    vec![
        people("fact-dead", incident.counts.dead),
        people("fact-missing", incident.counts.missing),
        people("fact-total", incident.counts.total()),
        people("fact-survivors", incident.counts.survivors),
        people("fact-females", incident.counts.females),
        people("fact-males", incident.counts.males),
        people("fact-children", incident.counts.children),
        Fact::said(t, "fact-date", incident.date.map(|date| t.partial_date(Some(date)))),
        Fact::said(t, "fact-causes", joined(causes)),
        Fact::recorded(t, "fact-location", place.location.clone()),
        Fact::recorded(t, "fact-country", place.country.clone()),
        Fact::said(t, "fact-region", place.region.as_ref().map(|region| names::region(t, region))),
        Fact::said(t, "fact-point", point),
        Fact::said(t, "fact-route", incident.route.as_ref().map(|route| names::route(t, route))),
        Fact::recorded(t, "fact-origin-countries", joined(incident.origin.countries.clone())),
        Fact::said(t, "fact-origin-regions", joined(regions.collect())),
        Fact::recorded(t, "fact-source", incident.information_source.clone()),
        Fact::said(t, "fact-quality", joined(quality)),
        Fact::recorded(t, "fact-main-id", Some(incident.main_id.clone())),
    ]
}

/// Addresses of the web only: a source's file may hold anything, and a link must not run it.
fn web_addresses(incident: &Incident) -> Vec<String> {
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    incident.urls.iter().filter(is_web).cloned().collect()
}

#[cfg(test)]
mod tests {
    use rooms::missing::kinds::Incident;

    use super::web_addresses;

    #[test]
    fn only_addresses_of_the_web_become_links() {
        let urls = ["https://a.example", "javascript:alert(1)", "data:text/html,x", "http://b.example", " https://c"];
        let incident = Incident { urls: urls.map(String::from).to_vec(), ..Incident::default() };
        assert_eq!(web_addresses(&incident), ["https://a.example", "http://b.example"]);
    }
}
