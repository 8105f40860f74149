//! Links, entries and library in; findings out.
//!
//! The journey: a [`Rule`] of the [`RULES`] looks at an [`ArticleSubject`] or at the [`Works`] in it and gives
//! [`Fault`]s; [`check_article`] makes [`Finding`]s of them, in the order of the source.

mod check;
mod finding;
mod registry;
mod rule;
mod rules;
mod subject;
mod work;

pub use check::check_article;
pub use finding::{Confidence, Edit, Fault, Finding, Fix, Safety, Severity};
pub use registry::{RULES, rule};
pub use rule::{Check, Example, Family, Fixable, Rule};
pub use subject::{ArticleSubject, Context};
pub use work::{Part, Work, Works};
