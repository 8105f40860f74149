//! Links, entries and library in; findings out.
