//! From the globe to the sheet, for the map that the server draws.

/// Width of the world on the sheet. Unit: units of the drawing.
pub const WIDTH: f64 = 1000.0;
/// Latitudes shown: without Antarctica and the Arctic, where no incident is recorded. Unit: degrees.
pub const LATITUDES: (f64, f64) = (-56.0, 74.0);

/// Half the width of the whole world at the equator in units of the sphere's radius.
const HALF_WIDTH: f64 = 0.8707 * std::f64::consts::PI;

/// Natural Earth projection, scaled so that the world is [`WIDTH`] wide. Answers x to the right and y down.
///
/// # Source
/// B. Šavrič, B. Jenny, T. Patterson, D. Petrovič, L. Hurni, "A polynomial equation for the Natural Earth projection",
/// *Cartography and Geographic Information Science* 38(4), 2011, equation 3 and table 1.
#[must_use]
pub fn natural_earth(longitude: f64, latitude: f64) -> (f64, f64) {
    let (lambda, phi) = (longitude.to_radians(), latitude.to_radians());
    let p2 = phi * phi;
    let p4 = p2 * p2;
    let x = lambda * (0.8707 - 0.131_979 * p2 + p4 * (-0.013_791 + p4 * (0.003_971 * p2 - 0.001_529 * p4)));
    let y = phi * (1.007_226 + p2 * (0.015_085 + p4 * (-0.044_475 + 0.028_874 * p2 - 0.005_916 * p4)));
    let scale = WIDTH / 2.0 / HALF_WIDTH;
    (WIDTH / 2.0 + x * scale, -y * scale)
}

/// The part of the sheet that is shown: x, y, width, height.
#[must_use]
pub fn view() -> (f64, f64, f64, f64) {
    let top = natural_earth(0.0, LATITUDES.1).1;
    let bottom = natural_earth(0.0, LATITUDES.0).1;
    (0.0, top, WIDTH, bottom - top)
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, natural_earth, view};

    #[test]
    fn the_equator_runs_through_the_middle_and_spans_the_sheet() {
        assert_eq!(natural_earth(0.0, 0.0), (WIDTH / 2.0, -0.0));
        assert!((natural_earth(180.0, 0.0).0 - WIDTH).abs() < 1e-9);
    }

    #[test]
    fn the_pole_line_is_0_5_of_the_equator_and_height_is_0_52_of_width() {
        // Published properties of the projection: pole line about 0.55 of the equator's length, axes in ratio about 0.52.
        let pole = (natural_earth(180.0, 90.0).0 - WIDTH / 2.0) / (WIDTH / 2.0);
        assert!((0.5..0.6).contains(&pole), "{pole}");
        let ratio = -natural_earth(0.0, 90.0).1 * 2.0 / WIDTH;
        assert!((0.5..0.54).contains(&ratio), "{ratio}");
        assert!(view().3 > 0.0);
    }
}
