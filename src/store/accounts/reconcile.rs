//! The rule by which a mark here and the same mark at a server become one.

/// A mark after the rule was applied.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Reconciled {
    /// The mark in the library from now on.
    pub here: bool,
    /// What the server has, as far as is known. If it is not `here`, the server is told.
    pub agreed: bool,
}

/// Decides a mark (read, or starred) of a story, from what both sides last agreed on, what the library has now,
/// and what the server has now.
///
/// | agreed | here | there | here from now on | the server is told |
/// | --- | --- | --- | --- | --- |
/// | – | no | no | no | |
/// | – | no | yes | yes | |
/// | – | yes | no | yes | yes |
/// | – | yes | yes | yes | |
/// | no | no | yes | yes | |
/// | yes | yes | no | no | |
/// | no | yes | no | yes | yes |
/// | yes | no | yes | no | no |
/// | either | changed | changed | the same on both sides | |
///
/// With something agreed on there is no conflict: a mark has two values, so sides that both left the same one are
/// at the same one. Without it, neither side knows that the other removed the mark, so a set mark stays: a story
/// that was read on either side was read, and no star is lost.
pub fn reconcile(agreed: Option<bool>, here: bool, there: bool) -> Reconciled {
    let here = match agreed {
        Some(agreed) if here == agreed => there,
        Some(_) => here,
        None => here || there,
    };
    Reconciled {
        here,
        agreed: there,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_case_of_the_table_is_decided() {
        for (agreed, here, there, expected) in [
            (None, false, false, (false, false)),
            (None, false, true, (true, true)),
            (None, true, false, (true, false)),
            (None, true, true, (true, true)),
            (Some(false), false, false, (false, false)),
            (Some(false), false, true, (true, true)),
            (Some(true), true, false, (false, false)),
            (Some(false), true, false, (true, false)),
            (Some(true), false, true, (false, true)),
            (Some(false), true, true, (true, true)),
            (Some(true), false, false, (false, false)),
            (Some(true), true, true, (true, true)),
        ] {
            let Reconciled {
                here: now,
                agreed: known,
            } = reconcile(agreed, here, there);
            assert_eq!((now, known), expected, "{agreed:?} {here} {there}");
        }
    }
}
