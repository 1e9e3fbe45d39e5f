//! `/embed`: the page on which a list is put together. It is a form that the server answers with
//! the lines to copy; a script shows each choice at once.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use url::form_urlencoded::Serializer;

use super::question::{Question, USUAL_FILTERS, USUAL_LIMIT, choices};
use crate::{
    address::Address,
    facets::EMBEDDED,
    layout::{Layout, Sheet},
    serving::{Site, written},
    words::Escaped,
};
use directory::{Facet, PublicUrl, Snapshot};
use http::{negotiation, problem::Problem};
use network::{Country, LanguageTag, PageLang, label_key};
use translations::{Texts, digits, own_name};

static SHEET: LazyLock<Sheet> = LazyLock::new(|| {
    Sheet::allowing(
        &[include_str!("assets/configure.css")],
        "frame-src 'self'; frame-ancestors 'none'",
    )
});

/// Gives the page.
pub(super) async fn get(
    request: HttpRequest,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    let question = Question::read(request.query_string());
    let snapshot = site.directory.current();
    let lang = negotiation::language(&request, question.lang());
    let public_url = site.directory.public_url();
    site.give(&request, &snapshot, lang, &SHEET, || {
        let address = Address::read(public_url, "/embed", request.query_string());
        let mut layout = Layout::new(Texts(lang), &snapshot, public_url, &address, &SHEET);
        // What the form leaves empty says nothing, and every choice would be a page of its own.
        layout.address = layout.address.keeping(|_, value| !value.trim().is_empty());
        layout.indexed = layout.address.pairs().is_empty();
        written(&Page::new(layout, &question, &snapshot))
    })
}

/// A field with some values to choose from.
struct Select {
    name: &'static str,
    label: String,
    options: Vec<Opt>,
}

struct Opt {
    value: String,
    label: String,
    chosen: bool,
}

/// A field that is on or off.
struct Check {
    name: &'static str,
    value: &'static str,
    label: String,
    on: bool,
}

#[derive(Template)]
#[template(path = "embed/configure.html")]
struct Page<'a> {
    layout: Layout<'a>,
    shows: Vec<Select>,
    looks: Vec<Select>,
    checks: Vec<Check>,
    cities: Vec<&'a str>,
    near: &'a str,
    radius: &'a str,
    element: String,
    frame: String,
    policy: String,
    preview: String,
    frame_address: Address,
}

impl<'a> Page<'a> {
    fn new(mut layout: Layout<'a>, question: &'a Question, snapshot: &'a Snapshot) -> Self {
        let t = layout.texts;
        let public_url = layout.public_url;
        layout.title = t.say("configure-title");
        layout.description = t.say("configure-lead");
        let asked = Asked::read(question);
        let said = Texts(asked.lang.unwrap_or(t.0));
        let frame_address = Address::read(public_url, "/embed/frame", &asked.frame_query());
        let preview = asked.element(public_url, said);
        let origin = public_url.origin();
        Self {
            layout,
            shows: shows(question, t, snapshot),
            looks: looks(question, t),
            checks: checks(&asked, t),
            cities: snapshot.gazetteer.largest(),
            near: question.get("near").unwrap_or_default(),
            radius: question.get("radius").unwrap_or_default(),
            element: with_script(public_url, &preview),
            frame: format!(
                "<iframe src=\"{}\" title=\"{}\" width=\"100%\" \
                 height=\"700\" loading=\"lazy\" style=\"border:0\"></iframe>\n\
                 <script type=\"module\" src=\"{}\"></script>",
                Escaped(&frame_address.url()),
                Escaped(&said.say("embed-label")),
                public_url.url("/embed/resize.js"),
            ),
            policy: format!("script-src {origin}; connect-src {origin}; frame-src {origin}"),
            preview,
            frame_address,
        }
    }
}

/// The element with the script that it runs by.
fn with_script(public_url: &PublicUrl, element: &str) -> String {
    let script = public_url.url("/embed.js");
    format!("<script type=\"module\" src=\"{script}\"></script>\n{element}")
}

/// A list that was put together.
pub struct Snippet {
    /// The lines to copy.
    pub element: String,
    /// The same list as a frame.
    pub frame: Address,
}

/// The list that a query of the configuration page asks for, in a language where it names none.
pub fn snippet(public_url: &PublicUrl, query: &str, lang: PageLang) -> Snippet {
    let asked = Asked::read(&Question::read(query));
    let said = Texts(asked.lang.unwrap_or(lang));
    Snippet {
        element: with_script(public_url, &asked.element(public_url, said)),
        frame: Address::read(public_url, "/embed/frame", &asked.frame_query()),
    }
}

/// What was put together: the attributes that are not as they are by themselves.
struct Asked {
    attributes: Vec<(&'static str, String)>,
    lang: Option<PageLang>,
    filters: Vec<&'static str>,
    searched: bool,
}

impl Asked {
    fn read(question: &Question) -> Self {
        // A browser sends nothing for a box that is empty.
        let sent = question.get("set").is_some();
        let filters: Vec<&'static str> = match sent {
            true => {
                let given: Vec<&str> = question.all("filters").collect();
                choices(&given)
            }
            false => question.filters(),
        };
        let searched = match sent {
            true => question.get("search").is_some(),
            false => question.is_searched(),
        };
        let lang = question.get("list_lang").and_then(PageLang::of_range);
        let near = question.get("near");
        let whole = |name, most: u32| {
            let given = question.get(name)?.parse().ok();
            given
                .filter(|number| (1..=most).contains(number))
                .map(|number: u32| number.to_string())
        };
        let mut attributes: Vec<(&'static str, String)> = Vec::new();
        let mut add = |name, value: Option<String>| {
            if let Some(value) = value {
                attributes.push((name, value));
            }
        };
        let properties = EMBEDDED.map(|(facet, ..)| facet.as_str());
        for name in properties.into_iter().chain(["q"]) {
            add(name, question.get(name).map(str::to_owned));
        }
        add("near", near.map(str::to_owned));
        add("radius", near.and_then(|_| whole("radius", 20_000)));
        add("lang", lang.map(|lang| lang.code().to_owned()));
        add("view", named(question, "view", &["compact", "map"]));
        add(
            "theme",
            named(question, "theme", &["light", "dark", "system"]),
        );
        let joined = filters.join(",");
        add(
            "filters",
            match joined.as_str() {
                USUAL_FILTERS => None,
                "" => Some("none".to_owned()),
                _ => Some(joined),
            },
        );
        add("search", (!searched).then(|| "none".to_owned()));
        add(
            "limit",
            whole("limit", 200).filter(|limit| limit != USUAL_LIMIT),
        );
        add(
            "heading-level",
            whole("heading_level", 6).filter(|level| level != USUAL_LEVEL),
        );
        Self {
            attributes,
            lang,
            filters,
            searched,
        }
    }

