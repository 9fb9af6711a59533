//! Whose guess at a passphrase comes next.
//!
//! The hard function takes much memory on purpose, so one runs at a time, and who waits for it waits in the lane of the
//! place they come from: a device that signed in before has a lane of its own, everybody else that of their network.
//! Kinds of lanes take turns, and within a kind each lane does, so that ten thousand guesses from one place keep nobody
//! elsewhere waiting for more than one of them. A lane that is refused again and again rests, longer each time. No lane is
//! that of a name: nobody can lock another's account.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

/// Hard functions that run at once.
const RUNNING_MAX: usize = 1;
/// Guesses of one lane that may wait.
const LANE_WAITING_MAX: usize = 4;
/// Guesses from all networks that may wait.
const NETWORK_WAITING_MAX: usize = 1024;
/// Refusals of a lane that cost it no pause: people mistype.
const FREE_REFUSALS: u32 = 3;
/// The first pause; each further refusal doubles it.
const PAUSE_MS: u64 = 1000;
/// The longest pause.
const PAUSE_MS_MAX: u64 = 60_000;
/// After so long without a refusal a lane is as new.
const FORGOTTEN_AFTER_MS: u64 = 15 * 60_000;
/// Lanes that are remembered.
const LANES_MAX: usize = 65_536;

/// Where a guess comes from.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Lane {
    /// The machine of the node itself: a command.
    Local,
    /// A device that has signed in before.
    Device([u8; 16]),
    /// A network: an IPv4 address, or the first half of an IPv6 address.
    Network([u8; 16]),
}

impl Lane {
    pub(crate) fn of(address: IpAddr) -> Self {
        let mut key = [0; 16];
        match address.to_canonical() {
            // beside all networks of IPv6 that exist
            IpAddr::V4(four) => key[12..].copy_from_slice(&four.octets()),
            // a household gets a /64, so its other half says nothing
            IpAddr::V6(six) => key[..8].copy_from_slice(&six.octets()[..8]),
        }
        Self::Network(key)
    }

    fn class(self) -> usize {
        match self {
            Self::Local => 0,
            Self::Device(_) => 1,
            Self::Network(_) => 2,
        }
    }
}

/// The lane has too many waiting, or rests.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Busy;

/// The right to run the hard function once. The next gets it when this is dropped.
pub(crate) struct Turn(Arc<Lanes>);

impl Drop for Turn {
    fn drop(&mut self) {
        Lanes::ended(&self.0);
    }
}

/// All lanes.
#[derive(Default)]
pub(crate) struct Lanes(Mutex<State>);

#[derive(Default)]
struct State {
    lanes: HashMap<Lane, Queue>,
    /// Lanes in which somebody waits, by class, in the order of their turns.
    order: [VecDeque<Lane>; 3],
    next_class: usize,
    running: usize,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<oneshot::Sender<Turn>>,
    refusals: u32,
    refused_ms: u64,
}

impl Queue {
    fn rests(&self, now_ms: u64) -> bool {
        let since = now_ms.saturating_sub(self.refused_ms);
        self.refusals > FREE_REFUSALS && since < pause_ms(self.refusals)
    }

    fn is_forgotten(&self, now_ms: u64) -> bool {
        self.waiting.is_empty() && now_ms.saturating_sub(self.refused_ms) >= FORGOTTEN_AFTER_MS
    }
}

fn pause_ms(refusals: u32) -> u64 {
    let doublings = refusals.saturating_sub(FREE_REFUSALS + 1).min(16);
    (PAUSE_MS << doublings).min(PAUSE_MS_MAX)
}

impl Lanes {
    /// Waits for a turn.
    pub(crate) async fn take(self: &Arc<Self>, lane: Lane, now_ms: u64) -> Result<Turn, Busy> {
        let coming = {
            let mut state = self.state();
            state.sweep(now_ms);
            state.admit(lane, now_ms)?;
            if state.running < RUNNING_MAX && state.order.iter().all(VecDeque::is_empty) {
                state.running += 1;
                None
            } else {
                Some(state.wait(lane))
            }
        };
        match coming {
            None => Ok(Turn(Arc::clone(self))),
            Some(coming) => coming.await.map_err(|_| Busy),
        }
    }

    /// A guess from this lane was wrong.
    pub(crate) fn refused(&self, lane: Lane, now_ms: u64) {
        if lane == Lane::Local {
            return;
        }
        let mut state = self.state();
        let queue = state.lanes.entry(lane).or_default();
        if now_ms.saturating_sub(queue.refused_ms) >= FORGOTTEN_AFTER_MS {
            queue.refusals = 0;
        }
        (queue.refusals, queue.refused_ms) = (queue.refusals.saturating_add(1), now_ms);
    }

    /// A guess from a device was right: it is as new. A network is not, since others come from there too.
    pub(crate) fn passed(&self, lane: Lane) {
        if matches!(lane, Lane::Device(_))
            && let Some(queue) = self.state().lanes.get_mut(&lane)
        {
            queue.refusals = 0;
        }
    }

    fn ended(lanes: &Arc<Self>) {
        let next = {
            let mut state = lanes.state();
            state.running = state.running.saturating_sub(1);
            let next = state.next();
            state.running += usize::from(next.is_some());
            next
        };
        if let Some(next) = next {
            // who hung up meanwhile drops the turn, which then goes on
            _ = next.send(Turn(Arc::clone(lanes)));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn admit(&mut self, lane: Lane, now_ms: u64) -> Result<(), Busy> {
        if lane == Lane::Local {
            return Ok(());
        }
        let waiting: usize = match lane {
            Lane::Network(_) => {
                self.order[lane.class()].iter().filter_map(|it| self.lanes.get(it)).map(|it| it.waiting.len()).sum()
            }
            _ => 0,
        };
        let queue = self.lanes.entry(lane).or_default();
        queue.waiting.retain(|waits| !waits.is_closed());
        if waiting >= NETWORK_WAITING_MAX || queue.waiting.len() >= LANE_WAITING_MAX || queue.rests(now_ms) {
            return Err(Busy);
        }
        Ok(())
    }

    fn wait(&mut self, lane: Lane) -> oneshot::Receiver<Turn> {
        let (sender, receiver) = oneshot::channel();
        self.lanes.entry(lane).or_default().waiting.push_back(sender);
        let order = &mut self.order[lane.class()];
        if !order.contains(&lane) {
            order.push_back(lane);
        }
        receiver
    }

    /// Who comes next: the kinds of lanes by turns, the lanes of a kind by turns, in a lane who came first.
    fn next(&mut self) -> Option<oneshot::Sender<Turn>> {
        for _ in 0..self.order.len() {
            let class = self.next_class;
            self.next_class = (class + 1) % self.order.len();
            while let Some(lane) = self.order[class].pop_front() {
                let Some(queue) = self.lanes.get_mut(&lane) else { continue };
                queue.waiting.retain(|waits| !waits.is_closed());
                let next = queue.waiting.pop_front();
                if !queue.waiting.is_empty() {
                    self.order[class].push_back(lane);
                }
                if next.is_some() {
                    return next;
                }
            }
        }
        None
    }

    fn sweep(&mut self, now_ms: u64) {
        if self.lanes.len() < LANES_MAX {
            return;
        }
        self.lanes.retain(|_, queue| !queue.is_forgotten(now_ms));
        if self.lanes.len() >= LANES_MAX {
            self.lanes.retain(|_, queue| !queue.waiting.is_empty());
        }
    }
}

#[cfg(test)]
mod tests;
