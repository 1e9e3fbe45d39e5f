//! The desk ([`own::Desk`]): what members and visitors say without an account, taken into the books by
//! [`editing::own`].

mod seal;

use std::time::Duration;

use crate::{dispatch::Waker, registry_api::reply};
use directory::Publisher;
use editing::{
    Refusal,
    own::{self as books, Opened},
    proposals::Proposal,
};
use http::problem::Problem;
use network::{
    EntryWish, Lang, MailId, Member, MemberId, PageLang, Report, ReportDraft, ReportKind,
    ReportStatus, Role, Timestamp,
};
use own::{Fault, Filed, Taken, Visit};
use registry::{
    Actor, Change, Intent, Registry, mails,
    reports::{self, ReportFilter},
};
use seal::Seal;

/// How long is waited until what was written is shown.
const PUBLICATION: Duration = Duration::from_secs(2);

/// The most that visitors' reports may be which nobody has dealt with: what a flood can fill.
const MOST_OPEN: i64 = 500;

/// The way from the pages of members and visitors into the books.
pub struct Desk {
    registry: Registry,
    publisher: Publisher,
    waker: Waker,
    seal: Seal,
}

impl Desk {
    /// A desk before these books.
    ///
    /// # Errors
    ///
    /// Fails where the books do not give the key of forms.
    pub fn new(
        registry: Registry,
        publisher: Publisher,
        waker: Waker,
    ) -> Result<Self, Box<dyn std::error::Error>> {
        let seal = Seal::new(&registry.form_key()?).ok_or("the key of forms cannot be used")?;
        Ok(Self {
            registry,
            publisher,
            waker,
            seal,
        })
    }

    /// Makes a change, and has it shown and told.
    fn take(&self, work: impl FnOnce(&mut Change<'_>) -> Result<bool, Refusal>) -> Taken {
        let written = self
            .registry
            .write(Actor::CommandLine, Intent::Commit, work);
        match written {
            Ok(written) => {
                if written.revision.is_some() {
                    self.publisher.publish(PUBLICATION);
                    self.waker.ring();
                }
                Ok(Ok(written.value))
            }
            Err(Refusal::Storage(error)) => Err(reply::storage_problem(error)),
            Err(refusal) => Ok(Err(fault(refusal))),
        }
    }
}

/// A refusal as the form that it belongs to can tell it.
fn fault(refusal: Refusal) -> Fault {
    let mistakes = match refusal {
        Refusal::Invalid(mistakes) => mistakes,
        Refusal::Conflict { .. } => return Fault::Busy,
        _ => return Fault::Other,
    };
    let mistakes = mistakes.into_iter().map(|mistake| {
        let pointer = mistake.pointer.trim_start_matches('/');
        let field = pointer.trim_start_matches("patch/");
        let field = field.split('/').next().unwrap_or_default();
        (field.to_owned(), mistake.invalid.code)
    });
    Fault::Mistakes(mistakes.collect())
}

/// The language of a member's own page: its own, where there are pages in it.
fn page_language(member: &Member) -> PageLang {
    PageLang::of_range(&member.writes_in().to_string()).unwrap_or_else(|| Lang::En.into())
}

fn of_proposal(proposal: &Proposal) -> Filed {
    Filed {
        at: proposal.head.filed_at,
        status: match proposal.head.status.as_str() {
            "partly_accepted" => "partly-accepted",
            "taken_back" => "taken-back",
            other => other,
        },
        reason: proposal.head.reason.clone(),
    }
}

fn of_report(report: &Report) -> Filed {
    Filed {
        at: report.filed_at,
        status: match report.status {
            ReportStatus::Open => "open",
            ReportStatus::Done => "done",
            ReportStatus::Discarded => "discarded",
        },
        reason: None,
    }
}

impl own::Desk for Desk {
    fn open(&self, link: &str) -> Result<Option<Visit>, Problem> {
        let opened = self.registry.read(|connection| {
            let Some(Opened { link, record }) = books::open(connection, link)? else {
                return Ok(None);
            };
            let (proposals, reports) = books::filed_by(connection, &link)?;
            let mut filed: Vec<Filed> = proposals.iter().map(of_proposal).collect();
            filed.extend(reports.iter().map(of_report));
            filed.sort_by_key(|filed| std::cmp::Reverse(filed.at));
            let confirmed = record.member.verified_at;
            Ok::<_, Refusal>(Some(Visit {
                language: page_language(&record.member),
                member: link.member_id,
                is_confirmed: confirmed.is_some_and(|confirmed| confirmed >= link.made_at),
                name: record.member.name,
                until: link.expires_at,
                filed,
            }))
        });
        opened.map_err(|refusal| reply::problem(refusal, Role::Member))
    }

    fn confirm(&self, link: &str) -> Taken {
        self.take(|change| books::confirm(change, link))
    }

    fn propose(&self, link: &str, wish: EntryWish, language: Lang) -> Taken {
        self.take(|change| books::propose(change, link, wish, language))
    }

    fn write(&self, link: &str, kind: ReportKind, draft: ReportDraft, language: Lang) -> Taken {
        self.take(|change| books::write(change, link, kind, &draft, language))
    }

    fn report(&self, member: MemberId, draft: ReportDraft, language: Lang) -> Taken {
        self.take(|change| {
            let of_visitors = ReportFilter {
                status: Some(ReportStatus::Open),
                kinds: vec![ReportKind::Mistake],
            };
            if reports::count(change.connection(), &of_visitors)? >= MOST_OPEN {
                return Err(Refusal::wrong_state(
                    "So much was reported lately that nothing more is taken at the moment. Try \
                     again in a few days.",
                ));
            }
            books::report(change, member, &draft, language)?;
            Ok(true)
        })
    }

    fn seal(&self, member: MemberId) -> String {
        let now = Timestamp::now().unix_seconds();
        self.seal.write(&member.to_string(), now)
    }

    fn age(&self, member: MemberId, sealed: &str) -> Option<Duration> {
        let moment = self.seal.read(&member.to_string(), sealed)?;
        let seconds = Timestamp::now().unix_seconds().checked_sub(moment)?;
        Some(Duration::from_secs(seconds.try_into().ok()?))
    }

    fn decline(&self, mail: MailId) -> Result<(), Problem> {
        let declined = self
            .registry
            .keep(|connection| mails::decline(connection, mail));
        declined.map_err(reply::storage_problem)
    }
}