    /// The element, with a link within it for as long as it does not run.
    fn element(&self, public_url: &PublicUrl, said: Texts) -> String {
        let attributes: String = self
            .attributes
            .iter()
            .map(|(name, value)| format!(" {name}=\"{}\"", Escaped(value)))
            .collect();
        let whole = said.say("embed-whole");
        format!(
            "<member-directory{attributes}>\n  <a href=\"{}\">{}</a>\n</member-directory>",
            public_url.url("/"),
            Escaped(&whole)
        )
    }

    fn frame_query(&self) -> String {
        let pairs = self
            .attributes
            .iter()
            .filter(|(name, _)| *name != "heading-level");
        Serializer::new(String::new()).extend_pairs(pairs).finish()
    }
}

const USUAL_LEVEL: &str = "3";

/// One of some words.
fn named(question: &Question, name: &str, words: &[&str]) -> Option<String> {
    let given = question.get(name)?;
    words.contains(&given).then(|| given.to_owned())
}

fn select(
    question: &Question,
    name: &'static str,
    label: String,
    options: Vec<(String, String)>,
    usual: &str,
) -> Select {
    let given = question.get(name).unwrap_or(usual);
    Select {
        name,
        label,
        options: options
            .into_iter()
            .map(|(value, label)| Opt {
                chosen: value.eq_ignore_ascii_case(given),
                value,
                label,
            })
            .collect(),
    }
}

/// What the list can be narrowed by.
fn shows(question: &Question, t: Texts, snapshot: &Snapshot) -> Vec<Select> {
    let indexes = snapshot.members.indexes();
    let countries = indexes.country.keys();
    let countries = countries.map(|code: &Country| (code.to_string(), code.name(t.0).to_owned()));
    let services = snapshot.taxonomy.types().iter();
    let services =
        services.map(|service| (service.code.to_string(), service.label(t.0).to_owned()));
    let languages = indexes.language.keys();
    let languages = languages.map(|tag: &LanguageTag| (tag.to_string(), tag.name(t.0)));
    let options: [Vec<(String, String)>; 3] =
        [countries.collect(), services.collect(), languages.collect()];
    let offered = EMBEDDED.into_iter().zip(options);
    offered
        .map(|((facet, label, all), mut options)| {
            // The services stand in the order of the taxonomy.
            if facet != Facet::Service {
                options.sort_by_cached_key(|(_, label)| label_key(t.0, label));
            }
            options.insert(0, (String::new(), t.say(all)));
            select(question, facet.as_str(), t.say(label), options, "")
        })
        .collect()
}

/// How the list can look.
fn looks(question: &Question, t: Texts) -> Vec<Select> {
    let words = |words: &[(&str, &str)]| -> Vec<(String, String)> {
        let words = words.iter();
        words
            .map(|(value, id)| ((*value).to_owned(), t.say(id)))
            .collect()
    };
    let numbers = |numbers: &[&str]| -> Vec<(String, String)> {
        let numbers = numbers.iter();
        numbers
            .map(|number| ((*number).to_owned(), digits(t.0, number)))
            .collect()
    };
    let mut langs = words(&[("", "configure-language-page")]);
    langs.extend(PageLang::ALL.map(|lang| (lang.code().to_owned(), own_name(lang))));
    let views = words(&[
        ("", "configure-view-list"),
        ("compact", "configure-view-compact"),
        ("map", "view-map"),
    ]);
    let themes = words(&[
        ("", "configure-theme-page"),
        ("light", "configure-theme-light"),
        ("dark", "configure-theme-dark"),
        ("system", "configure-theme-system"),
    ]);
    let limits = numbers(&["5", USUAL_LIMIT, "20", "50", "100"]);
    let levels = numbers(&["2", USUAL_LEVEL, "4", "5"]);
    [
        ("list_lang", "configure-language", langs, ""),
        ("view", "configure-view", views, ""),
        ("theme", "configure-theme", themes, ""),
        ("limit", "configure-limit", limits, USUAL_LIMIT),
        ("heading_level", "configure-heading", levels, USUAL_LEVEL),
    ]
    .into_iter()
    .map(|(name, label, options, usual)| select(question, name, t.say(label), options, usual))
    .collect()
}

fn checks(asked: &Asked, t: Texts) -> Vec<Check> {
    let search = Check {
        name: "search",
        value: "shown",
        label: t.say("configure-search"),
        on: asked.searched,
    };
    let filters = EMBEDDED.map(|(facet, label, _)| Check {
        name: "filters",
        value: facet.as_str(),
        label: t.say(label),
        on: asked.filters.contains(&facet.as_str()),
    });
    std::iter::once(search).chain(filters).collect()
}
