//! The noun that a figure belongs to.

use std::ops::Range;
use std::sync::LazyLock;

use super::text::{Chars, han};

/// The longest noun, in characters.
const LONGEST: usize = 14;

/// Words of two characters that no noun runs across: verbs, adverbs, linking words.
const STOPS: &str = "领办选派达到办理办结完成实现建成建立建设打造培育引进引育开展组织成立组建参加参与进行全部共有现有\
拥有涉及覆盖惠及带动吸纳吸引投入投用争取协调筹集筹措安排落实解决化解排查整治整改清理清运发放发展召开举办承办新增净增\
增加增长提高提升上升下降减少降低压减缩短精简压缩节约节省同比环比较上比上较去比去分别其中包括合计累计总计共计平均达标完工\
位于来自属于超过突破不足不到大约将近接近左右以上以下以内受理调处接待接入接收收到征集评选评定命名表彰奖励获得荣获入选\
推动推进推广推行推选促进带领联系包联走访慰问帮扶帮助结对认领认定配备配齐配套聘请抽调下派下沉下放赋权整合盘活流转种植\
养殖改造改建新建扩建修建修复维修硬化铺设安装绿化疏浚治理查处查办立案移送约谈问责通报督办督促销号核查核实抽查检查\
巡查巡察培训轮训教育宣传宣讲发布印发制定出台修订签订签约达成注册登记备案审批审核销售售出卖出实行实施启动开工竣工投产\
使用用于作为成为纳入列入转为变为按照通过根据为了因为由于对于关于以及或者并且而且仍有还有已有均有均为都有只有仅有没有\
尚有约有占到占比高于低于多于少于优于快于正在已经将要可以能够需要必须应当不得为期历时持续连续先后陆续相继主动积极\
自觉现场集中统一逐一逐村逐户挂牌接受就地从事担任挂任兼任任职服务支持资助补助负责承担编成组成构成形成分成分为划分划定\
设立设置增设提供发动动员号召邀请到位到岗参观参训参会入库入户出栏出动出资捐资捐款募集筹资融资贷款发现录取录用招录招聘\
招收考察调研返乡入驻落户落地签收受益受灾转移撤离安置搬迁脱贫退出清零消除满足满意比例比重目标同意拟于计划预计力争确保\
全年全县全区全市全省全镇全乡全村全国每年每月每天每人每户每村每个当年当前目前截至截止今年去年上年明年近年以来期间之后之前\
也是就是都是还是不是即各共用共花总共一共调度调集调配供应供给生产产出出售实缴缴纳缴存拨付下达下拨兑现兑付支付支出垫付\
遴选破获抓获打掉冻结止付栽植上缴返还追回挽回缴获扣押查封下辖所辖新修续建归集\
管护管理监测预警摸排摸底梳理反映反馈答复回复处置处理处罚取缔关停关闭拆除拆违复耕复垦恢复保障保证保持开设开通开办开辟开发\
创建创办创新创造评出评为授予推出举行组建举荐储备回引招引引导引领维护巩固拓展";

/// [`STOPS`] by pairs, with a filter before the search.
struct Stops {
    filter: [u64; 64],
    pairs: Vec<(char, char)>,
}

