//! A register being compared on threads of its own, until it is done or nobody wants it any more.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use identify::{Register, identify_with};
use server::{Identification, Progress};
use tokio::task::JoinHandle;

/// A comparison under way; dropping it ends it at its next step, and what it holds in memory goes with it.
pub struct Comparing {
    is_unwanted: Arc<AtomicBool>,
    done: JoinHandle<Result<Box<Identification>, String>>,
}

impl Comparing {
    /// Begins.
    pub fn begin(register: Register, progress: Progress) -> Self {
        let is_unwanted = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&is_unwanted);
        let done = tokio::task::spawn_blocking(move || {
            let report = identify_with(&register, &|step| {
                if asked.load(Ordering::Relaxed) {
                    // the one way out of the middle: it unwinds quietly to the task's end, and wipes what it holds
                    resume_unwind(Box::new(()));
                }
                progress.set(step.done, step.total);
            });
            report.map(|report| Box::new(Identification { register, report })).map_err(|error| error.to_string())
        });
        Self { is_unwanted, done }
    }

    /// Ends it; when this is done, nothing of the register is left in its memory.
    pub async fn end(mut self) {
        self.is_unwanted.store(true, Ordering::Relaxed);
        _ = self.done().await;
    }

    /// What came of it. May be called again where the call before was dropped.
    pub async fn done(&mut self) -> Result<Box<Identification>, String> {
        (&mut self.done).await.unwrap_or_else(|error| Err(error.to_string()))
    }
}

impl Drop for Comparing {
    fn drop(&mut self) {
        self.is_unwanted.store(true, Ordering::Relaxed);
    }
}
