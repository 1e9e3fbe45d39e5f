//! CSV files to import, written as short as a test can read them.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

/// The files of one import; what is not given is not there.
#[derive(Debug, Clone, Default)]
pub struct Sheets {
    members: Option<Vec<u8>>,
    locations: Option<Vec<u8>>,
    services: Option<Vec<u8>>,
}

/// No files yet.
pub fn sheets() -> Sheets {
    Sheets::default()
}

impl Sheets {
    pub fn members(mut self, content: impl Into<Vec<u8>>) -> Self {
        self.members = Some(content.into());
        self
    }

    pub fn locations(mut self, content: impl Into<Vec<u8>>) -> Self {
        self.locations = Some(content.into());
        self
    }

    pub fn services(mut self, content: impl Into<Vec<u8>>) -> Self {
        self.services = Some(content.into());
        self
    }

    /// Writes the files into a new folder within `folder`.
    pub fn write(&self, folder: &Path) -> PathBuf {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = folder.join(format!("sheets-{number}"));
        fs::create_dir(&folder).expect("a folder is made");
        for (name, content) in [
            ("members.csv", &self.members),
            ("locations.csv", &self.locations),
            ("services.csv", &self.services),
        ] {
            if let Some(content) = content {
                fs::write(folder.join(name), content).expect("a file is written");
            }
        }
        folder
    }
}
