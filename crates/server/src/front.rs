//! Under which names this server answers: those of this machine without encryption, or those that it was given, over TLS.

use std::net::IpAddr;

/// What this server is to the outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Front {
    /// This machine only, over plain HTTP: no network lies between.
    #[default]
    Loopback,
    /// These names, over TLS.
    Named(Vec<String>),
}

impl Front {
    /// Whether a request addressed so is answered.
    ///
    /// A page on the internet can point a name of its own at this machine and then read what this server answers ("DNS
    /// rebinding"); the `Host` it sends gives it away.
    #[must_use]
    pub fn answers(&self, authority: &str) -> bool {
        let name = name_of(authority);
        match self {
            Self::Loopback => {
                name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
            }
            Self::Named(names) => names.iter().any(|known| name.eq_ignore_ascii_case(known)),
        }
    }

    /// How an origin of this server begins.
    #[must_use]
    pub const fn scheme(&self) -> &'static str {
        match self {
            Self::Loopback => "http://",
            Self::Named(_) => "https://",
        }
    }
}

/// The name in `name:port` or `[address]:port`.
fn name_of(authority: &str) -> &str {
    match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::Front;

    #[rstest]
    #[case("localhost:8080", true)]
    #[case("127.0.0.1", true)]
    #[case("127.9.9.9:1", true)]
    #[case("[::1]:8080", true)]
    #[case("evil.example", false)]
    #[case("127.0.0.1.evil.example", false)]
    #[case("localhost.evil.example:8080", false)]
    #[case("10.0.0.1:8080", false)]
    #[case("[::2]", false)]
    #[case("", false)]
    fn only_this_machine_is_this_machine(#[case] host: &str, #[case] expected: bool) {
        assert_eq!(Front::Loopback.answers(host), expected);
    }

    #[rstest]
    #[case("landfall.example", true)]
    #[case("Landfall.Example:8443", true)]
    #[case("landfall.example.", false)]
    #[case("other.example", false)]
    #[case("localhost", false)]
    #[case("192.0.2.1", false)]
    fn beyond_it_only_the_names_given_are_answered(#[case] host: &str, #[case] expected: bool) {
        assert_eq!(Front::Named(vec!["landfall.example".into()]).answers(host), expected);
    }
}
