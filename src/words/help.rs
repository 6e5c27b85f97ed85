//! One-line descriptions of commands, for the help screen, hints and README.

use super::Language;

/// The description of a command.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(
    missing_docs,
    reason = "the match below is the documentation, in two languages"
)]
pub enum Help {
    Down,
    Up,
    PageDown,
    PageUp,
    HalfPageDown,
    HalfPageUp,
    Top,
    Bottom,
    Open,
    Back,
    NextStop,
    PreviousStop,
    Digit,
    Letters,
    NextStory,
    PreviousStory,
    HistoryBack,
    HistoryForward,
    Search,
    NextHitOrUnread,
    PreviousHit,
    NextUnread,
    PreviousUnread,
    SearchLibrary,
    Lists,
    Sort,
    HideRead,
    ToggleRead,
    Read,
    Unread,
    Star,
    Unstar,
    Undo,
    AllRead,
    ReadAbove,
    ReadBelow,
    Remove,
    NextSource,
    PreviousSource,
    Keep,
    RenameSearch,
    MoveSearch,
    ForgetSearch,
    Refresh,
    RefreshAll,
    Feeds,
    AddFeed,
    EditFeed,
    RemoveFeed,
    Topics,
    ImportFeeds,
    ExportFeeds,
    OpenPage,
    OpenImage,
    PickImage,
    Copy,
    CopyParagraph,
    OpenOriginal,
    CopyOriginal,
    LeftOut,
    CommandLine,
    Set,
    Theme,
    Reload,
    Remarks,
    MeasureWidths,
    TogglePrint,
    Redraw,
    Suspend,
    Help,
    Manual,
    Close,
    Quit,
}

