//! The program under test: `powercut-writer DATABASE ENTRIES WRITERS` makes or opens a store, appends from several threads and
//! puts out a line for each append that was acknowledged: `ack changes INDEX LEAF`, or `refused` and why.
use journal::{Log, LogKey, leaf_hash};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use store::{Append, NewKey, SqliteStore, Store};

/// The node's name and the seed of its key are known to the test that checks what it left.
const NODE: &str = "powercut.example";
const SEED: [u8; 32] = [7; 32];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [database, entries, writers] = &arguments[..] else { return Err("give DATABASE ENTRIES WRITERS".into()) };
    let (path, entries, writers): (&Path, u32, u32) = (database.as_ref(), entries.parse()?, writers.parse()?);
    let key = LogKey::from_seed(SEED);
    let store = if path.exists() { SqliteStore::open(path, key, NODE)? } else { SqliteStore::create(path, key, NODE)? };
    say("ready");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build()?;
    runtime.block_on(async {
        let store = Arc::new(store);
        let start = store.head(Log::Changes).await?.size as u32;
        let tasks: Vec<_> = (0..writers)
            .map(|writer| tokio::spawn(write(Arc::clone(&store), start, writer, entries / writers)))
            .collect();
        for task in tasks {
            task.await?;
        }
        if let Some(store) = Arc::into_inner(store) {
            store.close().await?;
        }
        Ok(())
    })
}

async fn write(store: Arc<SqliteStore>, start: u32, writer: u32, count: u32) {
    for nth in 0..count {
        let mut record = [0; 16];
        for (place, part) in [start, writer, nth].into_iter().enumerate() {
            record[place * 4..place * 4 + 4].copy_from_slice(&part.to_le_bytes());
        }
        let parts = journal::EntryParts {
            header: format!("{record:?}").repeat(1 + nth as usize % 40).into_bytes(),
            sections: vec![],
        };
        let Ok(bytes) = journal::entry::encode(&parts) else { return say("refused: no entry") };
        let leaf = leaf_hash(&bytes);
        let mut append = Append::new(Log::Changes, record, Some(0), bytes);
        append.keys = vec![NewKey { section: 0, epoch: 1, bytes: vec![nth as u8; 120] }];
        match store.append(append).await {
            Ok(receipt) => say(&format!("ack changes {} {leaf}", receipt.index)),
            Err(error) => say(&format!("refused: {error}")),
        }
    }
}

/// One write for one line. The reader may be gone: then there is no one to tell.
fn say(line: &str) {
    drop(std::io::stdout().lock().write_all(format!("{line}\n").as_bytes()));
}
