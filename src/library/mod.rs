//! Entries and claims in; what a person keeps, edits and annotates out.
