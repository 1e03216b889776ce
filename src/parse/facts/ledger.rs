//! The ledger: every fact of a report by name, formulas worked off.

use std::collections::HashMap;
use std::sync::OnceLock;

use rust_decimal::Decimal;

use super::formula::{self, Operand, Step};
use super::{FIELDS, Field, Reference, field, reference, round, scale};
use crate::diagnostic::Fault;
use crate::report::{Fact, FactRef, FactValue};
use crate::source::Span;
use crate::yaml::Names;

/// What a reference prints, or why it prints nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shown {
    /// What is printed.
    Text(String),
    /// No fact has this name.
    UnknownName {
        /// The nearest name.
        nearest: Option<String>,
    },
    /// No fact has the argument's name.
    UnknownArgument {
        /// The nearest name.
        nearest: Option<String>,
    },
    /// The name is known, but this cannot be told of it; why, in Chinese.
    Problem(String),
}

/// All facts of a report, for looking up.
#[derive(Debug)]
pub(crate) struct Ledger<'a> {
    facts: &'a [Fact],
    by_name: HashMap<&'a str, usize>,
    /// Results of formulas by fact; nothing where no fact has one.
    computed: Vec<Option<Result<Decimal, String>>>,
    names: OnceLock<Names<'a>>,
}

/// Longest name with an operator in it that formulas recognise, in characters.
const ODD: usize = 40;

impl<'a> Ledger<'a> {
    /// Indexes facts and works their formulas off. Of two facts of one name the first counts.
    #[must_use]
    pub(crate) fn new(facts: &'a [Fact]) -> Self {
        let mut by_name = HashMap::with_capacity(facts.len());
        for (at, fact) in facts.iter().enumerate() {
            by_name.entry(fact.name.as_str()).or_insert(at);
        }
        let mut ledger = Self { facts, by_name, computed: Vec::new(), names: OnceLock::new() };
        if facts.iter().any(|fact| fact.formula.is_some()) {
            ledger.compute();
        }
        ledger
    }

