//! Where else a member is found on the web, and by what it is known there.

use network::Identifier;
use publication::PublicMember;
use translations::Texts;

/// Its further addresses, each behind what it is.
pub fn links(member: &PublicMember, texts: Texts) -> Vec<(String, &str)> {
    let links = member.links.iter();
    links
        .map(|link| {
            let name = match link.kind.brand() {
                Some(brand) => brand.to_owned(),
                None => texts.say(&format!("link-kind-{}", link.kind)),
            };
            (name, link.url.as_str())
        })
        .collect()
}

/// Its identifiers, each behind what it is called; a list of org-id.guide by its code.
pub fn identifiers(member: &PublicMember, texts: Texts) -> Vec<(String, &Identifier)> {
    let identifiers = member.identifiers.iter();
    identifiers
        .map(|identifier| {
            let name = match identifier.scheme().as_str() {
                "wikidata" => "Wikidata".to_owned(),
                "vat" => texts.say("vat-number"),
                code => code.to_uppercase(),
            };
            (name, identifier)
        })
        .collect()
}
