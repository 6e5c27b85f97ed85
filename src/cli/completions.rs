//! `newsreader completions`: what makes a shell complete the arguments.

use super::arguments::Arguments;
use clap::CommandFactory as _;
use clap_complete::{Shell, generate};

/// Returns the completions for a shell. Their descriptions are English: shells show few of them, and not all in UTF-8.
pub(super) fn of(shell: Shell) -> String {
    let mut bytes = Vec::new();
    generate(shell, &mut Arguments::command(), "newsreader", &mut bytes);
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
        }
    }
}
