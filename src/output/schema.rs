//! The JSON Schema of what ibid prints as JSON.

/// The schema (draft 2020-12) of [`super::json`] and [`super::findings`].
pub const SCHEMA: &str = include_str!("schema.json");
