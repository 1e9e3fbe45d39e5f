//! Descriptions come from the doc comments of types; what only a reader of the code can follow is
//! taken out of them.

use serde_json::Value;

/// Takes the links of rustdoc out of every description: ``[`network::Member`]`` becomes `Member`.
pub(super) fn without_links(part: &mut Value) {
    match part {
        Value::Object(fields) => {
            for (name, part) in fields {
                match part {
                    Value::String(text) if name == "description" => *text = plain(text),
                    part => without_links(part),
                }
            }
        }
        Value::Array(parts) => parts.iter_mut().for_each(without_links),
        _ => {}
    }
}

fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("[`") {
        let Some((path, after)) = link.split_once("`]") else {
            break;
        };
        let name = path.rsplit("::").next().unwrap_or(path);
        plain.push_str(&format!("{before}`{name}`"));
        let target = after
            .strip_prefix('(')
            .and_then(|after| after.split_once(')'));
        rest = match target {
            Some((target, after)) if target.contains("::") => after,
            _ => after,
        };
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_link_becomes_the_name_alone() {
        for (given, expected) in [
            ("as in [`a::Member`](crate::a::Member).", "as in `Member`."),
            ("a [`super::Tag`] (short), [`b`]", "a `Tag` (short), `b`"),
            (
                "[BCP 47](https://a.example) and [`open",
                "[BCP 47](https://a.example) and [`open",
            ),
        ] {
            assert_eq!(plain(given), expected);
        }
    }
}
