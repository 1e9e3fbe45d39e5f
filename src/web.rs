//! What the program serves to people and to their sites: HTML, and the scripts that go with it.

pub mod embed;

use actix_web::web::ServiceConfig;

/// Adds the pages.
pub fn configure(config: &mut ServiceConfig) {
    config.configure(embed::configure);
}
