//! A text as plain HTML: no scripts, no styles, nothing that pastes badly.

use super::{Block, Piece};
use network::Lang;

/// Writes a whole document.
pub fn document(blocks: &[Block], title: &str, lang: Lang) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{}</title>\n</head>\n<body>\n{}</body>\n</html>\n",
        escape(title),
        fragment(blocks)
    )
}

/// Writes what stands in a body.
pub fn fragment(blocks: &[Block]) -> String {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(level, text) => format!("<h{level}>{}</h{level}>\n", escape(text)),
        Block::Paragraph(text) => format!("<p>{}</p>\n", escape(text)),
        Block::List(lines) => {
            let lines = lines.iter().map(|line| {
                let pieces: String = line.iter().map(piece).collect();
                format!("<li>{pieces}</li>\n")
            });
            format!("<ul>\n{}</ul>\n", lines.collect::<String>())
        }
    }
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => escape(text),
        Piece::Name {
            name,
            language,
            url,
        } => {
            let lang = language.as_ref().map_or_else(String::new, |language| {
                format!(" lang=\"{}\"", escape(language.as_str()))
            });
            let name = escape(name);
            match url {
                Some(url) => {
                    let url = escape(url);
                    format!("<a href=\"{url}\"{lang} dir=\"auto\">{name}</a>")
                }
                None => format!("<span{lang} dir=\"auto\">{name}</span>"),
            }
        }
    }
}

/// Takes away from a text whatever means something in HTML or XML, in an attribute too.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // XML has no room for these (XML 1.0, 2.2).
            '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            c if c.is_control() && !matches!(c, '\n' | '\t' | '\r') => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}
