//! What the proofs are about: the schema, the policies of the program, the invariants, and every kind of request.

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use cedar_policy::{Effect, EntityUid, Policy, PolicyId, PolicySet, RequestEnv, Schema, ValidationMode, Validator};

/// Everything that the proofs are about.
pub struct Material {
    pub schema: Schema,
    /// What must never happen, as the program has it.
    pub forbids: Vec<Policy>,
    /// What the program permits.
    pub permits: Vec<Policy>,
    /// What must never be allowed, whatever an operator permits: `proofs/invariants`.
    pub invariants: Vec<Policy>,
    /// What is never allowed as long as no operator permits it: `proofs/only`.
    pub only: Vec<Policy>,
    /// Every kind of request that the schema knows.
    pub environments: Vec<RequestEnv>,
}

impl Material {
    pub fn load() -> Self {
        let (schema, warnings) = Schema::from_cedarschema_str(&read(&own("policies/schema.cedarschema"))).unwrap();
        assert_eq!(warnings.map(|warning| warning.to_string()).collect::<Vec<_>>(), Vec::<String>::new());
        let built_in: Vec<Policy> = firewall::BUILT_IN.iter().map(|(name, text)| single(name, text)).collect();
        let (forbids, permits) = built_in.into_iter().partition(|policy| policy.effect() == Effect::Forbid);
        let mut environments: Vec<RequestEnv> = schema.request_envs().collect();
        environments.sort_by_key(|environment| environment.action().to_string());
        let material =
            Self { forbids, permits, invariants: folder("invariants"), only: folder("only"), environments, schema };
        for policies in [&material.forbids, &material.permits, &material.invariants, &material.only] {
            material.validate(policies);
        }
        for invariant in material.invariants.iter().chain(&material.only) {
            assert_eq!(invariant.effect(), Effect::Permit, "`{}` has to describe, as a permit", invariant.id());
        }
        material
    }

    /// Panics with what the validator says where a policy does not fit the schema.
    pub fn validate(&self, policies: &[Policy]) {
        let set = set(policies);
        let result = Validator::new(self.schema.clone()).validate(&set, ValidationMode::Strict);
        let reasons: Vec<String> = result.validation_errors().map(ToString::to_string).collect();
        assert!(reasons.is_empty(), "{}\n{set}", reasons.join("\n"));
    }

    /// An action's own name, and those of the groups that it is in.
    pub fn names_of(&self, action: &str) -> Vec<String> {
        let actions = self.schema.action_entities().unwrap();
        let uid = EntityUid::from_str(&format!("Action::{action:?}")).unwrap();
        let groups = actions.ancestors(&uid).unwrap_or_else(|| panic!("the schema has no action {action}"));
        groups.chain([&uid]).map(|name| name.id().unescaped().to_owned()).collect()
    }

    /// The policies of the program with one of them replaced, or left out.
    pub fn with(&self, name: &str, wrong: Option<&Policy>) -> Vec<Policy> {
        let all = self.forbids.iter().chain(&self.permits);
        let others = all.filter(|policy| policy.id().to_string() != name);
        let made: Vec<Policy> = others.chain(wrong).cloned().collect();
        let expected = self.forbids.len() + self.permits.len();
        assert_eq!(made.len() + usize::from(wrong.is_none()), expected, "no policy is called {name}");
        made
    }

    /// All that the program permits and forbids.
    pub fn as_built(&self) -> PolicySet {
        set(self.forbids.iter().chain(&self.permits))
    }
}

/// All that forbids, with everything else permitted: no file of an operator can allow more than this.
pub fn with_everything_permitted<'a>(forbids: impl IntoIterator<Item = &'a Policy>) -> PolicySet {
    let mut made = set(forbids);
    made.add(single("everything", "permit (principal, action, resource);")).unwrap();
    made
}

pub fn set<'a>(policies: impl IntoIterator<Item = &'a Policy>) -> PolicySet {
    PolicySet::from_policies(policies.into_iter().cloned()).unwrap()
}

/// A file of one policy, under the file's name.
pub fn single(name: &str, text: &str) -> Policy {
    let read = PolicySet::from_str(text).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    let policies: Vec<&Policy> = read.policies().collect();
    assert_eq!((policies.len(), read.num_of_templates()), (1, 0), "{name}: one file holds one policy");
    policies[0].new_id(PolicyId::new(name))
}

/// The action of a kind of request, as a word.
pub fn action(environment: &RequestEnv) -> String {
    environment.action().id().unescaped().to_owned()
}

/// A file of this crate.
pub fn own(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn folder(name: &str) -> Vec<Policy> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(own("tests/proofs").join(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .map(|file| {
            let text = read(file);
            assert!(text.starts_with("// "), "{}: plain words stand on top", file.display());
            single(&format!("{name}/{}", file.file_stem().unwrap().display()), &text)
        })
        .collect()
}
