//! A title over several lines: whole words, balanced, a trapezium or a rhombus (GB/T 9704—2012, 7.3.1).

use super::breaker::{self, Line};
use super::items::{Cluster, Paragraph, Style};
use super::shape::{Class, Shaper};
use crate::cjk::is_cjk;

/// Words that titles of reports are made of; no line ends inside one.
const WORDS: &str = "\
    坚持 加强 推进 推动 深化 深入 开展 落实 贯彻 学习 宣传 关于 进一步 全面 持续 着力 聚焦 创新 探索 实施 加快 提升 \
    党建 引领 党的建设 党组织 党支部 党员 基层 组织 干部 队伍 人才 作风 纪检 监察 巡察 廉政 主题教育 思想 政治 意识形态 \
    乡村 振兴 农村 农业 农民 脱贫 攻坚 成果 衔接 产业 发展 高质量 特色 经济 社会 城市 社区 街道 乡镇 村级 集体 集体经济 \
    治理 体系 能力 现代化 改革 开放 服务 民生 保障 就业 教育 医疗 卫生 健康 养老 文化 旅游 生态 环境 保护 文明 和美 \
    安全 生产 应急 管理 信访 矛盾 纠纷 化解 平安 法治 建设 工作 情况 报告 汇报 总结 调研 调查 研究 分析 经验 材料 做法 \
    实践 启示 体会 思考 认识 对策 建议 意见 方案 通知 通报 请示 批复 办法 规定 决定 公告 讲话 发言 交流 座谈 研讨 会议 \
    纪要 简报 信息 计划 要点 任务 目标 责任 机制 制度 模式 路径 措施 成效 问题 原因 年度 上半年 下半年 季度 全区 全县 \
    全市 全省 示例 区委 县委 市委 省委 政府 人民 机关 部门 单位 企业 项目 投资 招商 引资 营商 财政 税收 金融 科技 数字 \
    数字化 信息化 智慧 网格 网格化 精细化 规范化 标准化 长效 统筹 协同 融合 示范 试点 新时代 新闻 通讯 夜校 油茶 茶叶 水果 \
    粮食 耕地 水利 交通 公路 住房 供水 垃圾 厕所 进一步加强 进一步推进 全面振兴 乡村全面振兴 组织部 整治 提质 增效 赋能 强基 固本 凝心 聚力 担当 作为 奋斗 奋进 使命 初心";

/// Characters that a line of a title rather ends with.
const GOOD_ENDS: &str = "的与和及暨并、》”）：；，";

/// How the name of an issuer ends; a line rather ends after it, before 关于.
const ISSUER_ENDS: &str = "部委府局办会室组厅院处司校队区县市省镇乡";

/// Adverbs that a line rather does not end with.
const ADVERBS: [&str; 5] = ["进一步", "全面", "持续", "着力", "加快"];

/// What a line more than needed costs.
const EXTRA_LINE: f64 = 80.0;

/// A title shaped. A blank between its halves, an ASCII or an ideographic one, is one em wide.
pub(super) fn paragraph(text: &str, style: Style, shaper: &mut Shaper<'_>) -> Paragraph {
    let mut spaced = String::with_capacity(text.len());
    for ch in text.trim().chars() {
        match ch {
            ' ' | '\u{3000}' if spaced.ends_with(' ') => {}
            ' ' | '\u{3000}' => spaced.push(' '),
            _ => spaced.push(ch),
        }
    }
    let mut paragraph = Paragraph::default();
    paragraph.push(&spaced, style);
    let mut paragraph = paragraph.shape(shaper);
    for at in 1..paragraph.clusters.len() {
        let [Some(left), Some(right)] =
            [at - 1, at + 1].map(|at| paragraph.clusters.get(at).map(|c| char_of(&spaced, c)))
        else {
            continue;
        };
        let cluster = &mut paragraph.clusters[at];
        if cluster.class == Class::Space && (is_cjk(left) || is_cjk(right)) {
            cluster.width = style.cell;
        }
    }
    paragraph
}

