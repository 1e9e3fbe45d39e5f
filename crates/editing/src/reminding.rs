//! Whom to ask whether an entry is still right: after 11, 12 and 13 months without a word, spread over
//! days, and nobody who did not agree to be written to.

use std::{collections::HashMap, time::Duration};

use crate::{own::make_link, refusal::Refusal};
use network::{Email, MailContent, Member, MemberId, PersonalLink, Timestamp};
use registry::{
    Actor, AnyConnection, Change, Intent, Record, Registry,
    confirmations::{self, Asking, Confirmation},
    members, personal_links, telling,
};

/// A month, as reminders count.
const MONTH: Duration = Duration::from_secs(30 * 86_400);
/// How old a confirmation is when a member is asked for the first time.
const FIRST: Duration = Duration::from_secs(335 * 86_400);
/// How often a member is asked.
pub const ROUNDS: i32 = 3;
/// For how long it is told who was asked and who answered: longer than all rounds together, however
/// slowly they went.
const LOOKED_BACK: Duration = Duration::from_secs(400 * 86_400);
/// The window within which so many are asked.
const DAY: Duration = Duration::from_secs(20 * 3_600);
/// Over how many days all members are spread, and how many are asked within one at least.
const SPREAD: usize = 20;
const LEAST_A_DAY: usize = 5;
/// How many members are read at a time.
const BATCH: usize = 200;

/// How a member stands with its confirmation.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The member.
    pub member: MemberId,
    /// When the entry was confirmed, or made where nobody ever did.
    pub since: Timestamp,
    /// The reminders that went out lately, and those of before that still count, the first one first.
    pub asked: Vec<PersonalLink>,
}

impl Standing {
    /// The last word from the member, from which the months are counted: that its entry was confirmed,
    /// or another answer to a reminder.
    fn last_word(&self) -> Timestamp {
        let answers = self.asked.iter().filter_map(|link| link.answered_at);
        answers.fold(self.since, Ord::max)
    }

    /// The reminders since the last word.
    fn unanswered(&self) -> Vec<&PersonalLink> {
        let since = self.last_word();
        let asked = self.asked.iter();
        asked.filter(|link| link.made_at > since).collect()
    }

    /// Which round is due now.
    pub fn due(&self, now: Timestamp) -> Option<i32> {
        let unanswered = self.unanswered();
        let round = i32::try_from(unanswered.len()).unwrap_or(ROUNDS) + 1;
        let months = MONTH * (round - 1).unsigned_abs();
        let is_old = self.last_word().later(FIRST + months) <= now;
        let last = unanswered.last();
        let rested = last.is_none_or(|link| link.made_at.later(MONTH) <= now);
        (round <= ROUNDS && is_old && rested).then_some(round)
    }

    /// Whether it was asked as often as is asked, and did not answer.
    pub fn never_answers(&self, now: Timestamp) -> bool {
        let unanswered = self.unanswered();
        let waited = unanswered.last().is_some_and(|link| link.expires_at <= now);
        unanswered.len() >= ROUNDS as usize && waited
    }
}

/// Which members there is something to tell of: those that were asked, and those whose time has come.
pub fn asking(now: Timestamp, asked: Option<bool>) -> Asking {
    Asking {
        reminders_since: now.earlier(LOOKED_BACK),
        long_ago: now.earlier(FIRST),
        asked,
        has_contact: false,
    }
}

/// How the members stand of which this was found, in their order.
pub fn standings(
    connection: &mut AnyConnection,
    asking: &Asking,
    found: &[Confirmation],
) -> Result<Vec<Standing>, Refusal> {
    let ids: Vec<String> = found.iter().map(|(_, id)| id.to_string()).collect();
    let of = (ids.len() <= BATCH).then_some(&ids[..]);
    let mut asked: HashMap<MemberId, Vec<PersonalLink>> = HashMap::new();
    for link in personal_links::reminders(connection, asking.reminders_since, of)? {
        asked.entry(link.member_id).or_default().push(link);
    }
    let standings = found.iter().map(|&(since, member)| {
        let mut links = asked.remove(&member).unwrap_or_default();
        links.retain(|link| link.made_at >= asking.reminders_since || link.made_at > since);
        Standing {
            member,
            since,
            asked: links,
        }
    });
    Ok(standings.collect())
}

/// How all members stand that are meant, the longest unconfirmed first.
fn all_standings(
    connection: &mut AnyConnection,
    asking: &Asking,
) -> Result<Vec<Standing>, Refusal> {
    let found = confirmations::page(connection, asking, None, i64::MAX)?;
    standings(connection, asking, &found)
}

/// How many members were asked as often as is asked, and did not answer.
pub fn unanswered(connection: &mut AnyConnection, now: Timestamp) -> Result<usize, Refusal> {
    let standings = all_standings(connection, &asking(now, Some(true)))?;
    let silent = standings.iter().filter(|one| one.never_answers(now));
    Ok(silent.count())
}

/// Somebody who is asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The member.
    pub member: Member,
    /// The address.
    pub email: Email,
    /// Which time it is.
    pub round: i32,
    /// When the entry was last confirmed.
    pub last: Option<Timestamp>,
}

