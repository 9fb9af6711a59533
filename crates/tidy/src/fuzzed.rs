//! Every parser has a fuzz target: what reads text or bytes from outside is fed nonsense for a minute each.

use syn::{FnArg, ImplItem, Item, Signature, Type, Visibility};

/// How a parser's name begins.
const VERBS: [&str; 3] = ["read", "parse", "decode"];

/// Parsers that cannot be reached from a fuzz target, each with what feeds them instead.
pub const ELSEWHERE: [(&str, &str); 3] = [
    ("crates/server/src/list.rs: `Listing::read`", "private to the server; tests of the pages feed it whole addresses"),
    ("crates/node/src/export/format.rs: `Format` (FromStr)", "one of two words"),
    ("crates/powercut/src/trace.rs: `read`", "for tests only: it reads what their own recorder wrote"),
];

/// A public function that takes text or bytes apart, with the ways in which a fuzz target may call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parser {
    /// File and function, for the complaint.
    pub place: String,
    /// Any of these in a fuzz target shows that it is fuzzed.
    pub calls: Vec<String>,
}

/// The parsers of one file: public functions called `read…`, `parse…` or `decode…` that take text or bytes (not a
/// path: those open a file and hand its content to one of the others), and types that are read by `FromStr`.
///
/// # Errors
/// Where the text is no Rust.
pub fn parsers(path: &str, source: &str) -> Result<Vec<Parser>, syn::Error> {
    let mut found = Vec::new();
    let modules: Vec<&str> =
        path.trim_end_matches(".rs").split('/').filter(|part| *part != "src" && *part != "mod").collect();
    for item in syn::parse_file(source)?.items {
        match item {
            Item::Fn(function) if is_parser(&function.vis, &function.sig) => {
                let name = function.sig.ident.to_string();
                // `fam/reader.rs` may be called through `fam`, which shows it to others.
                let calls = modules.iter().rev().take(2).map(|module| format!("{module}::{name}")).collect();
                found.push(Parser { place: format!("{path}: `{name}`"), calls });
            }
            Item::Impl(block) => {
                let Type::Path(owner) = &*block.self_ty else { continue };
                let Some(owner) = owner.path.segments.last().map(|last| last.ident.to_string()) else { continue };
                let of = block.trait_.as_ref().and_then(|(_, of, _)| of.segments.last());
                if of.is_some_and(|of| of.ident == "FromStr") {
                    let calls = vec![format!("parse::<{owner}>"), format!("{owner}::from_str")];
                    found.push(Parser { place: format!("{path}: `{owner}` (FromStr)"), calls });
                }
                for inside in block.items {
                    if let ImplItem::Fn(function) = inside
                        && is_parser(&function.vis, &function.sig)
                    {
                        let name = function.sig.ident.to_string();
                        let calls = vec![format!("{owner}::{name}")];
                        found.push(Parser { place: format!("{path}: `{owner}::{name}`"), calls });
                    }
                }
            }
            _ => {}
        }
    }
    Ok(found)
}

/// The parsers that no fuzz target calls. `targets` is the text of all of them.
#[must_use]
pub fn complaints(parsers: &[Parser], targets: &str) -> Vec<String> {
    let is_called = |parser: &&Parser| parser.calls.iter().any(|call| names(targets, call));
    parsers
        .iter()
        .filter(|parser| !is_called(parser) && !ELSEWHERE.iter().any(|(place, _)| *place == parser.place))
        .map(|parser| {
            format!(
                "{} has no fuzz target; one in fuzz/fuzz_targets/ must call {}",
                parser.place,
                parser.calls.join(" or ")
            )
        })
        .collect()
}

/// Targets whose file and whose entry in `fuzz/Cargo.toml` do not stand together.
#[must_use]
pub fn unlisted(files: &[String], manifest: &str) -> Vec<String> {
    files
        .iter()
        .filter(|name| !manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")))
        .map(|name| format!("fuzz/fuzz_targets/{name}.rs has no [[bin]] in fuzz/Cargo.toml, so it never runs"))
        .collect()
}

/// Does the text hold the name, and not as the end of a longer one?
fn names(text: &str, name: &str) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(name)
        .any(|(at, _)| !text[..at].ends_with(is_word) && !text[at + name.len()..].starts_with(is_word))
}

fn is_parser(visibility: &Visibility, signature: &Signature) -> bool {
    let name = signature.ident.to_string();
    let is_verb = VERBS.iter().any(|verb| name == *verb || name.starts_with(&format!("{verb}_")));
    let takes_self = matches!(signature.inputs.first(), Some(FnArg::Receiver(_)));
    let mut types = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(kind(&typed.ty)),
        FnArg::Receiver(_) => None,
    });
    let mut takes_content = false;
    let takes_path = types.any(|kind| {
        takes_content |= kind == Kind::Content;
        kind == Kind::Path
    });
    matches!(visibility, Visibility::Public(_)) && is_verb && !takes_self && takes_content && !takes_path
}

#[derive(PartialEq, Eq)]
enum Kind {
    Content,
    Path,
    Other,
}

fn kind(of: &Type) -> Kind {
    match of {
        Type::Reference(inside) => kind(&inside.elem),
        Type::Slice(slice) if matches!(&*slice.elem, Type::Path(path) if path.path.is_ident("u8")) => Kind::Content,
        Type::Path(path) => match path.path.segments.last() {
            Some(last) if last.ident == "str" || last.ident == "String" || last.ident == "Vec" => Kind::Content,
            Some(last) if last.ident == "Path" || last.ident == "PathBuf" => Kind::Path,
            _ => Kind::Other,
        },
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::{complaints, parsers, unlisted};

    fn found(source: &str, targets: &str) -> usize {
        complaints(&parsers("crates/interop/src/fam/reader.rs", source).unwrap(), targets).len()
    }

    #[test]
    fn planted_parsers_without_a_target_are_named() {
        assert_eq!(found("pub fn read(file: &str, text: &str) -> u8 { 0 }", "other::read(text)"), 1);
        assert_eq!(found("pub fn read(text: &str) {}", "exam_fam::read(text); fam::reader_of(text)"), 1);
        assert_eq!(found("pub fn decode_all(bytes: &[u8]) {}", ""), 1);
        assert_eq!(found("impl Case { pub fn parse(text: &str) -> Self { Case } }", ""), 1);
        assert_eq!(found("impl FromStr for Date { type Err = E; }", ""), 1);
    }

    #[test]
    fn a_called_parser_is_fine_and_so_is_what_is_none() {
        assert_eq!(found("pub fn read(text: &str) -> u8 { 0 }", "let _ = fam::read(text);"), 0);
        assert_eq!(found("impl FromStr for Date { type Err = E; }", "text.parse::<Date>()"), 0);
        assert_eq!(
            found("pub fn read(path: &Path, name: &str) {} fn parse(text: &str) {} pub fn ready(text: &str) {}", ""),
            0
        );
    }

    #[test]
    fn a_target_that_never_runs_is_named() {
        assert_eq!(unlisted(&["fam".into()], "[[bin]]\npath = \"fuzz_targets/ped.rs\"").len(), 1);
    }
}
