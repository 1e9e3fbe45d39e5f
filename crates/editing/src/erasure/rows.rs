//! One person in the texts beside the records: a row of any table, gone through.

use serde_json::Value;

use super::{
    document::{ERASED, Fate, Kind, Met, Reader},
    found::Holder,
};
use registry::texts::{self, Table, Texts};

/// Goes through a row. `at` is the time that a line of the trail bears from which something was
/// taken.
pub fn in_row(
    reader: Reader<'_>,
    row: &mut Texts,
    at: &str,
    judge: &mut dyn FnMut(Met<'_>) -> bool,
) -> texts::Fate {
    let mut changes = false;
    match row.table {
        Table::AuditEntries => {
            for column in ["details", "before", "after"] {
                changes |= in_document(&reader, row, column, judge);
            }
            if changes {
                row.set("erased_at", Some(at.to_owned()));
            }
        }
        Table::Proposals => changes = in_document(&reader, row, "document", judge),
        Table::PublicChanges => {
            for column in ["before", "after"] {
                changes |= in_document(&reader, row, column, judge);
            }
        }
        Table::MembershipEvents => changes = in_text(&reader, row, "reason", judge),
        Table::ApiKeys => {
            changes = in_text(&reader, row, "label", judge);
            if changes && row.get("label").is_none() {
                row.set("label", Some(ERASED.to_owned()));
            }
        }
        Table::Webhooks => {
            for column in ["description", "status_reason", "url"] {
                changes |= in_text(&reader, row, column, judge);
            }
            if changes && row.get("url").is_none() {
                // Where it leads now, nothing can be sent.
                row.set("url", Some("https://erased.invalid/".to_owned()));
                row.set("status", Some("disabled".to_owned()));
                let why = "The address named somebody who was erased.";
                row.set("status_reason", Some(why.to_owned()));
            }
        }
        Table::Staff => {
            let named = ["name", "email"]
                .into_iter()
                .filter_map(|column| row.get(column))
                .any(|text| names_person(&reader, text));
            if named && judge(copy()) {
                // Nobody can be let in under it any more.
                row.set("email", Some(format!("{}@erased.invalid", row.key)));
                row.set("name", Some("erased".to_owned()));
                changes = true;
            }
        }
        Table::PurgedMembers => changes = in_text(&reader, row, "slug", judge),
        Table::PurgedSlugs => {
            let path = ["slug".to_owned()];
            let taken = reader.taken_out(&row.key, false, true, Kind::Sentence, &path, judge);
            if taken.is_some() {
                return texts::Fate::Goes;
            }
        }
        Table::KeptAnswers => {
            let names_it = |text: &str| names_person(&reader, text);
            if names_it(&row.key) && judge(copy()) {
                return texts::Fate::Goes;
            }
            if row.get("answer").is_some_and(names_it) && judge(copy()) {
                row.set("answer", None);
                changes = true;
            }
        }
        Table::Imports => {
            let reader = Reader {
                all_required: true,
                ..reader
            };
            for column in ["document", "progress"] {
                let named = row
                    .get(column)
                    .is_some_and(|text| names_person(&reader, text));
                if named && judge(copy()) {
                    changes |= in_document(&reader, row, column, &mut |_| true);
                }
            }
        }
        Table::Mappings => {
            let named = |text: &str| names_person(&reader, text);
            if (named(&row.key) || row.get("mapping").is_some_and(named)) && judge(copy()) {
                return texts::Fate::Goes;
            }
        }
        Table::Mails | Table::MailStops | Table::Reports => {
            let mut texts = row.columns.iter().filter_map(|(_, text)| text.as_deref());
            if texts.any(|text| names_person(&reader, text)) && judge(copy()) {
                return texts::Fate::Goes;
            }
        }
        Table::WebhookAttempts => {
            for column in ["error", "excerpt"] {
                let named = row
                    .get(column)
                    .is_some_and(|text| names_person(&reader, text));
                if named && judge(copy()) {
                    row.set(column, None);
                    changes = true;
                }
            }
        }
    }
    match changes {
        true => texts::Fate::Changes,
        false => texts::Fate::Stays,
    }
}

fn copy() -> Met<'static> {
    Met {
        kind: Kind::Copy,
        key: "",
        text: "",
        path: &[],
    }
}

/// Whether a text, which may be JSON, has anything of the person.
fn names_person(reader: &Reader<'_>, text: &str) -> bool {
    let mut met = false;
    if let Ok(mut document) = serde_json::from_str::<Value>(text) {
        reader.read(&mut document, &mut |_| {
            met = true;
            false
        });
    }
    met || reader.person.is_in(text)
}

fn in_document(
    reader: &Reader<'_>,
    row: &mut Texts,
    column: &'static str,
    judge: &mut dyn FnMut(Met<'_>) -> bool,
) -> bool {
    let Some(mut document) = row
        .get(column)
        .and_then(|text| serde_json::from_str::<Value>(text).ok())
    else {
        return false;
    };
    let fate = reader.read(&mut document, judge);
    if fate != Fate::Same {
        row.set(column, Some(document.to_string()));
    }
    fate != Fate::Same
}

fn in_text(
    reader: &Reader<'_>,
    row: &mut Texts,
    column: &'static str,
    judge: &mut dyn FnMut(Met<'_>) -> bool,
) -> bool {
    let Some(text) = row.get(column) else {
        return false;
    };
    let undivided = matches!(column, "label" | "url" | "slug");
    let path = [column.to_owned()];
    match reader.taken_out(text, false, undivided, Kind::Sentence, &path, judge) {
        None => false,
        Some(left) => {
            row.set(column, Some(left).filter(|left| !left.is_empty()));
            true
        }
    }
}

/// In what a row's texts stand, which one it is, and the revision of a line of the trail.
pub fn place_of(row: &Texts) -> (Holder, &str, Option<i64>) {
    let holder = match row.table {
        Table::AuditEntries => {
            let revision = row.key.split('/').next().and_then(|text| text.parse().ok());
            return (
                Holder::AuditEntry,
                row.get("subject_id").unwrap_or_default(),
                revision,
            );
        }
        Table::Proposals => Holder::Proposal,
        Table::MembershipEvents => Holder::MembershipEvent,
        Table::ApiKeys => Holder::ApiKey,
        Table::Staff => Holder::Staff,
        Table::Webhooks | Table::WebhookAttempts => Holder::Webhook,
        Table::PublicChanges => {
            let revision = row.key.split('/').next().and_then(|text| text.parse().ok());
            return (
                Holder::PublicChange,
                row.member.as_deref().unwrap_or_default(),
                revision,
            );
        }
        Table::PurgedMembers => Holder::PurgedMember,
        Table::PurgedSlugs => {
            return (
                Holder::PurgedMember,
                row.get("member_id").unwrap_or_default(),
                None,
            );
        }
        Table::Imports
        | Table::Mappings
        | Table::KeptAnswers
        | Table::Mails
        | Table::MailStops
        | Table::Reports => Holder::Entry,
    };
    (holder, &row.key, None)
}
