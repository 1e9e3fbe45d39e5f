//! The private part, asked from within the program: what the console asks goes the way of every
//! request, so that whatever holds for the tools of a secretariat holds for its people.

use actix_http::{BoxedPayloadStream, Payload, Request};
use actix_service::{IntoServiceFactory, Service, ServiceFactory, boxed};
use actix_web::{
    App, Error, HttpResponse,
    body::{self, BoxBody},
    dev::{AppConfig, ServiceResponse},
    http::{
        Method, StatusCode, Uri,
        header::{self, HeaderMap, HeaderValue},
    },
    middleware,
    web::{self, Bytes},
};

use super::{
    entrance,
    problem::{Kind, Problem},
    routes,
    state::State,
};

/// The private part behind the one entrance, for those who ask within one thread.
pub struct Within(boxed::BoxService<Request, ServiceResponse<BoxBody>, Error>);

/// A question from within.
pub struct Question {
    /// The method.
    pub method: Method,
    /// The path with its query, well encoded.
    pub path: String,
    /// What is said beside.
    pub headers: Vec<(header::HeaderName, String)>,
    /// The body.
    pub body: Body,
}

/// The body of a question.
pub enum Body {
    /// All of it.
    Whole(Bytes),
    /// What comes while it is read.
    Coming(BoxedPayloadStream),
}

/// What is answered.
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Within {
    /// Puts it together, with what its handlers work with.
    pub async fn new(
        state: web::Data<State>,
        data: impl FnOnce(&mut web::ServiceConfig),
    ) -> Result<Self, Problem> {
        let private = state.document.private();
        let app = App::new()
            .app_data(state)
            .configure(data)
            .configure(private)
            .default_service(web::to(routes::fallback))
            .wrap(middleware::from_fn(entrance::enter));
        let service = app.into_factory().new_service(AppConfig::default()).await;
        let service = service.map_err(|()| Problem::internal(&"the application was not begun"))?;
        Ok(Self(boxed::service(service)))
    }

    /// Asks, and waits for the whole answer.
    pub async fn ask(&self, question: Question) -> Result<Reply, Problem> {
        let (response, content) = self.begin(question).await?.into_parts();
        let body = body::to_bytes(content).await;
        Ok(Reply {
            status: response.status(),
            headers: response.headers().clone(),
            body: body.map_err(|error| Problem::internal(&error))?,
        })
    }

    /// Asks, and gives the answer as soon as it begins: a file is handed on while it is read.
    pub async fn begin(&self, question: Question) -> Result<HttpResponse, Problem> {
        let uri: Uri = question.path.parse().map_err(|error| {
            tracing::debug!(%error, "an address from within cannot be read");
            Problem::new(Kind::NotFound, "There is nothing at this address.")
        })?;
        let payload = match question.body {
            Body::Whole(bytes) => Payload::from(bytes),
            Body::Coming(stream) => Payload::from(stream),
        };
        let mut request = Request::with_payload(payload);
        let head = request.head_mut();
        head.method = question.method;
        head.uri = uri;
        for (name, value) in question.headers {
            let value = HeaderValue::try_from(value).map_err(|_| {
                Problem::new(
                    Kind::BadRequest,
                    format!("The header \"{name}\" cannot be read."),
                )
            })?;
            head.headers.insert(name, value);
        }
        Ok(match self.0.call(request).await {
            Ok(answered) => answered.into_parts().1,
            Err(error) => error.error_response(),
        })
    }
}
