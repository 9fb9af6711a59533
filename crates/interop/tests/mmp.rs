//! The published lists of incidents, counted, and the traps that their notes name.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use interop::Faults;
use interop::mmp::{self, Extract, Layout};
use rooms::missing::kinds::{Cause, Incident, IncidentType, PlaceDoubt};
use rooms::missing::views::{Situation, main_groups};

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The full list, read once for all tests.
fn demo() -> Extract {
    static DEMO: LazyLock<Extract> =
        LazyLock::new(|| mmp::read(&project("demo/missing-migrants/missing-migrants-2014-2026.csv")).unwrap());
    DEMO.clone()
}

fn web_export() -> Extract {
    mmp::read(&project("reference/mmp/mmp-global-2026-05-06.csv")).unwrap()
}

/// A list in the layout of the full download; each row gives the cells that differ from a plain row.
fn full(rows: &[&[(&str, &str)]]) -> Result<Extract, Faults> {
    let headers: Vec<&str> = mmp::FIELDS.iter().map(|(_, column)| column.name).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headers).unwrap();
    for (at, row) in rows.iter().enumerate() {
        let id = format!("2026.MMP{at:05}");
        let cell = |name: &&str| match (row.iter().find(|(other, _)| other == name), *name) {
            (Some((_, text)), _) => (*text).to_owned(),
            (None, "Main ID" | "Incident ID") => id.clone(),
            (None, "Incident Year") => "2026".to_owned(),
            (None, _) => String::new(),
        };
        writer.write_record(headers.iter().map(cell)).unwrap();
    }
    mmp::decode("list.csv", writer.into_inner().unwrap())
}

fn told(extract: &Extract) -> Vec<(usize, &str, &str)> {
    extract.flags.iter().map(|flag| (flag.line, flag.field.as_ref(), flag.reason.as_str())).collect()
}

fn count_where(incidents: &[Incident], is: impl Fn(&Incident) -> bool) -> usize {
    incidents.iter().filter(|incident| is(incident)).count()
}

#[test]
fn the_totals_by_year_are_those_that_stand_beside_the_list() {
    let extract = demo();
    assert_eq!((extract.layout, extract.row_count_read, extract.rows.len()), (Layout::FullDownload, 19_184, 19_184));
    let view = Situation::of(&extract.into_incidents());
    let line = |y: &rooms::missing::views::Year| {
        let [dead, missing, total] = [y.tally.dead, y.tally.missing, y.tally.total].map(|sum| sum.people);
        format!("{},{},{dead},{missing},{total}", y.year, y.tally.incidents)
    };
    let found: Vec<String> = view.by_year.iter().map(line).collect();
    let table = std::fs::read_to_string(project("demo/missing-migrants/totals-by-year.csv")).unwrap();
    let here = |line: &str| line.split(',').take(5).collect::<Vec<_>>().join(",");
    let expected: Vec<String> = table.lines().skip(1).map(here).collect();
    assert_eq!(expected.len(), 13);
    assert_eq!(found, expected);
}

#[test]
fn the_web_export_has_the_figures_of_its_notes() {
    let extract = web_export();
    assert_eq!((extract.layout, extract.row_count_read), (Layout::WebExport, 238));
    assert_eq!(extract.flags.iter().filter(|flag| flag.reason.starts_with("more females")).count(), 4);
    assert_eq!(extract.flags.iter().filter(|flag| flag.reason.starts_with("negative")).count(), 0);
    let incidents = extract.into_incidents();
    let view = Situation::of(&incidents);
    assert_eq!((incidents.len(), view.main_groups.len()), (238, 211));
    let sums = [view.overall.dead, view.overall.missing, view.overall.survivors].map(|sum| sum.people);
    assert_eq!(sums, [642, 1258, 3006]);
    assert_eq!((view.overall.dead.rows_unknown, view.overall.females.rows_unknown), (42, 195));
    assert_eq!(view.unknown.route.count, 24);
    let is_foreign = |incident: &Incident| {
        let texts = [&incident.place.location, &incident.information_source, &incident.route];
        texts.into_iter().flatten().any(|text| !text.is_ascii())
    };
    assert_eq!(count_where(&incidents, is_foreign), 44);
    assert_eq!(incidents[1].date.unwrap().to_string(), "2026-01-02"); // `Fri, 01/02/2026`: the month comes first
    assert_eq!(incidents[0].urls.len(), 3);
    assert!(incidents.iter().all(|incident| incident.place.point.is_some() && incident.types.is_empty()));
}

