//! The sentences for an [`AccountError`].

use super::{Doing, Language, internal_error};
use crate::account_error::AccountError;

impl AccountError {
    /// Returns the error as a sentence without a full stop.
    pub fn say(&self, language: Language) -> String {
        match language {
            Language::Hindi => self.in_hindi(),
            Language::English => self.in_english(),
        }
    }

    fn in_hindi(&self) -> String {
        match self {
            Self::Fetch(error) => error.say(Language::Hindi),
            Self::WrongPassword => "सर्वर ने नाम या पासवर्ड नहीं माना; वेब पन्ने वाला नहीं, API के लिए बनाया गया पासवर्ड दें (FreshRSS: Settings › Profile › API password; Miniflux: Settings › Integrations › Google Reader)".to_owned(),
            Self::LoggedOut => {
                "सर्वर पुराना लॉगिन अब नहीं मानता; फिर से लॉगिन करें: newsreader accounts add पता".to_owned()
            }
            Self::NoApi(address) => {
                format!("{address} पर, या उसके नीचे, Google Reader API वाला कोई सर्वर नहीं मिला; पता जाँचें")
            }
            Self::ApiOff => "इस सर्वर का API बंद है; वहाँ चालू करें (FreshRSS: Settings › Authentication › Allow API access)".to_owned(),
            Self::LoginPage => {
                "जवाब की जगह वेब पन्ना आया, शायद किसी प्रॉक्सी का लॉगिन पन्ना; API के पते को उससे बाहर रखें".to_owned()
            }
            Self::Insecure(address) => {
                format!("{address} पर पासवर्ड बिना एन्क्रिप्शन के जाएगा; https का पता दें, या --insecure से अनुमति दें")
            }
            Self::BadAnswer(request) => format!("“{request}” का जवाब समझ में नहीं आया"),
            Self::Refused(200, text) => format!("सर्वर ने अनुरोध ठुकरा दिया: {text}"),
            Self::Refused(status, text) if text.is_empty() => {
                format!("सर्वर ने अनुरोध ठुकरा दिया ({status})")
            }
            Self::Refused(status, text) => {
                format!("सर्वर ने अनुरोध ठुकरा दिया ({status}): {text}")
            }
            Self::NoToken => {
                "लॉगिन की फ़ाइल नहीं है या पढ़ी नहीं जा सकी; फिर से लॉगिन करें: newsreader accounts add पता".to_owned()
            }
            Self::PasswordSlow(program) => {
                format!("पासवर्ड देने वाले कमांड (password_command) {program} ने बहुत देर लगाई")
            }
            Self::PasswordEmpty(program) => {
                format!("पासवर्ड देने वाले कमांड (password_command) {program} ने कुछ नहीं दिया")
            }
            Self::PasswordCommand(why) => format!("पासवर्ड देने वाला कमांड (password_command) विफल रहा: {why}"),
            Self::Internal => internal_error(Doing::Refresh, Language::Hindi),
        }
    }

    fn in_english(&self) -> String {
        match self {
            Self::Fetch(error) => error.say(Language::English),
            Self::WrongPassword => "the server refused the name or the password; it wants the password made for the API, not that of the web page (FreshRSS: Settings › Profile › API password; Miniflux: Settings › Integrations › Google Reader)".to_owned(),
            Self::LoggedOut => {
                "the server no longer accepts this login; log in again: newsreader accounts add ADDRESS".to_owned()
            }
            Self::NoApi(address) => {
                format!("no server with the Google Reader API was found at {address} or below it; check the address")
            }
            Self::ApiOff => "this server's API is switched off; switch it on there (FreshRSS: Settings › Authentication › Allow API access)".to_owned(),
            Self::LoginPage => {
                "a web page came instead of an answer, probably the login page of a proxy; exempt the API's address from it".to_owned()
            }
            Self::Insecure(address) => {
                format!("the password would be sent to {address} without encryption; use an https address, or allow it with --insecure")
            }
            Self::BadAnswer(request) => format!("the answer to “{request}” could not be understood"),
            Self::Refused(200, text) => format!("the server refused the request: {text}"),
            Self::Refused(status, text) if text.is_empty() => {
                format!("the server refused the request ({status})")
            }
            Self::Refused(status, text) => format!("the server refused the request ({status}): {text}"),
            Self::NoToken => {
                "the file with the login is missing or cannot be read; log in again: newsreader accounts add ADDRESS".to_owned()
            }
            Self::PasswordSlow(program) => format!("the password command {program} took too long"),
            Self::PasswordEmpty(program) => format!("the password command {program} printed nothing"),
            Self::PasswordCommand(why) => format!("the password command failed: {why}"),
            Self::Internal => internal_error(Doing::Refresh, Language::English),
        }
    }
}
