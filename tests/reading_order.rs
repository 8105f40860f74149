//! Pages of two columns, merged row by row, come back in reading order; text in order stays as it is.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use ibid::article::{Article, LineRole};
use proptest::prelude::*;

/// Prose written for this test.
const PROSE: &str = "The harbour of the old town was built in the last years of the century, when the river \
had begun to change its course. Most of the ships that came from the north carried timber, and the merchants \
who bought it had their houses on the hill above the quay. It is not known who made the first plan of the \
docks. A map in the library shows only the outer wall and the two towers that stand beside the gate. In the \
spring the water rises by more than three metres, so that the lower street has to be closed for several weeks. \
People who live there have learned to keep their stores on the upper floor. When the bridge was finished, the \
trade of the town grew faster than that of its neighbours, although the tolls were high. The council used the \
money to pay for a school and for the lighting of the market. Later writers have described this period as a \
time of great confidence. They often forget that wages did not rise and that many families left the country \
in search of work. A letter from one of them tells us how long the journey took and what it cost. The letters \
are kept in the archive of the province, where they can be read by everyone who asks for them. Some of the \
pages are damaged, but the text can still be made out. After the war the port lost its importance because the \
new railway ran through the valley on the other side of the mountains. The warehouses stood empty for years. \
Then a company began to repair boats in the largest of them, and other workshops followed. Today the whole \
quarter is protected by law, and visitors come to see the cranes and the narrow lanes between the walls. The \
museum has been closed since the winter, but its garden is open on most days. Whether the plan to deepen the \
river will be carried out depends on the next government. Fishermen say that the work would drive away the \
birds that nest on the islands. Engineers have answered that the nests could be moved before the first ships \
arrive. Nobody has asked the birds.";

/// More of it, on something else.
const OTHER_PROSE: &str = "Honey from the heath is darker than that of the orchards, and it sets so firmly that the \
combs have to be pressed. Beekeepers therefore carry their hives to the hills in July and bring them home before the \
first frost. A colony that has been moved needs a few days to learn its surroundings; during this time the workers fly \
short loops in front of the entrance. How they find the way back has been studied for more than a century. It was \
shown early that the angle of the sun guides them, but on cloudy evenings they return as safely as at noon. One group \
of researchers trained foragers to a dish of sugar and then covered the horizon with a screen. Most of the insects \
flew in the right direction, although the landmarks that they had used were gone. Another experiment gave a different \
answer: marked bees that were released behind a forest arrived late or not at all. The authors concluded that memory \
of the landscape matters where the compass fails. What the queen contributes to the order of the hive is less clear. \
She lays up to two thousand eggs a day, yet nothing suggests that she gives commands. Her scent keeps the workers \
from raising a rival, and when it grows weak they build new cells within hours. In some years half of the colonies \
swarm before anyone can prevent it. Keepers who do not wish to lose them cut out these cells or divide the colony in \
May. Both methods cost labour, and neither is certain. Mites have made the work harder since they came from Asia. \
They weaken the brood and carry viruses, so that a stock which looked healthy in August may be dead at Christmas. \
Treatment with acids helps if it is repeated, while breeding for resistance has been slow. A survey of twelve \
valleys found that losses were lowest where flowers were left standing along the fields until autumn. Farmers who \
took part received a small payment for every strip. Whether such strips pay for themselves through better yields of \
clover and rape is a question that the next survey will ask. Samples of wax are kept frozen for it in three \
laboratories.";

/// About how wide a word is set, in characters of usual width.
fn set_width(word: &str) -> f32 {
    let width = |c: char| match c {
        'i' | 'j' | 'l' | 't' | 'f' | '.' | ',' => 0.6,
        'm' | 'w' => 1.6,
        'A'..='Z' => 1.4,
        _ => 1.0,
    };
    word.chars().map(width).sum()
}

/// Lines as wide as `width` usual characters, starting at the word `from` of the prose, going round.
fn lines(from: usize, width: usize, count: usize) -> Vec<String> {
    lines_of(PROSE, from, width, count)
}

/// Such lines of `prose`.
fn lines_of(prose: &str, from: usize, width: usize, count: usize) -> Vec<String> {
    let mut words = prose.split_whitespace().cycle().skip(from);
    let mut next = words.next().unwrap();
    let mut lines = Vec::new();
    while lines.len() < count {
        let (mut line, mut left) = (String::new(), width as f32);
        while set_width(next) <= left {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(next);
            left -= set_width(next) + 0.55;
            next = words.next().unwrap();
        }
        lines.push(line);
    }
    lines
}

/// The page that merges the columns row by row, and the columns one after the other.
fn page(from: usize, width: usize, count: usize) -> (String, Vec<String>) {
    let all = lines(from, width, 2 * count);
    let rows: Vec<String> = (0..count).map(|at| format!("{} {}", all[at], all[at + count])).collect();
    (rows.join("\n"), all)
}

fn read(text: &str) -> Article {
    ibid::read("page.txt", text.as_bytes()).unwrap()
}