#[test]
fn both_layouts_say_the_same_of_the_same_incidents() {
    let all = demo().into_incidents();
    let full: HashMap<&str, &Incident> = all.iter().map(|incident| (incident.incident_id.as_str(), incident)).collect();
    for web in web_export().into_incidents() {
        let other = full[web.incident_id.as_str()];
        let mut counts = other.counts;
        counts.total_recorded = None;
        assert_eq!((web.counts, web.date, web.year), (counts, other.date, other.year), "{}", web.incident_id);
        assert_eq!((&web.causes, &web.route, &web.origin), (&other.causes, &other.route, &other.origin));
        assert_eq!((&web.place.location, web.place.point), (&other.place.location, other.place.point));
    }
}

#[test]
fn the_traps_of_the_full_list_are_named() {
    let extract = demo();
    let reasons = |text: &str| extract.flags.iter().filter(|flag| flag.reason.contains(text)).count();
    assert_eq!(reasons("byte order mark"), 6);
    assert_eq!(reasons("several qualities"), 5); // 35 (twice), 34, 345, 14
    assert_eq!(reasons("day and month seem swapped") + reasons("not in the month"), 13);
    assert_eq!(reasons("stands on line"), 0);
    let lost: Vec<_> = extract.flags.iter().filter(|flag| flag.reason.contains("decimals may be lost")).collect();
    assert!(lost.iter().any(|flag| flag.found == "59.1551, 28"));
    let negative: Vec<_> = extract.flags.iter().filter(|flag| flag.reason.starts_with("negative")).collect();
    let alone = negative.iter().filter(|flag| flag.reason.contains("no other row")).count();
    assert_eq!((negative.len(), alone), (11, 6)); // 11 events stay negative, 6 of them are one row
    let incidents = extract.into_incidents();
    assert_eq!(count_where(&incidents, |incident| incident.counts.has_negative()), 44);
    assert_eq!(count_where(&incidents, Incident::is_cumulative), 92);
    assert_eq!(count_where(&incidents, |incident| incident.types.is_empty()), 751);
    assert_eq!(count_where(&incidents, |incident| incident.date.and_then(|date| date.day()).is_none()), 14);
    assert_eq!(count_where(&incidents, |incident| incident.counts.dead.is_none()), 1046);
    let view = Situation::of(&incidents);
    assert_eq!(view.cumulative.len(), 92);
    assert!(view.points.iter().all(|&at| !incidents[at].is_cumulative()));
    assert_eq!(main_groups(&incidents).len(), 18_632);
}

#[test]
fn a_negative_row_is_summed_inside_its_event() {
    let (event, missing) = (("Main ID", "2026.MMP0007"), "Minimum Estimated Number of Missing");
    let extract = full(&[
        &[event, ("Number of Dead", "2"), (missing, "5")],
        &[event, ("Number of Dead", "3"), (missing, "-3")],
        &[("Number of Survivors", "-1")],
        &[("Main ID", "E"), ("Number of Dead", "1"), (missing, "-1")],
        &[("Main ID", "E"), (missing, "-1")],
    ])
    .unwrap();
    let alone = "negative, and no other row has the main id `2026.MMP00002`; it is kept";
    let summed = "negative once the 2 rows of main id `E` are summed; it is kept";
    assert_eq!(told(&extract), [(4, "Number of Survivors", alone), (6, missing, summed)]);
    let incidents = extract.into_incidents();
    assert_eq!(main_groups(&incidents)[0].counts.total(), Some(7));
}

