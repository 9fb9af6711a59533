//! `GET /situation`: what the recorded incidents sum up to, and how much of it is not known.

use std::borrow::Cow;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use rooms::missing::views::{CauseGroup, Group, Share, Situation, Tally};

use super::filter::{Filter, UNKNOWN};
use super::names;
use crate::chart::bar::Bar;
use crate::chart::columns::{Column, HEIGHT, WIDTH, Year, columns};
use crate::frame::{Frame, Framing, Page};
use crate::locale::{Args, Locale};
use crate::map::view::MapView;
use crate::problem::{Problem, page};
use crate::site::Site;

#[derive(Template)]
#[template(path = "missing/situation.html")]
struct Show {
    frame: Frame,
    t: &'static Locale,
    lead: String,
    figures: Vec<Figure>,
    selects: Vec<Select>,
    is_filtered: bool,
    is_empty: bool,
    map: MapView,
    years: Vec<Column>,
    chart_size: (f64, f64),
    tables: Vec<Table>,
    unknowns: Vec<UnknownRow>,
    here: String,
    query: String,
    citation: String,
    source: (String, String),
    licence: (String, String),
}

/// A number with what it is of.
struct Figure {
    label: String,
    amount: String,
    note: String,
    is_unknown: bool,
}

/// A choice of the filter's form.
struct Select {
    name: &'static str,
    label: String,
    any: String,
    choices: Vec<Choice>,
}

struct Choice {
    value: String,
    text: String,
    is_chosen: bool,
}

/// A list of groups with bars, and what is unknown of it.
struct Table {
    id: &'static str,
    title: String,
    unknown: String,
    head: String,
    rows: Vec<Row>,
    total: Row,
}

#[derive(Default)]
struct Row {
    name: String,
    href: String,
    bar: Option<Bar>,
    dead: String,
    missing: String,
    total: String,
    incidents: String,
    without_number: String,
    is_unknown: bool,
}

/// One thing that is not always recorded.
struct UnknownRow {
    name: String,
    count: String,
    percent: String,
    length: String,
}

