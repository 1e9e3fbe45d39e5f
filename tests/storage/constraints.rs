//! The database itself refuses what must not be, whatever program writes it.

use crate::support::{Database, sheets::sheets};

fn filled() -> Database {
    Database::of(
        &sheets()
            .members("external_id,slug,name,country\n1,a,A,BE\n2,b,B,NL\n")
            .locations(
                "member,label,city,visibility\na,office,Gent,public\nb,office,Utrecht,public\n",
            )
            .services("member,service\na,housing\nb,labour\n"),
    )
}

#[test]
fn wrong_values_are_refused() {
    let database = filled();
    let b = "(SELECT id FROM members WHERE slug = 'b')";
    for wrong in [
        // Codes
        "UPDATE members SET membership_status = 'active'",
        "UPDATE members SET membership_type = 'honorary'",
        "UPDATE members SET listing = 'maybe'",
        "UPDATE locations SET visibility = 'secret'",
        "UPDATE locations SET visibility = NULL",
        "UPDATE locations SET kind = 'cellar'",
        // Places
        "UPDATE locations SET latitude = 91, longitude = 0",
        "UPDATE locations SET latitude = 0, longitude = -180.1",
        "UPDATE locations SET latitude = 51, longitude = NULL",
        "UPDATE locations SET city = ''",
        // Keys
        "UPDATE members SET slug = 'a' WHERE slug = 'b'",
        "UPDATE members SET external_id = '1' WHERE slug = 'b'",
        "UPDATE members SET slug = NULL WHERE slug = 'b'",
        "INSERT INTO member_slugs (slug, member_id) SELECT slug, member_id FROM member_slugs",
        // References
        &format!("UPDATE locations SET member_id = '{}'", "0".repeat(36)),
        "UPDATE service_offers SET service = 'gardening'",
        &format!(
            "UPDATE service_offers SET location_id = (SELECT id FROM locations WHERE member_id = {b}) WHERE member_id <> {b}"
        ),
        "DELETE FROM service_types WHERE code = 'housing'",
        // Texts and dates
        "UPDATE members SET name = ''",
        "UPDATE members SET country = 'Belgium'",
        "UPDATE members SET website = 'javascript:alert(1)'",
        "UPDATE members SET email = 'nobody'",
        "UPDATE members SET founded_year = 20199",
        "UPDATE members SET joined_on = '2020-01-02', left_on = '2020-01-01'",
        // The network and its counters
        "UPDATE network SET public_revision = revision + 1",
        "UPDATE network SET revision = -1",
        "UPDATE members SET version = 0",
        "INSERT INTO network (only_row, id, name, sample_data, revision, public_revision, public_updated_at)
         SELECT 2, id, name, sample_data, revision, public_revision, public_updated_at FROM network",
        "UPDATE members SET public_revision = NULL",
    ] {
        let refusal = database.execute(wrong).expect_err(wrong);
        assert!(
            refusal.contains("constraint"),
            "refused for another reason: {refusal}: {wrong}"
        );
    }
}

/// An offer may be tied to a place of its own member.
#[test]
fn right_values_are_taken() {
    let database = filled();
    for right in [
        "UPDATE service_offers SET location_id = (SELECT id FROM locations WHERE locations.member_id = service_offers.member_id)",
        "UPDATE locations SET latitude = -90, longitude = 180",
        "UPDATE members SET membership_status = 'suspended' WHERE slug = 'b'",
        "UPDATE members SET left_on = '2020-01-01', joined_on = '2020-01-01'",
    ] {
        assert_eq!(database.execute(right), Ok(()), "{right}");
    }
}

/// People's data without a legal basis is not kept at all.
#[test]
fn a_contact_needs_its_legal_basis() {
    let database = filled();
    let insert = |basis: &str, date: &str| {
        database.execute(&format!(
            "INSERT INTO contacts (id, member_id, position, name, legal_basis, consented_on)
             SELECT '{}', id, 0, 'Somebody', '{basis}', {date} FROM members WHERE slug = 'a'",
            "c".repeat(36)
        ))
    };
    assert!(insert("because", "NULL").is_err());
    assert!(insert("consent", "NULL").is_err());
    assert_eq!(insert("consent", "'2024-05-06'"), Ok(()));
}
