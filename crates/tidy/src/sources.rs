//! A `# Source` on every public function of a pure crate that returns a number somebody may have to defend.

use syn::{
    Attribute, Expr, GenericArgument, ImplItem, Item, Lit, Meta, PathArguments, ReturnType, Signature, TraitItem, Type,
    Visibility,
};

use crate::syntax::is_for_tests;

/// Types that are such a number.
pub const NUMBERS: [&str; 3] = ["f64", "Log10Lr", "Probability"];

/// Every public function in the file that returns a number, plainly or inside `Option` or `Result`, and names no source.
///
/// # Errors
/// Where the text is no Rust.
pub fn complaints(path: &str, source: &str) -> Result<Vec<String>, syn::Error> {
    let mut found = Vec::new();
    items(&syn::parse_file(source)?.items, &mut found);
    Ok(found
        .into_iter()
        .map(|name| format!("{path}: public function `{name}` returns a number; give it a `# Source` section"))
        .collect())
}

fn items(list: &[Item], found: &mut Vec<String>) {
    let hidden = hidden_types(list);
    for item in list {
        match item {
            Item::Fn(function) if is_public(&function.vis) => judge(&function.attrs, &function.sig, "", found),
            Item::Mod(module) if !has_test_attribute(&module.attrs) => {
                items(module.content.as_ref().map_or(&[], |(_, inside)| inside), found);
            }
            Item::Impl(block) if block.trait_.is_none() && !has_test_attribute(&block.attrs) => {
                let owner = last_name(&block.self_ty).unwrap_or_default();
                if hidden.contains(&owner) {
                    continue;
                }
                for inside in &block.items {
                    if let ImplItem::Fn(function) = inside
                        && is_public(&function.vis)
                    {
                        judge(&function.attrs, &function.sig, &owner, found);
                    }
                }
            }
            Item::Trait(definition) if is_public(&definition.vis) => {
                let owner = definition.ident.to_string();
                for inside in &definition.items {
                    if let TraitItem::Fn(function) = inside {
                        judge(&function.attrs, &function.sig, &owner, found);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Types of the file that nobody outside the crate sees, whatever their methods say.
fn hidden_types(list: &[Item]) -> Vec<String> {
    list.iter()
        .filter_map(|item| match item {
            Item::Struct(it) => Some((&it.vis, &it.ident)),
            Item::Enum(it) => Some((&it.vis, &it.ident)),
            _ => None,
        })
        .filter(|(visibility, _)| !is_public(visibility))
        .map(|(_, name)| name.to_string())
        .collect()
}

fn judge(attributes: &[Attribute], signature: &Signature, owner: &str, found: &mut Vec<String>) {
    let ReturnType::Type(_, answer) = &signature.output else { return };
    if !is_number(answer, owner) {
        return;
    }
    if !documentation(attributes).lines().any(|line| line.trim() == "# Source") {
        let prefix = if owner.is_empty() { String::new() } else { format!("{owner}::") };
        found.push(format!("{prefix}{}", signature.ident));
    }
}

fn is_number(answer: &Type, owner: &str) -> bool {
    let Type::Path(path) = answer else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    let name = last.ident.to_string();
    if NUMBERS.contains(&name.as_str()) || (name == "Self" && NUMBERS.contains(&owner)) {
        return true;
    }
    let PathArguments::AngleBracketed(inside) = &last.arguments else { return false };
    (name == "Option" || name == "Result")
        && matches!(inside.args.first(), Some(GenericArgument::Type(first)) if is_number(first, owner))
}

fn last_name(owner: &Type) -> Option<String> {
    let Type::Path(path) = owner else { return None };
    path.path.segments.last().map(|last| last.ident.to_string())
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn has_test_attribute(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => {
            is_for_tests(&format!("cfg({})", list.tokens).parse().unwrap_or_default())
        }
        Meta::Path(path) => path.is_ident("test"),
        _ => false,
    })
}

fn documentation(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::complaints;

    fn count(source: &str) -> usize {
        complaints("a.rs", source).unwrap().len()
    }

    #[test]
    fn planted_functions_without_a_source_are_named() {
        assert_eq!(count("pub fn f() -> f64 { 0.0 }"), 1);
        assert_eq!(count("pub fn f() -> Option<Log10Lr> { None }"), 1);
        assert_eq!(count("impl A { pub fn f(&self) -> Result<evidence::Probability, E> { x } }"), 1);
        assert_eq!(count("impl Log10Lr { pub fn f(x: u8) -> Option<Self> { None } }"), 1);
        assert_eq!(count("pub mod inner { pub fn f() -> f64 { 0.0 } }"), 1);
    }

    #[test]
    fn a_source_a_hidden_type_or_another_type_is_fine() {
        assert_eq!(count("/// A.\n///\n/// # Source\n/// B (1950).\npub fn f() -> f64 { 0.0 }"), 0);
        assert_eq!(count("pub(crate) struct A; impl A { pub fn f(&self) -> f64 { self.0 } }"), 0);
        assert_eq!(count("pub fn f() -> u8 { 0 } fn g() -> f64 { 0.0 }"), 0);
        assert_eq!(count("#[cfg(test)] mod tests { pub fn f() -> f64 { 0.0 } }"), 0);
    }
}
