//! `newsreader completions`: what makes a shell complete the arguments.

use super::help;
use crate::config::Config;
use crate::words::Language;
use clap_complete::{Shell, generate};

/// Returns the completions for a shell. Their descriptions are English: shells show few of them, and not all in UTF-8.
pub(super) fn of(shell: Shell) -> String {
    let mut bytes = Vec::new();
    let mut command = help::unmarked(help::command(Language::English, &Config::default()));
    generate(shell, &mut command, "newsreader", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum as _;

    #[test]
    fn every_shell_completes_commands_and_options() {
        for shell in Shell::value_variants() {
            let text = of(*shell);
            for word in ["doctor", "starter", "measure", "starred"] {
                assert!(text.contains(word), "{shell}: {word}");
            }
            // bash shows no descriptions.
            let has_help = text.contains("The longest line of an article");
            assert_eq!(has_help, *shell != Shell::Bash, "{shell}");
        }
    }
}
