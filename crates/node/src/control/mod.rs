//! What a node can be told to do from outside, while it is served and while it is not: one verb a file.
//!
//! A command asks with [`call`]. Where a server runs on the node, the question goes through the node's socket
//! `control.sock`; where none runs, the asking process opens the node itself, answers itself and lets go of it.
//!
//! To add a verb write `control/<verb>.rs` and its line in the list below. The file holds
//! `#[derive(Deserialize, Serialize)] pub struct Ask { … }`, `#[derive(Debug, Deserialize, Serialize)] pub struct Told { … }`
//! (both with braces, even where they are empty) and
//! `pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError>`. Paths in an `Ask` are absolute, since
//! the server stands elsewhere. The command then says `control::call(node, control::<verb>::Ask { … }, key)`.

mod call;
mod failure;
mod key;
mod line;
mod listener;
mod peer;
mod place;

use serde::{Deserialize, Serialize};

pub use call::{Opener, call, is_served, not_served};
pub use failure::Failure;
pub use key::{Key, Passphrase};
pub use listener::Listener;

use crate::{Node, NodeError};

/// A question of one verb, and the answer that belongs to it.
pub trait Verb: Into<Request> {
    /// What is answered.
    type Told;

    /// Takes this verb's answer out of any.
    fn told(answer: Answer) -> Option<Self::Told>;
}

/// Makes the questions, the answers and the dispatch from one line a verb.
macro_rules! verbs {
    ($($(#[$about:meta])* $name:ident($module:ident),)*) => {
        $($(#[$about])* pub mod $module;)*

        /// A question, as it goes over the socket. It has no debug form: it may hold a passphrase.
        #[derive(Deserialize, Serialize)]
        #[serde(tag = "verb", rename_all = "kebab-case")]
        pub enum Request {
            $($(#[$about])* $name($module::Ask),)*
        }

        /// An answer, as it goes over the socket.
        #[derive(Debug, Deserialize, Serialize)]
        #[serde(tag = "answer", rename_all = "kebab-case")]
        pub enum Answer {
            $($(#[$about])* $name(Box<$module::Told>),)*
            /// It was not done.
            Failed(Failure),
        }

        $(
            impl From<$module::Ask> for Request {
                fn from(ask: $module::Ask) -> Self {
                    Self::$name(ask)
                }
            }

            impl Verb for $module::Ask {
                type Told = $module::Told;

                fn told(answer: Answer) -> Option<Self::Told> {
                    match answer {
                        Answer::$name(told) => Some(*told),
                        _ => None,
                    }
                }
            }
        )*

        async fn dispatch(node: &Node, request: Request) -> Result<Answer, NodeError> {
            match request {
                $(Request::$name(ask) => $module::perform(node, ask).await.map(|told| Answer::$name(Box::new(told))),)*
            }
        }
    };
}

verbs! {
    /// Adds a file to a record.
    Attach(attach),
    /// Writes a file of a record where a member says.
    Attachment(attachment),
    /// Compares all, and keeps what is proposed.
    Identify(identify),
    /// Makes somebody a holder of keys.
    AddHolder(add_holder),
    /// Takes a further organisation in.
    AddOrganisation(add_organisation),
    /// Puts an agreement with a partner on file.
    Agree(agree),
    /// Lists the agreements.
    Agreements(agreements),
    /// Says whose reading is stopped.
    Budgets(budgets),
    /// Records what a person agreed to.
    Consent(consent),
    /// Ends an agreement.
    EndAgreement(end_agreement),
    /// Gives somebody who accepted an invitation their keys.
    Confirm(confirm),
    /// Ends the epoch.
    Epoch(epoch),
    /// Says how often an epoch ends by itself.
    EpochOrder(epoch_order),
    /// Erases a record.
    Erase(erase),
    /// Takes records out.
    Export(export),
    /// Puts a legal hold on a record, or lifts it.
    Hold(hold),
    /// Says who holds keys.
    Holders(holders),
    /// Takes in the folder of a register.
    Import(import),
    /// Makes a link that lets somebody join.
    Invite(invite),
    /// Wipes the private keys and all that they opened.
    Lock(lock),
    /// Reads one record.
    Open(open),
    /// Says who has an account, and who waits.
    People(people),
    /// Changes a holder's passphrase.
    Passphrase(passphrase),
    /// Folds the view anew from the whole log.
    Rebuild(rebuild),
    /// Says whose records the node keeps.
    Organisations(organisations),
    /// Lists the records.
    Records(records),
    /// Makes a holder by two recovery shares.
    Recover(recover),
    /// Takes the keys from a holder.
    RemoveHolder(remove_holder),
    /// Lets somebody read again whose budget was spent.
    ReleaseBudget(release_budget),
    /// Puts other recovery shares in the place of those that were used.
    RenewShares(renew_shares),
    /// Takes an account away.
    Revoke(revoke),
    /// Says how the node is.
    Status(status),
    /// Takes the private keys into memory.
    Unlock(unlock),
}

/// Does what was asked, at a node that this process has opened.
pub async fn perform(node: &Node, request: Request) -> Answer {
    dispatch(node, request).await.unwrap_or_else(|error| Answer::Failed(error.into()))
}
