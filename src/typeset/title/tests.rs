//! Titles of many genres with the places where a careful hand would end a line.

use super::*;
use crate::cjk::{no_line_end, no_line_start};
use crate::fonts::{Fonts, Role};

/// Width of the type area in pt.
const MEASURE: f64 = 442.2;

/// `|` is a place where a line may end; any of them may be taken as long as the outline is a good one. `~` before
/// a title says that no cut of it gives lines of different widths.
const TITLES: &str = "\
关于进一步加强和改进|新时代|基层党建工作的通知
示例县人民政府办公室关于印发|《示例县乡村建设行动实施方案》的通知
关于做好2023年度|党员干部|下基层办实事活动|有关工作的通知
关于召开全县农业农村工作会议|暨|乡村振兴现场推进会的通知
关于开展|“学习身边榜样”|主题党日活动的通知
示例区委组织部|关于在全区基层党组织中|开展“三强六好”创建活动的通知
关于转发《省委办公厅印发|〈关于进一步精简文件和会议的|若干措施〉的|通知》的通知
示例县人民政府|关于申请将示例古镇|列入省级历史文化名镇名录的请示
关于解决示例水库|除险加固工程|建设|资金缺口的请示
关于成立示例区|新时代文明实践中心|建设|工作领导小组的请示
示例市农业农村局|关于调整2023年|高标准农田建设项目|实施地点|和投资规模的请示
关于学习贯彻|《中国共产党农村基层组织工作条例》|推进全区基层党组织建设情况的报告
关于全县2023年上半年|国民经济和社会发展计划执行情况的报告
示例区人民政府|关于2022年度|法治政府建设情况|和2023年工作安排的报告
关于中央生态环境保护督察|反馈意见|整改落实情况的报告
示例县委|关于落实全面从严治党|主体责任情况的报告
关于省委巡视反馈问题|整改|进展情况|和下一步工作打算的报告
关于持续巩固拓展脱贫攻坚成果|同乡村振兴有效衔接工作情况的报告
关于示例区网格化管理、|精细化服务、|信息化支撑的|基层治理平台|建设|运行情况的报告
示例区委组织部|2023年上半年工作总结|和下半年工作打算
示例镇人民政府|2022年工作总结|及2023年工作计划
全县组织系统|“转作风、提能力、抓落实”|专项行动工作总结
示例街道党工委|2023年度党建工作总结|暨2024年重点任务安排
示例县乡村振兴局|关于2023年|驻村帮扶工作的总结
关于推进农村一二三产业融合发展|壮大县域富民产业的调研报告
示例县油茶产业高质量发展|面临的|问题与对策建议
新形势下农村青年人才|返乡创业|意愿|和影响因素的调查与思考
关于破解老旧小区改造|“三难”问题|完善城市社区治理体系的|调查研究
数字化转型背景下|县级融媒体中心|参与基层社会治理的路径研究
赴浙江省湖州市、嘉兴市|学习考察|“千村示范、万村整治”工程的报告
示例区坚持党建引领乡村振兴|“五措并举”的探索实践与经验启示
坚持党建引领|网格赋能|奋力绘就基层治理新画卷
以“绣花功夫”推动城市精细化管理|持续提升群众获得感幸福感安全感
聚焦“三个突出” |打造“四型机关”|为推动高质量发展提供坚强组织保证
抓实“四个环节”|锻造过硬队伍|推动驻村第一书记选派管理提质增效
念好“山海经” |唱活“林草戏” |打好“生态牌”
推行“党支部+合作社+农户”模式|带动村级集体经济发展壮大
强化“四大支撑”|构建“一核多元、融合共治”的|基层治理新格局
在全县深入学习贯彻党的二十大精神|专题研讨班结业式上的讲话
在全区抓党建促乡村振兴|工作推进会|暨|村党组织书记|示范培训班上的讲话
在庆祝中国共产党成立102周年|暨|“七一”表彰大会上的讲话
在示例县第十八届人民代表大会|第三次会议上的政府工作报告
在全市优化营商环境|暨|招商引资项目集中签约仪式上的致辞
李示例同志在全省农村基层党建工作|示范县建设现场会上的交流发言
牢记“三个务必” 扛牢政治责任|在新征程上奋力书写组织工作新篇章
学习贯彻|习近平新时代中国特色社会主义思想|主题教育|专题调研成果交流发言
坚定不移推进全面从严治党向纵深发展|以高质量党建引领保障高质量发展
从“枫桥经验”|看新时代|乡镇|矛盾纠纷多元化解机制建设
示例区人民政府|关于研究高铁新城片区|征地拆迁有关问题的专题会议纪要
示例县防汛抗旱指挥部|关于强降雨天气|防范应对工作的|专题调度会议纪要
全区基层党建|“百日攻坚”行动|取得阶段性成效
省委第三巡视组到示例县|开展“回头看”|反馈意见整改情况督导
示例市召开深化“千万工程”|建设宜居宜业和美乡村现场推进会
中共示例县委 |示例县人民政府|关于做好2023年全面推进乡村振兴|重点工作的实施意见
中共示例市委|关于制定|国民经济和社会发展|第十四个五年规划|和|二〇三五年远景目标的建议
示例县事业单位|工作人员|平时考核|实施办法（试行）
关于建立健全城乡融合发展|体制机制|和|政策体系的实施意见
示例区党政领导干部|安全生产责任制|实施细则（试行）
关于加快推进AI+政务服务|“高效办成一件事”改革的若干措施
2023/2024年度|示例县森林防灭火|重点时段值班值守工作方案
关于商请支持示例高新技术产业开发区|基础设施建设项目用地指标的函
示例省人民政府|关于同意示例市|撤县设区有关事宜的批复
示例县人民代表大会常务委员会|关于批准2022年县本级财政决算的决议
关于表彰2022年度|全区脱贫攻坚与乡村振兴|有效衔接|先进集体和先进个人的决定
示例市自然资源和规划局|关于示例片区|控制性详细规划|局部调整|批前公示的公告
党旗在基层一线高高飘扬|——示例区抓党建促基层治理工作纪实
从“要我干”到“我要干”：|示例村党员积分制管理的实践与思考
深化“放管服”改革，|优化营商环境，|激发市场主体活力和社会创造力
~坚持以人民为中心的发展思想|扎实推进共同富裕示范区建设
立足资源禀赋 |做优特色产业 |拓宽群众增收渠道
用好用活红色资源 |传承弘扬革命精神 |把伟大建党精神转化为|推动|老区振兴的|强大动力
关于做好第三届中国国际农产品交易会|参展参会有关工作的通知
关于认真学习宣传贯彻|《中华人民共和国乡村振兴促进法》的通知
关于《示例市城市更新条例|（草案修改二稿）》审议结果的报告
省委办公厅、省政府办公厅|关于进一步减轻基层负担若干措施的通知
国家乡村振兴重点帮扶县2022年度|巩固脱贫成果后评估|发现问题|整改工作方案
关于印发示例县创建全国文明城市|三年行动计划（2023—2025年）的通知
示例县2023年1—10月|固定资产投资|完成情况|及存在问题分析
关于示例村党支部书记|王某某等3名同志|违规发放补贴问题的通报
示例区“万名党员进万家、我为群众办实事”|实践活动情况汇报
~以更高标准、更严要求、更实举措|推动主题教育走深走实、|见行见效
关于我县农村生活污水治理|和|“厕所革命”|推进情况的调研报告
乡镇（街道）党（工）委书记|抓基层党建工作|述职评议考核情况综述
关于深入推进“一村一辅警”工作|助力平安乡村建设的情况报告
强基层 固堡垒 聚人心 促振兴 |示例镇以组织振兴引领乡村全面振兴
新质生产力赋能|县域经济|高质量发展的|现实困境与优化路径
县级领导干部包联重点项目、|重点企业、|重点村（社区）工作制度
示例集团有限公司党委|关于深化国企改革|三年行动|重点任务完成情况的自查报告
示例县第一中学|2022—2023学年度|第二学期|教育教学工作总结
关于印发|《2023年示例区|深化医药卫生体制改革|重点工作任务》的通知
中共示例县委办公室 |示例县人民政府办公室|关于印发|《示例县|关于进一步推动|新时代|城乡基层治理体系|和治理能力|现代化建设的|若干措施》的通知
关于贯彻落实省委第十二届四次全会精神|加快建设现代化产业体系的|实施方案|（征求意见稿）
示例县2023年第三季度安全生产形势分析|暨|第四季度重点工作部署会议材料
关于进一步加强农村集体|“三资”|监督管理工作的实施意见
关于开展“双减”后|校外培训机构|“回头看”|专项整治行动的通知
示例区2023年度|“最美家庭”|“文明家庭”|评选结果公示
县委书记张某某同志在县委常委班子|主题教育专题民主生活会上的讲话
贯彻新发展理念 构建新发展格局|在推进中国式现代化进程中走在前作示范
关于推广应用DeepSeek等大模型|赋能政务服务的工作方案
关于开展第五次全国经济普查|清查摸底|工作的通知
示例县人力资源和社会保障局|关于2023年公开招聘|事业单位工作人员的公告
关于全面推行林长制|工作进展情况|及下步打算的报告
关于做好2024年度城乡居民|基本医疗保险|参保缴费工作的通知
关于对全区村（社区）党组织书记|抓党建促乡村振兴情况|开展专项督查的通报
在全县巩固拓展脱贫攻坚成果|同乡村振兴有效衔接|工作会议上的讲话
~深化农村“三变”改革 |激活乡村振兴一池春水
以党建“绣花针”|穿起社区治理|“千条线”的实践探索
关于凤凰镇桃源村、石门村|集体土地|确权登记中|有关问题的调查报告
示例县2023年国民经济和社会发展计划|执行情况|与2024年计划草案的报告
示例市司法局|关于报送2022年度|行政执法案卷评查情况的函
关于举办“喜迎国庆 共谱华章”|职工文艺汇演活动的请示
扎实推进移风易俗 |培育文明乡风 |助力乡村善治
坚持和发展新时代“枫桥经验”|提升矛盾纠纷预防化解法治化水平
小微权力“监督一点通”|平台|建设应用情况|调研报告
示例县|关于中央第七生态环境保护督察组|交办信访件|办理情况的报告
从“单打独斗”到“抱团发展”|——示例镇探索跨村联建|发展壮大集体经济的做法
关于2023年第一季度|全区|意识形态领域情况的|分析研判报告
充分发挥党员先锋模范作用 |奋力夺取疫情防控和经济社会发展双胜利
强化政治引领 建强战斗堡垒 |为加快建设农业强县提供坚强保障
示例大学|关于开展2023—2024学年|校级优秀毕业论文（设计）|评选工作的通知
关于加强春节期间烟花爆竹安全管理|和空气质量保障工作的紧急通知
关于对示例镇党委领导班子|换届考察情况的报告
凝聚“她力量” 绽放“半边天”|——示例区妇联2023年工作综述
关于拨付2023年中央财政|衔接推进乡村振兴补助资金的请示
示例县国资系统深化清廉国企建设|推动企业高质量发展|经验材料
以数字赋能|破解农村“三资”|监管难题的|实践与思考
示例区科学技术局|关于组织申报2024年度|区级科技计划项目的通知
推进农村人居环境整治提升 |建设宜居宜业和美乡村情况汇报
示例县委常委会|2023年度|民主生活会|对照检查材料
关于做好汛期|地质灾害|防范应对|和|群众转移避险工作的提示函
新时代新征程|推动检察工作|高质量发展的|实践路径探析
示例县第七次全国人口普查|领导小组办公室|工作总结
从三个维度看乡镇干部|“疲劳综合征”|及其破解之道
关于申请解决示例县第二人民医院|整体搬迁|项目资金的请示
";

