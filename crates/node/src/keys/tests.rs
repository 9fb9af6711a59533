use firewall::Role;
use rooms::header::Sector;

use super::{HolderFacts, OrganisationFacts, roles_of};

/// Events as they stood in logs before there were roles and sectors.
const HOLDER: &str = r#"{"handle":"anna","organisation":"harbour-aid","sealing_key":"0101010101010101010101010101010101010101010101010101010101010101","signing_key":"0202020202020202020202020202020202020202020202020202020202020202","is_administrator":true,"is_member":true}"#;
const ORGANISATION: &str = r#"{"organisation":"harbour-aid","role":1,"role_key":"0101010101010101010101010101010101010101010101010101010101010101","recovery_key":"0202020202020202020202020202020202020202020202020202020202020202","recovery_signing_key":"0303030303030303030303030303030303030303030303030303030303030303"}"#;

#[test]
fn a_holder_of_before_there_were_roles_is_written_and_signed_for_as_ever() {
    let facts: HolderFacts = serde_json::from_str(HOLDER).unwrap();
    assert_eq!(serde_json::to_string(&facts).unwrap(), HOLDER);
    // what was signed then: another list, and no old signature would hold
    let keys = ["01".repeat(32), "02".repeat(32)];
    let signed = ["anna", "harbour-aid", "administrator", "member", &keys[0], &keys[1]];
    assert_eq!(facts.subjects(), signed);
    assert_eq!(facts.roles(), [Role::Administrator, Role::TracingOfficer, Role::ForensicAnalyst]);
}

#[test]
fn an_organisation_of_before_there_were_sectors_reads_as_civil_society() {
    let facts: OrganisationFacts = serde_json::from_str(ORGANISATION).unwrap();
    assert_eq!(serde_json::to_string(&facts).unwrap(), ORGANISATION);
    assert_eq!((facts.sector, facts.country), (Sector::CivilSociety, None));
}

#[test]
fn roles_are_signed_for_in_their_order() {
    let facts: HolderFacts = serde_json::from_str(HOLDER).unwrap();
    let with = |roles: &[Role]| HolderFacts { roles: roles.to_vec(), ..facts.clone() };
    let (one, other) = (with(&[Role::Auditor, Role::Monitor]), with(&[Role::Monitor, Role::Auditor]));
    assert_eq!(one.subjects()[6..], ["role auditor", "role monitor"]);
    assert_ne!(one.subjects(), other.subjects());
}

#[test]
fn who_is_told_again_has_no_less() {
    let known: HolderFacts = serde_json::from_str(HOLDER).unwrap();
    let with = |roles: Vec<Role>| HolderFacts { roles, ..known.clone() };
    let more = [roles_of(true, true), vec![Role::Auditor]].concat();
    assert!(with(more).extends(&known) && with(roles_of(true, true)).extends(&known));
    assert!(!with(vec![Role::Administrator]).extends(&known), "two roles fewer");
    assert!(!HolderFacts { is_member: false, ..known.clone() }.extends(&known));
}
