//! `landfall demo` through the real program: the register in the repository is the program's own, and a check can fail.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{
    fmt::Write as _,
    fs,
    io::{BufRead as _, BufReader},
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn run(options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_landfall")).arg("demo").args(options).output().unwrap()
}

#[test]
fn the_register_in_the_repository_is_what_the_seed_gives() {
    let folder = tempfile::tempdir().unwrap();
    let (root, made) = (repository(), folder.path().join("made"));
    let output = run(&["--root", root.to_str().unwrap(), "--regenerate", made.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let mut count = 0;
    for entry in fs::read_dir(&made).unwrap() {
        let file = entry.unwrap().file_name();
        let kept = fs::read(root.join("demo/register").join(&file)).unwrap();
        assert!(kept == fs::read(made.join(&file)).unwrap(), "{} differs; regenerate it", file.display());
        count += 1;
    }
    assert_eq!(count, 10);
}

/// The real incidents and published cases beside a register of one family: at each of eight markers father 2/3, mother 0/1, their
/// child R1 0/2, and a stranger R2 8/9; every allele has frequency 0.1.
fn small(truth: &str) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    symlink(repository().join("reference"), root.path().join("reference")).unwrap();
    let register = root.path().join("demo/register");
    fs::create_dir_all(&register).unwrap();
    symlink(repository().join("demo/missing-migrants"), root.path().join("demo/missing-migrants")).unwrap();
    let markers = ["A", "B", "C", "D", "E", "F", "G", "H"];
    let mut profiles = "sample,of,marker,allele1,allele2\n".to_string();
    let mut frequencies = format!("Allele,{}\n", markers.join(","));
    for (of, one, two) in [("father", 2, 3), ("mother", 0, 1), ("R1", 0, 2), ("R2", 8, 9)] {
        for marker in markers {
            writeln!(profiles, "S-{of},{of},{marker},{one},{two}").unwrap();
        }
    }
    for allele in 0..10 {
        writeln!(frequencies, "{allele}{}", ",0.1".repeat(markers.len())).unwrap();
    }
    let posteriors = ["0.5", "0.9", "0.99", "0.999", "0.9995"];
    let heading = "posterior,found_min,found_max,wrong_min,wrong_max,not_told_apart_min,not_told_apart_max\n";
    let bounds = heading.to_string() + &posteriors.map(|posterior| format!("{posterior},1,1,0,0,0,0\n")).concat();
    let families = "family,person,father,mother,sex,role\nF,father,,,male,father\nF,mother,,,female,mother\n\
                    F,child,father,mother,male,missing\n";
    let files = [
        ("families.csv", families),
        ("profiles.csv", &profiles),
        ("missing.csv", "id,family,person\nM1,F,child\n"),
        ("remains.csv", "id\nR1\nR2\n"),
        ("frequencies.csv", &frequencies),
        ("settings.toml", "theta = 0\nthreshold = 0.01\n[mutation]\nmodel = \"none\"\n"),
        ("truth.csv", truth),
        ("bounds.csv", &bounds),
    ];
    for (file, text) in files {
        fs::write(register.join(file), text).unwrap();
    }
    root
}

fn check(root: &Path) -> Output {
    run(&["--check", "--json", "--root", root.to_str().unwrap()])
}

#[test]
fn a_register_within_its_bounds_passes_and_a_planted_fault_does_not() {
    let right = small("remains,missing,note\nR1,M1,\nR2,,\n");
    let output = check(right.path());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["passed"], true);
    assert_eq!(answer["register"][4]["found"], 1);

    // the truth says that R2 is the child: R1 is then given to somebody whose remains it is not
    let planted = small("remains,missing,note\nR1,,\nR2,M1,\n");
    let output = check(planted.path());
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["passed"], false);
    assert!(answer["faults"][0].as_str().unwrap().contains("0 found, expected 1 to 1"), "{answer}");
}

#[test]
fn a_folder_without_the_demo_is_told_how_to_name_it() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(&["--check", "--root", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_pages_are_those_of_a_node_that_goes_when_they_do() {
    let right = small("remains,missing,note\nR1,M1,\nR2,,\n");
    let kept = right.path().join("kept");
    for node in [None, Some(kept.as_path())] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_landfall"));
        command.args(["demo", "--root", right.path().to_str().unwrap(), "--listen", "127.0.0.1:0"]);
        node.into_iter().for_each(|node| _ = command.args(["--node", node.to_str().unwrap()]));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        assert!(line.starts_with("listening on http://127.0.0.1:"), "{line}");
        Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{said}");
        let place = said.split("the node lies in ").nth(1).unwrap().split([',', ';']).next().unwrap();
        assert_eq!(Path::new(place).exists(), node.is_some(), "{said}");
    }
    let verified = Command::new(env!("CARGO_BIN_EXE_landfall")).arg("verify").arg(&kept).output().unwrap();
    assert_eq!(verified.status.code(), Some(0));
    assert_eq!(fs::metadata(kept.join("journal.db-wal")).map_or(0, |file| file.len()), 0);
}
