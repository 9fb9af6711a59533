//! The list of commands: to add one, write `commands/<name>.rs` and add its two lines here, `mod` and the list.
//!
//! The file holds `#[derive(Debug, clap::Args)] pub struct Args` (its doc comment is the help text) and
//! `pub fn run(args: Args, output: &Output) -> Result<Exit, Failure>`. `interop::Faults` become a `Failure` by `?`.

mod agreement;
mod at_node;
mod attach;
mod attachment;
mod audit;
mod backup;
mod backup_keys;
mod can;
mod checkpoint;
mod confirm;
mod consent;
mod demo;
mod durable;
mod dvi;
mod epoch;
mod erase;
mod export;
mod hold;
mod holder;
mod identify;
mod import;
mod init;
mod invite;
mod kinship;
mod lock;
mod new;
mod open;
mod organisation;
mod people;
mod rebuild;
mod records;
mod recover;
mod restore;
mod revoke;
mod secret;
mod serve;
mod status;
mod unlock;
mod verify;
mod witness;
mod words;

use crate::output::{Exit, Failure, Output};

/// Makes the enum of commands and its dispatch from one line a command.
macro_rules! commands {
    ($($name:ident($module:ident),)*) => {
        /// What to do; each command describes itself in its file.
        #[derive(Debug, clap::Subcommand)]
        pub enum Command {
            $($name($module::Args),)*
        }

        impl Command {
            /// Runs the command.
            pub fn run(self, output: &Output) -> Result<Exit, Failure> {
                match self {
                    $(Self::$name(args) => $module::run(args, output),)*
                }
            }
        }
    };
}

commands! {
    Agreement(agreement),
    Attach(attach),
    Attachment(attachment),
    Audit(audit),
    Backup(backup),
    BackupKeys(backup_keys),
    Can(can),
    Checkpoint(checkpoint),
    Consent(consent),
    Confirm(confirm),
    Demo(demo),
    Dvi(dvi),
    Epoch(epoch),
    Erase(erase),
    Export(export),
    Hold(hold),
    Holder(holder),
    Identify(identify),
    Import(import),
    Init(init),
    Invite(invite),
    Kinship(kinship),
    Lock(lock),
    New(new),
    Open(open),
    Organisation(organisation),
    People(people),
    Rebuild(rebuild),
    Records(records),
    Recover(recover),
    Restore(restore),
    Revoke(revoke),
    Serve(serve),
    Status(status),
    Unlock(unlock),
    Verify(verify),
    Witness(witness),
}