/// Lines of a title, none wider than `measure`, to be centred.
pub(super) fn lines(paragraph: &Paragraph, measure: f64) -> Vec<Line> {
    let clusters = &paragraph.clusters;
    let ends: Vec<f64> = clusters
        .iter()
        .scan(0.0, |sum, cluster| {
            *sum += cluster.width + cluster.gap.kern;
            Some(*sum)
        })
        .collect();
    let total = ends.last().copied().unwrap_or(0.0);
    let hard = clusters.iter().any(|cluster| cluster.kind == super::items::Kind::HardBreak);
    let count = (total / measure).ceil().max(1.0) as usize;
    if total <= measure && !hard {
        return vec![Line { start: 0, end: clusters.len(), last: true }];
    }
    let plain = || {
        let mut lines = breaker::lines(paragraph, measure);
        lines.iter_mut().for_each(|line| line.last = true);
        lines
    };
    if hard || clusters.len() > 160 || count > 4 {
        return plain();
    }
    let places = places(paragraph);
    let mut search = Search { ends: &ends, places: &places, measure, best: None };
    search.run(count, 0.0);
    search.run(count + 1, EXTRA_LINE);
    let Some((_, cuts)) = search.best else { return plain() };
    let mut start = 0;
    let mut lines: Vec<Line> = Vec::with_capacity(cuts.len() + 1);
    for end in cuts.into_iter().chain([clusters.len()]) {
        lines.push(Line { start, end, last: true });
        start = end;
    }
    lines
}

/// Where a line may end, and what it costs.
fn places(paragraph: &Paragraph) -> Vec<(usize, f64)> {
    let text = &paragraph.text;
    let inside = insides(text);
    let clusters = &paragraph.clusters;
    let mut depth = 0_usize;
    let mut places = Vec::new();
    for (at, pair) in clusters.windows(2).enumerate() {
        let [left, right] = pair else { continue };
        match left.class {
            Class::Open => depth += 1,
            Class::Close if is_bracket(text, left) => depth = depth.saturating_sub(1),
            _ => {}
        }
        let Some(penalty) = left.gap.penalty else { continue };
        let mut cost = f64::from(penalty);
        if depth > 0 {
            cost += 400.0;
        }
        if inside.get(right.start as usize).copied().unwrap_or(false) {
            cost += 500.0;
        }
        let (one, two) = (char_of(text, left), char_of(text, right));
        if GOOD_ENDS.contains(one) {
            cost -= 12.0;
        }
        if matches!(two, '的' | '了' | '等' | '们') {
            cost += 300.0;
        } else if matches!(two, '与' | '和' | '及' | '暨' | '并') {
            cost += 6.0;
        }
        let (head, tail) = text.split_at_checked(right.start as usize).unwrap_or((text, ""));
        if left.class == Class::Space {
            cost -= 40.0;
        }
        if ISSUER_ENDS.contains(one) && tail.starts_with("关于") {
            cost -= 40.0;
        }
        if ADVERBS.iter().any(|adverb| head.ends_with(adverb)) {
            cost += 40.0;
        }
        places.push((at + 1, cost));
    }
    places
}

fn char_of(text: &str, cluster: &Cluster) -> char {
    text.get(cluster.start as usize..).and_then(|rest| rest.chars().next()).unwrap_or(' ')
}

fn is_bracket(text: &str, cluster: &Cluster) -> bool {
    crate::cjk::is_closing(char_of(text, cluster))
}

/// For each byte of a title, whether it lies inside a known word (not at its head).
fn insides(text: &str) -> Vec<bool> {
    let mut inside = vec![false; text.len()];
    for word in WORDS.split_ascii_whitespace() {
        for (at, _) in text.match_indices(word) {
            if let Some(bytes) = inside.get_mut(at + 1..at + word.len()) {
                bytes.fill(true);
            }
        }
    }
    inside
}

/// Tries all ways to cut a title in a number of lines.
struct Search<'a> {
    /// Right edge of each cluster on one line.
    ends: &'a [f64],
    places: &'a [(usize, f64)],
    measure: f64,
    best: Option<(f64, Vec<usize>)>,
}

impl Search<'_> {
    fn run(&mut self, lines: usize, base: f64) {
        match lines {
            2 => {
                for &(at, cost) in self.places {
                    self.take(&[at], base + cost);
                }
            }
            3 => {
                for (index, &(first, cost)) in self.places.iter().enumerate() {
                    for &(second, more) in &self.places[index + 1..] {
                        self.take(&[first, second], base + cost + more);
                    }
                }
            }
            _ => {
                // Four lines and more: cut near equal parts.
                let total = self.ends.last().copied().unwrap_or(0.0);
                let cuts: Vec<usize> = (1..lines)
                    .filter_map(|part| {
                        let wanted = total * part as f64 / lines as f64;
                        let off = |&(at, cost): &(usize, f64)| {
                            let distance = (self.ends[at - 1] - wanted).abs() / 22.0;
                            distance * distance * 4.0 + cost
                        };
                        self.places
                            .iter()
                            .min_by(|one, two| off(one).total_cmp(&off(two)))
                            .map(|place| place.0)
                    })
                    .collect();
                if cuts.windows(2).all(|pair| pair[0] < pair[1]) {
                    self.take(&cuts, base + 100.0);
                }
            }
        }
    }

    fn take(&mut self, cuts: &[usize], cost: f64) {
        let total = self.ends.last().copied().unwrap_or(0.0);
        let edge = |at: usize| if at == 0 { 0.0 } else { self.ends[at - 1] };
        let mut from = 0.0;
        let mut widths = Vec::with_capacity(cuts.len() + 1);
        for to in cuts.iter().map(|&at| edge(at)).chain([total]) {
            widths.push(to - from);
            from = to;
        }
        if widths.iter().any(|&width| width > self.measure + 1e-6) {
            return;
        }
        let cost = cost + shape(&widths, total / widths.len() as f64);
        if self.best.as_ref().is_none_or(|(least, _)| cost < *least) {
            self.best = Some((cost, cuts.to_vec()));
        }
    }
}

