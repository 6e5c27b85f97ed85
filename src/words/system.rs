//! Errors of the file system, without their error numbers.

use super::Language;
use std::io;

/// Describes an error of a file as part of a sentence, without the error number. Rare errors are in
/// the system's own words.
#[must_use]
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the standard library may add kinds"
)]
pub fn sentence(error: &io::Error, language: Language) -> String {
    let (hindi, english) = match error.kind() {
        io::ErrorKind::NotFound => ("ऐसी कोई फ़ाइल नहीं है", "no such file"),
        io::ErrorKind::PermissionDenied => ("इसकी अनुमति नहीं है", "not permitted"),
        io::ErrorKind::IsADirectory => ("यह फ़ोल्डर है, फ़ाइल नहीं", "a folder and not a file"),
        io::ErrorKind::NotADirectory => (
            "जहाँ फ़ोल्डर चाहिए, वहाँ फ़ाइल है",
            "a file where a folder is needed",
        ),
        io::ErrorKind::AlreadyExists => ("इस नाम की फ़ाइल पहले से है", "a file has that name already"),
        io::ErrorKind::StorageFull => ("वहाँ जगह नहीं बची", "no room is left there"),
        _ => {
            let said = error.to_string();
            let words = said.split_once(" (os error ").map(|(words, _)| words);
            return words.unwrap_or(&said).to_owned();
        }
    };
    match language {
        Language::Hindi => hindi.to_owned(),
        Language::English => english.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_is_said() {
        for language in [Language::Hindi, Language::English] {
            for code in 1..40 {
                let said = sentence(&io::Error::from_raw_os_error(code), language);
                assert!(!said.contains("os error") && !said.is_empty(), "{said}");
            }
            assert_eq!(sentence(&io::Error::other("odd"), language), "odd");
        }
    }
}
