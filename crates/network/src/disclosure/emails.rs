//! E-mail addresses in texts, however they are written.

/// What is written for "@" where programs should not read it, folded.
#[rustfmt::skip]
pub(super) const AT: &[&str] = &[
    "@", "a", "aap", "aapje", "aet", "affe", "affenschwanz", "apenstaart", "apenstaartje", "apestaart", "apestaartje", "arobace", "arobas", "arobase", "arond", "arrob@",
    "arroba", "at", "bei", "bij", "chez", "chiocciola", "chiocciolina", "klammeraffe", "kukac", "malpa", "snabela",
    "zavinac", "παπακι", "маимуна", "равлик", "собака", "ат", "ات", "علي",
];
/// What is written for a full stop.
#[rustfmt::skip]
const DOT: &[&str] = &[
    ".", "dot", "kropka", "nokta", "period", "piste", "pkt", "point", "pont", "ponto", "prik", "punct", "punkt", "punt", "punto", "stip", "tecka", "τελεια",
    "крапка", "точка", "نقطه",
];

/// Words between an "@" and the host that say that it is one.
#[rustfmt::skip]
const HOST: &[&str] = &[
    "domain", "domaine", "domein", "dominio", "domini", "il", "le", "nosso", "nostro", "notre", "nuestro", "ons", "onze", "our", "su", "the", "unserem", "unserer",
];

/// The sign that a word is written for.
fn sign_of(word: &str) -> Option<char> {
    match word {
        word if AT.contains(&word) => Some('@'),
        word if DOT.contains(&word) => Some('.'),
        _ => None,
    }
}

/// A text with signs for the words for them that stand between joints: "nacht-at-shelter-dot-org".
fn with_signs(text: &str) -> String {
    const JOINTS: [char; 3] = ['-', '_', '.'];
    let mut with = String::with_capacity(text.len());
    for (place, piece) in text.split_inclusive(JOINTS).enumerate() {
        let word = piece.strip_suffix(JOINTS).filter(|_| place > 0);
        let sign = word.filter(|word| word.len() > 1).and_then(sign_of);
        match sign {
            Some(sign) => {
                with.truncate(with.trim_end_matches(JOINTS).len());
                with.push(sign);
            }
            None => with += piece,
        }
    }
    with
}

/// Every e-mail address of a folded text, those too that are written for people alone.
pub fn emails_in(folded: &str) -> Vec<String> {
    let mut text = folded.to_owned();
    for (written, meant) in [
        ("at sign", "@"),
        ("at-sign", "@"),
        ("at-teken", "@"),
        ("at-zeichen", "@"),
        ("a commercial", "@"),
        ("full stop", "dot"),
    ] {
        text = text.replace(written, meant);
    }
    let mut found = emails_in_words(&text);
    // A host may have such a word between its hyphens.
    let signed = with_signs(&text);
    if signed != text {
        found.extend(emails_in_words(&signed));
    }
    found
}

/// The addresses of a text: "name [at] host (dot) org", in brackets of any kind or none.
fn emails_in_words(text: &str) -> Vec<String> {
    let is_between = |c: char| !c.is_alphanumeric() && !"@._%+-".contains(c);
    let words = text.split(is_between);
    let words = words.map(|word| word.trim_matches(['-', '_']));
    let mut words = words.filter(|word| !word.is_empty()).peekable();
    let mut joined = String::with_capacity(text.len());
    let mut is_open = true;
    while let Some(word) = words.next() {
        // "at our shelter dot org", but not "at our dot org".
        let is_host = words.peek().is_none_or(|next| sign_of(next).is_some());
        if joined.ends_with('@') && HOST.contains(&word) && !is_host {
            continue;
        }
        let sign = sign_of(word);
        match sign {
            Some(sign) => joined.push(sign),
            None => {
                if !is_open && !word.starts_with('@') {
                    joined.push(' ');
                }
                joined += word;
            }
        }
        is_open = sign.is_some() || word.ends_with('@');
    }
    let is_part = |c: char| c.is_alphanumeric() || "@._%+-".contains(c);
    let words = joined.split(|c: char| !is_part(c));
    // "info&help@host" is one address as it is written, by the form of a page's field for one.
    let is_end = |c: char| c.is_whitespace() || "<>()[],;:\"".contains(c);
    let whole = text.split(is_end).filter(|word| word.contains('@'));
    words.chain(whole).flat_map(addresses_of).collect()
}

