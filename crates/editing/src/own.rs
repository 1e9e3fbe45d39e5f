//! What the holder of a personal link does: confirms the entry of one member, proposes a change of
//! what strangers see of it, or writes to the secretariat.
//!
//! A link may be forwarded, and programs open it by themselves. So none of this overwrites anything,
//! a link confirms once at most, and the same proposal a second time is none.

use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::{
    document::Mistake,
    edit::{Edit, Expected},
    members,
    proposals::{self, Proposal},
    refusal::Refusal,
};
use network::{
    Contact, Email, EntryWish, Lang, LocationId, MailContent, Member, MemberId, NewMail,
    PersonalLink, Report, ReportId, ReportKind, ReportStatus, Timestamp, VerifiedBy,
};
use publication::{PublicLocation, publish};
use registry::{
    AnyConnection, Change, Record, Rewrite, Secret,
    audit::Action,
    personal_links::{self, NewLink},
    proposals::{self as stored, ProposalFilter},
    reports,
    telling::{language_of, tell_contact},
};

/// How many reports about a member are kept within a day, by links and by visitors each.
const MOST_REPORTS_A_DAY: i64 = 20;
const DAY: Duration = Duration::from_secs(86_400);

/// A link that opens something, with the member that it is bound to.
#[derive(Debug)]
pub struct Opened {
    /// The link.
    pub link: PersonalLink,
    /// The member's record.
    pub record: Record,
}

/// What somebody writes to the secretariat about an entry.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// What is written.
    pub text: Option<String>,
    /// A name: of the colleague, or of whoever writes.
    pub name: Option<String>,
    /// Their address.
    pub email: Option<Email>,
}

/// Makes a link for a member; for one of its contacts where that is named.
pub fn make_link(
    change: &mut Change<'_>,
    member: &Member,
    contact: Option<&Contact>,
    round: Option<i32>,
) -> Result<(PersonalLink, Secret), Refusal> {
    if member.has_ended() {
        return Err(Refusal::wrong_state(
            "Nobody speaks for this member any more: its membership is over, or its entry was \
             withdrawn or merged.",
        ));
    }
    Ok(change.make_personal_link(NewLink {
        member: member.id,
        contact: contact.map(|contact| contact.id),
        language: language_of(member),
        round,
    })?)
}

/// Who writes to the secretariat.
#[derive(Debug, Clone, Copy)]
pub enum Writer<'l> {
    /// The holder of a personal link.
    Holder(&'l PersonalLink),
    /// Anybody, who reads a language.
    Visitor(Lang),
}

/// The member that a text opens, if it opens anything: a link that is revoked, too old or made up
/// does not, nor does any once nobody speaks for the member any more.
pub fn open(connection: &mut AnyConnection, text: &str) -> Result<Option<Opened>, Refusal> {
    let Some(link) = personal_links::opened_by(connection, text, Timestamp::now())? else {
        return Ok(None);
    };
    let record = members::load(connection, link.member_id)?;
    Ok((!record.member.has_ended()).then_some(Opened { link, record }))
}

/// The proposals and reports that came by a link, the latest first.
pub fn filed_by(
    connection: &mut AnyConnection,
    link: &PersonalLink,
) -> Result<(Vec<Proposal>, Vec<Report>), Refusal> {
    let wanted = ProposalFilter {
        member: Some(link.member_id),
        limit: i64::from(i32::MAX),
        ..ProposalFilter::default()
    };
    let mut filed: Vec<Proposal> = stored::load(connection, &wanted)?;
    filed.retain(|proposal| proposal.head.link_id == Some(link.id));
    Ok((filed, reports::by_link(connection, link.id)?))
}

/// Tells the contact of a link what was done by it.
fn tell(change: &mut Change<'_>, opened: &Opened, content: MailContent) -> Result<(), Refusal> {
    let member = &opened.record.member;
    Ok(tell_contact(change, member, &opened.link, content)?)
}

/// Confirms an entry by a link; says whether the link opened it. What was confirmed since the link was
/// made stays as it is.
pub fn confirm(change: &mut Change<'_>, text: &str) -> Result<bool, Refusal> {
    let Some(opened) = open(change.connection(), text)? else {
        return Ok(false);
    };
    let before = &opened.record.member;
    if before
        .verified_at
        .is_some_and(|confirmed| confirmed >= opened.link.made_at)
    {
        return Ok(true);
    }
    let after = Member {
        verified_at: Some(change.at()),
        verified_by: Some(VerifiedBy::Organisation),
        ..before.clone()
    };
    let rewrite = Rewrite {
        details: Some(json!({ "link": opened.link.id })),
        ..Rewrite::new(Action::Verify, opened.record.clone(), after)
    };
    members::write(change, rewrite)?;
    change.answer_personal_link(&opened.link)?;
    let member = before.name.clone();
    tell(change, &opened, MailContent::Confirmed { member })?;
    Ok(true)
}

/// Files what a holder wants otherwise: as a proposal where it names fields, else as a report. Says
/// whether the link opened anything.
pub fn propose(change: &mut Change<'_>, text: &str, wish: EntryWish) -> Result<bool, Refusal> {
    let Some(opened) = open(change.connection(), text)? else {
        return Ok(false);
    };
    let patch = patch(&opened.record.member, &wish)?;
    if patch.is_empty() {
        let words = Words {
            text: wish.message,
            ..Words::default()
        };
        return write_by(change, opened, ReportKind::Wish, words);
    }
    let (filed, _) = filed_by(change.connection(), &opened.link)?;
    if filed
        .iter()
        .any(|proposal| proposal.is_open() && proposal.head.patch == patch)
    {
        return Ok(true);
    }
    let edit = Edit {
        key: opened.record.member.id.to_string(),
        expected: Expected::default(),
        document: json!({ "patch": patch, "message": wish.message }),
        is_patch: false,
    };
    let filed = proposals::file_by_link(change, &edit, opened.link.id);
    filed.map_err(|refusal| of_form(refusal, &opened.record.member))?;
    change.answer_personal_link(&opened.link)?;
    let member = opened.record.member.name.clone();
    tell(change, &opened, MailContent::Proposed { member })?;
    Ok(true)
}

