//! Reads the table of keys: bindings, those of a pane, and the preset.

use super::{ConfigFile, FileKey, MOST_SLIPS, Reading};
use crate::app::call::Call;
use crate::app::keymap::KeyBinding;
use crate::app::settings::SettingKind;
use crate::config::preset::{self, PRESETS};
use crate::config::text::shortened;
use crate::key::KeySequence;
use crate::words::{CallFault, ConfigFault, KeyTable};
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// What unbinds a key.
const NONE: &str = "none";
/// What names the preset, in the table of keys.
const PRESET: &str = "preset";
/// The number of commands in the longest macro: more than anybody types, and nothing that a key would wait for.
const LONGEST_MACRO: usize = 32;

impl Reading<'_> {
    pub(super) fn keys(&mut self, table: &DeTable<'_>, start: usize) {
        for (name, value) in in_order(table) {
            let at = name.span().start;
            let read = match (value.get_ref().as_table(), KeyTable::named(name.get_ref())) {
                (Some(rows), Some(of_pane)) => {
                    self.keys_of_pane(of_pane, rows);
                    Ok(())
                }
                (Some(_), None) => {
                    let names = KeyTable::ALL.map(KeyTable::name).into_iter();
                    let near = self.nearest(name.get_ref(), names);
                    Err(ConfigFault::UnknownKeyTable(
                        shortened(name.get_ref()),
                        near,
                    ))
                }
                (None, _) if name.get_ref() == PRESET => self.preset(value, at),
                (None, _) => self.key(KeyTable::Everywhere, name.get_ref(), at, value),
            };
            if let Err(fault) = read {
                self.fault(at, fault);
            }
        }
        if !self.file.keymap().is_safe() {
            self.file.keys.clear();
            if !self.file.keymap().is_safe() {
                self.file.preset.clear();
            }
            self.fault(start, ConfigFault::UnsafeKeys);
        }
    }

    fn keys_of_pane(&mut self, table: KeyTable, rows: &DeTable<'_>) {
        for (name, value) in in_order(rows) {
            let at = name.span().start;
            if let Err(fault) = self.key(table, name.get_ref(), at, value) {
                self.fault(at, fault);
            }
        }
    }

    /// Takes the keys of a preset that comes with the program, or of a file.
    fn preset(&mut self, value: &Spanned<DeValue<'_>>, at: usize) -> Result<(), ConfigFault> {
        let written = self.text.get(value.span()).unwrap_or_default();
        let name = value.get_ref().as_str().filter(|_| !self.is_preset);
        let unknown = |near| ConfigFault::UnknownPreset(shortened(written), near);
        let name = name.ok_or_else(|| unknown(None))?;
        self.file.preset_name = Some((shortened(name), self.lines.at(at)));
        if let Some(text) = preset::text(name) {
            let file = ConfigFile::parse_layer(text, Path::new(name), true);
            self.take_preset(file);
            return Ok(());
        }
        let path = PathBuf::from(self.completed(SettingKind::Path, name.to_owned()));
        if !path.is_file() {
            let names = PRESETS.iter().map(|(name, _)| *name);
            return Err(unknown(self.nearest(name, names)));
        }
        self.file.named.push(path.clone());
        let file = ConfigFile::read_layer(path, true, true);
        self.take_preset(file);
        Ok(())
    }

    fn take_preset(&mut self, file: ConfigFile) {
        let keys = file.keys.into_iter();
        self.file.preset = keys.map(|key| key.binding).collect();
        self.file.faults.extend(file.faults);
    }

    fn key(
        &mut self,
        table: KeyTable,
        written: &str,
        at: usize,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<(), ConfigFault> {
        let keys: KeySequence = written
            .parse()
            .map_err(|_unknown| ConfigFault::UnknownKey(shortened(written)))?;
        let calls = self.calls(value)?;
        let idle = calls.iter().find(|call| !call.command.works_in(table));
        if let Some(call) = idle {
            return Err(ConfigFault::IdleThere(shortened(&call.text()), table));
        }
        let line = self.lines.at(at);
        if let Some(earlier) = self.bound.get(&(table, keys)) {
            return Err(ConfigFault::KeyTwice(shortened(written), *earlier));
        }
        let longer = self.begun.get(&(table, keys)).copied();
        let shorter = keys.beginnings().find_map(|beginning| {
            let earlier = self.bound.get(&(table, beginning))?;
            Some((beginning, *earlier))
        });
        if let Some((other, earlier)) = longer.or(shorter) {
            let (keys, other) = (keys.to_string(), other.to_string());
            return Err(ConfigFault::KeyBegins(keys, other, earlier));
        }
        self.bound.insert((table, keys), line);
        for beginning in keys.beginnings() {
            self.begun.insert((table, beginning), (keys, line));
        }
        let binding = KeyBinding {
            table,
            keys,
            calls: calls.into(),
        };
        self.file.keys.push(FileKey { binding, line });
        Ok(())
    }

    /// Returns the commands of a key: one, those of a macro, or none.
    fn calls(&self, value: &Spanned<DeValue<'_>>) -> Result<Vec<Call>, ConfigFault> {
        let written = || shortened(self.text.get(value.span()).unwrap_or_default());
        let no_name = || ConfigFault::UnknownCommand(written(), None);
        if value.get_ref().as_str() == Some(NONE) {
            return Ok(Vec::new());
        }
        if let Some(text) = value.get_ref().as_str() {
            return Ok(vec![self.call(text)?]);
        }
        let steps = value.get_ref().as_array().ok_or_else(no_name)?;
        if steps.len() > LONGEST_MACRO {
            return Err(ConfigFault::LongMacro(steps.len(), LONGEST_MACRO));
        }
        if steps.is_empty() {
            return Err(no_name());
        }
        let steps = steps.iter().map(|step| step.get_ref().as_str());
        steps
            .map(|step| self.call(step.ok_or_else(no_name)?))
            .collect()
    }

    fn call(&self, text: &str) -> Result<Call, ConfigFault> {
        Call::parse(text).map_err(|fault| match fault {
            CallFault::Unknown(name, near) => {
                let near = near.filter(|_| self.file.faults.len() < MOST_SLIPS);
                ConfigFault::UnknownCommand(shortened(&name), near)
            }
            CallFault::TakesNothing(_) => ConfigFault::Call(fault),
        })
    }
}

/// Returns the rows of a table in the order of the file.
fn in_order<'a, 'i>(
    table: &'a DeTable<'i>,
) -> Vec<(&'a Spanned<DeString<'i>>, &'a Spanned<DeValue<'i>>)> {
    let mut rows: Vec<_> = table.iter().collect();
    rows.sort_by_key(|(name, _)| name.span().start);
    rows
}
