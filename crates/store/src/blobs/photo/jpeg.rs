use bytes::Bytes;
use img_parts::jpeg::{Jpeg, markers};

use super::{super::exif_facts::only_orientation, Unfit};

/// JFIF's header up to the size of the thumbnail in it.
const JFIF_BYTE_COUNT: usize = 14;
/// Adobe's header: without its last byte colours are read in the wrong model.
const ADOBE_BYTE_COUNT: usize = 12;

pub(super) fn strip(bytes: &[u8], orientation: Option<u8>) -> Result<Vec<u8>, Unfit> {
    let whole = Bytes::copy_from_slice(bytes);
    let jpeg = Jpeg::from_bytes(whole).map_err(|_| Unfit::Damaged("a segment is cut off"))?;
    let (Some(scan), frame) = (jpeg.segments().last(), jpeg.segments().iter().any(|s| is_frame(s.marker()))) else {
        return Err(Unfit::Damaged("it has no picture"));
    };
    if scan.marker() != markers::SOS || !frame {
        return Err(Unfit::Damaged("it has no picture"));
    }

    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(&[0xFF, markers::SOI]);
    let mut exif = orientation.map(|turn| [b"Exif\0\0".as_slice(), &only_orientation(turn)].concat());
    for segment in jpeg.segments() {
        // JFIF must be the first where there is one, so the orientation comes right behind it.
        if segment.marker() != markers::APP0
            && let Some(exif) = exif.take()
        {
            push(&mut out, markers::APP1, &exif);
        }
        if let Some(contents) = kept(segment.marker(), segment.contents()) {
            push(&mut out, segment.marker(), &contents);
        }
    }
    let picture_at = bytes.len() - (scan.len_with_entropy() - scan.len());
    push_scans(&mut out, &bytes[picture_at..])?;
    Ok(out)
}

/// Copies the coded pixels and the tables between scans up to the end of the image. What cameras and others hang on
/// behind it (more pictures with their own places, short films, archives) is left.
fn push_scans(out: &mut Vec<u8>, mut rest: &[u8]) -> Result<(), Unfit> {
    const CUT_OFF: Unfit = Unfit::Damaged("the picture is cut off");
    loop {
        let marker_at = rest.iter().position(|byte| *byte == 0xFF).ok_or(CUT_OFF)?;
        out.extend_from_slice(&rest[..marker_at]);
        rest = &rest[marker_at..];
        match *rest.get(1).ok_or(CUT_OFF)? {
            // Stuffed pixels and restarts.
            0x00 | 0xD0..=0xD7 => {
                out.extend_from_slice(&rest[..2]);
                rest = &rest[2..];
            }
            // A fill byte.
            0xFF => rest = &rest[1..],
            markers::EOI => {
                out.extend_from_slice(&rest[..2]);
                return Ok(());
            }
            0x01..=0xBF | markers::SOI => return Err(Unfit::Damaged("a marker stands where none may")),
            marker => {
                let length = rest.get(2..4).ok_or(CUT_OFF)?;
                let end = 2 + usize::from(length[0]) * 256 + usize::from(length[1]);
                let contents = rest.get(4..end).ok_or(CUT_OFF)?;
                if let Some(contents) = kept(marker, contents) {
                    push(out, marker, &contents);
                }
                rest = &rest[end..];
            }
        }
    }
}

/// What of a segment is needed to draw the picture; none of the ones that only tell about it.
fn kept(marker: u8, contents: &[u8]) -> Option<Vec<u8>> {
    match marker {
        markers::APP0 if contents.starts_with(b"JFIF\0") => {
            let mut header = contents.get(..JFIF_BYTE_COUNT)?.to_vec();
            header[JFIF_BYTE_COUNT - 2..].fill(0);
            Some(header)
        }
        markers::APP2 if contents.starts_with(b"ICC_PROFILE\0") => Some(contents.to_vec()),
        markers::APP14 if contents.starts_with(b"Adobe") => Some(contents.get(..ADOBE_BYTE_COUNT)?.to_vec()),
        // Frames, Huffman and arithmetic tables, then scans, quantisation, lines and restarts.
        0xC0..=0xC7 | 0xC9..=0xCF | 0xDA..=0xDD => Some(contents.to_vec()),
        _ => None,
    }
}

/// Frame headers are 0xC0 to 0xCF without the three that are tables or reserved.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC)
}

fn push(out: &mut Vec<u8>, marker: u8, contents: &[u8]) {
    out.extend_from_slice(&[0xFF, marker]);
    // What is kept was read with a length of two bytes, or is shorter.
    let length = u16::try_from(contents.len() + 2).unwrap_or(u16::MAX);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(contents);
}