#[test]
fn what_is_odd_is_flagged_and_kept() {
    let extract = full(&[
        &[("Number of Dead", "2"), ("Total Number of Dead and Missing", "3")],
        &[("Number of Dead", "2"), ("Number of Females", "2"), ("Number of Males", "1")],
        &[("Source Quality", "45")],
        &[("Coordinates", "59.1551, 28"), ("Country of Incident", "Russian Federation")],
        &[("Coordinates", "1.515145, 12.479761"), ("Country of Incident", "Burkina Faso")],
        &[("Incident Date", "2026-06-01"), ("Month", "January")],
        &[("Incident Date", "some day")],
        &[("Cause of Death", "Lightning"), ("Incident Type", "Rescue")],
        &[("Source Quality", "9"), ("Number of Children", "2"), ("Number of Dead", "1")],
        &[("Total Number of Dead and Missing", "5")],
    ])
    .unwrap();
    assert_eq!(
        told(&extract),
        [
            (2, "Total Number of Dead and Missing", "the total is not dead + missing (2); it is kept"),
            (3, "Number of Females", "more females and males than dead and missing (2); it is kept"),
            (4, "Source Quality", "the source merged rows of several qualities, one digit each"),
            (5, "Coordinates", "a whole number of degrees; its decimals may be lost"),
            (6, "Coordinates", "latitude and longitude seem swapped (Burkina Faso); kept as written"),
            (7, "Incident Date", "the month is not that of the row, the day is: day and month seem swapped"),
            (8, "Incident Date", "not a date (ISO, or month first as `01/31/2026`); the day is unknown"),
            (9, "Incident Type", "not a type of the list; it is kept as written"),
            (9, "Cause of Death", "not a cause of the list; it is kept as written"),
            (10, "Number of Children", "more children than dead and missing (1)"),
            (10, "Source Quality", "not a quality from 1 to 5; it is unknown"),
            (11, "Total Number of Dead and Missing", "a total, while dead and missing are blank; it is kept"),
        ]
    );
    let incidents = extract.into_incidents();
    assert_eq!((incidents[0].counts.total(), incidents[2].source_quality.as_slice()), (Some(3), [4, 5].as_slice()));
    assert_eq!(incidents[4].place.doubt, Some(PlaceDoubt::Swapped));
    assert_eq!(incidents[4].place.point.unwrap().latitude(), 1.515145);
    assert_eq!(incidents[7].causes, [Cause::Other("Lightning".into())]);
    assert_eq!(incidents[7].types, [IncidentType::Other("Rescue".into())]);
}

#[test]
fn what_cannot_be_counted_is_refused_all_at_once() {
    let faults = full(&[
        &[("Number of Dead", "3-5")],
        &[("Incident Year", "MMXX"), ("Number of Females", "1.5")],
        &[("Incident ID", ""), ("Main ID", "")],
        &[("Incident ID", "X"), ("Number of Dead", "1")],
        &[("Incident ID", "X"), ("Number of Dead", "2")],
        &[("Number of Dead", "99999999999999999999")],
    ])
    .unwrap_err();
    let told: Vec<_> = faults.faults.iter().map(|fault| fault.to_string()).collect();
    let no_count = "is not a count; write a whole number in digits, or leave it blank";
    assert_eq!(
        told,
        [
            format!("list.csv:2:8 [Number of Dead]: `3-5` {no_count}"),
            "list.csv:3:6 [Incident Year]: `MMXX` is not a year from 1990 to 2200; write the year under which it counts"
                .to_owned(),
            format!("list.csv:3:12 [Number of Females]: `1.5` {no_count}"),
            "list.csv:4:2 [Incident ID]: the row has no incident id; give it one, it is the key of the row".to_owned(),
            "list.csv:4:1 [Main ID]: the row has no main id; repeat the incident id where it stands alone".to_owned(),
            format!("list.csv:7:8 [Number of Dead]: `99999999999999999999` {no_count}"),
            "list.csv:6 [Incident ID]: incident id `X` stands on line 5 with another `Main ID` (`2026.MMP00003`, here \
             `2026.MMP00004`); give each row an id of its own, such as `X#2`"
                .to_owned(),
        ]
    );
}

