//! Pages and open data over HTTP: the situation, the register, hypotheses and one hypothesis.
//!
//! * [`Content`]: what a node shows, as plain values; [`router`] makes pages of it, [`serve`] answers on a loopback address
//! * [`Site`]: what the pages show now: the register comes when the node is unlocked and goes when it is locked, both told by
//!   the program ([`Shown`]), and `/unlock` asks the program's [`Keeper`]; no node is known here
//! * `rooms`: one module a page, with its template beside it in `templates/`
//! * [`locale`]: every word and every number form; [`map`], [`pedigree`], [`chart`]: drawings
//!
//! **Invariant**: the server computes nothing of the mission and keeps nothing beyond the locking of its node. No page holds inline script or style, and
//! none makes a browser ask another origin. It answers this machine only.

mod api;
mod assets;
pub mod chart;
mod content;
mod form;
mod frame;
mod front;
pub mod guard;
mod keeper;
mod list;
mod listen;
pub mod locale;
pub mod map;
pub mod pedigree;
mod problem;
mod record;
mod rooms;
mod router;
mod routes;
mod same_origin;
mod security;
mod site;
mod tongue;

pub use content::{Attribution, Content, Identification};
pub use front::Front;
pub use guard::{Guard, Reader};
pub use keeper::{Attempt, Keeper, Unlocking};
pub use listen::{Listen, ListenError, Tls, serve};
pub use router::router;
pub use routes::{ROUTES, Route, Verb};
pub use site::{Colleague, NodeFacts, Progress, Shown, Site};
