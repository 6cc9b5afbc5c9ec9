//! questions about the map
