//! What the pages of a network have of its own: its colours and its logo, as files whose names change
//! with what is in them, so that a browser may keep them for ever.

use network::Tones;
use publication::PublicNetwork;
use xxhash_rust::xxh3::xxh3_64;

/// A file of the pages.
#[derive(Debug)]
pub struct LookFile {
    /// Where it is: `/assets/logo.0123….png`.
    pub path: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub content: Vec<u8>,
}

/// The logo.
#[derive(Debug)]
pub struct LogoFile {
    /// The picture.
    pub file: LookFile,
    /// Its width and height in pixels.
    pub size: (u32, u32),
}

/// The network's own colours and logo, as far as it has them.
#[derive(Debug, Default)]
pub struct Looks {
    /// A style sheet that comes behind the one of a page.
    pub colors: Option<LookFile>,
    /// The colour for lists on other sites, light or dark.
    pub accent_anywhere: Option<String>,
    /// The logo.
    pub logo: Option<LogoFile>,
}

impl Looks {
    /// Those of a network.
    pub fn of(network: &PublicNetwork) -> Self {
        let accent = network.accent_color.as_ref();
        let accent_anywhere = accent.map(network::AccentColor::anywhere);
        let colors = accent
            .zip(accent_anywhere.as_ref())
            .map(|(accent, anywhere)| {
                let css = style_sheet(&accent.tones(), anywhere);
                LookFile {
                    path: format!("/assets/colors.{:016x}.css", xxh3_64(css.as_bytes())),
                    media_type: "text/css; charset=utf-8",
                    content: css.into_bytes(),
                }
            });
        let logo = network.logo.as_ref().map(|logo| LogoFile {
            size: logo.size(),
            file: LookFile {
                path: format!("/assets/{}", logo.file_name()),
                media_type: logo.media_type(),
                content: logo.bytes(),
            },
        });
        Self {
            colors,
            accent_anywhere,
            logo,
        }
    }

    /// The file at a path.
    pub fn file(&self, path: &str) -> Option<&LookFile> {
        let logo = self.logo.as_ref().map(|logo| &logo.file);
        let mut files = self.colors.iter().chain(logo);
        files.find(|file| file.path == path)
    }
}

/// The properties of the layout's style sheet and of the list's that the colour changes. What is
/// printed stays as it is.
fn style_sheet([light, dark]: &[Tones; 2], anywhere: &str) -> String {
    let properties = |tones: &Tones| {
        let Tones {
            accent,
            accent_ink,
            soft,
            soft_ink,
        } = tones;
        format!(
            "--accent:{accent};--accent-ink:{accent_ink};--accent-soft:{soft};--accent-soft-ink:{soft_ink}"
        )
    };
    format!(
        "@media screen{{:root{{{};--member-directory-accent:{anywhere}}}}}\
         @media screen and (prefers-color-scheme:dark){{:root{{{}}}}}",
        properties(light),
        properties(dark)
    )
}
