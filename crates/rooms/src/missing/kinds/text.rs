//! Facts as they stand in records: dates and ages in the text that their types print and read, so that nothing is lost.

/// A fact that may be absent, as the text of its `Display` and `FromStr`.
pub(super) mod option {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(in super::super) fn serialize<T: Display, S: Serializer>(
        fact: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match fact {
            Some(fact) => serializer.collect_str(fact),
            None => serializer.serialize_none(),
        }
    }

    pub(in super::super) fn deserialize<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
    where
        T: FromStr,
        T::Err: Display,
        D: Deserializer<'de>,
    {
        let written = Option::<String>::deserialize(deserializer)?;
        written.map(|written| written.parse().map_err(D::Error::custom)).transpose()
    }
}

/// A sex as the word of tables.
pub(super) mod sex {
    use facts::Sex;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(in super::super) fn serialize<S: Serializer>(sex: &Sex, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match sex {
            Sex::Male => "male",
            Sex::Female => "female",
            Sex::Unknown => "unknown",
        })
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Sex, D::Error> {
        match String::deserialize(deserializer)?.as_str() {
            "male" => Ok(Sex::Male),
            "female" => Ok(Sex::Female),
            "unknown" => Ok(Sex::Unknown),
            other => Err(D::Error::custom(format!("`{other}` is not a sex; expected male, female or unknown"))),
        }
    }
}

/// A place: its name, its point, or both.
pub(crate) mod place {
    use facts::{Place, Point};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Written {
        name: Option<String>,
        point: Option<Degrees>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Degrees {
        latitude: f64,
        longitude: f64,
    }

    pub(crate) fn serialize<S: Serializer>(place: &Option<Place>, serializer: S) -> Result<S::Ok, S::Error> {
        let degrees = |point: Point| Degrees { latitude: point.latitude(), longitude: point.longitude() };
        let written = place.as_ref().map(|place| Written { name: place.name.clone(), point: place.point.map(degrees) });
        written.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Place>, D::Error> {
        let Some(written) = Option::<Written>::deserialize(deserializer)? else { return Ok(None) };
        let point = |degrees: Degrees| {
            let outside = || D::Error::custom("the point lies outside the globe");
            Point::new(degrees.latitude, degrees.longitude).ok_or_else(outside)
        };
        Ok(Some(Place { name: written.name, point: written.point.map(point).transpose()? }))
    }
}
