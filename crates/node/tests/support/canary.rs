//! Words that are nobody else's, put into every field that takes one, and looked for in each spelling they could lie in.
#![allow(dead_code, reason = "each test crate uses a part of it")]

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use node::Role;
use rooms::header::Purpose;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Number, Value};

/// The role that writes what is kept for a purpose.
pub fn role_for(purpose: Purpose) -> Role {
    match purpose {
        Purpose::Tracing => Role::TracingOfficer,
        Purpose::Forensic => Role::ForensicAnalyst,
        Purpose::Protection => Role::CaseWorker,
        Purpose::Documentation | Purpose::Oversight => Role::Monitor,
        Purpose::Knowledge => Role::Editor,
    }
}

/// Words to look for, found by their first six bytes.
#[derive(Default)]
pub struct Canaries {
    by_start: HashMap<[u8; 6], BTreeSet<(Vec<u8>, String)>>,
    pub count: usize,
}

impl Canaries {
    /// A text in each of the spellings that it could lie in.
    pub fn add(&mut self, text: &str) {
        self.count += 1;
        let utf_16: Vec<u16> = text.encode_utf16().collect();
        self.add_bytes(text.as_bytes(), text);
        self.add_bytes(&utf_16.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<_>>(), text);
        self.add_bytes(&utf_16.iter().flat_map(|unit| unit.to_be_bytes()).collect::<Vec<_>>(), text);
        let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        self.add_bytes(hex.as_bytes(), text);
        for skip in 0..3 {
            // base64 at each of its three phases, without the letters that its neighbours share
            let padded = [vec![0; skip], text.as_bytes().to_vec()].concat();
            let coded = STANDARD.encode(&padded);
            self.add_bytes(&coded.as_bytes()[(skip * 4).div_ceil(3)..padded.len() / 3 * 4], text);
        }
    }

    pub fn add_bytes(&mut self, bytes: &[u8], name: &str) {
        if let Some(start) = bytes.first_chunk() {
            self.by_start.entry(*start).or_default().insert((bytes.to_vec(), name.to_owned()));
        }
    }

    /// Those that stand in these bytes.
    pub fn found_in(&self, bytes: &[u8]) -> BTreeSet<&str> {
        let known = |at: usize| self.by_start.get(bytes[at..].first_chunk::<6>()?).map(|all| (at, all));
        let hits = (0..bytes.len()).filter_map(known).flat_map(|(at, all)| all.iter().map(move |it| (at, it)));
        hits.filter(|(at, (word, _))| bytes[*at..].starts_with(word)).map(|(_, (_, name))| name.as_str()).collect()
    }
}

/// Puts a canary into every field that takes one. What takes none, such as a date, is one itself where it is long.
pub fn salted<T: Serialize + DeserializeOwned>(content: &T, place: &str, canaries: &mut Canaries) -> T {
    let mut value = serde_json::to_value(content).unwrap();
    let mut taken = 0;
    for pointer in pointers(&value, String::new()) {
        let before = value.pointer(&pointer).unwrap().clone();
        let is_taken = salts(taken, place, &before).into_iter().any(|salt| {
            *value.pointer_mut(&pointer).unwrap() = salt;
            let reads = serde_json::from_value::<T>(value.clone()).ok().and_then(|it| serde_json::to_value(&it).ok());
            reads.as_ref() == Some(&value)
        });
        if !is_taken {
            *value.pointer_mut(&pointer).unwrap() = before;
        }
        taken += usize::from(is_taken);
        let word = match value.pointer(&pointer).unwrap() {
            Value::String(word) => word.clone(),
            other => other.to_string(),
        };
        if word.len() >= LONG {
            canaries.add(&word);
        }
    }
    serde_json::from_value(value).unwrap()
}

/// A text of so many bytes is nobody else's.
const LONG: usize = 10;

/// What may be put into a field: a text, a number with places or one without.
fn salts(taken: usize, place: &str, before: &Value) -> Vec<Value> {
    let number = |number: Option<Number>| number.map(Value::Number);
    let salt = place.bytes().fold(taken as u64, |salt, byte| (salt * 31 + u64::from(byte)) % 1_000_000);
    let fraction = number(Number::from_f64(0.123_456 + salt as f64 * 1e-10));
    let whole = number(Some(Number::from(8_123_456_000_000 + salt)));
    match before {
        Value::Number(_) => fraction.into_iter().chain(whole).collect(),
        _ => std::iter::once(Value::String(format!("canary{taken}of{place}"))).chain(fraction).collect(),
    }
}

/// Every text, every number and every empty field.
fn pointers(value: &Value, at: String) -> Vec<String> {
    match value {
        Value::String(_) | Value::Number(_) | Value::Null => vec![at],
        Value::Array(all) => all.iter().enumerate().flat_map(|(key, it)| pointers(it, format!("{at}/{key}"))).collect(),
        Value::Object(all) => all.iter().flat_map(|(key, it)| pointers(it, format!("{at}/{key}"))).collect(),
        _ => Vec::new(),
    }
}

/// All files in a folder, however deep.
pub fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}
