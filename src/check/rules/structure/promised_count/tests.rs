use crate::check::testing::findings;

fn spans(text: &str) -> Vec<(String, String)> {
    findings("S009", text)
}

fn section(heading: &str, count: usize) -> String {
    let mut out = format!("## {heading}\n\n");
    for at in 0..count {
        out.push_str(&format!(
            "### 小节{}\n\n好。\n\n",
            ["甲", "乙", "丙", "丁", "戊", "己", "庚"][at]
        ));
    }
    out
}

#[test]
fn broken_promises_are_named_where_they_stand() {
    for (text, span, message) in [
        ("实施三项举措：一是甲，二是乙。".to_owned(), "三项举措", "“三项举措”后面只有2条"),
        ("突出两个重点，一是甲，二是乙，三是丙。".to_owned(), "两个重点", "“两个重点”后面却有3条"),
        ("主要做了四件事。一是甲。二是乙。三是丙。".to_owned(), "四件事", "“四件事”后面只有3条"),
        (
            "主要做了四件事。\n\n一是甲。\n\n二是乙。\n\n三是丙。".to_owned(),
            "四件事",
            "“四件事”后面只有3条",
        ),
        ("从以下3个方面发力：1.甲；2.乙。".to_owned(), "3个方面", "“3个方面”后面只有2条"),
        ("抓实“三项行动”：①甲；②乙。".to_owned(), "三项行动", "“三项行动”后面只有2条"),
        (
            "主要有三个方面的原因：第一，甲；第二，乙。".to_owned(),
            "三个方面的原因",
            "“三个方面的原因”后面只有2条",
        ),
        ("抓好以下三个方面：\n\n- 甲\n- 乙".to_owned(), "三个方面", "“三个方面”后面只有2条"),
        (section("“五措并举”探索", 4), "五措并举", "“五措并举”后面只有4个小节"),
        (section("“三强化、两提升”的做法", 4), "三强化、两提升", "“三强化、两提升”后面只有4个小节"),
        (section("四轮驱动", 5), "四轮驱动", "“四轮驱动”后面却有5个小节"),
        (section("五个方面的启示", 4), "五个方面的启示", "“五个方面的启示”后面只有4个小节"),
        (
            "## 三点体会\n\n一是甲。\n\n二是乙。".to_owned() + "\n\n另起一段。\n\n又一段。",
            "三点体会",
            "“三点体会”后面只有2条",
        ),
        (
            section("做法", 3)
                .replace("\n\n### 小节甲", "\n\n主要做了以下四项工作：\n\n### 小节甲"),
            "四项工作",
            "“四项工作”后面只有3个小节",
        ),
        (
            "---\n标题: “五措并举”促振兴\n提纲: 经验材料\n日期: 2023-08-17\n---\n\n".to_owned()
                + &section("主要做法", 4),
            "五措并举",
            "“五措并举”后面只有4个小节",
        ),
    ] {
        assert_eq!(spans(&text), [(span.to_owned(), message.to_owned())], "{text}");
    }
}

#[test]
fn what_promises_nothing_or_is_kept_is_left_alone() {
    for text in [
        "实施三项举措：一是甲，二是乙，三是丙。".to_owned(),
        "重点抓好以下几项工作：一是甲，二是乙。".to_owned(),
        "在三个村试点，一是甲，二是乙。".to_owned(),
        "落实“三会一课”：一是甲，二是乙。".to_owned(),
        "增强“四个意识”：一是甲，二是乙。".to_owned(),
        "这三项工作，一是甲，二是乙。".to_owned(),
        "三个方面都有进步。一是甲，二是乙。".to_owned(),
        "二是突出三个重点，三是乙。一是甲，二是乙。".to_owned(),
        "一是抓好两个重点：1.甲；2.乙。二是抓好三件事：1.甲；2.乙；3.丙。".to_owned(),
        "三项举措：首先甲，其次乙，再次丙，最后，总结。".to_owned(),
        "每个村有三项任务，一是甲，二是乙。".to_owned(),
        "抓好以下两个方面：\n\n- 甲\n- 乙".to_owned(),
        section("“五措并举”探索", 5),
        section("“三强化、两提升”的做法", 5),
        section("“三强化、两提升”的做法", 3),
        section("“四治融合”的做法", 5),
        section("两委换届工作", 3),
        section("深化“三项改革”，激发活力", 2),
        section("“四个更加”的成效", 0),
        section("组织、产业“两个聚焦”", 3),
        section("“五措并举”探索", 5) + "## “五措并举”的体会\n\n好。",
        "## 三点体会\n\n甲。\n\n乙。\n\n丙。".to_owned(),
        "## 三点体会\n\n**甲。**好。\n\n**乙。**好。\n\n**丙。**一是好，二是很好。".to_owned(),
        "## “四个更加”的成效\n\n粮食连年丰收，一是甲，二是乙。\n\n好。\n\n好。\n\n好。".to_owned(),
        "---\n标题: “五措并举”“四轮驱动”经验启示\n提纲: 经验材料\n日期: 2023-08-17\n---\n\n"
            .to_owned()
            + &section("“五措并举”探索", 5)
            + &section("“四轮驱动”经验", 4),
    ] {
        assert_eq!(spans(&text), [], "{text}");
    }
}

#[test]
fn floods_are_read_in_one_pass() {
    for flood in ["三项举措：一是甲，二是乙。", "“三个", "三个方面", "三三三"]
    {
        let _ = spans(&flood.repeat(5_000));
    }
}
