//! The presets: keys of other programs, as layers between the keys of the program and those of the file.

/// Each preset by its name, as a table of keys. `newsreader` changes nothing.
pub const PRESETS: &[(&str, &str)] = &[
    ("newsreader", ""),
    ("newsboat", include_str!("../../assets/keys/newsboat.toml")),
    (
        "eilmeldung",
        include_str!("../../assets/keys/eilmeldung.toml"),
    ),
    ("vim", include_str!("../../assets/keys/vim.toml")),
    ("less", include_str!("../../assets/keys/less.toml")),
    ("mutt", include_str!("../../assets/keys/mutt.toml")),
];

/// Returns the text of the preset with this name.
pub fn text(name: &str) -> Option<&'static str> {
    let mut presets = PRESETS.iter();
    presets
        .find(|(preset, _)| *preset == name)
        .map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::file::ConfigFile;
    use std::path::Path;

    #[test]
    fn every_preset_is_faultless_safe_and_leaves_the_arrows_alone() {
        for (name, text) in PRESETS {
            let alone = ConfigFile::parse(text, Path::new(name));
            assert!(alone.faults.is_empty(), "{name}: {:?}", alone.faults);
            let chosen = format!("[keys]\npreset = \"{name}\"\n");
            let file = ConfigFile::parse(&chosen, Path::new("config.toml"));
            let keymap = file.keymap();
            assert!(keymap.is_safe(), "{name}");
            for (keys, command) in [
                ("↓", "down"),
                ("PgDn", "page-down"),
                ("Enter", "open"),
                ("Esc", "back"),
            ] {
                let command = crate::app::call::Call::parse(command).unwrap().command;
                assert_eq!(
                    keymap.command(keys.parse().unwrap()),
                    Some(command),
                    "{name}"
                );
            }
            assert_eq!(file.preset.len(), alone.keys.len());
        }
    }
}
