//! A file that has grown past a limit holds a second subject.

/// Lines of a source file, its tests and documentation included.
pub const LINE_COUNT_MAX: usize = 500;

/// Files that may be longer, each with its reason.
pub const LONGER: [(&str, &str); 0] = [];

/// Files over the limit that nobody excused, and excuses that are no longer needed.
#[must_use]
pub fn complaints<'a>(files: impl IntoIterator<Item = (&'a str, usize)>, longer: &[(&str, &str)]) -> Vec<String> {
    let mut found = Vec::new();
    let mut needed = Vec::new();
    for (path, line_count) in files.into_iter().filter(|(_, line_count)| *line_count > LINE_COUNT_MAX) {
        needed.push(path);
        if !longer.iter().any(|(excused, _)| *excused == path) {
            found.push(format!(
                "{path} has {line_count} lines, the limit is {LINE_COUNT_MAX}; look for the second subject, or list it in crates/tidy/src/size.rs with a reason"
            ));
        }
    }
    let stale = longer.iter().filter(|(excused, _)| !needed.contains(excused));
    found.extend(
        stale.map(|(path, _)| {
            format!("{path} is within the limit now; take it off the list in crates/tidy/src/size.rs")
        }),
    );
    found
}

#[cfg(test)]
mod tests {
    use super::complaints;

    #[test]
    fn a_long_file_and_a_stale_excuse_are_named() {
        assert_eq!(complaints([("a.rs", 501), ("b.rs", 500)], &[]).len(), 1);
        assert_eq!(complaints([("a.rs", 501)], &[("a.rs", "a table")]).len(), 0);
        assert_eq!(complaints([("a.rs", 10)], &[("a.rs", "a table")]).len(), 1);
    }
}
