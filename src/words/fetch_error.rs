//! The sentences for a [`FetchError`].

use super::{Doing, Language, internal_error};
use crate::fetch_error::FetchError;

impl FetchError {
    /// Returns the error as a sentence without a full stop.
    pub fn say(&self, language: Language) -> String {
        match language {
            Language::Hindi => self.in_hindi(),
            Language::English => self.in_english(),
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn in_hindi(&self) -> String {
        match self {
            Self::NoSuchHost(host) => format!("{host} नाम का कोई सर्वर नहीं मिला; पता जाँचें, या नेटवर्क"),
            Self::Refused(host) => format!("{host} ने जुड़ने से मना किया; बाद में फिर कोशिश करें"),
            Self::Unreachable(host) => format!("{host} तक नहीं पहुँचा जा सका; नेटवर्क जाँचें"),
            Self::NoResponse => "सर्वर चुप है; बाद में फिर कोशिश करें".to_owned(),
            Self::TooSlow => "सर्वर बहुत धीमा है; बीच में छोड़ दिया गया".to_owned(),
            Self::ConnectionLost => "बीच में संपर्क टूट गया; बाद में फिर कोशिश करें".to_owned(),
            Self::Incomplete => "पूरा नहीं आया; बाद में फिर कोशिश करें".to_owned(),
            Self::CertificateExpired(Some(day)) => {
                format!("सर्वर के प्रमाणपत्र की अवधि {day} को पूरी हो गई")
            }
            Self::CertificateExpired(None) => "सर्वर के प्रमाणपत्र की अवधि पूरी हो गई".to_owned(),
            Self::CertificateNotYetValid => {
                "सर्वर का प्रमाणपत्र अभी लागू नहीं हुआ; इस मशीन की घड़ी जाँचें".to_owned()
            }
            Self::CertificateForOtherName(host) => {
                format!("सर्वर का प्रमाणपत्र {host} के नाम का नहीं है")
            }
            Self::CertificateUnknownIssuer => {
                "सर्वर के प्रमाणपत्र पर किसी भरोसेमंद संस्था की मुहर नहीं (SSL_CERT_FILE से अपनी संस्था बताएँ)"
                    .to_owned()
            }
            Self::NoTls => "सुरक्षित संपर्क (TLS) नहीं बना".to_owned(),
            Self::TooLong(most) => format!("{most} MiB से लंबा; छोड़ दिया गया"),
            Self::BadCompression => "जो आया उसे खोला नहीं जा सका (संपीड़न टूटा हुआ है)".to_owned(),
            Self::NotHttp => "सर्वर का जवाब वेब का जवाब नहीं है".to_owned(),
            Self::Status(status) => format!("सर्वर ने मना किया ({status})"),
            Self::NotFound => "इस पते पर कुछ नहीं है (404); पता बदला होगा".to_owned(),
            Self::Gone => "प्रकाशक ने इसे हमेशा के लिए हटा दिया (410); अब नहीं पूछा जाएगा".to_owned(),
            Self::AccessDenied => "सर्वर इसे बिना अनुमति नहीं देता (401 या 403)".to_owned(),
            Self::TooManyRequests => "सर्वर ने रुकने को कहा (429)".to_owned(),
            Self::ServerError(status) => {
                format!("सर्वर अभी नहीं दे सकता ({status}); बाद में फिर कोशिश होगी")
            }
            Self::TooManyRedirects(count) => format!("{count} बार दूसरे पते पर भेजा गया; छोड़ दिया गया"),
            Self::BadRedirect => "ऐसे पते पर भेजा गया जो वेब का पता नहीं".to_owned(),
            Self::PrivateAddress(host) => {
                format!("{host} इस मशीन या निजी नेटवर्क का पता है; ख़ुद लिखे बिना नहीं खोला जाता")
            }
            Self::NotWebAddress(address) => format!("{address} http या https का पता नहीं है"),
            Self::WebPage => {
                "फ़ीड की जगह HTML पन्ना आया; फ़ीड का पता ढूँढने के लिए: newsreader feeds add पता"
                    .to_owned()
            }
            Self::PageWithoutFeed => {
                "इस पन्ने ने कोई फ़ीड नहीं बताई, और आम जगहों पर भी कोई नहीं मिली".to_owned()
            }
            Self::PageWithPrivateFeed(feed) => format!(
                "पन्ने की फ़ीड इस मशीन या निजी नेटवर्क में है; खोलने के लिए उसका पता ख़ुद लिखें: newsreader feeds add {feed}"
            ),
            Self::EmptyResponse => "ख़ाली जवाब आया".to_owned(),
            Self::NotAFeed => "जो आया वह न RSS है, न Atom, न JSON Feed".to_owned(),
            Self::Internal => internal_error(Doing::Refresh, Language::Hindi),
            Self::NoArticle => "पन्ने में कोई ख़बर नहीं मिली".to_owned(),
            Self::TooCostly => {
                "इसे पढ़ने में प्रोसेसर पर इतना भार पड़ता है जितना किसी असली ख़बर में नहीं पड़ता; छोड़ दिया गया"
                    .to_owned()
            }
            Self::DisallowedByRobots => {
                "साइट (robots.txt) इस पन्ने को प्रोग्रामों को नहीं देती; o से ब्राउज़र में खोलें".to_owned()
            }
            Self::Proxy => "प्रॉक्सी से संपर्क नहीं बना; HTTPS_PROXY जाँचें".to_owned(),
            Self::BadCertificateFile(path) => {
                format!("{path}: इसमें कोई प्रमाणपत्र नहीं पढ़ा जा सका (SSL_CERT_FILE)")
            }
            Self::Cancelled => "रोक दिया गया".to_owned(),
            Self::Unrecognised => {
                "रास्ते में कुछ ऐसा हुआ जिसे यह प्रोग्राम नहीं पहचानता; बाद में फिर कोशिश करें".to_owned()
            }
            Self::Library(why) | Self::Other(why) => why.clone(),
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn in_english(&self) -> String {
        match self {
            Self::NoSuchHost(host) => {
                format!("no such host: {host}; check the address, or the network")
            }
            Self::Refused(host) => format!("{host} refused the connection; try again later"),
            Self::Unreachable(host) => format!("{host} cannot be reached; check the network"),
            Self::NoResponse => "the server does not respond; try again later".to_owned(),
            Self::TooSlow => "the server is too slow; gave up".to_owned(),
            Self::ConnectionLost => "the connection was lost; try again later".to_owned(),
            Self::Incomplete => "the response is incomplete; try again later".to_owned(),
            Self::CertificateExpired(Some(day)) => {
                format!("the server's certificate expired on {day}")
            }
            Self::CertificateExpired(None) => "the server's certificate expired".to_owned(),
            Self::CertificateNotYetValid => {
                "the server's certificate is not valid yet; check this machine's clock".to_owned()
            }
            Self::CertificateForOtherName(host) => {
                format!("the server's certificate is not valid for {host}")
            }
            Self::CertificateUnknownIssuer => {
                "the issuer of the server's certificate is unknown (SSL_CERT_FILE can name your own authority)".to_owned()
            }
            Self::NoTls => "no secure connection (TLS) could be made".to_owned(),
            Self::TooLong(most) => format!("longer than {most} MiB; gave up"),
            Self::BadCompression => "the response could not be decompressed".to_owned(),
            Self::NotHttp => "the server's response is not HTTP".to_owned(),
            Self::Status(status) => format!("the server refused ({status})"),
            Self::NotFound => {
                "there is nothing at this address (404); it may have changed".to_owned()
            }
            Self::Gone => {
                "the publisher removed it for good (410); it will not be fetched again".to_owned()
            }
            Self::AccessDenied => "the server denied access (401 or 403)".to_owned(),
            Self::TooManyRequests => "the server asked to wait (429)".to_owned(),
            Self::ServerError(status) => {
                format!("the server has an error ({status}); it will be tried again")
            }
            Self::TooManyRedirects(count) => format!("redirected {count} times; gave up"),
            Self::BadRedirect => "redirected to something that is not an http or https address".to_owned(),
            Self::PrivateAddress(host) => format!(
                "{host} is an address of this machine or a private network; it is not opened unless you type it yourself"
            ),
            Self::NotWebAddress(address) => format!("{address} is not an http or https address"),
            Self::WebPage => {
                "a web page came instead of a feed; to look for its feed: newsreader feeds add ADDRESS".to_owned()
            }
            Self::PageWithoutFeed => {
                "the page names no feed, and there is none at the usual addresses".to_owned()
            }
            Self::PageWithPrivateFeed(feed) => format!(
                "the feed that the page names is on this machine or in a private network; to open it, type its address yourself: newsreader feeds add {feed}"
            ),
            Self::EmptyResponse => "the response is empty".to_owned(),
            Self::NotAFeed => "the response is neither RSS nor Atom nor JSON Feed".to_owned(),
            Self::Internal => internal_error(Doing::Refresh, Language::English),
            Self::NoArticle => "no story was found on the page".to_owned(),
            Self::TooCostly => {
                "it takes more processor time to read than any honest text; gave up".to_owned()
            }
            Self::DisallowedByRobots => {
                "the site does not allow programs to fetch this page (robots.txt); o opens it in the browser".to_owned()
            }
            Self::Proxy => "the proxy could not be used; check HTTPS_PROXY".to_owned(),
            Self::BadCertificateFile(path) => {
                format!("{path}: no certificate could be read in it (SSL_CERT_FILE)")
            }
            Self::Cancelled => "stopped".to_owned(),
            Self::Unrecognised => {
                "an unexpected network error; try again later".to_owned()
            }
            Self::Library(why) | Self::Other(why) => why.clone(),
        }
    }
}
