//! What the terminal sends: keys, the mouse, pastes, sizes, and the signals that belong to it.

use crate::key::{Key, KeyCode, Mouse, MouseKind};
use crate::text::sanitize;
use crossterm::event::{self, Event as Raw, KeyEvent, KeyEventKind, KeyModifiers, MouseButton};
use ratatui::layout::Size;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::io;

/// Something that the terminal or the system sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Event {
    /// A key was pressed.
    Pressed(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted; sanitised, on one line.
    Pasted(String),
    /// The terminal has another size.
    Resized(Size),
    /// The program is to end: a signal came, or the terminal is gone.
    Terminated,
}

/// Reads the terminal until `sink` refuses an event; to be run on a thread of its own.
pub fn listen(mut sink: impl FnMut(Event) -> bool) {
    loop {
        match event::read() {
            Ok(raw) => {
                if let Some(event) = meaning(raw)
                    && !sink(event)
                {
                    return;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_gone) => {
                sink(Event::Terminated);
                return;
            }
        }
    }
}

/// Hands `Terminated` to `sink` when a signal asks the program to end; on a thread of its own.
///
/// # Errors
/// Where the signals cannot be listened to.
pub fn listen_to_signals(mut sink: impl FnMut(Event) -> bool + Send + 'static) -> io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for _signal in &mut signals {
                if !sink(Event::Terminated) {
                    return;
                }
            }
        })?;
    Ok(())
}

fn meaning(raw: Raw) -> Option<Event> {
    match raw {
        Raw::Key(key) if key.kind != KeyEventKind::Release => Some(Event::Pressed(key_of(key)?)),
        Raw::Mouse(mouse) => Some(Event::Mouse(mouse_of(mouse)?)),
        Raw::Paste(text) => Some(Event::Pasted(sanitize::line(&text).into_owned())),
        Raw::Resize(width, height) => Some(Event::Resized(Size { width, height })),
        Raw::Key(_) | Raw::FocusGained | Raw::FocusLost => None,
    }
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let code = match key.code {
        event::KeyCode::Char(c) => KeyCode::Char(c),
        event::KeyCode::Enter => KeyCode::Enter,
        event::KeyCode::Esc => KeyCode::Esc,
        event::KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        event::KeyCode::Tab => KeyCode::Tab,
        event::KeyCode::BackTab => KeyCode::BackTab,
        event::KeyCode::Backspace => KeyCode::Backspace,
        event::KeyCode::Delete => KeyCode::Delete,
        event::KeyCode::Up => KeyCode::Up,
        event::KeyCode::Down => KeyCode::Down,
        event::KeyCode::Left => KeyCode::Left,
        event::KeyCode::Right => KeyCode::Right,
        event::KeyCode::Home => KeyCode::Home,
        event::KeyCode::End => KeyCode::End,
        event::KeyCode::PageUp => KeyCode::PageUp,
        event::KeyCode::PageDown => KeyCode::PageDown,
        _ => return None,
    };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    // Right Alt on many keyboards is Ctrl and Alt together and types a character.
    let (ctrl, alt) = if ctrl && alt {
        (false, false)
    } else {
        (ctrl, alt)
    };
    Some(Key { code, ctrl, alt })
}

fn mouse_of(mouse: event::MouseEvent) -> Option<Mouse> {
    let kind = match mouse.kind {
        event::MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        event::MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        event::MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        event::MouseEventKind::ScrollDown => MouseKind::WheelDown,
        event::MouseEventKind::ScrollUp => MouseKind::WheelUp,
        _ => return None,
    };
    Some(Mouse {
        kind,
        column: mouse.column,
        row: mouse.row,
    })
}
