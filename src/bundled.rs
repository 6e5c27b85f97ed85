//! The stories that are part of the program, for a first start without any file.

macro_rules! stories {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../assets/stories/", $name)))),*]
    };
}

/// Name and bytes of each story, in the order of the list.
pub const STORIES: &[(&str, &[u8])] = stories!["guide-hi.md"];
