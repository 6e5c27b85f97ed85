//! Lists of the ids of stories.

use super::item_id::ItemId;
use super::json_answer::{elements, error_text, shortened, text, text_of};
use crate::account_error::AccountError;
use serde_json::Value;
use std::collections::HashSet;

/// The maximum number of answers that a list may come in.
const MOST_PAGES: usize = 2_000;

/// The ids of the stories of a stream.
#[derive(Clone, Debug, Default)]
pub struct IdList {
    /// The ids, oldest first, without duplicates.
    pub ids: Vec<ItemId>,
    /// Whether they came in one answer. If not, a story that was marked between two answers may have
    /// shifted another one out of the list.
    pub is_whole: bool,
}

/// A list that comes in several answers.
#[derive(Debug, Default)]
pub(super) struct IdListBuilder {
    ids: Vec<ItemId>,
    seen: HashSet<ItemId>,
    continuations: HashSet<String>,
    pages: usize,
}

impl IdListBuilder {
    /// Adds an answer; returns the continuation to ask for, if there is more.
    ///
    /// # Errors
    /// Returns an error if the answer is that of a refusal.
    pub(super) fn add(&mut self, answer: &Value) -> Result<Option<String>, AccountError> {
        let refs = elements(answer, "itemRefs");
        if answer.get("itemRefs").is_none()
            && let Some(text) = error_text(answer)
        {
            return Err(AccountError::Refused(200, shortened(&text)));
        }
        self.pages += 1;
        let before = self.ids.len();
        let texts = refs
            .iter()
            .filter_map(|item| text(item, "id").or_else(|| text_of(item)));
        for id in texts.filter_map(|text| ItemId::parse(&text)) {
            if self.seen.insert(id.clone()) {
                self.ids.push(id);
            }
        }
        let is_longer = self.ids.len() > before && self.pages < MOST_PAGES;
        let next = text(answer, "continuation").filter(|_| is_longer);
        Ok(next.filter(|next| self.continuations.insert(next.clone())))
    }

    /// Returns the list.
    pub(super) fn finish(self) -> IdList {
        IdList {
            ids: self.ids,
            is_whole: self.pages <= 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::json_answer::parse;
    use super::*;

    /// Reads these answers as long as there is a continuation.
    fn read(answers: &[&str]) -> (Vec<String>, bool, usize) {
        let mut list = IdListBuilder::default();
        let mut asked = 0;
        for answer in answers {
            asked += 1;
            let answer = parse(answer.as_bytes()).unwrap();
            if list.add(&answer).unwrap().is_none() {
                break;
            }
        }
        let list = list.finish();
        let ids = list.ids.iter().map(|id| id.as_str().to_owned());
        (ids.collect(), list.is_whole, asked)
    }

    #[test]
    fn pages_are_followed_until_nothing_new_comes() {
        let one = r#"{"itemRefs": [{"id": "1"}, {"id": 2}], "continuation": "2"}"#;
        for (answers, ids, is_whole, asked) in [
            (&[r#"{"itemRefs": []}"#][..], &[][..], true, 1),
            (&["{}"], &[], true, 1),
            (
                &[r#"{"itemRefs": [{"id": "5"}, {}, 3, null], "continuation": ""}"#],
                &["5", "3"],
                true,
                1,
            ),
            // The last of a page is the first of the next.
            (
                &[one, r#"{"itemRefs": [{"id": "2"}, {"id": "3"}]}"#],
                &["1", "2", "3"],
                false,
                2,
            ),
            (&[one, one, one], &["1", "2"], false, 2),
            (
                &[
                    one,
                    r#"{"itemRefs": [{"id": "3"}], "continuation": 2}"#,
                    one,
                ],
                &["1", "2", "3"],
                false,
                2,
            ),
        ] {
            let ids: Vec<String> = ids.iter().map(|id: &&str| (*id).to_owned()).collect();
            assert_eq!(read(answers), (ids, is_whole, asked), "{answers:?}");
        }
    }

    #[test]
    fn a_refusal_is_no_empty_list() {
        let answer = parse(br#"{"error": "busy"}"#).unwrap();
        assert!(IdListBuilder::default().add(&answer).is_err());
    }
}
