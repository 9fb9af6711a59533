//! Whatever colleagues do in whatever order: nobody unconfirmed ever opens what is sealed, and who was revoked never again.

use std::collections::BTreeMap;

use node::accounts::{Confirmed, Reset, Secret};
use node::door::Against;
use node::{Action, Role};
use proptest::prelude::*;
use rooms::header::{Purpose, RecordId};
use rooms::missing::kinds::MissingPerson;

use crate::place::{Harbour, NEW};
use crate::support::{anna, demo};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Stands {
    Waiting,
    Confirmed,
    Gone,
    /// Another account waits to take its place.
    Replaced,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Invite,
    Accept,
    Confirm(usize),
    Revoke(usize),
    Reset(usize),
    SignIn(usize),
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    let at = 0..6_usize;
    prop_oneof![
        1 => Just(Step::Invite),
        3 => Just(Step::Accept),
        3 => at.clone().prop_map(Step::Confirm),
        2 => at.clone().prop_map(Step::Revoke),
        2 => at.clone().prop_map(Step::Reset),
        2 => at.prop_map(Step::SignIn),
        1 => Just(Step::Restart),
    ]
}

struct Model {
    harbour: Harbour,
    record: RecordId,
    links: Vec<Secret>,
    people: BTreeMap<String, (Stands, Option<String>)>,
    tokens: Vec<(String, String)>,
    count: usize,
}

impl Model {
    async fn new() -> Self {
        let harbour = Harbour::new().await;
        let person = demo().missing.into_iter().find(|it| it.sealed != Default::default()).unwrap();
        let record = harbour.node().append(&anna(), &person, Against::Nothing).await.unwrap().record;
        Self { harbour, record, links: Vec::new(), people: BTreeMap::new(), tokens: Vec::new(), count: 0 }
    }

    fn name(&self, at: usize) -> Option<String> {
        self.people.keys().nth(at).cloned()
    }

    fn stands(&self, name: &str) -> Stands {
        self.people[name].0
    }

    async fn take(&mut self, step: Step) {
        let anna = self.harbour.anna(Role::Administrator).await;
        match step {
            Step::Invite => self.links.push(self.harbour.link(&[Role::TracingOfficer]).await),
            Step::Accept => {
                self.count += 1;
                let name = format!("person{}", self.count);
                let link = match self.links.pop() {
                    Some(link) => link,
                    None => self.harbour.link(&[Role::TracingOfficer]).await,
                };
                self.harbour.node().accept(link.as_str(), &name, NEW).await.unwrap();
                self.people.insert(name, (Stands::Waiting, None));
            }
            Step::Confirm(at) => {
                let Some(name) = self.name(at) else { return };
                let confirmed = self.harbour.node().confirm(&anna, &name).await;
                assert_eq!(confirmed.is_ok(), self.stands(&name) == Stands::Waiting, "{name}");
                if let Ok(confirmed) = confirmed {
                    assert_eq!(confirmed, Confirmed::Done);
                    let replaced = self.people[&name].1.clone();
                    self.people.insert(name, (Stands::Confirmed, None));
                    if let Some(old) = replaced {
                        self.people.insert(old, (Stands::Gone, None));
                    }
                }
            }
            Step::Revoke(at) => {
                let Some(name) = self.name(at) else { return };
                let revoked = self.harbour.node().revoke(&anna, &name, "left").await;
                assert_eq!(revoked.is_ok(), self.stands(&name) != Stands::Gone, "{name}");
                // who was declined gives the place back
                if let Some(old) = self.people[&name].1.clone()
                    && self.stands(&name) == Stands::Waiting
                    && self.stands(&old) == Stands::Replaced
                {
                    let others = self.people.iter().any(|(it, (stands, replaces))| {
                        *it != name && *stands == Stands::Waiting && replaces.as_deref() == Some(&old)
                    });
                    if !others {
                        self.people.insert(old, (Stands::Confirmed, None));
                    }
                }
                self.people.insert(name, (Stands::Gone, None));
            }
            Step::Reset(at) => {
                let Some(name) = self.name(at) else { return };
                let link = self.harbour.node().reset_link(&anna, &name).await;
                let is_holder = matches!(self.stands(&name), Stands::Confirmed | Stands::Replaced);
                assert_eq!(link.is_ok(), is_holder, "{name}");
                let Ok(link) = link else { return };
                let Reset::Anew { handle, .. } = self.harbour.node().reset(link.as_str(), NEW, None).await.unwrap()
                else {
                    panic!("the keys are new")
                };
                self.people.insert(name.clone(), (Stands::Replaced, self.people[&name].1.clone()));
                self.people.insert(handle.to_string(), (Stands::Waiting, Some(name)));
            }
            Step::SignIn(at) => {
                let Some(name) = self.name(at) else { return };
                let signed_in = self.harbour.sign_in(&name, NEW).await;
                // networks are not what is looked at here
                self.harbour.pass(16 * 60_000);
                let is_in = matches!(signed_in, node::accounts::SignedIn::In { .. });
                assert_eq!(is_in, matches!(self.stands(&name), Stands::Waiting | Stands::Confirmed), "{name}");
                if let node::accounts::SignedIn::In { token, .. } = signed_in {
                    self.tokens.push((name, token.as_str().to_owned()));
                }
            }
            Step::Restart => self.harbour.restart().await,
        }
    }

    async fn check(&self) {
        for (name, token) in &self.tokens {
            let Some(session) = self.harbour.node().session(token).await else { continue };
            let stands = self.stands(name);
            assert!(matches!(stands, Stands::Waiting | Stands::Confirmed), "{name} is {stands:?}, and has a session");
            let is_open = match session.member() {
                None => false,
                Some(member) => {
                    let who = node::Principal { role: Role::TracingOfficer, ..session.principal().clone() };
                    assert_eq!(member.principal(), &who);
                    let node = self.harbour.node();
                    let opened = node.open_sealed::<MissingPerson>(member, Action::Open, Purpose::Tracing, self.record);
                    opened.await.is_ok_and(|it| it.record.sealed != Default::default())
                }
            };
            assert_eq!(is_open, stands == Stands::Confirmed, "{name} is {stands:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn who_is_not_confirmed_opens_nothing(steps in proptest::collection::vec(step(), 4..24)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut model = Model::new().await;
            for step in steps {
                model.take(step).await;
                model.check().await;
            }
        });
    }
}
