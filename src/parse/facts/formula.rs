//! 公式: `集体收入 / 村数`, in exact decimals.
//!
//! A formula is read into postfix steps, so that neither brackets nor a chain of ten thousand facts
//! can exhaust the stack.

use rust_decimal::Decimal;

/// A step of a formula in postfix order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A number.
    Number(Decimal),
    /// An operand that stands for a figure of the ledger.
    Operand(Operand),
    /// `+ - * /` on the two topmost values.
    Binary(char),
    /// Changes the topmost value's sign.
    Negate,
    /// Takes the topmost value as percent.
    Percent,
}

/// Which figure of which fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operand {
    /// The value of a fact.
    Value(usize),
    /// 上期, 目标 or an entry of a series, already looked up.
    Fixed(Decimal),
}

const DEPTH: usize = 64;

/// Reads a formula. `name` looks an operand up and explains in Chinese why it cannot; `prefix` gives
/// the length of the longest name with an operator in it (`1—9月`, `村（社区）`) that begins a text, or 0.
pub(super) fn read(
    text: &str,
    name: &mut dyn FnMut(&str) -> Result<Operand, String>,
    prefix: &dyn Fn(&str) -> usize,
) -> Result<Vec<Step>, String> {
    let (mut out, mut stack) = (Vec::new(), Vec::new());
    let (mut at, mut operand, mut depth) = (0, false, 0);
    while let Some(ch) = text[at..].chars().next() {
        let here = &text[at..];
        let odd = if operand || ch.is_whitespace() { 0 } else { prefix(here) };
        if odd > 0 {
            out.push(Step::Operand(name(&here[..odd])?));
            operand = true;
            at += odd;
            continue;
        }
        let Some(mark) = operator(ch) else {
            let end = here
                .find(|ch: char| operator(ch).is_some() || ch.is_whitespace())
                .unwrap_or(here.len());
            if end == 0 {
                at += ch.len_utf8();
                continue;
            }
            let word = &here[..end];
            if operand {
                return Err(format!("公式里“{word}”前面缺少运算符号"));
            }
            out.push(match Decimal::from_str_exact(word) {
                Ok(number) if word.starts_with(|ch: char| ch.is_ascii_digit()) => {
                    Step::Number(number)
                }
                _ => Step::Operand(name(word)?),
            });
            operand = true;
            at += end;
            continue;
        };
        at += ch.len_utf8();
        match mark {
            '(' if operand => return Err("公式里左括号前面缺少运算符号".to_owned()),
            '(' => {
                depth += 1;
                if depth > DEPTH {
                    return Err(format!("公式的括号套得太深（最多{DEPTH}层）"));
                }
                stack.push('(');
            }
            ')' if !operand => return Err("公式里右括号前面缺少数字或名称".to_owned()),
            ')' => {
                while let Some(top) = stack.pop_if(|top| *top != '(') {
                    out.push(step(top));
                }
                if stack.pop().is_none() {
                    return Err("公式里多了一个右括号".to_owned());
                }
                depth -= 1;
            }
            '%' if operand => out.push(Step::Percent),
            '-' if !operand => {
                if stack.len() > 4 * DEPTH {
                    return Err("公式里连写的负号太多".to_owned());
                }
                stack.push('~');
            }
            '+' if !operand => {}
            mark if operand => {
                while let Some(top) = stack.pop_if(|top| rank(*top) >= rank(mark)) {
                    out.push(step(top));
                }
                stack.push(mark);
                operand = false;
            }
            _ => return Err(format!("公式里“{ch}”前面缺少数字或名称")),
        }
    }
    if !operand {
        let empty = text.trim().is_empty();
        let why = if empty { "公式是空的" } else { "公式没有写完" };
        return Err(why.to_owned());
    }
    while let Some(top) = stack.pop() {
        if top == '(' {
            return Err("公式里少了一个右括号".to_owned());
        }
        out.push(step(top));
    }
    Ok(out)
}

fn step(mark: char) -> Step {
    if mark == '~' { Step::Negate } else { Step::Binary(mark) }
}

fn rank(mark: char) -> u8 {
    match mark {
        '~' => 3,
        '*' | '/' => 2,
        '+' | '-' => 1,
        _ => 0,
    }
}

