//! Reads the colours of a base16 or base24 scheme into looks.
//!
//! Of YAML it reads only the form that schemes have: a line `base00: "282c34"` for each colour, at the top or below
//! `palette:`. A parser of the whole language would read nothing more.

use super::theme_file::{ThemeFile, hexadecimal};
use crate::config::fault::LocatedFault;
use crate::print::rgb_of;
use crate::ui::theme::Look;
use crate::ui::theme::colour::{contrast, is_light};
use crate::words::{ConfigFault, ThemeFault};
use ratatui::style::{Color, Style};

/// The number of colours of base16; those of base24 after them are variants of these.
const COUNT: usize = 16;
/// The least contrast of a rule with its background.
const LEAST: f64 = 3.0;

/// Parses a scheme.
pub fn parse(text: &str, origin: &str) -> ThemeFile {
    let mut colours = [None; COUNT];
    let mut file = ThemeFile {
        origin: origin.to_owned(),
        base: Some("dark".to_owned()),
        ..ThemeFile::default()
    };
    for (number, line) in (1..).zip(text.lines()) {
        let Some((index, value)) = row(line) else {
            continue;
        };
        let colour = hexadecimal(value.trim_start_matches('#')).filter(|_| value.len() >= 6);
        if colour.is_none() {
            let name = format!("base{index:02X}");
            let fault = ConfigFault::Theme(ThemeFault::NotColour(name, value.to_owned()));
            file.faults.push(LocatedFault::at(origin, number, fault));
        }
        if let Some(place) = colours.get_mut(index) {
            *place = colour;
        }
    }
    let missing = colours.iter().position(Option::is_none);
    if let Some(missing) = missing {
        let fault = ConfigFault::Theme(ThemeFault::NotBase16(format!("base{missing:02X}")));
        file.faults.push(LocatedFault::whole(origin, fault));
        return file;
    }
    let of = |index: usize| colours.get(index).copied().flatten().unwrap_or_default();
    file.layer.is_light = rgb_of(of(0)).map(is_light);
    file.layer.styles = looks(of);
    file
}

/// Returns the number and the value of a colour.
fn row(line: &str) -> Option<(usize, &str)> {
    let (name, rest) = line.split_once(':')?;
    let digits = name.trim().trim_matches(['"', '\'']).strip_prefix("base")?;
    let index = usize::from_str_radix(digits, 16).ok()?;
    let rest = rest.trim_start();
    let value = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest.split(quote).nth(1)?,
        _ => rest.split_whitespace().next().unwrap_or_default(),
    };
    (digits.len() == 2 && index < 24).then_some((index, value))
}

/// Returns the looks: which colour is for what stands in the styling guide of base16.
fn looks(of: impl Fn(usize) -> Color) -> Vec<(Look, Style)> {
    let fg = |index| Style::new().fg(of(index));
    let ratio = |index| match (rgb_of(of(index)), rgb_of(of(0))) {
        (Some(one), Some(ground)) => contrast(one, ground),
        _ => 0.0,
    };
    let strong = |wanted, instead| {
        if ratio(wanted) >= LEAST {
            wanted
        } else {
            instead
        }
    };
    // Many schemes have a comment colour that is too faint for a rule, and few a faint base04.
    let faint = strong(3, 4);
    let secondary = if ratio(4) >= 4.5 { 4 } else { 5 };
    let plain = fg(5).bg(of(0));
    vec![
        (Look::Plain, plain),
        (Look::Accent, fg(strong(9, 5))),
        (Look::Dim, fg(secondary)),
        (Look::Faint, fg(strong(faint, 5))),
        (Look::Selected, Style::new().bg(of(1))),
        (Look::Error, fg(strong(8, 5))),
        (Look::Hit, Style::new().fg(of(0)).bg(of(10))),
        (Look::Behind, fg(3)),
        (Look::Link, fg(strong(13, 5))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::theme::built_in;
    use crate::ui::theme::Theme;
    use crate::words::Language;

    const GRUVBOX: [&str; COUNT] = [
        "282828", "3c3836", "504945", "665c54", "bdae93", "d5c4a1", "ebdbb2", "fbf1c7", "fb4934",
        "fe8019", "fabd2f", "b8bb26", "8ec07c", "83a598", "d3869b", "d65d0e",
    ];

    fn scheme(line: impl Fn(usize, &str) -> String) -> String {
        let lines = GRUVBOX.iter().enumerate();
        lines.map(|(index, colour)| line(index, colour)).collect()
    }

    #[test]
    fn both_forms_of_a_scheme_give_the_same_looks() {
        let flat = scheme(|index, colour| format!("base{index:02X}: \"{colour}\" # ----\n"));
        let flat = format!("scheme: \"Gruvbox dark\"\nauthor: 'base0: none'\n{flat}");
        let nested = scheme(|index, colour| format!("  base{index:02X}: '#{colour}'\r\n"));
        let nested =
            format!("system: \"base16\"\nname: Gruvbox\npalette:\n{nested}  base10: \"000000\"\n");
        let flat = parse(&flat, "gruvbox.yaml");
        let nested = parse(&nested, "gruvbox.yaml");
        assert!(flat.faults.is_empty(), "{:?}", flat.faults);
        assert!(nested.faults.is_empty(), "{:?}", nested.faults);
        assert_eq!(flat.layer, nested.layer);
        let theme = Theme::new(&[flat.layer]);
        assert_eq!(theme.is_light, Some(false));
        let page = Style::new()
            .fg(Color::Rgb(0xd5, 0xc4, 0xa1))
            .bg(Color::Rgb(0x28, 0x28, 0x28));
        assert_eq!(theme.page(), page);
        let link = Style::new().fg(Color::Rgb(0x83, 0xa5, 0x98));
        assert_eq!(theme.look(Look::Link), link);
        // The comments of Gruvbox have a contrast of 2.3 with its background.
        let rule = Style::new().fg(Color::Rgb(0xbd, 0xae, 0x93));
        assert_eq!(theme.look(Look::Rule), rule);
    }

    #[test]
    fn a_scheme_with_a_wrong_colour_or_none_at_all_is_not_used() {
        for (text, said) in [
            (
                "scheme: odd\n",
                "odd.yaml: not a base16 scheme: base00 is missing",
            ),
            (
                "base00: \"28282g\"\n",
                "odd.yaml:1: base00: 28282g does not fit; expected a colour: \"#rrggbb\", 0 to 255, red or bright-red and so on, or default",
            ),
        ] {
            let file = parse(text, "odd.yaml");
            assert_eq!(file.faults[0].say(Language::English), said);
            assert!(file.layer.styles.is_empty());
        }
        assert!(built_in("dark").is_some());
    }
}
