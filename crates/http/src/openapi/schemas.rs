//! Mends what the derived schemas cannot say.

use utoipa::openapi::{
    ArrayBuilder, Components, ObjectBuilder, Ref, RefOr, Schema,
    extensions::Extensions,
    schema::{ArrayItems, Type},
};

/// Mends every schema of the document.
pub fn mend(components: &mut Components) {
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