/// Whom to ask now: all whose time has come, or as many as fall on a day, less those who were asked
/// within it already.
pub fn due(
    connection: &mut AnyConnection,
    now: Timestamp,
    all_at_once: bool,
) -> Result<Vec<Asked>, Refusal> {
    let most = match all_at_once {
        true => usize::MAX,
        false => {
            let day = personal_links::count_reminders_since(connection, now.earlier(DAY))?;
            let members = confirmations::count_spoken_for(connection)?;
            let share = members.div_ceil(SPREAD).max(LEAST_A_DAY);
            share.saturating_sub(day)
        }
    };
    if most == 0 {
        return Ok(Vec::new());
    }
    let asking = Asking {
        has_contact: true,
        ..asking(now, None)
    };
    let standings = all_standings(connection, &asking)?.into_iter();
    let rounds = standings.filter_map(|standing| Some((standing.member, standing.due(now)?)));
    let rounds: Vec<(MemberId, i32)> = rounds.collect();
    let stopped = telling::stopped(connection)?;
    let mut due = Vec::new();
    for rounds in rounds.chunks(BATCH) {
        let mut records = members::load_map(connection, rounds.iter().map(|(id, _)| *id))?;
        for (id, round) in rounds {
            if due.len() >= most {
                return Ok(due);
            }
            let Some(Record { member, .. }) = records.remove(id) else {
                continue;
            };
            let contact = telling::asked_contact(&member, &stopped);
            if let Some(email) = contact.map(|(_, email)| email.clone()) {
                due.push(Asked {
                    email,
                    last: member.verified_at,
                    member,
                    round: *round,
                });
            }
        }
    }
    Ok(due)
}

/// Asks whoever is due; says how many. Nobody is asked where no mail goes out.
pub fn remind(change: &mut Change<'_>, all_at_once: bool) -> Result<usize, Refusal> {
    if !change.mails() {
        return Ok(0);
    }
    let now = change.at();
    let due = due(change.connection(), now, all_at_once)?;
    for asked in &due {
        let mut contacts = asked.member.contacts.iter();
        let contact = contacts.find(|contact| telling::may_be_asked(contact) == Some(&asked.email));
        let (link, secret) = make_link(change, &asked.member, contact, Some(asked.round))?;
        let content = MailContent::Reminder {
            member: asked.member.name.clone(),
            link: secret.reveal().to_owned(),
            until: link.expires_at,
            last: asked.last,
            round: asked.round,
        };
        telling::mail_to(change, &asked.member, &asked.email, content)?;
    }
    Ok(due.len())
}

/// As [`remind`], as a change of its own.
pub fn remind_members(registry: &Registry, all_at_once: bool) -> Result<usize, Refusal> {
    let written = registry.write(Actor::CommandLine, Intent::Commit, |change| {
        remind(change, all_at_once)
    });
    Ok(written?.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use network::LinkId;

    const DAY: Duration = Duration::from_secs(86_400);

    fn standing(days: u32, asked: &[(u32, bool)]) -> (Standing, Timestamp) {
        let now: Timestamp = "2026-11-28T12:00:00Z".parse().unwrap();
        let member = MemberId::new();
        let asked = asked.iter().zip(1..).map(|((days, answered), round)| {
            let made_at = now.earlier(DAY * *days);
            PersonalLink {
                id: LinkId::new(),
                member_id: member,
                contact_id: None,
                language: network::Lang::En,
                round: Some(round),
                made_at,
                expires_at: made_at.later(MONTH),
                revoked_at: None,
                answered_at: answered.then_some(now),
            }
        });
        let standing = Standing {
            since: now.earlier(DAY * days),
            asked: asked.collect(),
            member,
        };
        (standing, now)
    }

    #[test]
    fn a_member_is_asked_after_11_12_and_13_months() {
        let due = |days, asked: &[(u32, bool)]| {
            let (standing, now) = standing(days, asked);
            standing.due(now)
        };
        assert_eq!(due(334, &[]), None);
        assert_eq!(due(335, &[]), Some(1));
        assert_eq!(due(364, &[(29, false)]), None, "not within a month");
        assert_eq!(due(365, &[(30, false)]), Some(2));
        assert_eq!(due(395, &[(60, false), (30, false)]), Some(3));
        assert_eq!(due(900, &[(90, false), (60, false), (30, false)]), None);
        assert_eq!(due(365, &[(30, true)]), None, "it has answered");
        assert_eq!(due(2_000, &[(1_900, false), (400, false)]), Some(3));
        // Whoever is long overdue is asked with the same pauses.
        assert_eq!(due(2_000, &[(1, false)]), None);
    }

    #[test]
    fn who_never_answers_is_told_once_the_last_link_is_over() {
        let never = |asked: &[(u32, bool)]| {
            let (standing, now) = standing(500, asked);
            standing.never_answers(now)
        };
        assert!(never(&[(90, false), (60, false), (30, false)]));
        assert!(!never(&[(90, false), (60, false), (29, false)]));
        assert!(!never(&[(90, false), (60, true), (30, false)]));
        assert!(!never(&[(60, false), (30, false)]));
        assert!(
            never(&[(460, false), (430, false), (400, false)]),
            "for good"
        );
    }
}
