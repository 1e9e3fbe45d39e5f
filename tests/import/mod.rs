//! Bulk import as who keeps the spreadsheet meets it: the command line and what the public sees
//! afterwards.

mod again;
mod cases;
mod command_line;
mod csv_forms;
mod duplicates;
mod foreign_files;
mod hsds;
mod identifiers;
mod mappings;
mod matching;
mod mends;
mod privacy;
mod proposals;
mod publication;
mod refusals;
mod settings;
mod workbooks;
