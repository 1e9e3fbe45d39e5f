//! What a row says about a service.

use crate::{
    fields::{Field, Shape, TableFields, TableName, table},
    given::{Apply, Given, OwnTexts, Texts, line as one_line, yes_or_no},
    reading::RowReader,
};
use network::{
    Country, Delivery, Invalid, LanguageTag, LocationId, OfferId, ServiceCode, ServiceOffer, text,
};

table! {
    COLUMNS = Services, Some("/service_offers");
    /// What a row gives for the fields of an offer.
    OfferFields of ServiceOffer {
        id "/id" One;
        member "" One;
        service "/service" One;
        location "/location_id" One;
        description "/description" Texts: Texts = texts(text::paragraphs) => description;
        audience "/audience" OwnTexts;
        eligibility "/eligibility" OwnTexts;
        access "/access" OwnTexts;
        languages "/languages" List: Given<Vec<LanguageTag>> = list(LanguageTag::parse) => languages;
        free_of_charge "/free_of_charge" One: Given<Option<bool>> = one(yes_or_no) => free_of_charge;
        delivery "/delivery" List: Given<Vec<Delivery>> = set(str::parse) => delivery;
        countries "/countries" List: Given<Vec<Country>> = list(Country::parse) => countries;
    }
}

/// What a row says about a service.
#[derive(Debug, Clone)]
pub struct OfferDraft {
    /// The line of the row.
    pub line: u64,
    pub id: Option<OfferId>,
    /// Where it is given, by the identifier that the place's row has.
    pub location: Given<Option<LocationId>>,
    pub service: ServiceCode,
    pub audience: OwnTexts,
    pub eligibility: OwnTexts,
    pub access: OwnTexts,
    pub fields: OfferFields,
}

impl OfferDraft {
    /// Reads a row, which may name several services; `known` reads a code of the taxonomy.
    pub fn read(
        line: u64,
        row: &mut RowReader<'_>,
        known: impl Fn(&str) -> Result<ServiceCode, Invalid>,
    ) -> Vec<Self> {
        let services = row.list("service", known).unwrap_or_default();
        let id = row.kept("id", str::parse);
        if id.is_some() && services.len() > 1 {
            row.refuse_field(
                "id",
                Invalid::new(
                    "repeated",
                    "the row names several services, and an identifier is one service's; give each \
                     a row of its own",
                ),
            );
        }
        let location = row.one("location", str::parse);
        let [audience, eligibility, access] =
            ["audience", "eligibility", "access"].map(|field| row.own_texts(field, one_line));
        let fields = OfferFields::read(row);
        services
            .into_iter()
            .map(|service| Self {
                line,
                id,
                location,
                service,
                audience: audience.clone(),
                eligibility: eligibility.clone(),
                access: access.clone(),
                fields: fields.clone(),
            })
            .collect()
    }

    /// An offer made from this row alone; its member writes in this language.
    pub fn create(&self, language: &LanguageTag) -> ServiceOffer {
        let mut offer = ServiceOffer::new(self.service.clone());
        offer.id = self.id.unwrap_or(offer.id);
        self.apply(&mut offer, language);
        offer
    }

    /// Applies what the row says to an offer; its member writes in this language.
    pub fn apply(&self, offer: &mut ServiceOffer, language: &LanguageTag) {
        offer.service = self.service.clone();
        self.audience.apply(&mut offer.audience, language);
        self.eligibility.apply(&mut offer.eligibility, language);
        self.access.apply(&mut offer.access, language);
        self.fields.apply(offer);
    }
}
