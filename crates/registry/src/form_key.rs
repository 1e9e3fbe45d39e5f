//! The secret of the network by which its forms are known.

use diesel::prelude::*;

use crate::{Registry, error::Error, keys::Secret, profile::network};

impl Registry {
    /// What this network alone knows, by which it tells a form that it gave from any other; every
    /// node has the same.
    pub fn form_key(&self) -> Result<String, Error> {
        let new = Secret::new()?;
        self.keep(|connection| {
            let missing = network::table.filter(network::form_key.is_null());
            diesel::update(missing)
                .set(network::form_key.eq(Some(new.reveal())))
                .execute(connection)?;
            let known: Option<String> =
                network::table.select(network::form_key).first(connection)?;
            Ok(known.unwrap_or_default())
        })
    }
}