    /// The name nearest to one that no fact has.
    #[must_use]
    pub(crate) fn nearest(&self, name: &str) -> Option<&'a str> {
        self.names
            .get_or_init(|| Names::new(self.facts.iter().map(|f| f.name.as_str())))
            .nearest(name)
    }

    /// Faults (Y013) of formulas that cannot be worked off, each at its formula.
    #[must_use]
    pub(crate) fn faults(&self) -> Vec<Fault> {
        let broken = self.facts.iter().zip(&self.computed).filter_map(|(fact, computed)| {
            let (Some(formula), Some(Err(why))) = (&fact.formula, computed) else { return None };
            let help = "公式由数据的名称、数字和 + - * / （ ）组成，例如“集体收入 / 村数”";
            let message = format!("“{}”的公式算不出来：{why}", fact.name);
            Some(Fault::new("Y013", formula.span, message).help(help))
        });
        broken.collect()
    }

    /// Prints a reference as read by [`reference`].
    #[must_use]
    pub(crate) fn resolve(&self, reference: &Reference<'_>) -> Shown {
        let shown = self.show(reference.name, reference.field, reference.argument);
        match (reference.format, &shown) {
            (Some(format), Shown::Text(_)) => Shown::Problem(format!(
                "不认识格式“{format}”：这一版的引用不能带格式，请去掉“|”和它后面的部分"
            )),
            _ => shown,
        }
    }

    /// Reads the inside of `{{ … }}` that stands at `inside`, and prints it. `None` where it holds no
    /// name.
    #[must_use]
    pub(crate) fn read(&self, text: &str, inside: Span) -> Option<FactRef> {
        let found = reference(text)?;
        let mut at = found.name_range.clone();
        let (shown, problem) = match self.resolve(&found) {
            Shown::Text(text) => (Some(text), None),
            Shown::Problem(why) => (None, Some(why)),
            Shown::UnknownName { .. } => (None, None),
            Shown::UnknownArgument { nearest } => {
                at = found.argument_range.clone();
                let hint = nearest.map_or(String::new(), |name| format!("，最接近的是“{name}”"));
                let argument = found.argument.unwrap_or_default();
                (None, Some(format!("数据里没有“{argument}”{hint}")))
            }
        };
        Some(FactRef {
            name: found.name.to_owned(),
            field: found.field.map(str::to_owned),
            argument: found.argument.map(str::to_owned),
            shown,
            problem,
            name_span: inside.slice(at.start, at.end),
        })
    }

    /// Prints `name`, `name.field` or `name.field(argument)`.
    #[must_use]
    pub(crate) fn show(&self, name: &str, field: Option<&str>, argument: Option<&str>) -> Shown {
        if let Some(&at) = self.by_name.get(name) {
            return match field {
                None => self.plain(at).map_or_else(Shown::Problem, Shown::Text),
                Some(field) => self.field(at, field, argument),
            };
        }
        // A name may itself hold a dot: `1.5级以上地震`.
        if let Some(field) = field {
            let whole = format!("{name}.{field}");
            if let Some(&at) = self.by_name.get(whole.as_str()) {
                return self.plain(at).map_or_else(Shown::Problem, Shown::Text);
            }
        }
        Shown::UnknownName { nearest: self.nearest(name).map(str::to_owned) }
    }

    fn plain(&self, at: usize) -> Result<String, String> {
        let fact = &self.facts[at];
        if let Some(FactValue::Text(text)) = &fact.value {
            return Ok(format!("{text}{}", unit(fact)));
        }
        self.number(at).map(|number| with_unit(number, fact))
    }

    fn field(&self, at: usize, wanted: &str, argument: Option<&str>) -> Shown {
        let fact = &self.facts[at];
        if let Some(value) = entry(fact, wanted) {
            return Shown::Text(with_unit(value, fact));
        }
        let Some(field) = field(wanted) else {
            return Shown::Problem(unknown_field(fact, wanted));
        };
        if field == Field::Share {
            return self.share(at, argument);
        }
        if argument.is_some_and(|argument| !argument.is_empty()) {
            return Shown::Problem(format!("“{wanted}”后面不带括号"));
        }
        let text = |text: &Option<crate::report::Text>| {
            text.as_ref()
                .map(|text| text.value.clone())
                .ok_or_else(|| format!("“{}”没有写{}", fact.name, chinese(field)))
        };
        let result = match field {
            Field::Value => match &fact.value {
                Some(FactValue::Text(text)) => Ok(text.clone()),
                _ => self.number(at).map(|number| number.to_string()),
            },
            Field::Unit => text(&fact.unit),
            Field::Time => text(&fact.time),
            Field::Source => text(&fact.source),
            Field::Scope => text(&fact.scope),
            Field::Previous => self.pair(at).map(|(_, previous)| with_unit(previous, fact)),
            Field::Target => target(fact).map(|target| with_unit(target, fact)),
            Field::Growth => self.growth(at),
            Field::YearOnYear => self.year_on_year(at),
            Field::Multiple => self.multiple(at),
            Field::Completion => self.completion(at),
            Field::Share => Err(String::new()),
        };
        result.map_or_else(Shown::Problem, Shown::Text)
    }

    /// The figure of a fact: 值, else its formula's result rounded to two places, else the last of its
    /// series.
    fn number(&self, at: usize) -> Result<Decimal, String> {
        let exact = self.exact(at)?;
        let fact = &self.facts[at];
        let computed = fact.value.is_none() && fact.formula.is_some();
        Ok(if computed { round(exact, 2) } else { exact })
    }

    fn exact(&self, at: usize) -> Result<Decimal, String> {
        let fact = &self.facts[at];
        let name = &fact.name;
        match &fact.value {
            Some(FactValue::Number(number)) => return Ok(*number),
            Some(FactValue::Text(text)) => {
                return Err(format!("“{name}”的值“{text}”不是数字，不能计算"));
            }
            None => {}
        }
        if let Some(Some(result)) = self.computed.get(at) {
            return result.clone().map_err(|why| format!("“{name}”的公式算不出来：{why}"));
        }
        fact.series.last().map(|&(_, value)| value).ok_or_else(|| format!("“{name}”没有写值"))
    }

    /// This period's figure and the last one's.
    fn pair(&self, at: usize) -> Result<(Decimal, Decimal), String> {
        let fact = &self.facts[at];
        if let Some(previous) = fact.previous {
            return Ok((self.number(at)?, previous));
        }
        if let [.., (_, previous), (_, value)] = fact.series.as_slice() {
            return Ok((*value, *previous));
        }
        Err(format!("“{}”没有写上期，算不出增减", fact.name))
    }

    fn growth(&self, at: usize) -> Result<String, String> {
        let (value, previous) = self.pair(at)?;
        let fact = &self.facts[at];
        if is_rate(fact) {
            let points = value.checked_sub(previous).ok_or_else(large)?;
            return Ok(format!("{}个百分点", points.normalize()));
        }
        Ok(format!("{}%", growth(value, previous, &fact.name)?))
    }

    fn year_on_year(&self, at: usize) -> Result<String, String> {
        let (value, previous) = self.pair(at)?;
        let fact = &self.facts[at];
        if value == previous {
            return Ok("与上期持平".to_owned());
        }
        if is_rate(fact) {
            let points = value.checked_sub(previous).ok_or_else(large)?;
            let verb = if points.is_sign_negative() { "下降" } else { "提高" };
            return Ok(format!("同比{verb}{}个百分点", points.abs().normalize()));
        }
        let growth = growth(value, previous, &fact.name)?;
        Ok(match growth {
            growth if growth.is_zero() => "与上期基本持平".to_owned(),
            growth if growth.is_sign_negative() => format!("同比下降{}%", growth.abs()),
            growth => format!("同比增长{growth}%"),
        })
    }

    fn multiple(&self, at: usize) -> Result<String, String> {
        let (value, previous) = self.pair(at)?;
        if previous <= Decimal::ZERO {
            return Err(format!("“{}”的上期不是正数，算不出倍数", self.facts[at].name));
        }
        let ratio = value.checked_div(previous).ok_or_else(large)?;
        Ok(format!("{}倍", round(ratio, 1)))
    }

    fn completion(&self, at: usize) -> Result<String, String> {
        let fact = &self.facts[at];
        let target = target(fact)?;
        if target.is_zero() {
            return Err(format!("“{}”的目标是零，算不出完成率", fact.name));
        }
        Ok(format!("{}%", percent(self.number(at)?, target)?))
    }

    fn share(&self, at: usize, argument: Option<&str>) -> Shown {
        let Some(argument) = argument.filter(|argument| !argument.is_empty()) else {
            return Shown::Problem(
                "“占比”后面要在括号里写总数的名称，例如“占比（总数）”".to_owned(),
            );
        };
        let found = reference(argument);
        let (whole, label) = match (self.by_name.get(argument), &found) {
            (Some(&whole), _) => (whole, None),
            (None, Some(found)) => match self.by_name.get(found.name) {
                Some(&whole) => (whole, found.field),
                None => return self.unknown_argument(found.name),
            },
            (None, None) => return self.unknown_argument(argument),
        };
        let share = || {
            let part = self.number(at)?;
            let (fact, of) = (&self.facts[at], &self.facts[whole]);
            let total = match label {
                Some(label) => entry(of, label).ok_or_else(|| unknown_field(of, label))?,
                None => self.number(whole)?,
            };
            if total.is_zero() {
                return Err(format!("“{argument}”是零，算不出占比"));
            }
            let (unit, other_unit) = (unit(fact), unit(of));
            let ((factor, base), (other_factor, other_base)) = (scale(unit), scale(other_unit));
            if factor == other_factor || unit.is_empty() || other_unit.is_empty() {
                return percent(part, total).map(|share| format!("{share}%"));
            }
            if base != other_base && !base.is_empty() && !other_base.is_empty() {
                return Err(format!(
                    "“{}”的单位是“{unit}”，“{}”的单位是“{other_unit}”，不能相除",
                    fact.name, of.name
                ));
            }
            let part = part.checked_mul(factor).ok_or_else(large)?;
            let total = total.checked_mul(other_factor).ok_or_else(large)?;
            percent(part, total).map(|share| format!("{share}%"))
        };
        share().map_or_else(Shown::Problem, Shown::Text)
    }

    fn unknown_argument(&self, name: &str) -> Shown {
        Shown::UnknownArgument { nearest: self.nearest(name).map(str::to_owned) }
    }

    /// Works all formulas off, each after those it rests on.
    fn compute(&mut self) {
        let odd = self.facts.iter().filter_map(|fact| {
            let odd = fact.name.chars().any(|ch| formula::operator(ch).is_some() || ch == ' ');
            odd.then(|| fact.name.chars().count())
        });
        let longest = odd.max().unwrap_or(0).min(ODD);
        let steps: Vec<Option<Result<Vec<Step>, String>>> = self
            .facts
            .iter()
            .map(|fact| Some(self.steps(&fact.formula.as_ref()?.value, longest)))
            .collect();
        self.computed = vec![None; self.facts.len()];
        // Depth first without recursion: (fact, whether what it rests on has been visited).
        let mut state = vec![0_u8; self.facts.len()];
        for root in 0..self.facts.len() {
            let mut stack = vec![(root, false)];
            while let Some((at, visited)) = stack.pop() {
                let Some(result) = &steps[at] else { continue };
                let rests = match result {
                    Ok(steps) => steps.as_slice(),
                    Err(why) => {
                        self.computed[at] = Some(Err(why.clone()));
                        continue;
                    }
                };
                if visited {
                    if self.computed[at].is_none() {
                        let value = formula::evaluate(rests, &|other| self.operand(other));
                        self.computed[at] = Some(value);
                    }
                    state[at] = 2;
                    continue;
                }
                if state[at] != 0 {
                    continue;
                }
                state[at] = 1;
                stack.push((at, true));
                for step in rests {
                    let Step::Operand(Operand::Value(other)) = *step else { continue };
                    if self.facts[other].value.is_some() || self.facts[other].formula.is_none() {
                        continue;
                    }
                    match state[other] {
                        0 => stack.push((other, false)),
                        1 => {
                            let name = &self.facts[other].name;
                            let why = if other == at {
                                format!("公式用到了“{name}”自己")
                            } else {
                                format!("公式绕了一圈，又用到了“{name}”自己")
                            };
                            self.computed[other] = Some(Err(why));
                        }
                        _ => {}
                    }
                }
            }
        }
    }

    fn operand(&self, at: usize) -> Result<Decimal, String> {
        let fact = &self.facts[at];
        match self.computed.get(at) {
            Some(Some(Err(_))) if fact.value.is_none() => {
                Err(format!("用到的“{}”算不出来", fact.name))
            }
            Some(None) if fact.value.is_none() && fact.formula.is_some() => {
                Err(format!("公式绕了一圈，又用到了“{}”", fact.name))
            }
            _ => self.exact(at),
        }
    }

    fn steps(&self, text: &str, longest: usize) -> Result<Vec<Step>, String> {
        let prefix = |text: &str| {
            if longest == 0 {
                return 0;
            }
            let ends: Vec<usize> =
                text.char_indices().take(longest).map(|(at, ch)| at + ch.len_utf8()).collect();
            let odd = |end: &usize| {
                let name = &text[..*end];
                self.by_name.contains_key(name)
                    && name.chars().any(|ch| formula::operator(ch).is_some() || ch == ' ')
            };
            ends.into_iter().rev().find(odd).unwrap_or(0)
        };
        formula::read(text, &mut |name| self.operand_named(name), &prefix)
    }

    fn operand_named(&self, name: &str) -> Result<Operand, String> {
        if let Some(&at) = self.by_name.get(name) {
            return Ok(Operand::Value(at));
        }
        let found = reference(name);
        if let Some((found, label)) = found.as_ref().and_then(|found| Some((found, found.field?)))
            && let Some(&at) = self.by_name.get(found.name)
        {
            let fact = &self.facts[at];
            if let Some(value) = entry(fact, label) {
                return Ok(Operand::Fixed(value));
            }
            return match field(label) {
                Some(Field::Value) => Ok(Operand::Value(at)),
                Some(Field::Target) => target(fact).map(Operand::Fixed),
                Some(Field::Previous) => fact
                    .previous
                    .map(Operand::Fixed)
                    .ok_or_else(|| format!("“{}”没有写上期", fact.name)),
                _ => Err(unknown_field(fact, label)),
            };
        }
        let hint = self.nearest(name).map_or(String::new(), |near| format!("，最接近的是“{near}”"));
        Err(format!("数据里没有“{name}”{hint}"))
    }
}

