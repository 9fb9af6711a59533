//! The copy of the journal; what stands in it is looked at by the tests of a back end, which can open it.

use journal::Log;

use super::{Promise, append_versions};
use crate::verbs::Store;

pub(super) async fn a_copy_is_made_once(store: &impl Store) -> Promise {
    append_versions(store, Log::Changes, [1; 16], 3).await?;
    append_versions(store, Log::Audit, [1; 16], 2).await?;
    let mut name = std::env::temp_dir();
    name.push(format!("landfall-copy-{}-{:p}", std::process::id(), store));
    let copied = store.copy_journal_to(&name).await;
    let again = store.copy_journal_to(&name).await;
    let _ = std::fs::remove_file(&name);
    assert_eq!(copied?, (3, 2));
    assert!(again.is_err(), "a file that exists is not touched");
    Ok(())
}
