//! Tells the tests for which platform they were built, so that they ask about the crates of that platform.

fn main() {
    println!("cargo::rustc-env=TIDY_HOST={}", std::env::var("TARGET").unwrap_or_default());
    println!("cargo::rerun-if-changed=build.rs");
}
