//! L012: near misses of fixed formulations.

mod lexicon;
mod matching;
#[cfg(test)]
mod tests;

use crate::check::{Context, Example, Group, Place, Rule, Sink};
use crate::diagnostic::{Fix, Level};
use lexicon::Lexicon;
use matching::{Bare, Miss, misses};

pub(crate) static RULE: Rule = Rule {
    id: "L012",
    name: "set-phrase",
    title: "固定表述",
    group: Group::Language,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "中央文件的规范表述",
    doc: "\
## 查什么

与固定表述只差一点的地方：错一个字（读音相同或字形相近的）、漏一个字、重一个字、前后两个字颠倒；表述中间该有的顿号、
逗号一个也没有；`“四个意识”` 这类该加的引号没有加。十四个字以上的，可以差两处。

固定表述有二百多条，如“不忘初心、牢记使命”“绿水青山就是金山银山”；本单位的写在 `tigang.yaml` 的 `词汇` 的 `固定表述` 里，同样检查。

不报的：只引其中一部分（“初心使命”）；有意改换说法（“百村示范、千村整治”）；用逗号代替顿号；标题里省去标点。

## 为什么

固定表述错一个字、漏一个字，是材料里最不应该有的差错，自己写熟了又最难看出来。

## 有意不同的

本单位确有近似的说法，写在 `词汇` 的 `免查` 里。

## 依据

中央文件和法规中的表述。标点以通行的写法为准，不同文件的用法不尽相同，所以只查“没有”，不查“不同”。",
    examples: &[
        Example::unsound("错一个字", "全镇党员不忘初心、牢记史命，逐户走访。\n"),
        Example::unsound("漏一个字", "把产业兴旺、生态宜居、乡文明、治理有效、生活富裕的总要求落到实处。\n"),
        Example::unsound("两个字颠倒，一个字写错", "要大兴查调研究，拿出抓铁有痕、踏石留引的劲头。\n"),
        Example::unsound("少了标点", "扎实开展“不忘初心牢记使命”主题教育。\n"),
        Example::unsound("少了引号", "增强四个意识、坚定四个自信、做到两个维护。\n"),
        Example::sound(
            "规范的写法，标点可以不同",
            "\
扎实开展“不忘初心、牢记使命”主题教育，增强“四个意识”，坚定“四个自信”，做到“两个维护”。

不忘初心，牢记使命，以钉钉子精神打通服务群众的“最后一公里”。
",
        ),
        Example::sound(
            "部分引用和有意改换",
            "\
### 不忘初心 牢记使命

守好初心使命，牢记使命担当。推进百村示范、千村整治，把绿水青山变成金山银山，让数据多跑路、干部多跑腿。

落实“两不愁、三保障”，发扬雷锋的钉子精神，抓好党建团建工作。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let own = (!context.words.phrases.is_empty())
        .then(|| Lexicon::of(context.words.phrases.iter().map(String::as_str)));
    let mut bare = Bare::default();
    for passage in context.prose.passages() {
        let prose = &passage.prose;
        let marks = passage.place == Place::Paragraph;
        for lexicon in [Some(Lexicon::built_in()), own.as_ref()].into_iter().flatten() {
            for miss in misses(lexicon, &prose.text, marks, &mut bare) {
                let span = prose.span(miss.range.clone());
                // What is set as code is shown for what it is.
                if context.sources.slice(span).starts_with('`') {
                    continue;
                }
                let written = prose.text.get(miss.range.clone()).unwrap_or_default();
                if context.words.allowed.iter().any(|word| allows(word, &prose.text, &miss)) {
                    continue;
                }
                let message = message(&miss, written);
                let mut fault = sink.at(span, message).help(format!(
                    "请核对，改成“{}”；有意这样写的，写进 tigang.yaml 的“词汇·免查”",
                    miss.mended.replace('“', "‘").replace('”', "’")
                ));
                if prose.verbatim(miss.range) {
                    fault = fault.fix(Fix::suggestion(span, miss.mended));
                }
                sink.push(fault);
            }
        }
    }
}

/// Whether a word that is to be left alone stands over a near miss.
fn allows(word: &str, text: &str, miss: &Miss<'_>) -> bool {
    !word.is_empty()
        && text
            .match_indices(word)
            .any(|(at, word)| at < miss.range.end && at + word.len() > miss.range.start)
}

fn message(miss: &Miss<'_>, written: &str) -> String {
    let phrase = miss.phrase.shown();
    if miss.what.is_empty() {
        let written = written.replace('“', "‘").replace('”', "’");
        format!("固定表述“{phrase}”写成了“{written}”")
    } else {
        format!("固定表述“{phrase}”写得不准：{}", miss.what)
    }
}
