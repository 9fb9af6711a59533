//! Traces of programs that do it wrong, made from the trace of one that does it right: what a suite must notice.

use crate::{Call, Event};

/// The program never syncs a folder: names are chance.
pub fn without_folder_syncs(events: &[Event]) -> Vec<Event> {
    kept(events, |event| !matches!(event.call, Call::Sync { folder: true, .. }))
}

/// The program never syncs files whose path satisfies this.
pub fn without_syncs_of(events: &[Event], skipped: impl Fn(&str) -> bool) -> Vec<Event> {
    kept(events, |event| match &event.call {
        Call::Sync { path, folder: false, .. } => !skipped(path),
        _ => true,
    })
}

/// The program says that it is done before it syncs: each line comes before the last sync that it waited for.
pub fn acknowledged_early(events: &[Event]) -> Vec<Event> {
    let mut early: Vec<Event> = Vec::with_capacity(events.len());
    for event in events {
        let sync = early.iter().rposition(|before| matches!(before.call, Call::Sync { .. }));
        match (&event.call, sync) {
            (Call::Ack { .. }, Some(at)) => early.insert(at, event.clone()),
            _ => early.push(event.clone()),
        }
    }
    early
}

fn kept(events: &[Event], keep: impl Fn(&Event) -> bool) -> Vec<Event> {
    events.iter().filter(|event| keep(event)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sync(path: &str, folder: bool) -> Event {
        Event::done(Call::Sync { file: 7, path: path.into(), folder })
    }

    fn said(text: &str) -> Event {
        Event::done(Call::Ack { text: text.into() })
    }

    #[test]
    fn each_does_its_own_wrong() {
        let right = [sync("a", false), sync("", true), said("x"), sync("b", false), said("y"), said("z")];
        let kept = |places: &[usize]| places.iter().map(|at| right[*at].clone()).collect::<Vec<_>>();
        assert_eq!(without_folder_syncs(&right), kept(&[0, 2, 3, 4, 5]));
        assert_eq!(without_syncs_of(&right, |path| path == "a"), kept(&[1, 2, 3, 4, 5]));
        assert_eq!(acknowledged_early(&right), kept(&[0, 2, 1, 4, 5, 3]));
    }
}
