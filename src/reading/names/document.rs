//! What a whole article says of the names in it.

use std::collections::BTreeSet;

use super::known::KnownNames;
use super::lexicon::{FastMap, class};
use super::line::Line;
use super::phrase::FOLLOWERS;
use super::piece::{Back, Core, Piece};
use super::{back, phrase, place, run, tagged};
use crate::map::ActorKind;
use crate::reading::mention::Form;
use crate::reading::model::Tags;
use crate::reading::token::Token;

/// Index of a [`Reference`].
pub(super) type RefId = u32;

/// One way of naming somebody, and what the article says beside it.
#[derive(Debug, Default)]
pub(in crate::reading) struct Reference {
    pub(super) core: Option<Core>,
    /// Its fullest spelling.
    pub(super) display: String,
    pub(super) kinds: Vec<ActorKind>,
    /// Whom it belongs to, each with the number of times that the article says so.
    pub(super) owners: Vec<(RefId, u32)>,
    /// Times that it may act, that it surely does, and that it is only a place, or perhaps nothing.
    pub(super) acts: u32,
    pub(super) sure: u32,
    pub(super) places: u32,
    pub(super) acronyms: BTreeSet<String>,
    pub(super) titles: BTreeSet<Box<str>>,
    pub(super) rules: bool,
    /// Times that it was named, not merely described.
    named: u32,
    /// States named in the same sentences; only kept of what is called a government.
    pub(super) near: Vec<(RefId, u32)>,
}

impl Reference {
    /// Whether it is only ever told by what it is: "protesters".
    pub(super) fn is_nameless(&self) -> bool {
        match &self.core {
            Some(Core::Body(_)) => self.named == 0,
            Some(Core::Of(_, part)) => part == FOLLOWERS,
            _ => false,
        }
    }

    /// Takes in how often another reference that means the same was named.
    pub(super) fn take_names(&mut self, other: &Self) {
        self.named += other.named;
    }
}

/// Whom a stretch of a sentence may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reading) enum What {
    Ref(RefId),
    Back(Back),
    /// "his forces": the forces or the government of whom a pronoun means.
    PartOf(Back, &'static str),
    /// "one in eastern Libya": the place, and its region's first letters if one is told.
    At(RefId, Option<Region>),
}

/// A part of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::reading) enum Region {
    North,
    South,
    East,
    West,
    Center,
}

impl Region {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            word if word.starts_with("north") => Self::North,
            word if word.starts_with("south") => Self::South,
            word if word.starts_with("east") => Self::East,
            word if word.starts_with("west") => Self::West,
            word if word.starts_with("cent") => Self::Center,
            _ => return None,
        })
    }
}

/// A stretch of a sentence that may be a mention.
#[derive(Debug, Clone, Copy)]
pub(in crate::reading) struct Candidate {
    pub(super) from: u16,
    pub(super) to: u16,
    pub(super) name_from: u16,
    pub(super) name_to: u16,
    pub(super) what: What,
    pub(super) form: Form,
    pub(super) is_place: bool,
}

/// A sentence and the names that the rules see in it.
pub(in crate::reading) struct Sketch<'t> {
    line: Line<'t>,
    pieces: Vec<Piece>,
}

impl Sketch<'_> {
    /// How many actors the sentence may name, so that a dearer look at it is worth while.
    pub(in crate::reading) fn hints(&self) -> usize {
        let named = |at: usize| self.pieces.iter().any(|piece| (piece.from..piece.to).contains(&at));
        let nouns = class::GOV
            .with(class::BODY)
            .with(class::FORCE)
            .with(class::GROUP)
            .with(class::PARTY)
            .with(class::PEOPLE)
            .with(class::PLURAL);
        let unnamed = (0..self.line.len()).filter(|at| {
            !named(*at)
                && (self.line.has(*at, nouns) && !self.line.opens(*at)
                    || self.line.is_capital(*at) && !self.line.opens(*at)
                    || self.line.word(*at).ends_with("ers"))
        });
        self.pieces.len() + unnamed.count()
    }
}

/// All candidates and references of an article.
pub(in crate::reading) struct Document<'n> {
    pub(super) names: &'n KnownNames,
    pub(super) references: Vec<Reference>,
    index: FastMap<Core, RefId>,
    pub(super) candidates: Vec<Candidate>,
    /// Where each sentence's candidates end.
    pub(super) ends: Vec<u32>,
    /// Whom the article ties to a part of a country.
    pub(super) regions: Vec<((RefId, Region), RefId)>,
    last_state: Option<RefId>,
    last_government: Option<(RefId, u32)>,
}

