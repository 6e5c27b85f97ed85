//! Finds words in any spelling: हिंदी finds हिन्दी, and `putin` finds पुतिन.
//!
//! Texts and queries are folded into one spelling (`search::fold`) and compared there; what is displayed
//! stays as it was published. A word in Latin letters is also compared with the sound of the text's
//! Devanagari words (`search::roman`).

mod alias;
mod canonical;
mod fold;
mod inflection;
mod letter;
mod query;
mod roman;
mod stopword;
mod text_words;
mod token;
mod variants;

pub use alias::aliases;
pub use query::{
    Clause, Condition, Content, Expression, IgnoredTerm, LibraryQuery, MINUS, Moment, SortOrder,
    WhyIgnored, WordRange,
};
pub use stopword::is_stopword;
pub use token::{is_pair, push_tokens, tokens, words_of};
pub use variants::{Vocabulary, named, variants};

use std::collections::HashSet;
use std::ops::Range;
use text_words::TextWords;
use variants::{NEARLY, inflected};

/// A text in folded spelling, with the sounds of its Devanagari words.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Folded {
    text: String,
    /// The sounds of all Devanagari words, each preceded by a space.
    sounds: String,
}

impl Folded {
    /// Folds `text` and finds the sounds of its Devanagari words.
    pub fn of(text: &str) -> Self {
        let text = fold::fold(text);
        let mut sounds = String::new();
        for (_, word) in words(&text).filter(|(_, word)| roman::is_devanagari(word)) {
            sounds.push(' ');
            sounds.push_str(&roman::sound_of_devanagari(word));
        }
        Self { text, sounds }
    }

    /// Returns whether `other` contains one of the longer words of this text.
    pub fn shares_long_word(&self, other: &Self) -> bool {
        words(&self.text)
            .filter(|(_, word)| word.chars().count() > 3 || is_pair(word))
            .any(|(_, word)| other.text.contains(word))
    }

    /// Returns whether this text and `other` differ only in spelling and punctuation.
    pub fn same_words(&self, other: &Self) -> bool {
        words(&self.text)
            .map(|(_, word)| word)
            .eq(words(&other.text).map(|(_, word)| word))
    }
}

/// A query for words within a text.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Query {
    typed: String,
    words: Vec<QueryWord>,
}

/// A folded word of a query, or a name of two words, with its other names. A word in Latin letters
/// also has its sounds.
#[derive(Clone, Debug, Eq, PartialEq)]
struct QueryWord {
    folded: String,
    names: &'static [String],
    /// The sounds, each preceded by a space as in [`Folded`].
    sounds: Vec<String>,
    /// The words of the text being searched that are variants of this one.
    variants: Vec<String>,
}

impl QueryWord {
    fn of(folded: &str) -> Self {
        let sounds = roman::sounds_of_latin(folded).into_iter();
        Self {
            folded: folded.to_owned(),
            names: aliases(folded),
            sounds: sounds.map(|sound| format!(" {sound}")).collect(),
            variants: Vec::new(),
        }
    }

    /// Returns the folded texts that match, whether or not a word begins with them.
    fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.folded)
            .chain(self.names)
            .map(String::as_str)
    }

    /// Returns the word with its variants among the words of a text. Words that only sound alike
    /// count if nothing else matches, as in a library, where they come last.
    fn within(&self, text: &Folded, words: &TextWords<'_>) -> Self {
        let sounds: Vec<String> = self
            .sounds
            .iter()
            .map(|s| s.trim_start().to_owned())
            .collect();
        let Ok(found) = if self.matches(text) {
            inflected(words, &self.folded)
        } else {
            variants(words, &self.folded, &sounds, false)
        };
        let found = found.into_iter().filter(|(_, weight)| *weight > NEARLY);
        Self {
            variants: found.map(|(word, _)| word).collect(),
            ..self.clone()
        }
    }

    fn matches(&self, text: &Folded) -> bool {
        self.spellings().any(|name| text.text.contains(name))
            || self.sounds.iter().any(|sound| text.sounds.contains(sound))
    }
}

