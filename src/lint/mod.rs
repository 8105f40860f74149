//! Links, entries and library in; findings out.
//!
//! The journey: [`Settings`] say which of the [`RULES`] count how much for a path ([`Levels`]); a [`Rule`] looks
//! at an [`ArticleSubject`], a [`LibrarySubject`], a [`SheetSubject`] or the [`Works`] in one of them and gives
//! [`Fault`]s; [`check_article`], [`check_library`] and [`check_sheet`] make [`Finding`]s of them, in the order of
//! the source, without those that a comment asks to ignore. [`Checked`] gives them fingerprints, by which a
//! [`Baseline`] knows them; [`fixed`] mends what can be mended.

mod baseline;
/// The rules, each with an example that triggers it and one that does not.
#[cfg(doc)]
#[doc = include_str!("../../docs/rules.md")]
pub mod book {}
mod check;
mod checked;
mod citable;
mod finding;
mod fix;
mod ignore;
mod registry;
mod rule;
mod rules;
mod settings;
mod subject;
mod work;

pub use baseline::Baseline;
pub use check::{check_article, check_article_against, check_library, check_library_beside, check_sheet};
pub use checked::Checked;
pub use citable::Citable;
pub use finding::{Confidence, Edit, Fault, Finding, Fix, Safety, Severity};
pub use fix::fixed;
pub use registry::{RULES, rule};
pub use rule::{Check, Example, Family, Fixable, Rule};
pub use rules::uncited_reference::{mentioned_by_author, mentioned_numbers};
pub use settings::{
    EXPORTS, FORMATS, Levels, PathSettings, Selector, Settings, SettingsError, TEMPLATE, UnknownSelector,
};
pub use subject::{ArticleSubject, Context, LibrarySubject, SheetSubject};
pub use work::{Part, Work, Works};
