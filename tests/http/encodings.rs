//! gzip and brotli.

use std::io::Read;

use crate::support::{Answer, server::client, shared};

const PATHS: [&str; 6] = [
    "/v1/members?limit=200",
    "/v1/members/open-huis-gent",
    "/v1/locations",
    "/v1/services",
    "/v1/network?lang=fr",
    "/v1/members?country=JP",
];

fn encoded(path: &str, accept: &str) -> Answer {
    shared().get_with(path, &[("Accept-Encoding", accept)])
}

fn decode(answer: &Answer) -> Vec<u8> {
    let mut plain = Vec::new();
    match answer.header("content-encoding") {
        Some("gzip") => {
            flate2::read::GzDecoder::new(&answer.body[..])
                .read_to_end(&mut plain)
                .unwrap();
        }
        Some("br") => {
            brotli::Decompressor::new(&answer.body[..], 4096)
                .read_to_end(&mut plain)
                .unwrap();
        }
        None => plain = answer.body.clone(),
        Some(other) => panic!("{other}"),
    }
    plain
}

#[test]
fn every_encoding_holds_the_same_bytes() {
    for path in PATHS {
        let plain = encoded(path, "identity");
        assert_eq!(plain.header("content-encoding"), None);
        for encoding in ["gzip", "br"] {
            // Twice: the second comes from what was kept of the first.
            for _ in 0..2 {
                let answer = encoded(path, encoding);
                assert_eq!(answer.header("content-encoding"), Some(encoding));
                assert_eq!(decode(&answer), plain.body, "{path} {encoding}");
            }
        }
    }
}

/// A client library that decodes by itself sees the same, too.
#[test]
fn a_client_library_decodes_it() {
    let path = PATHS[0];
    let plain = encoded(path, "identity").body;
    for only_gzip in [true, false] {
        let client = client(|builder| {
            if only_gzip {
                builder.no_brotli()
            } else {
                builder
            }
        });
        let response = client
            .get(format!("{}{path}", shared().url))
            .send()
            .unwrap();
        assert_eq!(response.bytes().unwrap(), plain);
    }
}

#[test]
fn it_is_worth_it() {
    let plain = encoded(PATHS[0], "identity").body.len();
    for encoding in ["gzip", "br"] {
        let length = encoded(PATHS[0], encoding).body.len();
        assert!(length * 4 < plain, "{encoding}: {length} of {plain}");
    }
}

#[test]
fn the_client_chooses() {
    for (accept, expected) in [
        ("gzip, br", Some("br")),
        ("br;q=0.5, gzip;q=0.8", Some("gzip")),
        ("gzip;q=1.0, br;q=1.0, *;q=0", Some("br")),
        ("*", Some("br")),
        ("*;q=0.5, br;q=0", Some("gzip")),
        ("GZIP", Some("gzip")),
        ("gzip;q=0", None),
        ("identity", None),
        ("deflate, zstd", None),
        ("", None),
        ("gzip;q=nonsense", None),
    ] {
        let answer = encoded("/v1/network", accept);
        assert_eq!(answer.header("content-encoding"), expected, "{accept}");
        assert_eq!(decode(&answer), encoded("/v1/network", "identity").body);
    }
    let silent = shared().get("/v1/network");
    assert_eq!(silent.header("content-encoding"), None);
}
