//! Whole sources through the walk.

use crate::article::Source;
use crate::article::markup::{Format, Markup, read};

fn parsed(text: &str) -> (Vec<String>, Markup) {
    let (lines, markup, _) = read(&Source::new("a.tex", text.to_owned()), Format::Latex);
    (lines.iter().map(|l| l.text.as_str().to_owned()).collect(), markup)
}

fn lines(text: &str) -> Vec<String> {
    parsed(text).0
}

#[test]
fn citations_become_markers() {
    assert_eq!(lines(r"Ties~\citep[p.~4]{doe, roe} grow."), ["Ties [@doe; @roe, p. 4] grow."]);
    assert_eq!(lines(r"\citet{doe} says so."), ["@doe says so."]);
    assert_eq!(lines(r"So \parencites[1]{a}[2]{b}{c}."), ["So [@a; @b; @c, 2]."]);
    assert_eq!(lines(r"So \cite{a}{\em b}."), ["So [@a]b."]);
    assert_eq!(lines(r"So \volcite{2}[25]{doe}."), ["So [@doe, 2:25]."]);
    assert_eq!(lines(r"So \pvolcite{2}{doe} and \Volcites{1}{a}{2}[9]{b}."), ["So [@doe, 2] and [@a; @b]."]);
    assert_eq!(lines(r"The \citefield[4]{doe}[plain]{title} says."), ["The [@doe] says."]);
}

#[test]
fn comments_in_citations_are_no_keys() {
    let text = "So \\cite{doe,  % the first, it says\n  roe,% nets\n  x\\%y}, \\cite{%\nwu}, \\cite%\n{li}.";
    let (lines, markup) = parsed(text);
    assert_eq!(lines, ["So [@doe; @roe; @x\\%y], [@wu], [@li]."]);
    assert_eq!(markup.comments.len(), 4);
}

#[test]
fn nothing_is_read_behind_the_document() {
    let text = "\\begin{document}\nSo it is.\n\\end{document}\nOld words \\cite{doe}.";
    assert_eq!(lines(text), ["So it is."]);
}

#[test]
fn options_of_an_unknown_command_are_no_text() {
    assert_eq!(
        lines(r"\blindtext[2][3]{Ties} grow.\par \other {Roads} [1] too."),
        ["Ties grow.", "Roads [1] too."]
    );
}

#[test]
fn own_commands_cite() {
    for (definition, used) in [
        ("\\newcommand{\\mycite}[1]{\\autocite{#1}}", "\\mycite{doe}"),
        ("\\newcommand\\mycite[2]{see \\citep[p.~#1]{#2}}", "\\mycite{4}{doe}"),
        ("\\newcommand*{\\mycite}[2][]{\\cite[#1]{#2}}", "\\mycite[p. 4]{doe}"),
        ("\\NewDocumentCommand{\\mycite}{o m}{\\cite{#2}}", "\\mycite{doe}"),
        ("\\def\\mycite#1{\\cite{#1}}", "\\mycite{doe}"),
        ("\\let\\mycite=\\citep", "\\mycite{doe}"),
    ] {
        let text = format!("{definition}\n\\begin{{document}}\nTies grow {used} now.\n\\end{{document}}\n");
        assert_eq!(lines(&text), ["Ties grow [@doe] now."], "{definition}");
    }
    let other = "\\newcommand{\\term}[1]{\\emph{#1}}\n\\begin{document}\nThe \\term{tie}.\n";
    assert_eq!(lines(other), ["The tie."]);
}

#[test]
fn own_commands_print_their_words() {
    let text = r"\newcommand{\sys}{\small PeatSim\xspace}
\def\moor{peat \emph{bog}}\newcommand*\both{\sys{} and \moor}\def\loop{\loop x}
\title{\sys: a model}
\begin{document}
\newcommand{\late}{Late}
\section{The \sys{} model}
We use \sys because \sys, \both{} \cite{a}. \loop{}\late
";
    let (lines, markup) = parsed(text);
    assert_eq!(
        lines,
        ["The PeatSim model", "We use PeatSim because PeatSim, PeatSim and peat bog [@a]. xLate"]
    );
    assert_eq!(markup.front.title.map(|title| title.value).as_deref(), Some("PeatSim: a model"));
}

#[test]
fn blanks_around_own_words() {
    let text = r"\newcommand{\sys}{PeatSim}\newcommand{\ie}{i.e.,\ }\newcommand{\unit}[1]{#1~kg}
\begin{document}
So \sys models, \ie nearly \unit{12} of \sys, \sys-2 and \sys{}s.
";
    assert_eq!(lines(text), ["So PeatSim models, i.e., nearly 12 of PeatSim, PeatSim-2 and PeatSims."]);
}

#[test]
fn quantities_are_printed() {
    let text = r"Fell by \SI{5}{\percent} to \qty[mode=text]{22}{\tonne\per\hectare} in \num{2010}, \textcolor{red}{red words} and \ensuremath{x_1}.";
    assert_eq!(lines(text), ["Fell by 5 % to 22 t/ha in 2010, red words and x₁."]);
}

