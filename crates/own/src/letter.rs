//! The mails as their readers get them: a subject, plain text, and HTML, in the reader's language.
//!
//! They are made when they are sent, from the directory as it is then.

use std::sync::Arc;

use askama::Template;

use crate::{frame::path, view::View};
use directory::{
    Directory,
    digest::{Digest, Period},
};
use http::{
    formats::newsletter::{Writer, html, markdown},
    paths::CONSOLE,
};
use network::{Date, Lang, MailContent, MailId, MemberId, Timestamp};
use pages::layout::short_network_name;
use translations::{Argument, Texts, date, text};

/// A part of a mail.
enum Part {
    /// A paragraph.
    Words(String),
    /// What somebody wrote.
    Quote(String),
    /// Something to click on, and where it leads.
    Button(String, String),
    /// The news, as HTML and as Markdown.
    News(String, String),
}

/// A mail as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Where its reader says that they want no more, for what is not necessary.
    pub stop: Option<String>,
}

/// Writes mails.
pub struct Letters {
    directory: Arc<Directory>,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    lang: &'static str,
    subject: &'a str,
    parts: &'a [Part],
    sent_by: &'a str,
    /// What it is called, and where.
    stop: &'a Option<(String, String)>,
}

/// The texts of one mail.
struct Voice<'a> {
    letters: &'a Letters,
    lang: Lang,
    network: String,
}

impl Voice<'_> {
    fn say(&self, id: &str, given: &[(&'static str, Argument<'_>)]) -> String {
        let network = ("network", Argument::Text(&self.network));
        let arguments: Vec<_> = [network].into_iter().chain(given.iter().cloned()).collect();
        text(self.lang, id, &arguments)
    }

    fn words(&self, id: &str, given: &[(&'static str, Argument<'_>)]) -> Part {
        Part::Words(self.say(id, given))
    }

    fn day(&self, time: Timestamp) -> String {
        date(self.lang, time.date())
    }

    /// The button that leads to a member's own page.
    fn own(&self, link: &str) -> Part {
        let url = self.letters.directory.public_url().url(path(link, ""));
        Part::Button(self.say("mail-own-button", &[]), url)
    }
}

impl Letters {
    /// Writes what is told of this directory.
    pub fn new(directory: Arc<Directory>) -> Self {
        Self { directory }
    }

    /// The network's name, as the sender of a mail.
    pub fn sender(&self, lang: Lang) -> String {
        short_network_name(Texts(lang.into()), &self.directory.current().network)
    }

    /// A mail in its reader's language; what strangers see of the member that it is about stands in it
    /// where that is what it tells.
    pub fn write(
        &self,
        mail: MailId,
        about: Option<MemberId>,
        lang: Lang,
        content: &MailContent,
    ) -> Written {
        let voice = Voice {
            letters: self,
            lang,
            network: self.sender(lang),
        };
        let (subject, parts) = self.parts(&voice, about, content);
        let stop = (!content.kind().is_necessary()).then(|| {
            let url = self.directory.public_url();
            let url = url.url(path("stop", &format!("/{mail}")));
            (voice.say("mail-stop", &[]), url)
        });
        let sent_by = voice.say("mail-sent-by", &[]);
        let html = Html {
            lang: lang.code(),
            subject: &subject,
            parts: &parts,
            sent_by: &sent_by,
            stop: &stop,
        };
        // A template that is checked when the program is built fails nowhere but in memory.
        let html = html.render().unwrap_or_default();
        Written {
            text: plain(Texts(lang.into()), &parts, &sent_by, stop.as_ref()),
            html,
            subject,
            stop: stop.map(|(_, url)| url),
        }
    }

