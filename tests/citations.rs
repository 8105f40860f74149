//! Which numbers of an article cite, and which list they mean.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use ibid::citation::Style;
use ibid::lint::{Context, Levels};
use ibid::{Extraction, extract, read};

/// A list written for these tests, `count` items long.
fn list(count: usize) -> String {
    let item = |n: usize| {
        format!(
            "{n}. Harbo A, Quay B. On the tides of port {n}. J Harb Stud. {};{n}(2):1{n}-2{n}.\n",
            1990 + n % 30
        )
    };
    format!("References\n\n{}", (1..=count).map(item).collect::<String>())
}

fn cited(body: &str, items: usize) -> Extraction {
    let text = format!("A Study of Tides\n\nIntroduction\n\n{body}\n\n{}", list(items));
    extract(&read("article.txt", text.as_bytes()).unwrap())
}

fn numbers(found: &Extraction) -> Vec<Vec<u32>> {
    found.citations.iter().map(|c| c.numbers.clone()).collect()
}

#[test]
fn citations_go_on_where_markers_were_lost() {
    let body = "The port was founded early.1 Its walls were built later.2 The river has moved since.11 Nobody lives \
                there now.12 The gate is still standing.13 Visitors come in spring.14";
    let found = cited(body, 14);
    assert_eq!(found.style, Style::Superscript);
    assert_eq!(numbers(&found), [[1], [2], [11], [12], [13], [14]]);
}

#[test]
fn the_number_of_a_name_cites_nothing() {
    let body = "The gene Notch1 was found first.1 Later work on Notch1 has confirmed this.2 The loss of Notch1 is \
                known to be harmful.3 Without it nothing grows.4";
    assert_eq!(numbers(&cited(body, 4)), [[1], [2], [3], [4]]);
}

#[test]
fn where_numbers_are_raised_others_cite_nothing() {
    let body = "The port was founded early.¹ Its walls were built later.² The river has moved since.³ Ships turned at \
                buoy 4, and the gate is still standing.⁴ Visitors come in spring.⁵ Some come to quay 5.";
    assert_eq!(numbers(&cited(body, 5)), [[1], [2], [3], [4], [5]]);
}

#[test]
fn numbers_that_are_called_references_cite_where_others_are_raised() {
    let body = "The port was founded early.¹ Its walls were built later (ref. 2), in contrast to refs 3 and 4. The river \
                has moved since.⁵ The office agreed (reference 4-2), and the gate has reference 9.";
    assert_eq!(numbers(&cited(body, 5)), [vec![1], vec![2], vec![3, 4], vec![5]]);
}

#[test]
fn values_in_brackets_cite_nothing() {
    let body = "The port was founded early 1 . Its walls took months (IQR 2–3). They were built later 2 . The plan \
                is kept (see p 3). The river has moved since 3 .";
    assert_eq!(numbers(&cited(body, 3)), [[1], [2], [3]]);
}

#[test]
fn marks_of_the_authors_cite_nothing() {
    let text = format!(
        "Ports and Tolls of the Northern Coast\n\nAnn Weaver1, Bo Miller2, Cy Potter1\n\
         1 Department of History of the coast and its ports, and of all that was written of them since, Arle\n\
         2 Institute of Trade in the towns and of the tolls that they ask, Bode\n\nIntroduction\n\n\
         The port was founded early.1 Its walls were built later.2,3\n\n{}",
        list(3)
    );
    let found = extract(&read("article.txt", text.as_bytes()).unwrap());
    assert_eq!(found.style, Style::Superscript);
    assert_eq!(numbers(&found), [vec![1], vec![2, 3]]);
}

#[test]
fn text_between_a_heading_and_its_list_is_no_part_of_it() {
    let text = list(9).replace("References\n\n", "");
    let body = "The port was founded early [1]. Its walls were built later [2, 3].";
    let between = "Conclusion\n\nThe tides of the port have been measured for many years now, and the work goes on\n\
                   with the help of many people. We hope that the results will be useful to all those who live\n\
                   at the shore and who have to plan their days by the water [4]. The gauges are read twice a\n\
                   day by the keepers of the lock, who send us their notes. What they write down is kept in\n\
                   the archive. The keepers are paid by the town, and the paper is given by the school. The\n\
                   school has asked us to say that it is glad to help with the work in the future as well.\n\
                   Everyone is invited to see the notes.";
    let text = format!("A Study of Tides\n\n{body}\n\nReferences\n\n{between}\n\n{text}");
    let found = extract(&read("article.txt", text.as_bytes()).unwrap());
    assert_eq!(found.references.len(), 9);
    assert_eq!(numbers(&found), [vec![1], vec![2, 3], vec![4]]);
}

