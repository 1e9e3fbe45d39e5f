//! A text as Markdown (CommonMark) that reads well as it stands.

use super::{Block, Piece};

/// Writes a text.
pub fn write(blocks: &[Block]) -> String {
    let blocks: Vec<String> = blocks.iter().map(block).collect();
    blocks.join("\n\n") + "\n"
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(level, text) => {
            format!("{} {}", "#".repeat((*level).into()), escape(text))
        }
        Block::Paragraph(text) => at_the_start(&escape(text)),
        Block::List(lines) => {
            let lines = lines.iter().map(|line| {
                let pieces: String = line.iter().map(piece).collect();
                format!("- {}", at_the_start(&pieces))
            });
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => escape(text),
        Piece::Name { name, url, .. } => match url {
            Some(url) => format!("[{}]({url})", escape(name)),
            None => escape(name),
        },
    }
}

/// Takes away from a text whatever means something in Markdown, and nothing else.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let means = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' => true,
            // An entity, a picture, the mark of a heading's end.
            '&' => next.is_ascii_alphanumeric() || next == '#',
            '!' => next == '[',
            '#' => escaped.ends_with(' ') || escaped.ends_with('#'),
            // Addresses that some readers make links of by themselves.
            ':' => next == '/',
            '@' => true,
            '.' => escaped.to_ascii_lowercase().ends_with("www"),
            _ => false,
        };
        if means {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Takes away what means something at the start of a line only.
fn at_the_start(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    match rest.chars().next() {
        Some('.' | ')') if digits > 0 => format!("{number}\\{rest}"),
        Some('#' | '+' | '-' | '=' | '|') if digits == 0 => format!("\\{line}"),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_is_read_as_markdown() {
        for (name, expected) in [
            ("Open Huis", "Open Huis"),
            ("Health & Rights", "Health & Rights"),
            ("A &amp; B", "A \\&amp; B"),
            ("*A* _b_ `c`", "\\*A\\* \\_b\\_ \\`c\\`"),
            ("[x](https://a.b)", "\\[x\\](https\\://a.b)"),
            ("<b>", "\\<b\\>"),
            ("C# and more", "C# and more"),
            ("www.a.example", "www\\.a.example"),
        ] {
            assert_eq!(escape(name), expected);
        }
        for (line, expected) in [
            ("1. May", "1\\. May"),
            ("1 May", "1 May"),
            ("# A", "\\# A"),
            ("- A", "\\- A"),
            ("\\*A", "\\*A"),
        ] {
            assert_eq!(at_the_start(line), expected);
        }
    }
}
