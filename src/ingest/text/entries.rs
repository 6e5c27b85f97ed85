//! Finds the dates and times that head the entries of a chronicle or a live page.
//!
//! A single date between paragraphs can be that of the page. Several of them, each between two paragraphs, are part
//! of the article.

use super::line::{LineKind, TextLine};
use crate::ingest::boilerplate;
use std::collections::HashSet;

/// The number of different dates or times that show that they head entries.
const FEWEST: usize = 2;

/// Makes short lines, and so subheadings, of the dates and times that head entries.
pub(super) fn keep_headings(lines: &mut [TextLine<'_>]) {
    let is_prose = |line: Option<&TextLine<'_>>| {
        line.is_some_and(|line| matches!(line.kind, LineKind::Prose | LineKind::Place))
    };
    let is_moment = |line: &TextLine<'_>| match line.kind {
        LineKind::Date(_) => !boilerplate::is_labelled_date(line.text),
        LineKind::Boilerplate(_) => {
            boilerplate::is_time(line.text) && !boilerplate::is_labelled_date(line.text)
        }
        LineKind::Image { .. }
        | LineKind::AlsoRead { .. }
        | LineKind::UnmarkedTitle
        | LineKind::SectionHeading(_)
        | LineKind::Byline(_)
        | LineKind::Item(_)
        | LineKind::Caption(_)
        | LineKind::SiteName
        | LineKind::Place
        | LineKind::Prose
        | LineKind::Short => false,
    };
    let heads = |at: &usize| {
        lines.get(*at).is_some_and(is_moment)
            && is_prose(lines.get(*at - 1))
            && is_prose(lines.get(*at + 1))
    };
    let headings: Vec<usize> = (2..lines.len()).filter(heads).collect();
    let texts: HashSet<&str> = headings
        .iter()
        .filter_map(|at| Some(lines.get(*at)?.text))
        .collect();
    if texts.len() < FEWEST {
        return;
    }
    for at in headings {
        if let Some(line) = lines.get_mut(at) {
            line.kind = LineKind::Short;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_article;
    use crate::article::Block;

    const ONE: &str = "सरकार ने तीन अध्यादेश जारी किए और किसानों ने इसका विरोध शुरू किया।";
    const TWO: &str = "किसान दिल्ली की सीमाओं पर पहुँचे और वहीं डेरा डाल दिया।";
    const THREE: &str = "कई महीनों तक चला यह आंदोलन आज समाप्त हो गया।";

    fn kept(lines: &[&str]) -> Vec<String> {
        let article = parse_article(&format!("आंदोलन का पूरा घटनाक्रम\n{}", lines.join("\n")));
        let texts = article.blocks.iter().flat_map(Block::texts);
        texts.map(str::to_owned).collect()
    }

    #[test]
    fn dates_and_times_between_paragraphs_stay() {
        for (lines, count) in [
            ([ONE, "5 जून 2020", TWO, "26 नवंबर 2020", THREE], 5),
            ([ONE, "2 घंटे पहले", TWO, "3 घंटे पहले", THREE], 5),
            ([ONE, "10:35 AM", TWO, "11:05 AM", THREE], 5),
            (["5 जून 2020", ONE, TWO, THREE, "Updated: 6 Jun 2020"], 3),
        ] {
            assert_eq!(kept(&lines).len(), count, "{lines:?}");
        }
    }

    #[test]
    fn headings_above_sentences_labels_in_turn_and_refrains_stay() {
        let bulletin = [
            THREE,
            "मुख्य समाचार",
            "बाज़ार में तेज़ी रही आज।",
            "खेल",
            "भारत ने मैच जीत लिया।",
        ];
        assert_eq!(kept(&bulletin), bulletin);
        let interview = ["सवाल", ONE, "जवाब", TWO].repeat(3);
        let labels = kept(&interview);
        assert_eq!(labels.iter().filter(|line| *line == "सवाल").count(), 3);
        let refrain = "ओ मेरे साथी, नदी के पार चल।";
        assert_eq!(
            kept(&[refrain, ONE, refrain, TWO, refrain, refrain]).len(),
            6
        );
        let titles = [
            ONE,
            "मुख्य समाचार",
            "रेल बजट पर संसद में बहस",
            "नदी का पानी रात में उतरा",
        ];
        assert_eq!(kept(&titles), [ONE]);
    }
}
