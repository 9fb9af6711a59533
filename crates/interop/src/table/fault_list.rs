//! Faults gathered while an input is read, up to a limit.

use crate::{Fault, Faults, Place};

/// Faults listed before the rest is only said to exist: more than a person reads, few enough for a page.
pub const FAULT_COUNT_MAX: usize = 500;

/// Gathers faults. An input whose list is empty at the end is good.
#[derive(Clone, Debug, Default)]
pub struct FaultList {
    faults: Vec<Fault>,
    left_out: usize,
}

impl FaultList {
    /// Adds a fault.
    pub fn push(&mut self, message: impl Into<String>, place: Place) {
        if self.faults.len() < FAULT_COUNT_MAX {
            self.faults.push(Fault { message: message.into(), place });
        } else {
            self.left_out += 1;
        }
    }

    /// Adds the faults of a part of the input.
    pub fn extend(&mut self, faults: Faults) {
        for fault in faults.faults {
            self.push(fault.message, fault.place);
        }
    }

    /// Whether nothing was wrong so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.faults.is_empty()
    }

    /// The value, or all faults.
    ///
    /// # Errors
    /// The faults, where there are any.
    pub fn finish<T>(mut self, code: &'static str, value: T) -> Result<T, Faults> {
        if self.faults.is_empty() {
            return Ok(value);
        }
        if self.left_out > 0 {
            let file = self.faults.last().and_then(|fault| fault.place.file.clone());
            let message = format!("{} further faults are not listed; mend these first", self.left_out);
            self.faults.push(Fault { message, place: Place { file, ..Place::default() } });
        }
        Err(Faults { code, faults: self.faults })
    }

    /// One fault that ends the reading.
    #[must_use]
    pub fn one(code: &'static str, message: String, place: Place) -> Faults {
        Faults { code, faults: vec![Fault { message, place }] }
    }
}

#[cfg(test)]
mod tests {
    use super::{FAULT_COUNT_MAX, FaultList};
    use crate::Place;

    #[test]
    fn a_flood_of_faults_is_cut_off_and_said() {
        let mut list = FaultList::default();
        (0..FAULT_COUNT_MAX + 7).for_each(|line| list.push(format!("bad {line}"), Place::default()));
        let faults = list.finish("bad-table", ()).unwrap_err();
        assert_eq!(faults.faults.len(), FAULT_COUNT_MAX + 1);
        assert!(faults.to_string().ends_with("7 further faults are not listed; mend these first"));
    }
}