/// The lines of a title as they are set, without a blank at an end.
fn cut(title: &str, breaks: &[usize], measure: f64) -> Vec<(String, f64)> {
    let fonts = Fonts::embedded();
    let mut shaper = Shaper::new(&fonts);
    let style = Style::new(Role::Xiaobiaosong, 22.0);
    let paragraph = broken(title, breaks, style, &mut shaper);
    lines(&paragraph, measure)
        .iter()
        .map(|line| {
            let clusters = &paragraph.clusters[line.start..line.end];
            let (first, last) = (clusters.first().unwrap(), clusters.last().unwrap());
            let text = &paragraph.text[first.start as usize..last.end as usize];
            let width: f64 = clusters.iter().map(|c| c.width + c.gap.kern).sum::<f64>()
                - last.gap.kern
                - if last.class == Class::Space { last.width } else { 0.0 };
            (text.trim_end().to_owned(), width / 22.0)
        })
        .collect()
}

fn texts(title: &str) -> Vec<String> {
    cut(title, &[], MEASURE).into_iter().map(|line| line.0).collect()
}

/// What is wrong with the lines of a title, if anything.
fn fault(entry: &str) -> Option<String> {
    let (even, entry) = match entry.strip_prefix('~') {
        Some(rest) => (true, rest),
        None => (false, entry),
    };
    let title = entry.replace('|', "");
    let mut allowed = Vec::new();
    let mut at = 0;
    for part in entry.split('|') {
        at += part.trim_end().chars().filter(|ch| *ch != ' ').count();
        allowed.push(at);
    }
    let lines = cut(&title, &[], MEASURE);
    let shown = lines.iter().map(|line| line.0.as_str()).collect::<Vec<_>>().join(" / ");
    let tell = |what: &str| Some(format!("{what}: {shown}"));
    let mut at = 0;
    for (text, width) in &lines {
        at += text.chars().filter(|ch| *ch != ' ').count();
        if !allowed.contains(&at) {
            return tell("cut");
        }
        if text.starts_with(no_line_start) || text.ends_with(no_line_end) {
            return tell("mark");
        }
        if *width > MEASURE / 22.0 + 1e-6 || *width < 2.9 {
            return tell("width");
        }
    }
    let widths: Vec<f64> = lines.iter().map(|line| line.1).collect();
    let least = widths.iter().copied().fold(f64::INFINITY, f64::min);
    let most = widths.iter().copied().fold(0.0, f64::max);
    if widths.len() > 1 && most - least < 0.4 && !even {
        return tell("rectangle");
    }
    let hourglass = (1..widths.len().saturating_sub(1)).any(|at| {
        let side = |widths: &[f64]| widths.iter().copied().fold(0.0, f64::max);
        widths[at] + 1.5 < side(&widths[..at]).min(side(&widths[at + 1..]))
    });
    if hourglass {
        return tell("hourglass");
    }
    None
}

