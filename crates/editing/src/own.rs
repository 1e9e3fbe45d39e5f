//! What the holder of a personal link does: confirms the entry of one member, proposes a change of
//! what strangers see of it, or writes to the secretariat.
//!
//! A link may be forwarded, and programs open it by themselves. So none of this overwrites anything,
//! a link confirms once at most, and the same proposal a second time is none.

mod note;

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
    Contact, EntryWish, Lang, LocationId, MailContent, Member, MemberId, NewMail, PersonalLink,
    Report, ReportDraft, ReportId, ReportKind, ReportStatus, Timestamp, VerifiedBy,
    text::TEXT_LENGTH,
};
use publication::{PublicLocation, publish};
use registry::{
    AnyConnection, Change, Record, Rewrite, Secret,
    audit::Action,
    personal_links::{self, NewLink},
    proposals::{self as stored, ProposalFilter},
    reports,
    telling::{language_of, tell_contact},
    trail::{self, TrailFilter},
};

use note::Note;

/// How many reports about a member are kept within a day, by links and by visitors each.
const MOST_REPORTS_A_DAY: i64 = 20;
const DAY: Duration = Duration::from_secs(86_400);
/// How many characters a visitor may write.
const LONGEST_OF_VISITORS: usize = 2_000;

/// A link that opens something, with the member that it is bound to.
#[derive(Debug)]
pub struct Opened {
    /// The link.
    pub link: PersonalLink,
    /// The member's record.
    pub record: Record,
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

/// Notes that something was done by a link, in a language, and tells the contact, in the member's own:
/// whoever has a link cannot choose one that the contact does not read.
fn tell(
    change: &mut Change<'_>,
    opened: &Opened,
    language: Lang,
    content: MailContent,
) -> Result<(), Refusal> {
    let Opened { link, record } = opened;
    change.answer_personal_link(link, language)?;
    let member = &record.member;
    Ok(tell_contact(
        change,
        member,
        link,
        language_of(member),
        content,
    )?)
}

/// Confirms an entry by a link; says whether the link opened it. What was confirmed since the link was
/// made stays as it is, and a link confirms nothing again after that was taken back.
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
    if has_confirmed(change.connection(), &opened.link)? {
        return Ok(false);
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
    let (member, language) = (before.name.clone(), opened.link.language);
    tell(change, &opened, language, MailContent::Confirmed { member })?;
    Ok(true)
}

/// Whether an entry was confirmed by a link already, as the trail tells it.
fn has_confirmed(connection: &mut AnyConnection, link: &PersonalLink) -> Result<bool, Refusal> {
    let wanted = TrailFilter {
        members: vec![link.member_id],
        actions: vec![Action::Verify],
        since: Some(link.made_at),
        ..TrailFilter::default()
    };
    let id = link.id.to_string();
    let lines = trail::read(connection, &wanted)?;
    let mut links = lines
        .iter()
        .filter_map(|line| line.details.as_ref()?["link"].as_str());
    Ok(links.any(|link| link == id))
}

/// Files what a holder, who reads a language, wants otherwise: as a proposal where it names fields,
/// else as a report. Says whether the link opened anything.
pub fn propose(
    change: &mut Change<'_>,
    text: &str,
    wish: EntryWish,
    language: Lang,
) -> Result<bool, Refusal> {
    let Some(opened) = open(change.connection(), text)? else {
        return Ok(false);
    };
    let patch = patch(&opened.record.member, &wish)?;
    if patch.is_empty() {
        let draft = ReportDraft {
            text: wish.message.unwrap_or_default(),
            ..ReportDraft::default()
        };
        let written = write_by(change, opened, ReportKind::Wish, &draft, language);
        return written.map_err(|refusal| renamed(refusal, |_| Some("/message".to_owned())));
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
    let member = opened.record.member.name.clone();
    tell(change, &opened, language, MailContent::Proposed { member })?;
    Ok(true)
}

/// Names what is wrong with a place as the form does: by the place, and not by where it stands.
fn of_form(refusal: Refusal, member: &Member) -> Refusal {
    renamed(refusal, |pointer| {
        let place = pointer.strip_prefix("/patch/locations/")?;
        let (number, field) = place.split_once('/')?;
        let place = member.locations.get(number.parse::<usize>().ok()?)?;
        Some(format!("/patch/{}.{field}", place.id))
    })
}

/// A refusal with the pointers of its mistakes as a form names its fields; nothing leaves one as it is.
fn renamed(refusal: Refusal, name: impl Fn(&str) -> Option<String>) -> Refusal {
    let Refusal::Invalid(mistakes) = refusal else {
        return refusal;
    };
    let named = mistakes.into_iter().map(|mistake| Mistake {
        pointer: name(&mistake.pointer).unwrap_or(mistake.pointer),
        ..mistake
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

/// Keeps what a holder, who reads a language, writes to the secretariat; says whether the link opened
/// anything.
pub fn write(
    change: &mut Change<'_>,
    text: &str,
    kind: ReportKind,
    draft: &ReportDraft,
    language: Lang,
) -> Result<bool, Refusal> {
    match open(change.connection(), text)? {
        None => Ok(false),
        Some(opened) => write_by(change, opened, kind, draft, language),
    }
}

fn write_by(
    change: &mut Change<'_>,
    opened: Opened,
    kind: ReportKind,
    draft: &ReportDraft,
    language: Lang,
) -> Result<bool, Refusal> {
    let note = note::read(draft, TEXT_LENGTH)?;
    let known = reports::by_link(change.connection(), opened.link.id)?;
    let is_known = known.iter().any(|report| {
        report.status == ReportStatus::Open
            && (report.kind, &report.text, &report.name, &report.email)
                == (kind, &note.text, &note.name, &note.email)
    });
    if is_known {
        return Ok(true);
    }
    let Member { id, name, .. } = &opened.record.member;
    keep(change, *id, kind, Some(&opened.link), note, language)?;
    let member = name.clone();
    tell(change, &opened, language, MailContent::Proposed { member })?;
    Ok(true)
}

/// Keeps what a visitor, who reads a language, says is wrong with a member.
pub fn report(
    change: &mut Change<'_>,
    member: MemberId,
    draft: &ReportDraft,
    language: Lang,
) -> Result<(), Refusal> {
    let note = note::read(draft, LONGEST_OF_VISITORS)?;
    keep(change, member, ReportKind::Mistake, None, note, language)
}

fn keep(
    change: &mut Change<'_>,
    member: MemberId,
    kind: ReportKind,
    link: Option<&PersonalLink>,
    note: Note,
    language: Lang,
) -> Result<(), Refusal> {
    let since = change.at().earlier(DAY);
    let lately = reports::count_since(change.connection(), member, since, link.is_some())?;
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
        link_id: link.map(|link| link.id),
        text: note.text,
        name: note.name,
        email: note.email,
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
            let language = report.language.unwrap_or(link.language);
            tell_contact(change, &record.member, &link, language, content)?;
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
