//! `tigang check --format sarif` and `github`, and what JSON has besides.

use serde_json::{Value, json};

use super::{sound, tigang, tree};

/// A draft with findings of several kinds: with labels, with fixes, beyond the first plane.
fn draft() -> String {
    sound("抓实春耕")
        .replace("提纲: 自定", "提纲: 自定\n提纲: 自定")
        .replace("## 稳住", "## 一、稳住")
        + "\n𠮷县{{ 村数 }}。\n"
}

fn sarif(folder: &tempfile::TempDir) -> Value {
    let ran = tigang(folder.path(), &["check", "--format", "sarif"]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    ran.json()
}

/// What SARIF 2.1.0 asks of the objects that are written, in our own words, and nothing beside them.
fn schema() -> Value {
    let object = |required: &[&str], properties: Value| {
        json!({
            "type": "object",
            "required": required,
            "properties": properties,
            "additionalProperties": false,
        })
    };
    let list = |items: Value| json!({"type": "array", "items": items, "uniqueItems": true});
    let text = json!({"type": "string", "minLength": 1});
    let bag = json!({"type": "object"});
    let message = object(&["text"], json!({"text": text, "markdown": text}));
    let level = json!({"enum": ["none", "note", "warning", "error"]});
    let one = json!({"type": "integer", "minimum": 1});
    let index = json!({"type": "integer", "minimum": 0});
    let region = object(
        &["startLine", "startColumn", "endLine", "endColumn"],
        json!({"startLine": one, "startColumn": one, "endLine": one, "endColumn": one}),
    );
    // A relative reference or a file URI, percent-encoded.
    let artifact = object(
        &["uri"],
        json!({"uri": {"type": "string", "pattern": "^(file:///)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"}}),
    );
    let place = object(
        &["artifactLocation", "region"],
        json!({"artifactLocation": artifact, "region": region}),
    );
    let related = object(
        &["id", "message", "physicalLocation"],
        json!({"id": index, "message": message, "physicalLocation": place}),
    );
    let replacement = object(
        &["deletedRegion"],
        json!({"deletedRegion": region, "insertedContent": object(&["text"], json!({"text": text}))}),
    );
    let change = object(
        &["artifactLocation", "replacements"],
        json!({"artifactLocation": artifact, "replacements": list(replacement)}),
    );
    let fix = object(
        &["artifactChanges"],
        json!({"description": message, "artifactChanges": list(change), "properties": bag}),
    );
    let result = object(
        &["message", "ruleId", "level", "locations"],
        json!({
            "message": message,
            "ruleId": text,
            "ruleIndex": index,
            "level": level,
            "locations": list(object(&["physicalLocation"], json!({"physicalLocation": place}))),
            "relatedLocations": list(related),
            "fixes": list(fix),
        }),
    );
    let rule = object(
        &["id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"],
        json!({
            "id": text,
            "name": text,
            "shortDescription": message,
            "fullDescription": message,
            "help": message,
            "defaultConfiguration": object(&["level"], json!({"level": level})),
            "properties": bag,
        }),
    );
    let driver = object(
        &["name", "version", "rules"],
        json!({
            "name": text,
            "fullName": text,
            "version": text,
            "semanticVersion": {"type": "string", "pattern": "^\\d+\\.\\d+\\.\\d+"},
            "language": {"const": "zh-CN"},
            "rules": list(rule),
        }),
    );
    let run = object(
        &["tool", "results", "columnKind"],
        json!({
            "tool": object(&["driver"], json!({"driver": driver})),
            "language": {"const": "zh-CN"},
            "columnKind": {"const": "utf16CodeUnits"},
            "results": list(result),
        }),
    );
    object(
        &["$schema", "version", "runs"],
        json!({"$schema": text, "version": {"const": "2.1.0"}, "runs": list(run)}),
    )
}

fn assert_valid(schema: &Value, document: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(document)
        .map(|one| format!("{}: {one}", one.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sarif_has_what_the_standard_asks() {
    let folder = tree(&[("稿 子/甲.md", &draft()), ("乙.md", &sound("抓实秋收"))]);
    let document = sarif(&folder);
    assert_valid(&schema(), &document);
    // The schema of OASIS is not kept here; who has a copy may name it.
    if let Some(path) = std::env::var_os("SARIF_SCHEMA") {
        let official = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        assert_valid(&official, &document);
    }
    let run = &document["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), tigang::check::rules().len());
    let results = run["results"].as_array().unwrap();
    let of = |id: &str| results.iter().find(|one| one["ruleId"] == id).unwrap();
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let place = &of("F001")["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%E7%A8%BF%20%E5%AD%90/%E7%94%B2.md");
    // `𠮷` takes two units.
    assert_eq!(place["region"]["startColumn"], 7, "{place}");
    assert_eq!(of("Y008")["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 3);
    let fix = &of("S005")["fixes"][0];
    assert_eq!(fix["properties"]["safe"], true);
    assert_eq!(fix["artifactChanges"][0]["replacements"][0]["deletedRegion"]["endColumn"], 6);
    assert_eq!(of("S005")["level"], "warning");
}

#[test]
fn the_schema_here_refuses_what_is_wrong() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let folder = tree(&[("甲.md", &draft())]);
    let sound = sarif(&folder);
    let spoil = |pointer: &str, value: Value| {
        let mut document = sound.clone();
        *document.pointer_mut(pointer).unwrap() = value;
        assert!(!validator.is_valid(&document), "{pointer}");
    };
    spoil("/version", json!("2.0.0"));
    spoil("/runs/0/results/0/level", json!("hint"));
    let place = "/runs/0/results/0/locations/0/physicalLocation";
    spoil(&format!("{place}/region/startLine"), json!(0));
    spoil(&format!("{place}/artifactLocation/uri"), json!("甲.md"));
}

#[test]
fn a_draft_without_findings_is_sound_sarif() {
    let folder = tree(&[("甲.md", &sound("抓实秋收"))]);
    let ran = tigang(folder.path(), &["check", "--format", "sarif"]);
    assert_eq!(ran.code, 0);
    assert_valid(&schema(), &ran.json());
    assert_eq!(ran.json()["runs"][0]["results"], json!([]));
}

#[test]
fn github_gets_a_command_for_each_finding() {
    let folder = tree(&[("稿/甲.md", &draft())]);
    let ran = tigang(folder.path(), &["check", "--format", "github"]);
    assert_eq!(ran.code, 1);
    let commands: Vec<&str> = ran.stdout.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(commands.len(), 4, "{}", ran.stdout);
    assert!(
        commands[1].starts_with(
            "::warning file=稿/甲.md,line=11,endLine=11,col=4,endColumn=5,title=S005 手打序号::标题里"
        ),
        "{}",
        ran.stdout
    );
    assert!(commands.iter().any(|line| line.starts_with("::error file=稿/甲.md,line=4,")));
    assert!(ran.stdout.contains("共检查 1 份报告"));
    // An absolute path is told from the current folder as well.
    let path = folder.path().canonicalize().unwrap().join("稿/甲.md");
    let absolute = tigang(folder.path(), &["check", path.to_str().unwrap(), "--format", "github"]);
    assert_eq!(absolute.stdout, ran.stdout);
}

#[test]
fn json_has_labels_titles_and_counts() {
    let folder = tree(&[("甲.md", &draft())]);
    let ran = tigang(folder.path(), &["check", "--format", "json", "--ignore", "F"]);
    let json = ran.json();
    let twice = &json["findings"][0];
    assert_eq!(twice["rule"], "Y008");
    assert_eq!(twice["title"], "重复的键");
    assert_eq!(twice["labels"][0]["line"], 3);
    assert_eq!(twice["labels"][0]["path"], "甲.md");
    assert_eq!(json["summary"]["fixable"], 1);
    assert_eq!(json["summary"]["hidden"], 1);
    assert!(json["fixed"].is_null());
}
