//! Rust source as tokens, with what is for tests left out.

use proc_macro2::{Delimiter, Group, LexError, TokenStream, TokenTree};

/// Is this file there for tests alone?
#[must_use]
pub fn is_test_file(path: &str) -> bool {
    path.contains("/tests/") || path.contains("/benches/") || path.ends_with("/tests.rs")
}

/// Modules that the source at `path` declares for tests alone (`#[cfg(test)] mod laws;`), as beginnings of their paths.
///
/// # Errors
/// Where the text is no Rust.
pub fn test_modules(path: &str, source: &str) -> Result<Vec<String>, syn::Error> {
    let stem = path.trim_end_matches(".rs");
    let folder = ["/mod", "/lib", "/main"].iter().find_map(|end| stem.strip_suffix(end)).unwrap_or(stem);
    let is_for_tests = |module: &syn::ItemMod| {
        module.attrs.iter().any(|attribute| match &attribute.meta {
            syn::Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
            _ => false,
        })
    };
    let declared = syn::parse_file(source)?.items.into_iter().filter_map(|item| match item {
        syn::Item::Mod(module) if module.content.is_none() && is_for_tests(&module) => Some(module.ident),
        _ => None,
    });
    Ok(declared.flat_map(|name| [format!("{folder}/{name}.rs"), format!("{folder}/{name}/")]).collect())
}

/// The tokens of a source file without items under `#[cfg(test)]`, `#[test]` and the like. Comments are gone as well.
///
/// # Errors
/// Where the text is no Rust.
pub fn without_tests(source: &str) -> Result<TokenStream, LexError> {
    Ok(strip(source.parse()?))
}

/// Does the inside of an attribute's brackets make its item one for tests?
#[must_use]
pub fn is_for_tests(attribute: &TokenStream) -> bool {
    let text: String = attribute.to_string().chars().filter(|letter| !letter.is_whitespace()).collect();
    text == "test"
        || text == "rstest"
        || (text.starts_with("cfg(") && text.contains("test") && !text.contains("not(test)"))
}

fn strip(tokens: TokenStream) -> TokenStream {
    let mut kept = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let starts_attribute = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '#');
        if starts_attribute
            && let Some(TokenTree::Group(brackets)) = tokens.peek()
            && brackets.delimiter() == Delimiter::Bracket
            && is_for_tests(&brackets.stream())
        {
            skip_item(&mut tokens);
            continue;
        }
        kept.push(match token {
            TokenTree::Group(group) => TokenTree::Group(Group::new(group.delimiter(), strip(group.stream()))),
            other => other,
        });
    }
    kept.into_iter().collect()
}

/// An item ends with its braces or with a semicolon, whichever comes first.
fn skip_item(tokens: &mut impl Iterator<Item = TokenTree>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return,
            TokenTree::Punct(mark) if mark.as_char() == ';' => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{test_modules, without_tests};

    #[test]
    fn tests_are_left_out_and_the_rest_stays() {
        let source = "fn kept() { a(); }\n#[cfg(test)]\nmod tests { fn gone() {} }\n#[cfg(test)] use gone::X;\n#[cfg(not(test))] fn also_kept() {}";
        let text = without_tests(source).unwrap().to_string();
        assert!(text.contains("kept") && text.contains("also_kept"), "{text}");
        assert!(!text.contains("gone"), "{text}");
    }

    #[test]
    fn a_module_for_tests_is_found_where_it_lies() {
        let source = "#[cfg(test)]\nmod laws;\nmod kept;";
        assert_eq!(test_modules("a/src/x.rs", source).unwrap(), ["a/src/x/laws.rs", "a/src/x/laws/"]);
        assert_eq!(test_modules("a/src/x/mod.rs", source).unwrap(), ["a/src/x/laws.rs", "a/src/x/laws/"]);
        assert_eq!(test_modules("a/src/lib.rs", source).unwrap(), ["a/src/laws.rs", "a/src/laws/"]);
    }
}
