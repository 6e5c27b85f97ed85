//! Whether the terminal's ground is light.

/// Returns whether the terminal says that its background is light.
pub fn is_light() -> bool {
    // `COLORFGBG` is what terminals set that do not answer questions: "foreground;background".
    let setting = std::env::var("COLORFGBG").unwrap_or_default();
    matches!(setting.rsplit(';').next(), Some("7" | "15"))
}
