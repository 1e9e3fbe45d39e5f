//! The forms of a single member, which are two of the formats of lists.

use actix_web::HttpRequest;

use super::Format;
use crate::{
    negotiation::{self, Offered},
    problem::Problem,
};
use network::codes::codes;

codes! {
    /// A form of a single member.
    MemberForm ("format") {
        /// JSON.
        Json = "json",
        /// JSON-LD in the words of schema.org.
        JsonLd = "jsonld",
    }
}

impl Offered for MemberForm {
    const SHOWN: &'static str = "jsonld";

    fn title(self) -> &'static str {
        Format::from(self).title()
    }

    fn media_type(self) -> &'static str {
        Format::from(self).media_type()
    }
}

impl From<MemberForm> for Format {
    fn from(form: MemberForm) -> Self {
        match form {
            MemberForm::Json => Self::Json,
            MemberForm::JsonLd => Self::JsonLd,
        }
    }
}

impl MemberForm {
    /// The form that a request asks for; nothing where it would rather have a page for people, as
    /// browsers do that follow the name of a member among linked data.
    pub fn asked(request: &HttpRequest, named: Option<Self>) -> Result<Option<Self>, Problem> {
        if named.is_some() {
            return Ok(named);
        }
        let mut types: Vec<&'static str> = Self::ALL.iter().map(|form| form.media_type()).collect();
        types.push("text/html");
        let chosen = negotiation::choose(request, &types)?;
        let mut forms = Self::ALL.iter().copied();
        Ok(forms.find(|form| form.media_type() == chosen))
    }
}
