use facts::Sex;
use kinship::{Pedigree, PersonDraft};
use proptest::prelude::*;

use super::{HALF, Line, Mark, Shape, draw};

/// People as `id sex father mother [twin]`, `-` for nobody.
fn pedigree(written: &[&str]) -> Pedigree {
    let drafts = written.iter().map(|line| {
        let part = |index: usize| line.split(' ').nth(index).filter(|part| *part != "-").map(str::to_owned);
        let sex = match part(1).as_deref() {
            Some("m") => Sex::Male,
            Some("f") => Sex::Female,
            _ => Sex::Unknown,
        };
        let id = part(0).unwrap_or_default();
        PersonDraft { id, sex, father: part(2), mother: part(3), twin_of: part(4), ..PersonDraft::default() }
    });
    Pedigree::new(drafts.collect()).expect("the pedigree of the test is sound")
}

/// Row and column of every person, as `id@row`, in order from the first column.
fn rows(written: &[&str]) -> Vec<String> {
    let pedigree = pedigree(written);
    let drawing = draw(&pedigree, &[], false);
    check(&pedigree, written.len());
    let mut symbols: Vec<_> = drawing.symbols.iter().collect();
    symbols.sort_by(|a, b| (a.y, a.x).partial_cmp(&(b.y, b.x)).expect("places are numbers"));
    let mut rows: Vec<(f64, Vec<&str>)> = Vec::new();
    for symbol in symbols {
        let id = pedigree.persons()[symbol.person].id.as_str();
        match rows.last_mut() {
            Some((y, ids)) if *y == symbol.y => ids.push(id),
            _ => rows.push((symbol.y, vec![id])),
        }
    }
    rows.into_iter().map(|(_, ids)| ids.join(" ")).collect()
}

/// What holds for every drawing: everybody is on it once, apart from neighbours, below their parents, and reached by a line.
fn check(pedigree: &Pedigree, count: usize) {
    let drawing = draw(pedigree, &[], false);
    assert_eq!(drawing.symbols.len(), count);
    for (index, one) in drawing.symbols.iter().enumerate() {
        assert!(one.x >= HALF && one.x <= drawing.width - HALF && one.y <= drawing.height - HALF);
        for other in &drawing.symbols[index + 1..] {
            assert!(one.y != other.y || (one.x - other.x).abs() > 100.0, "neighbours stand on each other");
        }
        let person = &pedigree.persons()[one.person];
        for parent in person.father.into_iter().chain(person.mother) {
            assert!(drawing.symbols[parent].y < one.y, "a parent stands below a child");
        }
        let reaches = |line: &Line| (line.x2, line.y2) == (one.x, one.y - HALF);
        assert_eq!(drawing.lines.iter().any(reaches), !pedigree.is_founder(one.person));
    }
    let mirrored = draw(pedigree, &[], true);
    for (one, other) in drawing.symbols.iter().zip(&mirrored.symbols) {
        assert!((drawing.width - one.x - other.x).abs() < 0.15 && one.y == other.y);
    }
}

#[test]
fn a_single_person() {
    assert_eq!(rows(&["a ?"]), ["a"]);
    assert_eq!(draw(&pedigree(&["a ?"]), &[], false).symbols[0].shape, Shape::Diamond);
}

#[test]
fn nobody() {
    let drawing = draw(&Pedigree::default(), &[], false);
    assert!(drawing.symbols.is_empty() && drawing.width > 0.0 && drawing.height > 0.0);
}

#[test]
fn a_couple_and_their_children() {
    assert_eq!(rows(&["c m f m", "f m - -", "m f - -", "d f f m"]), ["f m", "c d"]);
}

#[test]
fn two_marriages_stand_on_either_side() {
    let written = ["p m - -", "a f - -", "b f - -", "x m p a", "y f p b"];
    assert_eq!(rows(&written), ["a p b", "x y"]);
}

#[test]
fn grandparents_of_both_sides() {
    let written = ["gf m - -", "gm f - -", "f m gf gm", "u m gf gm", "hf m - -", "hm f - -", "m f hf hm", "c ? f m"];
    assert_eq!(rows(&written), ["gf gm hf hm", "u f m", "c"]);
}

#[test]
fn someone_who_marries_in_stands_beside_and_not_at_the_top() {
    let written = ["gf m - -", "gm f - -", "f m gf gm", "m f - -", "c m f m"];
    assert_eq!(rows(&written), ["gf gm", "f m", "c"]);
}

#[test]
fn cousins_with_a_child_close_a_loop() {
    let written =
        ["gf m - -", "gm f - -", "a m gf gm", "b f gf gm", "x f - -", "y m - -", "c m a x", "d f y b", "e ? c d"];
    assert_eq!(rows(&written).len(), 4);
}

#[test]
fn uncle_and_niece_share_a_row() {
    let written = ["gf m - -", "gm f - -", "u m gf gm", "b f gf gm", "y m - -", "n f y b", "e ? u n"];
    let drawn = rows(&written);
    assert!(drawn.iter().any(|row| row.contains('u') && row.contains('n')), "{drawn:?}");
}

#[test]
fn a_father_and_his_daughter_cannot_share_a_row() {
    assert_eq!(rows(&["f m - -", "m f - -", "d f f m", "e ? f d"]), ["f m", "d", "e"]);
}

#[test]
fn one_parent_alone() {
    assert_eq!(rows(&["f m - -", "c m f -"]), ["f", "c"]);
}

#[test]
fn identical_twins_hang_from_one_point() {
    let written = ["f m - -", "m f - -", "a m f m", "z f f m", "b m f m a"];
    assert_eq!(rows(&written), ["f m", "a b z"]);
    let drawing = draw(&pedigree(&written), &[], false);
    let slanted = drawing.lines.iter().filter(|line| line.x1 != line.x2 && line.y1 != line.y2).count();
    assert_eq!(slanted, 2);
}

#[test]
fn families_without_a_link_stand_side_by_side() {
    assert_eq!(rows(&["f m - -", "c m f -", "x f - -", "y m - x"]), ["f x", "c y"]);
}

#[test]
fn marks_and_long_names() {
    let marks =
        [Mark { is_typed: true, is_sought: true, label: "عبد الرحمن بن عبد العزيز".into() }];
    let drawing = draw(&pedigree(&["a m - -"]), &marks, true);
    assert!(drawing.symbols[0].is_typed && drawing.symbols[0].is_sought);
    assert_eq!(drawing.symbols[0].direction, "rtl");
    assert!(drawing.symbols[0].label.ends_with('…') && drawing.symbols[0].label.chars().count() == 13);
}

proptest! {
    #[test]
    fn any_pedigree_can_be_drawn(links in prop::collection::vec((0usize..20, 0usize..20, any::<bool>()), 1..20)) {
        let drafts: Vec<PersonDraft> = links.iter().enumerate().map(|(index, &(father, mother, founds))| {
            let parent = |of: usize, is_male: bool| {
                // a parent stands before the child; even places are men, odd ones women
                let of = if of % 2 == usize::from(!is_male) { of } else { of + 1 };
                (!founds && of < index).then(|| of.to_string())
            };
            let sex = if index % 2 == 0 { Sex::Male } else { Sex::Female };
            PersonDraft { id: index.to_string(), sex, father: parent(father, true), mother: parent(mother, false), ..PersonDraft::default() }
        }).collect();
        let count = drafts.len();
        check(&Pedigree::new(drafts).expect("parents come first"), count);
    }
}
