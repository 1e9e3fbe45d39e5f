//! Coordinates as people copy them from maps and letters.

/// What a latitude or a longitude surely is, in degrees with a point; `most` is 90 for a latitude
/// and 180 for a longitude.
pub fn degrees(text: &str, most: f64) -> Option<String> {
    let (positive, negative) = match most > 90.0 {
        true => ('E', 'W'),
        false => ('N', 'S'),
    };
    let mut text = text.trim().replace('−', "-");
    let mut sign = None;
    for (letter, turn) in [(positive, 1.0), (negative, -1.0)] {
        let small = letter.to_ascii_lowercase();
        let bare = text
            .strip_prefix([letter, small])
            .or_else(|| text.strip_suffix([letter, small]))
            .map(|bare| bare.trim().to_owned());
        if let Some(bare) = bare {
            if sign.replace(turn).is_some() {
                return None;
            }
            text = bare;
        }
    }
    let value = parts(&text)?;
    // A direction and a minus sign may say the same or undo each other.
    let value = match sign {
        Some(_) if value < 0.0 || text.starts_with('-') => return None,
        Some(turn) => turn * value,
        None => value,
    };
    (value.abs() <= most).then(|| plain(value))
}

/// Both from one cell, latitude and longitude in this order.
pub fn degrees_of_both(text: &str) -> Option<(String, String)> {
    let text = text.trim().trim_matches(['(', ')', '[', ']']);
    let found: Vec<(String, String)> = [";", "|", "/", ", ", ",", " "]
        .into_iter()
        .filter_map(|separator| {
            let (first, second) = text.split_once(separator)?;
            // Behind a comma that is none of a number, there is a number with a point.
            if separator == "," && !(first.contains('.') && second.contains('.')) {
                return None;
            }
            Some((degrees(first, 90.0)?, degrees(second, 180.0)?))
        })
        .collect();
    let first = found.first()?;
    found
        .iter()
        .all(|other| other == first)
        .then(|| first.clone())
}

/// Degrees, perhaps with minutes and seconds.
fn parts(text: &str) -> Option<f64> {
    let text = text.trim();
    let marks: &[char] = &['°', 'º', '˚', '\'', '’', '′', '"', '”', '″', '“'];
    if !text.contains(marks) {
        return number(text);
    }
    let (degrees, rest) = text.split_once(['°', 'º', '˚'])?;
    let whole = number(degrees)?;
    let rest = rest.replace("''", "\"");
    let rest = rest.trim();
    if rest.is_empty() {
        return Some(whole);
    }
    let (minutes, rest) = match rest.split_once(['\'', '’', '′']) {
        Some((minutes, rest)) => (minutes, rest.trim()),
        None => (rest, ""),
    };
    let seconds = rest.trim_end_matches(['"', '”', '″', '“']).trim();
    let minutes = number(minutes)?;
    let seconds = match seconds {
        "" => 0.0,
        seconds => number(seconds)?,
    };
    let right =
        whole.fract() == 0.0 && (0.0..60.0).contains(&minutes) && (0.0..60.0).contains(&seconds);
    let more = minutes / 60.0 + seconds / 3600.0;
    let whole_is_negative = degrees.trim_start().starts_with('-');
    right.then_some(match whole_is_negative {
        true => whole - more,
        false => whole + more,
    })
}

/// A number with a point or a comma. Without either, more than three digits are a number that lost it.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = match digits.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let all_digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let right = all_digits(whole) && whole.len() <= 3 && fraction.is_none_or(all_digits);
    right.then(|| text.replace(',', ".").parse().ok()).flatten()
}

/// As short as six decimals, a tenth of a metre, allow.
fn plain(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text {
        "-0" => "0".to_owned(),
        text => text.to_owned(),
    }
}
