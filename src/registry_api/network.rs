//! `/v1/registry/network`: what the network says of itself.

use serde_json::json;

use super::{
    operation::{ADMIN, Operation, STAFF, text},
    reply::Reply,
    views::NetworkProfileWrite,
};
use editing::{Refusal, profile};
use network::NetworkProfile;
use registry::{NetworkState, profile::load};

fn reply(state: &NetworkState) -> Result<Reply, Refusal> {
    Reply::value(&state.profile)
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/network", "getNetworkProfile", STAFF)
            .says(text! {
                /// Shows the network's profile.
                ///
                /// Its name, its description and its imprint by language, how it is reached, and how its pages
                /// look.
            })
            .answers::<NetworkProfile>("The profile")
            .read(|connection, _| reply(&load(connection)?)),
        Operation::put("/network", "replaceNetworkProfile", ADMIN)
            .says(text! {
                /// Replaces the network's profile.
                ///
                /// All of it is public. What is left out is taken out. A text that tells what a member
                /// keeps secret needs `"confirm_publication": true`.
            })
            .takes::<NetworkProfileWrite>(json!({
                "name": "Network of Open Houses",
                "short_name": "NOH",
                "description": {"en": "Grassroots organisations for people without papers."},
                "imprint": {"en": "Network of Open Houses, Example Street 1, 9000 Gent, Belgium"},
                "website": "https://network.example.org",
                "founded_year": 2001,
                "email": "desk@network.example.org",
                "phone": "+32 9 210 00 00",
                "accent_color": "#8a1c4a",
            }))
            .answers::<NetworkProfile>("The profile as it is now")
            .write(|change, wanted| reply(&profile::update(change, wanted.edit)?)),
        Operation::patch("/network", "patchNetworkProfile", ADMIN)
            .says(text! {
                /// Changes fields of the network's profile.
                ///
                /// The body is a JSON Merge Patch (RFC 7396). All of the profile is public: a text that
                /// tells what a member keeps secret needs `"confirm_publication": true`.
            })
            .takes::<NetworkProfileWrite>(
                json!({"website": "https://network.example.org", "short_name": null}),
            )
            .answers::<NetworkProfile>("The profile as it is now")
            .write(|change, wanted| reply(&profile::update(change, wanted.edit)?)),
    ]
}
