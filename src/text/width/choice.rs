//! The profile of a terminal that is known by its name.

use super::profiles;
use super::{ProfileSource, WidthProfile, WidthRules};

impl WidthProfile {
    /// Returns the profile called `name`; see [`WidthProfile::names`].
    pub fn named(name: &str) -> Option<Self> {
        let rules = profiles::rules(name)?;
        Some(Self {
            source: ProfileSource::Named,
            ..Self::from(rules)
        })
    }

    /// Returns the profile of the terminal that the environment names, or the default; `setting`
    /// looks up a variable.
    ///
    /// A name only says what that terminal did when it was measured in its default settings.
    pub fn of_environment(setting: impl Fn(&str) -> Option<String>) -> Self {
        let rules = profiles::named_by(setting).and_then(profiles::rules);
        rules.map_or_else(Self::default, |rules| Self {
            source: ProfileSource::Environment,
            ..Self::from(rules)
        })
    }

    /// Returns the profile of the terminal that identifies itself as `name`, such as `XTerm(390)`
    /// or `kitty(0.40)`.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let known = Self::names().into_iter().find(|known| {
            name.strip_prefix(known)
                .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        })?;
        let rules = profiles::rules(known)?;
        Some(Self {
            source: ProfileSource::Environment,
            ..Self::from(rules)
        })
    }

    /// Returns the names of all profiles, the general ones first.
    pub fn names() -> Vec<&'static str> {
        profiles::names().collect()
    }

    /// Returns the names of the profiles that have the same rules for Indic letters as this one.
    pub fn alike(&self) -> Vec<&'static str> {
        let indic = |rules: WidthRules| WidthRules {
            clusters: false,
            ..rules
        };
        let is_alike = |name: &&str| profiles::rules(name).map(indic) == Some(indic(self.rules));
        Self::names().into_iter().filter(is_alike).collect()
    }
}
