//! Messages about feeds, in Hindi.

use super::{Change, News, of_feeds};
use crate::words::number::{counted_in_hindi as counted, lakhs as grouped};

impl News {
    #[expect(clippy::too_many_lines, reason = "a table")]
    pub(super) fn in_hindi(&self) -> String {
        match self {
            Self::Nothing => "कुछ नया नहीं".to_owned(),
            Self::Brought { new, changed: 0 } => format!("{} नई", grouped(*new)),
            Self::Brought { new, changed } => {
                format!("{} नई, {} बदलीं", grouped(*new), grouped(*changed))
            }
            Self::Pages { done, of } => {
                format!("पूरे पन्ने: {} में से {}", grouped(*of), grouped(*done))
            }
            Self::Total {
                new,
                changed,
                pages,
            } => {
                let brought = match (*new, *changed) {
                    (0, 0) => "कुछ नया नहीं".to_owned(),
                    (0, changed) => {
                        let changed = counted(changed, "ख़बर बदली", "ख़बरें बदलीं");
                        format!("कुछ नया नहीं, {changed}")
                    }
                    (new, 0) => counted(new, "नई ख़बर", "नई ख़बरें"),
                    (new, changed) => {
                        let new = counted(new, "नई ख़बर", "नई ख़बरें");
                        format!("{new}, {}", counted(changed, "बदली", "बदलीं"))
                    }
                };
                match *pages {
                    0 => brought,
                    pages => format!("{brought}, {} पूरे पन्ने के साथ", grouped(pages)),
                }
            }
            Self::OfFeeds { feeds, failed, .. } if failed == feeds && *feeds > 0 => {
                Self::Unfetched {
                    failed: *failed,
                    of: *feeds,
                }
                .in_hindi()
            }
            Self::OfFeeds {
                feeds,
                unchanged,
                failed,
            } => {
                let parts = [
                    (*unchanged > 0 && unchanged < feeds)
                        .then(|| format!("{} में कुछ नया नहीं", grouped(*unchanged))),
                    (*failed > 0).then(|| counted(*failed, "नहीं मिली", "नहीं मिलीं")),
                ];
                of_feeds(format!("{} फ़ीड", grouped(*feeds)), parts)
            }
            Self::Unfetched { failed: 1, of: 1 } => "फ़ीड नहीं मिली".to_owned(),
            Self::Unfetched { failed, of } if failed == of => {
                format!("{} में से कोई फ़ीड नहीं मिली", grouped(*of))
            }
            Self::Unfetched { failed, of } => format!(
                "{} में से {}",
                grouped(*of),
                counted(*failed, "फ़ीड नहीं मिली", "फ़ीड नहीं मिलीं")
            ),
            Self::FeedsTell => "⟦feeds⟧ बताता है कि क्यों".to_owned(),
            Self::FeedNotFollowed => {
                "इस ख़बर की फ़ीड जुड़ी हुई नहीं है; ⟦refresh-all⟧ जुड़ी हुई सब फ़ीड से लाता है".to_owned()
            }
            Self::NoFeeds => {
                "अभी कोई फ़ीड नहीं; जोड़ें: newsreader feeds add पता, या चुनें: newsreader feeds starter"
                    .to_owned()
            }
            Self::NotDue(at) => {
                format!("{at} से पहले किसी फ़ीड की बारी नहीं; फिर भी लाने के लिए: newsreader sync --all")
            }
            Self::WithoutPage(1) => "1 पन्ने से ख़बर नहीं मिली, बाद में फिर कोशिश होगी".to_owned(),
            Self::WithoutPage(count) => format!(
                "{} पन्नों से ख़बर नहीं मिली, बाद में फिर कोशिश होगी",
                grouped(*count)
            ),
            Self::Waiting(count) => format!("{} की बारी अभी नहीं", grouped(*count)),
            Self::Stopped => "प्रकाशक ने हटा दी; अब नहीं पूछी जाती".to_owned(),
            Self::Subscribed(title, 0) => {
                format!("{title}: जोड़ी गई; ख़बरें लाने के लिए: newsreader sync")
            }
            Self::Subscribed(title, count) => format!(
                "{title}: जोड़ी गई, {}",
                counted(*count, "ख़बर रखी गई", "ख़बरें रखी गईं")
            ),
            Self::Known(title) => format!("{title}: पहले से जुड़ी है"),
            Self::KnownChanged(title, changes) => {
                let changes: Vec<&str> = changes.iter().map(|change| named(*change)).collect();
                format!("{title}: पहले से जुड़ी है; बदला गया: {}", changes.join(", "))
            }
            Self::ChangedToo(count) => {
                let changed = counted(*count, "बदली गई", "बदली गईं");
                format!("पहले से जुड़ी हुई फ़ीड में से {changed}")
            }
            Self::AlsoNamed(count) => format!(
                "पन्ने में {} फ़ीड और हैं; जोड़ने के लिए: newsreader feeds add पता",
                grouped(*count)
            ),
            Self::FollowedAgain(title) => format!("{title}: फिर से जुड़ गई"),
            Self::NothingRemoved => "इस बार कोई फ़ीड हटाई नहीं गई".to_owned(),
            Self::FeedChanged(title) => format!("{title}: बदल दी गई"),
            Self::NoFeedsIn(file) => format!("{file}: इसमें कोई फ़ीड नहीं; OPML सूची चाहिए"),
            Self::Exported(count, file) => {
                format!("{} {file} में लिखी गईं", counted(*count, "फ़ीड", "फ़ीड"))
            }
            Self::Left(title) => format!("{title}: हटाई गई; उसकी ख़बरें रहेंगी"),
            Self::NotFollowed(name) => {
                format!("{name}: ऐसी कोई फ़ीड जुड़ी नहीं; देखें: newsreader feeds list")
            }
            Self::Ambiguous(name, count) => {
                format!("{name}: ऐसी {count} फ़ीड हैं; पूरा पता लिखें: newsreader feeds list")
            }
            Self::Taken { new, known } => format!(
                "{}, {}",
                counted(*new, "फ़ीड जोड़ी गई", "फ़ीड जोड़ी गईं"),
                counted(*known, "पहले से थी", "पहले से थीं")
            ),
            Self::Local(address) => format!(
                "{address}: इस मशीन या निजी नेटवर्क का पता; आपकी अनुमति के बिना नहीं खोला जाता: newsreader feeds set {address} --allow-private"
            ),
            Self::LocalMore(1) => "और ऐसा 1 पता".to_owned(),
            Self::LocalMore(count) => format!("और ऐसे {} पते", grouped(*count)),
            Self::Held(address) => format!(
                "इस मशीन या निजी नेटवर्क में है, इसलिए आपकी अनुमति की राह देख रही है; अनुमति दें: newsreader feeds set {address} --allow-private"
            ),
            Self::Consent(address) => {
                format!("अनुमति देने के लिए: newsreader feeds set {address} --allow-private")
            }
            Self::PassedOver(1) => "निजी नेटवर्क की 1 फ़ीड आपकी अनुमति की राह देख रही है".to_owned(),
            Self::PassedOver(count) => format!(
                "निजी नेटवर्क की {} फ़ीड आपकी अनुमति की राह देख रही हैं",
                grouped(*count)
            ),
            Self::ListTells => "देखें: newsreader feeds list".to_owned(),
            Self::ByHttp(why) => {
                format!("https से नहीं मिली ({why}); http से मिली, जिसे रास्ते में कोई भी पढ़ सकता है")
            }
            Self::NeitherWorks { https, http } => format!("https: {https}; http: {http}"),
            Self::NeverAsked => "अभी नहीं लाई गई".to_owned(),
            Self::Asked {
                at,
                offered,
                stored,
            } => format!(
                "{at} को लाई गई · {} ख़बरें देती है, अब तक {} रखी गईं",
                grouped(*offered),
                grouped(*stored)
            ),
            Self::AskedAgain(at) => format!("अगली बार {at}"),
            Self::MovedFrom(address) => format!("पहले यहाँ थी: {address}"),
            Self::NoGroup(name) => {
                format!("{name}: ऐसा कोई समूह नहीं; देखें: newsreader feeds starter")
            }
            Self::GroupsHint => "जोड़ने के लिए: newsreader feeds add --starter समूह".to_owned(),
        }
    }
}

fn named(change: Change) -> &'static str {
    match change {
        Change::Title => "नाम",
        Change::Folder => "समूह",
        Change::FullText => "पूरे पन्ने",
    }
}
