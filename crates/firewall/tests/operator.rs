//! Files of an operator: what they may say, and where a fault is.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use firewall::{
    Action, Decision, FILE_BYTE_COUNT_MAX, FILE_COUNT_MAX, Firewall, FirewallError, PERMIT_COUNT_MAX, PolicyFault,
    Question, Role,
};
use rooms::header::{Purpose, Sector};
use rstest::rstest;

fn one(text: &str) -> Vec<(String, String)> {
    vec![("ours.cedar".to_owned(), text.to_owned())]
}

#[track_caller]
fn faults(files: &[(String, String)]) -> Vec<PolicyFault> {
    match Firewall::with(files) {
        Err(FirewallError::Policies(faults)) => faults,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_permit_of_an_operator_permits_and_is_named() {
    let text = "// Coordinators read reports\n// when an officer is ill.\npermit (principal, action == Action::\"read\", resource is Record)\n\
                when { principal.role == Role::\"coordinator\" && resource.owner == principal.organisation };\n\
                // Second.\n@id(\"again\")\npermit (principal, action == Action::\"count\", resource is Record)\n\
                when { principal.role == Role::\"coordinator\" && resource.owner == principal.organisation };\n";
    let firewall = Firewall::with(&one(text)).unwrap();
    let question = Question::new(Sector::CivilSociety, Role::Coordinator, Action::Read, Purpose::Tracing);
    let decision = question.ask(&firewall);
    assert!(decision.is_allowed);
    assert_eq!(decision.determining, ["operator/ours#1"]);
    assert_eq!(firewall.words("operator/ours#1"), Some("Coordinators read reports when an officer is ill."));
    let decision = Question { action: Action::Count, ..question }.ask(&firewall);
    assert_eq!(decision.determining, ["operator/ours#again"]);
    assert_eq!(firewall.words("operator/ours#again"), Some("Second."));
    assert!(!question.ask(&Firewall::built_in().unwrap()).is_allowed);
}

#[rstest]
#[case::nothing("// nothing yet\n")]
#[case::one_record("permit (principal, action, resource == Record::\"x\");")]
#[case::sets("permit (principal, action, resource is Record) when { resource.joint.containsAny(resource.agreed) };")]
#[case::nested(
    "permit (principal, action, resource is Record) when { if resource.at_risk then !(resource.joint.isEmpty()) else [resource.owner].contains(principal.organisation) };"
)]
fn what_is_harmless_loads(#[case] text: &str) {
    Firewall::with(&one(text)).unwrap();
}

#[rstest]
#[case::no_cedar("permit (principal, action, resource);\npermit principal;", "operator/ours", Some((2, 8)), "unexpected token")]
#[case::unclosed("permit (principal, action, resource) when { true", "operator/ours", Some((1, 49)), "unexpected end of input")]
#[case::of_no_schema("permit (principal, action, resource)\nwhen { resource.kind == \"x\" };", "operator/ours", Some((2, 8)), "kind")]
#[case::no_such_action("permit (principal, action == Action::\"peek\", resource);", "operator/ours", None, "peek")]
#[case::no_such_sector(
    "permit (principal, action, resource)\nwhen { principal.organisation.sector == Sector::\"army\" };",
    "operator/ours",
    None,
    "army"
)]
#[case::never_applies(
    "permit (principal, action == Action::\"operate\", resource is Record);",
    "operator/ours",
    None,
    "unable to find an applicable action"
)]
#[case::other_letters(
    "permit (principal, action, resource) when { resource == Record::\"sаy\" };",
    "operator/ours",
    None,
    ""
)]
#[case::forbids("forbid (principal, action, resource);", "operator/ours", None, "only permit")]
#[case::template("permit (principal == ?principal, action, resource);", "operator/ours", None, "?principal")]
#[case::overflow(
    "permit (principal, action, resource) when { 1 + 1 == 2 };",
    "operator/ours",
    None,
    "`+` can go wrong"
)]
#[case::negated(
    "permit (principal, action, resource) when { -(1) == 2 };",
    "operator/ours",
    None,
    "`neg` can go wrong"
)]
#[case::extension(
    "permit (principal, action, resource) when { decimal(\"1.0\") == decimal(\"1.0\") };",
    "operator/ours",
    None,
    "`decimal` can go wrong"
)]
#[case::somebody_elses(
    "permit (principal, action, resource) when { Organisation::\"x\".sector == Sector::\"media\" };",
    "operator/ours",
    None,
    "only of `principal`"
)]
#[case::chosen(
    "permit (principal, action, resource is Record) when { (if resource.at_risk then resource.owner else principal.organisation).sector == Sector::\"media\" };",
    "operator/ours",
    None,
    "only of `principal`"
)]
#[case::the_nodes_sector(
    "permit (principal, action, resource is Node) when { resource.organisation.sector == Sector::\"media\" };",
    "operator/ours",
    None,
    "node's own sector"
)]
#[case::in_a_set(
    "permit (principal, action, resource) when { [1, 2].contains(1 * 2) };",
    "operator/ours",
    None,
    "`*` can go wrong"
)]
#[case::in_unless(
    "permit (principal, action, resource) when { true } unless { 3 - 1 == 2 };",
    "operator/ours",
    None,
    "`-` can go wrong"
)]
#[case::odd_id("@id(\"Two words\") permit (principal, action, resource);", "operator/ours", None, "@id")]
#[case::same_id(
    "@id(\"a\") permit (principal, action, resource); @id(\"a\") permit (principal, action, resource);",
    "operator/ours",
    None,
    "two policies"
)]
fn what_may_not_stand_there_is_named(
    #[case] text: &str,
    #[case] file: &str,
    #[case] place: Option<(usize, usize)>,
    #[case] reason: &str,
) {
    let faults = faults(&one(text));
    let first = &faults[0];
    assert_eq!(first.file, file);
    assert!(first.reason.contains(reason), "{first}");
    if let Some((line, column)) = place {
        assert_eq!((first.line, first.column), (Some(line), Some(column)), "{first}");
    }
}