impl Query {
    /// Parses the words that the user typed. A text must contain all of them; each may be the
    /// beginning of a longer word.
    pub fn new(typed: &str) -> Self {
        let folded = fold::fold(typed);
        // A repeated word is dropped, because it has no effect.
        let mut seen = HashSet::new();
        let mut words: Vec<QueryWord> = Vec::new();
        let mut rest = folded.split_whitespace().map(unquoted).peekable();
        while let Some(word) = rest.next() {
            // Two words can be one name, which has other names: `new delhi` and नई दिल्ली.
            let pair = rest.peek().map(|next| format!("{word} {next}"));
            let pair = pair.filter(|pair| pair.is_ascii() && !aliases(pair).is_empty());
            if pair.is_some() {
                rest.next();
            }
            let word = pair.unwrap_or_else(|| word.to_owned());
            if seen.insert(word.clone()) {
                words.push(QueryWord::of(&word));
            }
        }
        Self {
            typed: typed.to_owned(),
            words,
        }
    }

    /// Returns the query for finding hits in `text` and its parts: each word also finds the variants
    /// that a search in the library finds.
    #[must_use]
    pub fn within(&self, text: &str) -> Self {
        if self.words.is_empty() {
            return self.clone();
        }
        let folded = Folded::of(text);
        let known = TextWords::of(&folded.text);
        Self {
            typed: self.typed.clone(),
            words: self
                .words
                .iter()
                .map(|word| word.within(&folded, &known))
                .collect(),
        }
    }

    /// Returns the typed text.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Returns whether every text that matches this query also matches `other`.
    ///
    /// A longer Latin word can have a sound that does not begin with the sound of the shorter one,
    /// so this is only certain for queries without Latin words.
    pub fn narrows(&self, other: &Self) -> bool {
        let plain = self
            .words
            .iter()
            .chain(&other.words)
            .all(|word| word.sounds.is_empty() && word.names.is_empty());
        let folded = |query: &Self| {
            query
                .words
                .iter()
                .map(|w| w.folded.clone())
                .collect::<Vec<_>>()
                .join(" ")
        };
        plain && folded(self).starts_with(&folded(other))
    }

    /// Returns whether the query has no words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns whether `text` contains all words of the query.
    pub fn matches(&self, text: &Folded) -> bool {
        self.words.iter().all(|word| word.matches(text))
    }

    /// Returns the ranges of `text` that match a word: ascending, not overlapping, and on cluster
    /// boundaries.
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let (folded, places) = fold::fold_with_places(text);
        let mut hits: Vec<Range<usize>> = Vec::new();
        for name in self.words.iter().flat_map(QueryWord::spellings) {
            let found = folded.match_indices(name);
            hits.extend(found.map(|(at, found)| at..at + found.len()));
        }
        let sounds: HashSet<&str> = self.sounds().map(str::trim_start).collect();
        let variants = self.words.iter().flat_map(|word| &word.variants);
        let variants: HashSet<&str> = variants.map(String::as_str).collect();
        if !sounds.is_empty() || !variants.is_empty() {
            let sounds_so = |word: &str| {
                let is_due = !sounds.is_empty() && roman::is_devanagari(word);
                is_due && begins_with_any(&roman::sound_of_devanagari(word), &sounds)
            };
            let found =
                words(&folded).filter(|(_, word)| variants.contains(word) || sounds_so(word));
            hits.extend(found.map(|(at, word)| at..at + word.len()));
        }
        fold::whole_clusters(text, &places, hits)
    }

    /// Returns the sounds of the words in Latin letters, each preceded by a space.
    fn sounds(&self) -> impl Iterator<Item = &str> {
        let sounds = self.words.iter().flat_map(|word| &word.sounds);
        sounds.map(String::as_str)
    }
}

/// Returns a word without the quotation marks around it or around its phrase.
fn unquoted(word: &str) -> &str {
    let plain = word.trim_matches(['"', '“', '”']);
    if plain.is_empty() { word } else { plain }
}

