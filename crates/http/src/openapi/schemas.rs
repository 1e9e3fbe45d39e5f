//! Mends what the derived schemas cannot say.

use utoipa::openapi::{
    ArrayBuilder, Components, Object, ObjectBuilder, Ref, RefOr, Schema,
    extensions::Extensions,
    schema::{AdditionalProperties, ArrayItems, Type},
};

/// Mends every schema of the document.
pub fn mend(components: &mut Components) {
    for name in components.schemas.keys().cloned().collect::<Vec<_>>() {
        if let Some(joined) = join(components, &name) {
            let joined = RefOr::T(Schema::Object(joined));
            components.schemas.insert(name, joined);
        }
    }
    for schema in components.schemas.values_mut() {
        if let RefOr::T(Schema::Object(object)) = schema {
            object.properties.values_mut().for_each(mend_list);
        }
    }
}

/// Adds what a thing has only where `near` or `highlight` is asked for. These are no fields that are
/// kept ready, so they are none of those that `fields` takes.
pub fn add_answers(components: &mut Components, name: &str) {
    if let Some(RefOr::T(Schema::Object(object))) = components.schemas.get_mut(name) {
        let distance = ObjectBuilder::new()
            .schema_type(Type::Number)
            .description(Some("With `near` only: how far it is, in kilometres to the metre; of several places the nearest counts, a place with `\"precision\": \"city\"` from the centre of its cell."))
            .minimum(Some(0))
            .examples([1.234]);
        let highlights = ArrayBuilder::new()
            .items(Ref::from_schema_name("Highlight"))
            .description(Some("With `highlight=true` only: where it answers `q`."));
        let properties = &mut object.properties;
        properties.insert("distance_km".to_owned(), distance.into());
        properties.insert("highlights".to_owned(), highlights.into());
    }
}

/// A schema that is put together from objects as one object. A part that takes no other fields
/// than its own could not be met within an `allOf`: each part would refuse the others' fields.
fn join(components: &Components, name: &str) -> Option<Object> {
    let RefOr::T(Schema::AllOf(all)) = components.schemas.get(name)? else {
        return None;
    };
    let mut whole = Object::new();
    whole.description.clone_from(&all.description);
    for part in &all.items {
        let part = match part {
            RefOr::T(Schema::Object(part)) => part.clone(),
            RefOr::T(_) => return None,
            RefOr::Ref(part) => {
                let name = part.ref_location.rsplit('/').next()?;
                match components.schemas.get(name)? {
                    RefOr::T(Schema::Object(part)) => part.clone(),
                    _ => join(components, name)?,
                }
            }
        };
        whole.properties.extend(part.properties);
        whole.required.extend(part.required);
        if let Some(closed @ AdditionalProperties::FreeForm(false)) =
            part.additional_properties.as_deref()
        {
            whole.additional_properties = Some(Box::new(closed.clone()));
        }
    }
    Some(whole)
}

/// A list that is read only says so of itself, and not of each thing in it.
fn mend_list(property: &mut RefOr<Schema>) {
    if let RefOr::T(Schema::Array(list)) = property
        && let ArrayItems::RefOrSchema(items) = &mut list.items
        && let RefOr::Ref(item) = &mut **items
        && item.read_only.take() == Some(true)
    {
        let extensions = list.extensions.get_or_insert_with(Extensions::default);
        extensions.insert("readOnly".to_owned(), true.into());
    }
}
