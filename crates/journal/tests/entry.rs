//! The framing of an entry: one encoding and no other, and an error says where.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use journal::entry::{MAX_HEADER, MAX_NAME, MAX_SECTION, MAX_SECTIONS, decode, encode};
use journal::{EntryError, EntryParts, SectionPart};
use proptest::prelude::*;

/// Written by hand after the layout in the documentation of `entry`.
const TWO_SECTIONS: &[u8] = b"LFE1\0\0\0\x02{}\0\x02\x01a\0\0\0\0\x01x\x03b.1\x02\0\0\0\0";

fn section(name: &str, tier: u8, bytes: &[u8]) -> SectionPart {
    SectionPart { name: name.to_owned(), tier, bytes: bytes.to_vec() }
}

fn two_sections() -> EntryParts {
    EntryParts { header: b"{}".to_vec(), sections: vec![section("a", 0, b"x"), section("b.1", 2, b"")] }
}

#[test]
fn the_layout_is_the_one_that_is_documented() {
    assert_eq!(encode(&two_sections()).unwrap(), TWO_SECTIONS);
    assert_eq!(decode(TWO_SECTIONS), Ok(two_sections()));
    assert_eq!(encode(&EntryParts::default()).unwrap(), b"LFE1\0\0\0\0\0\0");
}

#[test]
fn a_refusal_says_where() {
    let cut = |offset, wanted, left| EntryError::Cut { offset, wanted, left };
    let limit = |part, offset, found, limit| EntryError::Limit { part, offset, found, limit };
    let name = |offset, name: &str| EntryError::Name { offset, name: name.to_owned() };
    let cases: [(&str, &[u8], EntryError); 13] = [
        ("nothing", b"", cut(0, 4, 0)),
        ("another format", b"LFE2\0\0\0\0\0\0", EntryError::Magic),
        ("half a length", b"LFE1\0\0", cut(4, 4, 2)),
        ("a header that ends early", b"LFE1\0\0\0\x03{}", cut(8, 3, 2)),
        ("a header too long", b"LFE1\0\x01\0\x01", limit("the header", 4, MAX_HEADER + 1, MAX_HEADER)),
        ("too many sections", b"LFE1\0\0\0\0\x01\x01", limit("the number of sections", 8, 257, MAX_SECTIONS)),
        ("a missing section", b"LFE1\0\0\0\0\0\x01", cut(10, 1, 0)),
        ("a name too long", b"LFE1\0\0\0\0\0\x01A", limit("a section's name", 10, 65, MAX_NAME)),
        ("no name", b"LFE1\0\0\0\0\0\x01\0\0\0\0\0\0", name(11, "")),
        ("a capital", b"LFE1\0\0\0\0\0\x01\x01A\0\0\0\0\0", name(11, "A")),
        ("a tier of none", b"LFE1\0\0\0\0\0\x01\x01a\x03\0\0\0\0", EntryError::Tier { offset: 12, tier: 3 }),
        (
            "a section too long",
            b"LFE1\0\0\0\0\0\x01\x01a\x02\x01\0\0\x01",
            limit("a section", 13, MAX_SECTION + 1, MAX_SECTION),
        ),
        (
            "a section twice",
            b"LFE1\0\0\0\0\0\x02\x01a\0\0\0\0\0\x01a\x01\0\0\0\0",
            EntryError::Twice { offset: 18, name: "a".to_owned() },
        ),
    ];
    for (what, bytes, error) in cases {
        assert_eq!(decode(bytes), Err(error), "{what}");
    }
    let mut longer = TWO_SECTIONS.to_vec();
    longer.push(0);
    assert_eq!(decode(&longer), Err(EntryError::Trailing { offset: TWO_SECTIONS.len(), left: 1 }));
}

#[test]
fn what_would_not_read_back_is_not_written() {
    let of = |sections: Vec<SectionPart>| encode(&EntryParts { header: vec![], sections });
    let cases: [(&str, Vec<SectionPart>); 6] = [
        ("no name", vec![section("", 0, b"")]),
        ("a space", vec![section("a b", 0, b"")]),
        ("a letter that is not ASCII", vec![section("é", 0, b"")]),
        ("a name too long", vec![section(&"a".repeat(MAX_NAME + 1), 0, b"")]),
        ("a tier of none", vec![section("a", 3, b"")]),
        ("a section twice", vec![section("a", 0, b""), section("a", 1, b"")]),
    ];
    for (what, sections) in cases {
        assert!(of(sections).is_err(), "{what}");
    }
    assert!(of((0..=MAX_SECTIONS).map(|at| section(&format!("s{at}"), 0, b"")).collect()).is_err());
    assert!(of((0..MAX_SECTIONS).map(|at| section(&format!("s{at}"), 0, b"")).collect()).is_ok());
    assert!(encode(&EntryParts { header: vec![b' '; MAX_HEADER + 1], sections: vec![] }).is_err());
    let large = of(vec![section("a", 2, &vec![7; MAX_SECTION])]).unwrap();
    assert_eq!(decode(&large).unwrap().sections[0].bytes.len(), MAX_SECTION);
    assert!(of(vec![section("a", 2, &vec![7; MAX_SECTION + 1])]).is_err());
}

prop_compose! {
    fn entries()(
        header in prop::collection::vec(any::<u8>(), 0..80),
        names in prop::collection::btree_set("[a-z0-9.-]{1,12}", 0..6),
        rest in prop::collection::vec((0..=2_u8, prop::collection::vec(any::<u8>(), 0..40)), 6),
    ) -> EntryParts {
        let sections = names.iter().zip(rest).map(|(name, (tier, bytes))| section(name, tier, &bytes)).collect();
        EntryParts { header, sections }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back(parts in entries()) {
        prop_assert_eq!(decode(&encode(&parts).unwrap()), Ok(parts));
    }

    #[test]
    fn every_cut_is_refused(parts in entries(), at in any::<prop::sample::Index>()) {
        let bytes = encode(&parts).unwrap();
        let at = at.index(bytes.len());
        let is_cut = matches!(decode(&bytes[..at]), Err(EntryError::Cut { offset, left, .. }) if offset + left == at);
        prop_assert!(is_cut);
    }

    #[test]
    fn changed_bytes_are_refused_or_say_something_else(
        parts in entries(), at in any::<prop::sample::Index>(), change in 1..=255_u8, added in prop::collection::vec(any::<u8>(), 0..3),
    ) {
        let mut bytes = encode(&parts).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= change;
        bytes.extend(added);
        if let Ok(read) = decode(&bytes) {
            prop_assert_ne!(&read, &parts);
            // one encoding: whatever reads is written with the very same bytes
            prop_assert_eq!(encode(&read).unwrap(), bytes);
        }
    }

    #[test]
    fn any_bytes_have_one_reading(tail in prop::collection::vec(prop_oneof![0..4_u8, any::<u8>()], 0..40)) {
        let bytes = [b"LFE1\0\0\0".as_slice(), &tail].concat();
        if let Ok(read) = decode(&bytes) {
            prop_assert_eq!(encode(&read).unwrap(), bytes);
        }
    }
}
