//! Accounts: signing in, joining, one's own account, colleagues, and who opened what.
//!
//! Each page is a view, made of plain values and tested as such, and a handler that asks the node for them.

mod account_view;
mod audit_view;
mod joining_view;
mod password;
mod people_view;
mod qr;
mod second_factor_view;
mod shapes;
mod sign_in_view;
mod tokens_view;
mod words;

#[cfg(test)]
mod tests;
