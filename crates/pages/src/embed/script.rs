//! The scripts that other sites load, first of all `/embed.js`: the element `<member-directory>`, one module without
//! dependencies.
//!
//! The address never changes and what it serves only ever learns more, so that a line that was
//! pasted once works for ever.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use actix_web::{HttpRequest, HttpResponse, web};

use super::words;
use crate::{facets::EMBEDDED, serving::Site};
use http::{
    fixed::Fixed,
    problem::{Kind, Problem},
};
use network::PageLang;

/// The parts of the module, in their order.
const SOURCE: [&str; 5] = [
    include_str!("assets/requests.js"),
    include_str!("assets/words.js"),
    include_str!("assets/members.js"),
    include_str!("assets/framed.js"),
    include_str!("assets/element.js"),
];

/// The module but for its texts and its style: the properties that a reader can choose by, and the
/// parts.
pub(super) fn source() -> String {
    let choices = EMBEDDED.map(|(facet, ..)| facet.as_str()).join("', '");
    format!("const CHOICES = ['{choices}'];\n{}", SOURCE.concat())
}

/// The style of the list.
pub(super) const STYLE: &str = include_str!("assets/list.css");

/// An hour without asking: a mended fault reaches every page within it, and a page that is open
/// when the directory is away goes on for a week.
const CACHE_CONTROL: &str =
    "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800";

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// The colour of a list that neither its page nor its network gives one.
const ACCENT: &str = "#0d7f86";

/// The element with the colour of a network, where it has one.
fn element(accent: Option<&str>) -> Fixed {
    let texts = words::table();
    let more = serde_json::Value::from_iter(words::more().map(PageLang::code));
    let style = serde_json::Value::from(STYLE.replace(ACCENT, accent.unwrap_or(ACCENT)));
    let script = format!(
        "const TEXTS = {texts};\nconst MORE = {more};\nconst STYLE = {style};\n{}",
        source()
    );
    Fixed::new(JAVASCRIPT, CACHE_CONTROL, script.into_bytes())
}

static ELEMENT: LazyLock<Fixed> = LazyLock::new(|| element(None));

/// The same with the colour that the network has.
static COLORED: Mutex<Option<(String, Arc<Fixed>)>> = Mutex::new(None);

fn colored(accent: &str) -> Arc<Fixed> {
    let mut kept = COLORED.lock().unwrap_or_else(PoisonError::into_inner);
    match &*kept {
        Some((color, element)) if color == accent => Arc::clone(element),
        _ => {
            let element = Arc::new(element(Some(accent)));
            *kept = Some((accent.to_owned(), Arc::clone(&element)));
            element
        }
    }
}

static RESIZE: LazyLock<Fixed> = LazyLock::new(|| {
    let script = include_str!("assets/resize.js");
    Fixed::new(JAVASCRIPT, CACHE_CONTROL, script.as_bytes().to_vec())
});

/// The words of each language that the script does not hold.
static WORDS: LazyLock<HashMap<&str, Fixed>> = LazyLock::new(|| {
    let files = words::more().map(|lang| {
        let words = words::words(lang).to_string();
        (
            lang.code(),
            Fixed::new("application/json", CACHE_CONTROL, words.into_bytes()),
        )
    });
    files.collect()
});

/// Gives the words of a language.
pub(super) async fn get_words(
    request: HttpRequest,
    lang: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let words = WORDS.get(lang.as_str());
    let detail = "There are no words of this language, or the script has them already.";
    let words = words.ok_or_else(|| Problem::new(Kind::NotFound, detail))?;
    Ok(words.give(&request))
}

/// Gives the element.
pub(super) async fn get_element(request: HttpRequest, site: web::Data<Site>) -> HttpResponse {
    match &site.directory.current().looks.accent_anywhere {
        Some(accent) => colored(accent).give(&request),
        None => ELEMENT.give(&request),
    }
}

/// Gives the script around the frame.
pub(super) async fn get_resize(request: HttpRequest) -> HttpResponse {
    RESIZE.give(&request)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const GUIDE: &str = include_str!("../../../../docs/embed.md");

    /// What stands in a text behind a beginning, as far as a name goes.
    fn named<'a>(text: &'a str, beginning: &str) -> BTreeSet<&'a str> {
        let rests = text.split(beginning).skip(1);
        rests
            .map(|rest| {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
                &rest[..end.unwrap_or(rest.len())]
            })
            .filter(|name| !name.is_empty())
            .collect()
    }

    #[test]
    fn the_guide_has_every_property_attribute_and_event() {
        let properties = named(STYLE, "var(--member-directory-");
        assert!(properties.len() > 10);
        for property in properties {
            let name = format!("`--member-directory-{property}`");
            assert!(GUIDE.contains(&name), "{name}");
        }
        let script = source();
        let lists = script.lines().filter(|line| {
            ["CHOICES", "PARAMETERS", "ATTRIBUTES"]
                .iter()
                .any(|list| line.starts_with(&format!("const {list}")))
        });
        let attributes: Vec<&str> = lists
            .flat_map(|line| line.split('\'').skip(1).step_by(2))
            .collect();
        assert!(attributes.len() > 15, "{attributes:?}");
        for attribute in attributes {
            assert!(GUIDE.contains(&format!("`{attribute}`")), "{attribute}");
        }
        for event in named(&script, "this.#tell('") {
            assert!(
                GUIDE.contains(&format!("'member-directory:{event}'")),
                "{event}"
            );
        }
    }

    #[test]
    fn the_guide_has_every_part() {
        let parts = source();
        let parts = parts.split("part: '").skip(1);
        let parts: BTreeSet<&str> = parts
            .filter_map(|rest| rest.split('\'').next())
            .flat_map(str::split_whitespace)
            .collect();
        assert!(parts.len() > 20, "{parts:?}");
        for part in parts {
            assert!(GUIDE.contains(&format!("`{part}`")), "{part}");
        }
    }
}
