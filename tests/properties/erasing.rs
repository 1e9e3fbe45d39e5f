//! Erasing erases: random people, written in random ways into texts of every kind, are found nowhere
//! any more, but for the sentences that were to be kept.

use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::{Value, json};

use crate::support::{ApiClient, Database, Serve, TestServer, remains};

/// Somebody, and one way of writing each thing that they are known by.
#[derive(Debug, Clone)]
struct Somebody {
    given: String,
    family: String,
    local: String,
    number: u32,
}

impl Somebody {
    fn name(&self) -> String {
        format!("{} {}", self.given, self.family)
    }

    fn email(&self) -> String {
        format!("{}@mail.example", self.local)
    }

    fn phone(&self) -> String {
        format!(
            "+32 47{} {} {}",
            self.digits(0),
            self.digits(1),
            self.digits(2)
        )
    }

    fn digits(&self, group: u32) -> String {
        let all = format!("{:09}", self.number);
        let start = group as usize * 3;
        all[start..start + if group == 0 { 1 } else { 3 }].to_owned()
    }

    /// However people write them.
    fn ways(&self) -> Vec<String> {
        let (given, family) = (&self.given, &self.family);
        let initial: String = given.chars().take(1).collect();
        let national = format!("047{}{}{}", self.digits(0), self.digits(1), self.digits(2));
        vec![
            self.name(),
            format!("{family}, {given}"),
            format!("{family} {given}").to_uppercase(),
            any_ascii(&self.name()),
            any_ascii(&self.name()).to_lowercase(),
            format!("{initial}. {family}"),
            format!("{given}-{family}"),
            self.email(),
            self.email().to_uppercase(),
            format!("{} (at) mail.example", self.local),
            format!("{} [at] mail [dot] example", self.local),
            self.phone(),
            self.phone().replace(' ', ""),
            national.clone(),
            format!("{}/{}.{}", &national[..4], &national[4..7], &national[7..]),
        ]
    }
}

/// The letters without what stands on them.
fn any_ascii(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'é' | 'è' | 'ë' => 'e',
            'ö' | 'ó' => 'o',
            'ü' => 'u',
            'ñ' => 'n',
            'á' => 'a',
            'š' => 's',
            'Ł' => 'L',
            c => c,
        })
        .collect()
}

fn somebody() -> impl Strategy<Value = Somebody> {
    let given = "(Zéta|Ölrik|Marie-Lou|Quórin|Ünal|Łukra)[b-dk-n]{2}[aeiou]";
    let family = "(van den |de |)(Bréx|Ñuvo|Šimwa|Qwell|Zuyd)[b-dk-n]{2}[aeiouö][rst]";
    (
        given,
        family,
        "[b-dk-n]{4}[0-9]{2}\\.[xyz]{3}",
        100_000_000..999_999_999_u32,
    )
        .prop_map(|(given, family, local, number)| Somebody {
            given,
            family,
            local,
            number,
        })
}

/// A sentence about somebody.
#[derive(Debug, Clone)]
struct Sentence {
    who: usize,
    way: usize,
    place: &'static str,
    kept: bool,
    /// Whether it is overwritten, so that only the past has it.
    past: bool,
}

const PLACES: [&str; 10] = [
    "note",
    "summary",
    "label",
    "accessibility",
    "description",
    "audience",
    "role",
    "message",
    "reason",
    "network",
];

fn texts() -> impl Strategy<Value = Vec<Sentence>> {
    let sentence = (
        0..2_usize,
        0..15_usize,
        select(&PLACES[..]),
        prop::bool::weighted(0.2),
        any::<bool>(),
    );
    vec(
        sentence.prop_map(|(who, way, place, kept, past)| Sentence {
            who,
            way,
            place,
            kept,
            past,
        }),
        4..9,
    )
}

/// The sentence as it is written; its number tells it from every other.
fn written(number: usize, text: &Sentence, people: &[Somebody]) -> String {
    let way = &people[text.who].ways()[text.way];
    let opening = ["Ask", "Written by", "Thanks to", "Once"][number % 4];
    format!("{opening} {way} for sentence {number:03}x.")
}

