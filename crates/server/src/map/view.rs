//! The map of a page: the server's drawing, and what the island needs to draw its own.

use rooms::missing::views::Situation;

use super::grid::{Circle, Spot, circles, radius};
use super::outlines::Outlines;
use super::projection;
use crate::frame::Framing;
use crate::locale::{Args, Locale};
use crate::rooms::missing::filter::Filter;
use crate::site::Site;

/// The file of outlines that the island draws.
const OUTLINES: &str = "/map/countries-50m.topojson";

/// Keys of the words that the island shows, as `map-<key>` in the locale files.
const WORDS: [&str; 14] = [
    "map-name",
    "dead-and-missing",
    "unknown-number",
    "unknown-place",
    "unknown-source",
    "source",
    "in-incidents",
    "more",
    "zoom-in",
    "zoom-out",
    "close",
    "scroll-help",
    "scroll-help-mac",
    "touch-help",
];

/// What the template of the map shows.
pub struct MapView {
    /// The `viewBox` of the drawing.
    pub view_box: String,
    /// Paths of land and boundaries.
    pub outlines: &'static Outlines,
    /// Circles, the largest first.
    pub circles: Vec<Circle>,
    /// Sizes of the legend: radius, side of its drawing, words.
    pub legend: Vec<(String, String, String)>,
    /// What the drawing shows, for those who do not see it.
    pub name: String,
    /// What is not on the map, and why.
    pub apart: Vec<String>,
    /// Address of the incidents as the island reads them.
    pub points: String,
    /// Address of the outlines as the island reads them.
    pub outlines_address: &'static str,
    /// Words of the island, as JSON.
    pub words: String,
    /// Address of the island's program and sheet.
    pub assets: (String, String),
    /// Address of the same incidents as a table.
    pub table: String,
}

impl MapView {
    /// The map of the incidents of a situation.
    #[must_use]
    pub fn new(site: &Site, framing: &Framing, filter: &Filter, situation: &Situation) -> Self {
        let t = framing.t;
        let incidents = &site.content.incidents;
        let spots: Vec<Spot> = situation
            .points
            .iter()
            .filter_map(|&index| {
                let point = incidents[index].place.point?;
                let people = incidents[index].counts.total().map(|people| u32::try_from(people).unwrap_or(0));
                Some(Spot { longitude: point.longitude(), latitude: point.latitude(), people })
            })
            .collect();
        let (x, y, width, height) = projection::view();
        let query = filter.query();
        Self {
            view_box: format!("{x:.0} {y:.0} {width:.0} {height:.0}"),
            outlines: Outlines::world(),
            circles: circles(&spots),
            legend: [10_u64, 100, 1000].into_iter().map(|people| legend(t, people)).collect(),
            name: t.say("map-drawing", &Args::new().count("n", spots.len())),
            apart: apart(t, site, situation),
            points: format!("{}{query}", framing.link("/situation/points.geojson")),
            outlines_address: OUTLINES,
            words: words(t),
            assets: (site.assets.map_js.clone(), site.assets.map_css.clone()),
            table: format!("{}{query}", framing.link("/situation/incidents")),
        }
    }
}

fn legend(t: &Locale, people: u64) -> (String, String, String) {
    let r = radius(people);
    let side = format!("{:.0}", (r * 2.0 + 4.0).ceil());
    (format!("{r:.1}"), side, t.say("people-count", &Args::new().count("n", usize::try_from(people).unwrap_or(0))))
}

/// Sums over a period are no event on a day, and some incidents have no point: both are counted, and said.
fn apart(t: &Locale, site: &Site, situation: &Situation) -> Vec<String> {
    let mut said = Vec::new();
    if !situation.cumulative.is_empty() {
        let people: i64 =
            situation.cumulative.iter().filter_map(|&index| site.content.incidents[index].counts.total()).sum();
        let args = Args::new().count("n", situation.cumulative.len()).word("people", t.whole(people));
        said.push(t.say("map-cumulative", &args));
    }
    let without_point = usize::try_from(situation.unknown.point.count).unwrap_or(usize::MAX);
    if without_point > 0 {
        said.push(t.say("map-without-point", &Args::new().count("n", without_point)));
    }
    let in_doubt = usize::try_from(situation.unknown.point_in_doubt.count).unwrap_or(usize::MAX);
    if in_doubt > 0 {
        said.push(t.say("map-point-in-doubt", &Args::new().count("n", in_doubt)));
    }
    said
}

fn words(t: &Locale) -> String {
    let words = WORDS.into_iter().map(|key| {
        let message = if key.starts_with("map-") { key.to_owned() } else { format!("map-{key}") };
        // The island counts what it gathers, so it fills these places itself.
        let args = Args::new().word("n", "{n}").word("m", "{m}");
        (key.to_owned(), serde_json::Value::from(t.say(&message, &args)))
    });
    serde_json::Value::Object(words.collect()).to_string()
}