#[test]
fn all_faults_of_all_files_are_told() {
    let bad = |name: &str| (name.to_owned(), "permit (principal, action, resource) when { 1 };".to_owned());
    let told = faults(&[bad("a"), bad("b.cedar")]);
    let files: Vec<&str> = told.iter().map(|fault| fault.file.as_str()).collect();
    assert!(files.contains(&"operator/a") && files.contains(&"operator/b"), "{files:?}");
}

#[rstest]
#[case("")]
#[case("Partners.cedar")]
#[case("../never/enforcement")]
#[case("a b")]
#[case("é")]
fn names_are_plain_words(#[case] name: &str) {
    assert!(faults(&[(name.to_owned(), String::new())])[0].reason.contains("small letters"));
}

#[test]
fn two_files_do_not_share_a_name() {
    let files = [("a".to_owned(), String::new()), ("a.cedar".to_owned(), String::new())];
    assert!(faults(&files)[0].reason.contains("another file"));
}

#[test]
fn files_have_limits() {
    let file = |number: usize| (format!("file-{number}"), String::new());
    let many: Vec<_> = (0..=FILE_COUNT_MAX).map(file).collect();
    assert!(faults(&many)[0].reason.contains("101 files"));
    Firewall::with(&many[1..]).unwrap();
    assert!(faults(&one(&" ".repeat(FILE_BYTE_COUNT_MAX + 1)))[0].reason.contains("65537 bytes"));
    Firewall::with(&one(&" ".repeat(FILE_BYTE_COUNT_MAX))).unwrap();
    let permits = "permit (principal, action, resource);\n".repeat(PERMIT_COUNT_MAX + 1);
    assert!(faults(&one(&permits))[0].reason.contains("501 permits"));
}

/// As deep as a file can be, and as deep as a policy may be: the answer is a fault or a firewall, and no stack runs out.
#[rstest]
#[case::brackets("(", "true", ")")]
#[case::not("!", "true", "")]
#[case::sets("[", "", "]")]
#[case::and("true && ", "true", "")]
#[case::dots("", "resource", ".owner")]
#[case::has("", "resource", " has a")]
#[case::ifs("if true then true else ", "true", "")]
#[case::is("", "resource", " is Record in resource")]
#[case::records("{a: ", "1", "}")]
#[case::equals("", "1", " == 1")]
#[case::semicolons("", "\";\"", " == \";\"")]
fn nesting_is_no_way_to_stop_a_node(#[case] open: &str, #[case] inner: &str, #[case] close: &str) {
    let marks = |text: &str| text.bytes().filter(|it| b"([{!.&i".contains(it)).count();
    let whole = (FILE_BYTE_COUNT_MAX - 200) / (open.len() + close.len());
    let allowed = 290 / marks(&format!("{open}{close}")).max(1);
    for depth in [whole, allowed.min(whole)] {
        let body = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
        let files = one(&format!("permit (principal, action, resource is Record) when {{ {body} }};"));
        // the smallest stack that a thread of this program has
        let thread = std::thread::Builder::new().stack_size(2 << 20);
        let read = thread.spawn(move || Firewall::with(&files).map(|firewall| ask(&firewall)));
        if let Ok(decision) = read.unwrap().join().unwrap() {
            assert!(decision.errors.is_empty(), "{decision:?}");
        }
    }
}

fn ask(firewall: &Firewall) -> Decision {
    Question::new(Sector::CivilSociety, Role::Coordinator, Action::Read, Purpose::Tracing).ask(firewall)
}

#[test]
fn a_crowded_policy_is_named_by_its_line_and_many_small_ones_are_not() {
    let small = "permit (principal, action, resource is Record) when { !resource.at_risk }; // (((((\n";
    let crowded = format!(
        "{}permit (principal, action, resource)\nwhen {{ {}true }};",
        small.repeat(100),
        "true && ".repeat(200)
    );
    let told = faults(&one(&crowded));
    assert_eq!((told[0].line, told.len()), (Some(102), 1), "{told:?}");
    Firewall::with(&one(&small.repeat(100))).unwrap();
    let partners: Vec<String> = (0..200).map(|number| format!("Organisation::\"(partner-{number})\"")).collect();
    Firewall::with(&one(&format!(
        "permit (principal, action, resource is Record) when {{ [{}].contains(principal.organisation) }};",
        partners.join(", ")
    )))
    .unwrap();
}
