//! Telephone numbers in two columns: the first one where an earlier version has the only one, and the
//! others beside it, a line each.

use crate::error::{Error, stored};
use network::{Phone, earlier};

/// The texts of the two columns.
pub fn store(phones: &[Phone]) -> (Option<String>, Option<String>) {
    let others: Vec<String> = phones.iter().skip(1).map(ToString::to_string).collect();
    let first = phones.first().map(ToString::to_string);
    (first, (!others.is_empty()).then(|| others.join("\n")))
}

/// The numbers of the two columns.
pub fn restore(
    column: &'static str,
    first: Option<String>,
    others: Option<String>,
) -> Result<Vec<Phone>, Error> {
    let mut phones = Vec::new();
    let others = others.iter().flat_map(|others| others.lines());
    for text in first.as_deref().into_iter().chain(others) {
        if let Ok(phone) = text.parse() {
            phones.push(phone);
            continue;
        }
        match Phone::all_in(text) {
            // An earlier version took "09 234 56 78 / 0470 12 34 56" for one number.
            Ok(found) => phones.extend(found),
            Err(_) => match earlier::number(text) {
                Ok(number) => phones.push(number.into()),
                Err(_) => phones.push(stored(column, text)?),
            },
        }
    }
    Ok(phones)
}

/// Declares the row of the two columns of a table.
macro_rules! phones_row {
    ($table:ident, $column:literal $(, $derive:ident)?) => {
        #[derive(Queryable, Selectable, Insertable $(, $derive)?)]
        #[diesel(table_name = $table)]
        pub(super) struct PhonesRow {
            // So written, an absent one is stored as absent, and not passed over.
            phone: <Option<String> as $crate::columns::Column>::Stored,
            more_phones: <Option<String> as $crate::columns::Column>::Stored,
        }

        impl PhonesRow {
            pub(super) fn of(phones: &[::network::Phone]) -> Self {
                let (phone, more_phones) = $crate::phones::store(phones);
                Self { phone, more_phones }
            }

            pub(super) fn read(self) -> Result<Vec<::network::Phone>, Error> {
                $crate::phones::restore($column, self.phone, self.more_phones)
            }
        }
    };
}
pub(crate) use phones_row;
