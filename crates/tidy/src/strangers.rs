//! What a fresh clone does not have must not be named: folders of the machine on which the project is written.

/// The paths, put together here so that this file does not name them.
const STRANGERS: [&str; 4] =
    [concat!("/wo", "rk/"), concat!("../sha", "red"), concat!("sha", "red/reference"), concat!("/ro", "ot/")];

/// Every line of a file that names such a path.
#[must_use]
pub fn complaints(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for stranger in STRANGERS.iter().filter(|stranger| line.contains(*stranger)) {
            found.push(format!(
                "{path}:{}: `{stranger}` is not there in a fresh clone; copy what is needed into the project",
                index + 1
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{STRANGERS, complaints};

    #[test]
    fn a_planted_path_is_named_with_its_line() {
        let planted = format!("fine\nopen {}x\n", STRANGERS[0]);
        assert!(complaints("a.rs", &planted)[0].starts_with("a.rs:2: "));
        assert!(complaints("a.rs", "network/a and work/b").is_empty());
    }
}
