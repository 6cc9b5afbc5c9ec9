//! coordinates