/// Whether `sound` begins with one of `heads`; the time does not depend on the number of `heads`.
fn begins_with_any(sound: &str, heads: &HashSet<&str>) -> bool {
    let ends = sound.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut beginnings = std::iter::once(0)
        .chain(ends)
        .filter_map(|end| sound.get(..end));
    beginnings.any(|beginning| heads.contains(beginning))
}

/// Returns the similarity of two texts from 0 to 1: the share of their longer words that both
/// contain.
pub fn similarity(one: &Folded, other: &Folded) -> f64 {
    let long = |text: &'_ Folded| -> Vec<String> {
        let mut long: Vec<String> = words(&text.text)
            .filter(|(_, word)| word.chars().count() > 2 || is_pair(word))
            .map(|(_, word)| word.to_owned())
            .collect();
        long.sort_unstable();
        long.dedup();
        long
    };
    let (ours, theirs) = (long(one), long(other));
    let common = ours
        .iter()
        .filter(|word| theirs.binary_search(word).is_ok())
        .count();
    let all = ours.len() + theirs.len() - common;
    #[expect(clippy::cast_precision_loss, reason = "titles have few words")]
    if all == 0 {
        0.0
    } else {
        common as f64 / all as f64
    }
}

/// Returns the folded spelling of a word.
pub fn spelling(word: &str) -> String {
    fold::fold(word)
}

/// Returns the sound of a folded Devanagari word, for queries in Latin letters.
pub fn sound(word: &str) -> Option<String> {
    roman::is_devanagari(word).then(|| roman::sound_of_devanagari(word))
}

/// Returns a sound without its vowels, for finding words that sound similar.
pub fn skeleton(sound: &str) -> String {
    roman::skeleton(sound)
}