#[test]
fn citations_of_other_packages() {
    assert_eq!(
        lines(r"So \textcites(see)(end){a}[3]{b}, \Cites{c}{d} and \pnotecite{e}."),
        ["So [@a; @b, 3], [@c; @d] and [@e]."]
    );
    assert_eq!(lines(r"So \textcquote[3]{a}{all is \emph{well}}."), ["So “all is well” [@a]."]);
    assert_eq!(lines(r"So \foreignblockcquote{german}{b}{gut}."), ["So “gut” [@b]."]);
    assert_eq!(lines("\\begin{displaycquote}[2]{c}\nWell.\n\\end{displaycquote}"), ["[@c]", "Well."]);
    assert_eq!(lines(r"So \textquote[{\cite{d}}]{well} so."), ["So well so.", "[@d]"]);
    assert_eq!(lines(r"\begin{theorem}[\cite{e}] So. \end{theorem}"), ["So.", "[@e]"]);
    assert_eq!(lines(r"So \parencite[see \cite{f}][]{a}."), ["So [@a].", "[@f]"]);
    assert_eq!(lines(r"\begin{description}\item[\cite{g}] So.\end{description}"), ["So.", "[@g]"]);
    let _ = lines(&r"\cite[\cite[".repeat(20_000));
}

#[test]
fn keys_beside_those_of_an_own_list() {
    let text = "\\citep{a,b}.\n\\begin{thebibliography}{9}\n\\bibitem{a} A.\n\\end{thebibliography}";
    assert_eq!(lines(text), ["[1][@b].", "References", "[1] A."]);
}

#[test]
fn files_of_other_commands() {
    let text = "\\addglobalbib{a.bib}\\addsectionbib{b.bib}\\import{ch/}{one}\\begin{filecontents}[overwrite]{\\jobname.bib}\n@misc{k}\n\\end{filecontents}\n\
                \\addbibresource{\\jobname.bib}\\begin{document}\\begin{refsection}[c.bib]\\InputIfFileExists{two}{}{}\\subimport{ch}{three}\\end{refsection}";
    let (_, markup) = parsed(text);
    let names =
        |items: &[crate::span::Spanned<String>]| items.iter().map(|i| i.value.clone()).collect::<Vec<_>>();
    assert_eq!(names(&markup.bibliographies), ["a.bib", "b.bib", "a.bib", "c.bib"]);
    assert_eq!(names(&markup.includes), ["ch/one.tex", "two.tex", "ch/three.tex"]);
    assert_eq!(names(&markup.held), ["a.bib"]);
    assert_eq!(text.get(markup.held[0].span.range()), Some("\n@misc{k}\n"));
}

#[test]
fn an_own_list_is_cited_by_number() {
    let text = "See \\cite{b}.\n\\begin{thebibliography}{9}\n\\bibitem{a} A. One, 1999.\n\\bibitem[B]{b} B. Two.\n\\end{thebibliography}";
    assert_eq!(lines(text), ["See [2].", "References", "[1] A. One, 1999.", "[2] B. Two."]);
}

#[test]
fn markup_vanishes() {
    assert_eq!(
        lines(r#"A \emph{good} \textbf{thing}, 5\% of M\"uller's and Erd\H{o}s' na\"{\i}ve."#),
        ["A good thing, 5% of Müller's and Erdős' naïve."]
    );
    assert_eq!(lines("A $x_1$ b \\label{x}c ``d''---e."), ["A x₁ b c “d”—e."]);
    assert_eq!(lines("A.\n\\begin{equation}\nx \\cite{no}\n\\end{equation}\nB."), ["A.", "B."]);
}

#[test]
fn footnotes_and_captions_come_after_the_paragraph() {
    assert_eq!(lines("A\\footnote{See \\cite{x}.} b.\n\nC."), ["A b.", "See [@x].", "C."]);
    let float = "A.\n\\begin{figure}\\includegraphics{f}\nlost\\caption{Cap \\cite{y}}\\end{figure}\nB.";
    assert_eq!(lines(float), ["A.", "Cap [@y]", "B."]);
}

#[test]
fn files_and_preamble() {
    let text = "\\usepackage{x}\n\\addbibresource{a.bib}\n\\title{T}\n\\begin{document}\n\\section{One}\nText.\n\\input{part}\n\\bibliography{b,c}\n\\nocite{*}";
    let (lines, markup) = parsed(text);
    assert_eq!(lines, ["One", "Text."]);
    let names =
        |items: &[crate::span::Spanned<String>]| items.iter().map(|i| i.value.clone()).collect::<Vec<_>>();
    assert_eq!(names(&markup.bibliographies), ["a.bib", "b.bib", "c.bib"]);
    assert_eq!(names(&markup.includes), ["part.tex"]);
    assert_eq!(names(&markup.nocite), ["*"]);
}

#[test]
fn unbalanced_input_ends() {
    for text in ["\\cite{", "{{{", "}}}", "\\begin{", "\\[ x", "$a", "\\\"", "\\footnote{x", "\\bibitem"] {
        let _ = lines(text);
    }
    let _ = lines(&"\\footnote{".repeat(50_000));
    let _ = lines(&"$".repeat(200_000));
    let _ = lines(&"\\[".repeat(100_000));
    let _ = lines(&"\\begin{equation}".repeat(50_000));
}
