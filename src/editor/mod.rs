//! the work in hand
