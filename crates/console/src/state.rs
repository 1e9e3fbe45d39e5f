//! What the console works with: the directory, the door, and the registry API asked from within.

use std::{rc::Rc, sync::Arc};

use actix_web::{HttpRequest, web};
use tokio::sync::OnceCell;

use directory::Directory;
use http::{State, problem::Problem, within::Within};

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
