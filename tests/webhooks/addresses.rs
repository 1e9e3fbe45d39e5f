//! Where webhooks may be: nowhere that only the server can reach, unless the settings allow it.

use serde_json::json;

use super::{deliveries, path, serve, settled, subscribe};
use crate::support::{Database, Manner, Receiver, Serve, eventually};

#[test]
fn what_only_the_server_reaches_is_refused() {
    let server = Serve::on(Database::sample()).start();
    let admin = server.clerk("admin");
    for (url, code) in [
        ("http://hooks.example.org/", "insecure_url"),
        ("https://127.0.0.1/", "private_address"),
        ("https://2130706433/", "private_address"),
        ("https://0x7f.1/", "private_address"),
        ("https://[::ffff:127.0.0.1]/", "private_address"),
        (
            "https://169.254.169.254/latest/meta-data/",
            "private_address",
        ),
        ("https://localhost/", "private_address"),
        ("https://ann:pass@hooks.example.org/", "invalid_url"),
        ("ftp://hooks.example.org/", "invalid_url"),
    ] {
        let refused = admin.post("/webhooks", &json!({ "url": url }));
        let expected = [("/url".to_owned(), code.to_owned())];
        assert_eq!(refused.body_mistakes(), expected, "{url}");
    }
}

/// What was allowed once is not called once it is not any more, whether by number or by name.
#[test]
fn a_private_address_is_not_called_once_the_settings_forbid_it() {
    let receiver = Receiver::new();
    let server = serve(Database::sample()).start();
    let admin = server.clerk("admin");
    let number = subscribe(&admin, &receiver, &[]);
    let named = receiver.url.replace("127.0.0.1", "localhost");
    let name = admin.post("/webhooks", &json!({ "url": named })).created();
    let database = server.stop();
    let server = serve(database)
        .with("WEBHOOK_ALLOW_PRIVATE", "false")
        .start();
    let admin = server.clerk("admin");
    admin.patch("open-huis-gent", &json!({"acronym": "A"}));
    for webhook in [&number, &name] {
        let failed = eventually("it fails", || {
            deliveries(&admin, webhook, "?status=failed").pop()
        });
        let words = failed["attempts"][0]["error"].as_str().unwrap();
        assert!(words.contains("leads to"), "{words}");
        // Its pause is a change too, and comes a moment later.
        super::wait_for_status(&admin, webhook, "paused");
        // It can still be changed in what is not its address.
        let record = path(webhook);
        admin
            .change("PATCH", &record, &record, &json!({"description": "x"}))
            .ok();
    }
    assert!(receiver.received().is_empty());
}

#[test]
fn a_redirect_is_not_followed() {
    let server = super::sample();
    let admin = server.clerk("admin");
    let (receiver, elsewhere) = (Receiver::new(), Receiver::new());
    receiver.behave(Manner::redirect(&elsewhere.url));
    let webhook = subscribe(&admin, &receiver, &[]);
    admin.patch("open-huis-gent", &json!({"acronym": "A"}));
    super::wait_for_status(&admin, &webhook, "paused");
    settled(&admin, &webhook);
    assert_eq!(receiver.received().len(), 6);
    assert!(elsewhere.received().is_empty());
}

/// A proxy of the environment would see what is sent, and reach where the program may not.
#[test]
fn no_proxy_is_asked() {
    let (receiver, proxy) = (Receiver::new(), Receiver::new());
    let server = serve(Database::sample())
        .with("http_proxy", &proxy.url)
        .with("HTTP_PROXY", &proxy.url)
        .with("ALL_PROXY", &proxy.url)
        .start();
    let admin = server.clerk("admin");
    subscribe(&admin, &receiver, &[]);
    admin.patch("open-huis-gent", &json!({"acronym": "A"}));
    receiver.wait_for(1);
    assert!(proxy.received().is_empty());
}