fn texts(article: &Article) -> Vec<String> {
    article.lines.iter().filter(|l| l.role == LineRole::Body).map(|l| l.text.to_string()).collect()
}

#[test]
fn nineteen_rows_of_twenty_are_cut_right() {
    let (mut right, mut all) = (0, 0);
    for case in 0..60 {
        let (merged, columns) = page(case * 31, 38 + case % 25, 30 + case % 20);
        let found = texts(&read(&merged));
        all += columns.len();
        right += columns.iter().filter(|line| found.contains(line)).count();
    }
    assert!(right * 100 >= all * 95, "{right} of {all} lines");
}

/// `line` with three blanks between its words, as a justified line has them in some text layers.
fn stretched(line: &str) -> String {
    line.replace(' ', "   ")
}

/// Of `columns`, how many lines stand in `found`, in percent.
fn share(columns: &[String], found: &[String]) -> usize {
    columns.iter().filter(|line| found.contains(line)).count() * 100 / columns.len()
}

#[test]
fn stretched_halves_stay_whole() {
    for case in 0..30 {
        let columns = lines(case * 17, 44 + case % 15, 80);
        let rows = (0..40).map(|at| match at % 5 {
            1 => format!("{} {}", stretched(&columns[at]), columns[at + 40]),
            3 => format!("{} {}", columns[at], stretched(&columns[at + 40])),
            _ => format!("{} {}", columns[at], columns[at + 40]),
        });
        let found = texts(&read(&rows.collect::<Vec<_>>().join("\n")));
        let share = share(&columns, &found);
        assert!(share >= 90, "{share} % of case {case}");
    }
}

#[test]
fn columns_whose_rows_take_turns_are_parted() {
    let mut right = 0;
    for case in 0..60 {
        let (from, width) = (case * 11, 44 + case % 15);
        // What both columns say would tell nothing of where a row stands.
        let columns = [lines(from, width, 40), lines_of(OTHER_PROSE, from, width, 40)].concat();
        // The baselines of the two columns differ, so that hardly a row holds both.
        let rows = (0..40).map(|at| match at % 8 {
            7 => format!("{} {}", columns[at], columns[at + 40]),
            _ => format!("{}\n{}", columns[at], columns[at + 40]),
        });
        let found = texts(&read(&rows.collect::<Vec<_>>().join("\n")));
        right += usize::from(follow(&found, &columns[10], &columns[11]));
    }
    assert!(right >= 48, "{right} of 60 pages");
}

#[test]
fn prose_beside_a_table_stays_together() {
    const CELLS: [&str; 20] = [
        "Year Ships Tolls", "1861 204 18.5", "1862 211 19.2", "1863 187 17.0", "Boats", "1861 36 2.1",
        "1862 41 2.4", "1863 44 2.6", "Cranes", "1861 3 0.4", "1862 5 0.6", "1863 6 0.7", "Sheds",
        "1861 12 7.7", "1862 12 7.9", "1863 14 8.2", "Total", "1861 255 28.7", "1862 269 30.1",
        "1863 251 28.5",
    ];
    let mut right = 0;
    for case in 0..20 {
        let columns = lines(case * 29, 44 + case % 9, 40);
        let table = CELLS.iter().zip(&columns[10..]).map(|(cells, line)| format!("{cells}\n{line}"));
        let below = (0..10).map(|at| format!("{} {}", columns[at], columns[at + 30]));
        let found = texts(&read(&table.chain(below).collect::<Vec<_>>().join("\n")));
        right += usize::from(follow(&found, &columns[16], &columns[17]));
    }
    assert!(right >= 18, "{right} of 20 pages");
}

/// Whether the lines `a` and `b` stand one below the other in `found`.
fn follow(found: &[String], a: &str, b: &str) -> bool {
    found.windows(2).any(|pair| pair[0] == a && pair[1] == b)
}

#[test]
fn columns_of_smaller_type_are_cut_as_well() {
    for case in 0..20 {
        let width = 44 + case % 9;
        // The second half of the page is printed smaller, so that its lines hold more words.
        let body = lines(case * 29, width, 60);
        let notes = lines(case * 37, width * 5 / 4, 40);
        let body_rows = (0..30).map(|at| format!("{} {}", body[at], body[at + 30]));
        let note_rows = (0..20).map(|at| format!("{} {}", notes[at], notes[at + 20]));
        let found = texts(&read(&body_rows.chain(note_rows).collect::<Vec<_>>().join("\n")));
        let share = share(&[body, notes].concat(), &found);
        assert!(share >= 75, "{share} % of case {case}");
    }
}

