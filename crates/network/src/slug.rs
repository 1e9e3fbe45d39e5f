//! Slugs: the readable part of a member's address.

use std::fmt;

use crate::{checked_text::checked_text, invalid::Invalid};

const LENGTH: usize = 100;

checked_text!(
    /// A member's readable key in addresses: lower-case Latin letters, digits and single hyphens,
    /// at most 100 characters (`open-huis-gent`).
    #[schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 100)]
    Slug,
    check
);

impl Slug {
    /// A slug made from a name in any script (`Αλληλεγγύη` gives `allileggyi`), or nothing when
    /// the name has no letter or digit at all.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut slug = String::with_capacity(name.len());
        for c in any_ascii::any_ascii(name).chars() {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if c != '\'' && !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        Self::shortened(&slug, LENGTH - 12)
    }

    /// The same slug told apart from others by an ending: `caritas` and `be` give `caritas-be`.
    pub fn with_ending(&self, ending: impl fmt::Display) -> Self {
        Self(format!("{}-{ending}", self.0).into())
    }

    /// This slug and others like it: with the country behind it, then with a number too.
    pub fn variants(&self, country: impl fmt::Display) -> impl Iterator<Item = Self> {
        let with_country = self.with_ending(country.to_string().to_ascii_lowercase());
        let numbered = with_country.clone();
        [self.clone(), with_country]
            .into_iter()
            .chain((2..=u32::MAX).map(move |number| numbered.with_ending(number)))
    }

    fn shortened(text: &str, most: usize) -> Option<Self> {
        let cut = match text.get(..most).filter(|_| text.len() > most) {
            // A word cut in half reads badly, so it ends at a hyphen where there is one.
            Some(start) => start.rsplit_once('-').map_or(start, |(whole, _)| whole),
            None => text,
        };
        let cut = cut.trim_matches('-');
        (!cut.is_empty()).then(|| Self(cut.into()))
    }
}

fn check(text: &str) -> Result<&str, Invalid> {
    let right = text.len() <= LENGTH
        && text.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
    if right {
        return Ok(text);
    }
    let remedy = match Slug::from_name(text) {
        Some(slug) => format!("write \"{slug}\""),
        None => "such as open-huis-gent".to_owned(),
    };
    Err(Invalid::new(
        "invalid_slug",
        format!(
            "\"{text}\" is not a slug: lower-case Latin letters, digits and single hyphens, \
             at most {LENGTH} characters; {remedy}"
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_any_script_gives_a_slug() {
        let slug = |name| Slug::from_name(name).map(String::from);
        assert_eq!(
            slug("Schule für alle Wien").as_deref(),
            Some("schule-fur-alle-wien")
        );
        assert_eq!(slug("  L'Île — d'Yeu ").as_deref(), Some("lile-dyeu"));
        assert!(slug("Αλληλεγγύη").unwrap().starts_with("all"));
        assert!(slug("一般社団法人").is_some());
        assert_eq!(slug("—!—"), None);
        assert!(slug(&"word ".repeat(60)).unwrap().len() <= LENGTH);
    }

    #[test]
    fn what_is_made_from_a_name_is_a_slug() {
        for name in ["Ünï çödé", "a--b", "-a-", "ＡＢＣ", "№ 5"] {
            let slug = Slug::from_name(name).unwrap();
            assert_eq!(slug.as_str().parse::<Slug>(), Ok(slug.clone()), "{name}");
        }
    }

    #[test]
    fn other_writings_are_refused_with_the_right_one() {
        let error = "Open Huis".parse::<Slug>().unwrap_err();
        assert!(error.message.ends_with("write \"open-huis\""), "{error}");
        for bad in ["", "-a", "a-", "a--b", "a_b", "é"] {
            assert_eq!(
                bad.parse::<Slug>().unwrap_err().code,
                "invalid_slug",
                "{bad}"
            );
        }
    }
}