fn unit(fact: &Fact) -> &str {
    fact.unit.as_ref().map_or("", |unit| unit.value.as_str())
}

fn with_unit(number: Decimal, fact: &Fact) -> String {
    format!("{number}{}", unit(fact))
}

fn is_rate(fact: &Fact) -> bool {
    matches!(unit(fact), "%" | "％")
}

fn target(fact: &Fact) -> Result<Decimal, String> {
    fact.target.ok_or_else(|| format!("“{}”没有写目标", fact.name))
}

/// An entry of a fact's series by its label.
fn entry(fact: &Fact, label: &str) -> Option<Decimal> {
    let find = |label: &str| fact.series.iter().find(|(known, _)| known == label);
    find(label).or_else(|| find(label.strip_suffix('年')?)).map(|&(_, value)| value)
}

fn chinese(wanted: Field) -> &'static str {
    FIELDS.iter().find(|(.., field)| *field == wanted).map_or("", |&(chinese, ..)| chinese)
}

fn unknown_field(fact: &Fact, wanted: &str) -> String {
    if wanted.is_empty() {
        return format!("“{}.”的点后面没有写字段", fact.name);
    }
    let labels = fact.series.iter().map(|(label, _)| label.as_str());
    let fields = FIELDS.iter().flat_map(|&(chinese, english, _)| [chinese, english]);
    match Names::new(fields.chain(labels)).nearest(wanted) {
        Some(near) => format!("“{}”没有字段“{wanted}”，最接近的是“{near}”", fact.name),
        None if fact.series.is_empty() => {
            let all: Vec<&str> = FIELDS.iter().map(|&(chinese, ..)| chinese).collect();
            format!("“{}”没有字段“{wanted}”，可用的有{}", fact.name, all.join("、"))
        }
        None => format!("“{}”没有字段“{wanted}”，历年里也没有这一项", fact.name),
    }
}

fn large() -> String {
    "数字太大，算不出来".to_owned()
}

/// `part` in percent of `whole`, to one place.
fn percent(part: Decimal, whole: Decimal) -> Result<Decimal, String> {
    let hundredfold = part.checked_mul(Decimal::ONE_HUNDRED).ok_or_else(large)?;
    hundredfold.checked_div(whole).map(|share| round(share, 1)).ok_or_else(large)
}

fn growth(value: Decimal, previous: Decimal, name: &str) -> Result<Decimal, String> {
    if previous.is_zero() {
        return Err(format!("“{name}”的上期是零，算不出增幅"));
    }
    if previous.is_sign_negative() {
        return Err(format!("“{name}”的上期是负数，增幅没有意义"));
    }
    let change = value.checked_sub(previous).ok_or_else(large)?;
    percent(change, previous)
}
