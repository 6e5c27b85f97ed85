//! Names of the months, whole and abbreviated, in the languages that news sites write.
//!
//! The abbreviations are those of CLDR (<https://cldr.unicode.org>) and those that editors use. A name must match
//! completely: `Janardan` is not January, and `mardi` is not March.

/// The names of each month, folded and without a final full stop.
#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "jan january janv janvier ene enero janeiro gen gennaio januar jänner januari oca ocak янв января январь stycznia január januári ιαν ιανουαρίου ιανουάριος \
     जनवरी जन जानेवारी जाने জানুযারি জানুযারী জানু ஜனவரி ஜன జనవరి జన ಜನವರಿ ಜನ ജനുവരി ജനു જાન્યુઆરી જાન્યુ ਜਨਵਰੀ ਜਨ ଜାନୁଆରୀ ଜାନୁଆରି جنوری",
    "feb february fév févr février fevrier febrero fev fevereiro febbraio februar februari şub şubat фев февр февраля февраль lutego február februári φεβ φεβρουαρίου φεβρουάριος \
     फरवरी फर फेब्रुवारी फेब्रु फेब्रुअरी फरवरि ফেব্রুযারি ফেব্রুযারী ফেব பிப்ரவரி பிப் ఫిబ్రవరి ఫిబ్ర ಫೆಬ್ರವರಿ ಫೆಬ್ರುವರಿ ಫೆಬ್ರ ഫെബ്രുവരി ഫെബ്രു ફેબ્રુઆરી ફેબ્રુ ਫਰਵਰੀ ਫਰ ଫେବୃଆରୀ ଫେବ୍ରୁଆରୀ فروری",
    "mar march mars marzo março marco märz mär mrz maart mrt maret mart марта март мар marca március márciusi μαρ μάρ μαρτίου μάρτιος \
     मार्च মার্চ மார்ச் மார் మార్చి ಮಾರ್ಚ್ മാർച്ച് માર્ચ ਮਾਰਚ ମାର୍ଚ୍ଚ مارچ",
    "apr april avr avril abr abril aprile nis nisan апр апреля апрель kwietnia április απρ απριλίου απρίλιος \
     अप्रैल अप्रेल अप्रै एप्रिल एप्रि अप्रिल এপ্রিল ஏப்ரல் ஏப் ఏప్రిల్ ఏప్రి ಏಪ್ರಿಲ್ ಏಪ್ರಿ ഏപ്രിൽ એપ્રિલ ਅਪ੍ਰੈਲ ଅପ୍ରେଲ اپریل",
    "may mai mayo maio mag maggio mei mayıs мая май maja május μάι μαϊ μαι μαΐου μάιος \
     मई मे মে மே మే ಮೇ മേയ് മെയ് મે ਮਈ ମଇ مئی",
    "jun june juin junio junho giu giugno juni haz haziran июн июня июнь czerwca június ιούν ιουν ιουνίου ιούνιος \
     जून जुन জুন ஜூன் జూన్ ಜೂನ್ ജൂൺ જૂન ਜੂਨ ଜୁନ جون",
    "jul july juil juillet julio julho lug luglio juli tem temmuz июл июля июль lipca július ιούλ ιουλ ιουλίου ιούλιος \
     जुलाई जुलाइ जुल जुलै জুলাই ஜூலை జులై జూలై ಜುಲೈ ജൂലൈ જુલાઈ ਜੁਲਾਈ ଜୁଲାଇ جولائی",
    "aug august août aout ago agosto augustus agu agustus ağu ağustos авг августа август sierpnia augusztus αύγ αυγ αυγούστου αύγουστος \
     अगस्त अग ऑगस्ट ऑग अगस्ट আগস্ট আগ ஆகஸ்ட் ஆகஸ்டு ஆக ఆగస్టు ఆగస్ట్ ఆగ ಆಗಸ್ಟ್ ಆಗ ഓഗസ്റ്റ് ആഗസ്റ്റ് ഓഗ ઑગસ્ટ ઓગસ્ટ ਅਗਸਤ ਅਗ ଅଗଷ୍ଟ اگست",
    "sep sept september septembre septiembre setiembre set setembro settembre eyl eylül сен сент сентября сентябрь września szeptember σεπ σεπτεμβρίου σεπτέμβριος \
     सितंबर सितम्बर सितंम्बर सित सप्टेंबर सप्टें सेप्टेम्बर সেপ্টেম্বর সেপ্টে செப்டம்பர் செப் సెప్టెంబర్ సెప్టెం ಸೆಪ್ಟೆಂಬರ್ ಸೆಪ್ಟೆಂ സെപ്റ്റംബർ സെപ്തംബർ സെപ്റ്റം સપ્ટેમ્બર સપ્ટે ਸਤੰਬਰ ਸਤੰ ସେପ୍ଟେମ୍ବର ستمبر",
    "oct october octobre octubre out outubro ott ottobre okt oktober eki ekim окт октября октябрь października október οκτ οκτωβρίου οκτώβριος \
     अक्टूबर अक्तूबर अक्टुबर अक्टू अक्तू अक्ट ऑक्टोबर ऑक्टो अक्टोबर অক্টোবর অক্টো அக்டோபர் அக் అక్టోబర్ అక్టో ಅಕ್ಟೋಬರ್ ಅಕ್ಟೋ ഒക്ടോബർ ഒക്ടോ ઑક્ટોબર ઓક્ટોબર ઑક્ટો ਅਕਤੂਬਰ ਅਕਤੂ ଅକ୍ଟୋବର اکتوبر",
    "nov november novembre noviembre novembro kas kasım ноя нояб ноября ноябрь listopada νοε νοέ νοεμβρίου νοέμβριος \
     नवंबर नवम्बर नव नोव्हेंबर नोव्हें नोभेम्बर নভেম্বর নভে நவம்பர் நவ నవంబర్ నవం ನವೆಂಬರ್ ನವೆಂ നവംബർ നവം નવેમ્બર નવે ਨਵੰਬਰ ਨਵੰ ନଭେମ୍ବର نومبر",
    "dec december déc décembre dic diciembre dez dezembro dicembre dezember des desember ara aralık дек декабря декабрь grudnia δεκ δεκεμβρίου δεκέμβριος \
     दिसंबर दिसम्बर दिस डिसेंबर डिसें डिसेम्बर ডিসেম্বর ডিসে டிசம்பர் டிச డిసెంబర్ డిసెం ಡಿಸೆಂಬರ್ ಡಿಸೆಂ ഡിസംബർ ഡിസം ડિસેમ્બર ડિસે ਦਸੰਬਰ ਦਸੰ ଡିସେମ୍ବର دسمبر",
];

/// Returns the number of the month with this folded name.
pub(super) fn month_named(word: &str) -> Option<u32> {
    let has_name = |list: &str| list.split_ascii_whitespace().any(|name| name == word);
    let at = MONTHS.iter().position(|list| has_name(list))?;
    Some(at as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::fold::folded;

    #[test]
    fn every_name_is_folded_and_of_one_month() {
        let mut seen = std::collections::HashSet::new();
        for name in MONTHS.iter().flat_map(|list| list.split_ascii_whitespace()) {
            assert_eq!(folded(name), name);
            assert!(!name.contains(['\u{9bc}', '\u{a3c}', '\u{9df}']), "{name}");
            assert!(seen.insert(name), "{name} twice");
        }
    }
}
