//! A link or picture in a document points at something that is there.

/// The targets of a document's links and pictures that lie in this project, without fragments.
#[must_use]
pub fn targets(text: &str) -> Vec<&str> {
    let after = text.split("](").skip(1);
    let inside = after.filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    inside
        .filter_map(|target| target.split('#').next())
        .filter(|target| !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:"))
        .collect()
}

/// Every link of the document at `path` for which `exists` (asked from the project's root) says no.
#[must_use]
pub fn complaints(path: &str, text: &str, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    targets(text)
        .into_iter()
        .filter(|target| !exists(&format!("{folder}/{target}")))
        .map(|target| format!("{path} points at `{target}`, which is not there"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::complaints;

    #[test]
    fn a_dead_link_is_named_and_others_are_not() {
        let text = "[a](a.md#part) ![b](b.png) [c](https://example.org) [d](#here)";
        let found = complaints("docs/x.md", text, |path| path == "docs/a.md");
        assert_eq!(found, ["docs/x.md points at `b.png`, which is not there"]);
    }
}
