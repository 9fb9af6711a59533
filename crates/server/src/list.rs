//! What every list page has: a column to sort by, a page, both in the address.

use crate::locale::{Args, Locale};

/// Rows of a page.
const ROWS: usize = 50;

/// How a list is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Listing {
    /// Column that is sorted by, one of the list's own.
    pub column: &'static str,
    /// From the last to the first.
    pub is_descending: bool,
    /// Page, from 1.
    pub page: usize,
}

/// A column's name in the address, the key of its heading, and whether it holds numbers.
pub type Column = (&'static str, &'static str, bool);

/// A heading that sorts.
pub struct Heading {
    /// Words.
    pub text: String,
    /// Address of the list sorted by it.
    pub href: String,
    /// The value of `aria-sort`.
    pub sort: &'static str,
    /// Arrow that shows the same.
    pub arrow: &'static str,
    /// The column holds numbers.
    pub is_number: bool,
}

/// Where one is in the list, and the way on.
pub struct Pager {
    /// "51 to 100 of 19,185"
    pub text: String,
    /// Address of the page before.
    pub previous: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
}

impl Listing {
    /// Reads `sort` (a column, `-` before it for descending) and `page`; what is none of ours is left aside.
    #[must_use]
    pub fn read(pairs: &[(String, String)], columns: &[Column], by_default: &'static str) -> Self {
        let value = |name: &str| pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let find = |written: &str| {
            let name = written.trim_start_matches('-');
            columns.iter().find(|(column, ..)| *column == name).map(|(column, ..)| (*column, written.starts_with('-')))
        };
        let (column, is_descending) = value("sort").and_then(find).or_else(|| find(by_default)).unwrap_or(("", false));
        let page = value("page").and_then(|page| page.parse().ok()).filter(|page| *page > 0).unwrap_or(1);
        Self { column, is_descending, page }
    }

    /// The rows of this page; a page beyond the end is the last one.
    #[must_use]
    pub fn page_of<'a, T>(&self, rows: &'a [T]) -> &'a [T] {
        let start = (self.shown_page(rows.len()) - 1) * ROWS;
        &rows[start..rows.len().min(start + ROWS)]
    }

    /// Sorts by a key; what has none comes last either way, and equals keep their order.
    pub fn sort<T, K: Ord>(&self, rows: &mut [T], key: impl Fn(&T) -> Option<K>) {
        rows.sort_by_cached_key(|row| {
            let key = key(row);
            let (up, down) = if self.is_descending { (None, key) } else { (key, None) };
            (up.is_none() && down.is_none(), up, std::cmp::Reverse(down))
        });
    }

    fn shown_page(&self, count: usize) -> usize {
        self.page.min(count.div_ceil(ROWS).max(1))
    }

    /// The headings; the one in force sorts the other way round when followed.
    #[must_use]
    pub fn headings(&self, t: &Locale, here: &str, query: &str, columns: &[Column]) -> Vec<Heading> {
        let heading = |(column, key, is_number): &Column| {
            let is_current = *column == self.column;
            let descends = is_current && !self.is_descending;
            let (sort, arrow) = match (is_current, self.is_descending) {
                (false, _) => ("none", ""),
                (true, false) => ("ascending", "▲"),
                (true, true) => ("descending", "▼"),
            };
            let sign = if descends { "-" } else { "" };
            let href = format!("{here}{}sort={sign}{column}", joint(query));
            Heading { text: t.text(key), href, sort, arrow, is_number: *is_number }
        };
        columns.iter().map(heading).collect()
    }

    /// Where one is, and the way on.
    #[must_use]
    pub fn pager(&self, t: &Locale, here: &str, query: &str, count: usize) -> Pager {
        let page = self.shown_page(count);
        let (first, last) = ((page - 1) * ROWS + 1, count.min(page * ROWS));
        let sign = if self.is_descending { "-" } else { "" };
        let link = |page: usize| format!("{here}{}sort={sign}{}&page={page}", joint(query), self.column);
        let args = Args::new().word("first", t.number(first)).word("last", t.number(last)).word("of", t.number(count));
        Pager {
            text: if count == 0 { String::new() } else { t.say("pager-rows", &args) },
            previous: (page > 1).then(|| link(page - 1)),
            next: (last < count).then(|| link(page + 1)),
        }
    }
}

/// A query that more can be added to.
fn joint(query: &str) -> String {
    if query.is_empty() { "?".to_owned() } else { format!("{query}&") }
}

#[cfg(test)]
mod tests {
    use super::{Column, Listing};
    use crate::locale::{Lang, Locale};

    const COLUMNS: [Column; 2] = [("date", "column-date", false), ("people", "column-people", true)];

    fn read(sort: &str, page: &str) -> Listing {
        Listing::read(&[("sort".into(), sort.into()), ("page".into(), page.into())], &COLUMNS, "-date")
    }

    #[test]
    fn what_is_none_of_ours_is_left_aside() {
        assert_eq!(read("people", "3"), Listing { column: "people", is_descending: false, page: 3 });
        assert_eq!(read("-name", "-1"), Listing { column: "date", is_descending: true, page: 1 });
        assert_eq!(read("", "99999999999999999999"), Listing { column: "date", is_descending: true, page: 1 });
    }

    #[test]
    fn a_page_beyond_the_end_is_the_last() {
        let rows: Vec<usize> = (0..120).collect();
        assert_eq!(read("date", "2").page_of(&rows), &rows[50..100]);
        assert_eq!(read("date", "77").page_of(&rows), &rows[100..]);
        assert!(read("date", "77").page_of::<usize>(&[]).is_empty());
    }

    #[test]
    fn what_is_not_known_comes_last_either_way() {
        let mut rows = [Some(2), None, Some(3), Some(1)];
        read("people", "1").sort(&mut rows, |row| *row);
        assert_eq!(rows, [Some(1), Some(2), Some(3), None]);
        read("-people", "1").sort(&mut rows, |row| *row);
        assert_eq!(rows, [Some(3), Some(2), Some(1), None]);
    }

    #[test]
    fn the_way_on_keeps_filter_and_order() {
        let pager = read("people", "1").pager(Locale::of(Lang::En), "/en/x", "?year=2015", 51);
        assert_eq!(pager.next.as_deref(), Some("/en/x?year=2015&sort=people&page=2"));
        assert_eq!((pager.previous, pager.text.as_str()), (None, "1 to 50 of 51"));
        let headings = read("people", "1").headings(Locale::of(Lang::En), "/en/x", "", &COLUMNS);
        assert_eq!((headings[1].href.as_str(), headings[1].sort), ("/en/x?sort=-people", "ascending"));
    }
}
