//! Power cuts for tests: what would be on the disk if the power failed now?
//!
//! - [`Recorder`] runs a program with every change of files below a folder written to a trace ([`recorder.c`](recorder)),
//!   and can make the n-th of these calls fail.
//! - [`Disk`] replays a trace up to any point and knows what has been synced and what has not.
//! - [`Image`] is one of the many states in which a power cut at that point may leave the folder.
//! - [`cuts`] spreads power cuts over a trace; [`broken`] makes traces of programs that sync too little, which a suite must
//!   notice.
//!
//! Invariant: replaying is a pure function of trace, cut and seed, so every failure can be had again from its three numbers.
//! Left out on purpose: torn synced sectors (a disk that breaks its promise), and files ending in `-shm`, which SQLite maps
//! into memory and rebuilds at the first start.
//!
//! ```
//! use powercut::{Call, Disk, Event, SplitMix64};
//! let mut disk = Disk::default();
//! disk.apply(&Event::done(Call::Open { file: 7, path: "a".into(), created: true, truncated: false, folder: false }));
//! disk.apply(&Event::done(Call::Write { file: 7, offset: 0, data: b"hello".to_vec() }));
//! disk.apply(&Event::done(Call::Sync { file: 7, path: "a".into(), folder: false }));
//! // The bytes are synced, the name is not: the folder was not.
//! let images: Vec<_> = (0..64).map(|seed| disk.image(&mut SplitMix64::new(seed)).file("a").map(<[u8]>::to_vec)).collect();
//! assert!(images.contains(&None) && images.contains(&Some(b"hello".to_vec())));
//! disk.apply(&Event::done(Call::Sync { file: 1, path: String::new(), folder: true }));
//! assert_eq!(disk.image(&mut SplitMix64::new(1)).file("a"), Some(&b"hello"[..]));
//! ```

pub mod broken;
mod cut;
mod disk;
mod file;
mod image;
mod prng;
pub mod recorder;
mod trace;

pub use cut::{Cut, cuts};
pub use disk::Disk;
pub use image::{Image, Item};
pub use prng::SplitMix64;
pub use recorder::{Recorder, Recording};
pub use trace::{Call, Event, TraceError, read};