/// The plain form of an operator or bracket of either width.
pub(super) fn operator(ch: char) -> Option<char> {
    Some(match ch {
        '+' | '＋' => '+',
        '-' | '－' | '−' => '-',
        '*' | '＊' | '×' => '*',
        '/' | '／' | '÷' => '/',
        '(' | '（' => '(',
        ')' | '）' => ')',
        '%' | '％' => '%',
        _ => return None,
    })
}

/// Works the steps off; `value` gives a fact's value.
pub(super) fn evaluate(
    steps: &[Step],
    value: &dyn Fn(usize) -> Result<Decimal, String>,
) -> Result<Decimal, String> {
    const UNDONE: &str = "公式没有写完";
    let large = || "数字太大，算不出来".to_owned();
    let mut stack: Vec<Decimal> = Vec::new();
    for step in steps {
        let result = match *step {
            Step::Number(number) | Step::Operand(Operand::Fixed(number)) => number,
            Step::Operand(Operand::Value(fact)) => value(fact)?,
            Step::Negate => -stack.pop().ok_or(UNDONE)?,
            Step::Percent => {
                let top = stack.pop().ok_or(UNDONE)?;
                top.checked_div(Decimal::ONE_HUNDRED).ok_or_else(large)?
            }
            Step::Binary(mark) => {
                let right = stack.pop().ok_or(UNDONE)?;
                let left = stack.pop().ok_or(UNDONE)?;
                match mark {
                    '+' => left.checked_add(right),
                    '-' => left.checked_sub(right),
                    '*' => left.checked_mul(right),
                    _ if right.is_zero() => return Err("公式里除数为零".to_owned()),
                    _ => left.checked_div(right),
                }
                .ok_or_else(large)?
            }
        };
        stack.push(result);
    }
    stack.pop().ok_or_else(|| UNDONE.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> Result<String, String> {
        let mut name = |name: &str| match name {
            "收入" => Ok(Operand::Fixed(Decimal::from(500))),
            "村数" => Ok(Operand::Fixed(Decimal::from(8))),
            "村（社区）" => Ok(Operand::Fixed(Decimal::from(10))),
            other => Err(format!("没有“{other}”")),
        };
        let odd = "村（社区）";
        let prefix = |text: &str| if text.starts_with(odd) { odd.len() } else { 0 };
        let steps = read(text, &mut name, &prefix)?;
        evaluate(&steps, &|_| Err(String::new())).map(|value| value.normalize().to_string())
    }

    #[test]
    fn marks_of_either_width_and_precedence() {
        assert_eq!(run("收入 / 村数").as_deref(), Ok("62.5"));
        assert_eq!(run("（收入＋村数×2）÷4").as_deref(), Ok("129"));
        assert_eq!(run("10-4-3").as_deref(), Ok("3"));
        assert_eq!(run("-2*-3").as_deref(), Ok("6"));
        assert_eq!(run("收入*30%").as_deref(), Ok("150"));
        assert_eq!(run("村（社区） * (1 + 2)").as_deref(), Ok("30"));
        assert_eq!(run("0.1+0.2").as_deref(), Ok("0.3"));
    }

    #[test]
    fn faults_are_told_in_chinese() {
        let error = |text| run(text).unwrap_err();
        assert_eq!(error("收入 / 0"), "公式里除数为零");
        assert_eq!(error("收入 /"), "公式没有写完");
        assert_eq!(error(" "), "公式是空的");
        assert_eq!(error("(收入"), "公式里少了一个右括号");
        assert_eq!(error("收入)"), "公式里多了一个右括号");
        assert_eq!(error("收入 村数"), "公式里“村数”前面缺少运算符号");
        assert_eq!(error("* 3"), "公式里“*”前面缺少数字或名称");
        assert_eq!(error("人口 / 2"), "没有“人口”");
        assert!(error(&"(".repeat(1000)).contains("太深"));
    }

    #[test]
    fn huge_numbers_do_not_overflow() {
        assert_eq!(run("9999999999999999 * 9999999999999999").unwrap_err(), "数字太大，算不出来");
    }

    proptest::proptest! {
        #[test]
        fn any_formula_is_worked_off_without_panic(text in "[ +*/()（）×÷%1-9收入村数.-]{0,40}") {
            let _ = run(&text);
        }
    }
}
