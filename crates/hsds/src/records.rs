//! The records of the specification, as far as a network has something to say in them. One within
//! another does not repeat to what it belongs, as in the specification's own examples.

use std::borrow::Cow;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use network::Timestamp;

/// Declares the records: what each always has, what it has where it is known, and the records within
/// it, which are left out where there are none.
macro_rules! records {
    ($(
        $(#[doc = $about:literal])+
        $name:ident $(<$life:lifetime>)? as $schema:ident {
            $( $(#[$always_meta:meta])* $always:ident: $always_type:ty, )+
        }
        known { $( $(#[$known_meta:meta])* $known:ident: $known_type:ty, )* }
        within { $( $(#[$within_meta:meta])* $within:ident: $within_type:ty, )* }
    )+) => { $(
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
        #[schema(as = $schema)]
        pub struct $name $(<$life>)? {
            $( $(#[$always_meta])* pub $always: $always_type, )+
            $(
                $(#[$known_meta])*
                #[serde(skip_serializing_if = "Option::is_none")]
                #[schema(required = false, nullable = false)]
                pub $known: Option<$known_type>,
            )*
            $(
                $(#[$within_meta])*
                #[serde(skip_serializing_if = "Vec::is_empty")]
                #[schema(required = false)]
                pub $within: Vec<$within_type>,
            )*
        }
    )+ };
}

records! {
    /// An organisation: a member.
    Organization<'a> as HsdsOrganization {
        id: Uuid,
        name: Cow<'a, str>,
        /// Its summary, or its name where it has none: the specification demands a text.
        description: Cow<'a, str>,
    }
    known {
        /// Its acronym.
        alternate_name: Cow<'a, str>,
        #[schema(format = Email)]
        email: Cow<'a, str>,
        #[schema(format = Uri)]
        website: Cow<'a, str>,
        /// Its page in this directory, which identifies it for ever.
        #[schema(format = Uri)]
        uri: String,
        year_incorporated: i16,
    }
    within {
        contacts: Contact<'a>,
        phones: Phone,
        locations: Location<'a>,
        organization_identifiers: Identifier<'a>,
        #[schema(no_recursion)]
        services: Service<'a>,
    }

    /// By what an organisation is known elsewhere.
    Identifier<'a> as HsdsOrganizationIdentifier {
        id: Uuid,
        identifier_type: Cow<'a, str>,
        identifier: Cow<'a, str>,
    }
    known {
        /// The list of org-id.guide that it stands in.
        identifier_scheme: Cow<'a, str>,
    }
    within {}

    /// A service.
    Service<'a> as HsdsService {
        id: Uuid,
        /// What the network calls services of this kind.
        name: Cow<'a, str>,
        /// `active` of whatever the public sees.
        status: &'static str,
    }
    known {
        description: Cow<'a, str>,
        application_process: Cow<'a, str>,
        fees_description: &'static str,
        eligibility_description: String,
        /// When the public last saw its organisation change.
        last_modified: Timestamp,
        /// Who gives it.
        #[schema(no_recursion)]
        organization: Box<Organization<'a>>,
    }
    within {
        service_areas: ServiceArea,
        #[schema(no_recursion)]
        service_at_locations: ServiceAtLocation<'a>,
        languages: Language<'a>,
        attributes: Attribute<'a>,
    }

    /// A service at the place where it is given.
    ServiceAtLocation<'a> as HsdsServiceAtLocation {
        id: Uuid,
        location: Location<'a>,
    }
    known {
        #[schema(no_recursion)]
        service: Box<Service<'a>>,
    }
    within {}

    /// A place. Of one that is shown by its city, the point is the centre of its cell.
    Location<'a> as HsdsLocation {
        id: Uuid,
        location_type: &'static str,
        name: Cow<'a, str>,
    }
    known {
        latitude: f64,
        longitude: f64,
    }
    within {
        languages: Language<'a>,
        addresses: Address<'a>,
        contacts: Contact<'a>,
        accessibility: Accessibility<'a>,
        phones: Phone,
        schedules: Schedule<'a>,
        attributes: Attribute<'a>,
    }

    /// The address of a place. `-` stands where the specification demands a text and none is public.
    Address<'a> as HsdsAddress {
        id: Uuid,
        address_1: Cow<'a, str>,
        city: Cow<'a, str>,
        state_province: Cow<'a, str>,
        postal_code: Cow<'a, str>,
        country: &'static str,
        address_type: &'static str,
    }
    known {
        address_2: Cow<'a, str>,
    }
    within {}

    /// A telephone number.
    Phone as HsdsPhone {
        id: Uuid,
        number: String,
    }
    known {
        extension: u64,
    }
    within {}

    /// When a place is open.
    Schedule<'a> as HsdsSchedule {
        id: Uuid,
        description: Cow<'a, str>,
    }
    known {}
    within {}

    /// A language that is spoken.
    Language<'a> as HsdsLanguage {
        id: Uuid,
        name: Cow<'a, str>,
        /// ISO 639, without a script or a region.
        code: Cow<'a, str>,
    }
    known {
        /// The whole tag (BCP 47), where it says more.
        note: Cow<'a, str>,
    }
    within {}

    /// How a place can be reached and used.
    Accessibility<'a> as HsdsAccessibility {
        id: Uuid,
        description: Cow<'a, str>,
    }
    known {}
    within {}

    /// How to reach a place; with names, where whoever asked may know people.
    Contact<'a> as HsdsContact {
        id: Uuid,
    }
    known {
        name: Cow<'a, str>,
        title: Cow<'a, str>,
        #[schema(format = Email)]
        email: Cow<'a, str>,
    }
    within {
        phones: Phone,
    }

    /// Where a service is given.
    ServiceArea as HsdsServiceArea {
        id: Uuid,
        /// The country's name.
        name: &'static str,
        /// ISO 3166-1 alpha-2.
        extent: &'static str,
        extent_type: &'static str,
    }
    known {}
    within {}

    /// A term that is said of something.
    Attribute<'a> as HsdsAttribute {
        id: Uuid,
        /// The name of the taxonomy.
        link_type: &'static str,
        link_entity: &'static str,
        taxonomy_term: TaxonomyTerm<'a>,
    }
    known {}
    within {}

    /// A taxonomy.
    Taxonomy as HsdsTaxonomy {
        id: Uuid,
        name: &'static str,
        description: &'static str,
    }
    known {}
    within {}

    /// A term of a taxonomy.
    TaxonomyTerm<'a> as HsdsTaxonomyTerm {
        id: Uuid,
        code: Cow<'a, str>,
        name: Cow<'a, str>,
        description: Cow<'a, str>,
        /// The name of the taxonomy.
        taxonomy: &'static str,
        taxonomy_id: Uuid,
    }
    known {
        parent_id: Uuid,
        taxonomy_detail: Taxonomy,
    }
    within {}
}
