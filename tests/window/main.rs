//! The window, driven without a display as a user drives it: by names, keys and the pointer.

#![allow(clippy::unwrap_used)] // What fails here is a failed test.

mod arrange;
mod article;
mod begin;
mod canvas;
mod case;
mod commands;
mod correct;
mod dialogs;
mod dictionary;
mod driver;
mod filter;
mod find;
mod groups;
mod layout;
mod looks;
mod pictures;
mod raster;
mod reading_keys;
mod records;
mod recover;
mod review;
mod tables;
mod typed;
mod walk;
