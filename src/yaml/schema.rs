//! The JSON Schema (draft 2020-12) of a record: what an editor's YAML language server completes and
//! checks by.

use serde_json::{Map, Value, json};

use super::shape::{Field, Record, Shape};

/// The schema of a file that holds `record`.
#[must_use]
pub fn schema(record: &'static Record, id: &str) -> Value {
    let mut records = Vec::new();
    let mut definitions = Map::new();
    let mut root = object(record, &mut records);
    let mut done = 0;
    while let Some(&next) = records.get(done) {
        let next: &'static Record = next;
        done += 1;
        let definition = object(next, &mut records);
        definitions.insert(next.id.to_owned(), definition);
    }
    if let Value::Object(root) = &mut root {
        root.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        root.insert("$id".to_owned(), json!(id));
        root.insert("$defs".to_owned(), Value::Object(definitions));
    }
    root
}

/// The schema of a mapping; records met on the way are added to `records`.
fn object(record: &'static Record, records: &mut Vec<&'static Record>) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in record.fields {
        let mut value = of(&field.shape, records);
        if !field.required {
            value = json!({ "anyOf": [value, { "type": "null" }] });
        }
        let described = |doc: String, mut value: Value| {
            if let Value::Object(value) = &mut value {
                value.insert("description".to_owned(), Value::String(doc));
            }
            value
        };
        let Field { name, alias, doc, .. } = field;
        properties
            .insert((*name).to_owned(), described(format!("{doc}（{alias}）"), value.clone()));
        properties.insert((*alias).to_owned(), described(format!("{name}：{doc}"), value));
        if field.required {
            required.push(json!({ "anyOf": [{ "required": [name] }, { "required": [alias] }] }));
        }
    }
    let mut out = json!({
        "title": record.title,
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    });
    if let (Value::Object(out), false) = (&mut out, required.is_empty()) {
        out.insert("allOf".to_owned(), Value::Array(required));
    }
    out
}

fn of(shape: &'static Shape, records: &mut Vec<&'static Record>) -> Value {
    match shape {
        Shape::Any => json!({}),
        Shape::Text => json!({ "type": ["string", "number"] }),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Integer(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Shape::Decimal => json!({ "type": "number" }),
        Shape::Date => json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$" }),
        Shape::Range => json!({ "anyOf": [
            { "type": "string", "pattern": r"^\d{1,9}\.\.(\d{1,9})?$" },
            { "type": "integer", "minimum": 0 },
        ] }),
        Shape::Choice(words) => {
            let words: Vec<&str> = words.iter().flat_map(|&(a, b)| [a, b]).collect();
            json!({ "enum": words })
        }
        Shape::Texts => {
            let text = of(&Shape::Text, records);
            json!({ "anyOf": [text, { "type": "array", "items": text }] })
        }
        Shape::List(item) => json!({ "type": "array", "items": of(item, records) }),
        Shape::Map(value) => {
            // An entry may stand empty.
            let value = json!({ "anyOf": [of(value, records), { "type": "null" }] });
            json!({ "type": "object", "additionalProperties": value })
        }
        Shape::Record(record) => {
            if !records.iter().any(|known| known.id == record.id) {
                records.push(record);
            }
            json!({ "$ref": format!("#/$defs/{}", record.id) })
        }
        Shape::OneOf(shapes) => {
            let shapes: Vec<Value> = shapes.iter().map(|shape| of(shape, records)).collect();
            json!({ "anyOf": shapes })
        }
    }
}
