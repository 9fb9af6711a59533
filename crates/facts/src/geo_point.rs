//! A point on the earth, and how exactly it is known.

/// Length of one degree of latitude in kilometres, mean: a quarter meridian of 10,001.97 km over 90 degrees (WGS 84).
const DEGREE_KM: f64 = 10_001.97 / 90.0;

/// Mean radius of the earth in kilometres (IUGG).
const EARTH_RADIUS_KM: f64 = 6_371.008_8;

/// Latitude and longitude in degrees (WGS 84).
///
/// Invariant: both finite, latitude in [-90, 90], longitude in [-180, 180].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GeoPoint {
    lat: f64,
    lon: f64,
}

impl GeoPoint {
    /// From degrees; `None` outside the invariant.
    #[must_use]
    pub fn from_lat_lon((lat, lon): (f64, f64)) -> Option<Self> {
        (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some(Self { lat, lon })
    }

    /// Latitude and longitude in degrees.
    #[must_use]
    pub fn lat_lon(self) -> (f64, f64) {
        (self.lat, self.lon)
    }

    /// Great-circle distance in kilometres, on a sphere.
    ///
    /// # Source
    /// Haversine formula: R. W. Sinnott, "Virtues of the Haversine", *Sky and Telescope* 68 (1984), p. 159; radius
    /// 6,371.0088 km (IUGG mean). The sphere is within 0.6 % of the ellipsoid.
    #[must_use]
    pub fn distance_km(self, other: Self) -> f64 {
        let (lat, other_lat) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((other_lat - lat) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let a = half_lat * half_lat + lat.cos() * other_lat.cos() * half_lon * half_lon;
        2.0 * EARTH_RADIUS_KM * a.clamp(0.0, 1.0).sqrt().asin()
    }
}

/// How far off a coordinate written with so many decimals may be, in kilometres of latitude: one unit of its last place.
///
/// One unit, not half: some published coordinates were cut off, not rounded (`59.1551, 28`).
///
/// # Source
/// WGS 84: a quarter meridian of 10,001.97 km has 90 degrees, so a degree of latitude is 111.1 km in the mean.
#[must_use]
pub fn coordinate_accuracy_km(decimals: u8) -> f64 {
    DEGREE_KM / 10f64.powi(i32::from(decimals))
}

#[cfg(test)]
mod tests {
    use super::{GeoPoint, coordinate_accuracy_km};

    #[test]
    fn outside_the_earth_there_is_no_point() {
        assert_eq!(GeoPoint::from_lat_lon((91.0, 0.0)), None);
        assert_eq!(GeoPoint::from_lat_lon((0.0, -180.5)), None);
        assert_eq!(GeoPoint::from_lat_lon((f64::NAN, 0.0)), None);
        assert!(GeoPoint::from_lat_lon((-90.0, 180.0)).is_some());
    }

    #[test]
    fn a_quarter_of_the_equator_is_a_quarter_of_the_circle() {
        let at = |lat, lon| GeoPoint::from_lat_lon((lat, lon)).unwrap();
        let quarter = std::f64::consts::FRAC_PI_2 * 6_371.008_8; // by hand: R π / 2
        assert!((at(0.0, 0.0).distance_km(at(0.0, 90.0)) - quarter).abs() < 1e-9);
        assert!((at(0.0, 10.0).distance_km(at(90.0, 77.0)) - quarter).abs() < 1e-9);
        assert_eq!(at(35.5, 12.6).distance_km(at(35.5, 12.6)), 0.0);
    }

    #[test]
    fn a_degree_without_decimals_is_known_to_111_km() {
        assert!((coordinate_accuracy_km(0) - 111.133).abs() < 1e-3);
        assert!((coordinate_accuracy_km(2) - 1.111_33).abs() < 1e-5);
    }
}
