//! What is wrong with what people type, in their language. The API says it in English and more exactly;
//! here are the mistakes that people make in these forms, by the API's codes.

use crate::desk::Fault;
use translations::Texts;

/// The codes of mistakes, and the text that says what would be right.
const TEXTS: [(&str, &str); 10] = [
    ("required", "own-mistake-required"),
    ("invalid_email", "own-mistake-email"),
    ("invalid_url", "own-mistake-website"),
    ("invalid_phone", "own-mistake-phone"),
    ("several_phones", "own-mistake-phone"),
    ("unread_opening_hours", "own-mistake-hours"),
    ("long_opening_hours", "own-mistake-long"),
    ("too_long", "own-mistake-long"),
    ("no_change", "own-mistake-same"),
    ("too_many", "own-mistake-many"),
];

/// What is to be said about a form that was not taken, each with the field that it is about.
pub fn told(texts: Texts, fault: &Fault) -> Vec<(Option<&String>, String)> {
    match fault {
        Fault::Busy => vec![(None, texts.say("own-busy"))],
        Fault::Other => vec![(None, texts.say("own-not-taken"))],
        Fault::Mistakes(mistakes) => {
            let told = mistakes.iter().map(|(field, code)| {
                let known = TEXTS.iter().find(|(known, _)| known == code);
                let text = known.map_or("own-mistake-other", |(_, text)| text);
                (Some(field), texts.say(text))
            });
            told.collect()
        }
    }
}