/// What the outline of lines costs: best is a trapezium or rhombus whose lines differ by a few characters;
/// a rectangle and an hourglass are not wanted, a line of one or two characters is not had.
fn shape(widths: &[f64], mean: f64) -> f64 {
    let em = 22.0;
    let mut cost = 0.0;
    for width in widths {
        let off = (width - mean) / em;
        cost += off * off * 1.5;
        if *width < 3.0 * em {
            cost += 200.0;
        }
    }
    for pair in widths.windows(2) {
        if (pair[0] - pair[1]).abs() < 1.5 * em {
            cost += 10.0;
        }
    }
    if let [first, second, third] = widths
        && second + em < first.min(*third)
    {
        cost += 60.0;
    }
    cost
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::{Fonts, Role};

    fn cut(title: &str) -> Vec<String> {
        let fonts = Fonts::embedded();
        let mut shaper = Shaper::new(&fonts);
        let style = Style::new(Role::Xiaobiaosong, 22.0);
        let paragraph = paragraph(title, style, &mut shaper);
        lines(&paragraph, 442.2)
            .iter()
            .map(|line| {
                let clusters = &paragraph.clusters[line.start..line.end];
                let (first, last) = (clusters.first().unwrap(), clusters.last().unwrap());
                paragraph.text[first.start as usize..last.end as usize].to_owned()
            })
            .collect()
    }

    #[test]
    fn a_short_title_stands_on_one_line() {
        assert_eq!(cut("坚持党建引领乡村振兴的实践与启示").len(), 1);
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        assert_eq!(
            cut("示例区坚持党建引领乡村振兴“五措并举”的探索实践与经验启示"),
            ["示例区坚持党建引领乡村振兴", "“五措并举”的探索实践与经验启示"]
        );
        let lines =
            cut("关于学习贯彻《中国共产党农村基层组织工作条例》推进全区基层党组织建设情况的报告");
        assert!(
            lines.iter().all(|line| line.matches('《').count() == line.matches('》').count()),
            "{lines:?}"
        );
        assert!(lines.iter().all(|line| line.chars().count() > 4));
    }

    #[test]
    fn a_blank_between_two_halves_is_one_em_wide() {
        let fonts = Fonts::embedded();
        let mut shaper = Shaper::new(&fonts);
        let style = Style::new(Role::Xiaobiaosong, 22.0);
        for title in ["用好传家宝 当好实干家", "用好传家宝　当好实干家", "用好传家宝  当好实干家"]
        {
            let paragraph = paragraph(title, style, &mut shaper);
            let width: f64 = paragraph.clusters.iter().map(|c| c.width + c.gap.kern).sum();
            assert!((width - 11.0 * 22.0).abs() < 0.1, "{title}");
        }
        assert_eq!(
            cut("用好调查研究传家宝　当好乡村振兴实干家争做表率"),
            ["用好调查研究传家宝 ", "当好乡村振兴实干家争做表率"]
        );
    }

    #[test]
    fn a_line_ends_after_the_issuer_and_not_after_an_adverb() {
        assert_eq!(
            cut("中共示例县委示例县人民政府关于深化改革推动高质量发展意见的报告"),
            ["中共示例县委示例县人民政府", "关于深化改革推动高质量发展意见的报告"]
        );
        for title in [
            "示例县关于进一步推进乡村全面振兴工作情况和下一步打算的报告",
            "聚焦重点任务精准发力持续优化营商环境着力破解企业发展难题",
        ] {
            let lines = cut(title);
            assert!(
                lines.iter().all(|line| !ADVERBS.iter().any(|adverb| line.ends_with(adverb))),
                "{lines:?}"
            );
        }
    }

    #[test]
    fn a_title_of_any_length_is_set_whole() {
        let long = "关于进一步加强和改进新时代基层党建工作的".repeat(20);
        assert_eq!(cut(&long).concat(), long);
    }
}
