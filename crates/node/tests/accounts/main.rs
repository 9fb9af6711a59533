//! Accounts: signing in, sessions, joining, leaving and coming back.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "../support/mod.rs"]
mod support;

mod canaries;
#[path = "../support/canary.rs"]
mod canary;
mod cuts;
mod joining;
mod laws;
mod place;
mod sessions;
mod signing_in;
