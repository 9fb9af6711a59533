//! The program under test: `powercut-writer FOLDER ENTRIES WRITERS` makes or opens a store in a folder, writes from several
//! threads and puts out a line for each thing that was acknowledged. What takes something away is told before it is begun
//! (`will …`), since it may be durable without having been acknowledged.
//!
//! ```text
//! ready                     the store is there
//! entry 3 LEAF              entry 3 with its key; LEAF is its hash
//! blob HASH                 a blob, put before the entry that follows
//! will rewrap 3 | rewrapped 3     its key is under epoch 2
//! will erase 3 | erased 3         its key is gone, and in no file
//!              | dropped 3        its key is gone; who reads from before keeps its bytes in the log for a while
//! slot NAME HASH            a slot whose bytes have that hash
//! refused: WHY
//! ```

use journal::{Log, LogKey, leaf_hash};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use store::blobs::Blobs;
use store::{Append, KeyRef, NewKey, Receipt, RecordBytes, Slot, SqliteStore, Store};

/// The node's name and the seed of its key are known to the test that checks what it left.
const NODE: &str = "powercut.example";
const SEED: [u8; 32] = [7; 32];

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, entries, writers] = &arguments[..] else { return Err("give FOLDER ENTRIES WRITERS".into()) };
    let (folder, entries, writers): (&Path, u32, u32) = (folder.as_ref(), entries.parse()?, writers.parse()?);
    let (path, key) = (folder.join("journal.db"), LogKey::from_seed(SEED));
    let store =
        if path.exists() { SqliteStore::open(&path, key, NODE)? } else { SqliteStore::create(&path, key, NODE)? };
    let blobs = Blobs::open(&folder.join("blobs"))?;
    say("ready");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build()?;
    runtime.block_on(async {
        let start = store.head(Log::Changes).await?.size as u32;
        let shared = Arc::new((store, blobs));
        let tasks: Vec<_> = (0..writers)
            .map(|number| {
                let writer = Writer { shared: Arc::clone(&shared), start, number };
                tokio::spawn(async move {
                    for nth in 0..entries / writers {
                        if let Err(why) = writer.write(nth).await {
                            say(&format!("refused: {why}"));
                        }
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await?;
        }
        if let Some((store, _)) = Arc::into_inner(shared) {
            store.close().await?;
        }
        Ok(())
    })
}

struct Writer {
    shared: Arc<(SqliteStore, Blobs)>,
    start: u32,
    number: u32,
}

impl Writer {
    /// One entry; every fifth with a blob, and some whose key is renewed, or erased, afterwards.
    async fn write(&self, nth: u32) -> Result<(), Failure> {
        let record = self.record(nth);
        if nth % 5 == 2 {
            let hash = self.shared.1.put(noise(record, 1, 700 + nth as usize * 90)).await?;
            say(&format!("blob {hash}"));
        }
        let receipt = self.append(record, nth).await?;
        match nth % 9 {
            4 => self.rewrap(receipt.index).await?,
            6 => self.erase(record, receipt.index).await?,
            8 => self.put_slot(record, nth).await?,
            _ => {}
        }
        Ok(())
    }

    fn record(&self, nth: u32) -> RecordBytes {
        let mut record = [0; 16];
        for (place, part) in [self.start, self.number, nth].into_iter().enumerate() {
            record[place * 4..place * 4 + 4].copy_from_slice(&part.to_le_bytes());
        }
        record
    }

    async fn append(&self, record: RecordBytes, nth: u32) -> Result<Receipt, Failure> {
        let header = format!("{record:?}").repeat(1 + nth as usize % 40).into_bytes();
        let bytes = journal::entry::encode(&journal::EntryParts { header, sections: vec![] })?;
        let leaf = leaf_hash(&bytes);
        let mut append = Append::new(Log::Changes, record, Some(0), bytes);
        append.keys = vec![NewKey { section: 0, epoch: 1, bytes: noise(record, 0, 120) }];
        let receipt = self.shared.0.append(append).await?;
        say(&format!("entry {} {leaf}", receipt.index));
        Ok(receipt)
    }

    async fn rewrap(&self, index: u64) -> Result<(), Failure> {
        say(&format!("will rewrap {index}"));
        let store = &self.shared.0;
        let mut key = store.wrapped_key(KeyRef { index, section: 0 }).await?.ok_or("its key is not there")?;
        (key.epoch, key.bytes) = (2, noise(key.record, 2, 120));
        store.rewrap(vec![key]).await?;
        say(&format!("rewrapped {index}"));
        Ok(())
    }

    async fn erase(&self, record: RecordBytes, index: u64) -> Result<(), Failure> {
        say(&format!("will erase {index}"));
        let mut append = Append::new(Log::Changes, record, Some(1), noise(record, 3, 60));
        append.drop_keys_of = vec![record];
        let receipt = self.shared.0.append(append).await?;
        say(&format!("{} {index}", if receipt.is_forgotten { "erased" } else { "dropped" }));
        Ok(())
    }

    async fn put_slot(&self, record: RecordBytes, nth: u32) -> Result<(), Failure> {
        let bytes = noise(record, 4, 200);
        let (name, hash) = (format!("slot/{}/{}/{nth}", self.start, self.number), leaf_hash(&bytes));
        self.shared.0.change_slots(vec![Slot::new(name.clone(), bytes)], vec![]).await?;
        say(&format!("slot {name} {hash}"));
        Ok(())
    }
}

/// Bytes that are found nowhere else.
fn noise(record: RecordBytes, what: u8, count: usize) -> Vec<u8> {
    let block = |number: u32| leaf_hash(&[&record[..], &[what], &number.to_le_bytes()].concat()).0;
    (0..).flat_map(block).take(count).collect()
}

/// One write for one line. The reader may be gone: then there is no one to tell.
fn say(line: &str) {
    drop(std::io::stdout().lock().write_all(format!("{line}\n").as_bytes()));
}
