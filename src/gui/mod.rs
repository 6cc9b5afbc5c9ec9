//! the window