fn write(server: &TestServer, people: &[Somebody], texts: &[Sentence]) -> (String, String) {
    let (editor, admin) = (server.clerk("editor"), server.clerk("admin"));
    let of = |place: &str, past: bool| -> String {
        let own = texts
            .iter()
            .enumerate()
            .filter(|(_, text)| text.place == place && (past || !text.past));
        let sentences: Vec<String> = own
            .map(|(number, text)| written(number, text, people))
            .collect();
        format!("Plain words. {} And more of them.", sentences.join(" "))
    };
    let entry = |past: bool| {
        let contacts = people.iter().map(|one| json!({
            "name": one.name(), "email": one.email(), "phone": one.phone(), "legal_basis": "contract",
        }));
        let stranger =
            json!({"name": "Bert Claes", "role": of("role", past), "legal_basis": "contract"});
        json!({
            "name": "Cedar", "country": "BE", "email": people[0].email(),
            "summary": {"en": of("summary", past)},
            "notes": [{"text": of("note", past)}],
            "locations": [{"kind": "office", "city": "Gent", "label": {"fr": of("label", past)},
                "phones": [{"number": people[1].phone()}], "accessibility": {"nl": of("accessibility", past)}}],
            "service_offers": [{"service": "housing", "audience": {"en": of("audience", past)},
                "description": {"en": of("description", past)}}],
            "contacts": contacts.chain([stranger]).collect::<Vec<_>>(),
        })
    };
    let made = editor.create(&entry(true));
    let id = made["id"].as_str().expect("an id").to_owned();
    let record = format!("/members/{id}");
    editor.step(&id, "admit");
    let member = server.member_clerk(&id);
    let message = json!({"patch": {"acronym": "X"}, "message": of("message", true)});
    member
        .post(&format!("{record}/proposals"), &message)
        .created();
    let step = json!({"move": "suspend", "reason": of("reason", true)});
    editor.take_step(&id, &step);
    let profile = json!({"description": {"en": of("network", true)}, "confirm_publication": true});
    admin.change("PATCH", "/network", "/network", &profile).ok();
    let mut patch = entry(false);
    let contacts = made["contacts"].as_array().expect("contacts");
    for (contact, known) in patch["contacts"]
        .as_array_mut()
        .expect("contacts")
        .iter_mut()
        .zip(contacts)
    {
        contact["id"] = known["id"].clone();
    }
    editor.patch(&id, &patch);
    (id, contacts[0]["id"].as_str().expect("an id").to_owned())
}

/// Erases both: one as a contact, the other by text.
fn erase(server: &TestServer, people: &[Somebody], texts: &[Sentence], id: &str, contact: &str) {
    let editor = server.clerk("editor");
    let kept: Vec<String> = kept(people, texts);
    let keep = |found: &Value| -> Vec<Value> {
        let sentences = found["sentences"].as_array().expect("sentences").iter();
        let stays = |one: &&Value| kept.contains(&one["text"].as_str().expect("a text").to_owned());
        sentences
            .filter(stays)
            .map(|one| one["id"].clone())
            .collect()
    };
    let path = format!("/members/{id}/contacts/{contact}/personal-data");
    let found = editor.get(&path).ok();
    let body = json!({"sentences": "remove", "keep": keep(&found["found"])});
    editor
        .change("DELETE", &path, &format!("/members/{id}"), &body)
        .ok();
    let other = &people[1];
    let asked = json!({"names": [format!("{} {}", other.family, other.given)], "emails": [other.email()], "phones": [other.phone()]});
    let found = editor.post("/personal-data/search", &asked).ok();
    let mut body = asked.clone();
    body["sentences"] = json!("remove");
    body["keep"] = json!(keep(&found));
    let erased = editor.post("/personal-data/erase", &body).ok();
    for one in erased["kept"]["sentences"].as_array().expect("sentences") {
        assert!(
            kept.contains(&one["text"].as_str().expect("a text").to_owned()),
            "{one}"
        );
    }
    assert_eq!(
        (&erased["kept"]["contacts"], &erased["kept"]["fields"]),
        (&json!([]), &json!([]))
    );
}

fn kept(people: &[Somebody], texts: &[Sentence]) -> Vec<String> {
    let kept = texts.iter().enumerate().filter(|(_, text)| text.kept);
    kept.map(|(number, text)| written(number, text, people))
        .collect()
}

fn told(admin: &ApiClient<'_>, id: &str) -> String {
    let mut told = String::new();
    let revision = admin.server.database.revisions().0;
    for revision in 1..=revision {
        told += &admin.get(&format!("/members/{id}?as_of={revision}")).text();
        told += &admin
            .get(&format!("/audit?revision={revision}&limit=200"))
            .text();
    }
    for path in [
        "/members",
        "/proposals",
        "/network",
        &format!("/members/{id}/membership-events"),
    ] {
        told += &admin.get(path).text();
    }
    for format in ["ndjson", "csv", "xlsx", "hsds&private=true"] {
        told += &remains::unpacked(&admin.get(&format!("/export?format={format}")).body);
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 20, ..Default::default() })]

    #[test]
    fn who_was_erased_is_found_nowhere(people in vec(somebody(), 2..3), texts in texts()) {
        let server = Serve::on(Database::new()).start();
        let (id, contact) = write(&server, &people, &texts);
        erase(&server, &people, &texts, &id, &contact);
        let kept = kept(&people, &texts);
        let kept: Vec<&str> = kept.iter().map(String::as_str).collect();
        let ways: Vec<String> = people.iter().flat_map(Somebody::ways).collect();
        let ways: Vec<&str> = ways.iter().map(String::as_str).collect();
        let found = remains::of(&server.database, ways.iter(), &kept);
        prop_assert_eq!(found, Vec::<String>::new());
        let admin = server.clerk("admin");
        let mut told = told(&admin, &id);
        for (number, text) in texts.iter().enumerate() {
            let stays = told.contains(&format!("sentence {number:03}x."));
            prop_assert_eq!(stays, text.kept, "sentence {}", number);
        }
        for sentence in &kept {
            told = told.replace(sentence, "");
        }
        let told = told.to_lowercase();
        for way in ways {
            prop_assert!(!told.contains(&way.to_lowercase()), "{} is told", way);
        }
    }
}
