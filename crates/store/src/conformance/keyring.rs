//! The keyring and the slots: what is erased is gone, what is not stays.

use journal::Log;

use super::Promise;
use crate::error::StoreError;
use crate::verbs::{
    Append, ENTRY_BYTES_MAX, KeyRef, NewKey, RecordBytes, SEALED_KEY_BYTES_MAX, Slot, Store, WrappedKey,
};

/// Three entries of the records 1, 2, 1, with two keys each.
async fn with_keys(store: &impl Store) -> Result<Vec<WrappedKey>, StoreError> {
    for (at, record) in [[1_u8; 16], [2; 16], [1; 16]].into_iter().enumerate() {
        let mut append = Append::new(Log::Changes, record, None, vec![at as u8]);
        append.keys = [0, 255].map(|section| NewKey { section, epoch: 1, bytes: vec![at as u8, section] }).to_vec();
        store.append(append).await?;
    }
    store.wrapped_keys(KeyRef::FIRST, 100).await
}

fn places(keys: &[WrappedKey]) -> Vec<(u64, u8, RecordBytes)> {
    keys.iter().map(|key| (key.key.index, key.key.section, key.record)).collect()
}

pub(super) async fn erased_keys_are_gone_and_others_stay(store: &impl Store) -> Promise {
    let all = with_keys(store).await?;
    assert_eq!(all.len(), 6);
    assert_eq!(store.wrapped_keys(KeyRef { index: 0, section: 0 }.next(), 2).await?, all[1..3]);
    assert_eq!(store.wrapped_keys(KeyRef { index: 0, section: 255 }.next(), 2).await?, all[2..4]);
    let mut erase = Append::new(Log::Changes, [1; 16], Some(2), b"erased".to_vec());
    erase.drop_keys_of = vec![[1; 16]];
    erase.keys = vec![NewKey { section: 0, epoch: 1, bytes: b"why".to_vec() }];
    let mut stale = erase.clone();
    stale.expected_version = Some(1);
    stale.drop_keys_of = vec![[2; 16]];
    assert!(matches!(store.append(stale).await, Err(StoreError::Conflict { .. })));
    assert_eq!(store.wrapped_keys(KeyRef::FIRST, 100).await?, all);
    store.append(erase).await?;
    let left = store.wrapped_keys(KeyRef::FIRST, 100).await?;
    assert_eq!(places(&left), [(1, 0, [2; 16]), (1, 255, [2; 16]), (3, 0, [1; 16])]);
    assert_eq!(left[..2], all[2..4]);
    assert_eq!(store.wrapped_key(all[0].key).await?, None);
    assert_eq!(store.wrapped_key(all[2].key).await?.as_ref(), Some(&all[2]));
    Ok(())
}

pub(super) async fn a_rewrap_is_all_or_nothing(store: &impl Store) -> Promise {
    let old = with_keys(store).await?;
    let mut new = old.clone();
    for key in &mut new {
        (key.epoch, key.bytes) = (2, [b"new ".as_slice(), &key.bytes].concat());
    }
    let mut moved = new.clone();
    moved[5].record = [2; 16];
    assert!(matches!(store.rewrap(moved).await, Err(StoreError::UnknownKey(key)) if key == old[5].key));
    assert_eq!(store.wrapped_keys(KeyRef::FIRST, 100).await?, old);
    store.rewrap(new.clone()).await?;
    let read = store.wrapped_keys(KeyRef::FIRST, 100).await?;
    assert_eq!(
        read.iter().map(|key| (key.epoch, &key.bytes)).collect::<Vec<_>>(),
        new.iter().map(|key| (key.epoch, &key.bytes)).collect::<Vec<_>>()
    );
    assert!(read.iter().zip(&old).all(|(read, old)| read.tag != old.tag), "a tag covers epoch and bytes");
    Ok(())
}

pub(super) async fn keys_come_back_from_a_key_backup(store: &impl Store) -> Promise {
    let backup = with_keys(store).await?;
    let mut erase = Append::new(Log::Changes, [1; 16], None, vec![]);
    erase.drop_keys_of = vec![[1; 16], [2; 16]];
    store.append(erase).await?;
    assert_eq!(store.wrapped_keys(KeyRef::FIRST, 100).await?, []);
    let mut moved = backup.clone();
    moved[4].key.index = 1;
    assert!(matches!(store.restore_keys(moved).await, Err(StoreError::UnknownKey(_))));
    assert_eq!(store.wrapped_keys(KeyRef::FIRST, 100).await?, []);
    store.restore_keys(backup[..2].to_vec()).await?;
    store.restore_keys(backup.clone()).await?;
    assert_eq!(store.wrapped_keys(KeyRef::FIRST, 100).await?, backup);
    Ok(())
}

pub(super) async fn slots_are_put_and_dropped(store: &impl Store) -> Promise {
    let slot = |name: &str, bytes: &str| Slot::new(name, bytes.as_bytes().to_vec());
    let names = async || {
        let slots = store.slots().await?.into_iter();
        Ok::<Vec<_>, StoreError>(slots.map(|slot| (slot.name, slot.bytes)).collect())
    };
    let named = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.as_bytes().to_vec())).collect::<Vec<_>>()
    };
    store.change_slots(vec![slot("holder/b", "1"), slot("holder/a", "2")], vec![]).await?;
    assert_eq!(names().await?, named(&[("holder/a", "2"), ("holder/b", "1")]));
    let dropped = vec!["holder/a".to_owned(), "holder/none".to_owned()];
    store.change_slots(vec![slot("holder/b", "3"), slot("epoch/1/b", "4")], dropped).await?;
    assert_eq!(names().await?, named(&[("epoch/1/b", "4"), ("holder/b", "3")]));
    let mut append = Append::new(Log::Changes, [1; 16], Some(9), vec![]);
    append.drop_slots = vec!["epoch/1/b".to_owned()];
    append.put_slots = vec![slot("epoch/2/b", "5")];
    assert!(matches!(store.append(append.clone()).await, Err(StoreError::Conflict { .. })));
    assert_eq!(names().await?, named(&[("epoch/1/b", "4"), ("holder/b", "3")]));
    append.expected_version = Some(0);
    store.append(append).await?;
    assert_eq!(names().await?, named(&[("epoch/2/b", "5"), ("holder/b", "3")]));
    Ok(())
}

pub(super) async fn misplaced_and_long_things_are_refused(store: &impl Store) -> Promise {
    let key = |section, length| NewKey { section, epoch: 1, bytes: vec![0; length] };
    let append = |log, keys: Vec<NewKey>| Append { keys, ..Append::new(log, [1; 16], Some(0), vec![]) };
    for misplaced in [append(Log::Audit, vec![key(0, 1)]), append(Log::Changes, vec![key(0, 1), key(0, 2)])] {
        assert!(matches!(store.append(misplaced).await, Err(StoreError::MisplacedKeys)));
    }
    let long_key = append(Log::Changes, vec![key(0, SEALED_KEY_BYTES_MAX + 1)]);
    let long_entry = Append::new(Log::Changes, [1; 16], Some(0), vec![0; ENTRY_BYTES_MAX + 1]);
    for long in [long_key, long_entry] {
        assert!(matches!(store.append(long).await, Err(StoreError::TooLong { .. })));
    }
    assert_eq!(store.head(Log::Changes).await?.size, 0);
    store.append(append(Log::Changes, vec![key(0, SEALED_KEY_BYTES_MAX)])).await?;
    Ok(())
}
