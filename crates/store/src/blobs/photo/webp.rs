use bytes::Bytes;
use img_parts::webp::WebP;

use super::{super::exif_facts::only_orientation, Unfit};

/// Flags of the extended header, as in the WebP container specification.
const HAS_ICC: u8 = 0x20;
const HAS_ALPHA: u8 = 0x10;
const HAS_EXIF: u8 = 0x08;
const IS_ANIMATED: u8 = 0x02;
const EXTENDED_HEADER_BYTE_COUNT: usize = 10;

pub(super) fn strip(bytes: &[u8], orientation: Option<u8>) -> Result<Vec<u8>, Unfit> {
    let whole = Bytes::copy_from_slice(bytes);
    let webp = WebP::from_bytes(whole).map_err(|_| Unfit::Damaged("a chunk is cut off"))?;
    if webp.has_chunk(*b"ANIM") || webp.has_chunk(*b"ANMF") {
        return Err(Unfit::Animated);
    }
    if !webp.has_chunk(*b"VP8 ") && !webp.has_chunk(*b"VP8L") {
        return Err(Unfit::Damaged("it has no picture"));
    }

    let mut chunks = b"WEBP".to_vec();
    let is_extended = webp.has_chunk(*b"VP8X");
    for chunk in webp.chunks() {
        match (chunk.id(), chunk.content().data()) {
            (id @ [b'V', b'P', b'8', b'X'], Some(header)) => {
                push(&mut chunks, id, &extended_header(header, webp.has_chunk(*b"ICCP"), orientation.is_some())?);
            }
            (id, Some(data)) if [*b"VP8 ", *b"VP8L", *b"ALPH", *b"ICCP"].contains(&id) => push(&mut chunks, id, data),
            _ => {}
        }
    }
    // Only an extended file may hold EXIF, so a plain one has no orientation either.
    if let Some(turn) = orientation.filter(|_| is_extended) {
        push(&mut chunks, *b"EXIF", &only_orientation(turn));
    }
    let mut out = Vec::with_capacity(chunks.len() + 8);
    push(&mut out, *b"RIFF", &chunks);
    Ok(out)
}

fn extended_header(header: &[u8], has_icc: bool, has_exif: bool) -> Result<Vec<u8>, Unfit> {
    let header = header.get(..EXTENDED_HEADER_BYTE_COUNT).ok_or(Unfit::Damaged("its header is cut off"))?;
    if header[0] & IS_ANIMATED != 0 {
        return Err(Unfit::Animated);
    }
    let mut header = header.to_vec();
    header[0] = header[0] & HAS_ALPHA | if has_icc { HAS_ICC } else { 0 } | if has_exif { HAS_EXIF } else { 0 };
    Ok(header)
}

fn push(out: &mut Vec<u8>, id: [u8; 4], data: &[u8]) {
    out.extend_from_slice(&id);
    // A file of at most 64 MiB has no longer chunk.
    out.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}