    fn parts(
        &self,
        voice: &Voice<'_>,
        about: Option<MemberId>,
        content: &MailContent,
    ) -> (String, Vec<Part>) {
        match content {
            MailContent::SignIn { name, link, until } => {
                let url = self.directory.public_url();
                let url = url.url(format!("{CONSOLE}/sign-in?link={link}"));
                let day = voice.day(*until);
                let given = [("name", name.into()), ("day", (&day).into())];
                (
                    voice.say("mail-sign-in-subject", &[]),
                    vec![
                        voice.words("mail-sign-in", &given),
                        Part::Button(voice.say("mail-sign-in-button", &[]), url),
                    ],
                )
            }
            MailContent::PersonalLink {
                member,
                link,
                until,
            } => {
                let given = [("member", member.into())];
                (
                    voice.say("mail-personal-link-subject", &given),
                    vec![
                        voice.words("mail-personal-link", &given),
                        voice.own(link),
                        until_words(voice, *until),
                        voice.words("mail-forward", &[]),
                    ],
                )
            }
            MailContent::Reminder {
                member,
                link,
                until,
                last,
                round,
            } => {
                let given = [("member", member.into())];
                let last = match last {
                    Some(last) => {
                        let day = voice.day(*last);
                        voice.words("mail-reminder-last", &[("day", (&day).into())])
                    }
                    None => voice.words("mail-reminder-never", &[]),
                };
                let mut parts = vec![voice.words("mail-reminder", &given), last];
                if *round > 1 {
                    parts.push(voice.words("mail-reminder-again", &[]));
                }
                parts.extend([
                    voice.own(link),
                    until_words(voice, *until),
                    voice.words("mail-forward", &[]),
                ]);
                (voice.say("mail-reminder-subject", &given), parts)
            }
            MailContent::Confirmed { member } => {
                let given = [("member", member.into())];
                (
                    voice.say("mail-confirmed-subject", &given),
                    vec![
                        voice.words("mail-confirmed", &given),
                        voice.words("mail-not-you", &[]),
                    ],
                )
            }
            MailContent::Proposed { member } => {
                let given = [("member", member.into())];
                (
                    voice.say("mail-proposed-subject", &given),
                    vec![
                        voice.words("mail-proposed", &given),
                        voice.words("mail-not-you", &[]),
                    ],
                )
            }
            MailContent::Decided {
                member,
                status,
                reason,
            } => {
                let given = [("member", member.into()), ("status", status.into())];
                let mut parts = vec![voice.words("mail-decided", &given)];
                if let Some(reason) = reason {
                    parts.push(voice.words("mail-decided-reason", &[]));
                    parts.push(Part::Quote(reason.clone()));
                }
                (voice.say("mail-decided-subject", &given), parts)
            }
            MailContent::MorePublic {
                member,
                link,
                until,
            } => {
                let given = [("member", member.into())];
                let mut parts = vec![voice.words("mail-more-public", &given)];
                parts.extend(self.seen(voice, about));
                parts.extend([
                    voice.own(link),
                    voice.words("mail-more-public-no", &[]),
                    until_words(voice, *until),
                ]);
                (voice.say("mail-more-public-subject", &given), parts)
            }
            MailContent::Digest { since, until } => self.digest(voice, *since, *until),
        }
    }

    /// What strangers see of a member now; nothing where they see nothing.
    fn seen(&self, voice: &Voice<'_>, about: Option<MemberId>) -> Option<Part> {
        let lang = voice.lang.into();
        let view = View::of(&self.directory.current(), about?, lang)?;
        let mut lines = vec![view.name.clone()];
        for place in &view.places {
            lines.push(match place.is_exact {
                true => place.line(),
                false => format!("{} {}", place.line(), Texts(lang).say("own-city-only")),
            });
        }
        let more = [&view.phones, &view.email, &view.website];
        let more = more.into_iter().filter(|text| !text.is_empty());
        lines.extend(more.cloned());
        Some(Part::Quote(lines.join("\n")))
    }

    fn digest(&self, voice: &Voice<'_>, since: Date, until: Date) -> (String, Vec<Part>) {
        let snapshot = self.directory.current();
        let writer = Writer {
            snapshot: &snapshot,
            lang: voice.lang,
            public_url: self.directory.public_url(),
        };
        let period = Period {
            since: Timestamp::start_of(since).unwrap_or(snapshot.updated_at),
            until: Timestamp::start_of(until),
        };
        let blocks = writer.digest(&Digest::new(&snapshot, period, voice.lang), period);
        let news = Part::News(html::fragment(&blocks), markdown::write(&blocks));
        (writer.title(), vec![voice.words("mail-digest", &[]), news])
    }
}

fn until_words(voice: &Voice<'_>, until: Timestamp) -> Part {
    let day = voice.day(until);
    voice.words("mail-link-until", &[("day", (&day).into())])
}

fn plain(texts: Texts, parts: &[Part], sent_by: &str, stop: Option<&(String, String)>) -> String {
    let labelled = |label: &str| texts.say_with("labelled", "name", label);
    let mut plain = String::new();
    for part in parts {
        match part {
            Part::Words(words) => plain.push_str(words),
            Part::Quote(words) => {
                let lines: Vec<String> = words.lines().map(|line| format!("> {line}")).collect();
                plain.push_str(&lines.join("\n"));
            }
            Part::Button(label, url) => plain.push_str(&format!("{}\n{url}", labelled(label))),
            Part::News(_, markdown) => plain.push_str(markdown.trim_end()),
        }
        plain.push_str("\n\n");
    }
    plain.push_str(&format!("-- \n{sent_by}\n"));
    if let Some((label, url)) = stop {
        plain.push_str(&format!("{} {url}\n", labelled(label)));
    }
    plain
}