impl<'n> Document<'n> {
    pub(in crate::reading) fn new(names: &'n KnownNames) -> Self {
        Self {
            names,
            references: Vec::new(),
            index: FastMap::default(),
            candidates: Vec::new(),
            ends: Vec::new(),
            regions: Vec::new(),
            last_state: None,
            last_government: None,
        }
    }

    /// What the rules see in a sentence.
    pub(in crate::reading) fn sketch<'t>(&self, tokens: &'t [Token<'t>]) -> Sketch<'t> {
        let line = Line::new(self.names, tokens);
        let pieces = run::runs(&line, self.names);
        let mut pieces = phrase::phrases(&line, self.names, pieces);
        place::mark_places(&line, self.names, &mut pieces);
        Sketch { pieces: back::add_backs(&line, pieces), line }
    }

    /// Takes in the next sentence, with what the tagger saw in it.
    pub(in crate::reading) fn add_sentence(&mut self, text: &str, sketch: Sketch<'_>, tags: Option<&Tags>) {
        let Sketch { line, pieces } = sketch;
        let pieces = match tags {
            Some(tags) => tagged::heed(&line, tags, pieces),
            None => pieces,
        };
        let first = self.candidates.len();
        for piece in &pieces {
            self.add(text, &line, piece);
        }
        self.note_governments(first);
        self.ends.push(self.candidates.len() as u32);
    }

    /// The candidates of the sentence with this number.
    pub(super) fn sentence(&self, number: usize) -> &[Candidate] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.candidates[start..self.ends[number] as usize]
    }

    pub(super) fn core(&self, id: RefId) -> &Core {
        const NOBODY: &Core = &Core::Back(Back::Named);
        self.references[id as usize].core.as_ref().unwrap_or(NOBODY)
    }

    pub(super) fn find(&self, core: &Core) -> Option<RefId> {
        self.index.get(core).copied()
    }

    pub(super) fn intern(&mut self, core: &Core) -> RefId {
        if let Some(id) = self.index.get(core) {
            return *id;
        }
        let id = self.references.len() as RefId;
        self.index.insert(core.clone(), id);
        self.references.push(Reference { core: Some(core.clone()), ..Reference::default() });
        if let Core::Of(owner, part) = core {
            let owner = self.intern(owner);
            // Who follows somebody does not belong to him.
            if part != FOLLOWERS {
                vote(&mut self.references[id as usize].owners, owner);
            }
        }
        id
    }

    fn add(&mut self, text: &str, line: &Line<'_>, piece: &Piece) {
        let what = match &piece.core {
            Core::Back(Back::At) => {
                let Some(owner) = &piece.owner else { return };
                let region = (piece.from..piece.to)
                    .find_map(|at| line.has(at, class::REGION).then(|| Region::of(line.word(at)))?);
                let place = self.intern(owner);
                self.references[place as usize].places += 1;
                What::At(place, region)
            }
            Core::Back(back) => What::Back(*back),
            Core::Of(owner, part) if matches!(**owner, Core::Back(_)) => match **owner {
                Core::Back(back) => {
                    What::PartOf(back, if part == "forces" { "forces" } else { "government" })
                }
                _ => return,
            },
            core => What::Ref(self.intern(core)),
        };
        let number = self.ends.len() as u32;
        if let What::Ref(id) = what {
            self.describe(text, line, piece, id, number);
        }
        self.candidates.push(Candidate {
            from: piece.from as u16,
            to: piece.to as u16,
            name_from: piece.name.0 as u16,
            name_to: piece.name.1 as u16,
            what,
            form: piece.form,
            is_place: piece.is_place,
        });
    }

