//! The letters of a share: words of six letters of data and two that find a letter written wrong.
//!
//! Letters are elements of the field of 32 (x^5 + x^2 + 1). A word is valid when the sum of its letters is zero and
//! so is the sum of its letters times a^position; the word's number counts as a letter at position 8. One changed
//! letter leaves e and e*a^p in the two sums, which names its position p. (A shortened Reed-Solomon code.)

use super::ShareError;

/// Letters of one word that carry data.
const DATA: usize = 6;
/// Letters of one word.
pub(super) const WORD: usize = 8;
/// Words of a share.
pub(super) const WORDS: usize = 12;
/// Bytes of a share: 5 bits a letter of data.
pub(super) const BYTES: usize = WORDS * DATA * 5 / 8;
/// Crockford's letters: no I, L, O or U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Writes bytes as words.
pub(super) fn write(bytes: &[u8; BYTES]) -> String {
    let mut out = String::with_capacity(WORDS * (WORD + 1));
    for number in 0..WORDS {
        if number > 0 {
            out.push(' ');
        }
        let mut word = [0; WORD];
        for (place, letter) in word.iter_mut().take(DATA).enumerate() {
            *letter = five_bits(bytes, number * DATA + place);
        }
        check(number, &mut word);
        out.extend(word.iter().map(|&letter| char::from(LETTERS[usize::from(letter)])));
    }
    out
}

/// Reads words as bytes. Spaces, line breaks and hyphens between letters do not count; nor does case.
pub(super) fn read(text: &str) -> Result<[u8; BYTES], ShareError> {
    let written = || text.chars().filter(|c| !c.is_whitespace() && *c != '-');
    let found = written().count();
    if found != WORDS * WORD {
        return Err(ShareError::Length { expected: WORDS, found });
    }
    let mut out = [0; BYTES];
    let mut word = [0; WORD];
    for (at, letter) in written().enumerate() {
        let (number, place) = (at / WORD, at % WORD);
        word[place] = value(letter).ok_or(ShareError::Letter { word: number + 1, letter: place + 1 })?;
        if place + 1 == WORD {
            verify(number, &word)?;
            (0..DATA).for_each(|place| put_five_bits(&mut out, number * DATA + place, word[place]));
        }
    }
    Ok(out)
}

fn value(letter: char) -> Option<u8> {
    let plain = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    LETTERS.iter().position(|&known| char::from(known) == plain).and_then(|at| u8::try_from(at).ok())
}

/// Sets the two letters that make both sums zero: from c6 + c7 = s and a^6 c6 + a^7 c7 = t.
fn check(number: usize, word: &mut [u8; WORD]) {
    word[DATA..].fill(0);
    let (sum, weighted) = sums(number, word);
    word[7] = times(weighted ^ times(sum, power(6)), inverse(power(6) ^ power(7)));
    word[6] = sum ^ word[7];
}

fn verify(number: usize, word: &[u8; WORD]) -> Result<(), ShareError> {
    let (sum, weighted) = sums(number, word);
    if sum == 0 && weighted == 0 {
        return Ok(());
    }
    let letter = (0..WORD).find(|&place| sum != 0 && times(sum, power(place)) == weighted);
    Err(letter.map_or(ShareError::Word { word: number + 1 }, |place| ShareError::Letter {
        word: number + 1,
        letter: place + 1,
    }))
}

fn sums(number: usize, word: &[u8; WORD]) -> (u8, u8) {
    // a word's number is below 12: it is a letter of its own
    let number = number as u8;
    let ends = word.iter().chain(std::iter::once(&number)).enumerate();
    ends.fold((0, 0), |(sum, weighted), (place, &letter)| (sum ^ letter, weighted ^ times(letter, power(place))))
}

fn times(left: u8, right: u8) -> u8 {
    let mut product = 0;
    let mut left = left;
    for bit in 0..5 {
        product ^= left * ((right >> bit) & 1);
        left = (left << 1) ^ (0b10_0101 * (left >> 4));
    }
    product
}

fn power(exponent: usize) -> u8 {
    (0..exponent).fold(1, |product, _| times(product, 2))
}

/// a^30 = a^-1 for every element but zero, as the group has 31.
fn inverse(value: u8) -> u8 {
    (0..30).fold(1, |product, _| times(product, value))
}

fn five_bits(bytes: &[u8; BYTES], at: usize) -> u8 {
    (0..5).fold(0, |letter, bit| {
        let place = at * 5 + bit;
        (letter << 1) | ((bytes[place / 8] >> (7 - place % 8)) & 1)
    })
}

fn put_five_bits(bytes: &mut [u8; BYTES], at: usize, letter: u8) {
    for bit in 0..5 {
        let place = at * 5 + bit;
        bytes[place / 8] |= ((letter >> (4 - bit)) & 1) << (7 - place % 8);
    }
}
