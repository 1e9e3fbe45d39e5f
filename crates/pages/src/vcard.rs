//! `/members/{slug}.vcf`: a member for the contacts of a phone (vCard 3.0, RFC 2426, which all
//! phones read). It is made of what the public sees alone.

use actix_web::{HttpRequest, HttpResponse, http::header, web};

use directory::Found;
use http::{
    answer::Answer,
    problem::{Kind, Problem},
};
use publication::{PublicLocation, PublicMember};

use crate::{address::Address, serving::Site};

/// Gives the card of a member.
pub async fn give(
    request: HttpRequest,
    site: web::Data<Site>,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let snapshot = site.directory.current();
    let published = match snapshot.find(&slug) {
        Found::Member(card) => snapshot.record(card.key).map(|(published, _)| published),
        _ => None,
    };
    let Some(published) = published else {
        let detail = "There is no member with this identifier or slug.";
        return Err(Problem::new(Kind::NotFound, detail));
    };
    let member = &published.member;
    let answer = Answer {
        request: &request,
        snapshot: &snapshot,
        lang: None,
        media_type: "text/vcard; charset=utf-8",
        passing: None,
    };
    let mut response = site.answers.give(&answer, |out| {
        let page = Address::of(site.directory.public_url(), "/").of_member(&member.slug);
        let card = written(member, &page.url(), &published.updated_at.to_string());
        out.extend_from_slice(card.as_bytes());
        Ok([])
    })?;
    let headers = response.headers_mut();
    let name = format!("attachment; filename=\"{}.vcf\"", member.slug);
    if let Ok(name) = header::HeaderValue::try_from(name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    headers.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("public, no-cache"),
    );
    Ok(response)
}

fn written(member: &PublicMember, page: &str, changed: &str) -> String {
    let name = text(&member.name);
    let mut lines = vec![
        "BEGIN:VCARD".to_owned(),
        "VERSION:3.0".to_owned(),
        format!("UID:urn:uuid:{}", member.id),
        format!("N:{name};;;;"),
        format!("FN:{name}"),
        format!("ORG:{name}"),
        // Else iOS takes it for a person.
        "X-ABShowAs:COMPANY".to_owned(),
    ];
    let phones = crate::card::phones(member);
    lines.extend(phones.map(|phone| {
        let number = phone.uri.as_ref().map(|uri| uri.number());
        format!(
            "TEL;TYPE=WORK,VOICE:{}",
            text(number.unwrap_or(phone.number.as_str()))
        )
    }));
    let of_places = member.locations.iter().filter_map(|place| match place {
        PublicLocation::Exact(place) => place.email.as_ref(),
        PublicLocation::City(_) => None,
    });
    let emails = member.email.iter().chain(of_places);
    lines.extend(emails.map(|email| format!("EMAIL;TYPE=INTERNET:{}", text(email.as_str()))));
    lines.extend(member.locations.iter().map(|place| {
        let street = match place {
            PublicLocation::Exact(place) => place.address.as_deref(),
            PublicLocation::City(_) => None,
        };
        let parts = [
            street,
            Some(place.city()),
            place.region(),
            place.postal_code(),
            Some(place.country().name(network::Lang::En)),
        ];
        let parts = parts.map(|part| text(part.unwrap_or_default()));
        format!("ADR;TYPE=WORK:;;{}", parts.join(";"))
    }));
    if let Some(website) = &member.website {
        lines.push(format!("URL:{}", text(website.as_str())));
    }
    lines.push(format!("SOURCE:{page}"));
    lines.push(format!("REV:{changed}"));
    lines.push("END:VCARD".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

/// A text as a value: what parts values is marked (RFC 2426, 4).
fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\n' => escaped.push_str("\\n"),
            sign if sign.is_control() => {}
            sign => {
                if matches!(sign, '\\' | ',' | ';') {
                    escaped.push('\\');
                }
                escaped.push(sign);
            }
        }
    }
    escaped
}

/// A line of at most 75 octets, going on in the next one where it is longer (RFC 2425, 5.8.1).
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut length = 0;
    for sign in line.chars() {
        if length + sign.len_utf8() > 75 {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(sign);
        length += sign.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_parts_values_is_marked_and_long_lines_go_on() {
        assert_eq!(text("a, b; c\\d\ne\r"), "a\\, b\\; c\\\\d\\ne");
        let line = folded(&"ж".repeat(60));
        for part in line.trim_end().split("\r\n") {
            assert!(part.len() <= 75, "{part}");
        }
        assert_eq!(line.replace("\r\n ", ""), format!("{}\r\n", "ж".repeat(60)));
    }
}
