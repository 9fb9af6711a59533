//! Photos without what they tell beside their pixels: no segment is kept but those on a list, no pixel is touched.
//!
//! A colour profile stays, since without it skin and clothing are shown in false colours.

mod jpeg;
mod png;
mod webp;

use super::MediaKind;

/// Why a picture cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    Damaged(&'static str),
    Animated,
}

/// The picture with its pixels, its colours and its orientation; none for a kind that cannot be cleaned.
pub(super) fn strip(kind: MediaKind, bytes: &[u8], orientation: Option<u8>) -> Result<Option<Vec<u8>>, Unfit> {
    match kind {
        MediaKind::Jpeg => jpeg::strip(bytes, orientation).map(Some),
        MediaKind::Png => png::strip(bytes, orientation).map(Some),
        MediaKind::Webp => webp::strip(bytes, orientation).map(Some),
        _ => Ok(None),
    }
}
