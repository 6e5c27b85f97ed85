//! What the system says of files, without its numbers.

use std::io;

/// Says what is wrong with a file: a part of a sentence, without the system's code.
#[must_use]
pub fn sentence(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "not permitted".to_owned(),
        io::ErrorKind::IsADirectory => "a folder and not a file".to_owned(),
        io::ErrorKind::NotADirectory => "a file where a folder is needed".to_owned(),
        io::ErrorKind::AlreadyExists => "a file has that name already".to_owned(),
        io::ErrorKind::StorageFull => "no room is left there".to_owned(),
        _ => {
            let said = error.to_string();
            let words = said.split_once(" (os error ").map(|(words, _)| words);
            words.unwrap_or(&said).to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_is_said() {
        for code in 1..40 {
            let said = sentence(&io::Error::from_raw_os_error(code));
            assert!(!said.contains("os error") && !said.is_empty(), "{said}");
        }
        assert_eq!(sentence(&io::Error::other("odd")), "odd");
    }
}
