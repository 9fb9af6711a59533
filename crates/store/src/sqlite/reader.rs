//! A few threads that read, each with a connection of its own, so that no executor's thread waits for the disk.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::connection;
use crate::error::StoreError;

/// How many reads run at once.
const READERS: usize = 2;

/// How many reads wait before who asks must wait to ask.
const QUEUE: usize = 256;

type Read = Box<dyn FnOnce(&Connection) + Send>;

/// The readers. They end with this value, after what they have begun.
#[derive(Debug)]
pub(super) struct Readers {
    queue: Option<mpsc::Sender<Read>>,
    threads: Vec<JoinHandle<()>>,
}

impl Readers {
    /// Opens the connections and starts the threads.
    pub(super) fn start(path: &Path) -> Result<Self, StoreError> {
        let (queue, reads) = mpsc::channel(QUEUE);
        let reads = Arc::new(Mutex::new(reads));
        let mut readers = Self { queue: Some(queue), threads: Vec::new() };
        for _ in 0..READERS {
            let connection = connection::to_read(path)?;
            let reads = Arc::clone(&reads);
            let thread = std::thread::Builder::new()
                .name("store reader".to_owned())
                .spawn(move || serve(&connection, &reads))
                .map_err(|source| StoreError::File { path: path.to_owned(), source })?;
            readers.threads.push(thread);
        }
        Ok(readers)
    }

    /// Runs a read on one of the threads.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        let job: Read = Box::new(move |connection| {
            // who asked may have gone
            let _ = reply.send(read(connection));
        });
        let queue = self.queue.as_ref().ok_or(StoreError::Closed)?;
        queue.send(job).await.map_err(|_| StoreError::Closed)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.queue = None;
        for thread in self.threads.drain(..) {
            // a reader that panicked has told so already
            let _ = thread.join();
        }
    }
}

fn serve(connection: &Connection, reads: &Mutex<mpsc::Receiver<Read>>) {
    loop {
        // whoever holds the lock waits for the next read; the others wait for the lock
        let next = reads.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
        match next {
            Some(read) => read(connection),
            None => return,
        }
    }
}
