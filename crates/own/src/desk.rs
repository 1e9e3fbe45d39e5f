//! The desk: what members and visitors say, and where it is taken.

use std::{borrow::Cow, rc::Rc, sync::Arc, time::Duration};

use actix_web::{HttpRequest, web};

use directory::Directory;
use http::problem::Problem;
use network::{EntryWish, Lang, MailId, MemberId, PageLang, ReportDraft, ReportKind, Timestamp};

/// What a personal link opens.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The member that it is bound to.
    pub member: MemberId,
    /// Its name.
    pub name: String,
    /// The member's own language, where there are pages in it.
    pub language: PageLang,
    /// The last moment at which the link opens anything.
    pub until: Timestamp,
    /// Whether the entry was confirmed since the link was made.
    pub is_confirmed: bool,
    /// What was sent by this link, the latest first.
    pub filed: Vec<Filed>,
}

/// Something that was sent by a personal link.
#[derive(Debug, Clone)]
pub struct Filed {
    /// When.
    pub at: Timestamp,
    /// What became of it: a code with a text, `own-status-…`.
    pub status: &'static str,
    /// Why, in the words of whoever decided.
    pub reason: Option<String>,
}

/// Why the books do not take what a form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Something is wrong with fields: the name of each in the form, and the code of the mistake.
    Mistakes(Vec<(String, Cow<'static, str>)>),
    /// So much was written lately that nothing more is taken.
    Busy,
    /// Anything else.
    Other,
}

/// How a form fared: whether the link opened anything, or why nothing was taken.
pub type Taken = Result<Result<bool, Fault>, Problem>;

/// Where what members and visitors say is taken. All of it waits for the database, and fails where the
/// books cannot be asked.
pub trait Desk: Send + Sync {
    /// What a link opens; nothing for one that opens nothing, whatever the reason. Nothing changes by it.
    ///
    /// # Errors
    ///
    /// Fails where the books cannot be asked.
    fn open(&self, link: &str) -> Result<Option<Visit>, Problem>;

    /// Confirms the entry.
    ///
    /// # Errors
    ///
    /// Fails where the books cannot be asked.
    fn confirm(&self, link: &str) -> Taken;

    /// Files a proposal of somebody who reads a language.
    ///
    /// # Errors
    ///
    /// Fails where the books cannot be asked.
    fn propose(&self, link: &str, wish: EntryWish, language: Lang) -> Taken;

    /// Keeps what the holder, who reads a language, writes.
    ///
    /// # Errors
    ///
    /// Fails where the books cannot be asked.
    fn write(&self, link: &str, kind: ReportKind, draft: ReportDraft, language: Lang) -> Taken;

    /// Keeps what a visitor, who reads a language, says is wrong with a member.
    ///
    /// # Errors
    ///
    /// Fails where the books cannot be asked.
    fn report(&self, member: MemberId, draft: ReportDraft, language: Lang) -> Taken;

    /// The moment at which the form to report something of a member is given, in a way that nobody
    /// else can write.
    fn seal(&self, member: MemberId) -> String;

    /// How long ago that was; nothing for what is not of our writing, or of another member's form.
    fn age(&self, member: MemberId, sealed: &str) -> Option<Duration>;

    /// Sends no more mail that is not necessary to whoever got a mail.
    ///
    /// # Errors
    ///
    /// Fails where the books cannot be asked.
    fn decline(&self, mail: MailId) -> Result<(), Problem>;
}

/// What the handlers work with.
pub struct Own {
    /// The directory, whose members they are.
    pub directory: Arc<Directory>,
    /// Where what is said is taken.
    pub desk: Arc<dyn Desk>,
}

/// What the handlers work with.
pub fn own(request: &HttpRequest) -> Result<Rc<Own>, Problem> {
    let own = request.app_data::<Rc<Own>>();
    own.cloned()
        .ok_or_else(|| Problem::internal(&"there is nobody at the desk"))
}

/// Asks the desk, on a thread that may wait.
pub async fn ask<T: Send + 'static>(
    own: &Own,
    question: impl FnOnce(&dyn Desk) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let desk = Arc::clone(&own.desk);
    web::block(move || question(desk.as_ref()))
        .await
        .map_err(|error| Problem::internal(&error))?
}
