//! the disk
