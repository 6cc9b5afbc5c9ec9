//! Exports of a small map, compared with files that were looked at: set `STANCEMAP_BLESS=1` to write them anew.

#![allow(clippy::unwrap_used)] // What fails here is a failed test.

use std::collections::BTreeSet;

use stancemap::export;
use stancemap::map::{
    Actor, ActorId, ActorKind, Article, ArticleId, Claim, Confidence, Edit, Evidence, Modality, Place,
    RelationKey, Span, Stance, StanceMap, Verdict,
};
use stancemap::picture::{Look, Scene, Sign, scene};

/// Four actors with awkward names, every footing, both signs between one pair.
fn four() -> StanceMap {
    let mut map = StanceMap::default();
    let mut apply = |edit| map.apply(edit).unwrap();
    let actors = [
        ("Lagoa", ActorKind::State, 0.0, 0.0),
        ("R&D <Council>", ActorKind::Organization, 260.0, -30.0),
        ("=Ana \"Bo\" Castro", ActorKind::Person, 300.0, 190.0),
        ("Hill Guard, 2nd Brigade", ActorKind::ArmedGroup, 20.0, 200.0),
    ];
    for (i, (name, kind, x, y)) in actors.into_iter().enumerate() {
        let (id, at) = (ActorId(i as u32 + 1), Some(Place::new(x, y)));
        apply(Edit::AddActor { id, actor: Actor { name: name.into(), kind, ..Actor::default() }, at });
    }
    let text = "Lagoa armed the Hill Guard, the council said.\nIt may drop \"Ana\". -Never, she said.";
    let mut article = Article::from_text(text);
    article.date = "2024-05-17".parse().ok();
    article.source = String::from("The Lagoa Post, evening edition");
    apply(Edit::AddArticle { id: ArticleId(1), article });
    let mut next = map.next_evidence_id();
    type Bytes = (usize, usize);
    let mut quote =
        |key, quote: Bytes, cue: Option<Bytes>, speaker: Option<u32>, modality, confidence, verdict| {
            let evidence = Evidence {
                id: next,
                article: ArticleId(1),
                quote: Span::new(quote.0, quote.1),
                cue: cue.map(|(start, end)| Span::new(start, end)),
                origin: None,
                attribution: speaker.map(ActorId),
                modality,
                confidence: Confidence::clamped(confidence),
                verdict,
                note: String::new(),
            };
            next = next.after(1);
            map.apply(Edit::AddEvidence { key, evidence }).unwrap();
        };
    let (asserted, hedged, new) = (Modality::Asserted, Modality::Hedged, Verdict::Unreviewed);
    quote(key(1, 4, Stance::Backs), (0, 45), Some((6, 11)), Some(2), asserted, 0.914, new);
    quote(key(1, 4, Stance::Backs), (0, 26), None, None, asserted, 0.5, Verdict::Rejected);
    quote(key(4, 1, Stance::Backs), (0, 45), None, None, asserted, 0.7, Verdict::Confirmed);
    quote(key(2, 3, Stance::Opposes), (46, 64), Some((53, 57)), None, hedged, 0.33, new);
    quote(key(3, 2, Stance::Opposes), (65, 82), None, Some(3), asserted, 1.0, new);
    quote(key(3, 2, Stance::Backs), (65, 82), None, None, asserted, 0.41, new);
    map.apply(Edit::AddRelation { key: key(3, 1, Stance::Opposes), claim: Claim::default() }).unwrap();
    map
}

fn key(source: u32, target: u32, stance: Stance) -> RelationKey {
    RelationKey::new(ActorId(source), ActorId(target), stance)
}

fn four_drawn() -> Scene {
    scene(&four(), &Look::default())
}

