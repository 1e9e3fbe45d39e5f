//! The console of the staff, `/staff`: the whole of the secretariat's work, for people.
//!
//! It knows neither the books nor their types. Whatever it shows or changes goes through the registry
//! API (`api.rs`), asked from within the program with the session of whoever is signed in, so that
//! the rules are those of the API and the audit trail names the person. Everything is made on the
//! server and works without JavaScript.

mod api;
mod corrections;
mod form;
mod frame;
mod history;
mod member;
mod member_form;
mod members;
mod session;
mod sign_in;
mod team;
mod today;

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
}

/// What the handlers of one thread work with.
struct Console {
    directory: Arc<Directory>,
    door: Arc<dyn Door>,
    /// What the handlers of the registry API work with.
    books: Rc<dyn Fn(&mut web::ServiceConfig)>,
    within: OnceCell<Within>,
}

impl Console {
    /// The registry API, as it is asked from within.
    async fn within(&self, request: &HttpRequest) -> Result<&Within, Problem> {
        let state = request.app_data::<web::Data<State>>().cloned();
        let begin = || async {
            let state = state.ok_or_else(|| Problem::internal(&"there is no state"))?;
            Within::new(state, |config| (self.books)(config)).await
        };
        self.within.get_or_try_init(begin).await
    }
}

/// Registers the console beside the registry API, whose handlers work with `books`.
pub fn configure(
    directory: Arc<Directory>,
    door: Arc<dyn Door>,
    books: impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static,
) -> impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static {
    move |config| {
        config.app_data(Rc::new(Console {
            directory: Arc::clone(&directory),
            door: Arc::clone(&door),
            books: Rc::new(books.clone()),
            within: OnceCell::new(),
        }));
        config.service(
            web::scope(http::paths::CONSOLE)
                .configure(sign_in::configure)
                .configure(today::configure)
                .configure(members::configure)
                .configure(member::configure)
                .configure(corrections::configure)
                .configure(team::configure)
                .configure(history::configure),
        );
    }
}
