//! What is taken in, and what a photo no longer tells once it may be shown. `data/make_photos.py` made the photos.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::io::Cursor;

use proptest::prelude::*;
use rstest::rstest;
use store::blobs::{ExifPlace, MEDIA_BYTE_COUNT_MAX, MediaError, MediaKind, prepare};

const BASELINE: &[u8] = include_bytes!("data/baseline.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("data/progressive.jpg");
const PNG: &[u8] = include_bytes!("data/photo.png");
const WEBP: &[u8] = include_bytes!("data/photo.webp");
const LOSSLESS: &[u8] = include_bytes!("data/lossless.webp");

/// The place in each photo is 36 degrees 30 minutes 9 seconds north, 12 degrees 15 minutes east.
const PLACE: (f64, f64) = (36.0 + 30.0 / 60.0 + 9.0 / 3600.0, 12.25);

fn shown(photo: &[u8]) -> Vec<u8> {
    prepare(photo.to_vec(), "photo").unwrap().shown.unwrap()
}

fn exif_of(photo: &[u8]) -> Option<exif::Exif> {
    exif::Reader::new().read_from_container(&mut Cursor::new(photo)).ok()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[rstest]
#[case::baseline(BASELINE, MediaKind::Jpeg)]
#[case::progressive(PROGRESSIVE, MediaKind::Jpeg)]
#[case::png(PNG, MediaKind::Png)]
#[case::webp(WEBP, MediaKind::Webp)]
#[case::webp_lossless(LOSSLESS, MediaKind::Webp)]
fn place_and_time_are_read_and_the_original_is_kept(#[case] photo: &[u8], #[case] kind: MediaKind) {
    let prepared = prepare(photo.to_vec(), "a name that says nothing.exe").unwrap();
    assert_eq!(prepared.kind, kind);
    assert_eq!(prepared.original, photo);
    let ExifPlace { latitude, longitude, datum } = prepared.exif_place.clone().unwrap();
    assert!((latitude - PLACE.0).abs() < 1e-9 && (longitude - PLACE.1).abs() < 1e-9);
    assert_eq!(datum.as_deref(), Some("WGS-84"));
    assert_eq!(prepared.taken.as_deref(), Some("2026:03:04 05:06:07 +02:00"));
    let debug = format!("{prepared:?}");
    assert!(!debug.contains("36.") && !debug.contains("2026"), "no place in a log: {debug}");
}

#[rstest]
#[case::baseline(BASELINE)]
#[case::progressive(PROGRESSIVE)]
#[case::png(PNG)]
#[case::webp(WEBP)]
#[case::webp_lossless(LOSSLESS)]
fn the_shown_form_tells_its_orientation_and_nothing_else(#[case] photo: &[u8]) {
    let told = exif_of(photo).unwrap();
    assert!(told.get_field(exif::Tag::JPEGInterchangeFormat, exif::In::THUMBNAIL).is_some());
    let shown = shown(photo);
    let fields: Vec<_> = exif_of(&shown).unwrap().fields().map(|field| (field.tag, field.value.get_uint(0))).collect();
    assert_eq!(fields, [(exif::Tag::Orientation, Some(6))]);

    // The degrees, minutes and seconds as EXIF keeps them, in either byte order.
    let rationals = |order: fn(u32) -> [u8; 4]| [36, 1, 30, 1, 9, 1].map(order).concat();
    let secrets: [&[u8]; 13] = [
        b"SERIAL",
        b"MAKER",
        b"MODEL",
        b"2026",
        b"WGS",
        b"GPS",
        b"COMMENT",
        b"36.5025",
        b"36,30",
        b"xmp",
        b"adobe:ns",
        &rationals(u32::to_be_bytes),
        &rationals(u32::to_le_bytes),
    ];
    let told: Vec<_> = secrets.iter().filter(|secret| holds(photo, secret)).collect();
    assert!(told.len() >= 9, "the original has them, so the search can find them: {told:?}");
    for secret in secrets {
        assert!(!holds(&shown, secret), "{}", secret.escape_ascii());
    }
    // A thumbnail is a JPEG in a JPEG: one start, none elsewhere.
    let starts = |bytes: &[u8]| bytes.windows(3).filter(|window| window == b"\xFF\xD8\xFF").count();
    let own = usize::from(photo.starts_with(b"\xFF\xD8"));
    assert_eq!((starts(photo), starts(&shown)), (own + 1, own));
}

/// Tables, frame and scan segments of a JPEG, read here by hand: marker and contents up to the first scan, then the rest.
fn jpeg_picture(bytes: &[u8]) -> (Vec<(u8, &[u8])>, &[u8]) {
    let (mut at, mut segments) = (2, Vec::new());
    loop {
        let (marker, length) = (bytes[at + 1], usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]])));
        let end = at + 2 + length;
        if !matches!(marker, 0xE0..=0xEF | 0xFE) {
            segments.push((marker, &bytes[at + 4..end]));
        }
        at = end;
        if marker == 0xDA {
            return (segments, &bytes[at..]);
        }
    }
}

