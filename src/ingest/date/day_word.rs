//! Words for the parts of the day, the hour and its minutes.

/// A part of the day, by which an hour up to 12 is understood.
#[derive(Clone, Copy)]
pub(super) enum DayPart {
    /// Before noon; 12 is midnight.
    Am,
    /// After noon; 12 is noon.
    Pm,
    /// Morning: the hour is meant as it is written.
    Morning,
    /// Midday: 1 to 6 are after noon, and 11 before it.
    Midday,
    /// Night: 6 to 11 are before midnight, and 12 to 5 after it.
    Night,
}

/// Words for the parts of the day, folded.
#[rustfmt::skip]
const PARTS: [(DayPart, &str); 5] = [
    (DayPart::Am, "am एएम पूर्वाह्न পূর্বাহ্ণ முற்பகல் ಪೂರ್ವಾಹ್ನ 上午 午前 오전"),
    (DayPart::Pm, "pm पीएम अपराह्न অপরাহ্ণ பிற்பகல் ಅಪರಾಹ್ನ शाम सायं सांय संध्या संध्याकाळी सायंकाळी बेलुका बेलुकी सांझ বিকেল বিকাল সন্ধ্যা மாலை సాయంత్రం ಸಂಜೆ വൈകുന്നേരം સાંજે ਸਾਮ شام 下午 晚上 午後 오후"),
    (DayPart::Morning, "सुबह सवेरे प्रातः प्रात तडके भोर सकाळी पहाटे बिहान সকাল ভোর காலை ఉదయం ಬೆಳಗ್ಗೆ രാവിലെ સવારે ਸਵੇਰੇ صبح 凌晨 早上"),
    (DayPart::Midday, "दोपहर दुपारी मध्याह्न दिउंसो দুপুর மதியம் మధ్యాహ్నం ಮಧ್ಯಾಹ್ನ ഉച്ചയ്ക്ക് બપોરે ਦੁਪਹਿਰ دوپہر 中午"),
    (DayPart::Night, "रात रात्रि रात्री राति রাত இரவு రాత్రి ರಾತ್ರಿ രാത്രി રાત્રે ਰਾਤ رات"),
];

/// Words after the number of an hour.
#[rustfmt::skip]
const HOUR_WORDS: [&str; 22] = [
    "बजे", "वाजता", "বাজে", "টায", "টা", "மணி", "மணிக்கு", "గంటలకు", "ಗಂಟೆಗೆ", "മണിക്ക്", "વાગ્યે", "ਵਜੇ", "بجے",
    "uhr", "h", "時", "时", "点", "點", "시", "बजकर", "वाजून",
];

/// Words between the hour and its minutes, or after the minutes.
pub(super) const MINUTE_WORDS: [&str; 7] = ["मिनट", "मिनिटे", "分", "분", "मिनटों", "min", "h"];

/// Whether `word` stands after the number of an hour.
pub(super) fn is_hour_word(word: &str) -> bool {
    HOUR_WORDS.contains(&word)
}

/// Returns the part of the day with this folded name.
pub(super) fn day_part(word: &str) -> Option<DayPart> {
    let named = |list: &str| list.split_ascii_whitespace().any(|name| name == word);
    let found = PARTS.iter().find(|(_, list)| named(list));
    found.map(|(part, _)| *part)
}
