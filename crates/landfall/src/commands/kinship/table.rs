//! The answer to a kinship case as text for people.

use std::fmt::Write;

use interop::kinship_case::KinshipCase;

use super::answer::{Answer, Ratio};

/// A table of likelihoods and ratios by marker, and one line a ratio below it.
pub fn render(case: &KinshipCase, answer: &Answer) -> String {
    let mut text = match &case.title {
        Some(title) => format!("{}: {title}\n\n", case.id),
        None => format!("{}\n\n", case.id),
    };
    align(&mut text, &rows(case, answer));
    for lr in &answer.lr {
        let _ = write!(text, "\nLR of `{}` against `{}`: {}", lr.numerator, lr.denominator, in_words(lr));
    }
    text
}

fn rows(case: &KinshipCase, answer: &Answer) -> Vec<Vec<String>> {
    let likelihoods = || answer.ln_likelihood.iter();
    let mut header = vec!["marker".to_string()];
    header.extend(likelihoods().map(|(name, _)| format!("ln L({name})")));
    header.extend(answer.lr.iter().map(|lr| format!("LR {}", lr.numerator)));
    let mut rows = vec![header];
    for (at, typed) in case.markers.iter().enumerate() {
        let mut row = vec![typed.marker.name().to_string()];
        row.extend(likelihoods().map(|(_, likelihood)| log(likelihood.per_marker[at])));
        row.extend(answer.lr.iter().map(|lr| lr.per_marker[at].map_or("undefined".to_string(), significant)));
        rows.push(row);
    }
    let mut total = vec!["total".to_string()];
    total.extend(likelihoods().map(|(_, likelihood)| log(likelihood.total)));
    total.extend(answer.lr.iter().map(|lr| lr.total.map_or("see below".to_string(), significant)));
    rows.push(total);
    rows
}

/// First column to the left, numbers to the right.
fn align(text: &mut String, rows: &[Vec<String>]) {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    for row in rows {
        let mut line = format!("{:<width$}", row[0], width = widths[0]);
        for (cell, width) in row.iter().zip(&widths).skip(1) {
            let _ = write!(line, "  {cell:>width$}");
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
}

fn log(log: Option<f64>) -> String {
    log.map_or("impossible".to_string(), |log| format!("{log:.6}"))
}

/// Six significant digits, with an exponent where the number is far from 1.
fn significant(number: f64) -> String {
    let magnitude = number.abs().log10();
    if number == 0.0 {
        "0".to_string()
    } else if (-4.0..6.0).contains(&magnitude) {
        format!("{number:.*}", (5 - magnitude.floor() as i32).max(0) as usize)
    } else {
        format!("{number:.5e}")
    }
}

fn in_words(lr: &Ratio) -> String {
    match (lr.undefined, lr.total, lr.log10_total) {
        (true, ..) => format!("undefined, since `{}` is impossible", lr.denominator),
        (false, Some(total), Some(log)) => format!("{} (log10 {log:.4})", significant(total)),
        (false, None, Some(log)) => format!("log10 {log:.4}"),
        (false, ..) => format!("0, since `{}` is impossible", lr.numerator),
    }
}

#[cfg(test)]
mod tests {
    use super::significant;

    #[test]
    fn six_digits_say_enough() {
        let said = [0.0, 1.0, 1128.149, 0.001_780_702, 1_326_471.4, 1.326e-14].map(significant);
        assert_eq!(said, ["0", "1.00000", "1128.15", "0.00178070", "1.32647e6", "1.32600e-14"]);
    }
}