#[test]
fn counts_of_a_data_frame_are_whole_numbers() {
    let extract = full(&[&[("Number of Dead", "12.0"), ("Number of Survivors", "1.00")]]).unwrap();
    let plain = full(&[&[("Number of Dead", "12"), ("Number of Survivors", "1")]]).unwrap();
    assert_eq!(told(&extract), []);
    assert!(extract.to_csv() == plain.to_csv());
    assert!(extract.into_incidents() == plain.into_incidents());
}

#[test]
fn the_same_row_twice_is_taken_once_and_said() {
    let twice: &[(&str, &str)] = &[("Incident ID", "X"), ("Main ID", "X"), ("Number of Dead", "1")];
    let extract = full(&[twice, twice]).unwrap();
    assert_eq!((extract.row_count_read, extract.rows.len()), (2, 1));
    assert_eq!(told(&extract), [(3, "Incident ID", "the same row stands on line 2; it was taken once")]);
}

#[test]
fn a_remark_names_the_column_as_the_file_does() {
    let text = String::from_utf8(std::fs::read(project("reference/mmp/mmp-global-2026-05-06.csv")).unwrap()).unwrap();
    let extract =
        mmp::decode("w.csv", text.replacen("Drowning", "Lightning", 1).replacen("January", "Jauary", 1).into())
            .unwrap();
    let fields: Vec<_> = extract.flags.iter().take(2).map(|flag| flag.field.as_ref()).collect();
    assert_eq!(fields, ["Reported Month", "Cause of Death"]);
}

#[test]
fn a_missing_column_is_named_in_the_words_of_its_layout() {
    let bytes = b"Main ID,Incident ID,Region,Reported Month,Number Dead\n1,1,,,\n".to_vec();
    let told = mmp::decode("w.csv", bytes).unwrap_err().to_string();
    assert!(told.contains("w.csv:1 [Year]: column `Year` is missing"), "{told}");
    assert!(told.contains("column `Migration route` is missing") && !told.contains("Country of Incident"), "{told}");
}

