//! Holders, passphrases and custodians' shares.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fmt::{Debug, Display};

use proptest::prelude::*;
use rstest::rstest;
use store::seal::{
    Cost, DataKey, HolderSecret, KeyPair, SealError, Secret, Seed, ShareError, ShareText, Wrapper, join, open_seed,
    seal_seed, split,
};

/// As little as Argon2 allows: these tests ask for meaning, not for strength.
const LOW: Cost = Cost { memory_kib: 8, passes: 1, lanes: 1 };

fn seed() -> Seed {
    Seed::from_bytes([5; 32])
}

#[test]
fn a_passphrase_opens_its_own_seed_only() {
    let sealed = seal_seed(&seed(), "anna", "Łódź, täglich".as_bytes(), LOW).unwrap();
    assert!(open_seed(&sealed, "anna", "Łódź, täglich".as_bytes()).is_ok_and(|opened| opened == seed()));
    assert_eq!(open_seed(&sealed, "anna", b"Lodz").err(), Some(SealError::WrongPassphrase));
    assert_eq!(open_seed(&sealed, "berta", "Łódź, täglich".as_bytes()).err(), Some(SealError::WrongPassphrase));
}

#[test]
fn each_damaged_byte_of_a_sealed_seed_is_told_apart_from_a_wrong_passphrase() {
    let sealed = seal_seed(&seed(), "anna", b"open", LOW).unwrap();
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        let expected = if at == 0 { SealError::Version { found: 0, known: 1 } } else { SealError::Damaged };
        assert_eq!(open_seed(&changed, "anna", b"open").err(), Some(expected), "byte {at}");
        assert_eq!(open_seed(&sealed[..at], "anna", b"open").err(), Some(SealError::Damaged), "cut at {at}");
    }
}

#[rstest]
#[case::too_much_memory(Cost { memory_kib: 1024 * 1024 + 1, ..LOW })]
#[case::too_many_passes(Cost { passes: 17, ..LOW })]
#[case::no_pass(Cost { passes: 0, ..LOW })]
#[case::too_many_lanes(Cost { lanes: 5, memory_kib: 64, ..LOW })]
#[case::too_little_memory(Cost { memory_kib: 7, ..LOW })]
fn a_cost_outside_the_limits_is_refused(#[case] cost: Cost) {
    assert!(matches!(seal_seed(&seed(), "anna", b"open", cost), Err(SealError::Cost { .. })));
}

#[test]
fn what_a_seed_derives_is_one_holder() {
    let secret = HolderSecret::from_seed("anna", &seed()).unwrap();
    let holder = secret.holder();
    assert_eq!(holder, HolderSecret::from_seed("anna", &seed()).unwrap().holder());
    let wrapper = Wrapper::new();
    let wrapped = wrapper.wrap(&holder.sealing, b"role", b"key of the role").unwrap();
    assert!(wrapper.open(secret.pair(), b"role", &wrapped).is_ok_and(|opened| *opened == b"key of the role"));
    let signature = secret.sign(b"erase");
    assert!(holder.verify(b"erase", &signature));
    assert!(!holder.verify(b"keep", &signature));
}

#[rstest]
#[case(&[0, 1])]
#[case(&[1, 2])]
#[case(&[2, 0])]
#[case(&[0, 1, 2])]
#[case(&[1, 1, 0])]
fn any_two_of_three_join(#[case] chosen: &[usize]) {
    let shares = split(&[3; 32]).unwrap();
    let chosen: Vec<_> = chosen.iter().map(|&at| shares[at].clone()).collect();
    assert!(join(&chosen).is_ok_and(|secret| *secret == [3; 32]));
}

