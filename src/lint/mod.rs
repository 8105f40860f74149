//! Links, entries and library in; findings out.
//!
//! The journey: [`Settings`] say which of the [`RULES`] count how much for a path ([`Levels`]); a [`Rule`] looks
//! at an [`ArticleSubject`], a [`LibrarySubject`], a [`SheetSubject`] or the [`Works`] in one of them and gives
//! [`Fault`]s; [`check_article`], [`check_library`] and [`check_sheet`] make [`Finding`]s of them, in the order of
//! the source, without those that a comment asks to ignore. [`Checked`] gives them fingerprints, by which a
//! [`Baseline`] knows them; [`fixed`] mends what can be mended.

mod baseline;
mod check;
mod checked;
pub mod datamodel;
mod finding;
mod fix;
mod ignore;
mod registry;
mod rule;
mod rules;
mod settings;
mod subject;
mod work;

pub use baseline::{Baseline, baseline};
pub use check::{check_article, check_article_against, check_library, check_sheet};
pub use checked::Checked;
pub use finding::{Confidence, Edit, Fault, Finding, Fix, Safety, Severity};
pub use fix::fixed;
pub use registry::{RULES, rule};
pub use rule::{Check, Example, Family, Fixable, Rule};
pub use settings::{
    EXPORTS, FORMATS, Levels, PathSettings, Selector, Settings, SettingsError, TEMPLATE, UnknownSelector,
};
pub use subject::{ArticleSubject, Context, LibrarySubject, SheetSubject};
pub use work::{Part, Work, Works};