impl Help {
    /// Returns the line of the help screen.
    pub fn say(self, language: Language) -> &'static str {
        let (hindi, english) = self.both();
        match language {
            Language::Hindi => hindi,
            Language::English => english,
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table: a row for each command")]
    fn both(self) -> (&'static str, &'static str) {
        match self {
            Self::Down => ("अगली ख़बर या पंक्ति", "next story or line"),
            Self::Up => ("पिछली ख़बर या पंक्ति", "previous story or line"),
            Self::PageDown => (
                "अगला पन्ना; अंत में अगली ख़बर",
                "next page; at the end the next story",
            ),
            Self::PageUp => ("पिछला पन्ना", "previous page"),
            Self::HalfPageDown => ("आधा पन्ना नीचे", "half a page down"),
            Self::HalfPageUp => ("आधा पन्ना ऊपर", "half a page up"),
            Self::Top => ("सबसे ऊपर", "top"),
            Self::Bottom => ("सबसे नीचे", "end"),
            Self::Open => ("खोलें; चुनी हुई कड़ी पर जाएँ", "open; follow what is selected"),
            Self::Back => ("वापस, उसी पंक्ति पर", "back, to the same line"),
            Self::NextStop => (
                "अगली कड़ी, चित्र या हिस्सा",
                "next link, image or related story; next pane",
            ),
            Self::PreviousStop => ("पिछली कड़ी या हिस्सा", "previous link or pane"),
            Self::Digit => (
                "उस नंबर की संबंधित ख़बर; 3o तीसरी कड़ी; सूची में 5j",
                "that related story; 3o opens link 3; 5j in a list",
            ),
            Self::Letters => (
                "दिखती कड़ियों पर अक्षर",
                "letters on everything that can be opened",
            ),
            Self::NextStory => (
                "अगली ख़बर; लेख में हों तो उसे खोलें",
                "next story; in an article, open it",
            ),
            Self::PreviousStory => (
                "पिछली ख़बर; लेख में हों तो उसे खोलें",
                "previous story; in an article, open it",
            ),
            Self::HistoryBack => ("पढ़े हुए में पीछे", "back in the history"),
            Self::HistoryForward => ("पढ़े हुए में आगे", "forward in the history"),
            Self::Search => (
                "सूची या बॉक्स छाँटें; लेख में खोजें",
                "filter a list or dialog; find in an article",
            ),
            Self::NextHitOrUnread => (
                "अगला नतीजा, नहीं तो अगली अनपढ़ी ख़बर",
                "next hit, else the next unread story",
            ),
            Self::PreviousHit => (
                "पिछला नतीजा; सूची में पढ़ी/अनपढ़ी",
                "previous hit; in the list: read or unread",
            ),
            Self::NextUnread => ("अगली अनपढ़ी ख़बर", "next unread story"),
            Self::PreviousUnread => ("पिछली अनपढ़ी ख़बर", "previous unread story"),
            Self::SearchLibrary => ("पूरे संग्रह में खोजें", "search the library"),
            Self::Lists => (
                "सूचियाँ: अनपढ़ी, तारे, खंड, खोजें",
                "lists: unread, starred, sections, searches",
            ),
            Self::Sort => (
                "सूची का क्रम: नई, पुरानी, सबसे मेल खाती, स्रोत, लंबाई",
                "order of the list: newest, oldest, best, source, length",
            ),
            Self::HideRead => (
                "सूची की पढ़ी हुई छिपाएँ या दिखाएँ",
                "hide or show the read stories of the list",
            ),
            Self::ToggleRead => ("पढ़ी / अनपढ़ी", "read or unread"),
            Self::Read => ("पढ़ी हुई मानें", "mark read"),
            Self::Unread => ("अनपढ़ी मानें", "mark unread"),
            Self::Unstar => ("तारा हटाएँ", "take the star away"),
            Self::Star => ("तारा लगाएँ या हटाएँ", "star or unstar"),
            Self::Undo => ("पिछला निशान वापस", "undo the last mark"),
            Self::AllRead => ("सूची की सब ख़बरें पढ़ी हुई मानें", "mark the whole list read"),
            Self::ReadAbove => ("इससे ऊपर की सब पढ़ी हुई मानें", "mark all above read"),
            Self::ReadBelow => ("इससे नीचे की सब पढ़ी हुई मानें", "mark all below read"),
            Self::Remove => (
                "ख़बर संग्रह से हटाएँ; :remove older:90d खोज की सब",
                "remove the story; :remove older:90d all that a search finds",
            ),
            Self::NextSource => (
                "अगला स्रोत जिसमें कुछ अनपढ़ा है",
                "next source with something unread",
            ),
            Self::PreviousSource => (
                "पिछला स्रोत जिसमें कुछ अनपढ़ा है",
                "previous source with something unread",
            ),
            Self::Keep => (
                "ख़बर संग्रह में रखें; खोज सूचियों में",
                "keep the story in the library, or the search as a list",
            ),
            Self::RenameSearch => (
                "रखी हुई खोज का नाम बदलें, सूचियों में भी",
                "rename a kept search, also among the lists",
            ),
            Self::MoveSearch => (
                "रखी हुई खोज इस नंबर पर; सूचियों में J और K से",
                "move a kept search to this place; J and K among the lists",
            ),
            Self::ForgetSearch => (
                "रखी हुई खोज हटाएँ, u से वापस",
                "remove a kept search, u brings it back",
            ),
            Self::Refresh => ("इस स्रोत की नई ख़बरें लाएँ", "fetch what this feed has new"),
            Self::RefreshAll => (
                "सब स्रोतों की नई ख़बरें लाएँ; दोबारा: रोकें",
                "fetch the news of all feeds; again: stop",
            ),
            Self::Feeds => ("स्रोत और उनका हाल", "the feeds, and how it stands with them"),
            Self::AddFeed => (
                "फ़ीड जोड़ें, उसके पते या किसी पन्ने के पते से",
                "add a feed, by its address or that of a page",
            ),
            Self::EditFeed => (
                "स्रोतों में फ़ीड बदलें; रखी हुई खोज का नाम बदलें",
                "edit a feed in the list of feeds; name a kept search",
            ),
            Self::RemoveFeed => (
                "फ़ीड या रखी हुई खोज हटाएँ; ख़बरें रहती हैं",
                "remove a feed or a kept search; stories stay",
            ),
            Self::Topics => ("विषय के हिसाब से प्रकाशक चुनें", "choose publishers by topic"),
            Self::ImportFeeds => (
                "किसी सूची (OPML) की फ़ीड जोड़ें",
                "add the feeds of an OPML file",
            ),
            Self::ExportFeeds => (
                "फ़ीड की सूची (OPML) फ़ाइल में रखें",
                "write an OPML file of the feeds",
            ),
            Self::OpenPage => ("पन्ना ब्राउज़र में", "page or link in the browser"),
            Self::OpenImage => ("चित्र ब्राउज़र में", "image in the browser"),
            Self::PickImage => ("कई चित्रों में से चुनें", "pick one of several images"),
            Self::Copy => (
                "चुनी हुई कड़ी का, नहीं तो ख़बर का पता कॉपी करें",
                "copy the address: the selected link's, else the story's",
            ),
            Self::CopyParagraph => (
                "पन्ने का सबसे ऊपर का अनुच्छेद पूरा कॉपी करें",
                "copy the paragraph at the top of the page whole",
            ),
            Self::OpenOriginal => (
                "पता जैसा प्रकाशित हुआ वैसा ही ब्राउज़र में",
                "open the address as published, tracking included",
            ),
            Self::CopyOriginal => (
                "पता जैसा प्रकाशित हुआ वैसा ही कॉपी करें",
                "copy the address as published, tracking included",
            ),
            Self::LeftOut => ("पन्ने से क्या छोड़ा गया", "what was left out of the page"),
            Self::CommandLine => (
                "कोई भी आदेश नाम से; सेटिंग, खोज के सब नतीजों पर आदेश",
                "any command by its name, on all that a search finds too",
            ),
            Self::Set => ("सेटिंग देखें या बदलें", "show or change a setting"),
            Self::Theme => (
                "थीम चुनें; Tab से हर एक दिखती है",
                "choose a theme; Tab shows each",
            ),
            Self::Reload => ("सेटिंग की फ़ाइल फिर पढ़ें", "read the configuration again"),
            Self::Remarks => (
                "इस बार जो कुछ कहा गया, समय के साथ",
                "everything that was said, with its time",
            ),
            Self::MeasureWidths => (
                "टर्मिनल के अक्षरों की चौड़ाई फिर नापें",
                "measure the terminal's letters again",
            ),
            Self::TogglePrint => (
                "छपाई जैसे अक्षर / टर्मिनल के अक्षर",
                "letters as in print, or in cells",
            ),
            Self::Redraw => ("फिर से बनाएँ", "draw again"),
            Self::Suspend => ("रोकें (fg से वापस)", "suspend (fg comes back)"),
            Self::Manual => ("पूरी पुस्तिका", "the whole manual"),
            Self::Help => ("यह मदद", "this help"),
            Self::Close => ("बंद करें; सूची से बाहर", "close; from the list: quit"),
            Self::Quit => ("तुरंत बाहर", "quit at once"),
        }
    }
}
