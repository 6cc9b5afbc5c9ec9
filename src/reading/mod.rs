//! prose becomes findings
