//! How a change is made: in one transaction, with whoever is to be told of it.

use diesel::Connection as _;

use crate::{
    Actor, AnyConnection, Change, Error, Intent, Registry, Undo, Written, ended_badly, telling,
};

impl Registry {
    /// Makes one change: all that `work` writes is committed together, with one revision and its
    /// audit entries, or not at all. When it writes nothing, no revision is used up.
    pub fn write<T, E: From<Error>>(
        &self,
        actor: Actor,
        intent: Intent,
        work: impl FnOnce(&mut Change<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        let mut pooled = self.pool.get().map_err(Error::from)?;
        let connection: &mut AnyConnection = &mut pooled;
        let mut done = false;
        let ended = connection.transaction(|connection| {
            let mut change = Change::begin(
                connection,
                actor,
                self.digest_of,
                self.has_mail,
                &self.likeness,
            )
            .map_err(|e| Undo::Failed(e.into()))?;
            let value = work(&mut change).map_err(Undo::Failed)?;
            telling::tell_of_publication(&mut change).map_err(|e| Undo::Failed(e.into()))?;
            let revision = change.revision();
            let changed = change.end().map_err(|e| Undo::Failed(e.into()))?;
            match intent {
                Intent::Commit if changed => {
                    done = true;
                    Ok((value, revision))
                }
                _ => Err(Undo::Unwanted(value)),
            }
        });
        match ended {
            Ok((value, revision)) => Ok(Written {
                value,
                revision: Some(revision),
            }),
            Err(Undo::Unwanted(value)) => Ok(Written {
                value,
                revision: None,
            }),
            Err(Undo::Failed(error)) => Err(error),
            Err(Undo::Broken(error)) => Err(ended_badly(error, done).into()),
        }
    }
}
