//! How an import is done.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{encoding::FileEncoding, finding::SuggestionKind};
use network::codes::codes;

/// How an import is done.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct ImportOptions {
    /// Rows that can be taken are taken, although others are refused.
    pub skip_refused: bool,
    /// Rows may make a place or a member more public than it is.
    pub confirm_publication: bool,
    /// Rows may make members that are probably in the registry already.
    pub allow_duplicates: bool,
    /// Points may lie outside the countries of their places.
    pub confirm_positions: bool,
    /// What would mend cells beyond doubt is taken as if it stood there: these kinds of it.
    pub accept_suggestions: Vec<SuggestionKind>,
    /// Members may be added to the sample network.
    pub into_sample: bool,
    /// What becomes of members that no row is about.
    pub missing: Missing,
    /// How many of them may be withdrawn, where they are more than a tenth.
    pub confirm_withdrawals: Option<usize>,
    /// Rows and columns that a spreadsheet hides are taken all the same.
    pub include_hidden: bool,
    /// Columns that sound like privacy and mean nothing here, by their names.
    #[validate(length(max = 1000))]
    pub ignore_columns: Vec<String>,
    /// The row that names the columns; nothing where the program finds it.
    #[validate(range(min = 1, message = "the first row is 1"))]
    #[schema(example = 3, minimum = 1)]
    pub header_row: Option<u64>,
    /// The encoding of CSV files that are not UTF-8, by its name (WHATWG Encoding).
    pub encoding: Option<FileEncoding>,
    /// Nothing is written.
    #[serde(skip)]
    pub dry_run: bool,
    /// The import fills a database that has no members yet.
    #[serde(skip)]
    pub into_empty: bool,
}

codes! {
    /// What becomes of members that no row is about.
    Missing ("treatment of missing members") {
        /// They are left alone.
        Ignore = "ignore",
        /// They are left alone, and named.
        Report = "report",
        /// They are withdrawn, which can be taken back.
        Withdraw = "withdraw",
    }
}

#[allow(clippy::derivable_impls)] // the enum comes from a macro, which cannot mark a variant
impl Default for Missing {
    fn default() -> Self {
        Self::Ignore
    }
}