#[test]
fn displaced_halves_go_back_to_their_empty_row() {
    let mut placed = 0;
    for case in 0..30 {
        let columns = lines(case * 23, 44 + case % 15, 80);
        let slot = 12 + case % 16;
        let mut rows = Vec::new();
        for at in 0..40 {
            if at == slot {
                rows.push(String::new());
            } else {
                let left = at - usize::from(at > slot);
                rows.push(format!("{} {}", columns[left], columns[at + 40]));
            }
        }
        rows.push(format!("\n{}\n", columns[slot + 40]));
        let found = texts(&read(&rows.join("\n")));
        let pair = [columns[slot + 39].clone(), columns[slot + 40].clone()];
        placed += usize::from(found.windows(2).any(|w| w == pair));
    }
    // Half a row that would also go on elsewhere stays where it was printed.
    assert!(placed >= 15, "{placed} of 30");
}

#[test]
fn raised_markers_in_brackets_go_back_to_their_sentence() {
    let (mut placed, mut all) = (0, 0);
    for case in 0..12 {
        let columns = lines(case * 23, 44 + case % 15, 80);
        let (mut rows, mut marked) = (Vec::new(), Vec::new());
        for at in 0..40 {
            let (left, right) = (&columns[at], &columns[at + 40]);
            // A marker stands on a row of its own, above the only end of a sentence in the row below.
            if left.starts_with(char::is_lowercase) && left.contains(". ") && !right.contains('.') {
                rows.push(format!("[{}]", 3 + marked.len()));
                marked.push(left.replacen(". ", &format!(".[{}] ", 3 + marked.len()), 1));
            }
            rows.push(format!("{left} {right}"));
        }
        if marked.len() >= 4 {
            let found = texts(&read(&rows.join("\n")));
            placed += marked.iter().filter(|line| found.contains(line)).count();
            all += marked.len();
        }
    }
    assert!(all > 20 && placed * 100 >= all * 80, "{placed} of {all}");
}

/// A manuscript whose lines are counted, in the ways in which extractors leave it, is read as if they were not.
#[test]
fn numbers_of_lines_are_not_read() {
    let printed = lines(11, 80, 100);
    let counted = |step: usize, row: &dyn Fn(&str, &str) -> String| -> String {
        let number =
            |at: usize| if (at + 1).is_multiple_of(step) { (at + 1).to_string() } else { String::new() };
        printed.iter().enumerate().map(|(at, line)| row(&number(at), line)).collect()
    };
    let manuscripts = [
        counted(1, &|number, line| format!("{number:>3}   {line}\n")),
        counted(1, &|number, line| format!("{number} {line}\n")),
        counted(5, &|number, line| format!("{number:>3}   {line}\n")),
        counted(1, &|number, line| format!("{line:<130} {number}\n")),
        counted(1, &|number, line| format!("{number}\n{line}\n")),
        // Double spacing, and the numbers in rows of their own.
        counted(1, &|number, line| format!("{number:>3}   {line}\n\n")),
        counted(1, &|number, line| format!("{number}\n\n{line}\n\n")),
    ];
    for manuscript in manuscripts {
        let article = read(&manuscript);
        assert_eq!(texts(&article), printed, "{manuscript}");
        assert!(
            !article.lines.iter().any(|line| line.role == LineRole::Body && line.gap_before),
            "{manuscript}"
        );
    }
}

/// Labels without points, which begin sentences, and numbers that begin lines of prose.
#[test]
fn numbers_that_count_no_lines_are_read() {
    let things = ["Ports", "Roads", "Mills", "Farms", "Banks"];
    let list: Vec<String> =
        (1..40).map(|n| format!("{n} {} of the northern valleys, {}.", things[n % 5], 1950 + n)).collect();
    assert_eq!(texts(&read(&list.join("\n"))), list);
    let prose: Vec<String> =
        lines(3, 80, 60).iter().zip(1..).map(|(line, n)| format!("{} {line}", n * n)).collect();
    assert_eq!(texts(&read(&prose.join("\n"))), prose);
}

#[test]
fn what_does_not_change_the_sense_does_not_change_the_reading() {
    let (merged, _) = page(7, 52, 40);
    let expected = texts(&read(&merged));
    assert_eq!(texts(&read(&merged.replace('\n', "\r\n"))), expected);
    assert_eq!(texts(&read(&merged.replace('\n', "  \n"))), expected);
}

proptest! {
    #[test]
    fn text_in_order_stays_as_it_is(from in 0usize..300, width in 30usize..110, count in 1usize..60) {
        let expected = lines(from, width, count);
        prop_assert_eq!(texts(&read(&expected.join("\n"))), expected);
    }

    #[test]
    fn nothing_is_lost(from in 0usize..300, width in 30usize..70, count in 1usize..50) {
        let (merged, _) = page(from, width, count);
        let article = read(&merged);
        let sorted = |text: &str| { let mut words: Vec<_> = text.split_whitespace().map(str::to_owned).collect(); words.sort(); words };
        let found = article.lines.iter().map(|l| l.text.to_string()).collect::<Vec<_>>().join(" ");
        prop_assert_eq!(sorted(&found), sorted(&merged));
    }

    #[test]
    fn any_text_is_read(text in "[a-z0-9 .,\\[\\]\u{0}\u{c}\n\r-]{0,400}") {
        read(&text);
    }
}
