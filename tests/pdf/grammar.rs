//! Mixed Chinese text without end, the same each time: prose with figures and units, Latin words, addresses,
//! nested quotes and book-title marks, brackets, dashes, ellipses, circled numbers, percentages and dates.

/// Words a clause is put together from.
const WORDS: [&str; 48] = [
    "全县",
    "各乡镇",
    "农业农村部门",
    "基层党组织",
    "广大党员干部",
    "驻村第一书记",
    "村民理事会",
    "认真贯彻",
    "扎实推进",
    "统筹抓好",
    "加快补齐",
    "持续巩固",
    "有效衔接",
    "全面落实",
    "聚焦",
    "着力破解",
    "探索建立",
    "不断提升",
    "粮食安全",
    "乡村振兴",
    "特色产业",
    "集体经济",
    "人居环境整治",
    "高标准农田建设",
    "基层治理",
    "营商环境",
    "招商引资",
    "项目建设",
    "防汛抗旱",
    "安全生产",
    "民生实事",
    "党建引领",
    "网格管理",
    "工作机制",
    "责任清单",
    "短板弱项",
    "示范带动",
    "群众满意度",
    "长效机制",
    "在田间地头",
    "到村到户",
    "一件接着一件办",
    "一年接着一年干",
    "看得见",
    "摸得着",
    "的",
    "和",
    "以及",
];

const UNITS: [&str; 14] = [
    "万元",
    "亿元",
    "个",
    "户",
    "名",
    "公里",
    "万亩",
    "吨",
    "件",
    "人次",
    "公斤",
    "平方米",
    "千瓦时",
    "天",
];

const LATIN: [&str; 16] = [
    "GDP",
    "Wi-Fi",
    "5G",
    "internet",
    "LED",
    "PM2.5",
    "App",
    "ERP",
    "e-government",
    "Excel",
    "CPI",
    "blockchain",
    "AI",
    "H5N1",
    "ISO9001",
    "Party building",
];

const PLACES: [&str; 6] = [
    "https://www.example.gov.cn/zwgk/2023/0817/tz-12.html",
    "http://nync.example.gov.cn/list.aspx?id=1042&page=3",
    "www.example.org.cn",
    "zhangsan@example.com",
    "https://example.cn/a/b/c",
    "http://data.example.gov.cn:8080/v1/stat/2023Q2.csv",
];

const TITLES: [&str; 6] = [
    "关于做好2023年全面推进乡村振兴重点工作的意见",
    "农村人居环境整治提升五年行动方案（2021—2025年）",
    "乡村振兴促进法",
    "学习〈反对本本主义〉札记",
    "村规民约",
    "春耕生产工作简报",
];

const CIRCLED: [char; 10] = ['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩'];

/// A generator of paragraphs.
pub struct Grammar(u64);

impl Grammar {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `bound` (xorshift).
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// Paragraphs of together at least so many characters.
    pub fn paragraphs(&mut self, characters: usize) -> Vec<String> {
        let mut out = Vec::new();
        let mut count = 0;
        while count < characters {
            let mut paragraph = String::new();
            for _ in 0..=self.below(7) {
                self.sentence(&mut paragraph);
            }
            count += paragraph.chars().count();
            out.push(paragraph);
        }
        out
    }

    fn sentence(&mut self, out: &mut String) {
        for at in 0..=self.below(5) {
            if at > 0 {
                let mark = self.one(&["，", "，", "，", "、", "；", "：", "——"]);
                out.push_str(mark);
            }
            self.clause(out);
        }
        let end = self.one(&["。", "。", "。", "。", "！", "？", "……", "？！"]);
        out.push_str(end);
    }

    fn words(&mut self, out: &mut String) {
        for _ in 0..=self.below(3) {
            let word = self.one(&WORDS);
            out.push_str(word);
        }
    }

    fn clause(&mut self, out: &mut String) {
        // A clause begins with a word, so that no paragraph begins like a list.
        let word = self.one(&WORDS);
        out.push_str(word);
        for _ in 0..=self.below(2) {
            self.piece(out, 0);
        }
    }

    /// Keeps what is not Chinese apart from what is not.
    fn part(&mut self, out: &mut String) {
        if out.ends_with(|ch: char| ch.is_ascii() || "‰℃".contains(ch)) {
            let word = self.one(&WORDS);
            out.push_str(word);
        }
    }

    fn figure(&mut self, out: &mut String) {
        self.part(out);
        let whole = 1 + self.below(9999);
        let tenth = self.below(10);
        let text = match self.below(9) {
            0 => format!("{}.{tenth}%", whole % 100),
            1 => format!("{}.{tenth}{}", whole % 1000, self.one(&UNITS)),
            2 => format!("{}%～{}%", whole % 50, 50 + whole % 50),
            3 => format!("{}年{}月{}日", 2015 + whole % 10, 1 + whole % 12, 1 + whole % 28),
            4 => format!("{}—{}年", 2010 + whole % 8, 2020 + whole % 8),
            5 => format!("{}℃", whole % 40),
            6 => format!("￥{whole}.{tenth}0"),
            7 => format!("第{}‰", whole % 100),
            _ => format!("{whole}{}", self.one(&UNITS)),
        };
        out.push_str(&text);
    }

    fn enclosed(&mut self, out: &mut String, marks: (char, char), depth: usize) {
        out.push(marks.0);
        for _ in 0..=self.below(2) {
            self.piece(out, depth + 1);
        }
        out.push(marks.1);
    }

    fn piece(&mut self, out: &mut String, depth: usize) {
        let kind = if depth > 2 { self.below(8) } else { self.below(20) };
        match kind {
            8 | 9 => {
                let marks = if depth.is_multiple_of(2) { ('“', '”') } else { ('‘', '’') };
                self.enclosed(out, marks, depth);
            }
            10 => self.enclosed(out, ('（', '）'), depth),
            11 if depth == 0 => {
                let title = self.one(&TITLES);
                out.push('《');
                out.push_str(title);
                out.push('》');
                if self.below(2) == 0 {
                    let number = format!("（示发〔2023〕{}号）", 1 + self.below(120));
                    out.push_str(&number);
                }
            }
            12 => {
                self.part(out);
                let word = self.one(&LATIN);
                out.push_str(word);
            }
            13 if depth == 0 && self.below(3) == 0 => {
                self.part(out);
                let place = self.one(&PLACES);
                out.push_str(place);
            }
            14 => {
                for sign in CIRCLED.into_iter().take(1 + self.below(4)) {
                    out.push(sign);
                    self.words(out);
                }
            }
            15 => {
                self.words(out);
                out.push_str("——");
                self.words(out);
            }
            16 => {
                self.words(out);
                out.push_str("……");
            }
            17 => out.push_str("阿卜杜拉·买买提"),
            18 => {
                for at in 0..=self.below(3) {
                    if at > 0 {
                        out.push('、');
                    }
                    out.push('“');
                    self.words(out);
                    out.push('”');
                }
            }
            0..=3 | 19 => self.figure(out),
            _ => self.words(out),
        }
    }
}
