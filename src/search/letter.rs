//! Folds the letters of scripts other than Devanagari.
//!
//! | written              | folded     | rule                                                        |
//! |----------------------|------------|-------------------------------------------------------------|
//! | Café, Ö, Ἀθήνα        | cafe, o, αθηνα | Latin and Greek letters without case and accents        |
//! | Łódź, straße, Ørsted | lodz, strasse, orsted | Latin letters that do not decompose, as ASCII transliteration spells them |
//! | ёлка                 | елка       | ё is printed as е                                            |
//! | ড়, কো                | one form   | Indic letters and signs that Unicode encodes as one character or two |
//! | ൻ, ৎ                 | ന്, ত্        | letters that used to be typed with a joiner                  |
//! | علي, كتاب            | علی, کتاب    | Arabic yeh, kaf and heh as Urdu and Persian type them         |
//! | أحمد, مدرسة          | احمد, مدرسه   | alef without its signs, and the feminine ending as heh          |
//! | كِتاب, שָׁלוֹם          | كتاب, שלום   | no vowel points, no elongation                               |
//! | ٣, ৩, ３, ＮＨＫ       | 3, 3, 3, nhk | digits of any script, and fullwidth letters                   |
//! | ﾋﾟ, ピ                | one form   | halfwidth kana, with their marks as one character or two      |
//!
//! The rules for Arabic are those of Lucene's normalizers for Arabic and Persian. The rules for
//! Latin letters without a decomposition follow ASCII transliteration.

use icu_normalizer::DecomposingNormalizerBorrowed;

const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();
const NFD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();

/// The digit zero of each script that newspapers use for numbers; the other nine digits follow it
/// in Unicode.
const ZEROS: [char; 17] = [
    '٠', '۰', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '෦', '๐', '໐', '༠', '၀', '០', '０',
];

/// Whether folding drops a mark of a script other than Devanagari.
pub(super) fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Passes the folded letters of `c` to `push`.
pub(super) fn folded(c: char, mut push: impl FnMut(char)) {
    match c {
        // Ideographs and Hangul syllables have neither case nor marks, and Cyrillic keeps its marks.
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => push(c),
        '\u{400}'..='\u{52f}' => simple(c, push),
        '\u{ff61}'..='\u{ff9f}' => NFKD.normalize_iter(std::iter::once(c)).for_each(push),
        '\u{ff01}'..='\u{ff5e}' => {
            // The fullwidth block repeats ASCII from `!` on.
            let narrow = u32::from(c) - 0xff01 + u32::from('!');
            simple(char::from_u32(narrow).unwrap_or(c), push);
        }
        c => {
            for letter in decomposed(c).filter(|letter| !is_dropped(*letter)) {
                simple(letter, &mut push);
            }
        }
    }
}

/// Passes the folded letters of `c`, which carries no diacritics, to `push`.
fn simple(c: char, mut push: impl FnMut(char)) {
    if let Some(digit) = digit(c) {
        return push(digit);
    }
    match c {
        'ß' | 'ẞ' => "ss".chars().for_each(push),
        'æ' | 'Æ' => "ae".chars().for_each(push),
        'œ' | 'Œ' => "oe".chars().for_each(push),
        'þ' | 'Þ' => "th".chars().for_each(push),
        'ø' | 'Ø' => push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => push('d'),
        'ł' | 'Ł' => push('l'),
        'ı' => push('i'),
        'ё' | 'Ё' => push('е'),
        'ς' => push('σ'),
        'ي' | 'ى' => push('ی'),
        'ك' => push('ک'),
        'ه' | 'ة' | 'ە' => push('ہ'),
        'ٱ' => push('ا'),
        '\u{d7a}' => "ണ്".chars().for_each(push),
        '\u{d7b}' => "ന്".chars().for_each(push),
        '\u{d7c}' => "ര്".chars().for_each(push),
        '\u{d7d}' => "ല്".chars().for_each(push),
        '\u{d7e}' => "ള്".chars().for_each(push),
        '\u{d7f}' => "ക്".chars().for_each(push),
        'ৎ' => "ত্".chars().for_each(push),
        _ => c.to_lowercase().for_each(push),
    }
}

/// Returns the canonical decomposition of `c`.
pub(super) fn decomposed(c: char) -> impl Iterator<Item = char> {
    NFD.normalize_iter(std::iter::once(c))
}

fn digit(c: char) -> Option<char> {
    if c < '٠' {
        return None;
    }
    let value = |zero: char| u32::from(c).checked_sub(u32::from(zero));
    let value = ZEROS
        .into_iter()
        .filter_map(value)
        .find(|value| *value < 10)?;
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;

    #[test]
    fn spellings_of_one_word_are_one() {
        for (one, other) in [
            ("Café", "cafe"),
            ("cafe\u{301}", "cafe"),
            ("ΑΘΗΝΑ", "Αθήνα"),
            ("Łódź", "lodz"),
            ("Straße", "STRASSE"),
            ("İstanbul", "istanbul"),
            ("Việt Nam", "viet nam"),
            ("ёлка", "елка"),
            ("বাড\u{9bc}ি", "বা\u{9dc}ি"),
            ("কে\u{9be}", "ক\u{9cb}"),
            ("അവന\u{d4d}\u{200d}", "അവ\u{d7b}"),
            ("علي", "علی"),
            ("كِتَاب", "کتاب"),
            ("أحمد", "احمد"),
            ("مدرسة", "مدرسه"),
            ("שָׁלוֹם", "שלום"),
            ("١٢٣", "123"),
            ("۱۲۳", "123"),
            ("১৫", "15"),
            ("ＮＨＫ１", "nhk1"),
            ("ｺﾝﾋﾟｭｰﾀｰ", "コンピューター"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        for (one, other) in [("й", "и"), ("বড়", "বড"), ("ٹ", "ت"), ("か", "が")] {
            assert_ne!(fold(one), fold(other));
        }
    }
}
