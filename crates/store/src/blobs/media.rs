use std::fmt;

use super::{ExifPlace, MediaError, exif_facts, photo};

/// The largest file that is taken in: 64 MiB.
pub const MEDIA_BYTE_COUNT_MAX: usize = 64 << 20;

/// What a file is, read from its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MediaKind {
    /// A photo, `image/jpeg`.
    Jpeg,
    /// A picture, `image/png`.
    Png,
    /// A picture, `image/webp`.
    Webp,
    /// A photo as telephones take it, `image/heic`.
    Heic,
    /// A document, `application/pdf`.
    Pdf,
    /// A recording, `audio/mpeg`.
    Mp3,
    /// A recording, `audio/ogg`.
    Ogg,
    /// A recording, `audio/mp4`.
    M4a,
    /// A recording, `audio/wav`.
    Wav,
    /// A film, `video/mp4`.
    Mp4,
}

impl MediaKind {
    /// Every kind that is taken.
    pub const ALL: [Self; 10] = [
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Heic,
        Self::Pdf,
        Self::Mp3,
        Self::Ogg,
        Self::M4a,
        Self::Wav,
        Self::Mp4,
    ];

    /// The media type for the `Content-Type` of what is sent.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Heic => "image/heic",
            Self::Pdf => "application/pdf",
            Self::Mp3 => "audio/mpeg",
            Self::Ogg => "audio/ogg",
            Self::M4a => "audio/mp4",
            Self::Wav => "audio/wav",
            Self::Mp4 => "video/mp4",
        }
    }

    /// The kind of `bytes` by their first ones. A file's name says nothing about it.
    fn sniff(bytes: &[u8]) -> Result<Self, String> {
        let Some(found) = infer::get(bytes) else { return Err("of no known kind".to_owned()) };
        Ok(match found.mime_type() {
            "image/jpeg" => Self::Jpeg,
            "image/png" => Self::Png,
            "image/webp" => Self::Webp,
            "image/heif" => Self::Heic,
            "application/pdf" => Self::Pdf,
            "audio/mpeg" => Self::Mp3,
            "audio/ogg" | "audio/opus" => Self::Ogg,
            "audio/m4a" => Self::M4a,
            "audio/x-wav" => Self::Wav,
            "video/mp4" => Self::Mp4,
            other => return Err(other.to_owned()),
        })
    }
}

impl fmt::Display for MediaKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
            Self::Heic => "HEIC",
            Self::Pdf => "PDF",
            Self::Mp3 => "MP3",
            Self::Ogg => "Ogg",
            Self::M4a => "M4A",
            Self::Wav => "WAV",
            Self::Mp4 => "MP4",
        })
    }
}

/// A file that was looked at and is ready to be sealed.
#[derive(Clone, PartialEq)]
pub struct Prepared {
    /// What it is.
    pub kind: MediaKind,
    /// Byte for byte as it was given: for the sealed tier, since it may tell where and by whom it was made.
    pub original: Vec<u8>,
    /// The form that may be shown: the same pixels, and of all else only what is needed to draw them upright and in
    /// their colours. None for a kind whose place cannot be taken out without making it anew: that is never shown
    /// outside the sealed tier.
    pub shown: Option<Vec<u8>>,
    /// Where the photo says it was taken: for the sealed tier.
    pub exif_place: Option<ExifPlace>,
    /// When the photo says it was taken, as written in it, with the zone where it has one: for the sealed tier.
    pub taken: Option<String>,
}

impl fmt::Debug for Prepared {
    /// Says neither the place nor the time, so that none gets into a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.shown.as_ref().map(Vec::len);
        write!(f, "Prepared({}, {} bytes, shown {shown:?})", self.kind, self.original.len())
    }
}

/// Looks at a file before it is sealed. `declared_name` is only for the words of an error.
pub fn prepare(bytes: Vec<u8>, declared_name: &str) -> Result<Prepared, MediaError> {
    // A name is typed or chosen elsewhere: no control character of it gets into a message.
    let name: String = declared_name.chars().take(120).flat_map(char::escape_debug).collect();
    if bytes.is_empty() {
        return Err(MediaError::Empty { name });
    }
    if bytes.len() > MEDIA_BYTE_COUNT_MAX {
        return Err(MediaError::TooLarge { name, byte_count: bytes.len(), byte_count_max: MEDIA_BYTE_COUNT_MAX });
    }
    let kind = match MediaKind::sniff(&bytes) {
        Ok(kind) => kind,
        Err(found) => return Err(MediaError::NotTaken { name, found }),
    };
    let facts = match kind {
        MediaKind::Jpeg | MediaKind::Png | MediaKind::Webp | MediaKind::Heic => exif_facts::read(&bytes),
        _ => exif_facts::ExifFacts::default(),
    };
    let shown = match photo::strip(kind, &bytes, facts.orientation) {
        Ok(shown) => shown,
        Err(photo::Unfit::Animated) => return Err(MediaError::Animated { name }),
        Err(photo::Unfit::Damaged(what)) => return Err(MediaError::Damaged { name, kind, what }),
    };
    Ok(Prepared { kind, original: bytes, shown, exif_place: facts.place, taken: facts.taken })
}