/// Names what is wrong with a place as the form does: by the place, and not by where it stands.
fn of_form(refusal: Refusal, member: &Member) -> Refusal {
    let Refusal::Invalid(mistakes) = refusal else {
        return refusal;
    };
    let named = mistakes.into_iter().map(|mistake| {
        let place = mistake.pointer.strip_prefix("/patch/locations/");
        let named = place.and_then(|place| {
            let (number, field) = place.split_once('/')?;
            let place = member.locations.get(number.parse::<usize>().ok()?)?;
            Some(format!("/patch/{}.{field}", place.id))
        });
        Mistake {
            pointer: named.unwrap_or(mistake.pointer),
            ..mistake
        }
    });
    Refusal::Invalid(named.collect())
}

/// The merge patch that a wish makes: fields of the member, and the list of its places as it would be.
/// What strangers do not see exactly cannot be named.
fn patch(member: &Member, wish: &EntryWish) -> Result<Map<String, Value>, Refusal> {
    let mut patch = wish.fields.clone();
    if wish.places.is_empty() {
        return Ok(patch);
    }
    let shown = publish(member).map(|member| member.locations);
    let exact = |id: LocationId| {
        let mut places = shown.iter().flatten();
        places.any(|place| matches!(place, PublicLocation::Exact(place) if place.id == id))
    };
    let mut places = serde_json::to_value(&member.locations)?;
    for (place, location) in places
        .as_array_mut()
        .into_iter()
        .flatten()
        .zip(&member.locations)
    {
        let Some(fields) = wish.places.get(&location.id).filter(|_| exact(location.id)) else {
            continue;
        };
        if let Some(place) = place.as_object_mut() {
            place.extend(fields.clone());
        }
    }
    patch.insert("locations".to_owned(), places);
    Ok(patch)
}

/// Keeps what a holder writes to the secretariat; says whether the link opened anything.
pub fn write(
    change: &mut Change<'_>,
    text: &str,
    kind: ReportKind,
    words: Words,
) -> Result<bool, Refusal> {
    match open(change.connection(), text)? {
        None => Ok(false),
        Some(opened) => write_by(change, opened, kind, words),
    }
}

fn write_by(
    change: &mut Change<'_>,
    opened: Opened,
    kind: ReportKind,
    words: Words,
) -> Result<bool, Refusal> {
    let known = reports::by_link(change.connection(), opened.link.id)?;
    let is_known = known.iter().any(|report| {
        report.status == ReportStatus::Open
            && (report.kind, &report.text, &report.name, &report.email)
                == (kind, &words.text, &words.name, &words.email)
    });
    if is_known {
        return Ok(true);
    }
    let writer = Writer::Holder(&opened.link);
    report(change, opened.record.member.id, kind, writer, words)?;
    change.answer_personal_link(&opened.link)?;
    let member = opened.record.member.name.clone();
    tell(change, &opened, MailContent::Proposed { member })?;
    Ok(true)
}

/// Keeps what somebody writes about an entry.
pub fn report(
    change: &mut Change<'_>,
    member: MemberId,
    kind: ReportKind,
    writer: Writer<'_>,
    words: Words,
) -> Result<(), Refusal> {
    if words.text.is_none() && words.name.is_none() && words.email.is_none() {
        return Err(Refusal::Invalid(vec![Mistake::new(
            "/text",
            "required",
            "write what is wrong",
        )]));
    }
    let (link_id, language) = match writer {
        Writer::Holder(link) => (Some(link.id), link.language),
        Writer::Visitor(language) => (None, language),
    };
    let since = change.at().earlier(DAY);
    let by_link = link_id.is_some();
    let lately = reports::count_since(change.connection(), member, since, by_link)?;
    if lately >= MOST_REPORTS_A_DAY {
        return Err(Refusal::wrong_state(
            "Much was written about this entry today already; try again tomorrow.",
        ));
    }
    let report = Report {
        id: ReportId::new(),
        member_id: member,
        kind,
        status: ReportStatus::Open,
        filed_at: change.at(),
        link_id,
        text: words.text,
        name: words.name,
        email: words.email,
        decided_at: None,
        language: Some(language),
    };
    Ok(change.file_report(&report)?)
}

/// Notes what became of a report, and tells whoever wrote it: the contact that the link was for, and a
/// visitor who left an address once it is dealt with. What is of no use is answered to nobody whose
/// address nobody knows.
pub fn decide(
    change: &mut Change<'_>,
    report: &Report,
    status: ReportStatus,
) -> Result<(), Refusal> {
    change.decide_report(report, status)?;
    let record = members::load(change.connection(), report.member_id)?;
    let content = MailContent::Decided {
        member: record.member.name.clone(),
        status: status.to_string(),
        reason: None,
    };
    if let Some(id) = report.link_id {
        if let Some(link) = personal_links::load_one(change.connection(), id)? {
            tell_contact(change, &record.member, &link, content)?;
        }
        return Ok(());
    }
    if let (ReportStatus::Done, Some(email)) = (status, &report.email) {
        change.mail(NewMail {
            recipient: email.clone(),
            language: report.language.unwrap_or(Lang::En),
            member: Some(report.member_id),
            content,
        })?;
    }
    Ok(())
}
