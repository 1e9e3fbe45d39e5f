//! What the console works with: the directory, the door, and the registry API asked from within.

use std::{rc::Rc, sync::Arc};

use actix_web::{HttpRequest, web};
use futures_util::future::BoxFuture;
use tokio::sync::OnceCell;

use directory::Directory;
use http::{State, problem::Problem, within::Within};
use network::Email;

/// Where people get in, which the books decide.
pub trait Door: Send + Sync {
    /// The text of a session for whoever has the text of a link, which is used up by that; nothing where
    /// it opens nothing. It waits for the database.
    ///
    /// # Errors
    ///
    /// Fails where the books cannot be asked.
    fn sign_in(&self, link: &str) -> Result<Option<String>, Problem>;

    /// Notes that a link opened nothing.
    fn refused(&self, link: &str);

    /// The provider of accounts by which staff may sign in too.
    fn provider(&self) -> Option<&dyn Provider>;

    /// The text of a session for whoever of the staff has an address; nothing where nobody has. It waits
    /// for the database.
    ///
    /// # Errors
    ///
    /// Fails where the books cannot be asked.
    fn sign_in_with(&self, email: &Email) -> Result<Option<String>, Problem>;
}

/// A provider of accounts (OpenID Connect).
pub trait Provider: Send + Sync {
    /// Begins an attempt to sign in there.
    fn begin(&self) -> BoxFuture<'_, Result<Begun, NoAccount>>;

    /// The verified address of whoever came back from it; `kept` is what the browser kept of the attempt.
    fn finish<'a>(
        &'a self,
        kept: &'a str,
        given: &'a Returned,
    ) -> BoxFuture<'a, Result<Email, NoAccount>>;
}

/// An attempt to sign in.
pub struct Begun {
    /// Where the browser goes.
    pub address: String,
    /// What it keeps meanwhile.
    pub kept: String,
}

/// What the browser comes back with.
pub struct Returned {
    /// Which attempt it is.
    pub state: String,
    /// What an account is told for; nothing where there is none.
    pub code: Option<String>,
    /// Who sent it back.
    pub issuer: Option<String>,
}

/// Why no account is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAccount {
    /// The provider does not answer as it should.
    Away,
    /// The attempt was given up, took too long, or was another one.
    Unfinished,
    /// The account has no e-mail address, or nobody has verified it.
    Unverified,
}

/// What the handlers of one thread work with.
pub struct Console {
    /// The directory, whose network it is.
    pub directory: Arc<Directory>,
    /// Where people get in.
    pub door: Arc<dyn Door>,
    /// What the handlers of the registry API work with.
    pub books: Rc<dyn Fn(&mut web::ServiceConfig)>,
    /// The registry API, once it is asked.
    pub within: OnceCell<Within>,
}

impl Console {
    /// The registry API, as it is asked from within.
    pub async fn within(&self, request: &HttpRequest) -> Result<&Within, Problem> {
        let state = request.app_data::<web::Data<State>>().cloned();
        let begin = || async {
            let state = state.ok_or_else(|| Problem::internal(&"there is no state"))?;
            Within::new(state, |config| (self.books)(config)).await
        };
        self.within.get_or_try_init(begin).await
    }
}
