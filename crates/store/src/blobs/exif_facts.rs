use std::io::Cursor;

use exif::{Exif, Field, In, Reader, Tag, Value};

/// A place as a photo tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct ExifPlace {
    /// Degrees, north is positive.
    pub latitude: f64,
    /// Degrees, east is positive.
    pub longitude: f64,
    /// The map datum as written in the photo; none where it names none.
    pub datum: Option<String>,
}

/// What is read from a photo before it is stripped.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ExifFacts {
    pub(super) place: Option<ExifPlace>,
    pub(super) taken: Option<String>,
    /// 2 to 8: how the pixels are turned to stand upright. None is upright.
    pub(super) orientation: Option<u8>,
}

/// What the EXIF of a photo says. What is broken in it is passed over: a photo without a readable place is still one.
pub(super) fn read(photo: &[u8]) -> ExifFacts {
    let read = Reader::new().continue_on_error(true).read_from_container(&mut Cursor::new(photo));
    match read.or_else(|error| error.distill_partial_result(|_| {})) {
        Ok(exif) => ExifFacts { place: place(&exif), taken: taken(&exif), orientation: orientation(&exif) },
        Err(_) => ExifFacts::default(),
    }
}

fn place(exif: &Exif) -> Option<ExifPlace> {
    let latitude = degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, [b'N', b'S'], 90.0)?;
    let longitude = degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, [b'E', b'W'], 180.0)?;
    Some(ExifPlace { latitude, longitude, datum: text(exif, Tag::GPSMapDatum) })
}

/// A side without its letter is no place: half of the world would be guessed.
fn degrees(exif: &Exif, value: Tag, side: Tag, [positive, negative]: [u8; 2], most: f64) -> Option<f64> {
    let letter = text(exif, side)?.bytes().next()?;
    let sign = match letter.to_ascii_uppercase() {
        letter if letter == positive => 1.0,
        letter if letter == negative => -1.0,
        _ => return None,
    };
    let Value::Rational(parts) = &field(exif, value)?.value else { return None };
    let [whole, minutes, seconds] = parts.as_slice() else { return None };
    let sum = whole.to_f64() + minutes.to_f64() / 60.0 + seconds.to_f64() / 3600.0;
    // A camera without a fix writes 0/0, which is not a number and so within no bounds.
    (0.0..=most).contains(&sum).then_some(sign * sum)
}

fn taken(exif: &Exif) -> Option<String> {
    let time = text(exif, Tag::DateTimeOriginal)?;
    Some(match text(exif, Tag::OffsetTimeOriginal) {
        Some(zone) => format!("{time} {zone}"),
        None => time,
    })
}

fn orientation(exif: &Exif) -> Option<u8> {
    let number = field(exif, Tag::Orientation)?.value.get_uint(0)?;
    u8::try_from(number).ok().filter(|turn| (2..=8).contains(turn))
}

fn field(exif: &Exif, tag: Tag) -> Option<&Field> {
    exif.get_field(tag, In::PRIMARY)
}

/// A short text as written; none where it is blank, long or not plain.
fn text(exif: &Exif, tag: Tag) -> Option<String> {
    let Value::Ascii(lines) = &field(exif, tag)?.value else { return None };
    let line = std::str::from_utf8(lines.first()?).ok()?.trim();
    let plain = line.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    (plain && !line.is_empty() && line.len() <= 64).then(|| line.to_owned())
}

/// An EXIF block that holds the orientation and nothing else.
pub(super) fn only_orientation(turn: u8) -> Vec<u8> {
    let mut block = b"MM\0*\0\0\0\x08".to_vec();
    block.extend_from_slice(&[0, 1]);
    block.extend_from_slice(&[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0]);
    block.extend_from_slice(&[0; 4]);
    block
}
