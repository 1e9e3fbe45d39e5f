//! The one clear mend of a text that cannot be taken: what nobody could have meant otherwise. What
//! may mean several things is not mended; whoever reads a country or a day names
//! what it may be.

mod contact;
mod coordinate;
mod date;
mod language;
mod mojibake;

pub use contact::{email, web_address};
pub use coordinate::{degrees, degrees_of_both};
pub use date::{both_ways, date, year};
pub use language::languages;
pub use mojibake::decoded;

use std::{collections::HashSet, sync::LazyLock};

use crate::collation::fold;

/// What people write where there is nothing, in the languages of the pages, folded.
static NOTHING: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let words = "n/a n.a. n.a na n.v.t. nvt none null nil nothing -- --- . .. ... ? ?? ??? x xx xxx \
                       tbd tba unknown geen niets onbekend keine keiner keines kein nichts unbekannt \
                       aucun aucune neant rien inconnu ninguno ninguna nada desconocido nessuno \
                       nessuna niente sconosciuto nenhum nenhuma desconhecido 0000-00-00 #n/a #n/b \
                       #nv #null!";
    words.split_whitespace().collect()
});

/// Whether a text says that there is nothing: `none`, `-`, `n/a`, `geen`.
pub fn is_placeholder(text: &str) -> bool {
    let text = fold(text.trim());
    let dashes = |c: char| matches!(c, '-' | '–' | '—' | '_' | '/');
    let bare = text.trim_matches(|c| matches!(c, '(' | ')' | '[' | ']' | '<' | '>'));
    !bare.is_empty() && (bare.chars().all(dashes) || NOTHING.contains(bare))
}

#[cfg(test)]
mod tests;