#[rstest]
#[case::baseline(BASELINE)]
#[case::progressive(PROGRESSIVE)]
fn the_pixels_of_a_jpeg_are_the_same_bytes(#[case] photo: &[u8]) {
    assert_eq!(jpeg_picture(&shown(photo)), jpeg_picture(photo));
}

/// Chunks of a PNG or a WebP, read here by hand.
fn chunks(bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let png = bytes.starts_with(b"\x89PNG");
    let (mut rest, mut found) = (&bytes[if png { 8 } else { 12 }..], Vec::new());
    while rest.len() >= 8 {
        let number = |part: &[u8]| <[u8; 4]>::try_from(part).unwrap();
        let (id, length) = match png {
            true => (&rest[4..8], u32::from_be_bytes(number(&rest[..4])) as usize),
            false => (&rest[..4], u32::from_le_bytes(number(&rest[4..8])) as usize),
        };
        found.push((id, &rest[8..8 + length]));
        rest = &rest[8 + length + if png { 4 } else { length % 2 }..];
    }
    found
}

#[rstest]
#[case::png(PNG, &[b"IHDR", b"eXIf", b"IDAT", b"IEND"])]
#[case::webp(WEBP, &[b"VP8X", b"VP8 ", b"EXIF"])]
#[case::webp_lossless(LOSSLESS, &[b"VP8X", b"VP8L", b"EXIF"])]
fn the_pixels_of_a_png_or_webp_are_the_same_bytes(#[case] photo: &[u8], #[case] left: &[&[u8; 4]]) {
    let shown = shown(photo);
    let (now, before) = (chunks(&shown), chunks(photo));
    assert_eq!(
        now.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        left.iter().map(|id| id.as_slice()).collect::<Vec<_>>()
    );
    for pixels in now.iter().filter(|(id, _)| [b"IHDR".as_slice(), b"IDAT", b"VP8 ", b"VP8L"].contains(id)) {
        assert!(before.contains(pixels));
    }
    if shown.starts_with(b"RIFF") {
        let length = u32::from_le_bytes(shown[4..8].try_into().unwrap()) as usize;
        assert_eq!(length + 8, shown.len());
        assert_eq!(now[0].1[0] & 0b1100, 0b1000, "the header says EXIF and no XMP");
    }
}

#[rstest]
#[case::a_second_photo_behind_it(BASELINE)]
#[case::an_archive_behind_it(b"PK\x03\x04 place.txt")]
#[case::a_page_behind_it(b"<script>alert(1)</script>")]
fn what_hangs_behind_a_picture_is_not_shown(#[case] tail: &[u8]) {
    for photo in [BASELINE, PROGRESSIVE, PNG, WEBP, LOSSLESS] {
        let both = [photo, tail].concat();
        let prepared = prepare(both.clone(), "photo").unwrap();
        assert_eq!(prepared.shown.unwrap(), shown(photo));
        assert_eq!(prepared.original, both, "nothing of the original is lost");
    }
}

#[test]
fn a_comment_between_two_scans_and_a_thumbnail_in_the_header_are_not_shown() {
    let (header, picture) = (jpeg_picture(PROGRESSIVE).1, PROGRESSIVE);
    let scans_at = picture.len() - header.len();
    let next = scans_at + header.windows(2).position(|pair| pair[0] == 0xFF && pair[1] >= 0xC0).unwrap();
    let comment = b"\xFF\xFE\x00\x0ASECRET!!";
    let spiked = [&picture[..next], comment, &picture[next..]].concat();
    assert_eq!(shown(&spiked), shown(PROGRESSIVE));

    let jfif = b"\xFF\xE0\x00\x10JFIF\0";
    assert!(BASELINE[2..].starts_with(jfif));
    let mut thumbnailed = BASELINE.to_vec();
    thumbnailed[5] += 3;
    thumbnailed[18..20].copy_from_slice(&[1, 1]);
    thumbnailed.splice(20..20, *b"RGB");
    assert_eq!(shown(&thumbnailed), shown(BASELINE));
}

