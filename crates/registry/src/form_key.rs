//! The secret of the network by which its forms are known.

use diesel::prelude::*;

use crate::{Registry, connection::AnyConnection, error::Error, keys::Secret, profile::network};

fn known(connection: &mut AnyConnection) -> Result<Option<String>, Error> {
    Ok(network::table.select(network::form_key).first(connection)?)
}

impl Registry {
    /// What this network alone knows, by which it tells a form that it gave from any other; every
    /// node has the same. It is made when it is first asked for.
    pub fn form_key(&self) -> Result<String, Error> {
        if let Some(known) = known(&mut *self.pool.get()?)? {
            return Ok(known);
        }
        let new = Secret::new()?;
        self.keep(|connection| {
            // Another process may have been quicker.
            diesel::update(network::table.filter(network::form_key.is_null()))
                .set(network::form_key.eq(Some(new.reveal())))
                .execute(connection)?;
            Ok(known(connection)?.unwrap_or_default())
        })
    }
}
