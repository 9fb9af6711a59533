//! Words of incidents: every wording is taken, and reads back from how it is shown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rooms::missing::kinds::{Cause, IncidentType, OriginRegion};

fuzz_target!(|written: &str| {
    let cause = Cause::read(written);
    assert_eq!(Cause::read(cause.label()), cause);
    let kind = IncidentType::read(written);
    assert_eq!(IncidentType::read(&kind.to_string()), kind);
    let region = OriginRegion::read(written);
    assert_eq!(region.name, region.name.trim());
});
