//! Entries: exact bytes, dense order, versions, receipts, checkpoints.

use std::collections::BTreeSet;
use std::sync::Arc;

use journal::audit::{Audit, FindingKind};
use journal::{Checkpoint, Log, LogPublic, SignedCheckpoint, consistency_proof, verify_consistency};

use super::{Promise, append_versions, check_log};
use crate::error::StoreError;
use crate::verbs::{Append, ROWS_MAX, Store};

pub(super) async fn reads_back_exact_bytes(store: &impl Store) -> Promise {
    assert_eq!(store.head(Log::Changes).await?.checkpoint, None);
    let bodies: [&[u8]; 4] = [b"", b"\0\xff\n", b"same", b"same"];
    for (at, bytes) in bodies.iter().enumerate() {
        let receipt = store.append(Append::new(Log::Changes, [at as u8; 16], Some(0), bytes.to_vec())).await?;
        assert_eq!((receipt.index, receipt.version, receipt.size), (at as u64, 1, at as u64 + 1));
    }
    let read = store.entries(Log::Changes, 0, ROWS_MAX).await?;
    assert_eq!(read.iter().map(|entry| entry.bytes.as_slice()).collect::<Vec<_>>(), bodies);
    assert_eq!(store.entries(Log::Changes, 2, 1).await?, read[2..3]);
    assert_eq!(store.entries(Log::Changes, 4, 1).await?, []);
    assert_eq!(store.entries(Log::Changes, u64::MAX, 1).await?, []);
    assert_eq!(store.entries(Log::Audit, 0, ROWS_MAX).await?, []);
    Ok(())
}

pub(super) async fn a_conflict_is_refused_alone(store: &impl Store) -> Promise {
    append_versions(store, Log::Changes, [1; 16], 2).await?;
    let stale = Append::new(Log::Changes, [1; 16], Some(1), b"stale".to_vec());
    let early = Append::new(Log::Changes, [2; 16], Some(3), b"early".to_vec());
    let good = Append::new(Log::Changes, [3; 16], Some(0), b"good".to_vec());
    let unchecked = Append::new(Log::Changes, [1; 16], None, b"unchecked".to_vec());
    let (stale, early, good, unchecked) = join(store, stale, early, good, unchecked).await;
    assert!(matches!(stale, Err(StoreError::Conflict { expected: 1, actual: 2 | 3 })));
    assert!(matches!(early, Err(StoreError::Conflict { expected: 3, actual: 0 })));
    assert_eq!(good?.version, 1);
    assert_eq!(unchecked?.version, 3);
    assert_eq!(store.head(Log::Changes).await?.size, 4);
    // versions of a record are counted in each log apart
    assert_eq!(store.append(Append::new(Log::Audit, [1; 16], Some(0), vec![])).await?.version, 1);
    Ok(())
}

type Answer = Result<crate::verbs::Receipt, StoreError>;

/// Four appends that wait at the same time, so that they may share a commit.
async fn join(store: &impl Store, a: Append, b: Append, c: Append, d: Append) -> (Answer, Answer, Answer, Answer) {
    tokio::join!(store.append(a), store.append(b), store.append(c), store.append(d))
}

pub(super) async fn a_receipt_is_covered_by_a_signed_checkpoint(
    store: &impl Store,
    public: &LogPublic,
    node: &str,
) -> Promise {
    for log in Log::ALL {
        append_versions(store, log, [7; 16], 5).await?;
        check_log(store, log, public, node).await?;
    }
    Ok(())
}

pub(super) async fn every_checkpoint_grows_from_the_one_before(
    store: &impl Store,
    public: &LogPublic,
    node: &str,
) -> Promise {
    append_versions(store, Log::Changes, [1; 16], 9).await?;
    let leaves: Vec<_> = store.leaves(Log::Changes, 0, ROWS_MAX).await?.into_iter().map(|(_, leaf)| leaf).collect();
    let checkpoints = store.checkpoints(Log::Changes, 0, ROWS_MAX).await?;
    assert_eq!(checkpoints.len(), 9);
    let mut audit = Audit::new(Log::Changes, &Log::Changes.origin(node), *public);
    let mut before: Option<Checkpoint> = None;
    for (size, text) in &checkpoints {
        audit.checkpoint(*size, text);
        let signed = SignedCheckpoint::parse(text)?;
        let new = signed.verify(public, &Log::Changes.origin(node))?.clone();
        assert_eq!(new.size, *size, "a checkpoint is kept under its size");
        if let Some(old) = before {
            let proof = consistency_proof(&leaves[..new.size as usize], old.size)?;
            verify_consistency(old.size, old.root, new.size, new.root, &proof)?;
        }
        before = Some(new);
    }
    // each names the one before, so that one taken out of the middle is missed
    let mut gap = Audit::new(Log::Changes, &Log::Changes.origin(node), *public);
    checkpoints.iter().filter(|(size, _)| *size != 4).for_each(|(size, text)| gap.checkpoint(*size, text));
    for (index, leaf) in store.leaves(Log::Changes, 0, ROWS_MAX).await? {
        audit.leaf(index, leaf);
        gap.leaf(index, leaf);
    }
    for entry in store.entries(Log::Changes, 0, ROWS_MAX).await? {
        audit.entry(entry.index, &entry.bytes);
        gap.entry(entry.index, &entry.bytes);
    }
    let named = |audit: &Audit| {
        let findings = audit.findings(&|_| None).into_iter().filter(|finding| finding.log == "checkpoints");
        findings.map(|finding| (finding.index, finding.kind)).collect::<Vec<_>>()
    };
    assert_eq!(named(&audit), []);
    assert_eq!(named(&gap), [(4, FindingKind::Dropped)]);
    assert_eq!(store.checkpoints(Log::Changes, 4, 2).await?, checkpoints[3..5]);
    Ok(())
}

pub(super) async fn many_writers_are_each_acknowledged_once<S: Store>(
    store: S,
    public: &LogPublic,
    node: &str,
) -> Promise {
    const WRITERS: u8 = 64;
    const EACH: u32 = 4;
    let store = Arc::new(store);
    let mut tasks = Vec::new();
    for writer in 0..WRITERS {
        let store = Arc::clone(&store);
        tasks.push(tokio::spawn(async move {
            let mut receipts = Vec::new();
            for version in 0..EACH {
                let bytes = vec![writer, version as u8];
                let receipt = store.append(Append::new(Log::Changes, [writer; 16], Some(version), bytes.clone())).await;
                receipts.push((receipt?, bytes));
            }
            Ok::<_, StoreError>(receipts)
        }));
    }
    let mut indexes = BTreeSet::new();
    let entries_of = |index| store.entries(Log::Changes, index, 1);
    for task in tasks {
        for (receipt, bytes) in task.await?? {
            assert!(indexes.insert(receipt.index), "index {} was given twice", receipt.index);
            assert!(receipt.size > receipt.index);
            assert_eq!(entries_of(receipt.index).await?[0].bytes, bytes);
        }
    }
    let count = u64::from(WRITERS) * u64::from(EACH);
    assert_eq!(indexes, (0..count).collect());
    check_log(&*store, Log::Changes, public, node).await?;
    Ok(())
}
