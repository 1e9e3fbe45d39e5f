//! Figures that stand for letters, and letters for figures, as a scan or a hurry leaves them: "l45" for
//! 145, "Kastee1straat" for "Kasteelstraat".

use std::borrow::Cow;

/// The fewest letters of a word in which a figure may be a letter.
const WORD: usize = 3;

/// The figure that a letter is taken for.
fn figure(c: char) -> Option<char> {
    match c {
        'O' | 'o' => Some('0'),
        'I' | 'i' | 'l' | '|' => Some('1'),
        c if c.is_ascii_digit() => Some(c),
        _ => None,
    }
}

/// A text with words as they may have been meant. Letters behind a figure may be an addition
/// ("77 I"), so what the number may be stands before it.
pub fn words_as_meant(text: &str) -> Cow<'_, str> {
    if !text.contains(['0', '1', 'O', 'o', 'I', 'i', 'l', '|']) {
        return Cow::Borrowed(text);
    }
    each_word(text, |word| {
        if is_number_with_letters(word) {
            return Some(format!("{} {word}", in_figures(word)));
        }
        // "lOO" is no word, but "lo" and "IO" are.
        let is_figures = word.starts_with('l')
            && word.contains('O')
            && word.chars().all(|c| matches!(c, 'l' | 'I' | 'O'))
            || matches!(word, "ll" | "lll");
        match is_figures {
            true => Some(in_figures(word)),
            false => with_letters(word),
        }
    })
}

/// A folded text with letters between figures as figures; nothing where that is the same text.
pub fn figures_as_meant(folded: &str) -> Option<String> {
    if !folded.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let meant = each_word(folded, |word| {
        let is_nought = word.chars().all(|c| c == 'o');
        (is_nought || is_number_with_letters(word)).then(|| in_figures(word))
    });
    match meant {
        Cow::Owned(meant) => Some(meant),
        Cow::Borrowed(_) => None,
    }
}

fn in_figures(word: &str) -> String {
    word.chars().filter_map(figure).collect()
}

fn is_number_with_letters(word: &str) -> bool {
    word.chars().all(|c| figure(c).is_some())
        && word.contains(|c: char| c.is_ascii_digit())
        && word.contains(|c: char| !c.is_ascii_digit())
}

/// A word with letters where figures stand between them, or a nought at its beginning; nothing where
/// it has none such.
fn with_letters(word: &str) -> Option<String> {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if letters < WORD || !word.contains(['0', '1']) {
        return None;
    }
    let given: Vec<char> = word.chars().collect();
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| given.get(at))
            .is_some_and(|c| c.is_alphabetic())
    };
    let meant = given.iter().enumerate().map(|(at, c)| {
        let is_inside = is_letter(at.checked_sub(1)) && is_letter(Some(at + 1));
        match c {
            '0' if is_inside || at == 0 && is_letter(Some(1)) => 'o',
            '1' if is_inside => 'l',
            c => *c,
        }
    });
    let meant: String = meant.collect();
    (meant != word).then_some(meant)
}

/// A text in which `change` puts other words for words; borrowed where it changes none.
fn each_word<'t>(text: &'t str, change: impl Fn(&str) -> Option<String>) -> Cow<'t, str> {
    let mut changed = String::new();
    let mut taken = 0;
    let is_part = |c: char| c.is_alphanumeric() || c == '|';
    let mut words = text.char_indices().peekable();
    while let Some((from, c)) = words.next() {
        if !is_part(c) {
            continue;
        }
        let mut to = from + c.len_utf8();
        while let Some((at, c)) = words.next_if(|(_, c)| is_part(*c)) {
            to = at + c.len_utf8();
        }
        if let Some(word) = change(&text[from..to]) {
            changed += &text[taken..from];
            changed += &word;
            taken = to;
        }
    }
    match taken {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(changed + &text[taken..]),
    }
}
