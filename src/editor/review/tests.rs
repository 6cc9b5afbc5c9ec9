use super::*;
use crate::analysis::Value;
use crate::map::{Actor, ActorKind, Article, Origin, Span, Stance};

const ANA: ActorId = ActorId(1);
const BO: ActorId = ActorId(2);
const CY: ActorId = ActorId(3);
const DEE: ActorId = ActorId(4);

/// A sentence that was read: source, cue, target, stance, and how sure the reader is in percent.
type Read = (&'static str, &'static str, &'static str, Stance, u8);

/// Ana, Bo, Cy and Dee, and an article for each list of sentences.
fn editor(articles: &[&[Read]]) -> Editor {
    let mut map = StanceMap::default();
    let names = ["Ana", "Bo", "Cy", "Dee"];
    for (number, name) in (1..).zip(names) {
        let actor = Actor::by_hand(name, ActorKind::Person);
        map.apply(Edit::AddActor { id: ActorId(number), actor, at: None }).unwrap();
    }
    for (number, reads) in (1..).zip(articles) {
        let sentences = reads.iter().map(|(source, cue, target, ..)| format!("{source} {cue} {target}."));
        let text = format!("Number {number}\n\n{}", sentences.collect::<Vec<_>>().join("\n"));
        let article = ArticleId(number);
        map.apply(Edit::AddArticle { id: article, article: Article::from_text(text.clone()) }).unwrap();
        let mut at = text.find("\n\n").unwrap() + 2;
        for (source, cue, target, stance, percent) in *reads {
            let span = |start: usize, word: &str| Span::new(start, start + word.len());
            let source_mention = span(at, source);
            let cue = span(source_mention.end + 1, cue);
            let target_mention = span(cue.end + 1, target);
            let end = target_mention.end + 1;
            // "the Bo" is Bo.
            let who = |name: &str| {
                let index = names.iter().position(|known| name.ends_with(known)).unwrap();
                ActorId(index as u32 + 1)
            };
            let evidence = Evidence {
                id: map.next_evidence_id(),
                article,
                quote: Span::new(at, end),
                cue: Some(cue),
                origin: Some(Origin { source_mention, target_mention, stance: *stance }),
                attribution: None,
                modality: Modality::Asserted,
                confidence: Confidence::clamped(f32::from(*percent) / 100.0),
                verdict: Verdict::Unreviewed,
                note: String::new(),
            };
            let key = RelationKey::new(who(source), who(target), *stance);
            map.apply(Edit::AddEvidence { key, evidence }).unwrap();
            at = end + 1;
        }
    }
    Editor::open(map, None)
}

fn started(articles: &[&[Read]]) -> Editor {
    let mut editor = editor(articles);
    editor.start_review(Order::LeastCertain, Scope::default());
    editor
}

fn current(editor: &Editor) -> u32 {
    editor.review().unwrap().current().unwrap().1.0
}

/// The numbers of the quotes in the order in which they come.
fn order(editor: &mut Editor, order: Order, scope: Scope) -> Vec<u32> {
    editor.start_review(order, scope);
    editor.review().unwrap().queue.iter().map(|id| id.0).collect()
}

const B: Stance = Stance::Backs;
const O: Stance = Stance::Opposes;

const FOUR: &[Read] = &[
    ("Ana", "praised", "Bo", B, 90),
    ("Ana", "hailed", "Bo", B, 60),
    ("Cy", "shunned", "Bo", O, 70),
    ("Dee", "praised", "Cy", B, 50),
];

#[test]
fn the_least_certain_or_the_most_consequential_comes_first() {
    let mut editor = editor(&[FOUR]);
    assert_eq!(order(&mut editor, Order::LeastCertain, Scope::default()), [4, 2, 3, 1]);
    // Bo and Cy take part in two relations each, and one quote says that Cy opposes Bo; two say that Ana backs him.
    assert_eq!(order(&mut editor, Order::MostConsequential, Scope::default()), [3, 4, 2, 1]);
}

#[test]
fn a_review_is_about_an_actor_an_article_or_what_is_unsure() {
    let mut editor = editor(&[FOUR, &[("Dee", "fought", "Bo", O, 40)]]);
    let mut about = |scope| order(&mut editor, Order::LeastCertain, scope);
    assert_eq!(about(Scope { actor: Some(CY), ..Scope::default() }), [4, 3]);
    assert_eq!(about(Scope { article: Some(ArticleId(2)), ..Scope::default() }), [5]);
    assert_eq!(about(Scope { at_most: Some(Confidence::clamped(0.6)), ..Scope::default() }), [5, 4, 2]);
    let mut filter = crate::analysis::Filter::default();
    filter.toggle_only(Value::Article(ArticleId(2)));
    editor.start_review(Order::LeastCertain, Scope::default());
    editor.set_filter(filter);
    assert_eq!(editor.review().unwrap().progress(), (0, 1), "the filter narrows it as well");
}

#[test]
fn answers_lead_on_and_undo_leads_back() {
    let mut editor = started(&[FOUR]);
    let before = editor.map().clone();
    assert_eq!(current(&editor), 4);
    editor.answer(Answer::Accept).unwrap();
    assert_eq!((current(&editor), editor.review().unwrap().progress()), (2, (1, 4)));
    editor.skip_finding();
    editor.answer(Answer::Flip).unwrap();
    assert!(editor.map().relation(RelationKey::new(CY, BO, B)).is_some());
    assert_eq!(current(&editor), 1);
    editor.answer(Answer::Reverse).unwrap();
    assert!(editor.map().relation(RelationKey::new(BO, ANA, B)).is_some());
    assert_eq!(current(&editor), 2, "what was skipped comes again");
    editor.answer(Answer::Hedge).unwrap();
    assert_eq!(editor.review().unwrap().current(), None);
    assert_eq!(editor.review().unwrap().progress(), (4, 4));
    for id in [2, 1, 3, 4] {
        editor.undo();
        assert_eq!(current(&editor), id);
    }
    assert_eq!(*editor.map(), before);
}

#[test]
fn another_order_leaves_what_was_answered_answered() {
    let mut editor = started(&[FOUR]);
    editor.answer(Answer::Accept).unwrap();
    let before = current(&editor);
    for (order, last) in [(Order::MostConsequential, [3, 2, 1]), (Order::LeastCertain, [2, 3, 1])] {
        editor.arrange_review(order);
        let review = editor.review().unwrap();
        assert_eq!((review.order(), review.progress()), (order, (1, 4)));
        assert!(review.queue.ends_with(&last.map(EvidenceId)), "{:?}", review.queue);
        assert_eq!(current(&editor), before, "the same finding is asked about");
    }
    editor.undo();
    assert_eq!((current(&editor), editor.review().unwrap().progress()), (4, (0, 4)));
}

#[test]
fn an_answer_that_does_not_fit_changes_nothing() {
    let mut editor = started(&[FOUR]);
    let before = editor.map().clone();
    assert_eq!(editor.answer(Answer::Source(CY)), Err(EditError::SameActor));
    assert_eq!((current(&editor), editor.map()), (4, &before));
}

#[test]
fn what_is_found_during_a_review_joins_it() {
    let mut editor = started(&[FOUR]);
    let (key, item) = open(&editor.map).next().map(|(key, item)| (key, item.clone())).unwrap();
    let evidence = Evidence { id: editor.map().next_evidence_id(), cue: None, ..item };
    editor.edit(Edit::AddEvidence { key: RelationKey { target: DEE, ..key }, evidence }).unwrap();
    assert_eq!((current(&editor), editor.review().unwrap().progress()), (4, (0, 5)));
}

/// What is offered once `answer` was given of the first quote: the numbers of the quotes, chosen or not.
fn offered(reads: &[Read], answer: Answer) -> Vec<(u32, Likeness, bool)> {
    let mut editor = started(&[reads]);
    while current(&editor) != 1 {
        editor.skip_finding();
    }
    editor.answer(answer).unwrap();
    let offer = editor.review().unwrap().offer();
    offer.map_or_else(Vec::new, |offer| {
        offer.similar.iter().map(|like| (like.id.0, like.likeness, like.chosen)).collect()
    })
}

#[test]
fn the_same_is_offered_for_what_is_alike() {
    let reads: &[Read] = &[
        ("Ana", "met", "Bo", B, 50),
        ("Ana", "Met", "Bo", B, 50),
        ("Cy", "met", "Dee", B, 50),
        ("Ana", "praised", "Bo", B, 50),
        ("Cy", "met", "Bo", O, 50),
        ("Cy", "praised", "Dee", B, 50),
    ];
    let alike = [(2, Likeness::CueAndPair, true), (3, Likeness::Cue, false), (4, Likeness::Pair, false)];
    for answer in [Answer::Reject, Answer::Flip, Answer::Reverse, Answer::Hedge] {
        assert_eq!(offered(reads, answer), alike, "{answer:?}");
    }
    assert_eq!(offered(reads, Answer::Accept), []);
}

#[test]
fn another_actor_is_offered_where_the_same_words_name_it() {
    let reads: &[Read] = &[
        ("the Ana", "met", "Bo", B, 50),
        ("the Ana", "shunned", "Cy", O, 50),
        ("Ana", "met", "Bo", B, 50),
        ("Cy", "praised", "the Ana", B, 50),
        ("the Ana", "praised", "Dee", B, 50),
    ];
    // Dee cannot praise herself.
    let alike = [(2, Likeness::Name, true), (4, Likeness::Name, true)];
    assert_eq!(offered(reads, Answer::Source(DEE)), alike);
}

#[test]
fn doing_the_same_is_one_step() {
    let mut editor = started(&[&[
        ("Ana", "met", "Bo", B, 10),
        ("Ana", "met", "Bo", B, 50),
        ("Cy", "met", "Dee", B, 50),
        ("Ana", "met", "Dee", B, 50),
    ]]);
    editor.answer(Answer::Reject).unwrap();
    let rejected_one = editor.map().clone();
    assert_eq!(editor.review().unwrap().offer().unwrap().chosen(), 1);
    editor.choose_similar(EvidenceId(4), true);
    assert_eq!(editor.review().unwrap().offer().unwrap().chosen(), 2);
    editor.do_the_same().unwrap();
    assert_eq!(editor.history().undo_name(), Some("Reject 2 similar findings"));
    assert_eq!((current(&editor), editor.review().unwrap().progress()), (3, (3, 4)));
    assert!(editor.review().unwrap().offer().is_none());
    editor.undo();
    assert_eq!(*editor.map(), rejected_one);
    assert_eq!((current(&editor), editor.review().unwrap().progress()), (2, (1, 4)));
}

#[test]
fn an_offer_is_left_by_whatever_else_is_done() {
    let leave: [fn(&mut Editor); 3] = [
        Editor::skip_finding,
        |editor| editor.answer(Answer::Accept).unwrap(),
        |editor| {
            editor.undo();
        },
    ];
    for leave in leave {
        let mut editor = started(&[&[("Ana", "met", "Bo", B, 10), ("Ana", "met", "Bo", B, 50)]]);
        editor.answer(Answer::Reject).unwrap();
        assert!(editor.review().unwrap().offer().is_some());
        leave(&mut editor);
        assert!(editor.review().unwrap().offer().is_none());
    }
}

#[test]
fn what_is_open_follows_every_change() {
    let mut editor = started(&[FOUR, &[("Ana", "praised", "Bo", B, 40), ("Bo", "fought", "Cy", O, 40)]]);
    let key = RelationKey::new(ANA, BO, B);
    let steps = [
        Edit::JudgeEvidence { key, id: EvidenceId(1), verdict: Verdict::Rejected },
        Edit::JudgeRelation { key, verdict: Verdict::Confirmed },
        Edit::FlipStance(RelationKey::new(CY, BO, O)),
        Edit::MergeActors { from: DEE, into: BO },
        Edit::DeleteActor(CY),
        Edit::RemoveArticle(ArticleId(2)),
    ];
    let follows = |editor: &Editor| assert_eq!(editor.review().unwrap().open, all_open(editor.map()));
    for step in &steps {
        editor.edit(step.clone()).unwrap();
        follows(&editor);
    }
    for _ in &steps {
        editor.undo();
        follows(&editor);
    }
    assert_eq!(editor.review().unwrap().progress(), (0, 6));
    while editor.redo().is_some() {
        follows(&editor);
    }
}