#[rstest]
#[case::words(b"just words", "of no known kind")]
#[case::a_program(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0>\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "application/x-executable")]
#[case::a_gif(b"GIF89a\x01\0\x01\0", "image/gif")]
#[case::an_archive(b"PK\x03\x04\0\0\0\0", "application/zip")]
#[case::a_page(b"<!DOCTYPE html><script>", "text/html")]
#[case::one_byte(b"\xFF", "of no known kind")]
fn other_kinds_are_refused_by_what_they_are(#[case] bytes: &[u8], #[case] expected: &str) {
    let error = prepare(bytes.to_vec(), "photo.jpg").unwrap_err();
    assert_eq!(error, MediaError::NotTaken { name: "photo.jpg".into(), found: expected.into() });
    assert!(error.to_string().contains("`photo.jpg`"));
}

#[rstest]
#[case::pdf(b"%PDF-1.7\n", MediaKind::Pdf)]
#[case::mp3(b"ID3\x04\0\0\0\0\0\0", MediaKind::Mp3)]
#[case::ogg(b"OggS\0\x02\0\0", MediaKind::Ogg)]
#[case::wav(b"RIFF\x24\0\0\0WAVEfmt ", MediaKind::Wav)]
#[case::m4a(b"\0\0\0\x18ftypM4A \0\0\0\0M4A mp42", MediaKind::M4a)]
#[case::mp4(b"\0\0\0\x18ftypisom\0\0\x02\0isommp41", MediaKind::Mp4)]
#[case::heic(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", MediaKind::Heic)]
fn what_cannot_be_cleaned_is_taken_and_has_no_shown_form(#[case] bytes: &[u8], #[case] kind: MediaKind) {
    let prepared = prepare(bytes.to_vec(), "x").unwrap();
    assert_eq!((prepared.kind, prepared.shown), (kind, None));
    assert_eq!(prepared.original, bytes);
}

#[test]
fn the_empty_and_the_huge_are_refused_by_name() {
    assert_eq!(prepare(Vec::new(), "a").unwrap_err(), MediaError::Empty { name: "a".into() });
    let mut most = BASELINE.to_vec();
    most.resize(MEDIA_BYTE_COUNT_MAX, 0);
    assert!(prepare(most.clone(), "a").is_ok());
    most.push(0);
    assert!(matches!(prepare(most, "a"), Err(MediaError::TooLarge { name, byte_count, .. })
        if name == "a" && byte_count == MEDIA_BYTE_COUNT_MAX + 1));
    let error = prepare(Vec::new(), &"\u{1b}[31m\n".repeat(100)).unwrap_err().to_string();
    assert!(!error.contains(char::is_control) && error.len() < 1000, "{error}");
}

#[test]
fn a_photo_cut_off_anywhere_is_refused() {
    for photo in [BASELINE, PROGRESSIVE, PNG, WEBP, LOSSLESS] {
        for length in 16..photo.len() {
            let error = prepare(photo[..length].to_vec(), "x").unwrap_err();
            assert!(matches!(error, MediaError::Damaged { .. }), "{length} of {}: {error}", photo.len());
        }
    }
}

#[test]
fn a_webp_that_moves_is_refused() {
    let mut moving = LOSSLESS.to_vec();
    assert_eq!(&moving[12..16], b"VP8X");
    moving[20] |= 2;
    assert_eq!(prepare(moving, "x").unwrap_err(), MediaError::Animated { name: "x".into() });
}

proptest! {
    #[test]
    fn no_spoilt_photo_panics_or_tells_more(which in 0..5_usize, spoils in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut photo = [BASELINE, PROGRESSIVE, PNG, WEBP, LOSSLESS][which].to_vec();
        for (at, byte) in spoils {
            let at = at.index(photo.len());
            photo[at] = byte;
        }
        if let Ok(prepared) = prepare(photo.clone(), "x") {
            prop_assert_eq!(&prepared.original, &photo);
            if let Some(shown) = prepared.shown {
                let again = prepare(shown.clone(), "x").unwrap();
                prop_assert_eq!(again.shown.as_ref(), Some(&shown), "stripping twice is stripping once");
                prop_assert_eq!(again.exif_place, None);
                prop_assert_eq!(again.taken, None);
            }
        }
    }
}