/// Returns the words of a folded text with their byte offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    token::written(text).map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cluster;
    use proptest::prelude::*;

    fn finds(query: &str, text: &str) -> bool {
        Query::new(query).matches(&Folded::of(text))
    }

    #[test]
    fn words_are_found_in_any_spelling() {
        for (query, text) in [
            ("हिंदी", "हिन्दी दिवस"),
            ("हिन्दी", "हिंदी दिवस"),
            ("मां", "माँ का दिन"),
            ("ज्यादा", "ज़्यादा पानी"),
            ("नए", "नये नियम"),
            ("गई", "वह गयी थी"),
            ("15", "१५ अगस्त"),
            ("कॉफी", "काफ़ी लोग"),
            ("putin", "राष्ट्रपति व्लादिमीर पुतिन"),
            ("modi", "प्रधानमंत्री मोदी"),
            ("chandrayaan", "चंद्रयान-3"),
            ("kisan andolan", "किसान आंदोलन"),
            ("rail bajat", "रेल बजट"),
            ("mukhyamantri", "मुख्यमंत्री"),
            ("bhukamp", "भूकंप"),
            ("rashtrapati", "राष्ट्रपति"),
            ("vishwavidyalaya", "विश्वविद्यालय"),
            ("vishvavidyalay", "विश्वविद्यालय"),
            ("CAFE", "Café"),
            ("delhi", "दिल्ली में बारिश"),
            ("jaipur", "जयपुर में बारिश"),
            ("youtube", "यूट्यूब पर"),
        ] {
            assert!(finds(query, text), "{query} in {text}");
        }
        for (query, text) in [("putin", "पतन"), ("मोदी", "मदद"), ("modi", "मदद")]
        {
            assert!(!finds(query, text), "{query} in {text}");
        }
    }

    #[test]
    fn hits_are_whole_clusters_of_the_text_as_it_stands() {
        let text = "कल हिन्दी दिवस और पुतिन";
        let hit = |query: &str| {
            let hits = Query::new(query).hits(text);
            hits.into_iter().map(|hit| &text[hit]).collect::<Vec<_>>()
        };
        assert_eq!(hit("हिंदी"), ["हिन्दी"]);
        assert_eq!(hit("हि"), ["हि"]);
        assert_eq!(hit("putin"), ["पुतिन"]);
        assert!(hit("नहीं").is_empty());
    }

    #[test]
    fn a_text_is_searched_as_the_library_is() {
        let text = "लखनऊ में बारिश हुई। हमलों के बाद अहमदाबाद में शनिवार को क़ानून पर सभा, नई दिल्ली में नहीं।";
        for (query, expected) in [
            ("lakhnau", vec!["लखनऊ"]),
            ("lucknow", vec!["लखनऊ"]),
            ("lakhnaoo", vec!["लखनऊ"]),
            ("ahemdabad", vec!["अहमदाबाद"]),
            ("शनीवार", vec!["शनिवार"]),
            ("कानून", vec!["क़ानून"]),
            ("kanoon", vec!["क़ानून"]),
            ("हमला", vec!["हमलों"]),
            ("new delhi", vec!["नई दिल्ली"]),
            ("\"बारिश\"", vec!["बारिश"]),
            ("बारिश", vec!["बारिश"]),
            ("xyz", vec![]),
            ("मुंबई", vec![]),
        ] {
            let hits = Query::new(query).within(text).hits(text).into_iter();
            let hits: Vec<&str> = hits.map(|hit| &text[hit]).collect();
            assert_eq!(hits, expected, "{query}");
        }
    }

    #[test]
    fn titles_are_similar_by_their_words() {
        let like = |a: &str, b: &str| similarity(&Folded::of(a), &Folded::of(b));
        assert!(like("चंद्रयान-3 की उतराई", "चन्द्रयान-3: चाँद पर उतराई") > 0.3);
        assert!(like("रेल बजट", "मानसून की बारिश") < 0.1);
        assert!(Folded::of("चाँद पर!").same_words(&Folded::of("चांद पर")));
    }

    /// The specification of hits, to test against: it searches for each word separately and widens
    /// each hit to whole clusters.
    fn hits_one_by_one(query: &Query, text: &str) -> Vec<Range<usize>> {
        let (folded, places) = fold::fold_with_places(text);
        let whole = |hit: Range<usize>| {
            let place = |at: usize| places.get(at).copied().unwrap_or(text.len());
            let start = cluster::boundary_before(text, place(hit.start));
            let end = cluster::boundary_before(text, place(hit.end - 1));
            start..end + cluster::clusters(&text[end..]).next().map_or(0, str::len)
        };
        let mut hits: Vec<Range<usize>> = Vec::new();
        for word in &query.words {
            for name in word.spellings() {
                let found = folded.match_indices(name);
                hits.extend(found.map(|(at, found)| whole(at..at + found.len())));
            }
            for (at, one) in words(&folded).filter(|(_, one)| roman::is_devanagari(one)) {
                let sound = format!(" {}", roman::sound_of_devanagari(one));
                if word.sounds.iter().any(|head| sound.starts_with(head)) {
                    hits.push(whole(at..at + one.len()));
                }
            }
        }
        hits.sort_by_key(|hit| (hit.start, hit.end));
        hits.dedup_by(|later, earlier| {
            let overlaps = later.start < earlier.end;
            earlier.end = if overlaps {
                earlier.end.max(later.end)
            } else {
                earlier.end
            };
            overlaps
        });
        hits
    }

    proptest! {
        #[test]
        fn hits_are_those_that_each_word_finds_by_itself(
            text in "(पुतिन|हिन्दी|[क-म़ािी्ंߨßaputin \u{200d}\u{301}]){0,40}",
            typed in "(putin |pu|हिंदी |[क-मािी्ंspa ]){0,6}",
        ) {
            let query = Query::new(&typed);
            prop_assert_eq!(query.hits(&text), hits_one_by_one(&query, &text));
        }
    }

    #[test]
    fn a_repeated_word_costs_nothing() {
        let query = Query::new(&"putin पुतिन ".repeat(1_000));
        assert_eq!(query.words.len(), 2);
        assert_eq!(query.hits("पुतिन putin").len(), 2);
    }
}
