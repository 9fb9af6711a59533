//! Coordinates in one cell, and what speaks against them.

use facts::Point;
use rooms::missing::kinds::PlaceDoubt;

use super::CountryBox;

/// How far outside its country's box a point may lie before it is doubted, in degrees: incidents at sea are counted
/// under the country that searched, landed or buried.
const MARGIN_DEGREES: f64 = 3.0;

/// How far outside a point must lie to be called far away, in degrees.
const FAR_DEGREES: f64 = 5.0;

/// What a cell of coordinates says. The point is as it was written, whatever is in doubt.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Coordinates {
    pub(super) point: Option<Point>,
    pub(super) decimals: Option<u8>,
    pub(super) doubt: Option<PlaceDoubt>,
}

/// Reads `lat, lon` and holds it against the country, where that is known.
pub(super) fn read(written: &str, country: Option<&str>) -> Coordinates {
    let unreadable = Coordinates { doubt: Some(PlaceDoubt::Unreadable), ..Coordinates::default() };
    let Some((lat, lon)) = written.split_once(',').map(|(lat, lon)| (lat.trim(), lon.trim())) else {
        return unreadable;
    };
    let (Some(lat_lon), decimals) = (number(lat).zip(number(lon)), decimals(lat).min(decimals(lon))) else {
        return unreadable;
    };
    let Some(point) = Point::new(lat_lon.0, lat_lon.1) else {
        let is_swapped = Point::new(lat_lon.1, lat_lon.0).is_some();
        let doubt = if is_swapped { PlaceDoubt::Swapped } else { PlaceDoubt::Unreadable };
        return Coordinates { doubt: Some(doubt), ..Coordinates::default() };
    };
    let doubt = country
        .and_then(CountryBox::of)
        .and_then(|country| against_country(country, lat_lon))
        .or_else(|| (decimals == 0).then_some(PlaceDoubt::WholeDegrees));
    Coordinates { point: Some(point), decimals: Some(decimals), doubt }
}

fn against_country(country: CountryBox, (lat, lon): (f64, f64)) -> Option<PlaceDoubt> {
    if country.holds((lat, lon), MARGIN_DEGREES) {
        None
    } else if country.holds((lon, lat), MARGIN_DEGREES) {
        Some(PlaceDoubt::Swapped)
    } else {
        (!country.holds((lat, lon), FAR_DEGREES)).then_some(PlaceDoubt::FarFromCountry)
    }
}

/// A number in plain digits; `1e5`, `inf` and `NaN` are none.
fn number(text: &str) -> Option<f64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
    is_plain.then(|| text.parse().ok())?
}

fn decimals(text: &str) -> u8 {
    text.split_once('.').map_or(0, |(_, decimals)| u8::try_from(decimals.len()).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use super::read;
    use rooms::missing::kinds::PlaceDoubt;
    use rstest::rstest;

    #[rstest]
    #[case::good("35.5, 12.61", Some("Italy"), Some((35.5, 12.61)), Some(1), None)]
    #[case::lost_decimals("59.1551, 28", Some("Russian Federation"), Some((59.1551, 28.0)), Some(0), Some(PlaceDoubt::WholeDegrees))]
    #[case::at_sea("34.0, 12.0", Some("Libya"), Some((34.0, 12.0)), Some(1), None)]
    #[case::swapped_on_the_globe("1.515145, 12.479761", Some("Burkina Faso"), Some((1.515145, 12.479761)), Some(6), Some(PlaceDoubt::Swapped))]
    #[case::swapped_off_the_globe("-102.5, 28.5", None, None, None, Some(PlaceDoubt::Swapped))]
    #[case::sign_lost("32.709856, 115.032154", Some("Mexico"), Some((32.709856, 115.032154)), Some(6), Some(PlaceDoubt::FarFromCountry))]
    #[case::off_the_globe("95.0, 200.0", None, None, None, Some(PlaceDoubt::Unreadable))]
    #[case::words("near Kufra", None, None, None, Some(PlaceDoubt::Unreadable))]
    #[case::not_finite("NaN, inf", None, None, None, Some(PlaceDoubt::Unreadable))]
    #[case::country_unknown_to_us("10.5, 10.5", Some("Libya - presumed departure"), Some((10.5, 10.5)), Some(1), None)]
    fn a_point_is_kept_as_written_and_its_doubt_is_named(
        #[case] written: &str,
        #[case] country: Option<&str>,
        #[case] point: Option<(f64, f64)>,
        #[case] decimals: Option<u8>,
        #[case] doubt: Option<PlaceDoubt>,
    ) {
        let found = read(written, country);
        assert_eq!(found.point.map(|point| (point.latitude(), point.longitude())), point);
        assert_eq!((found.decimals, found.doubt), (decimals, doubt));
    }
}