/// `GET /situation?year=&region=&route=&cause=`
pub async fn show(
    State(site): State<Arc<Site>>,
    framing: Framing,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Html<String>, Problem> {
    let filter = Filter::read(&pairs).map_err(|found| Problem::bad_filter(framing.clone(), &found))?;
    let situation = if filter.is_open() {
        Cow::Borrowed(&site.situation)
    } else {
        Cow::Owned(Situation::of_selected(&site.content.incidents, |incident| filter.keeps(incident)))
    };
    let show = view(&site, &framing, &filter, &situation);
    page(framing, &show)
}

fn view(site: &Site, framing: &Framing, filter: &Filter, situation: &Situation) -> Show {
    let t = framing.t;
    let attribution = &site.content.attribution;
    let here = framing.link("/situation");
    let is_rtl = t.lang().dir() == "rtl";
    let last_year = attribution.extract.map(|date| date.year());
    let years: Vec<Year> = situation.by_year.iter().map(|year| column(t, year, last_year)).collect();
    Show {
        frame: framing.around(Page::Situation, &t.text("situation-title")),
        t,
        lead: lead(t, situation),
        figures: figures(t, situation),
        selects: selects(t, filter, &site.situation),
        is_filtered: !filter.is_open(),
        is_empty: situation.overall.incidents == 0,
        map: MapView::new(site, framing, filter, situation),
        years: columns(&years, is_rtl),
        chart_size: (WIDTH, HEIGHT),
        tables: tables(t, &here, filter, situation),
        unknowns: unknowns(t, situation),
        here,
        query: filter.query(),
        citation: site.attribution(t),
        source: (attribution.source.clone(), attribution.address.clone()),
        licence: (attribution.licence.clone(), attribution.licence_address.clone()),
    }
}

fn column(t: &Locale, year: &rooms::missing::views::Year, last_year: Option<u16>) -> Year {
    let is_partial = last_year == Some(year.year);
    Year {
        label: if is_partial { format!("{}…", year.year) } else { year.year.to_string() },
        dead: year.tally.dead.people,
        missing: year.tally.missing.people,
        value: t.whole(year.tally.total.people),
        is_partial,
    }
}

fn lead(t: &Locale, situation: &Situation) -> String {
    let (Some(first), Some(last)) = (situation.by_year.first(), situation.by_year.last()) else {
        return t.text("situation-lead-empty");
    };
    let args = Args::new()
        .count("incidents", count(situation.overall.incidents))
        .word("people", t.whole(situation.overall.total.people))
        .word("first", first.year.to_string())
        .word("last", last.year.to_string());
    t.say(if first.year == last.year { "situation-lead-year" } else { "situation-lead" }, &args)
}

fn figures(t: &Locale, situation: &Situation) -> Vec<Figure> {
    let overall = &situation.overall;
    let known = |key: &str, people: i64, rows_unknown: u64| Figure {
        label: t.text(key),
        amount: t.whole(people),
        note: t.say(
            "figure-not-told",
            &Args::new().count("n", count(rows_unknown)).word("of", whole(t, overall.incidents)),
        ),
        is_unknown: false,
    };
    let unknown = |key: &str, share: Share| Figure {
        label: t.text(key),
        amount: percent(t, share),
        note: t.say("figure-of-incidents", &Args::new().count("n", count(share.count)).word("of", whole(t, share.of))),
        is_unknown: true,
    };
    vec![
        known("figure-dead", overall.dead.people, overall.dead.rows_unknown),
        known("figure-missing", overall.missing.people, overall.missing.rows_unknown),
        unknown("figure-origin-unknown", situation.unknown.origin),
        unknown("figure-cause-unknown", situation.unknown.cause),
    ]
}

fn selects(t: &Locale, filter: &Filter, all: &Situation) -> Vec<Select> {
    let choice = |value: String, text: String, chosen: Option<&str>| Choice {
        is_chosen: chosen == Some(value.as_str()),
        value,
        text,
    };
    let chosen_year = filter.year.map(|year| year.to_string());
    let years = all.by_year.iter().rev().map(|year| year.year.to_string());
    let named = |groups: &[Group<String>], chosen: Option<&str>, name: fn(&Locale, &str) -> String| {
        let text = |key: &Option<String>| key.as_deref().map_or_else(|| t.text("not-recorded"), |key| name(t, key));
        let value = |key: &Option<String>| key.clone().unwrap_or_else(|| UNKNOWN.to_owned());
        groups.iter().map(|group| choice(value(&group.key), text(&group.key), chosen)).collect()
    };
    let causes = all.by_cause.iter().map(|group| {
        let value = group.key.as_ref().map_or(UNKNOWN, CauseGroup::key);
        choice(value.to_owned(), cause_name(t, &group.key), filter.cause.as_deref())
    });
    let select = |name, key, any, choices| Select { name, label: t.text(key), any: t.text(any), choices };
    vec![
        select(
            "year",
            "filter-year",
            "any-year",
            years.map(|year| choice(year.clone(), year, chosen_year.as_deref())).collect(),
        ),
        select("region", "filter-region", "any-region", named(&all.by_region, filter.region.as_deref(), names::region)),
        select("route", "filter-route", "any-route", named(&all.by_route, filter.route.as_deref(), names::route)),
        select("cause", "filter-cause", "any-cause", causes.collect()),
    ]
}

fn tables(t: &Locale, here: &str, filter: &Filter, situation: &Situation) -> Vec<Table> {
    let link = |filter: Filter| format!("{here}{}", filter.query());
    let value = |key: Option<&str>| Some(key.unwrap_or(UNKNOWN).to_owned());
    let years = situation.by_year.iter().map(|year| {
        let href = link(Filter { year: Some(year.year), ..filter.clone() });
        (year.year.to_string(), href, year.tally, false)
    });
    let named =
        |groups: &[Group<String>], name: fn(&Locale, &str) -> String, choose: fn(&mut Filter, Option<String>)| {
            let row = |group: &Group<String>| {
                let mut chosen = filter.clone();
                choose(&mut chosen, value(group.key.as_deref()));
                let text = group.key.as_deref().map_or_else(|| t.text("not-recorded"), |key| name(t, key));
                (text, link(chosen), group.tally, group.key.is_none())
            };
            groups.iter().map(row).collect::<Vec<_>>()
        };
    let regions = named(&situation.by_region, names::region, |filter, value| filter.region = value);
    let routes = named(&situation.by_route, names::route, |filter, value| filter.route = value);
    let causes = situation.by_cause.iter().map(|group| {
        let key = group.key.as_ref().map(CauseGroup::key);
        let href = link(Filter { cause: value(key), ..filter.clone() });
        (cause_name(t, &group.key), href, group.tally, key.is_none() || key == Some("mixed-or-unknown"))
    });
    let unknown = &situation.unknown;
    let overall = &situation.overall;
    vec![
        table(t, "by-year", unknown.day, years.collect(), overall),
        table(t, "by-region", unknown.region, regions, overall),
        table(t, "by-route", unknown.route, routes, overall),
        table(t, "by-cause", unknown.cause, causes.collect(), overall),
    ]
}

fn table(
    t: &Locale,
    id: &'static str,
    unknown: Share,
    rows: Vec<(String, String, Tally, bool)>,
    overall: &Tally,
) -> Table {
    let length = |tally: &Tally| tally.dead.people.max(0) + tally.missing.people.max(0);
    let longest = rows.iter().map(|(_, _, tally, _)| length(tally)).max().unwrap_or(0);
    let args = Args::new().count("n", count(unknown.count)).word("percent", percent(t, unknown));
    Table {
        id,
        title: t.text(&format!("{id}-title")),
        unknown: t.say(&format!("{id}-unknown"), &args),
        head: t.text(&format!("{id}-head")),
        rows: rows
            .into_iter()
            .map(|(name, href, tally, is_unknown)| {
                let bar = Some(Bar::new(tally.dead.people, tally.missing.people, longest));
                Row { href, bar, is_unknown, ..row(t, name, &tally) }
            })
            .collect(),
        total: row(t, t.text("all-incidents"), overall),
    }
}

fn row(t: &Locale, name: String, tally: &Tally) -> Row {
    Row {
        name,
        dead: t.whole(tally.dead.people),
        missing: t.whole(tally.missing.people),
        total: t.whole(tally.total.people),
        incidents: whole(t, tally.incidents),
        without_number: whole(t, tally.missing.rows_unknown),
        ..Row::default()
    }
}

fn cause_name(t: &Locale, key: &Option<CauseGroup>) -> String {
    key.as_ref().map_or_else(|| t.text("not-recorded"), |cause| names::cause(t, cause))
}

fn unknowns(t: &Locale, situation: &Situation) -> Vec<UnknownRow> {
    let unknown = &situation.unknown;
    let rows = [
        ("unknown-dead", unknown.dead),
        ("unknown-missing", unknown.missing),
        ("unknown-both", unknown.dead_and_missing),
        ("unknown-sex", unknown.sex),
        ("unknown-children", unknown.children),
        ("unknown-survivors", unknown.survivors),
        ("unknown-origin", unknown.origin),
        ("unknown-cause", unknown.cause),
        ("unknown-route", unknown.route),
        ("unknown-region", unknown.region),
        ("unknown-country", unknown.country),
        ("unknown-day", unknown.day),
        ("unknown-point", unknown.point),
        ("unknown-point-in-doubt", unknown.point_in_doubt),
    ];
    rows.into_iter()
        .map(|(key, share)| UnknownRow {
            name: t.text(key),
            count: whole(t, share.count),
            percent: percent(t, share),
            length: format!("{:.1}", share.percent()),
        })
        .collect()
}

fn count(rows: u64) -> usize {
    usize::try_from(rows).unwrap_or(usize::MAX)
}

fn whole(t: &Locale, rows: u64) -> String {
    t.number(count(rows))
}

fn percent(t: &Locale, share: Share) -> String {
    t.percent(share.percent() / 100.0)
}
