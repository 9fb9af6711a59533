//! A sealed section opens at its place, with its keys, and in no other way.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use proptest::prelude::*;
use rstest::rstest;
use store::seal::{Binding, DataKey, KeyPair, PublicKey, SealError, Wrapper, open_section, seal_section};

const PLACE: Binding<'static> =
    Binding { log: "changes", record: [7; 16], kind: "testimony", kind_version: 2, section: "story", owner: "ORG1" };

fn key() -> DataKey {
    DataKey::from_bytes([9; 32])
}

fn pair(of: u8) -> KeyPair {
    KeyPair::derive(&[of; 32])
}

#[rstest]
#[case::log(Binding { log: "audit", ..PLACE })]
#[case::record(Binding { record: [8; 16], ..PLACE })]
#[case::kind(Binding { kind: "remains", ..PLACE })]
#[case::kind_version(Binding { kind_version: 3, ..PLACE })]
#[case::section(Binding { section: "medical", ..PLACE })]
#[case::owner(Binding { owner: "ORG2", ..PLACE })]
#[case::letters_moved_to_the_next_field(Binding { section: "stor", owner: "yORG1", ..PLACE })]
fn a_transplanted_section_does_not_open(#[case] elsewhere: Binding<'_>) {
    let sealed = seal_section(&key(), &PLACE, b"told in confidence").unwrap();
    assert_eq!(open_section(&key(), &elsewhere, &sealed).err(), Some(SealError::Refused));
    let wrapper = Wrapper::new();
    let wrapped = wrapper.wrap_data_key(&pair(1).public(), &pair(2).public(), &PLACE.to_bytes(), &key()).unwrap();
    let opened = wrapper.open_data_key(&pair(1), &pair(2), &elsewhere.to_bytes(), &wrapped);
    assert_eq!(opened.err(), Some(SealError::Refused));
}

#[test]
fn each_byte_of_a_record_is_bound() {
    let sealed = seal_section(&key(), &PLACE, b"told in confidence").unwrap();
    for at in 0..16 {
        let mut elsewhere = PLACE;
        elsewhere.record[at] ^= 1;
        assert_eq!(open_section(&key(), &elsewhere, &sealed).err(), Some(SealError::Refused), "byte {at}");
    }
}

#[test]
fn no_flipped_byte_and_no_cut_opens() {
    let sealed = seal_section(&key(), &PLACE, b"told in confidence").unwrap();
    let wrapped = Wrapper::new().wrap_data_key(&pair(1).public(), &pair(2).public(), b"here", &key()).unwrap();
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(open_section(&key(), &PLACE, &changed).is_err(), "byte {at}");
        assert!(open_section(&key(), &PLACE, &sealed[..at]).is_err(), "cut at {at}");
    }
    for at in 0..wrapped.len() {
        let mut changed = wrapped.clone();
        changed[at] ^= 1;
        assert!(Wrapper::new().open_data_key(&pair(1), &pair(2), b"here", &changed).is_err(), "byte {at}");
        assert!(Wrapper::new().open_data_key(&pair(1), &pair(2), b"here", &wrapped[..at]).is_err(), "cut at {at}");
    }
}

#[rstest]
#[case::without_the_epoch(3, 2)]
#[case::without_the_role(1, 3)]
#[case::layers_the_other_way(2, 1)]
fn both_keys_are_needed(#[case] epoch: u8, #[case] role: u8) {
    let wrapper = Wrapper::new();
    let wrapped = wrapper.wrap_data_key(&pair(1).public(), &pair(2).public(), b"here", &key()).unwrap();
    assert!(wrapper.open_data_key(&pair(1), &pair(2), b"here", &wrapped).is_ok_and(|opened| opened == key()));
    assert_eq!(wrapper.open_data_key(&pair(epoch), &pair(role), b"here", &wrapped).err(), Some(SealError::Refused));
}

#[test]
fn a_new_epoch_closes_the_old_one() {
    let wrapper = Wrapper::new();
    let old = wrapper.wrap_data_key(&pair(1).public(), &pair(2).public(), b"here", &key()).unwrap();
    let new = wrapper.renew_outer(&pair(1), &pair(3).public(), b"here", &old).unwrap();
    assert_eq!(wrapper.open_data_key(&pair(1), &pair(2), b"here", &new).err(), Some(SealError::Refused));
    assert!(wrapper.open_data_key(&pair(3), &pair(2), b"here", &new).is_ok_and(|opened| opened == key()));
}

#[test]
fn contexts_are_renewed_after_1024_wraps_and_when_forgotten() {
    let (wrapper, to) = (Wrapper::new(), pair(1).public());
    let wrapped: Vec<_> = (0..1025).map(|_| wrapper.wrap(&to, b"same", b"same").unwrap()).collect();
    let of = |bytes: &[u8]| bytes[1..33].to_vec();
    assert_ne!(of(&wrapped[0]), of(&wrapped[1024]));
    wrapper.forget();
    assert_ne!(of(&wrapper.wrap(&to, b"same", b"same").unwrap()), of(&wrapped[1024]));
    let ciphertexts: std::collections::BTreeSet<_> = wrapped.iter().map(|bytes| &bytes[35..]).collect();
    assert_eq!(ciphertexts.len(), wrapped.len(), "one label and one secret never give the same bytes twice");
    assert!(wrapped.iter().all(|bytes| wrapper.open(&pair(1), b"same", bytes).is_ok_and(|it| *it == b"same")));
}

#[test]
fn forgetting_one_pair_ends_its_context_and_no_other() {
    let wrapper = Wrapper::new();
    let of = |pair: &KeyPair| wrapper.wrap(&pair.public(), b"here", b"x").unwrap()[1..33].to_vec();
    let (one, other) = (of(&pair(1)), of(&pair(2)));
    wrapper.forget_pair(&pair(1).public());
    assert_ne!(of(&pair(1)), one);
    assert_eq!(of(&pair(2)), other);
}

#[test]
fn a_public_key_without_a_private_part_is_refused() {
    let nobody = PublicKey::from_bytes([0; 32]);
    assert_eq!(Wrapper::new().wrap(&nobody, b"here", b"x").err(), Some(SealError::PublicKey));
}

#[test]
fn an_unknown_version_is_named() {
    assert_eq!(open_section(&key(), &PLACE, &[2; 99]).err(), Some(SealError::Version { found: 2, known: 1 }));
    let opened = Wrapper::new().open(&pair(1), b"here", &[2; 99]);
    assert_eq!(opened.err(), Some(SealError::Version { found: 2, known: 1 }));
}

proptest! {
    #[test]
    fn what_is_sealed_opens(plain in prop::collection::vec(any::<u8>(), 0..300), owner in ".{0,20}", bytes: [u8; 32]) {
        let (key, place) = (DataKey::from_bytes(bytes), Binding { owner: &owner, ..PLACE });
        let sealed = seal_section(&key, &place, &plain).unwrap();
        prop_assert!(open_section(&key, &place, &sealed).is_ok_and(|opened| *opened == plain));
    }

    #[test]
    fn what_is_wrapped_unwraps(label in prop::collection::vec(any::<u8>(), 0..100), secret: [u8; 32], of: [u8; 32]) {
        let pair = KeyPair::derive(&of);
        let wrapped = Wrapper::new().wrap(&pair.public(), &label, &secret).unwrap();
        let again = KeyPair::from_secret_bytes(&pair.secret_bytes()).unwrap();
        prop_assert!(Wrapper::new().open(&again, &label, &wrapped).is_ok_and(|opened| opened.as_slice() == secret));
    }
}
