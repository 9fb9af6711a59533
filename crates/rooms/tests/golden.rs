//! A published version of a kind is never edited: each has a golden file that must read and be written as it is.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;

use facts::{Place, Point, Sex};
use rooms::account::{AccountApproval, AccountRequest, AccountStep, ApiToken, Invitation, LinkState, RequestState};
use rooms::attachment::{Attachment, AttachmentDetails, BlobKey, SealedForm};
use rooms::header::{KindName, OrgId, PersonRef, Purpose, RecordId, Sector};
use rooms::kind::{Kind, KindError, Nothing, Record};
use rooms::missing::kinds::{
    Family, FamilyKey, FamilyKeyState, FamilyMessage, FamilyPerson, MarkerTable, MessageWords, MessageWriter,
    MissingPerson, Narrative, Population, Proposal, ProposedAlternative, RegisterSettings, Remains, Sample, SampleCall,
    SampleOrigin,
};
use rooms::shared::{Agreement, AgreementState, AgreementText, Consent, ConsentDetails, ConsentState, Giver};
use rstest::rstest;

/// The golden file of a version: the matching section on the first line, the sealed one on the second, where there is one.
fn golden(kind: &str, version: u16) -> String {
    let name = format!("tests/golden/{kind}-v{version}.jsonl");
    std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn written<K: Kind>(record: &Record<K>) -> String {
    let sections = [Some(record.matching_bytes().unwrap()), record.sealed_bytes().unwrap()];
    sections.into_iter().flatten().map(|bytes| String::from_utf8(bytes).unwrap() + "\n").collect()
}

/// The file is what is written today, and it reads back as the same record.
fn holds<K: Kind>(record: Record<K>) {
    let file = golden(K::NAME, K::VERSION);
    assert_eq!(written(&record), file, "{} changed: give it a new version, and upcast this one", K::NAME);
    let mut lines = file.lines();
    let (matching, sealed) = (lines.next().unwrap(), lines.next());
    let read = Record::<K>::from_sections(K::VERSION, matching.as_bytes(), sealed.map(str::as_bytes)).unwrap();
    assert_eq!(read, record);
    // a section that was not opened leaves the rest readable
    let unopened = Record::<K>::from_sections(K::VERSION, matching.as_bytes(), None).unwrap();
    assert_eq!(unopened, Record::of(record.matching));
    let newer = Record::<K>::from_sections(K::VERSION + 1, matching.as_bytes(), None);
    assert!(matches!(newer, Err(KindError::Version { .. })));
    let with_more = matching.replacen('{', r#"{"more":1,"#, 1);
    assert!(matches!(
        Record::<K>::from_sections(K::VERSION, with_more.as_bytes(), None),
        Err(KindError::Content { .. })
    ));
}

fn word(written: &str) -> Option<String> {
    Some(written.to_owned())
}

#[test]
fn settings() {
    let values = [("theta", "0.01"), ("mutation.model", "stepwise")];
    let values = values.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    holds(Record { matching: RegisterSettings { values }, sealed: Nothing {} });
}

#[test]
fn population() {
    let frequencies = vec![("9.3".to_owned(), 0.1 + 0.2), ("6".to_owned(), 0.0), ("7".to_owned(), 1e-7)];
    let markers = vec![MarkerTable { marker: "TH01".to_owned(), frequencies }];
    holds(Record::of(Population { name: "south".to_owned(), markers }));
}

#[test]
fn family() {
    let mother = FamilyPerson { id: "mother".to_owned(), sex: Sex::Female, ..FamilyPerson::default() };
    let child = FamilyPerson {
        id: "child".to_owned(),
        father: word("father"),
        mother: word("mother"),
        twin_of: word("twin"),
        sex: Sex::Unknown,
        role: word("missing"),
    };
    holds(Record::of(Family { id: "F1".to_owned(), population: "south".to_owned(), persons: vec![mother, child] }));
}

#[test]
fn sample() {
    let call = |marker: &str, alleles: &[&str], dropout| SampleCall {
        marker: marker.to_owned(),
        alleles: alleles.iter().map(|allele| (*allele).to_owned()).collect(),
        dropout,
    };
    let calls = vec![call("TH01", &["6", "9.3"], Some(0.05)), call("vWA", &["14"], None), call("FGA", &[], None)];
    let of = SampleOrigin::Person { family: "F1".to_owned(), person: "mother".to_owned() };
    holds(Record::of(Sample { id: "S1".to_owned(), of, calls }));
}

#[test]
fn the_sample_of_remains() {
    let written = r#"{"id":"S2","of":{"remains":{"id":"R1"}},"calls":[]}"#;
    let sample = Record::<Sample>::from_sections(1, written.as_bytes(), None).unwrap();
    assert_eq!(sample.matching.of, SampleOrigin::Remains { id: "R1".to_owned() });
    assert_eq!(sample.matching_bytes().unwrap(), written.as_bytes());
}

#[test]
fn missing_person() {
    let matching = MissingPerson {
        id: "M1".to_owned(),
        family: "F1".to_owned(),
        person: "child".to_owned(),
        name: word("أمينة"),
        sex_family: Sex::Female,
        sex_documents: Sex::Unknown,
        born: "2001-05".parse().ok(),
        age_last_seen: "20.5-30".parse().ok(),
        last_seen: "2023-06-14".parse().ok(),
        place: Some(Place { name: word("Sfax, Tunisia"), point: Point::new(34.74, 10.76) }),
        route: word("Central Mediterranean"),
    };
    holds(Record { matching, sealed: Narrative { circumstances: word("a \"metal\" boat,\nabout 40 people") } });
}

#[test]
fn remains() {
    let matching = Remains {
        id: "R1".to_owned(),
        sex_documents: Sex::Unknown,
        sex_amelogenin: Sex::Male,
        sex_bones: Sex::Female,
        age_at_death: "18+".parse().ok(),
        found: "2023".parse().ok(),
        place: Some(Place { name: word("Lampedusa"), point: None }),
        route: None,
    };
    holds(Record { matching, sealed: Narrative { circumstances: word("a ring") } });
}

#[test]
fn attachment() {
    let form = |digit: &str, byte_count| SealedForm { blob: digit.repeat(64), byte_count };
    let matching = Attachment {
        of: RecordId::new(1_700_000_000_000, [7; 10]),
        media_type: "image/jpeg".to_owned(),
        original: form("a", 68_211),
        shown: Some(form("0", 66_020)),
    };
    let sealed = AttachmentDetails {
        name: "أمينة على الميناء.jpg".to_owned(),
        caption: word("on the quay, second from the left"),
        taken: word("2023:06:14 05:06:07 +02:00"),
        place: Some(Place { name: None, point: Point::new(36.5025, 12.25) }),
        datum: word("WGS-84"),
        original_key: BlobKey::new([0x1f; 32]),
        shown_key: Some(BlobKey::new([0xe0; 32])),
    };
    assert!(!format!("{sealed:?}").contains("1f1f"), "a key is never shown");
    holds(Record { matching, sealed });
}

#[rstest]
#[case::capitals("1f", "1F")]
#[case::short("1f1f1f1f1f1f", "1f1f1f1f1f")]
#[case::letters("1f", "1g")]
fn a_key_that_is_none_is_refused_and_not_told(#[case] from: &str, #[case] to: &str) {
    let file = golden("attachment", 1);
    let (matching, sealed) = file.split_once('\n').unwrap();
    let changed = sealed.replacen(from, to, 1);
    let read = Record::<Attachment>::from_sections(1, matching.as_bytes(), Some(changed.as_bytes()));
    let error = read.unwrap_err();
    assert!(matches!(error, KindError::Content { kind: "attachment", .. }) && !error.to_string().contains("1f1f"));
}

#[rstest]
#[case::not_a_date(r#""found":"2023""#, r#""found":"soon""#)]
#[case::not_an_age(r#""age_at_death":"18+""#, r#""age_at_death":"old""#)]
#[case::not_a_sex(r#""sex_bones":"female""#, r#""sex_bones":"f""#)]
#[case::not_on_the_globe(r#""point":null"#, r#""point":{"latitude":91.0,"longitude":0.0}"#)]
fn what_is_no_fact_is_refused(#[case] from: &str, #[case] to: &str) {
    let file = golden("remains", 1);
    let changed = file.lines().next().unwrap().replace(from, to);
    assert_ne!(Some(changed.as_str()), file.lines().next());
    let read = Record::<Remains>::from_sections(1, changed.as_bytes(), None);
    assert!(matches!(read, Err(KindError::Content { kind: "remains", .. })), "{read:?}");
}

#[test]
fn proposal() {
    let alternative = |relation: &str, log10_lr| ProposedAlternative { relation: relation.to_owned(), log10_lr };
    let proposal = Proposal {
        missing: RecordId::new(1_764_028_800_000, [1; 10]),
        remains: RecordId::new(1_764_028_800_001, [2; 10]),
        log10_lr: 0.1 + 0.2,
        posterior: 0.999_999_9,
        alternatives: vec![
            alternative("full sibling of the missing person", Some(-1.5)),
            alternative("another missing person of the family: M2", None),
        ],
        parameters: "5e".repeat(32),
        engine: "landfall 0.1.0".to_owned(),
    };
    let newer = Proposal { engine: "landfall 0.2.0".to_owned(), ..proposal.clone() };
    let other = Proposal { posterior: 0.5, ..newer.clone() };
    assert!(proposal.says_the_same(&newer) && !proposal.says_the_same(&other));
    holds(Record::of(proposal));
}

#[test]
fn consent() {
    let matching = Consent {
        about: RecordId::new(1_764_028_800_000, [1; 10]),
        purpose: Purpose::Tracing,
        with: OrgId::new("consulate-of-home").ok(),
        giver: Giver::Guardian,
        state: ConsentState::NotPossible,
        is_at_risk: true,
        date: "2026-11-25".parse().unwrap(),
        until: "2027-11-24".parse().ok(),
        review: "2026-12-25".parse().ok(),
    };
    let sealed = ConsentDetails {
        asked_by: word("the officer on duty"),
        data: word("name and place last seen"),
        how_long: word("until the person is found"),
        risks_told: word("that the state of origin may learn of it"),
        voluntary: Some(true),
        language: word("ti"),
        interpreter: word("a colleague, by telephone"),
        capacity: word("a guardian decides"),
        view_of_child: word("wants it"),
        how_to_withdraw: word("by saying so at any desk"),
        place: word("Lampedusa"),
        form: word("voice"),
        witness: word("the nurse"),
        under_detention: Some(false),
        notes: None,
    };
    holds(Record { matching, sealed });
}

#[test]
fn agreement() {
    let matching = Agreement {
        partner: OrgId::new("red-cross-south").unwrap(),
        sector: Sector::InternationalOrganisation,
        purposes: [Purpose::Tracing, Purpose::Forensic].into(),
        kinds: ["missing-person", "remains"].map(|kind| KindName::new(kind).unwrap()).into(),
        fields: ["id", "place", "missing-person/last_seen"].map(|field| field.parse().unwrap()).into(),
        start: "2026-11-25".parse().unwrap(),
        end: "2027-11-24".parse().unwrap(),
        state: AgreementState::Signed,
    };
    let sealed = AgreementText {
        text: word("Article 1"),
        signatories: vec!["the two presidents".to_owned()],
        contact: word("desk@south.example"),
        why_ended: None,
    };
    holds(Record { matching, sealed });
}

#[rstest]
#[case::no_end_of_time(r#""end":"2027-11-24""#, r#""end":"2026""#)]
#[case::with_the_police(r#""sector":"international-organisation""#, r#""sector":"police""#)]
#[case::all_fields(r#""id""#, r#""*""#)]
#[case::no_kind(r#"["missing-person","remains"]"#, "[]")]
fn what_cannot_be_agreed_is_not_read_either(#[case] from: &str, #[case] to: &str) {
    let file = golden("agreement", 1);
    let changed = file.lines().next().unwrap().replace(from, to);
    assert_ne!(Some(changed.as_str()), file.lines().next());
    let read = Record::<Agreement>::from_sections(1, changed.as_bytes(), None);
    assert!(matches!(read, Err(KindError::Content { kind: "agreement", .. })), "{read:?}");
}

fn person(name: &str) -> PersonRef {
    PersonRef::new(name).unwrap()
}

#[test]
fn invitation() {
    holds(Record::of(Invitation {
        token: "5e".repeat(32),
        organisation: OrgId::new("harbour-aid").unwrap(),
        roles: vec!["tracing-officer".to_owned(), "coordinator".to_owned()],
        resets: Some(person("bilal")),
        inviter: person("anna"),
        expires_unix_ms: 1_764_633_600_000,
        state: LinkState::Withdrawn,
    }));
}

#[test]
fn account_request() {
    holds(Record::of(AccountRequest {
        handle: person("bilal-2"),
        organisation: OrgId::new("harbour-aid").unwrap(),
        roles: vec!["case-worker".to_owned()],
        sealing_key: "0a".repeat(32),
        signing_key: "0b".repeat(32),
        invitation: RecordId::new(1_764_028_800_000, [1; 10]),
        replaces: Some(person("bilal")),
        signature: "0c".repeat(64),
        state: RequestState::Open,
    }));
}

#[test]
fn account_approval() {
    holds(Record::of(AccountApproval {
        handle: person("bilal"),
        step: AccountStep::Confirm,
        by: person("anna"),
        reason: "confirmed".to_owned(),
        size: 17,
        root: "0d".repeat(32),
        signature: "0e".repeat(64),
    }));
}

#[test]
fn api_token() {
    holds(Record::of(ApiToken {
        token: "5f".repeat(32),
        label: "the map on our site".to_owned(),
        handle: person("anna"),
        role: "editor".to_owned(),
        purpose: Purpose::Knowledge,
        kinds: vec![KindName::new("figure").unwrap()],
        expires_unix_ms: 1_764_633_600_000,
        is_withdrawn: false,
    }));
}

#[test]
fn family_key() {
    holds(Record::of(FamilyKey {
        family: OrgId::new("family-97aaa0959a77e7b08bc4459b2b4d6380").unwrap(),
        public_key: "4a".repeat(32),
        record: RecordId::new(1_764_028_800_000, [1; 10]),
        state: FamilyKeyState::Active,
    }));
}

#[test]
fn family_message() {
    let matching = FamilyMessage {
        family: OrgId::new("family-97aaa0959a77e7b08bc4459b2b4d6380").unwrap(),
        about: RecordId::new(1_764_028_800_000, [1; 10]),
        writer: MessageWriter::Officer,
        envelope: "01ff".to_owned(),
        number: 2,
    };
    let sealed = MessageWords { text: "سنتصل بكم\nقريبًا".to_owned() };
    assert!(!format!("{sealed:?}").contains("سنتصل"), "words are never in a log");
    holds(Record { matching, sealed });
}