#[test]
fn titles_of_all_genres_are_cut_as_a_careful_hand_would() {
    let faults: Vec<_> = TITLES.lines().filter_map(fault).collect();
    assert!(TITLES.lines().count() >= 100);
    assert!(
        faults.is_empty(),
        "{} of {}:\n{}",
        faults.len(),
        TITLES.lines().count(),
        faults.join("\n")
    );
}

#[test]
fn a_title_that_fits_stands_on_one_line() {
    for title in [
        "坚持党建引领乡村振兴的实践与启示",
        "关于示例区村级集体经济发展情况的调研报告",
        "立足资源禀赋 做优特色产业 拓宽增收渠道",
    ] {
        assert_eq!(cut(title, &[], MEASURE).len(), 1, "{title}");
    }
}

#[test]
fn a_blank_between_two_halves_is_one_em_wide() {
    let fonts = Fonts::embedded();
    let mut shaper = Shaper::new(&fonts);
    let style = Style::new(Role::Xiaobiaosong, 22.0);
    for title in ["用好传家宝 当好实干家", "用好传家宝　当好实干家", "用好传家宝  当好实干家"]
    {
        let paragraph = broken(title, &[], style, &mut shaper);
        let width: f64 = paragraph.clusters.iter().map(|c| c.width + c.gap.kern).sum();
        assert!((width - 11.0 * 22.0).abs() < 0.1, "{title}");
    }
    assert_eq!(
        texts("用好调查研究传家宝　当好乡村振兴实干家争做表率"),
        ["用好调查研究传家宝", "当好乡村振兴实干家争做表率"]
    );
}

