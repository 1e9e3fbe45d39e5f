//! How a command ends badly.

use editing::Refusal;

/// Why a command ends badly: what is shown, and nothing else.
pub type Failure = Box<dyn std::error::Error>;

/// A change that was refused, in words.
pub fn refused(refusal: Refusal) -> Failure {
    match refusal {
        Refusal::Storage(error) => error.into(),
        Refusal::NotFound(detail)
        | Refusal::Purged(detail)
        | Refusal::Forbidden(detail)
        | Refusal::Unconditional(detail)
        | Refusal::Conflict { detail, .. } => detail.into(),
        Refusal::Moved(slug) => format!("the member's slug is \"{slug}\" now").into(),
        Refusal::InvalidParameter(_, invalid) => invalid.message.into(),
        Refusal::Invalid(mistakes) => {
            let messages = mistakes.into_iter().map(|mistake| mistake.invalid.message);
            messages.collect::<Vec<_>>().join("; ").into()
        }
        // Only requests over HTTP name the state that they expect, or come again.
        Refusal::Stale(_) | Refusal::StaleValue(..) | Refusal::KeyReused | Refusal::AnswerGone => {
            "the record has changed meanwhile; try again".into()
        }
    }
}
