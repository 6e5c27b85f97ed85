//! The rows of a list that are in the library but not in memory.

use crate::app::command::Command;
use crate::article::PageStart;

/// The number of rows below those in memory.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Below {
    /// The number is known.
    Counted(usize),
    /// There are rows, but nobody has counted them yet.
    Uncounted,
}

/// The side of a list on which rows are missing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Side {
    /// Above the first row in memory.
    Above,
    /// Below the last row in memory.
    Below,
    /// On both sides.
    Both,
}

/// Which rows of a list become read together.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Extent {
    /// All rows.
    All,
    /// The rows above the selected one.
    Above,
    /// The rows below the selected one.
    Below,
}

/// The rows that a list has beyond those in memory, and the requests for them.
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// The number of rows above the first one in memory.
    pub above: usize,
    /// The rows below the last one in memory.
    pub below: Below,
    /// The page that was requested, until it arrives.
    pub requested: Option<PageStart>,
    /// Whether the library is counting the rows.
    pub is_counting: bool,
    /// The page that will replace the rows in memory, because a command leads there.
    pub jump: Option<PageStart>,
    /// The page that will replace the rows in memory, because the list is looked at in another way.
    pub reload: Option<PageStart>,
    /// The number of read articles that are hidden, once they are counted.
    pub hidden: Option<usize>,
    /// A command that needs more rows, and the side on which they are.
    pub waiting: Option<(Command, Side)>,
}

impl Default for Paging {
    /// Returns the paging of a list that is entirely in memory.
    fn default() -> Self {
        Self {
            above: 0,
            below: Below::Counted(0),
            requested: None,
            is_counting: false,
            jump: None,
            reload: None,
            hidden: None,
            waiting: None,
        }
    }
}

impl Paging {
    /// Returns the paging of a list that may have more rows in the library.
    pub fn open() -> Self {
        Self {
            below: Below::Uncounted,
            ..Self::default()
        }
    }

    /// Returns the paging of a list that may have more rows, which are being counted.
    pub fn counting() -> Self {
        Self {
            is_counting: true,
            ..Self::open()
        }
    }

    /// Returns whether the list has rows below those in memory.
    pub fn has_below(&self) -> bool {
        self.below != Below::Counted(0)
    }

    /// Returns whether rows are missing on this side; for [`Side::Both`], on either side.
    pub fn lacks(&self, side: Side) -> bool {
        match side {
            Side::Above => self.above > 0,
            Side::Below => self.has_below(),
            Side::Both => self.above > 0 || self.has_below(),
        }
    }

    /// Drops the command that waits for rows, because the user does something else.
    pub fn give_up(&mut self) {
        self.waiting = None;
        self.jump = None;
    }

    /// Requests a page that replaces all rows in memory.
    pub fn reload(&mut self, start: PageStart) {
        *self = Self {
            reload: Some(start),
            ..Self::open()
        };
    }

    /// Requests that the rows be counted again.
    pub fn recount(&mut self) {
        self.is_counting = false;
        self.below = match self.below {
            Below::Counted(0) => Below::Counted(0),
            Below::Counted(_) | Below::Uncounted => Below::Uncounted,
        };
    }

    /// Declares the rows in memory to be all, because no more rows can be read.
    pub fn end(&mut self) {
        *self = Self {
            above: self.above,
            ..Self::default()
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_list_lacks_nothing_and_an_open_one_its_end() {
        assert!(!Paging::default().lacks(Side::Both));
        let open = Paging::open();
        assert!(open.lacks(Side::Below) && open.lacks(Side::Both) && !open.lacks(Side::Above));
    }

    #[test]
    fn a_list_that_cannot_be_read_further_ends_with_its_last_row() {
        let mut paging = Paging {
            above: 3,
            ..Paging::counting()
        };
        paging.end();
        assert!(!paging.lacks(Side::Below) && paging.lacks(Side::Above));
    }
}
