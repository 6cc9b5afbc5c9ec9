//! other formats
