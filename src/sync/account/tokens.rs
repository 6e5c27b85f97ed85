//! The file with the tokens that servers gave for passwords. It lies beside the library, and only its owner can
//! read it; the library, which people copy and send with bug reports, has no token.

use super::super::greader::AuthToken;
use crate::account_error::AccountError;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// The maximum size of the file, in bytes.
const LONGEST: u64 = 1 << 20;

/// The tokens of the accounts of one library, by the names of the accounts.
#[derive(Clone, Debug)]
pub struct TokenFile {
    path: PathBuf,
}

impl TokenFile {
    /// Returns the file that belongs to the library at `library`.
    pub fn beside(library: &Path) -> Self {
        let mut name = library
            .file_name()
            .map_or_else(OsString::new, OsString::from);
        name.push("-tokens.json");
        Self {
            path: library.with_file_name(name),
        }
    }

    /// Returns the path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the token of an account.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read or has no token of this account.
    pub fn token(&self, account: &str) -> Result<AuthToken, AccountError> {
        let tokens = self.read().map_err(|error| {
            log::warn!("{}: {error}", self.path.display());
            AccountError::NoToken
        })?;
        let token = tokens.get(account).cloned();
        token.map(AuthToken::new).ok_or(AccountError::NoToken)
    }

    /// Stores the token of an account. A damaged file, which has no token that could be read, is replaced.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read or written; then the old file stays.
    pub fn set(&self, account: &str, token: &AuthToken) -> io::Result<()> {
        let mut tokens = match self.read() {
            Err(error) if error.kind() == io::ErrorKind::InvalidData => BTreeMap::new(),
            tokens => tokens?,
        };
        tokens.insert(account.to_owned(), token.reveal().to_owned());
        self.write(&tokens)
    }

    /// Removes the token of an account; nothing happens if there is none.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn remove(&self, account: &str) -> io::Result<()> {
        let mut tokens = self.read()?;
        if tokens.remove(account).is_none() {
            return Ok(());
        }
        if tokens.is_empty() {
            return fs::remove_file(&self.path);
        }
        self.write(&tokens)
    }

    fn read(&self) -> io::Result<BTreeMap<String, String>> {
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(error) => return Err(error),
        };
        self.make_private(&file);
        let mut bytes = Vec::new();
        file.take(LONGEST).read_to_end(&mut bytes)?;
        serde_json::from_slice(&bytes).map_err(|_damaged| io::ErrorKind::InvalidData.into())
    }

    /// Takes the file away from others who may read it, as after a copy of the folder.
    #[cfg_attr(not(unix), expect(clippy::unused_self, reason = "only Unix has modes"))]
    fn make_private(&self, file: &File) {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = file.metadata().map(|file| file.permissions().mode());
            if mode.is_ok_and(|mode| mode & 0o077 != 0) {
                log::warn!("{}: others could read it", self.path.display());
                // Who may read it but does not own it cannot change that.
                let _not_ours = file.set_permissions(fs::Permissions::from_mode(0o600));
            }
        }
        #[cfg(not(unix))]
        let _no_modes = file;
    }

    /// Writes a new file and puts it in the place of the old one, so that a kill leaves one of the two.
    fn write(&self, tokens: &BTreeMap<String, String>) -> io::Result<()> {
        let mut name = OsString::from(self.path.as_os_str());
        name.push(format!(".{}", std::process::id()));
        let new = PathBuf::from(name);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(&new).and_then(|mut file| {
            file.write_all(&serde_json::to_vec(tokens)?)?;
            file.sync_all()
        });
        let placed = written.and_then(|()| fs::rename(&new, &self.path));
        if placed.is_err() {
            // What is left of a failed attempt must not keep a token.
            let _gone = fs::remove_file(&new);
        }
        placed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_kept_where_only_their_owner_reads_them() {
        let folder = tempfile::tempdir().unwrap();
        let file = TokenFile::beside(&folder.path().join("library.db"));
        assert_eq!(file.token("घर").unwrap_err(), AccountError::NoToken);
        for (name, token) in [("घर", "one"), ("two", "2"), ("घर", "three")] {
            file.set(name, &AuthToken::new(token.to_owned())).unwrap();
        }
        assert_eq!(file.token("घर").unwrap().reveal(), "three");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(file.path()).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        file.remove("घर").unwrap();
        assert_eq!(file.token("घर").unwrap_err(), AccountError::NoToken);
        file.remove("two").unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_damaged_file_has_no_token_and_is_replaced_by_a_login() {
        let folder = tempfile::tempdir().unwrap();
        let file = TokenFile::beside(&folder.path().join("library.db"));
        fs::write(file.path(), "{\"a\": ").unwrap();
        assert_eq!(file.token("a").unwrap_err(), AccountError::NoToken);
        file.set("a", &AuthToken::new("b".to_owned())).unwrap();
        assert_eq!(file.token("a").unwrap().reveal(), "b");
    }
}
