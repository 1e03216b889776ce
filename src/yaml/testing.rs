//! What the rooms with tables share in their tests: the schema files in the repository, and YAML as the
//! JSON that an editor checks.

use serde_json::{Map, Value, json};

use super::node::{self, Node};
use super::parse::parse;
use crate::source::FileId;

/// Compares a schema with its file in `schemas/`, or rewrites the file where `UPDATE_SCHEMAS` is set.
#[allow(clippy::disallowed_methods)]
pub(crate) fn current(file: &str, schema: &Value) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(file);
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        let text = serde_json::to_string_pretty(schema).unwrap() + "\n";
        std::fs::write(&path, text).unwrap();
    }
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let known: Value = serde_json::from_str(&text).unwrap_or_default();
    let help = "run `UPDATE_SCHEMAS=1 cargo test schema` and commit the file";
    assert!(known == *schema, "schemas/{file} is not what the tables say: {help}");
}

/// Compares a file below the repository's root with what it is made from, or rewrites it where
/// `UPDATE_SCHEMAS` is set.
#[allow(clippy::disallowed_methods)]
pub(crate) fn same_file(file: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    let help = "run `UPDATE_SCHEMAS=1 cargo test standard` and commit the file";
    assert!(known == text, "{file} is not what the table says: {help}");
}

/// YAML as JSON, unchecked.
pub(crate) fn json(text: &str) -> Value {
    of(&parse(text, FileId(0), 0).unwrap())
}

fn of(node: &Node) -> Value {
    match &node.value {
        node::Value::Null => Value::Null,
        node::Value::Bool(value) => json!(value),
        node::Value::Number(text) => serde_json::from_str(text).unwrap(),
        node::Value::Text(text) => json!(text),
        node::Value::List(items) => items.iter().map(of).collect(),
        node::Value::Map(entries) => {
            let pairs = entries.iter().map(|(key, node)| (key.name.clone(), of(node)));
            Value::Object(pairs.collect::<Map<_, _>>())
        }
    }
}