/// The web export with a column before the others and one behind them.
fn widened(first: &str, last: &str) -> Vec<u8> {
    let mut reader = csv::Reader::from_path(project("reference/mmp/mmp-global-2026-05-06.csv")).unwrap();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = reader.headers().unwrap().clone();
    writer.write_record([first].into_iter().chain(&header).chain([last])).unwrap();
    for (at, record) in reader.records().enumerate() {
        writer.write_record([at.to_string().as_str()].into_iter().chain(&record.unwrap()).chain(["x"])).unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn a_column_that_is_not_known_is_left_unread_and_said_once() {
    let plain = web_export();
    let reason = "column not known and not read";
    for (first, field) in [("", "column 1"), ("index", "index")] {
        let extract = mmp::decode("w.csv", widened(first, "Checked by")).unwrap();
        let (unread, others) = extract.flags.split_at(2);
        let told: Vec<_> = unread.iter().map(|flag| (flag.line, flag.field.as_ref(), flag.found.as_str())).collect();
        assert_eq!(told, [(1, field, first), (1, "Checked by", "Checked by")]);
        assert!(unread.iter().all(|flag| flag.reason == reason) && others == plain.flags);
        assert!(extract.to_csv() == plain.to_csv());
    }
}

#[test]
fn a_column_that_is_not_known_is_a_fault_where_one_is_missing_or_would_be_lost() {
    let told = mmp::decode("w.csv", b"name,Main ID\n1,1\n".to_vec()).unwrap_err().to_string();
    assert!(told.contains("`name` is not known") && told.contains("column `Incident ID` is missing"), "{told}");
    let file = std::env::temp_dir().join(format!("landfall-mmp-{}.csv", std::process::id()));
    std::fs::write(&file, widened("index", "notes")).unwrap();
    let outcome = mmp::read_whole(&file);
    std::fs::remove_file(&file).unwrap();
    let told = outcome.unwrap_err().to_string();
    assert!(told.contains("column `index` is not known") && told.contains("column `notes` is not known"), "{told}");
}

#[test]
fn the_normal_form_is_a_fixed_point_and_says_the_same() {
    for extract in [demo(), web_export()] {
        let bytes = extract.to_csv();
        let again = mmp::decode("normal.csv", bytes.clone()).unwrap();
        assert!(again.to_csv() == bytes);
        assert!(extract.into_incidents() == again.into_incidents());
    }
}

#[test]
fn every_cell_of_the_demo_stands_in_the_normal_form() {
    let path = project("demo/missing-migrants/missing-migrants-2014-2026.csv");
    let mut before = csv::Reader::from_path(path).unwrap();
    let bytes = demo().to_csv();
    let mut after = csv::Reader::from_reader(bytes.as_slice());
    assert_eq!(before.headers().unwrap(), after.headers().unwrap());
    let mut row_count = 0;
    for (before, after) in before.records().zip(after.records()) {
        for (old, new) in before.unwrap().iter().zip(&after.unwrap()) {
            // six ids begin with an invisible mark, some places hold a space that does not break
            let is_space = |c: char| c.is_whitespace() || c == '\u{feff}';
            let words: Vec<_> = old.split(is_space).filter(|word| !word.is_empty()).collect();
            assert_eq!(words.join(" "), new);
        }
        row_count += 1;
    }
    assert_eq!(row_count, 19_184);
}

#[test]
fn a_second_import_changes_nothing() {
    let merged = mmp::merge(demo(), demo());
    assert_eq!((merged.row_count_added, merged.row_count_same), (0, 19_184));
    assert!(merged.replaced.is_empty());
    assert!(merged.to_csv() == demo().to_csv());
}

#[test]
fn the_web_export_laid_over_the_full_list_erases_nothing_that_it_does_not_know() {
    let merged = mmp::merge(demo(), web_export());
    assert_eq!((merged.row_count_added, merged.row_count_same, merged.replaced.len()), (0, 238, 0));
    assert!(merged.to_csv() == demo().to_csv());
}

#[test]
fn a_newer_row_replaces_what_differs_and_says_so() {
    let held = full(&[&[("Number of Dead", "1"), ("Migration Route", "Darien")], &[("Number of Dead", "4")]]).unwrap();
    let newer = full(&[&[("Number of Dead", "2"), ("Migration Route", "Darien")]]).unwrap();
    let merged = mmp::merge(held, newer);
    assert_eq!((merged.row_count(), merged.row_count_added, merged.row_count_same), (2, 0, 0));
    assert_eq!(merged.replaced[0].fields, ["Number of Dead"]);
    let incidents = mmp::decode("merged.csv", merged.to_csv()).unwrap().into_incidents();
    assert_eq!((incidents[0].counts.dead, incidents[1].counts.dead), (Some(2), Some(4)));
}

#[test]
fn a_layout_without_totals_leaves_no_stale_total() {
    let text = String::from_utf8(web_export().to_csv()).unwrap();
    // the first incident has one dead: the held row has three and a total, then the export is laid over it
    let held = mmp::decode("held.csv", text.replacen(",January,1,0,,", ",January,3,0,3,", 1).into_bytes()).unwrap();
    assert_eq!(held.rows[0].incident.counts.total_recorded, Some(3));
    let merged = mmp::merge(held, web_export());
    assert_eq!(merged.replaced.len(), 1);
    let incidents = mmp::decode("merged.csv", merged.to_csv()).unwrap().into_incidents();
    assert_eq!((incidents[0].counts.total_recorded, incidents[0].counts.total()), (None, Some(1)));
}

#[test]
fn a_workbook_reads_like_the_text() {
    let mut reader = csv::Reader::from_path(project("reference/mmp/mmp-global-2026-05-06.csv")).unwrap();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let header = reader.headers().unwrap().clone();
    for (row, record) in std::iter::once(Ok(header)).chain(reader.records()).enumerate() {
        for (column, cell) in record.unwrap().iter().enumerate() {
            let at = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
            // numbers as numbers, as the download has them
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(at.0, at.1, number).unwrap(),
                Err(_) => sheet.write(at.0, at.1, cell).unwrap(),
            };
        }
    }
    let sheet = mmp::decode("mmp.xlsx", workbook.save_to_buffer().unwrap()).unwrap();
    let text = web_export();
    assert_eq!((sheet.layout, sheet.to_csv() == text.to_csv()), (text.layout, true));
}
