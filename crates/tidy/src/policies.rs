//! A policy can be read by who is no programmer: plain words above it, one rule a file, and never more than its folder says.

/// Where the policies lie.
pub const FOLDER: &str = "crates/firewall/policies";

/// What is wrong with one policy file; `path` is seen from the project's root.
#[must_use]
pub fn complaints(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let rule: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let words: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("// ")).collect();
    let said = words.join(" ");
    if said.split(' ').count() < 4 || !said.ends_with('.') {
        found
            .push(format!("{path} begins with no comment; say in a plain sentence what the rule does, and its source"));
    }
    let count = |word: &str| {
        rule.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').filter(|it| *it == word).count()
    };
    let (permits, forbids) = (count("permit"), count("forbid"));
    if permits + forbids != 1 {
        found.push(format!("{path} holds {} rules; give each a file with its own words", permits + forbids));
    }
    let is_never = path.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with("/never/"));
    if is_never && (permits > 0 || count("unless") == 0 || count("when") > 0) {
        found.push(format!(
            "{path} is in `never`; only a `forbid … unless` stands there, so that a proof can turn it round"
        ));
    }
    if !is_never && forbids > 0 {
        found.push(format!("{path} forbids; what must never happen belongs into `{FOLDER}/never`"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::complaints;

    const NEVER: &str = "crates/firewall/policies/never/a.cedar";
    const OTHER: &str = "crates/firewall/policies/tracing/a.cedar";
    const FORBID: &str =
        "// Nobody does this here.\nforbid (principal, action, resource)\nunless { principal.role };\n";
    const PERMIT: &str =
        "// Officers read what is\n// their own.\npermit (principal, action, resource) when { true };\n";

    #[test]
    fn a_policy_says_what_its_folder_says() {
        assert_eq!(complaints(NEVER, FORBID), [""; 0]);
        assert_eq!(complaints(OTHER, PERMIT), [""; 0]);
        assert!(complaints(OTHER, FORBID)[0].contains("belongs into"));
        assert!(complaints(NEVER, PERMIT)[0].contains("only a `forbid … unless`"));
        assert!(complaints(NEVER, &FORBID.replace("unless {", "when {"))[0].contains("only a"));
        assert!(complaints(NEVER, &FORBID.replace("unless", "when"))[0].contains("only a"));
    }

    #[test]
    fn a_policy_has_words_and_is_alone() {
        let wordless = PERMIT.trim_start_matches("// Officers read what is\n// their own.\n");
        assert!(complaints(OTHER, wordless)[0].contains("no comment"));
        assert!(complaints(OTHER, &format!("// A1.\n{wordless}"))[0].contains("no comment"));
        assert!(complaints(OTHER, &format!("{PERMIT}{PERMIT}"))[0].contains("2 rules"));
        assert!(complaints(OTHER, "// There is nothing to see.\n")[0].contains("0 rules"));
    }
}
