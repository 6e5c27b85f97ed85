//! What every run starts from: the fixtures of the other tests, and inputs that were faults once.

use std::path::{Path, PathBuf};

/// Returns the inputs of these folders below `tests`; a file that ends in `.lines` has one on each line.
pub(crate) fn seeds(folders: &[&str]) -> Vec<Vec<u8>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut seeds = Vec::new();
    for folder in folders {
        let mut files: Vec<PathBuf> = std::fs::read_dir(tests.join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file())
            .collect();
        files.sort();
        for path in files {
            let bytes = std::fs::read(&path).unwrap();
            if path
                .extension()
                .is_some_and(|extension| extension == "lines")
            {
                let lines = bytes
                    .split(|byte| *byte == b'\n')
                    .filter(|line| !line.is_empty());
                seeds.extend(lines.map(<[u8]>::to_vec));
            } else {
                seeds.push(bytes);
            }
        }
    }
    seeds
}
