//! Files and pasted text become articles.

use std::path::Path;

use crate::map::Article;

/// An article with what a person should know of how it was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The article.
    pub article: Article,
    /// Sentences such as "some characters could not be read and were replaced".
    pub notes: Vec<String>,
}

/// Reads one file.
///
/// # Errors
/// If it cannot be read.
pub fn load(path: &Path) -> Result<Loaded, std::io::Error> {
    let text = String::from_utf8_lossy(&std::fs::read(path)?).replace("\r\n", "\n");
    let mut article = Article::from_text(text);
    article.path = path.display().to_string();
    Ok(Loaded { article, notes: Vec::new() })
}
