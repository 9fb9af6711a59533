//! Names what was done to each place of a log, once it is known what was signed there.

use super::truth::Truth;
use super::{Finding, FindingKind, Rows, Shape};
use crate::hash::Hash;
use crate::log::{Index, Log};

/// The longest gap of which each missing entry is named on its own.
const GAP: usize = 1000;

/// What naming needs to know.
pub(super) struct Naming<'a> {
    log: Log,
    rows: &'a Rows,
    truth: &'a Truth,
    elsewhere: &'a dyn Fn(&Hash) -> Option<Index>,
    /// What was signed, or is presumed, at each place.
    wanted: Vec<Option<Hash>>,
    /// The same by hash; empty while nothing is wrong.
    places: Vec<(Hash, usize)>,
    findings: Vec<Finding>,
}

/// Which of the two stored parts of a place is spoken of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Entry,
    Leaf,
    Both,
}

impl Part {
    fn named(self, at: usize) -> String {
        match self {
            Part::Entry => format!("entry {at}"),
            Part::Leaf => format!("the stored leaf hash of entry {at}"),
            Part::Both => format!("entry {at}, together with its stored leaf hash,"),
        }
    }
}

impl<'a> Naming<'a> {
    pub(super) fn new(
        log: Log,
        rows: &'a Rows,
        truth: &'a Truth,
        elsewhere: &'a dyn Fn(&Hash) -> Option<Index>,
    ) -> Naming<'a> {
        let wanted = (0..truth.signed.len()).map(|at| truth.signed[at].or(rows.leaf(at)).or(rows.hash(at))).collect();
        Naming { log, rows, truth, elsewhere, wanted, places: Vec::new(), findings: Vec::new() }
    }

    pub(super) fn findings(mut self) -> Vec<Finding> {
        let wrong = |at: &usize| {
            let (entry, leaf) = (self.rows.hash(*at), self.rows.leaf(*at));
            entry.is_some_and(|hash| Some(hash) != self.wanted[*at])
                || leaf.is_some_and(|hash| Some(hash) != self.wanted[*at])
        };
        let wrong: Vec<usize> = (0..self.wanted.len()).filter(wrong).collect();
        if !wrong.is_empty() || !self.truth.unresolved.is_empty() {
            let known = self.wanted.iter().enumerate();
            self.places = known.filter_map(|(at, hash)| hash.map(|hash| (hash, at))).collect();
            self.places.sort_unstable();
        }
        self.missing();
        wrong.into_iter().for_each(|at| self.wrong(at));
        for &(from, to) in &self.truth.unresolved {
            self.unresolved(from as usize, to as usize);
        }
        for index in &self.rows.stray {
            let what = format!("entry {index} stands past the end of {}, and none before it", self.log);
            self.findings.push(Finding {
                log: self.log.to_string(),
                index: *index,
                kind: FindingKind::Transplanted,
                what,
            });
        }
        self.findings.sort();
        self.findings
    }

    fn add(&mut self, at: usize, kind: FindingKind, what: String) {
        self.findings.push(Finding { log: self.log.to_string(), index: at as Index, kind, what });
    }

    /// Gaps, and an end that is not there.
    fn missing(&mut self) {
        let end = self.rows.entries.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        let all = (self.rows.signed as usize).max(self.wanted.len());
        if end < all {
            self.add(
                end,
                FindingKind::Truncated,
                format!("entries {end} to {} of {} are not there", all - 1, self.log),
            );
        }
        let rows = self.rows;
        for gap in rows.entries[..end].chunk_by(|a, b| a.is_none() == b.is_none()).scan(0, |at, run| {
            let from = *at;
            *at += run.len();
            Some((from, run))
        }) {
            match gap {
                (from, run) if run[0].is_none() && run.len() > GAP => {
                    let what = format!("entries {from} to {} are not there", from + run.len() - 1);
                    self.add(from, FindingKind::Dropped, what);
                }
                (from, run) if run[0].is_none() => {
                    for at in from..from + run.len() {
                        self.add(at, FindingKind::Dropped, format!("entry {at} is not there"));
                    }
                }
                _ => {}
            }
        }
        for at in 0..end {
            if rows.leaf(at).is_none() && rows.hash(at).is_some() {
                self.add(at, FindingKind::Dropped, format!("{} is not there", Part::Leaf.named(at)));
            }
        }
    }

    fn wrong(&mut self, at: usize) {
        let Some(wanted) = self.wanted[at] else { return };
        let (entry, leaf) = (self.rows.hash(at), self.rows.leaf(at));
        match (entry.filter(|hash| *hash != wanted), leaf.filter(|hash| *hash != wanted)) {
            (Some(entry), Some(leaf)) if entry == leaf => self.name(at, Part::Both, entry, wanted),
            (entry, leaf) => {
                if let Some(hash) = entry {
                    self.name(at, Part::Entry, hash, wanted);
                }
                if let Some(hash) = leaf {
                    self.name(at, Part::Leaf, hash, wanted);
                }
            }
        }
    }

    /// Names a part that has the hash `found` where `wanted` was signed.
    fn name(&mut self, at: usize, part: Part, found: Hash, wanted: Hash) {
        let stored = |other: usize| if part == Part::Leaf { self.rows.leaf(other) } else { self.rows.hash(other) };
        let homes: Vec<usize> = self.homes(&found).collect();
        let named = part.named(at);
        let (kind, what) = if let Some(other) = homes.iter().find(|other| stored(**other) == Some(wanted)) {
            (FindingKind::Swapped, format!("{named} stands in the place of that of entry {other}, and that one here"))
        } else if let Some(other) = homes.first() {
            (FindingKind::Transplanted, format!("in the place of {named} stands a copy of that of entry {other}"))
        } else if let Some(other) = (self.elsewhere)(&found) {
            let log = self.log.other();
            (FindingKind::Transplanted, format!("in the place of {named} stands entry {other} of {log}"))
        } else if part != Part::Leaf && self.cut(at) {
            (FindingKind::Truncated, format!("{named} is cut short"))
        } else {
            (FindingKind::Flipped, format!("{named} has other bytes than were signed"))
        };
        self.add(at, kind, what);
    }

    /// Where a hash was signed.
    fn homes(&self, hash: &Hash) -> impl Iterator<Item = usize> + use<'_> {
        let (hash, first) = (*hash, self.places.partition_point(|(other, _)| other < hash));
        self.places[first..].iter().take_while(move |(other, _)| *other == hash).map(|(_, at)| *at)
    }

    fn cut(&self, at: usize) -> bool {
        self.rows.entry(at).is_some_and(|held| held.shape == Shape::Cut)
    }

    /// A range that fits no checkpoint: names the rows in it that give themselves away, or else the range.
    fn unresolved(&mut self, from: usize, to: usize) {
        let mut named =
            self.findings.iter().any(|finding| (from as u64..to as u64).contains(&finding.index)) && to == from + 1;
        for at in (from..to).filter(|at| self.rows.hash(*at).is_some() && self.rows.hash(*at) == self.rows.leaf(*at)) {
            named |= self.suspect(at);
        }
        if !named {
            let what = match to - from {
                1 => format!("entry {from} and its stored leaf hash were changed together"),
                _ => format!("one or more of entries {from} to {} and their stored leaf hashes were changed", to - 1),
            };
            let what = format!("{what}: they do not lead to the root that checkpoint {to} signs");
            self.add(from, FindingKind::Flipped, what);
        }
    }

    /// Names a row whose entry and leaf hash agree, if its bytes show that they cannot have been signed here.
    fn suspect(&mut self, at: usize) -> bool {
        let Some(held) = self.rows.entry(at) else { return false };
        let named = Part::Both.named(at);
        let twin = self.homes(&held.hash).find(|other| *other != at);
        let (kind, what) = match (twin, (self.elsewhere)(&held.hash), held.shape) {
            (Some(other), _, _) => {
                (FindingKind::Transplanted, format!("in the place of {named} stands a copy of entry {other}"))
            }
            (_, Some(other), _) => {
                let log = self.log.other();
                (FindingKind::Transplanted, format!("in the place of {named} stands entry {other} of {log}"))
            }
            (_, _, Shape::Cut) => (FindingKind::Truncated, format!("{named} is cut short")),
            (_, _, Shape::Broken) => (FindingKind::Flipped, format!("{named} has other bytes than were signed")),
            (_, _, Shape::Whole) => return false,
        };
        self.add(at, kind, what);
        true
    }
}
