//! Which command does what. Sources: the manuals of natbib (2010), biblatex (§3.9) and the LaTeX
//! kernel; anything that is not in a table is a command whose arguments are text.

/// How a citation command prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cite {
    /// In brackets or a note: `(Doe 1999)`.
    Bracketed,
    /// As words of the sentence: `Doe (1999)`.
    Textual,
}

/// Whether the command `name` cites, and how. Case of the first letter is capitalisation, a final
/// `s` is the form for several lists of keys, a star is the long form.
pub(super) fn citation(name: &str) -> Option<Cite> {
    let name = name.trim_end_matches('*');
    let lower = name.to_ascii_lowercase();
    let base = if lower.ends_with("cites") { lower.trim_end_matches('s') } else { &lower };
    match base {
        "cite" | "citep" | "citealp" | "citealt" | "parencite" | "footcite" | "footcitetext" | "autocite"
        | "smartcite" | "supercite" | "fullcite" | "footfullcite" | "citenum" | "onlinecite"
        | "citeyearpar" | "citeyear" | "citetitle" | "citeurl" | "citedate" | "shortcite" | "citen"
        | "volcite" | "pvolcite" | "fvolcite" | "ftvolcite" | "svolcite" | "avolcite" | "citefield"
        | "citelist" | "citename" | "notecite" | "pnotecite" | "fnotecite" => Some(Cite::Bracketed),
        "tvolcite" | "citet" | "textcite" | "citeauthor" | "citefullauthor" | "newcite" | "citea" => {
            Some(Cite::Textual)
        }
        _ => None,
    }
}

/// Whether the command or environment `name` of csquotes quotes words and cites whose they are; whether it takes a language
/// first (csquotes, 3.3 to 3.5).
pub(super) fn quotation(name: &str) -> Option<bool> {
    let name = name.trim_end_matches('*').to_ascii_lowercase();
    let quotes = |name: &str| matches!(name, "textcquote" | "blockcquote" | "displaycquote");
    let (foreign, hyphen) = (name.strip_prefix("foreign"), name.strip_prefix("hyphen"));
    match foreign.or(hyphen) {
        Some(rest) => quotes(rest).then_some(true),
        None => quotes(&name).then_some(false),
    }
}

/// How many arguments in braces of the command `name` are no words, in front of the one that is: a colour, a length, a language.
pub(super) fn before_words(name: &str) -> usize {
    match name.trim_end_matches('*') {
        "textcolor" | "colorbox" | "foreignlanguage" | "raisebox" | "scalebox" | "rotatebox" | "parbox"
        | "hypertarget" | "hyperlink" => 1,
        "fcolorbox" | "resizebox" | "multicolumn" | "multirow" => 2,
        _ => 0,
    }
}

/// Commands that bring in a file by its folder and its name (package import).
pub(super) fn is_import(name: &str) -> bool {
    matches!(
        name.trim_end_matches('*'),
        "import" | "subimport" | "includefrom" | "subincludefrom" | "inputfrom" | "subinputfrom"
    )
}

/// Commands that name files and stand in preambles.
pub(super) fn names_files(name: &str) -> bool {
    let is_bibliography =
        matches!(name, "addbibresource" | "addglobalbib" | "addsectionbib" | "bibliography");
    is_bibliography || name == "InputIfFileExists" || is_import(name)
}

/// Environments that hold a file, under its name.
pub(super) fn is_file(environment: &str) -> bool {
    environment.trim_end_matches('*') == "filecontents"
}

/// Commands that define others.
pub(super) fn defines(name: &str) -> bool {
    matches!(
        name.trim_end_matches('*'),
        "newcommand"
            | "renewcommand"
            | "providecommand"
            | "DeclareRobustCommand"
            | "NewDocumentCommand"
            | "RenewDocumentCommand"
            | "ProvideDocumentCommand"
            | "DeclareDocumentCommand"
            | "def"
            | "gdef"
            | "edef"
            | "xdef"
            | "let"
    )
}

/// What a citation command takes in braces beside its keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    /// Nothing.
    Nothing,
    /// A volume before them: `\volcite{2}{doe}` (biblatex, 3.9.6).
    Volume,
    /// A field of the work behind them: `\citefield{doe}{title}` (biblatex, 3.9.7).
    Field,
}

/// What the citation command `name` takes beside its keys.
pub(super) fn around_keys(name: &str) -> Around {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "citefield" | "citelist" | "citename" => Around::Field,
        name if name.trim_end_matches('s').ends_with("volcite") => Around::Volume,
        _ => Around::Nothing,
    }
}

/// Commands whose argument is a heading.
pub(super) fn is_heading(name: &str) -> bool {
    let name = name.trim_end_matches('*');
    matches!(
        name,
        "title"
            | "part"
            | "chapter"
            | "section"
            | "subsection"
            | "subsubsection"
            | "paragraph"
            | "subparagraph"
    )
}

/// Commands that are nothing to read, with all their arguments.
pub(super) fn is_silent(name: &str) -> bool {
    let name = name.trim_end_matches('*');
    matches!(
        name,
        "label"
            | "ref"
            | "eqref"
            | "pageref"
            | "autoref"
            | "cref"
            | "Cref"
            | "nameref"
            | "vref"
            | "usepackage"
            | "documentclass"
            | "DeclareMathOperator"
            | "newenvironment"
            | "newtheorem"
            | "setlength"
            | "addtolength"
            | "setcounter"
            | "addtocounter"
            | "includegraphics"
            | "graphicspath"
            | "bibliographystyle"
            | "pagestyle"
            | "thispagestyle"
            | "vspace"
            | "hspace"
            | "vskip"
            | "hskip"
            | "input@path"
            | "hypersetup"
            | "definecolor"
            | "color"
            | "index"
            | "glossary"
            | "todo"
            | "thanks"
            | "affil"
            | "affiliation"
            | "email"
            | "institute"
            | "date"
            | "pdfinfo"
            | "newblock"
            | "providecommand@"
            | "tikzset"
            | "lstset"
            | "geometry"
    )
}

/// Environments whose content is not running text.
pub(super) fn is_silent_environment(name: &str) -> bool {
    matches!(
        name.trim_end_matches('*'),
        "equation"
            | "align"
            | "gather"
            | "multline"
            | "eqnarray"
            | "displaymath"
            | "math"
            | "flalign"
            | "alignat"
            | "verbatim"
            | "lstlisting"
            | "minted"
            | "tikzpicture"
            | "tabular"
            | "tabularx"
            | "longtable"
            | "array"
            | "algorithmic"
            | "algorithm"
            | "comment"
            | "filecontents"
            | "subequations"
            | "pgfpicture"
    )
}

/// Environments of which only the citations are read, as asides.
pub(super) fn is_table(name: &str) -> bool {
    matches!(name.trim_end_matches('*'), "tabular" | "tabularx" | "longtable")
}

/// Environments that float: of them only the caption is read, as an aside.
pub(super) fn is_float(name: &str) -> bool {
    matches!(
        name.trim_end_matches('*'),
        "figure" | "table" | "wrapfigure" | "sidewaystable" | "sidewaysfigure"
    )
}
