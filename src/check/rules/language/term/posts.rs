//! Posts that stand right beside a name.

/// Posts, those that end in others first.
const POSTS: [&str; 58] = [
    "党支部书记",
    "党总支书记",
    "党委书记",
    "党组书记",
    "第一书记",
    "支部书记",
    "总书记",
    "书记",
    "秘书长",
    "委员长",
    "检察长",
    "理事长",
    "监事长",
    "董事长",
    "审判长",
    "护士长",
    "总经理",
    "省长",
    "市长",
    "州长",
    "区长",
    "县长",
    "镇长",
    "乡长",
    "村长",
    "厅长",
    "局长",
    "处长",
    "科长",
    "股长",
    "部长",
    "司长",
    "院长",
    "校长",
    "园长",
    "所长",
    "站长",
    "队长",
    "组长",
    "会长",
    "行长",
    "馆长",
    "庭长",
    "网格长",
    "村主任",
    "主任",
    "主席",
    "常委",
    "委员",
    "政委",
    "经理",
    "干事",
    "支书",
    "副主任委员",
    "组织员",
    "网格员",
    "调研员",
    "巡视员",
];

/// What makes one of these another word, when it follows.
const GOES_ON: &str = "录载期年远久处大效征达于台务医编团级室会";

/// The length of the post with which a text ends, where it is held now.
pub(super) fn before(text: &str) -> Option<usize> {
    let post = POSTS.iter().filter(|post| text.ends_with(**post)).max_by_key(|post| post.len())?;
    let mut rest = text.strip_suffix(post)?;
    let mut length = post.len();
    for mark in ["副", "代理", "代"] {
        if let Some(shorter) = rest.strip_suffix(mark) {
            (rest, length) = (shorter, length + mark.len());
            break;
        }
    }
    (!former(rest)).then_some(length)
}

/// The length of the post with which a text begins.
pub(super) fn after(text: &str) -> Option<usize> {
    let (vice, rest) = match text.strip_prefix('副') {
        Some(rest) => ('副'.len_utf8(), rest),
        None => (0, text),
    };
    let post =
        POSTS.iter().filter(|post| rest.starts_with(**post)).max_by_key(|post| post.len())?;
    let next = rest.get(post.len()..).and_then(|rest| rest.chars().next());
    (!next.is_some_and(|next| GOES_ON.contains(next))).then_some(vice + post.len())
}

/// Whether a post is said to have been held before: `原`, `时任`, `前任` shortly before it in the clause.
fn former(text: &str) -> bool {
    let from = text.char_indices().rev().take(16).last().map_or(0, |(at, _)| at);
    let near = text.get(from..).unwrap_or_default();
    let clause = near.rsplit(['，', '。', '；', '、', '：', '\n']).next().unwrap_or_default();
    ["原", "时任", "前任", "曾任", "老", "兼任", "前"].iter().any(|word| clause.contains(word))
}

/// Whether a post as written is one of those that the glossary gives.
pub(super) fn agree(written: &str, posts: &str) -> bool {
    let written = written.trim_start_matches("代理").trim_start_matches('代');
    posts
        .split(['、', '，', ',', '；', ';', '/', ' ', '兼'])
        .map(str::trim)
        .any(|post| !post.is_empty() && (post.ends_with(written) || written.ends_with(post)))
}