/// The addresses of a word; of "ask@us@host", where a word for "@" was none, both.
fn addresses_of(word: &str) -> Vec<String> {
    let parts: Vec<&str> = word
        .split('@')
        .map(|part| part.trim_matches(['.', '-']))
        .collect();
    let pairs = parts.windows(2);
    pairs.map(|pair| pair.join("@")).collect()
}

/// The addresses whose people get what is sent to this one: itself, without what stands behind a
/// plus, and at the hosts above ("www.", "nospam.").
pub fn addressees(email: &str) -> Vec<String> {
    let Some((mailbox, host)) = email.split_once('@') else {
        return vec![email.to_owned()];
    };
    let plain = mailbox.split('+').next().filter(|plain| !plain.is_empty());
    let above = host.match_indices('.').map(|(at, _)| &host[at + 1..]);
    let hosts = std::iter::once(host).chain(above);
    hosts
        .flat_map(|host| {
            let mailboxes = [Some(mailbox), plain.filter(|plain| *plain != mailbox)];
            mailboxes
                .into_iter()
                .flatten()
                .map(move |mailbox| format!("{mailbox}@{host}"))
        })
        .collect()
}

/// The fewest letters by which an e-mail address is known without its signs.
const SQUASHED: usize = 10;
/// So much of a text around an "@" may be the address.
const AROUND: usize = 80;

/// Whether a folded text has an e-mail address with other signs within it, or none: "n.a.c.h.t@
/// shelter,example", or an address of a page made of it.
pub fn is_squashed_in(folded: &str, email: &str) -> bool {
    let squashed =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let meant = squashed(email);
    if meant.len() < SQUASHED {
        return false;
    }
    let is_one_word = folded.contains('-') && !folded.contains(char::is_whitespace);
    if is_one_word && squashed(folded) == meant || is_run_together_in(folded, email) {
        return true;
    }
    folded.match_indices('@').any(|(at, _)| {
        let before = folded[..at].char_indices().rev().nth(AROUND);
        let from = before.map_or(0, |(from, _)| from);
        let behind = folded[at..].char_indices().nth(AROUND);
        let to = behind.map_or(folded.len(), |(to, _)| at + to);
        // "name+night@www.shelter.example" is delivered to the same people.
        let (mailbox, host) = (&folded[from..at], &folded[at + 1..to]);
        let mailbox = mailbox.rsplit_once('+').map_or(mailbox, |(name, _)| name);
        let host = host.trim_start().trim_start_matches("www.");
        let (name, domain) = email.split_once('@').unwrap_or((email, ""));
        let is_before = |c: char| c.is_whitespace() || "/:?=&".contains(c);
        let mailbox = mailbox.rsplit(is_before).next().unwrap_or_default();
        let is_host = squashed(host).starts_with(&squashed(domain));
        // "n a c h t @ s h e l t e r"
        let is_apart = mailbox.chars().nth(1).is_none();
        let (before, name) = (squashed(&folded[from..at]), squashed(name));
        is_host && (squashed(mailbox) == name || is_apart && before.ends_with(&name))
    })
}

/// Whether an e-mail address stands in a folded text with words for its signs and nothing between:
/// "nachtATshelterDOTexample".
fn is_run_together_in(folded: &str, email: &str) -> bool {
    let Some((mailbox, host)) = email.split_once('@') else {
        return false;
    };
    let hosts = || {
        let words = DOT.iter().map(|dot| host.replace('.', dot));
        words.filter(|written| written != host)
    };
    let words = folded.split(|c: char| !c.is_alphanumeric() && !"@.".contains(c));
    let mut behind = words.filter_map(|word| word.strip_prefix(mailbox));
    behind.any(|rest| {
        let mut hosts_behind = AT.iter().filter_map(|at| rest.strip_prefix(at));
        hosts_behind.any(|rest| rest == host || hosts().any(|written| rest == written))
    })
}
