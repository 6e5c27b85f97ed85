//! The phrases in Hindi.

use super::Phrase;
use crate::words::number::{counted_in_hindi as counted, lakhs as grouped};
use crate::words::{Language, MarkChange};
use std::borrow::Cow;

impl Phrase {
    #[expect(clippy::too_many_lines, reason = "a table")]
    pub(super) fn in_hindi(&self) -> Cow<'static, str> {
        match self {
            Self::Image => "चित्र".into(),
            Self::Video => "वीडियो".into(),
            Self::Audio => "ऑडियो".into(),
            Self::Embed => "दूसरी साइट से".into(),
            Self::File => "फ़ाइल".into(),
            Self::Comments => "टिप्पणियाँ".into(),
            Self::ReadingMinutes(minutes) => format!("पढ़ने में {minutes} मिनट").into(),
            Self::RelatedStories => "संबंधित ख़बरें".into(),
            Self::LeftOut(count, keys) => {
                let lines = counted(
                    *count,
                    "पंक्ति ख़बर का हिस्सा नहीं थी",
                    "पंक्तियाँ ख़बर का हिस्सा नहीं थीं",
                );
                let keys = keys.as_ref().map(|keys| format!(" ({keys})"));
                format!("पन्ने की {lines}{}", keys.unwrap_or_default()).into()
            }
            Self::Remark(a) => a.to_string().into(),
            Self::Opened(a) => format!("ब्राउज़र में खोला: {a}").into(),
            Self::Opening(a) => format!("ब्राउज़र में खुल रहा है: {a}").into(),
            Self::OpeningUntracked(a) => {
                format!("पीछा करने वाले अंश हटाकर खुल रहा है (⟦open-original⟧ से पूरा): {a}").into()
            }
            Self::Copied => "tmux में कॉपी हुआ; जो टर्मिनल ले, उसे भी भेजा".into(),
            Self::NotCopied => "कुछ कॉपी नहीं हुआ: टर्मिनल तक बात नहीं पहुँची".into(),
            Self::SentToClipboard => "टर्मिनल को भेजा, उसके क्लिपबोर्ड के लिए".into(),
            Self::Measuring => "टर्मिनल नापा जा रहा है".into(),
            Self::Measured(a, b) => format!("टर्मिनल नाप लिया: {b} में से {a} अक्षर नियम से").into(),
            Self::NoPrint => {
                "यह टर्मिनल चित्र नहीं दिखाता; अक्षर टर्मिनल के ही रहेंगे (newsreader doctor)".into()
            }
            Self::NoPrintInTmux => {
                "tmux चित्र आगे नहीं भेजता; अक्षर टर्मिनल के ही रहेंगे (newsreader doctor)".into()
            }
            Self::PrintAwaited => {
                "कनेक्शन धीमा है: टर्मिनल का जवाब आते ही छपाई जैसे अक्षर दिखेंगे".into()
            }
            Self::PrintNeedsGround => {
                "पृष्ठभूमि गहरी है या हल्की? :set theme dark या light लिखें, तब छपाई जैसे अक्षर दिखेंगे".into()
            }
            Self::PrintUnanswered => {
                "टर्मिनल ने जवाब नहीं दिया; ⟦measure-widths⟧ से फिर पूछें, या --print kitty या sixel से शुरू करें".into()
            }
            Self::TooSlowForPrint(a) => {
                format!("कनेक्शन धीमा है (हर पन्ना {a} ms), इसलिए टर्मिनल के अक्षर; ⟦toggle-print⟧ से फिर छपाई").into()
            }
            Self::NoFontFor(n) => format!("{n} अक्षरों का फ़ॉन्ट यहाँ नहीं है; उनके शब्द टर्मिनल के अक्षरों में रहेंगे").into(),
            Self::NoParagraph => "यहाँ कोई अनुच्छेद नहीं; ⟦open⟧ से ख़बर खोलें".into(),
            Self::NotMeasured => "टर्मिनल ने जवाब नहीं दिया; नाम से अनुमान लगाया".into(),
            Self::Advised(advice) => advice.say(Language::Hindi).into(),
            Self::NoRemarks => "अभी तक कुछ नहीं कहा गया".into(),
            Self::OnePane => "इस चौड़ाई में सूची या ख़बर में से एक ही दिखती है; ⟦open⟧ से ख़बर खोलें".into(),
            Self::NothingBehind => "पीछे कुछ नहीं है; ⟦close⟧ से बाहर".into(),
            Self::NothingAhead => "आगे कुछ नहीं है".into(),
            Self::OpenFirst => "पहले ⟦open⟧ से ख़बर खोलें".into(),
            Self::NoStories => "यहाँ कोई ख़बर नहीं है".into(),
            Self::NoMoreLinks => "और कोई कड़ी नहीं है".into(),
            Self::NothingToPick => "यहाँ खोलने लायक़ कुछ नहीं है".into(),
            Self::NothingLeftOut => "पन्ने से कुछ नहीं छोड़ा गया".into(),
            Self::LastStory => "यह आख़िरी ख़बर है".into(),
            Self::LoadingRows => "सूची का अगला हिस्सा लाया जा रहा है …".into(),
            Self::Marking => "पूरी सूची पढ़ी हुई की जा रही है …".into(),
            Self::FirstStory => "यह पहली ख़बर है".into(),
            Self::NoHits => "कहीं नहीं मिला".into(),
            Self::MarksAlready(change) => match change {
                MarkChange::Read => "पहले से पढ़ी हुई है".into(),
                MarkChange::Unread => "पहले से अनपढ़ी है".into(),
                MarkChange::Star => "तारा पहले से लगा है".into(),
                MarkChange::Unstar => "तारा लगा ही नहीं है".into(),
            },
            Self::Removing => "हटाई जा रही हैं …".into(),
            Self::Removed(0, 0) => "कोई ख़बर नहीं मिली, इसलिए कुछ नहीं हटा".into(),
            Self::Removed(0, kept) => {
                format!("कुछ नहीं हटा; तारे वाली {} रहीं", grouped(*kept)).into()
            }
            Self::Removed(count, kept) => {
                let kept = match kept {
                    0 => String::new(),
                    kept => format!(", तारे वाली {} रहीं", grouped(*kept)),
                };
                let count = counted(*count, "ख़बर हटी", "ख़बरें हटीं");
                format!("{count}{kept}; ⟦undo⟧ से वापस").into()
            }
            Self::BringingBack => "वापस लाई जा रही हैं …".into(),
            Self::BroughtBack(count) => {
                counted(*count, "ख़बर वापस आई", "ख़बरें वापस आईं").into()
            }
            Self::RemoveStories(count, kept) => {
                let kept = match kept {
                    0 => String::new(),
                    kept => format!(" तारे वाली {} रहेंगी।", grouped(*kept)),
                };
                let count = counted(*count, "ख़बर", "ख़बरें");
                format!("संग्रह से {count} हटाएँ?{kept}").into()
            }
            Self::MoreStories(count) => format!("… और {}", grouped(*count)).into(),
            Self::RemoveTitle => "ख़बरें हटाना".into(),
            Self::RemoveKeys => "⟦open⟧ हटाएँ   ⟦back⟧ रहने दें".into(),
            Self::Sorted(order) => order.say(Language::Hindi).into(),
            Self::NoSuchOrder(a) => {
                format!("“{a}” कोई क्रम नहीं: newest, oldest, best, source या length").into()
            }
            Self::BestNeedsWords => "सबसे मेल खाती पहले: यह क्रम शब्दों की खोज में ही होता है".into(),
            Self::ReadHidden => "पढ़ी हुई छिपी हैं; ⟦hide-read⟧ से दिखेंगी".into(),
            Self::ReadShown => "पढ़ी हुई भी दिख रही हैं".into(),
            Self::HiddenStories(count) => format!("{} छिपी", grouped(*count)).into(),
            Self::OnlyInList => "यह सूची में चलता है; वहाँ ⟦back⟧ से पहुँचें".into(),
            Self::NoUnread => "उधर कोई अनपढ़ी ख़बर नहीं है".into(),
            Self::UnboundKey(a) => format!("{a} का यहाँ कोई काम नहीं; ⟦help⟧ से सब कुंजियाँ").into(),
            Self::BoundElsewhere(a, table) => {
                format!("{a} का काम केवल {} है; ⟦help⟧ से सब कुंजियाँ", table.say(Language::Hindi)).into()
            }
            Self::UnboundInBox(a) => format!("{a} का इस बॉक्स में कोई काम नहीं; ⟦search⟧ से छाँटें").into(),
            Self::NothingMatches => "कुछ नहीं मिला; ⟦back⟧ से सब दिखाएँ".into(),
            Self::MoreKeys(count) => format!("… {count} और").into(),
            Self::CommandLineKeys => "Tab पूरा करें   ↑ पहले वाले   Enter चलाएँ   Esc छोड़ें".into(),
            Self::WrongCall(fault) => fault.say(Language::Hindi).into(),
            Self::RangeNotUnderstood(fault) => {
                format!("कुछ नहीं बदला गया: {}", fault.why(Language::Hindi)).into()
            }
            Self::RangeWithoutPage(count) => {
                format!("{} मिलीं, पर किसी का वेब पता नहीं", counted(*count, "ख़बर", "ख़बरें")).into()
            }
            Self::RangeEmpty => "ऐसी कोई ख़बर नहीं मिली".into(),
            Self::OpeningPages(count) => {
                format!("{} खोले जा रहे हैं", counted(*count, "पन्ना", "पन्ने")).into()
            }
            Self::OpenPages(count) => {
                format!("{} ब्राउज़र में खोलें?", counted(*count, "पन्ना", "पन्ने")).into()
            }
            Self::ConfirmTitle => "बहुत पन्ने".into(),
            Self::ConfirmKeys => "⟦open⟧ खोलें   ⟦back⟧ रहने दें".into(),
            Self::MarksChanged(change, count) => {
                change.say(&counted(*count, "ख़बर", "ख़बरें"), Language::Hindi).into()
            }
            Self::SettingIs(name, value) => format!("{name} = {value}").into(),
            Self::SettingSet(name, value) => format!("अब से, इस बार के लिए: {name} = {value}").into(),
            Self::ThemeSet(name) => format!("इस बार के लिए theme = \"{name}\"; हमेशा के लिए यही पंक्ति config.toml में लिखें").into(),
            Self::WrongSetting(fault) => fault.say(Language::Hindi).into(),
            Self::SettingAtStart(name) => {
                format!("{name} कार्यक्रम के शुरू में ही माना जाता है; इसे config.toml में लिखें").into()
            }
            Self::ConfigurationFaults(count, first) => {
                format!("सेटिंग में {count} ग़लतियाँ (⟦messages⟧ से सब): {first}").into()
            }
            Self::ConfigurationRead(changed, later) => {
                let changed = match changed.as_slice() {
                    [] => "सेटिंग फिर पढ़ ली गईं".to_owned(),
                    changed => format!("नई सेटिंग लागू: {}", changed.join(", ")),
                };
                match later.as_slice() {
                    [] => changed.into(),
                    later => format!("{changed}; अगली शुरुआत से: {}", later.join(", ")).into(),
                }
            }
            Self::NoSetting => "कौन सी सेटिंग? जैसे :set measure 72; Tab से सब नाम".into(),
            Self::EscCancels => "Esc: रहने दें".into(),
            Self::NarrowKeys => "Enter रखें   Esc सब दिखाएँ".into(),
            Self::ImagesKeys => "⟦open⟧ खोलें   ⟦search⟧ छाँटें   ⟦back⟧ वापस".into(),
            Self::LinesKeys => "⟦search⟧ छाँटें   ⟦back⟧ बंद करें".into(),
            Self::NoSuchLetter => "यह अक्षर किसी कड़ी पर नहीं है".into(),
            Self::NoLinks => "इस लेख में कोई कड़ी नहीं है".into(),
            Self::SelectFirst => "पहले ⟦next-stop⟧ से कड़ी चुनें".into(),
            Self::NotHere(a) => format!("यह ख़बर यहाँ नहीं है: {a}").into(),
            Self::SameStory => "यही ख़बर खुली है".into(),
            Self::NotAnAddress(a) => format!("यह वेब पता नहीं है: {a}").into(),
            Self::NoPage => "इस ख़बर का कोई पता नहीं दिया गया".into(),
            Self::NoImages => "इस ख़बर में कोई चित्र नहीं है".into(),
            Self::AllStories => "सभी ख़बरें".into(),
            Self::BundledStories => "साथ आई ख़बरें".into(),
            Self::Unread(a) => format!("{} अनपढ़ी", grouped(*a)).into(),
            Self::SearchHint => "खोजें".into(),
            Self::HelpHint => "मदद".into(),
            Self::SelectHint => "चुनें".into(),
            Self::ReadHint => "पढ़ें".into(),
            Self::UnboundInView(a) => format!("{a} का यहाँ कोई काम नहीं; ⟦back⟧ से वापस जाएँ").into(),
            Self::KeysInView => "←→ स्तंभ, ⟦top⟧ ⟦bottom⟧ सिरे, ⟦next-hit-or-unread⟧ ⟦previous-hit⟧ नतीजे, 20↓ गिनकर".into(),
            Self::ScrollHint => "सरकाएँ".into(),
            Self::OpensImage(a) => format!("{a} से खोलें").into(),
            Self::EnlargeHint => "बड़ा देखें".into(),
            Self::CopyHint => "कॉपी करें".into(),
            Self::BackHint => "वापस".into(),
            Self::LinksHint => "कड़ियाँ".into(),
            Self::RelatedHint => "संबंधित".into(),
            Self::PageHint => "पन्ना".into(),
            Self::ImageHint => "चित्र".into(),
            Self::CloseHint => "बाहर".into(),
            Self::WholeListHint => "पूरी सूची".into(),
            Self::EndSearchHint => "खोज बंद".into(),
            Self::TooSmall => "टर्मिनल बहुत छोटा है".into(),
            Self::ReadingInput => "पढ़ा जा रहा है".into(),
            Self::NothingFound => "कोई ख़बर नहीं मिली; ⟦back⟧ से सब दिखाएँ".into(),
            Self::NothingToRead => "यहाँ पढ़ने को कुछ नहीं मिला; ⟦close⟧ से बाहर".into(),
            Self::Loading => "लेख पढ़ा जा रहा है …".into(),
            Self::HelpTitle => "कुंजियाँ".into(),
            Self::RemarksTitle => "संदेश".into(),
            Self::ImagesTitle => "चित्र".into(),
            Self::AddressTitle => "पता".into(),
            Self::NoBrowser => "कोई ब्राउज़र शुरू नहीं हो सका; ⟦copy⟧ से पता कॉपी करें".into(),
            Self::OfferTitle => "यह ख़बर यहाँ नहीं है".into(),
            Self::OfferClosest => "सबसे मिलती-जुलती ख़बर:".into(),
            Self::OfferKeys => "⟦open⟧ पढ़ें   ⟦back⟧ वापस".into(),
            Self::NoTerminal => "मानक आउटपुट टर्मिनल नहीं है; ऐसे देखें: newsreader show PATH".into(),
            Self::DumbTerminal => {
                "यह टर्मिनल (TERM=dumb) केवल पंक्तियाँ दिखाता है; ऐसे देखें: newsreader show PATH".into()
            }
            Self::NoSuchFile => "ऐसी कोई फ़ाइल या आदेश नहीं है; आदेशों की सूची: newsreader --help".into(),
            Self::CloseKeys => "⟦back⟧ बंद करें".into(),
            Self::NoRelated(_, 0) => "इस ख़बर के साथ कोई संबंधित ख़बर नहीं है".into(),
            Self::NoRelated(a, 1) => format!("संबंधित ख़बर {a} नहीं है; केवल 1 है").into(),
            Self::NoRelated(a, b) => format!("संबंधित ख़बर {a} नहीं है; कुल {b} हैं").into(),
            Self::NoLink(_, 0) => "इस लेख में कोई कड़ी नहीं है".into(),
            Self::NoLink(a, 1) => format!("कड़ी {a} नहीं है; केवल 1 है").into(),
            Self::NoLink(a, b) => format!("कड़ी {a} नहीं है; कुल {b} हैं").into(),
            Self::ToldElsewhere => "यही ख़बर, दूसरे स्रोत से".into(),
            Self::Sources(count) => format!("{count} स्रोत").into(),
            Self::OnlyInLibrary => {
                "यह अपने संग्रह में ही होता है; बिना फ़ाइल के newsreader चलाएँ, या ⟦keep⟧ से ख़बर रखें".into()
            }
            Self::FiltersInstead => "संग्रह नहीं है: केवल यह सूची छँटेगी".into(),
            Self::MarkedRead(count) => {
                let stories = counted(*count, "ख़बर पढ़ी हुई", "ख़बरें पढ़ी हुईं");
                format!("{stories}; ⟦undo⟧ से वापस").into()
            }
            Self::AllReadAlready => "ये सब पहले से पढ़ी हुई हैं".into(),
            Self::Undone(count) => counted(*count, "ख़बर पहले जैसी", "ख़बरें पहले जैसी").into(),
            Self::NothingToUndo => "वापस लेने को कुछ नहीं है".into(),
            Self::StoryKept => "ख़बर संग्रह में रख ली".into(),
            Self::SearchKept(query) => format!("खोज सूचियों (⟦lists⟧) में रख ली: {query}").into(),
            Self::SearchForgotten(name) => {
                format!("सूचियों से हटाई: {name}; ⟦undo⟧ से वापस").into()
            }
            Self::SearchRenamed(name) => format!("नया नाम: {name}").into(),
            Self::SearchMoved(place) => format!("आपकी खोजों में अब नंबर {place}").into(),
            Self::NoSuchPlace(a) => format!("“{a}” जगह का नंबर नहीं, जैसे 1").into(),
            Self::NotKept => "नाम और जगह रखी हुई खोज की ही होती है; ⟦keep⟧ से खोज रखें".into(),
            Self::KeptAlready => "यह ख़बर संग्रह में ही है".into(),
            Self::NotUnderstood(fault) => fault.say(Language::Hindi).into(),
            Self::NothingUnderstood(fault) => fault.why(Language::Hindi).into(),
            Self::OnlySomeWords => "किसी ख़बर में ये सब शब्द नहीं; इनमें कुछ हैं".into(),
            Self::Lists => "सूचियाँ".into(),
            Self::ListKeys => "⟦open⟧ दिखाएँ   ⟦search⟧ छाँटें   ⟦undo⟧ लौटाएँ   ⟦back⟧ वापस".into(),
            Self::SavedListKeys => "⟦open⟧ दिखाएँ   ⟦search⟧ छाँटें   ⟦edit-feed⟧ नाम दें   ⟦remove-feed⟧ हटाएँ   ⟦next-story⟧ ⟦previous-story⟧ जगह बदलें   ⟦undo⟧ लौटाएँ   ⟦back⟧ वापस".into(),
            Self::UnreadStories => "अनपढ़ी ख़बरें".into(),
            Self::StarredStories => "तारे वाली ख़बरें".into(),
            Self::Section(name) => format!("खंड: {name}").into(),
            Self::Tagged(name) => format!("विषय: {name}").into(),
            Self::Publisher(name) => format!("स्रोत: {name}").into(),
            Self::Folder(name) => format!("समूह: {name}").into(),
            Self::Feed(name) => format!("फ़ीड: {name}").into(),
            Self::Account(name) => format!("खाता: {name}").into(),
            Self::SavedSearch(query) => format!("खोज: {query}").into(),
            Self::Recovered(aside, stories, 0) => format!(
                "संग्रह की फ़ाइल ख़राब थी; {}, पुरानी फ़ाइल यहाँ है: {aside}",
                counted(*stories, "ख़बर बचा ली गई", "ख़बरें बचा ली गईं")
            )
            .into(),
            Self::Recovered(aside, stories, awaited) => format!(
                "संग्रह की फ़ाइल ख़राब थी; {}, और {} के निशान, जो दोबारा आने पर लौट आएँगे; पुरानी फ़ाइल यहाँ है: {aside}",
                counted(*stories, "ख़बर बचा ली गई", "ख़बरें बचा ली गईं"),
                counted(*awaited, "दूसरी ख़बर", "दूसरी ख़बरों")
            )
            .into(),
            Self::ReadMarksLost(count) => format!(
                "ख़राबी के कारण {} के बारे में पता नहीं चला कि वे पढ़ी जा चुकी थीं या नहीं; कुछ फिर अनपढ़ी दिख सकती हैं",
                counted(*count, "ख़बर", "ख़बरों")
            )
            .into(),
            Self::Refreshed(said) => said.to_string().into(),
            Self::RefreshStopped => "रोक दिया; जो आ चुका वह संग्रह में है".into(),
            Self::NoFeed => "यह ख़बर किसी स्रोत से नहीं आई; ⟦refresh-all⟧ सब स्रोतों से लाता है".into(),
            Self::FeedsTitle => "स्रोत".into(),
            Self::FeedsKeys => "⟦open⟧ ख़बरें   ⟦add-feed⟧ जोड़ें   ⟦edit-feed⟧ बदलें   ⟦remove-feed⟧ हटाएँ   ⟦refresh⟧ ताज़ा करें   ⟦topics⟧ विषय   ⟦undo⟧ लौटाएँ   ⟦back⟧ वापस".into(),
            Self::FeedRemoved(said) => format!("{said}; ⟦undo⟧ से वापस").into(),
            Self::NoFeedsYet => "कोई फ़ीड नहीं: ⟦add-feed⟧ से जोड़ें, ⟦topics⟧ से विषय चुनें".into(),
            Self::FeedKeys => "⟦open⟧ बदलें   ⟦back⟧ स्रोतों पर वापस".into(),
            Self::FeedTitle => "नाम".into(),
            Self::FeedFolder => "फ़ोल्डर".into(),
            Self::FeedPages => "पूरा पाठ".into(),
            Self::FeedAddress => "पता".into(),
            Self::PagesNever => "कभी नहीं, जितना फ़ीड दे".into(),
            Self::PagesOnOpen => "जब ख़बर खोली जाए".into(),
            Self::PagesAlways => "ख़बर आते ही, ताकि बिना नेट के पढ़ी जा सके".into(),
            Self::FeedOffersTitle => "इस पन्ने की फ़ीड".into(),
            Self::FeedOffersKeys => "⟦open⟧ जोड़ें   ⟦search⟧ छाँटें   ⟦back⟧ कोई नहीं".into(),
            Self::InputKeys => "Enter रखें   Esc पहले जैसा रहने दें".into(),
            Self::LookingForFeed(a) => format!("{a} की फ़ीड खोजी जा रही है …").into(),
            Self::InFeedsOnly => "यह स्रोतों की सूची में चलता है: ⟦feeds⟧".into(),
            Self::StarterTitle => "किन स्रोतों से ख़बरें आएँ?".into(),
            Self::StarterKeys => "⟦page-down⟧ चुनें   ⟦open⟧ लाएँ   ⟦search⟧ छाँटें   ⟦back⟧ वापस".into(),
            Self::StarterWhy => {
                "चुने हुए समूहों के स्रोत जोड़े जाएँगे और उनकी ख़बरें पूरी लाई जाएँगी। जब तक आप न चुनें, कुछ नहीं मँगाया जाता।"
                    .into()
            }
            Self::Welcome => "आज की ख़बरें लाएँ".into(),
            Self::NewStories(count) => format!("{} नई", grouped(*count)).into(),
            Self::NothingChosen => "कोई समूह नहीं चुना गया; ⟦page-down⟧ से चुनें".into(),
            Self::RefreshHint => "ताज़ा करें".into(),
            Self::EmptyLibrary => "संग्रह में अभी कोई ख़बर नहीं है; ⟦refresh-all⟧ से आज की ख़बरें लाएँ".into(),
            Self::Hit(a, b) => format!("नतीजा {a}/{b}").into(),
            Self::HitFromEnd(a, b) => format!("नतीजा {a}/{b}, अंत के बाद फिर शुरू से").into(),
            Self::HitFromTop(a, b) => format!("नतीजा {a}/{b}, शुरू के बाद फिर अंत से").into(),
        }
    }
}
