use super::*;

fn tags(text: &str) -> Option<String> {
    let tags = languages(text)?;
    let tags: Vec<&str> = tags
        .iter()
        .map(crate::language::LanguageTag::as_str)
        .collect();
    Some(tags.join("|"))
}

#[track_caller]
fn assert_mends(mend: impl Fn(&str) -> Option<String>, cases: &[(&str, &str)]) {
    for (text, mended) in cases {
        let wanted = Some((*mended).to_owned()).filter(|wanted| !wanted.is_empty());
        assert_eq!(mend(text), wanted, "{text}");
    }
}

#[test]
fn an_address_without_its_beginning_gets_it_and_what_is_none_gets_none() {
    assert_mends(
        web_address,
        &[
            ("www.huis-een.example", "https://www.huis-een.example"),
            ("huis-twee.example/pad", "https://huis-twee.example/pad"),
            ("http:/huis-vier.example", "http://huis-vier.example"),
            ("https//huis-vijf.example", "https://huis-vijf.example"),
            ("htpps://huis-zes.example", "https://huis-zes.example"),
            ("htttp://huis.example", "http://huis.example"),
            ("https:huis.example", "https://huis.example"),
            ("https:://huis.example", "https://huis.example"),
            ("<https://huis-15.example>", "https://huis-15.example"),
            ("www.huis.example,", "https://www.huis.example"),
            (
                "https://huis-16.example/pagina met spatie",
                "https://huis-16.example/pagina%20met%20spatie",
            ),
            ("https://huis-9.example, https://huis-9b.example", ""),
            ("https://huis-9.example https://huis-9b.example", ""),
            ("https://huis 14.example", ""),
            ("ftp://huis-18.example", ""),
            ("@huiself", ""),
            ("info@huis.example", ""),
            ("www.huis", ""),
            ("geen", ""),
            ("3.14", ""),
            ("javascript:alert(1)", ""),
            ("zie onze pagina. Bel ons", ""),
        ],
    );
}

#[test]
fn an_e_mail_address_loses_what_stands_around_it() {
    assert_mends(
        email,
        &[
            ("mailto:info@huis.example", "info@huis.example"),
            ("Ann Peeters <ann@huis.example>", "ann@huis.example"),
            ("<info@huis.example>", "info@huis.example"),
            ("info @ huis.example", "info@huis.example"),
            ("info(at)huis.example", "info@huis.example"),
            ("info [at] huis [dot] example", "info@huis.example"),
            ("info@huis.example.", "info@huis.example"),
            ("info@huis.example (secretariat)", "info@huis.example"),
            ("info@huis.example; ann@huis.example", ""),
            ("info@huis.example / ann@huis.example", ""),
            ("n/a", ""),
            ("bel ons", ""),
        ],
    );
}

#[test]
fn coordinates_become_degrees() {
    let latitude = |text: &str| degrees(text, 90.0);
    assert_mends(
        latitude,
        &[
            ("51,0543", "51.0543"),
            ("N 51.0543", "51.0543"),
            ("51.0543° S", "-51.0543"),
            ("51°03'15\"N", "51.054167"),
            ("51° 3.25′", "51.054167"),
            ("51°03’15”", "51.054167"),
            ("−12,5", "-12.5"),
            ("51.054.300", ""),
            ("510543", ""),
            ("51°73'", ""),
            ("N 51 S", ""),
            ("S -51", ""),
            ("E 3.71", ""),
            ("Gent", ""),
        ],
    );
    let both = |text: &str| degrees_of_both(text).map(|(one, other)| format!("{one} {other}"));
    assert_mends(
        both,
        &[
            ("51.0543, 3.7174", "51.0543 3.7174"),
            ("51.0543,3.7174", "51.0543 3.7174"),
            ("51,0543; 3,7174", "51.0543 3.7174"),
            ("51,0543 3,7174", "51.0543 3.7174"),
            ("51.0543N 3.7174E", "51.0543 3.7174"),
            ("51°03'15\"N 3°43'03\"E", "51.054167 3.7175"),
            ("51,0543", ""),
            ("51,0543,3,7174", ""),
        ],
    );
}

