//! Where somebody was seen or found.

/// A point on the Earth, WGS 84, in degrees.
///
/// Invariant: latitude in `-90..=90`, longitude in `-180..=180`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    latitude: f64,
    longitude: f64,
}

impl Point {
    /// A point; `None` outside the globe and for NaN.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let on_globe = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        on_globe.then_some(Self { latitude, longitude })
    }

    /// Degrees north of the equator.
    ///
    /// # Source
    /// Accessor of the value defined on [`Point`].
    #[must_use]
    pub const fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east of Greenwich.
    ///
    /// # Source
    /// Accessor of the value defined on [`Point`].
    #[must_use]
    pub const fn longitude(self) -> f64 {
        self.longitude
    }
}

/// A place as it is told: a name, a point, or both.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// The name in the words of who told it.
    pub name: Option<String>,
    /// The point on the map.
    pub point: Option<Point>,
}

#[cfg(test)]
mod tests {
    use super::Point;

    #[test]
    fn outside_the_globe_is_refused() {
        assert!(Point::new(90.5, 0.0).is_none());
        assert!(Point::new(0.0, -180.5).is_none());
        assert!(Point::new(f64::NAN, 0.0).is_none());
        assert!(Point::new(36.8, 12.0).is_some());
    }
}
