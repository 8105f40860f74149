//! Rules over a subject: findings in the order of the source.

use super::{ArticleSubject, Check, Context, Fault, Finding, RULES, Rule, Works};
use crate::Extraction;
use crate::article::Article;

/// What the rules find in `article`, in the order of the source.
///
/// ```
/// let text = "Ties have grown [1]. Trade fell [2].\n\nReferences\n1. Weitz, R., 2006. A New Great Game. Survival, 3: 155-167.\n";
/// let article = ibid::read("paper.txt", text.as_bytes())?;
/// let context = ibid::lint::Context { year: 2026 };
/// let findings = ibid::lint::check_article(&article, &ibid::extract(&article), context);
/// assert_eq!(findings[0].rule.name, "dangling-citation");
/// # Ok::<(), ibid::article::ReadError>(())
/// ```
pub fn check_article(article: &Article, extraction: &Extraction, context: Context) -> Vec<Finding> {
    let subject = ArticleSubject { article, extraction };
    let works = Works::of_article(&subject, context);
    ordered(|rule| match rule.check {
        Check::Article(check) => check(&subject),
        check => check_works(check, &works),
    })
}

/// What `check` finds in `works`; nothing if it looks at something else.
fn check_works(check: Check, works: &Works<'_>) -> Vec<Fault> {
    match check {
        Check::Work(check) => works.works.iter().flat_map(check).collect(),
        Check::Works(check) => check(works),
        Check::Article(_) | Check::Machinery => Vec::new(),
    }
}

/// What `check` finds under each rule, in the order of the source, then of the rules.
fn ordered(check: impl Fn(&'static Rule) -> Vec<Fault>) -> Vec<Finding> {
    let found = |rule: &'static Rule| {
        check(rule).into_iter().map(move |fault| Finding { rule, severity: rule.severity, fault })
    };
    let mut findings: Vec<Finding> = RULES.iter().filter(|rule| rule.default).flat_map(found).collect();
    findings.sort_by(|a, b| {
        let place = |f: &Finding| (f.fault.span, f.rule.code);
        place(a).cmp(&place(b)).then_with(|| a.fault.message.cmp(&b.fault.message))
    });
    findings
}
