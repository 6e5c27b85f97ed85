//! The phrases, each in every language.

use super::{Advice, Language, grouped};
use std::borrow::Cow;

/// Something that the interface says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Phrase {
    /// The kind of a card that stands for a picture.
    Image,
    /// How long a story takes to read, in minutes.
    ReadingMinutes(usize),
    /// The heading above the stories that a story offers.
    RelatedStories,
    /// How many lines of the page are not the story.
    LeftOut(usize),
    /// A remark on the input, as it is.
    Remark(String),
    /// The browser was started.
    Opened(String),
    /// The browser is about to be started.
    Opening(String),
    /// Words are on the clipboard.
    Copied,
    /// The terminal is being measured.
    Measuring,
    /// The terminal was measured: so many answers fit the rules, of so many.
    Measured(usize, usize),
    /// The terminal does not say where its cursor stands.
    NotMeasured,
    /// The terminal shows no pictures.
    NoPrint,
    /// The line to the terminal is too slow for print.
    TooSlowForPrint,
    /// So many letters have no font.
    NoFontFor(usize),
    /// There is no paragraph to copy.
    NoParagraph,
    /// What surrounds the program spoils something.
    Advised(Advice),
    /// There was nothing to say about the input.
    NoRemarks,
    /// There is no other pane on the screen.
    OnePane,
    /// There is no way back.
    NothingBehind,
    /// There is no way forward.
    NothingAhead,
    /// The key needs an open story.
    OpenFirst,
    /// There is nothing to open.
    NoStories,
    /// There is no further link.
    NoMoreLinks,
    /// Nothing in sight can be opened.
    NothingToPick,
    /// All of the page is the story.
    NothingLeftOut,
    /// There is no story after this one.
    LastStory,
    /// Older stories are read before what was asked for can be done.
    ReadingOlder,
    /// There is no story before this one.
    FirstStory,
    /// What is searched for is not there.
    NoHits,
    /// There is no unread story there.
    NoUnread,
    /// A key that does nothing.
    UnboundKey(String),
    /// A letter that stands on nothing.
    NoSuchLetter,
    /// The article leads nowhere.
    NoLinks,
    /// Nothing is selected.
    SelectFirst,
    /// A related story is not here.
    NotHere(String),
    /// A related story is the open one.
    SameStory,
    /// Something that no browser may be asked to open.
    NotAnAddress(String),
    /// A story without an address.
    NoPage,
    /// A story without images.
    NoImages,
    /// The name of the list of all stories.
    AllStories,
    /// The name of the list of the bundled stories.
    BundledStories,
    /// How many stories are unread.
    Unread(usize),
    /// What the search key does.
    SearchHint,
    /// What the help key does.
    HelpHint,
    /// What the arrows do.
    SelectHint,
    /// What Enter does in a list.
    ReadHint,
    /// What the arrows do in an article.
    ScrollHint,
    /// What Esc does.
    BackHint,
    /// What Tab does in an article.
    LinksHint,
    /// What digits do.
    RelatedHint,
    /// What `o` does.
    PageHint,
    /// What `i` does.
    ImageHint,
    /// What `q` does.
    CloseHint,
    /// The screen is too small for anything else.
    TooSmall,
    /// The input is being read.
    ReadingInput,
    /// The filter fits no story.
    NothingFound,
    /// There are no stories.
    NothingToRead,
    /// An article is being read.
    Loading,
    /// The title of the help screen.
    HelpTitle,
    /// The title of the list of remarks.
    RemarksTitle,
    /// The title of the list of images.
    ImagesTitle,
    /// The title of a box with an address.
    AddressTitle,
    /// No browser could be started.
    NoBrowser,
    /// The title of the box that offers a story.
    OfferTitle,
    /// The sentence before the closest story.
    OfferClosest,
    /// The keys of the box that offers a story.
    OfferKeys,
    /// The keys of a box.
    CloseKeys,
    /// Standard output is not a terminal.
    NoTerminal,
    /// A path that leads nowhere.
    NoSuchFile,
    /// A related story that is not there, and how many there are.
    NoRelated(usize, usize),
    /// A link that is not there, and how many there are.
    NoLink(usize, usize),
    /// Another publisher tells the same story.
    ToldBy(Option<String>),
    /// How many publishers tell a story.
    Sources(u16),
    /// The key needs a library.
    OnlyInLibrary,
    /// So many stories were marked as read.
    MarkedRead(usize),
    /// The marks of so many stories are as they were.
    Undone(usize),
    /// No mark was changed.
    NothingToUndo,
    /// A story was put into the library.
    StoryKept,
    /// A search was kept as a list.
    SearchKept(String),
    /// The story is in the library.
    KeptAlready,
    /// A part of a question that means nothing.
    NotUnderstood(String),
    /// The title of the box of lists.
    Lists,
    /// The keys of the box of lists.
    ListKeys,
    /// The name of the list of unread stories.
    UnreadStories,
    /// The name of the list of starred stories.
    StarredStories,
    /// The name of a list of one section.
    Section(String),
    /// The name of a list of one keyword.
    Tagged(String),
    /// The name of a list of one publisher.
    Publisher(String),
    /// The name of a list that is a search.
    SavedSearch(String),
    /// The library was damaged: where the damaged file lies, and how many stories were read of it.
    Recovered(String, usize),
    /// What is said of a refresh that ended.
    Refreshed(String),
    /// A refresh was broken off.
    RefreshStopped,
    /// The story came from no feed.
    NoFeed,
    /// The title of the box of feeds.
    FeedsTitle,
    /// The keys of the box of feeds.
    FeedsKeys,
    /// The title of the box of the starter pack.
    StarterTitle,
    /// The keys of the box of the starter pack.
    StarterKeys,
    /// What the starter pack is, and what choosing does.
    StarterWhy,
    /// How the first start goes on: the key that fetches news.
    Welcome,
    /// So many new stories in a refresh that goes on.
    NewStories(usize),
    /// Nothing was chosen.
    NothingChosen,
    /// What `R` does.
    RefreshHint,
    /// There is no story in the library.
    EmptyLibrary,
    /// Which of how many hits the page shows.
    Hit(usize, usize),
}