/// Two chapters, each with a list that counts from 1; the second cites a number that only the first one's list has.
const BOOK: &str = "Waters\n\n1. Tides\n\nThe tides are high [1]. They were measured late [2]. They return [3].\n\n\
    References\n\n1. Harbo A. On tides. J Harb Stud. 1991;1(2):11-21.\n2. Quay B. On gauges. J Harb Stud. 1992;2(2):12-22.\n\
    3. Pier C. On returns. J Harb Stud. 1993;3(2):13-23.\n\n\
    2. Lakes\n\nThe lakes are still [1]. They freeze in most years [2].\nTheir ice is thin [3].\n\n\
    References\n\n1. Shore D. On lakes. J Lake Stud. 2001;1(2):31-41.\n2. Frost E. On ice. J Lake Stud. 2002;2(2):32-42.\n";

#[test]
fn numbers_mean_the_list_of_their_chapter() {
    let article = read("book.txt", BOOK.as_bytes()).unwrap();
    let found = extract(&article);
    let cited: Vec<String> =
        found.citations.iter().map(|c| format!("{} {}", c.list, c.keys.join(" "))).collect();
    let want = [
        "0 harbo1991tides", "0 quay1992gauges", "0 pier1993returns", "1 shore2001lakes", "1 frost2002ice",
        "1 ",
    ];
    assert_eq!(cited, want);
}

#[test]
fn each_chapter_is_checked_against_its_own_list() {
    let article = read("book.txt", BOOK.as_bytes()).unwrap();
    let findings =
        ibid::lint::check_article(&article, &extract(&article), Context { year: 2026 }, &Levels::default());
    let found: Vec<_> = findings.iter().map(|f| (f.rule.name, f.fault.message.as_str())).collect();
    assert_eq!(found, [("dangling-citation", "the reference list has no number 3")]);
}

#[test]
fn two_lists_without_text_between_them_are_no_chapters() {
    let text = format!(
        "{}\nReferences\n\n{}",
        BOOK.split("2. Lakes").next().unwrap(),
        "1. Shore D. On lakes. J Lake Stud. 2001;1(2):31-41.\n2. Frost E. On ice. J Lake Stud. 2002;2(2):32-42.\n"
    );
    assert_eq!(extract(&read("article.txt", text.as_bytes()).unwrap()).lists.len(), 1);
}

#[test]
fn what_goes_on_about_a_source_is_offered_apart_from_the_claim() {
    let body = "Weitz et al. [1] proposed a method that counts reeds in photographs. They train it on maps of the \
                coast. In our work, we count storks instead. The fields of the delta are dry [3]. The port is old.";
    let found = cited(body, 4);
    let first = &found.citations[0];
    assert_eq!(first.claim.text, "Weitz et al. proposed a method that counts reeds in photographs");
    let continuation = first.continuation.as_ref().unwrap();
    assert_eq!(continuation.text, "They train it on maps of the coast.");
    assert!(!continuation.spans.is_empty());
    assert_eq!(found.citations[1].continuation, None);
}

#[test]
fn a_sparse_article_gives_each_citation_its_clause() {
    let body = "The reeds are dry in summer [1], the storks leave the delta early [2] and the keepers of the lock \
                complain about the ports of the delta [3]. Most of the fields were drained with models of the flow [4].";
    let claims: Vec<String> = cited(body, 4).citations.into_iter().map(|c| c.claim.text).collect();
    let expected = [
        "The reeds are dry in summer",
        "the storks leave the delta early",
        "the keepers of the lock complain about the ports of the delta",
        "Most of the fields were drained with models of the flow",
    ];
    assert_eq!(claims, expected);
}

#[test]
fn a_thickly_citing_article_gives_each_citation_the_words_before_it() {
    let named = "The storks, as Otto [3] found, leave early. The reeds, as Lund [2] found, are dry. ";
    let sentence = "Most of the fields were drained with models of the flow in shallow water [4]. ";
    let found = cited(&(named.to_owned() + sentence).repeat(30), 4);
    let claim = &found.citations[2].claim.text;
    assert!(claim.ends_with("shallow water") && !claim.starts_with("Most"), "{claim}");
}

#[test]
fn citations_that_close_their_sentences_support_clauses() {
    let sentence = "Most of the fields were drained with models of the flow in shallow water [4]. ";
    let found = cited(&sentence.repeat(60), 4);
    assert_eq!(
        found.citations[0].claim.text,
        "Most of the fields were drained with models of the flow in shallow water"
    );
}

#[test]
fn claims_close_their_brackets_and_cut_no_word() {
    let body = "Of the nets 27% (mostly old ones) tore (see Table 1) [1]. C/EBPα was bound by both of the acids [2], \
                2,2′-azino acid by neither (all of 1–3%) [3], as Otto et al. [4] had said before.";
    let claims: Vec<String> = cited(body, 4).citations.into_iter().map(|c| c.claim.text).collect();
    assert_eq!(claims[0], "Of the nets 27% (mostly old ones) tore (see Table 1)");
    assert_eq!(claims[1], "C/EBPα was bound by both of the acids");
    assert_eq!(claims[2], "2,2′-azino acid by neither (all of 1–3%)");
}

