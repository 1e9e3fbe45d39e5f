//! todo
use std::fs::File;
use super::{Books, Error};
pub fn write(_books: &mut Books<'_>, _private: bool, _out: &mut File) -> Result<(), Error> {
    Ok(())
}