impl Phrase {
    /// Returns the phrase in `language`.
    pub fn say(&self, language: Language) -> Cow<'static, str> {
        match language {
            Language::Hindi => self.in_hindi(),
            Language::English => self.in_english(),
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn in_hindi(&self) -> Cow<'static, str> {
        match self {
            Self::Image => "चित्र".into(),
            Self::ReadingMinutes(minutes) => format!("पढ़ने में {minutes} मिनट").into(),
            Self::RelatedStories => "संबंधित ख़बरें".into(),
            Self::LeftOut(count) => {
                format!("पन्ने की {} पंक्तियाँ ख़बर का हिस्सा नहीं थीं (x)", grouped(*count)).into()
            }
            Self::Remark(a) => a.clone().into(),
            Self::Opened(a) => format!("ब्राउज़र में खोला: {a}").into(),
            Self::Opening(a) => format!("ब्राउज़र में खुल रहा है: {a}").into(),
            Self::Copied => "कॉपी हो गया".into(),
            Self::Measuring => "टर्मिनल नापा जा रहा है".into(),
            Self::Measured(a, b) => format!("टर्मिनल नाप लिया: {b} में से {a} अक्षर नियम से").into(),
            Self::NoPrint => {
                "यह टर्मिनल चित्र नहीं दिखाता; अक्षर टर्मिनल के ही रहेंगे (newsreader doctor)".into()
            }
            Self::TooSlowForPrint => {
                "टर्मिनल तक का रास्ता चित्रों के लिए धीमा है, इसलिए टर्मिनल के अक्षर; P से फिर छपाई".into()
            }
            Self::NoFontFor(n) => format!("{n} अक्षरों का फ़ॉन्ट यहाँ नहीं है; P से टर्मिनल के अक्षर").into(),
            Self::NoParagraph => "यहाँ कोई अनुच्छेद नहीं; Enter से ख़बर खोलें".into(),
            Self::NotMeasured => "टर्मिनल ने जवाब नहीं दिया; नाम से अनुमान लगाया".into(),
            Self::Advised(advice) => advice.say(Language::Hindi).into(),
            Self::NoRemarks => "सब कुछ बिना किसी टिप्पणी के पढ़ा गया".into(),
            Self::OnePane => "इस चौड़ाई में एक ही खाना दिखता है; Enter से ख़बर खोलें".into(),
            Self::NothingBehind => "पीछे कुछ नहीं है; q से बाहर".into(),
            Self::NothingAhead => "आगे कुछ नहीं है".into(),
            Self::OpenFirst => "पहले Enter से ख़बर खोलें".into(),
            Self::NoStories => "यहाँ कोई ख़बर नहीं है".into(),
            Self::NoMoreLinks => "और कोई कड़ी नहीं है".into(),
            Self::NothingToPick => "यहाँ खोलने लायक़ कुछ नहीं है".into(),
            Self::NothingLeftOut => "पन्ने से कुछ नहीं छोड़ा गया".into(),
            Self::LastStory => "यह आख़िरी ख़बर है".into(),
            Self::ReadingOlder => "पुरानी ख़बरें लाई जा रही हैं …".into(),
            Self::FirstStory => "यह पहली ख़बर है".into(),
            Self::NoHits => "कहीं नहीं मिला".into(),
            Self::NoUnread => "उधर कोई अनपढ़ी ख़बर नहीं है".into(),
            Self::UnboundKey(a) => format!("{a} का यहाँ कोई काम नहीं; ? से सब कुंजियाँ").into(),
            Self::NoSuchLetter => "यह अक्षर किसी कड़ी पर नहीं है".into(),
            Self::NoLinks => "इस लेख में कोई कड़ी नहीं है".into(),
            Self::SelectFirst => "पहले Tab से कड़ी चुनें".into(),
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
            Self::ScrollHint => "सरकाएँ".into(),
            Self::BackHint => "वापस".into(),
            Self::LinksHint => "कड़ियाँ".into(),
            Self::RelatedHint => "संबंधित".into(),
            Self::PageHint => "पन्ना".into(),
            Self::ImageHint => "चित्र".into(),
            Self::CloseHint => "बाहर".into(),
            Self::TooSmall => "टर्मिनल बहुत छोटा है".into(),
            Self::ReadingInput => "पढ़ा जा रहा है".into(),
            Self::NothingFound => "कोई ख़बर नहीं मिली; Esc से सब दिखाएँ".into(),
            Self::NothingToRead => "यहाँ पढ़ने को कुछ नहीं मिला; q से बाहर".into(),
            Self::Loading => "लेख पढ़ा जा रहा है …".into(),
            Self::HelpTitle => "कुंजियाँ".into(),
            Self::RemarksTitle => "टिप्पणियाँ".into(),
            Self::ImagesTitle => "चित्र".into(),
            Self::AddressTitle => "पता".into(),
            Self::NoBrowser => "कोई ब्राउज़र शुरू नहीं हो सका; y से पता कॉपी करें".into(),
            Self::OfferTitle => "यह ख़बर यहाँ नहीं है".into(),
            Self::OfferClosest => "सबसे मिलती-जुलती ख़बर:".into(),
            Self::OfferKeys => "Enter पढ़ें   Esc वापस".into(),
            Self::NoTerminal => "मानक आउटपुट टर्मिनल नहीं है; ऐसे देखें: newsreader show PATH".into(),
            Self::NoSuchFile => "ऐसी कोई फ़ाइल नहीं है".into(),
            Self::CloseKeys => "Esc बंद करें".into(),
            Self::NoRelated(a, b) => format!("संबंधित ख़बर {a} नहीं है; कुल {b} हैं").into(),
            Self::NoLink(a, b) => format!("कड़ी {a} नहीं है; कुल {b} हैं").into(),
            Self::ToldBy(Some(source)) => format!("यही ख़बर: {source}").into(),
            Self::ToldBy(None) => "यही ख़बर, दूसरे स्रोत से".into(),
            Self::Sources(count) => format!("{count} स्रोत").into(),
            Self::OnlyInLibrary => {
                "यह अपने संग्रह में ही होता है; बिना फ़ाइल के newsreader चलाएँ, या w से ख़बर रखें".into()
            }
            Self::MarkedRead(count) => format!("{} ख़बरें पढ़ी हुईं; u से वापस", grouped(*count)).into(),
            Self::Undone(count) => format!("{} ख़बरें पहले जैसी", grouped(*count)).into(),
            Self::NothingToUndo => "वापस लेने को कुछ नहीं है".into(),
            Self::StoryKept => "ख़बर संग्रह में रख ली".into(),
            Self::SearchKept(query) => format!("खोज सूचियों (v) में रख ली: {query}").into(),
            Self::KeptAlready => "यह ख़बर संग्रह में ही है".into(),
            Self::NotUnderstood(part) => format!("समझ में नहीं आया, छोड़ दिया: {part}").into(),
            Self::Lists => "सूचियाँ".into(),
            Self::ListKeys => "Enter दिखाएँ   x हटाएँ   Esc वापस".into(),
            Self::UnreadStories => "अनपढ़ी ख़बरें".into(),
            Self::StarredStories => "तारे वाली ख़बरें".into(),
            Self::Section(name) => format!("खंड: {name}").into(),
            Self::Tagged(name) => format!("विषय: {name}").into(),
            Self::Publisher(name) => format!("स्रोत: {name}").into(),
            Self::SavedSearch(query) => format!("खोज: {query}").into(),
            Self::Recovered(aside, stories) => format!(
                "संग्रह की फ़ाइल ख़राब थी; {} ख़बरें बचा ली गईं, पुरानी फ़ाइल यहाँ है: {aside}",
                grouped(*stories)
            )
            .into(),
            Self::Refreshed(said) => said.clone().into(),
            Self::RefreshStopped => "रोक दिया; जो आ चुका वह संग्रह में है".into(),
            Self::NoFeed => "यह ख़बर किसी स्रोत से नहीं आई; R सब स्रोतों से लाता है".into(),
            Self::FeedsTitle => "स्रोत".into(),
            Self::FeedsKeys => "Enter ख़बरें   r ताज़ा करें   Esc वापस".into(),
            Self::StarterTitle => "किन स्रोतों से ख़बरें आएँ?".into(),
            Self::StarterKeys => "Space चुनें   Enter लाएँ   Esc वापस".into(),
            Self::StarterWhy => {
                "चुने हुए समूहों के स्रोत जोड़े जाएँगे और उनकी ख़बरें पूरी लाई जाएँगी। अभी तक कुछ नहीं मँगाया गया।"
                    .into()
            }
            Self::Welcome => "R दबाएँ: आज की ख़बरें लाने के लिए स्रोत चुनें".into(),
            Self::NewStories(count) => format!("{} नई", grouped(*count)).into(),
            Self::NothingChosen => "कोई समूह नहीं चुना गया; Space से चुनें".into(),
            Self::RefreshHint => "ताज़ा करें".into(),
            Self::EmptyLibrary => "संग्रह में अभी कोई ख़बर नहीं है; R से आज की ख़बरें लाएँ".into(),
            Self::Hit(a, b) => format!("मिलान {a}/{b}").into(),
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn in_english(&self) -> Cow<'static, str> {
        match self {
            Self::Image => "image".into(),
            Self::ReadingMinutes(minutes) => format!("{minutes} min read").into(),
            Self::RelatedStories => "Related stories".into(),
            Self::LeftOut(1) => "1 line of the page was not the story (x)".into(),
            Self::LeftOut(count) => format!(
                "{} lines of the page were not the story (x)",
                grouped(*count)
            )
            .into(),
            Self::Remark(a) => a.clone().into(),
            Self::Opened(a) => format!("opened in the browser: {a}").into(),
            Self::Opening(a) => format!("opening in the browser: {a}").into(),
            Self::Copied => "copied".into(),
            Self::Measuring => "measuring the terminal".into(),
            Self::Measured(a, b) => format!("measured: {a} of {b} letters follow the rules").into(),
            Self::NoPrint => {
                "this terminal shows no pictures; its own letters stay (newsreader doctor)".into()
            }
            Self::TooSlowForPrint => {
                "the line is slow for pictures, so these are the terminal's letters; P for print"
                    .into()
            }
            Self::NoFontFor(n) => {
                format!("no font here has {n} of these letters; P for the terminal's own").into()
            }
            Self::NoParagraph => "no paragraph here; Enter opens a story".into(),
            Self::NotMeasured => {
                "the terminal did not answer; its name is all there is to go by".into()
            }
            Self::Advised(advice) => advice.say(Language::English).into(),
            Self::NoRemarks => "everything was read without a remark".into(),
            Self::OnePane => "one pane at a time at this width; Enter opens a story".into(),
            Self::NothingBehind => "there is nothing behind; q quits".into(),
            Self::NothingAhead => "there is nothing ahead".into(),
            Self::OpenFirst => "open a story first with Enter".into(),
            Self::NoStories => "there is no story here".into(),
            Self::NoMoreLinks => "there are no more links".into(),
            Self::NothingToPick => "there is nothing to open in sight".into(),
            Self::NothingLeftOut => "nothing was left out of the page".into(),
            Self::LastStory => "this is the last story".into(),
            Self::ReadingOlder => "bringing the older stories …".into(),
            Self::FirstStory => "this is the first story".into(),
            Self::NoHits => "found nowhere".into(),
            Self::NoUnread => "no unread story that way".into(),
            Self::UnboundKey(a) => format!("{a} does nothing here; ? lists the keys").into(),
            Self::NoSuchLetter => "no link has that letter".into(),
            Self::NoLinks => "this article has no links".into(),
            Self::SelectFirst => "select a link first with Tab".into(),
            Self::NotHere(a) => format!("that story is not here: {a}").into(),
            Self::SameStory => "that story is the open one".into(),
            Self::NotAnAddress(a) => format!("not a web address: {a}").into(),
            Self::NoPage => "this story has no address".into(),
            Self::NoImages => "this story has no images".into(),
            Self::AllStories => "all stories".into(),
            Self::BundledStories => "bundled stories".into(),
            Self::Unread(a) => format!("{} unread", grouped(*a)).into(),
            Self::SearchHint => "search".into(),
            Self::HelpHint => "help".into(),
            Self::SelectHint => "select".into(),
            Self::ReadHint => "read".into(),
            Self::ScrollHint => "scroll".into(),
            Self::BackHint => "back".into(),
            Self::LinksHint => "links".into(),
            Self::RelatedHint => "related".into(),
            Self::PageHint => "page".into(),
            Self::ImageHint => "image".into(),
            Self::CloseHint => "quit".into(),
            Self::TooSmall => "terminal too small".into(),
            Self::ReadingInput => "reading".into(),
            Self::NothingFound => "no story found; Esc shows all".into(),
            Self::NothingToRead => "there was nothing to read here; q quits".into(),
            Self::Loading => "reading the article …".into(),
            Self::HelpTitle => "keys".into(),
            Self::RemarksTitle => "remarks".into(),
            Self::ImagesTitle => "images".into(),
            Self::AddressTitle => "address".into(),
            Self::NoBrowser => "no browser could be started; y copies the address".into(),
            Self::OfferTitle => "that story is not here".into(),
            Self::OfferClosest => "the closest story here:".into(),
            Self::OfferKeys => "Enter read   Esc back".into(),
            Self::NoTerminal => {
                "standard output is not a terminal; try: newsreader show PATH".into()
            }
            Self::NoSuchFile => "no such file".into(),
            Self::CloseKeys => "Esc closes".into(),
            Self::NoRelated(a, b) => format!("there is no related story {a}; there are {b}").into(),
            Self::NoLink(a, b) => format!("there is no link {a}; there are {b}").into(),
            Self::ToldBy(Some(source)) => format!("the same story: {source}").into(),
            Self::ToldBy(None) => "the same story from another source".into(),
            Self::Sources(count) => format!("{count} sources").into(),
            Self::OnlyInLibrary => {
                "only in a library; start newsreader without a path, or keep stories with w".into()
            }
            Self::MarkedRead(count) => {
                format!("{} stories are read; u takes it back", grouped(*count)).into()
            }
            Self::Undone(count) => format!("{} stories are as they were", grouped(*count)).into(),
            Self::NothingToUndo => "there is nothing to take back".into(),
            Self::StoryKept => "the story is in your library".into(),
            Self::SearchKept(query) => format!("kept among your lists (v): {query}").into(),
            Self::KeptAlready => "the story is in your library already".into(),
            Self::NotUnderstood(part) => format!("not understood and passed over: {part}").into(),
            Self::Lists => "lists".into(),
            Self::ListKeys => "Enter shows   x drops a search   Esc back".into(),
            Self::UnreadStories => "unread stories".into(),
            Self::StarredStories => "starred stories".into(),
            Self::Section(name) => format!("section: {name}").into(),
            Self::Tagged(name) => format!("keyword: {name}").into(),
            Self::Publisher(name) => format!("source: {name}").into(),
            Self::SavedSearch(query) => format!("search: {query}").into(),
            Self::Recovered(aside, stories) => format!(
                "the library was damaged; {} stories were saved, the old file is {aside}",
                grouped(*stories)
            )
            .into(),
            Self::Refreshed(said) => said.clone().into(),
            Self::RefreshStopped => "stopped; what had come is in the library".into(),
            Self::NoFeed => "this story came from no feed; R asks all feeds".into(),
            Self::FeedsTitle => "feeds".into(),
            Self::FeedsKeys => "Enter stories   r refresh   Esc back".into(),
            Self::StarterTitle => "whose news do you want?".into(),
            Self::StarterKeys => "Space chooses   Enter fetches   Esc back".into(),
            Self::StarterWhy => "The feeds of the groups that you choose are followed, and their stories fetched whole. Nothing was fetched so far.".into(),
            Self::Welcome => "R: choose whose news you want, and fetch today's".into(),
            Self::NewStories(count) => format!("{} new", grouped(*count)).into(),
            Self::NothingChosen => "no group is chosen; Space chooses".into(),
            Self::RefreshHint => "refresh".into(),
            Self::EmptyLibrary => "there is no story in your library yet; R fetches today's".into(),
            Self::Hit(a, b) => format!("hit {a} of {b}").into(),
        }
    }
}
