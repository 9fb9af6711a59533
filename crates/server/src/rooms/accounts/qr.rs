//! A QR code as an `<svg>` with attributes alone: no style, no picture from elsewhere, and the secret in no address.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules around the code.
///
/// # Source
/// ISO/IEC 18004:2015, section 6.3.8: a quiet zone of four modules.
const QUIET: i32 = 4;

/// A code as one path over its modules.
pub struct Drawing {
    /// Modules from edge to edge, the quiet zone among them.
    pub side: i32,
    /// The dark modules.
    pub path: String,
}

/// Draws a text; `None` where it is too long for any code.
pub fn draw(text: &str) -> Option<Drawing> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let width = x - start;
                write!(path, "M{} {}h{width}v1h-{width}z", start + QUIET, y + QUIET).unwrap_or_default();
            }
            x += 1;
        }
    }
    Some(Drawing { side: code.size() + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn the_finder_of_the_upper_left_is_drawn_inside_a_quiet_zone() {
        let drawing = draw("otpauth://totp/harbour:nadia?secret=GEZDGNBVGY3TQOJQ&issuer=harbour").unwrap();
        assert!(drawing.path.starts_with("M4 4h7v1h-7z"), "{}", drawing.path);
        assert_eq!((drawing.side - 8 - 17) % 4, 0, "a code has 17 + 4 n modules");
        assert!(draw(&"x".repeat(5000)).is_none());
    }
}