#[test]
fn headings_between_paragraphs_of_one_line_are_sections() {
    let text = format!(
        "The Tolls of the Rhine\n\nAnn Roe\n\nAbstract\n\nTolls rose.\n\n1. Introduction\n\nTolls rose early [1].\n\n\
         2. Tolls and Their History\n\n2.1. Tolls of the Rhine\n\nThe Rhine has had tolls since the days of the kings [2].\n\n\
         Mill tolls\n\nMills paid tolls as well [3].\n\nTolls of all mills\nMean .070\nPeak .072 S\n\nTolls fell again [4].\n\n\
         {}",
        list(4)
    );
    let found = extract(&read("article.txt", text.as_bytes()).unwrap());
    let sections: Vec<_> = found.citations.iter().map(|c| c.section.as_deref().unwrap_or_default()).collect();
    assert_eq!(sections, ["1. Introduction", "2.1. Tolls of the Rhine", "Mill tolls", "Mill tolls"]);
}

#[test]
fn a_heading_right_below_another_is_the_section() {
    let filler = "The ports of the south have grown in every year since the\nsurvey of the offices, and their tolls with them.\n";
    let text = format!(
        "The Tolls of the Rhine\n\n{filler}\nBackground\nTolls of the northern mills\n{filler}Mills paid tolls as well [1].\n\n{}",
        list(1)
    );
    let found = extract(&read("article.txt", text.as_bytes()).unwrap());
    assert_eq!(found.citations[0].section.as_deref(), Some("Tolls of the northern mills"));
}

#[test]
fn key_words_close_the_last_part_of_an_abstract() {
    let text = format!(
        "The Tolls of the Rhine\n\nAbstract\n\nConclusions\n\nTolls rose in all of the ports.\n\nKeywords: tolls; ports\n\n\
         Tolls have risen since the days of the kings [1].\n\n{}",
        list(1)
    );
    let found = extract(&read("article.txt", text.as_bytes()).unwrap());
    assert_eq!(found.citations[0].section, None);
}

#[test]
fn where_markers_are_glued_numbers_behind_a_blank_cite_nothing() {
    let body = "The port was founded early.1 It has grown over the past 2,000 years, as did ports 3 and 4 here.2 Patients 1, 2, \
                3, and 4 came from villages 1 and 2, mixed 1:3 with towns, and the river has moved since3, 4. Nobody \
                of the study of phase 5 lives there.5";
    assert_eq!(numbers(&cited(body, 5)), [vec![1], vec![2], vec![3], vec![4], vec![5]]);
}

#[test]
fn counts_and_ratios_cite_nothing() {
    let body = "The port was founded early 1 . Its walls are made of mud and chalk 1:2 mixed. They were built later 2 . \
                Over the past 3,000 years the river has moved 3 . Roots 4 and 5 grew there 4 . Ships came 5 .";
    assert_eq!(numbers(&cited(body, 5)), [[1], [2], [3], [4], [5]]);
}

#[test]
fn statistics_and_ranges_of_values_cite_nothing() {
    let body = "The port was founded early (1). Trade grew with depth (F(2,6)=3.71), with width (F (1,4) = 2.2) and with \
                both (2). The counts were 7.8 × 10^9/L (3–4) there (3). Its walls were built later (4, 5). The river \
                has moved t(6) since (6). It differed by year (2, 153).";
    let found = cited(body, 6);
    assert_eq!(found.style, Style::Paren);
    assert_eq!(numbers(&found), [vec![1], vec![2], vec![3], vec![4, 5], vec![6]]);
}

#[test]
fn semicolons_in_closed_brackets_part_no_claim() {
    let body = "The nets were set in plates (wide ones; Arle Works, Bode) as in the years before [1]. There were 12 (in Arle; \
                9 in Bode) and 14 storks [2]. The reeds were dry; the storks had left the delta [3].";
    let claims: Vec<String> = cited(body, 3).citations.into_iter().map(|c| c.claim.text).collect();
    assert_eq!(claims[0], "The nets were set in plates (wide ones; Arle Works, Bode) as in the years before");
    assert_eq!(claims[1], "There were 12 (in Arle; 9 in Bode) and 14 storks");
    assert_eq!(claims[2], "the storks had left the delta");
}

#[test]
fn markers_alone_support_the_sentence_before() {
    let body = "The reeds are dry in summer. [1], [2], [3]. The storks leave the delta early [4].";
    let found = cited(body, 4);
    let claims: Vec<&str> = found.citations.iter().map(|c| c.claim.text.as_str()).collect();
    assert!(
        claims.iter().take(3).all(|claim| claim.starts_with("The reeds are dry in summer")),
        "{claims:?}"
    );
    assert_eq!(claims[3], "The storks leave the delta early");
}
