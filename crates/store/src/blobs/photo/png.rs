use bytes::Bytes;
use img_parts::{
    ImageEXIF as _,
    png::{Png, PngChunk},
};

use super::{super::exif_facts::only_orientation, Unfit};

/// Pixels, palette, transparency and colours. Texts, times, EXIF and whatever is not known are left.
const KEPT: [[u8; 4]; 13] = [
    *b"IHDR", *b"PLTE", *b"IDAT", *b"IEND", *b"tRNS", *b"gAMA", *b"cHRM", *b"sRGB", *b"iCCP", *b"sBIT", *b"bKGD",
    *b"pHYs", *b"cICP",
];

pub(super) fn strip(bytes: &[u8], orientation: Option<u8>) -> Result<Vec<u8>, Unfit> {
    let whole = Bytes::copy_from_slice(bytes);
    let mut png = Png::from_bytes(whole).map_err(|_| Unfit::Damaged("a chunk is cut off or its sum is wrong"))?;
    let first = png.chunks().first().map(PngChunk::kind);
    if first != Some(*b"IHDR") || png.chunk_by_type(*b"IDAT").is_none() {
        return Err(Unfit::Damaged("it has no picture"));
    }
    if png.chunks().last().map(PngChunk::kind) != Some(*b"IEND") {
        return Err(Unfit::Damaged("the picture is cut off"));
    }
    if png.chunk_by_type(*b"acTL").is_some() {
        return Err(Unfit::Animated);
    }
    png.chunks_mut().retain(|chunk| KEPT.contains(&chunk.kind()));
    png.set_exif(orientation.map(|turn| Bytes::from(only_orientation(turn))));
    Ok(Vec::from(png.encoder().bytes()))
}
