//! No `.unwrap()` and no `.expect(…)` outside tests: a user's mistake is never a panic.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// How often the tokens call `unwrap` or `expect`, inside macros too, where the compiler's advisers do not look.
#[must_use]
pub fn complaints(path: &str, code_without_tests: TokenStream) -> Vec<String> {
    let mut calls = Vec::new();
    find(code_without_tests, &mut calls);
    calls
        .into_iter()
        .map(|call| {
            format!(
                "{path}: `.{call}` outside tests; return an error, or `assert!` an impossible state with its reason"
            )
        })
        .collect()
}

fn find(tokens: TokenStream, calls: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for three in tokens.windows(3) {
        if let [TokenTree::Punct(dot), TokenTree::Ident(name), TokenTree::Group(call)] = three
            && dot.as_char() == '.'
            && (name == "unwrap" || name == "expect")
            && call.delimiter() == Delimiter::Parenthesis
        {
            calls.push(format!("{name}({})", call.stream()));
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            find(group.stream(), calls);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::complaints;
    use crate::syntax::without_tests;

    fn found(source: &str) -> Vec<String> {
        complaints("a.rs", without_tests(source).unwrap())
    }

    #[test]
    fn planted_calls_are_found_in_macros_too() {
        assert_eq!(found("fn f() { x.unwrap(); }").len(), 1);
        assert_eq!(found("fn f() { println!(\"{}\", x.expect(\"y\")); }").len(), 1);
    }

    #[test]
    fn tests_comments_and_other_names_are_left_alone() {
        assert_eq!(found("#[cfg(test)] mod tests { fn f() { x.unwrap(); } }").len(), 0);
        assert_eq!(found("/// Like `x.unwrap()`.\nfn f() { x.unwrap_or(1); // x.unwrap()\n }").len(), 0);
    }
}
