//! Who is named, and where.
//!
//! What happens here: each sentence's names are found, known ones and new ones ([`run`], [`body`]); the words beside them
//! are taken in ([`phrase`], [`title`]); places that only tell where are told from actors ([`place`]); words that point back are marked
//! ([`back`]); what a learnt tagger knows better is heeded ([`tagged`]). When the whole article has been seen ([`document`]), the ways of naming one actor are joined ([`join`](mod@join), [`spelling`], [`parts`]), and
//! every mention is settled in the order of the text ([`resolve`]), words
//! that point back ([`refer`]) by whom the article named lately ([`memory`]), listed ([`listed`]) and quoted ([`voice`]); users' own
//! dictionaries tell who holds an office when, and which names await a decision ([`own`]).

mod back;
mod body;
mod document;
mod join;
mod joined;
mod known;
mod lexicon;
mod line;
mod listed;
mod memory;
mod own;
mod parts;
mod phrase;
mod piece;
mod place;
mod refer;
mod resolve;
mod run;
mod spelling;
mod tagged;
mod title;
mod voice;

pub(super) use document::{Document, Sketch};
pub(super) use join::join;
pub(super) use known::KnownNames;
pub(super) use resolve::Resolver;
