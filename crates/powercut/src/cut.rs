//! Where the power is cut, and what is known at that moment.

use crate::{Call, Disk, Event, Image, SplitMix64};

/// A power cut: what the disk was left with, and what had been said until then.
#[derive(Clone, Debug)]
pub struct Cut {
    /// How many events of the trace took effect before it.
    pub at: usize,
    /// What is on the disk.
    pub image: Image,
    /// The whole lines that the program had put out: what it had acknowledged.
    pub acks: Vec<String>,
    /// How many changes of contents and names no sync had made last.
    pub at_risk: usize,
}

/// `count` power cuts of a trace that began in the folder `start`, in the order of their places. Of eight, one comes while nothing has been said yet, two
/// right after something was said (when what it rests on must just have become durable), three right before a later sync
/// (when most is at risk), and two anywhere after the first line.
pub fn cuts(start: &Disk, events: &[Event], count: usize, seed: u64) -> impl Iterator<Item = Cut> {
    let mut prng = SplitMix64::new(seed);
    let places = places(start.clone(), events, count, &mut prng);
    let (mut disk, mut done) = (start.clone(), 0);
    places.into_iter().map(move |at| {
        events[done..at].iter().for_each(|event| disk.apply(event));
        done = at;
        Cut { at, image: disk.image(&mut prng), acks: disk.acks(), at_risk: disk.at_risk() }
    })
}

fn places(mut disk: Disk, events: &[Event], count: usize, prng: &mut SplitMix64) -> Vec<usize> {
    let said = |event: &Event| matches!(event.call, Call::Ack { .. });
    let first = events.iter().position(said).map_or(0, |at| at + 1);
    let (mut acks, mut syncs) = (Vec::new(), Vec::new());
    for (at, event) in events.iter().enumerate() {
        match event.call {
            Call::Ack { .. } => acks.push(at + 1),
            Call::Sync { .. } if at > first && disk.at_risk() > 0 => syncs.push(at),
            _ => {}
        }
        disk.apply(event);
    }
    let mut places: Vec<usize> = (0..count)
        .map(|nth| match nth % 8 {
            0 => prng.below(first + 1),
            1 | 5 if !acks.is_empty() => acks[prng.below(acks.len())],
            2 | 4 | 6 if !syncs.is_empty() => syncs[prng.below(syncs.len())],
            _ => first + prng.below(events.len() - first + 1),
        })
        .collect();
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace() -> Vec<Event> {
        let mut calls = vec![Call::Open { file: 7, path: "a".into(), created: true, truncated: false, folder: false }];
        calls.extend((0..20).map(|at| Call::Write { file: 7, offset: at, data: vec![1] }));
        for nth in 0..5 {
            calls.push(Call::Write { file: 7, offset: nth, data: vec![2] });
            calls.push(Call::Sync { file: 7, path: "a".into(), folder: false });
            calls.push(Call::Ack { text: format!("ack {nth}\n").into() });
        }
        calls.into_iter().map(Event::done).collect()
    }

    #[test]
    fn most_cuts_come_after_something_was_said_and_some_before() {
        let cuts: Vec<Cut> = cuts(&Disk::default(), &trace(), 64, 3).collect();
        let before = cuts.iter().filter(|cut| cut.acks.is_empty()).count();
        assert!((1..=8).contains(&before), "{before}");
        assert!(cuts.iter().filter(|cut| cut.at > 21 && (cut.at - 21) % 3 == 0).count() >= 16, "right after it");
        assert!(cuts.iter().filter(|cut| cut.at > 21 && (cut.at - 21) % 3 == 1).count() >= 24, "right before a sync");
        assert!(cuts.iter().all(|cut| cut.acks.len() == cut.at.saturating_sub(21) / 3));
        assert!(cuts.iter().any(|cut| cut.at_risk == 1) && cuts.iter().any(|cut| cut.at_risk == 2));
    }

    #[test]
    fn the_same_seed_gives_the_same_cuts() {
        let all = |seed| cuts(&Disk::default(), &trace(), 20, seed).map(|cut| (cut.at, cut.image)).collect::<Vec<_>>();
        assert_eq!(all(1), all(1));
        assert_ne!(all(1), all(2));
    }
}