static PAIRS: LazyLock<Stops> = LazyLock::new(|| {
    let chars: Vec<char> = STOPS.chars().collect();
    let mut pairs: Vec<(char, char)> = chars
        .chunks_exact(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
        // Nouns as often as verbs.
        .filter(|&pair| {
            !matches!(
                pair,
                ('支', '出')
                    | ('贷', '款')
                    | ('比', '例')
                    | ('比', '重')
                    | ('目', '标')
                    | ('计', '划')
                    | ('服', '务')
                    | ('组', '织')
                    | ('教', '育')
                    | ('管', '理')
                    | ('发', '展')
                    | ('建', '设')
                    | ('治', '理')
                    | ('培', '训')
                    | ('集', '中')
                    | ('脱', '贫')
                    | ('返', '乡')
                    | ('管', '护')
                    | ('监', '测')
                    | ('种', '植')
                    | ('养', '殖')
                    | ('领', '办')
                    | ('配', '套')
                    | ('保', '障')
                    | ('生', '产')
                    | ('创', '新')
                    | ('帮', '扶')
                    | ('维', '护')
                    | ('改', '造')
                    | ('预', '警')
                    | ('巡', '察')
                    | ('补', '助')
                    | ('满', '意')
                    | ('储', '备')
                    | ('搬', '迁')
                    | ('安', '置')
                    | ('宣', '传')
                    | ('销', '售')
                    | ('示', '范')
                    | ('整', '治')
                    | ('受', '益')
                    | ('统', '一')
                    | ('登', '记')
                    | ('捐', '资')
                    | ('捐', '款')
            )
        })
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut filter = [0_u64; 64];
    for &(a, b) in &pairs {
        let (word, bit) = slot(a, b);
        if let Some(word) = filter.get_mut(word) {
            *word |= bit;
        }
    }
    Stops { filter, pairs }
});

fn slot(a: char, b: char) -> (usize, u64) {
    let hash = (a as u32).wrapping_mul(31).wrapping_add(b as u32) & 4095;
    ((hash >> 6) as usize, 1 << (hash & 63))
}

/// Whether a word of [`STOPS`] begins at a place.
fn stops(text: &Chars, at: usize) -> bool {
    let (a, b) = (text.at(at), text.at(at + 1));
    let (word, bit) = slot(a, b);
    PAIRS.filter.get(word).is_some_and(|word| word & bit != 0)
        && PAIRS.pairs.binary_search(&(a, b)).is_ok()
        && !match (a, b) {
            ('增', '加') => text.at(at + 2) == '值',
            ('以', '上') => text.before(at) == '模',
            ('人', '均') => true,
            // 办结率, 覆盖率
            _ if text.at(at + 2) == '率' => true,
            _ => false,
        }
        || (a == '领' && b == '办' && text.at(at + 2) != '人')
}

/// A character that no noun holds, unless it makes a word with its neighbours.
fn stop(before: char, ch: char, after: char) -> bool {
    match ch {
        '的' => !matches!(before, '目') && !matches!(after, '士'),
        '被' => before != '骗',
        '了' | '从' | '着' | '并' | '较' | '仅' | '也' | '还' | '且' | '而' | '仍' | '已'
        | '均' | '只' => !matches!(
            (before, ch),
            ('人' | '户' | '亩' | '村' | '平' | '年' | '月' | '日' | '场', '均')
        ),
        '就' => !matches!(after, '诊' | '业' | '读' | '餐' | '医' | '学'),
        '将' => !matches!(after, '军'),
        '及' => !matches!(before, '普' | '涉'),
        '无' => matches!(after, '一'),
        '沿' => !matches!(after, '线' | '海'),
        '由' => !matches!(before, '自' | '理'),
        '把' => !matches!(after, '手'),
        '都' => !matches!(before, '首' | '成') && !matches!(after, '市'),
        '是' => after != '否',
        '共' => {
            !matches!(before, '公')
                && !matches!(after, '产' | '青' | '同' | '建' | '享' | '治' | '富' | '商')
        }
        '达' => !matches!(before, '发' | '到') && !matches!(after, '标'),
        '为' => !matches!(before, '行' | '作' | '认') && !matches!(after, '民'),
        '有' => {
            !matches!(before, '国' | '所' | '私' | '公' | '特' | '自')
                && !matches!(after, '机' | '线' | '效' | '关' | '色')
        }
        '占' => !matches!(after, '地' | '比'),
        '其' => !matches!(before, '尤'),
        '等' => {
            !matches!(before, '高' | '中' | '初' | '平' | '同') && !matches!(after, '级' | '次')
        }
        '每' | '各' => true,
        '和' => !matches!(after, '美' | '谐' | '平' | '田' | '睦'),
        '与' => !matches!(before, '参'),
        '在' => {
            !matches!(
                after,
                '职' | '册' | '编' | '岗' | '校' | '建' | '线' | '读' | '籍' | '库' | '栏'
            ) && !matches!(before, '存' | '现' | '所' | '潜')
        }
        '对' => !matches!(after, '象' | '口' | '外' | '接') && !matches!(before, '结' | '绝'),
        '向' => !matches!(before, '方' | '定' | '意' | '面'),
        '于' => true,
        '以' => !(before == '模' && after == '上'),
        '按' => !matches!(after, '期' | '时' | '揭'),
        '到' => !matches!(after, '期' | '位'),
        '第' => !matches!(after, '一'),
        _ => false,
    }
}

/// The noun behind a place, cut where a word begins that is none of it.
pub(super) fn behind(text: &Chars, at: usize) -> Option<Range<usize>> {
    let at = if text.at(at) == '的' { at + 1 } else { at };
    // 22个村沿江分布
    if matches!(text.at(at), '村' | '镇' | '乡' | '县')
        && !matches!(
            text.at(at + 1),
            '民' | '庄'
                | '级'
                | '集'
                | '党'
                | '干'
                | '两'
                | '委'
                | '医'
                | '书'
                | '企'
                | '支'
                | '务'
                | '史'
                | '社'
                | '落'
                | '规'
                | '屯'
                | '部'
                | '组'
                | '道'
                | '街'
                | '镇'
                | '长'
                | '领'
                | '直'
                | '官'
                | '主'
                | '“'
                | '（'
                | '居'
                | '寨'
                | '办'
                | '政'
                | '域'
                | '小'
                | '卫'
        )
    {
        return Some(at..at + 1);
    }
    let mut end = at;
    while end - at < LONGEST {
        let ch = text.at(end);
        let (before, after) = (text.before(end), text.at(end + 1));
        if !word(ch) || stop(if end == at { ' ' } else { before }, ch, after) || stops(text, end) {
            break;
        }
        end += 1;
    }
    // A figure follows: `第一书记83名` is told before it.
    let end = trim_end(text, at, end);
    // `带动社员362户增收`: what they do.
    if end == at + 2 && text.starts_any(at, DOINGS).is_some() {
        return None;
    }
    long_enough(text, at, end).then_some(at..end)
}

/// Verbs behind a figure that name nothing.
const DOINGS: &[&str] = &[
    "增收", "就业", "创业", "致富", "脱贫", "增产", "入住", "上岗", "受益", "在岗", "值守", "落户",
    "达产", "回流", "返贫", "入学", "复学", "就读", "康复", "死亡", "受伤", "失联", "感染",
];

/// What a noun may be made of.
fn word(ch: char) -> bool {
    han(ch) || ch.is_ascii_alphabetic()
}

fn trim_end(text: &Chars, at: usize, mut end: usize) -> usize {
    while end > at
        && matches!(
            text.before(end),
            '中' | '内'
                | '里'
                | '上'
                | '前'
                | '后'
                | '时'
                | '全'
                | '不'
                | '可'
                | '需'
                | '能'
                | '多'
                | '近'
                | '约'
                | '超'
                | '逾'
        )
    {
        // 高中, 初中 are nouns.
        if text.before(end) == '中' && matches!(text.before(end - 1), '高' | '初') {
            break;
        }
        end -= 1;
    }
    end
}

/// Words between a noun and its figure.
const LINKS: &[&str] = &[
    "达到",
    "达",
    "实现",
    "为",
    "是",
    "有",
    "共有",
    "共计",
    "合计",
    "累计",
    "总计",
    "总共",
    "共",
    "已",
    "了",
    "约",
    "仅",
    "又",
    "再",
    "平均",
    "均",
    "同比",
    "环比",
    "比上年",
    "较上年",
    "比去年",
    "较去年",
    "比年初",
    "较年初",
    "比上月",
    "较上月",
    "也",
    "还",
    "则",
    "已经",
    "只有",
    "仅有",
    "各",
    "分别",
    "数",
    "在",
    "实际",
    "已达",
    "就",
    "高达",
    "多达",
    "保持",
    "稳定",
    "年均",
    " ",
    "年",
    "以",
    "等",
    "人数为",
];

/// The noun before a place, with what links it to the figure left out.
pub(super) fn before(text: &Chars, at: usize, least: usize) -> Option<Range<usize>> {
    let mut end = at;
    for _ in 0..4 {
        // The last characters of all these words.
        if !matches!(
            text.before(end),
            ' ' | '为'
                | '也'
                | '了'
                | '仅'
                | '以'
                | '共'
                | '再'
                | '则'
                | '初'
                | '别'
                | '到'
                | '又'
                | '各'
                | '在'
                | '均'
                | '定'
                | '就'
                | '已'
                | '年'
                | '持'
                | '数'
                | '是'
                | '月'
                | '有'
                | '比'
                | '现'
                | '等'
                | '约'
                | '经'
                | '计'
                | '达'
                | '还'
                | '际'
        ) {
            break;
        }
        match text.ends_any(end, LINKS) {
            // 天数, 户数 are nouns.
            Some(from) if text.at(from) == '数' && one_of(text.before(from)) => break,
            Some(from) if from >= least => end = from,
            _ => break,
        }
    }
    let mut from = end;
    while end - from < LONGEST && from > least {
        let ch = text.before(from);
        let after = if from == end { ' ' } else { text.at(from) };
        let previous = text.before(from - 1);
        if !word(ch) || stop(previous, ch, after) || (from < end && stops(text, from - 1)) {
            break;
        }
        if from > least + 1 && stops(text, from - 2) {
            break;
        }
        from -= 1;
    }
    // 各类案件
    if text.before(from) == '各' && matches!(text.at(from), '类' | '项' | '种' | '级') {
        from += 1;
    }
    long_enough(text, from, end).then_some(from..end)
}

/// What `数` makes a noun with.
fn one_of(ch: char) -> bool {
    matches!(ch, '天' | '户' | '次' | '件' | '总' | '个' | '班' | '床' | '倍' | '指' | '分' | '学')
}

/// Two characters, or one that is a noun by itself.
fn long_enough(text: &Chars, from: usize, end: usize) -> bool {
    end > from + 1
        || end == from + 1
            && matches!(
                text.at(from),
                '村' | '镇'
                    | '乡'
                    | '县'
                    | '市'
                    | '区'
                    | '男'
                    | '女'
                    | '梨'
                    | '茶'
                    | '牛'
                    | '羊'
                    | '猪'
                    | '鸡'
                    | '鸭'
                    | '鱼'
                    | '树'
                    | '车'
                    | '路'
                    | '桥'
            )
}
