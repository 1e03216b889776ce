use super::collect::has_figure;

#[test]
fn figures_are_told_from_dates_and_names() {
    for text in ["入库2460名", "增长8.5%", "占3/4", "行政村全覆盖", "薄弱村清零", "3000户"]
    {
        assert!(has_figure(text), "{text}");
    }
    for text in
        ["2022年7月15日", "“1+3”模式", "A4纸", "第3次会议", "1.选优书记", "2021—2023年", "好"]
    {
        assert!(!has_figure(text), "{text}");
    }
}
