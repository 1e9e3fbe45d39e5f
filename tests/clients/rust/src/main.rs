//! The journey with what openapi-generator makes for Rust.

use std::{collections::HashMap, env, error::Error};

use openapi_generated::{
    apis::{configuration::Configuration, members_api},
    models::CountryCode,
};
use registry_generated::{
    apis::{configuration, registry_members_api},
    models::MemberPatch,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = env::var("SERVER_URL")?;
    let directory = Configuration {
        base_path: server.clone(),
        ..Configuration::default()
    };
    let countries = || Some(vec![CountryCode::Be, CountryCode::Nl]);
    let mut cursor: Option<String> = None;
    let mut met = HashMap::new();
    let total = loop {
        let page = members_api::list_members(
            &directory, None, None, countries(), None, None, None, None, None, None, None, None, None,
            None, None, Some(10), cursor.as_deref(), None, None, None,
        )
        .await?;
        met.extend(page.data.into_iter().map(|member| (member.id, member.country.code)));
        cursor = page.page.next;
        if cursor.is_none() {
            break page.page.total as usize;
        }
    };
    assert!(total > 20);
    assert_eq!(met.len(), total);
    assert!(met.values().any(|code| *code == CountryCode::Be));
    assert!(met.values().any(|code| *code == CountryCode::Nl));

    let member = members_api::get_member(&directory, "open-huis-gent", None, None).await?;
    assert_eq!(member.name, "Open Huis Gent");
    let map = members_api::list_members_as_geojson(
        &directory, None, None, countries(), None, None, None, None, None, None, None, None, None,
        None, None, None, None, None, None, None,
    )
    .await?;
    assert!(map.features.len() >= total);

    let registry = configuration::Configuration {
        base_path: server.clone(),
        bearer_access_token: Some(env::var("REGISTRY_KEY")?),
        ..configuration::Configuration::default()
    };
    registry_members_api::get_member_record(&registry, "open-huis-gent", None).await?;
    // What is generated gives no headers.
    let read = registry
        .client
        .get(format!("{server}/v1/registry/members/open-huis-gent"))
        .bearer_auth(env::var("REGISTRY_KEY")?)
        .send()
        .await?;
    let tag = read.headers()["etag"].to_str()?.to_owned();
    let patch = MemberPatch {
        acronym: Some(Some("T24".to_owned())),
        ..MemberPatch::new()
    };
    let changed = registry_members_api::patch_member(&registry, "open-huis-gent", &tag, patch, None).await?;
    assert_eq!(changed.acronym.as_deref(), Some("T24"));
    println!("openapi-generator rust: {total} members");
    Ok(())
}
