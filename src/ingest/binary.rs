//! Detects files that are not text by their first bytes.

/// Signatures of file formats that are not text.
const MAGIC: [(&[u8], &str); 14] = [
    (b"\xff\xd8\xff", "JPEG image"),
    (b"\x89PNG", "PNG image"),
    (b"GIF8", "GIF image"),
    (b"RIFF", "WebP image or sound"),
    (b"%PDF", "PDF document"),
    (b"PK\x03\x04", "ZIP archive or office document"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ", "xz archive"),
    (b"\x28\xb5\x2f\xfd", "zstd archive"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3", "SQLite database"),
    (b"\xd0\xcf\x11\xe0", "old office document"),
    (b"ID3", "sound"),
];

/// Returns the file format of `bytes` if it is not text.
pub(super) fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    let known = MAGIC
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, kind)| *kind);
    known.or_else(|| is_binary(bytes).then_some("binary data"))
}

/// Whether more than one byte in twenty is a control character. UTF-16 is exempt, because every
/// second byte of it can be one. Backspaces are not counted, because printer output used them for
/// bold letters.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let half = head.len() / 2;
    let [even, odd] = low_bytes(head);
    let one_sided = (even * 5 > half * 4) != (odd * 5 > half * 4);
    let is_control = |b: &&u8| **b < 0x20 && !matches!(b, 0x08..=0x0a | 0x0c | b'\r' | 0x1b);
    let controls = head.iter().filter(is_control).count();
    controls * 20 > head.len() && !utf16 && !one_sided
}

/// Counts the bytes up to `0x0d` at even and at odd offsets. UTF-16 text in a Latin or Indic script
/// has such bytes only at even or only at odd offsets, as its high bytes.
pub(super) fn low_bytes(head: &[u8]) -> [usize; 2] {
    [0, 1].map(|parity| {
        let side = head.iter().skip(parity).step_by(2);
        side.filter(|byte| **byte <= 0x0d).count()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_words_in_hindi() {
        let kinds = MAGIC.iter().map(|(_, kind)| *kind);
        for kind in kinds.chain(["binary data"]) {
            let hindi = crate::words::translated(kind, crate::words::Language::Hindi);
            let is_hindi = hindi.contains(|c| matches!(c, 'क'..='ह'));
            assert!(is_hindi, "{kind}: {hindi}");
        }
    }

    #[test]
    fn binary_files_are_named() {
        assert_eq!(binary_kind(b"\xff\xd8\xff\xe0"), Some("JPEG image"));
        assert_eq!(
            binary_kind(b"abc\0\0\x01def\0xyz\x02abc"),
            Some("binary data")
        );
        assert_eq!(binary_kind("पाठ".as_bytes()), None);
        assert_eq!(binary_kind(b"\xff\xfe\x39\x09"), None);
        assert_eq!(binary_kind(b"a\0b\0c\0d\0\n\0"), None);
    }
}
