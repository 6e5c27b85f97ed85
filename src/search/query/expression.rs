//! Combinations of words and conditions.

use super::clause::Clause;
use super::condition::Condition;

/// A part of a query.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Expression {
    /// The article has these words.
    Words(Clause),
    /// The article fulfils this condition.
    Is(Condition),
    /// At least one part holds.
    Any(Vec<Self>),
    /// All parts hold.
    All(Vec<Self>),
    /// The part does not hold.
    Not(Box<Self>),
}

impl Expression {
    /// Returns the expression that holds where this one does not.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Not(part) => *part,
            other @ (Self::Words(_) | Self::Is(_) | Self::Any(_) | Self::All(_)) => {
                Self::Not(Box::new(other))
            }
        }
    }

    /// Whether the expression consists of words alone.
    fn has_only_words(&self) -> bool {
        match self {
            Self::Words(_) => true,
            Self::Is(_) => false,
            Self::Any(parts) | Self::All(parts) => parts.iter().all(Self::has_only_words),
            Self::Not(part) => part.has_only_words(),
        }
    }

    /// Returns whether the index can answer the expression: it consists of words, and each of its
    /// alternatives has at least one that is wanted.
    pub fn is_for_index(&self) -> bool {
        match self {
            Self::Words(_) => true,
            Self::Is(_) | Self::Not(_) => false,
            Self::Any(parts) => parts.iter().all(Self::is_for_index),
            Self::All(parts) => {
                let is_unwanted = |part: &Self| match part {
                    Self::Not(part) => part.is_for_index(),
                    Self::Words(_) | Self::Is(_) | Self::Any(_) | Self::All(_) => false,
                };
                self.has_only_words()
                    && parts.iter().any(Self::is_for_index)
                    && parts
                        .iter()
                        .all(|part| part.is_for_index() || is_unwanted(part))
            }
        }
    }

    /// Returns whether a condition needs what the library knows of the texts of articles.
    pub(super) fn needs_facts(&self) -> bool {
        match self {
            Self::Words(_) => false,
            Self::Is(condition) => condition.needs_facts(),
            Self::Any(parts) | Self::All(parts) => parts.iter().any(Self::needs_facts),
            Self::Not(part) => part.needs_facts(),
        }
    }

    /// Returns whether the expression mentions a star that an article has.
    pub(super) fn names_stars(&self) -> bool {
        match self {
            Self::Is(condition) => *condition == Condition::Starred,
            Self::Any(parts) | Self::All(parts) => parts.iter().any(Self::names_stars),
            Self::Words(_) | Self::Not(_) => false,
        }
    }

    /// Returns the last clause that is wanted.
    pub(super) fn last_clause(&mut self) -> Option<&mut Clause> {
        match self {
            Self::Words(clause) => Some(clause),
            Self::Is(_) | Self::Not(_) => None,
            Self::Any(parts) | Self::All(parts) => parts.last_mut()?.last_clause(),
        }
    }
}
