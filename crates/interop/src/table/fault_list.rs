//! Faults gathered while an input is read, up to a limit.

use crate::{Fault, Faults, Place};

/// Faults listed before the rest is only said to exist: more than a person reads, few enough for a page.
pub const FAULT_COUNT_MAX: usize = 500;

/// Gathers faults. An input whose list is empty at the end is good.
#[derive(Clone, Debug, Default)]
pub struct FaultList {
    faults: Vec<Fault>,
}

impl FaultList {
    /// Adds a fault.
    pub fn push(&mut self, message: impl Into<String>, place: Place) {
        if !self.is_full() {
            self.faults.push(Fault { message: message.into(), place });
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

    /// Whether the next fault would not be listed: then a reader of a large input may stop.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.faults.len() >= FAULT_COUNT_MAX
    }

    /// The value, or all faults.
    ///
    /// # Errors
    /// The faults, where there are any.
    pub fn finish<T>(mut self, code: &'static str, value: T) -> Result<T, Faults> {
        if self.faults.is_empty() {
            return Ok(value);
        }
        if self.is_full() {
            let file = self.faults.last().and_then(|fault| fault.place.file.clone());
            let message =
                "what follows is not listed; mend these faults first, or check that this is the right file".to_owned();
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
        assert!(faults.to_string().contains("what follows is not listed"));
    }
}
