//! Why an export fails.

use std::io;

use registry::Error as RegistryError;

/// Why an export could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The registry failed.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The file failed.
    #[error("the export cannot be written: {0}")]
    File(#[from] io::Error),
    /// The workbook failed.
    #[error("the workbook cannot be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The zip failed.
    #[error("the zip cannot be written: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// A record cannot be written as JSON.
    #[error("a record cannot be written: {0}")]
    Json(#[from] serde_json::Error),
    /// A text is too long for a cell.
    #[error(
        "{0} has a text that is longer than a cell of a workbook can be; export it as csv or ndjson"
    )]
    TooLong(String),
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        Self::Registry(error.into())
    }
}

impl Error {
    /// What the system says of a file that could not be written, where that is why.
    pub fn of_file(&self) -> Option<&io::Error> {
        use rust_xlsxwriter::XlsxError;
        use zip::result::ZipError;
        match self {
            Self::File(error)
            | Self::Workbook(XlsxError::IoError(error) | XlsxError::TempFileError(_, error))
            | Self::Zip(ZipError::Io(error)) => Some(error),
            _ => None,
        }
    }
}
