//! What a panel wants done once the frame is over.

use std::path::PathBuf;

use super::cite::Chosen;
use super::dictionary;
use super::new_actor::Part;
use super::review::Wish;
use super::search::Search;
use super::split::Splitting;
use super::tables;
use crate::analysis::Filter;
use crate::editor::{Command, Selection};
use crate::map::{Actor, ActorId, ArticleId, Edit, EvidenceId, Place, RelationKey};

/// A wish of the user, pushed by whatever was clicked and performed after the frame.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ask {
    Command(Command),
    Edit(Edit),
    /// Says what was typed so far during this stay in a field.
    Type(Edit, u64),
    /// Selects, without moving the canvas.
    Select(Selection),
    /// Selects, and moves the canvas if what is selected is out of sight.
    Reveal(Selection),
    /// Shows an article, at a quote if one is named.
    ShowArticle(ArticleId, Option<EvidenceId>),
    HideArticle,
    /// Lets the user find something.
    Search(Search),
    /// Says whose claim it is that was chosen in an article.
    Report(Chosen),
    /// Makes what was chosen in an article another name of an actor.
    Call(Chosen, ActorId),
    /// Takes what was chosen in an article as evidence.
    Cite(Chosen, RelationKey),
    /// Reads articles and opens maps.
    Load(Vec<PathBuf>),
    ReadPasted(String),
    /// Reads an article of the map once more.
    ReadAgain(ArticleId),
    OpenSample(usize),
    CancelReading,
    /// Leaves everybody where they were before a layout began.
    CancelLayout,
    /// Keeps what a layout has reached so far.
    StopLayout,
    /// Filters by these conditions from now on.
    Filter(Filter),
    /// Draws a relation from one actor to another once the user has said which stance.
    Connect {
        source: ActorId,
        target: ActorId,
        /// Where on the screen the user is asked; at the target, or in the middle of the canvas, if nowhere else.
        at: Option<eframe::egui::Pos2>,
    },
    /// Merges an actor into the one on which it was dropped, or moves it there, as the user then says.
    DropOn {
        from: ActorId,
        into: ActorId,
        places: Vec<(ActorId, Place)>,
        at: eframe::egui::Pos2,
    },
    /// Adds an actor at a place of the canvas once the user has named it.
    AddActorAt(Option<Place>),
    /// Adds an actor of this name, or another that the user gives it, once its kind is said.
    AddActorCalled(String),
    /// Adds somebody whom a search did not find, and makes them what was asked for.
    Introduce(Actor, Part),
    Rename(ActorId),
    /// Makes what was chosen of an actor another one.
    Split(Splitting),
    /// Does something with rows of a table.
    Table(tables::Wish),
    /// Goes on with the review.
    Review(Wish),
    /// Does something with the user's own dictionary.
    Dictionary(dictionary::Wish),
    ForgetRecent(PathBuf),
}

/// The wishes of one frame.
pub(crate) type Asks = Vec<Ask>;