fn check_golden(name: &str, actual: &str) {
    let path = format!("{}/tests/export/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("STANCEMAP_BLESS").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    assert!(actual == expected, "{name} differs from tests/export/{name}; it is now:\n{actual}");
}

#[test]
fn the_table_is_as_it_was() {
    check_golden("four.csv", &export::csv(&four()));
}

#[test]
fn the_drawing_is_as_it_was() {
    check_golden("four.svg", &export::svg(&four_drawn(), false, "Lagoa & its hills"));
}

#[test]
fn drawings_are_xml_and_say_what_every_group_is() {
    for (dark, title) in [(false, "Lagoa <&> \"hills\"\u{1}"), (true, "")] {
        let svg = export::svg(&four_drawn(), dark, title);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let titles = |class: &str| -> Vec<String> {
            let groups = document
                .descendants()
                .filter(|node| node.attribute("class").is_some_and(|c| c.split(' ').any(|c| c == class)));
            let title = |group: roxmltree::Node<'_, '_>| {
                group
                    .children()
                    .find(|child| child.has_tag_name("title"))
                    .and_then(|t| t.text())
                    .map(String::from)
            };
            groups.filter_map(title).collect()
        };
        assert_eq!(
            titles("relation"),
            [
                "Lagoa backs Hill Guard, 2nd Brigade, 1 quote, not yet reviewed",
                "R&D <Council> opposes =Ana \"Bo\" Castro, 1 quote, hedged quotes only",
                "=Ana \"Bo\" Castro opposes Lagoa, drawn without a quote",
                "=Ana \"Bo\" Castro backs R&D <Council>, 1 quote, not yet reviewed",
                "=Ana \"Bo\" Castro opposes R&D <Council>, 1 quote, not yet reviewed",
                "Hill Guard, 2nd Brigade backs Lagoa, 1 quote, confirmed",
            ]
        );
        assert_eq!(titles("actor").len(), 4);
        assert_eq!(titles("legend"), ["Legend"]);
        let texts: BTreeSet<&str> = document.descendants().filter_map(|node| node.text()).collect();
        for shown in ["R&D <Council>", "Backs", "Opposes", "Not yet reviewed", "Armed group"] {
            assert!(texts.contains(shown), "{shown} is missing");
        }
    }
}

#[test]
fn an_empty_map_is_drawn_as_an_empty_sheet() {
    let svg = export::svg(&scene(&StanceMap::default(), &Look::default()), false, "");
    assert!(roxmltree::Document::parse(&svg).is_ok());
    assert!(export::png(&svg, 1.0).is_ok());
}

#[test]
fn filtered_relations_are_dimmed_or_left_out() {
    let only = BTreeSet::from([key(1, 4, Stance::Backs)]);
    let mut look = Look { relations: Some(only.into()), ..Look::default() };
    let dimmed = export::svg(&scene(&four(), &look), false, "");
    assert_eq!(dimmed.matches("opacity=\"0.2\"").count(), 5 * 2 + 2);
    look.hide_filtered = true;
    let rest = scene(&four(), &look);
    assert_eq!((rest.nodes.len(), rest.edges.len()), (2, 1));
}

/// Width and height from the header of a PNG.
fn png_size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn pictures_have_the_size_of_the_drawing_times_the_scale() {
    let svg = export::svg(&four_drawn(), true, "Lagoa");
    let document = roxmltree::Document::parse(&svg).unwrap();
    let side = |name| document.root_element().attribute(name).unwrap().parse::<u32>().unwrap();
    for scale in [1, 2] {
        let size = png_size(&export::png(&svg, scale as f32).unwrap());
        assert_eq!(size, (side("width") * scale, side("height") * scale));
    }
}

#[test]
fn pictures_hold_ink_in_both_hues() {
    let png = export::png(&export::svg(&four_drawn(), false, ""), 1.0).unwrap();
    let pixmap = resvg::tiny_skia::Pixmap::decode_png(&png).unwrap();
    let count = |r, g, b| {
        let is = |p: &&resvg::tiny_skia::PremultipliedColorU8| (p.red(), p.green(), p.blue()) == (r, g, b);
        pixmap.pixels().iter().filter(is).count()
    };
    assert!(count(0x00, 0x72, 0xB2) > 300, "backs");
    assert!(count(0xD5, 0x5E, 0x00) > 300, "opposes");
    assert!(pixmap.pixels().iter().all(|p| p.alpha() == 255), "the paper reaches every side");
}

#[test]
fn pictures_that_would_be_too_large_are_refused() {
    let svg = export::svg(&four_drawn(), false, "");
    let error = export::png(&svg, 60.0).unwrap_err();
    assert!(matches!(error, export::PngError::TooLarge { .. }), "{error}");
    for scale in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        assert_eq!(export::png(&svg, scale), Err(export::PngError::Scale));
    }
    assert!(matches!(export::png("<svg", 1.0), Err(export::PngError::Drawing(_))));
}

#[test]
fn the_legend_of_a_picture_closes_up_over_what_is_filtered_out() {
    let without = [Sign::Stance(Stance::Backs), Sign::Kind(ActorKind::State)].into();
    let legend = scene(&four(), &Look { without, ..Look::default() }).legend;
    let in_use = legend.in_use();
    assert_eq!(in_use.rows.len() + 2, legend.rows.len());
    assert!(in_use.height < legend.height - 40.0, "{} {}", in_use.height, legend.height);
    assert_eq!(in_use.rows[0].middle, legend.rows[0].middle);
    let steps: Vec<f32> = in_use.rows.windows(2).map(|rows| rows[1].middle - rows[0].middle).collect();
    assert!(steps.iter().all(|step| (20.0..30.0).contains(step)), "{steps:?}");
}

#[test]
fn notes_on_quotes_have_a_column_of_their_own() {
    let mut map = four();
    let (key, id) =
        map.relations().find_map(|(key, relation)| Some((key, relation.evidence.first()?.id))).unwrap();
    map.apply(Edit::SetRelationNote { key, note: "All of it".to_owned() }).unwrap();
    map.apply(Edit::SetEvidenceNote { key, id, note: "Only hearsay, \"they say\"".to_owned() }).unwrap();
    let csv = export::csv(&map);
    assert!(csv.lines().nth(1).unwrap().ends_with(",All of it,\"Only hearsay, \"\"they say\"\"\""), "{csv}");
}
