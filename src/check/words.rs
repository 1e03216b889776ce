//! A project's own words.

/// The glossary and phrase data of a project (`词汇` of `tigang.yaml`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// 全称: a full name and its short names.
    pub names: Vec<(String, Vec<String>)>,
    /// 禁用: a term that must not stand, and what to write instead (may be empty).
    pub forbidden: Vec<(String, String)>,
    /// 统一: a preferred term and the variants it replaces.
    pub preferred: Vec<(String, Vec<String>)>,
    /// 人名: a person and the post that goes with the name.
    pub people: Vec<(String, String)>,
    /// 固定表述: the project's own set phrases.
    pub phrases: Vec<String>,
    /// 易错: a wrong form and the right one.
    pub confusables: Vec<(String, String)>,
    /// 免查: words that the rules on language leave alone.
    pub allowed: Vec<String>,
}