#[test]
fn the_writers_own_breaks_are_taken() {
    let title = "关于进一步加强基层党建工作情况的报告";
    let at = title.find("情况").unwrap();
    let lines: Vec<_> = cut(title, &[at], MEASURE).into_iter().map(|line| line.0).collect();
    assert_eq!(lines, ["关于进一步加强基层党建工作", "情况的报告"]);
    // A part that is wider than the measure is cut further, between words.
    let title = "中共示例县委关于进一步加强和改进新时代基层党建工作有关情况的报告";
    let at = title.find("关于").unwrap();
    let lines: Vec<_> = cut(title, &[at], MEASURE).into_iter().map(|line| line.0).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0], "中共示例县委");
    assert_eq!(lines.concat(), title);
    assert!(lines[1].ends_with("改进") || lines[1].ends_with("新时代"), "{lines:?}");
}

#[test]
fn breaks_at_no_place_of_the_text_do_no_harm() {
    let title = "关于加强基层党建工作情况的报告";
    for breaks in [&[0][..], &[1, 2], &[500], &[title.len()], &[9, 9, 3]] {
        let lines = cut(title, breaks, MEASURE);
        assert_eq!(lines.iter().map(|line| line.0.as_str()).collect::<String>(), title);
        assert!(lines.iter().all(|line| !line.0.is_empty()), "{breaks:?}");
    }
}

#[test]
fn a_title_of_any_length_is_set_whole() {
    for part in [
        "关于进一步加强和改进新时代基层党建工作的",
        "“（《",
        "A/B测试 ",
        "一二三四五六七",
        "》）。",
        "——",
    ] {
        for times in [1, 3, 9, 30, 90] {
            let long = part.repeat(times);
            let set: String = texts(&long).concat();
            assert_eq!(set.replace(' ', ""), long.replace(' ', ""), "{part} × {times}");
        }
    }
}

#[test]
fn a_narrow_measure_keeps_words_whole_where_it_can() {
    let lines = cut("全区基层党建工作情况的报告", &[], 6.0 * 22.0);
    let lines: Vec<_> = lines.iter().map(|line| line.0.as_str()).collect();
    assert_eq!(lines.concat(), "全区基层党建工作情况的报告");
    for line in &lines {
        assert!(!line.starts_with('的') && line.chars().count() > 2, "{lines:?}");
    }
}