#[test]
fn a_day_is_read_where_nobody_can_take_it_for_another() {
    assert_mends(
        date,
        &[
            ("2012-09-01 00:00:00", "2012-09-01"),
            ("2012-09-01T00:00:00Z", "2012-09-01"),
            ("2012-09-01T09:30:00", "2012-09-01"),
            ("2012/09/01", "2012-09-01"),
            ("2012-9-1", "2012-09-01"),
            ("20120901", "2012-09-01"),
            ("1 septembre 2012", "2012-09-01"),
            ("1er août 2012", "2012-08-01"),
            ("1. März 2012", "2012-03-01"),
            ("Sept 1st, 2012", "2012-09-01"),
            ("1 de enero de 2012", "2012-01-01"),
            ("01-mrt-2012", "2012-03-01"),
            ("13/09/2012", "2012-09-13"),
            ("09/13/2012", "2012-09-13"),
            ("9.9.2012", "2012-09-09"),
            ("1.9.2012", ""),
            ("01/09/2012", ""),
            ("01-09-12", ""),
            ("31/02/2012", ""),
            ("2012-08-31T22:00:00Z", ""),
            ("12/2012", ""),
            ("Sept 2012", ""),
            ("41153", ""),
        ],
    );
    assert_mends(
        year,
        &[
            ("since 1998", "1998"),
            ("sinds 1998", "1998"),
            ("1998.0", "1998"),
            ("1998-05-01", "1998"),
            ("1998?", ""),
            ("ca. 1998", ""),
            ("98", ""),
            ("1998/99", ""),
            ("1998 (re-founded 2004)", ""),
        ],
    );
}

#[test]
fn languages_are_read_by_name_and_with_any_separator() {
    assert_mends(
        tags,
        &[
            ("nl, fr", "nl|fr"),
            ("nl / fr", "nl|fr"),
            ("nl fr", "nl|fr"),
            ("nl\nfr", "nl|fr"),
            ("Dutch", "nl"),
            ("Dutch, French, English", "nl|fr|en"),
            ("Nederlands en Frans", "nl|fr"),
            ("English & French", "en|fr"),
            ("Français", "fr"),
            ("العربية", "ar"),
            ("Farsi", "fa"),
            ("Dari", "fa-AF"),
            ("Tigrinya", "ti"),
            ("Mandarin", "zh"),
            ("Kurdish (Sorani)", "ckb"),
            ("Serbo-Croatian", ""),
            ("sign language", ""),
            ("various", ""),
            ("Dutch and others", ""),
        ],
    );
}

#[test]
fn what_was_decoded_wrongly_is_shown_as_it_was() {
    assert_mends(
        decoded,
        &[
            ("CÃ´te d'HumanitÃ©", "Côte d'Humanité"),
            ("Maison de lâ€™Ã‰tÃ©", "Maison de l’Été"),
            ("Å’uvre MÃ¼nster", "Œuvre Münster"),
            ("Caf&eacute; Accueil &amp; Droit", "Café Accueil & Droit"),
            ("<p>Bonjour</p>&nbsp;x", "Bonjour\n x"),
            ("√©t√©", "été"),
            ("ÃƒÂ©", "é"),
            ("Łódź CafÃ©", "Łódź Café"),
            ("Ð”Ð¾Ð¼ Gent", "Дом Gent"),
            ("JÚĽŠ SAV", ""),
            ("ÚŽFG AV ČR", ""),
            ("ÚŽ", ""),
            ("Côte d’Humanité", ""),
            ("Œuvre Münster", ""),
            ("“CAFÉ”", ""),
            ("À « l’Été »", ""),
            ("Research & Development", ""),
            ("a < b & c > d; e", ""),
            ("MAISON DE L'ACCUEIL", ""),
        ],
    );
}

#[test]
fn words_for_nothing_are_known() {
    for text in [
        "none",
        "-",
        "—",
        "n/a",
        "N.V.T.",
        "geen",
        "Aucun",
        "(keine)",
        "0000-00-00",
    ] {
        assert!(is_placeholder(text), "{text}");
    }
    for text in ["", "None of us is free", "huis", "no", "nl"] {
        assert!(!is_placeholder(text), "{text}");
    }
}
