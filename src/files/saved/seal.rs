//! The first lines of a saved map: what it is, its version, and the checksum of all that follows.

use sha2::{Digest, Sha256};

use super::LoadProblem;

/// How every saved map begins.
pub(super) const OPENING: &str = "StanceMap(";

const CHECKSUM: &str = "    checksum: \"";

/// Puts the checksum into a text whose checksum is still empty.
pub(super) fn sealed(text: &str) -> String {
    match text.split_once(CHECKSUM) {
        Some((head, tail)) => {
            let tail = tail.trim_end();
            format!("{head}{CHECKSUM}{}{tail}\n", checksum(tail))
        }
        None => text.to_owned(),
    }
}

/// The version that the text gives itself; `None` if it is no map.
pub(super) fn version(text: &str) -> Option<u32> {
    let fields = text.strip_prefix(OPENING)?.trim_start();
    let number = fields.strip_prefix("version:")?.trim_start();
    let end = number.find(|c: char| !c.is_ascii_digit())?;
    number[..end].parse().ok()
}

/// The checksum that the text bears, right or wrong; `None` if it is no map.
pub(super) fn checksum_in(text: &str) -> Option<&str> {
    let (_, rest) = text.strip_prefix(OPENING)?.split_once(CHECKSUM)?;
    rest.get(..64)
}

/// # Errors
/// If the text does not end as a map does.
pub(super) fn check_whole(text: &str) -> Result<(), LoadProblem> {
    if text.trim_end().ends_with("\n)") {
        return Ok(());
    }
    Err(LoadProblem::Incomplete { line: text.trim_end().matches('\n').count() + 1 })
}

/// # Errors
/// If the text is not, to the byte, what [`sealed`] once gave.
pub(super) fn check(text: &str) -> Result<(), LoadProblem> {
    let head = format!("{OPENING}\n    version: {},\n", super::VERSION);
    let intact = text.split_once(CHECKSUM).is_some_and(|(start, rest)| {
        let (sum, tail) = rest.split_at_checked(64).unwrap_or_default();
        start == head && sum == checksum(tail.trim_end())
    });
    if intact { Ok(()) } else { Err(LoadProblem::Altered) }
}

fn checksum(text: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