#[test]
fn one_alone_and_shares_of_two_sets_are_refused() {
    let ([a, b, _], [_, d, _]) = (split(&[3; 32]).unwrap(), split(&[3; 32]).unwrap());
    assert_eq!(join(&[]).err(), Some(ShareError::TooFew { found: 0 }));
    assert_eq!(join(std::slice::from_ref(&a)).err(), Some(ShareError::TooFew { found: 1 }));
    assert_eq!(join(&[a.clone(), a.clone()]).err(), Some(ShareError::TooFew { found: 1 }));
    let (set, first) = (d.set(), a.set());
    assert_eq!(join(&[a, d.clone()]).err(), Some(ShareError::OtherSet { number: 2, set, first }));
    assert_eq!(join(&[b, d]).err(), Some(ShareError::OtherSet { number: 2, set, first }));
}

#[test]
fn every_single_changed_letter_is_named() {
    let [share, ..] = split(&[3; 32]).unwrap();
    for (at, written) in share.words().char_indices().filter(|(_, letter)| *letter != ' ') {
        let (word, letter) = (at / 9 + 1, at % 9 + 1);
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ?".chars().filter(|other| *other != written) {
            let mut changed = share.words().to_owned();
            changed.replace_range(at..=at, other.to_string().as_str());
            assert_eq!(ShareText::parse(&changed).err(), Some(ShareError::Letter { word, letter }), "{other} at {at}");
        }
    }
}

#[test]
fn words_out_of_order_and_missing_are_noticed() {
    let [share, ..] = split(&[3; 32]).unwrap();
    let words: Vec<_> = share.words().split(' ').collect();
    for at in 0..11 {
        let mut swapped = words.clone();
        swapped.swap(at, at + 1);
        assert_eq!(ShareText::parse(&swapped.join(" ")).err(), Some(ShareError::Word { word: at + 1 }));
    }
    let short = ShareText::parse(&words[..11].join(" "));
    assert_eq!(short.err(), Some(ShareError::Length { expected: 12, found: 88 }));
}

#[test]
fn a_share_may_be_typed_in_any_case_and_grouping() {
    let [share, ..] = split(&[3; 32]).unwrap();
    let typed = share.words().to_lowercase().replace(' ', "-\n").replace('0', "o").replace('1', "l");
    assert!(ShareText::parse(&typed).is_ok_and(|read| read.words() == share.words() && read.number() == 1));
}

/// Does not compile for a type that has the trait: the answer would be ambiguous.
macro_rules! has_not {
    ($what:ident: $($secret:ty),*) => {{
        trait Answer<A> {
            fn given() {}
        }
        impl<T: ?Sized> Answer<()> for T {}
        struct Has;
        impl<T: ?Sized + $what> Answer<Has> for T {}
        $(<$secret as Answer<_>>::given();)*
    }};
}

#[test]
fn no_secret_can_be_printed() {
    has_not!(Debug: DataKey, Seed, KeyPair, HolderSecret, ShareText, Wrapper, Secret<Vec<u8>>, Secret<[u8; 32]>);
    has_not!(Display: DataKey, Seed, KeyPair, HolderSecret, ShareText, Wrapper, Secret<Vec<u8>>, Secret<[u8; 32]>);
}

#[test]
fn no_error_shows_a_passphrase_or_a_letter() {
    let sealed = seal_seed(&seed(), "anna", b"CANARY", LOW).unwrap();
    let error = open_seed(&sealed, "anna", b"CANARYwrong").err().unwrap();
    assert!(!format!("{error} {error:?}").contains("CANARY"));
    let error = ShareText::parse(&"CANARY??".repeat(12)).err().unwrap();
    assert!(!format!("{error} {error:?}").contains("CANARY"));
}

proptest! {
    #[test]
    fn split_then_join_is_the_secret(secret: [u8; 32], left_out in 0_usize..3) {
        let shares = split(&secret).unwrap();
        let kept: Vec<_> = (0..3)
            .filter(|at| *at != left_out)
            .map(|at| ShareText::parse(shares[at].words()).unwrap())
            .collect();
        prop_assert!(join(&kept).is_ok_and(|joined| *joined == secret));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in ".{0,200}") {
        let _ = ShareText::parse(&text);
    }
}
