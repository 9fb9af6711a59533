//! Bars that lead from the prior to the posterior: each begins where the one before ended.

/// The scale is never narrower than this, so that nearly nothing looks like nearly nothing. Unit: powers of ten.
const SPAN_MIN: f64 = 4.0;

/// One bar, ready to be drawn. Lengths are in hundredths of the drawing's width, written.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Left edge.
    pub x: String,
    /// Width.
    pub width: String,
    /// Which way it leads.
    pub way: Way,
    /// It leads to the edge, for it has no end: an exclusion.
    pub is_endless: bool,
}

/// Which way a weight leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards "same person".
    For,
    /// Away from it.
    Against,
    /// Neither way.
    Nothing,
}

impl Way {
    /// The way of a weight in powers of ten; what would be shown as 0.0 says nothing.
    #[must_use]
    pub fn of(log10: f64) -> Self {
        if log10 >= 0.05 {
            Self::For
        } else if log10 <= -0.05 {
            Self::Against
        } else {
            Self::Nothing
        }
    }

    /// Key of the words and name of the colour.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Nothing => "nothing",
        }
    }
}

/// A waterfall: where even odds lie, where prior and posterior lie, and a bar for each weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Waterfall {
    /// Even odds: as probable as not.
    pub even: String,
    /// The prior.
    pub prior: Step,
    /// A bar a weight, in order.
    pub steps: Vec<Step>,
    /// The posterior.
    pub posterior: Step,
}

/// Lays out log10 odds of the prior and weights in powers of ten; a weight of `-inf` leads to the edge.
#[must_use]
pub fn waterfall(prior_log10_odds: f64, weights: &[f64]) -> Waterfall {
    let mut ends = vec![prior_log10_odds];
    for weight in weights {
        ends.push(ends[ends.len() - 1] + weight);
    }
    let finite = || ends.iter().copied().filter(|end| end.is_finite()).chain([0.0]);
    let (lowest, highest) = (finite().fold(0.0, f64::min), finite().fold(0.0, f64::max));
    let has_exclusion = ends.iter().any(|end| !end.is_finite());
    let margin = if has_exclusion { SPAN_MIN / 2.0 } else { 0.0 };
    let span = (highest - lowest + margin).max(SPAN_MIN);
    let left = lowest - margin;
    let place = |value: f64| if value.is_finite() { (value - left) / span * 96.0 + 2.0 } else { 0.0 };
    let bar = |from: f64, to: f64| {
        let (start, end) = (place(from.min(to)), place(from.max(to)));
        Step {
            x: format!("{start:.1}"),
            width: format!("{:.1}", (end - start).max(0.4)),
            way: Way::of(if from.is_finite() { to - from } else { 0.0 }),
            is_endless: !to.is_finite(),
        }
    };
    let last = ends[ends.len() - 1];
    Waterfall {
        even: format!("{:.1}", place(0.0)),
        prior: bar(0.0, prior_log10_odds),
        steps: ends.windows(2).map(|pair| bar(pair[0], pair[1])).collect(),
        posterior: bar(0.0, last),
    }
}

/// A bar of a table whose middle is zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Diverging {
    /// Left edge, in hundredths.
    pub x: String,
    /// Width, in hundredths.
    pub width: String,
    /// Which way.
    pub way: Way,
}

/// Bars beside the longest of their table; an exclusion is as long as the table is wide.
#[must_use]
pub fn diverging(weights: &[Option<f64>]) -> Vec<Diverging> {
    let finite = weights.iter().flatten().copied().filter(|weight| weight.is_finite());
    let longest = finite.map(f64::abs).fold(1.0, f64::max);
    weights
        .iter()
        .map(|weight| {
            let weight = weight.unwrap_or(0.0);
            let length = if weight.is_finite() { weight.abs() / longest * 48.0 } else { 50.0 };
            let x = if weight < 0.0 { 50.0 - length } else { 50.0 };
            Diverging { x: format!("{x:.1}"), width: format!("{length:.1}"), way: Way::of(weight) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Way, diverging, waterfall};

    fn number(text: &str) -> f64 {
        text.parse().expect("a written number")
    }

    #[test]
    fn each_bar_begins_where_the_one_before_ended() {
        let drawn = waterfall(-2.0, &[6.0, -1.0, 0.0]);
        assert_eq!(drawn.steps.iter().map(|step| step.way).collect::<Vec<_>>(), [Way::For, Way::Against, Way::Nothing]);
        let end = |at: usize| number(&drawn.steps[at].x) + number(&drawn.steps[at].width);
        assert!((number(&drawn.steps[0].x) - number(&drawn.prior.x)).abs() < 0.11);
        assert!((end(0) - end(1)).abs() < 0.11, "the second leads back from where the first ended");
        assert!((number(&drawn.even) - number(&drawn.posterior.x)).abs() < 0.11);
    }

    #[test]
    fn an_exclusion_leads_to_the_edge_and_nothing_leads_back() {
        let drawn = waterfall(-2.0, &[3.0, f64::NEG_INFINITY, 1.0]);
        assert!(drawn.steps[1].is_endless && drawn.posterior.is_endless);
        assert_eq!((drawn.steps[1].x.as_str(), drawn.steps[1].way), ("0.0", Way::Against));
        assert!(drawn.steps.iter().all(|step| number(&step.width).is_finite()));
    }

    #[test]
    fn without_weights_there_is_a_prior_alone() {
        assert!(waterfall(-2.0, &[]).steps.is_empty());
    }

    #[test]
    fn the_longest_marker_fills_its_side() {
        let bars = diverging(&[Some(2.0), Some(-1.0), None, Some(f64::NEG_INFINITY)]);
        assert_eq!((bars[0].x.as_str(), bars[0].width.as_str()), ("50.0", "48.0"));
        assert_eq!((bars[1].x.as_str(), bars[1].width.as_str()), ("26.0", "24.0"));
        assert_eq!((bars[2].way, bars[3].width.as_str()), (Way::Nothing, "50.0"));
    }
}
