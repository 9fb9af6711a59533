use proptest::prelude::*;
use rstest::rstest;

use super::{Handle, Header, HeaderError, KindName, OrgId, PersonRef, Purpose, RecordId, State};

/// RFC 9562, appendix A.6: time 0x017F22E279B0, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
const RFC_9562: &str = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";

const WRITTEN: &str = concat!(
    r#"{"kind":"family","kind_version":1,"version":2,"record":"017f22e2-79b0-7cc3-98c4-dc0c0c07398f","#,
    r#""owner":"casa-1","purpose":"tracing","hour":"2022-02-22T19Z","state":"open","consent":["forensic"],"#,
    r#""joint":["institute-2"],"hold":false,"author":"p-7","proposer":null,"reviewers":["p-8","p-9"]}"#
);

fn header() -> Header {
    Header {
        kind: KindName::new("family").unwrap(),
        kind_version: 1,
        version: 2,
        record: RFC_9562.parse().unwrap(),
        owner: OrgId::new("casa-1").unwrap(),
        purpose: Purpose::Tracing,
        hour: "2022-02-22T19Z".parse().unwrap(),
        state: State::Open,
        consent: vec![Purpose::Forensic],
        joint: vec![OrgId::new("institute-2").unwrap()],
        hold: false,
        author: PersonRef::new("p-7").unwrap(),
        proposer: None,
        reviewers: vec![PersonRef::new("p-8").unwrap(), PersonRef::new("p-9").unwrap()],
    }
}

#[test]
fn a_header_has_one_spelling() {
    assert_eq!(String::from_utf8(header().to_bytes().unwrap()).unwrap(), WRITTEN);
    assert_eq!(Header::from_bytes(WRITTEN.as_bytes()).unwrap(), header());
}

#[rstest]
#[case::a_blank(r#""version":2"#, r#""version": 2"#)]
#[case::another_order(r#""kind_version":1,"version":2"#, r#""version":2,"kind_version":1"#)]
#[case::an_escape(r#""family""#, r#""famil\u0079""#)]
#[case::left_out(r#""proposer":null,"#, "")]
fn another_spelling_is_refused(#[case] from: &str, #[case] to: &str) {
    let changed = WRITTEN.replace(from, to);
    assert_ne!(changed, WRITTEN);
    assert!(matches!(Header::from_bytes(changed.as_bytes()), Err(HeaderError::NotCanonical)));
}

#[rstest]
#[case::a_field_more(r#""hold":false"#, r#""hold":false,"name":"x""#)]
#[case::a_field_twice(r#""hold":false"#, r#""hold":false,"hold":false"#)]
#[case::capitals("casa-1", "Casa-1")]
#[case::a_name("p-7", "Ana")]
#[case::a_minute("T19Z", "T19:30Z")]
#[case::another_version_of_uuid("-7cc3-", "-4cc3-")]
#[case::capital_digits("7cc3", "7CC3")]
#[case::a_version_below_zero(r#""version":2"#, r#""version":-2"#)]
#[case::an_unknown_purpose("tracing", "removal")]
fn what_is_no_header_is_refused(#[case] from: &str, #[case] to: &str) {
    let changed = WRITTEN.replace(from, to);
    assert_ne!(changed, WRITTEN);
    assert!(matches!(Header::from_bytes(changed.as_bytes()), Err(HeaderError::Unreadable(_))));
}

#[test]
fn a_header_ends_somewhere() {
    let long = Header { joint: vec![OrgId::new(&"a".repeat(40)).unwrap(); 400], ..header() };
    assert!(matches!(long.to_bytes(), Err(HeaderError::TooLong { .. })));
    assert!(matches!(Header::from_bytes(&[b' '; 20_000]), Err(HeaderError::TooLong { found: 20_000 })));
}

#[test]
fn a_record_id_is_that_of_the_rfc() {
    let random = [0xCC, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F];
    // the four bits of the version and the two of the variant are overwritten
    assert_eq!(RecordId::new(0x017F_22E2_79B0, random).to_string(), RFC_9562);
    let last = RecordId::new(u64::MAX, [0xFF; 10]);
    assert_eq!(last.to_string(), "ffffffff-ffff-7fff-bfff-ffffffffffff");
    assert!(RecordId::from_bytes([0; 16]).is_err());
}

#[rstest]
#[case::empty("")]
#[case::too_long("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx")]
#[case::a_slash("a/b")]
#[case::a_letter_beyond_ascii("ñ")]
fn what_is_no_word_is_refused(#[case] written: &str) {
    assert!(OrgId::new(written).is_err());
}

#[rstest]
#[case::nothing([0; 16], "00000000000000000000000000")]
#[case::one([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], "00000000000000000000000001")]
#[case::all([0xFF; 16], "7zzzzzzzzzzzzzzzzzzzzzzzzz")] // by hand: 128 ones are 3 and 25 times 5
fn a_handle_is_26_letters(#[case] bytes: [u8; 16], #[case] written: &str) {
    assert_eq!(Handle::from_bytes(bytes).to_string(), written);
    assert_eq!(written.parse(), Ok(Handle::from_bytes(bytes)));
}

#[rstest]
#[case::short("7zzzzzzzzzzzzzzzzzzzzzzzz")]
#[case::more_than_128_bits("80000000000000000000000000")]
#[case::a_letter_left_out("0000000000000000000000000i")]
#[case::a_capital("0000000000000000000000000Z")]
#[case::beyond_ascii("ñ000000000000000000000000")]
fn what_is_no_handle_is_refused(#[case] written: &str) {
    assert!(written.parse::<Handle>().is_err());
}

proptest! {
    #[test]
    fn ids_read_back(ms in any::<u64>(), random in any::<[u8; 10]>(), bytes in any::<[u8; 16]>()) {
        let id = RecordId::new(ms, random);
        prop_assert_eq!(id.to_string().parse(), Ok(id));
        prop_assert_eq!(RecordId::from_bytes(id.to_bytes()), Ok(id));
        let handle = Handle::from_bytes(bytes);
        prop_assert_eq!(handle.to_string().parse(), Ok(handle));
    }

    #[test]
    fn whatever_bytes_are_read_are_written_so(at in 0..WRITTEN.len(), byte in any::<u8>()) {
        let mut bytes = WRITTEN.as_bytes().to_vec();
        bytes[at] = byte;
        if let Ok(header) = Header::from_bytes(&bytes) {
            prop_assert_eq!(header.to_bytes().unwrap(), bytes);
        }
    }
}
