//! Findings as text and JSON; progress.