    fn describe(&mut self, text: &str, line: &Line<'_>, piece: &Piece, id: RefId, number: u32) {
        let owner = piece.owner.as_ref().map(|owner| self.intern(owner));
        let kind = phrase::kind_of(self.names, piece);
        let is_government = is_government(&piece.core, kind, line, piece);
        let weak_owner = (owner.is_none()
            && piece.rules
            && matches!(piece.core, Core::Person(_) | Core::Lone(_)))
        .then(|| {
            let near = self.last_government.filter(|(_, seen)| seen + 3 >= number).map(|(id, _)| id);
            near.or(self.last_state)
        });
        let reference = &mut self.references[id as usize];
        reference.named += u32::from(piece.form != Form::Description);
        if piece.is_place || piece.is_doubtful {
            reference.places += 1;
        } else {
            reference.acts += 1;
            reference.sure += u32::from(piece.is_sure);
        }
        if let Some(kind) = piece.kind {
            reference.kinds.push(kind);
            reference.kinds.truncate(16);
        }
        let whole = |from: usize, to: usize| {
            let (first, last) = (&line.tokens[from], &line.tokens[to - 1]);
            text.get(first.span.start..last.span.end).unwrap_or_default()
        };
        let spelled = whole(piece.name.0, piece.name.1.max(piece.name.0 + 1));
        if reference.display.len() < spelled.len() && (reference.display.is_empty() || !line.is_title_case) {
            reference.display = spelled.to_owned();
        }
        if let (Some(owner), Some((from, to))) = (owner, piece.owner_name)
            && self.references[owner as usize].display.is_empty()
        {
            self.references[owner as usize].display = whole(from, to).to_owned();
        }
        let reference = &mut self.references[id as usize];
        if let Some(at) = piece.acronym {
            reference.acronyms.insert(line.text(at).to_owned());
        }
        reference.rules |= piece.rules;
        if kind == Some(ActorKind::Person) {
            let titles = (piece.from..piece.name.0).filter(|at| {
                let past =
                    *at > 0 && matches!(line.word(at - 1), "vice" | "former" | "ex" | "deputy" | "late");
                line.has(*at, class::RULER) && !past && !line.is_hyphen(at + 1)
            });
            titles.for_each(|at| {
                let title = if at > 0 && line.word(at - 1) == "prime" { "premier" } else { line.word(at) };
                reference.titles.insert(title.into());
            });
        }
        match (owner, weak_owner.flatten()) {
            (Some(owner), _) if owner != id => {
                vote(&mut self.references[id as usize].owners, owner);
                vote(&mut self.references[id as usize].owners, owner);
            }
            (_, Some(owner)) => vote(&mut self.references[id as usize].owners, owner),
            _ => {}
        }
        self.note_region(line, piece, id);
        if is_government {
            self.last_government = Some((id, number));
        }
        if kind == Some(ActorKind::State) && matches!(piece.core, Core::Known(_)) && !piece.is_place {
            self.last_state = Some(id);
        }
    }

    /// "eastern Libyan forces led by X": X's forces are those of eastern Libya.
    fn note_region(&mut self, line: &Line<'_>, piece: &Piece, id: RefId) {
        if !matches!(piece.core, Core::Of(..) | Core::Body(_)) {
            return;
        }
        for at in piece.from..piece.to {
            if line.has(at, class::REGION)
                && let (Some(region), Some(known)) = (Region::of(line.word(at)), line.known(at + 1))
            {
                let state = self.intern(&Core::Known(known.known));
                if !self.regions.iter().any(|((held, part), _)| (*held, *part) == (state, region)) {
                    self.regions.push(((state, region), id));
                }
            }
        }
    }

    /// Notes which states are named beside a government.
    fn note_governments(&mut self, first: usize) {
        let ids: Vec<RefId> = self.candidates[first..]
            .iter()
            .filter_map(|candidate| match candidate.what {
                What::Ref(id) | What::At(id, _) => Some(id),
                _ => None,
            })
            .collect();
        for id in &ids {
            if !self.is_named_government(*id) {
                continue;
            }
            for other in &ids {
                let state = match self.core(*other) {
                    Core::Known(_) => Some(*other),
                    Core::Of(owner, _) => self.find(owner),
                    _ => None,
                };
                if let Some(state) = state.filter(|state| state != id && self.is_state(*state)) {
                    vote(&mut self.references[*id as usize].near, state);
                }
            }
        }
    }

    pub(super) fn is_state(&self, id: RefId) -> bool {
        matches!(self.core(id), Core::Known(known) if self.names.actor(*known).kind == ActorKind::State)
            && !self.is_named_government(id)
    }

    /// Whether it is a government with a name of its own: "Government of National Accord".
    pub(super) fn is_named_government(&self, id: RefId) -> bool {
        let governs = |name: &str| name.split(' ').any(|word| word.eq_ignore_ascii_case("government"));
        match self.core(id) {
            Core::Known(known) => {
                let actor = self.names.actor(*known);
                actor.kind == ActorKind::State && governs(&actor.name)
            }
            Core::Body(name) => governs(name),
            _ => false,
        }
    }
}

fn is_government(core: &Core, kind: Option<ActorKind>, line: &Line<'_>, piece: &Piece) -> bool {
    let named = (piece.from..piece.to).any(|at| line.word(at) == "government");
    matches!(core, Core::Known(_) | Core::Body(_))
        && kind == Some(ActorKind::State)
        && (named || piece.acronym.is_some())
}

fn vote(votes: &mut Vec<(RefId, u32)>, id: RefId) {
    if let Some((_, count)) = votes.iter_mut().find(|(held, _)| *held == id) {
        *count += 1;
    } else if votes.len() < 16 {
        votes.push((id, 1));
    }
}
