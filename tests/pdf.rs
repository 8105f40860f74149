//! PDF files, sound and damaged, written by the tests themselves.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]
#![cfg(feature = "pdf")]

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use ibid::article::{Article, LineRole, PdfFault, ReadError};

/// A file of `objects`, numbered from 1 (the catalogue), with its table of places.
fn file(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    bytes.extend(
        format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    bytes
}

/// A stream object.
fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut object = format!("<< /Length {} {dict} >>\nstream\n", data.len()).into_bytes();
    object.extend(data);
    object.extend(b"\nendstream");
    object
}

/// The objects of a file with one page that is drawn by `content`; object 6 is free for more.
fn page(content: Vec<u8>) -> Vec<Vec<u8>> {
    vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R \
          /Resources << /Font << /F 4 0 R >> /XObject << /X 6 0 R >> >> >>"
            .to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
        content,
    ]
}

/// A file whose pages are drawn by `contents`.
fn pages(contents: &[String]) -> Vec<u8> {
    let numbers = |first: usize| (0..contents.len()).map(move |at| first + 2 * at);
    let kids: String = numbers(4).map(|number| format!("{number} 0 R ")).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", contents.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ];
    for (content, number) in contents.iter().zip(numbers(5)) {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number} 0 R \
             /Resources << /Font << /F 3 0 R >> >> >>"
        );
        objects.extend([page.into_bytes(), stream("", content.as_bytes())]);
    }
    file(&objects, "")
}

/// Instructions that set `text` in type of `size` points at `x`, `y`, measured from below.
fn words(x: u32, y: u32, size: u32, text: &str) -> String {
    format!("BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n")
}

fn sound() -> Vec<u8> {
    let mut content = words(60, 740, 14, "A title over both of the columns of this page, and long enough");
    for (row, y) in (0..12).map(|n| (n, 700 - 12 * n)) {
        content += &words(60, y, 10, &format!("left column, row {row} of twelve"));
        content += &words(320, y, 10, &format!("right column, row {row} of twelve"));
    }
    content += &words(60, 556, 10, "ties");
    content += &words(76, 560, 6, "35");
    content += &words(90, 556, 10, "and CO");
    content += &words(122, 554, 6, "2");
    file(&page(stream("", content.as_bytes())), "")
}

fn read(bytes: &[u8]) -> Result<Article, ReadError> {
    ibid::read("a.pdf", bytes)
}

#[track_caller]
fn fault(bytes: &[u8]) -> PdfFault {
    match read(bytes) {
        Err(ReadError::Pdf { fault, .. }) => fault,
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn columns_are_read_one_after_the_other() {
    let article = read(&sound()).unwrap();
    let lines: Vec<&str> = article.lines.iter().map(|l| l.text.as_str()).collect();
    assert_eq!(lines[0], "A title over both of the columns of this page, and long enough");
    assert_eq!(article.lines[0].role, LineRole::Heading);
    assert_eq!(lines[1], "left column, row 0 of twelve");
    assert_eq!(lines[14], "right column, row 0 of twelve");
    assert_eq!(article.lines[14].column, 1);
}

/// Numbers left of the left column and between the columns, as journals print them for reviewers.
#[test]
fn numbers_of_lines_are_not_read() {
    let mut content = String::new();
    for row in 0..30 {
        content += &words(30, 700 - 12 * row, 8, &format!("{}", 1 + row));
        content += &words(60, 700 - 12 * row, 10, &format!("left column, row {row} of thirty"));
        content += &words(290, 700 - 12 * row, 8, &format!("{}", 31 + row));
        content += &words(320, 700 - 12 * row, 10, &format!("right column, row {row} of thirty"));
    }
    let article = read(&file(&page(stream("", content.as_bytes())), "")).unwrap();
    let lines: Vec<&str> = article.lines.iter().map(|l| l.text.as_str()).collect();
    let column = |side| (0..30).map(move |row| format!("{side} column, row {row} of thirty"));
    assert_eq!(lines, column("left").chain(column("right")).collect::<Vec<_>>());
}

/// The labels of a list stand beside its items as line numbers do, but most of a text has none.
#[test]
fn labels_of_a_list_are_read() {
    let mut content = String::new();
    for row in 0..60 {
        content += &words(80, 750 - 12 * row, 10, &format!("words of the text, row {row} of sixty"));
        if row >= 40 {
            content += &words(60, 750 - 12 * row, 10, &format!("{}", row - 39));
        }
    }
    let article = read(&file(&page(stream("", content.as_bytes())), "")).unwrap();
    let labelled = article.lines.iter().filter(|l| l.text.as_str().starts_with(char::is_numeric)).count();
    assert_eq!(labelled, 20);
}

#[test]
fn a_line_may_reach_over_the_gutter() {
    let mut content = String::new();
    for row in (0..12).filter(|&row| row != 5) {
        content += &words(60, 700 - 12 * row, 10, &format!("left column, row {row} of twelve"));
        content += &words(250, 694 - 12 * row, 10, &format!("right column, row {row} of twelve"));
    }
    content += &words(60, 640, 10, "left column, https://ports.example/tolls/5");
    let article = read(&file(&page(stream("", content.as_bytes())), "")).unwrap();
    let starts: Vec<&str> = article.lines.iter().filter_map(|l| l.text.as_str().split(' ').next()).collect();
    assert_eq!(starts, [["left"; 12].as_slice(), &["right"; 11]].concat());
}

#[test]
fn the_largest_type_is_the_title_and_authors_stand_below() {
    let mut content = words(60, 760, 12, "Journal of Rivers");
    content += &words(60, 730, 18, "On the Long Rise of");
    content += &words(60, 710, 18, "Northern Rivers");
    content += &words(60, 690, 11, "Ann Roe, Ben C. Lee and Carla Silva");
    content += &words(60, 675, 8, "Published: 21 August 2014");
    for (row, y) in (0..20).map(|n| (n, 640 - 12 * n)) {
        content += &words(60, y, 10, &format!("running text, row {row} of twenty, as long as others"));
    }
    let front = read(&file(&page(stream("", content.as_bytes())), "")).unwrap().front;
    assert_eq!(front.title.unwrap().value, "On the Long Rise of Northern Rivers");
    assert_eq!(
        front.authors.iter().map(|a| a.value.as_str()).collect::<Vec<_>>(),
        ["Ann Roe", "Ben C. Lee", "Carla Silva"]
    );
    assert_eq!(front.date.unwrap().value, "2014-08-21");
}

#[test]
fn raised_digits_are_superscripts_and_lowered_ones_are_not() {
    let article = read(&sound()).unwrap();
    let lines: Vec<&str> = article.lines.iter().map(|l| l.text.as_str()).collect();
    assert!(lines.contains(&"ties³⁵ and CO2"), "{lines:?}");
}

/// Pages of text with a footnote below each, and a bibliography.
#[test]
fn footnotes_below_the_pages_cite() {
    let notes =
        ["Weber 2001, 45.", "Ibid., 47.", "Cf. Roe 1999, 3; Weber 2001, 46.", "A remark on boats and rafts."];
    let page = |number: usize| {
        let mut content = String::new();
        for row in 0..10 {
            content += &words(
                60,
                700 - 12 * row,
                10,
                "The rivers of the plain were made straight early in the century.",
            );
        }
        content += &words(60, 580, 10, "The dams came later.");
        content += &words(158, 584, 6, &number.to_string());
        content += &words(60, 80, 5, &number.to_string());
        content + &words(64, 77, 8, notes[number - 1])
    };
    let mut contents: Vec<String> = (1..=notes.len()).map(page).collect();
    contents.push(words(60, 700, 12, "Bibliography"));
    for (y, item) in [
        (680, "Roe, Anna. 1999. A History of Floods. Oxford: Clarendon Press."),
        (664, "Weber, Karl. 2001. The Straight River. Berlin: Aue."),
    ] {
        contents.last_mut().unwrap().push_str(&words(60, y, 10, item));
    }
    let article = read(&pages(&contents)).unwrap();
    let extraction = ibid::extract(&article);
    let labels: Vec<&str> = article.notes().iter().map(|note| note.label.as_str()).collect();
    assert_eq!(labels, ["1", "2", "3", "4"]);
    let cited: Vec<String> = extraction.citations.iter().map(|c| c.keys.join(" ")).collect();
    assert_eq!(cited, ["weber2001straight", "weber2001straight", "roe1999history weber2001straight"]);
    let first = &extraction.citations[0];
    assert_eq!(&article.source.text()[first.marker.spans[0].range()], "¹");
    assert_eq!(first.claim.text, "The dams came later");
}

#[test]
fn a_page_without_text_says_so() {
    assert_eq!(fault(&file(&page(stream("", b"0 0 100 100 re f")), "")), PdfFault::NoText);
}

#[test]
fn messages_name_the_file_and_a_way_out() {
    let error = read(b"%PDF-1.4\n").unwrap_err().to_string();
    assert!(error.starts_with("a.pdf: ") && error.contains("qpdf"), "{error}");
}

#[test]
fn encryption_is_named() {
    let key = "00".repeat(32);
    let encrypt =
        format!("/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<00><00>]");
    let objects = page(stream("", words(60, 700, 10, "secret").as_bytes()));
    assert_eq!(fault(&file(&objects, &encrypt)), PdfFault::Encrypted);
}

#[test]
fn truncated_files_do_no_harm() {
    let whole = sound();
    for len in (0..whole.len()).step_by(whole.len() / 60) {
        let _ = read(&whole[..len]);
    }
}

#[test]
fn flipped_bytes_do_no_harm() {
    let whole = sound();
    // A linear congruential generator (Knuth, MMIX): the same damage on every run.
    let mut state = 42_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..150 {
        let mut bytes = whole.clone();
        for _ in 0..8 {
            let at = random(bytes.len());
            bytes[at] = random(256) as u8;
        }
        let _ = read(&bytes);
    }
}

#[test]
fn references_that_lead_back_end() {
    let objects = page(stream("", words(60, 700, 10, "words").as_bytes()));
    let with = |at: usize, object: &[u8]| {
        let mut objects = objects.clone();
        objects.resize(6, b"null".to_vec());
        objects[at - 1] = object.to_vec();
        read(&file(&objects, ""))
    };
    let _ = with(2, b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>");
    let _ = with(4, b"4 0 R");
    let _ = with(5, b"<< /Length 5 0 R >>\nstream\n \nendstream");
    let _ = with(5, b"[5 0 R 5 0 R]");
    let own = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
        b"/X Do",
    );
    let _ = with(6, &own);
}

#[test]
fn forms_that_double_are_given_up() {
    let mut objects = page(stream("", b"/X Do"));
    for level in 0..40 {
        let dict = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 600 700] /Resources << /XObject << /X {} 0 R >> /Font << /F 4 0 R >> >>",
            objects.len() + 2
        );
        let text = words(60, 600 - 10 * level, 10, "words");
        objects.push(stream(&dict, format!("{text} /X Do /X Do").as_bytes()));
    }
    objects.push(b"null".to_vec());
    assert_eq!(fault(&file(&objects, "")), PdfFault::TooLarge);
}

#[test]
fn enormous_sizes_are_only_claims() {
    let content = words(60, 700, 10, "words");
    let claims = [
        "<< /Length 99999999999999 >>",
        "<< /Length -1 >>",
        "<< /Length 40 /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2147483647 >> >>",
        "<< /Length 40 /Filter /LZWDecode /DecodeParms << /Predictor 2 /Colors 2147483647 >> >>",
    ];
    for claim in claims {
        let object = format!("{claim}\nstream\n{content}\nendstream").into_bytes();
        let _ = read(&file(&page(object), ""));
    }
    let mut objects = page(stream("", content.as_bytes()));
    objects[1] = b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 /MediaBox [0 0 1e30 1e30] >>".to_vec();
    let _ = read(&file(&objects, "/Size 4294967295"));
}

#[test]
fn streams_that_inflate_without_end_are_refused() {
    let mut deflated = ZlibEncoder::new(Vec::new(), Compression::fast());
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..200 {
        deflated.write_all(&blanks).unwrap();
    }
    let bomb = deflated.finish().unwrap();
    assert_eq!(fault(&file(&page(stream("/Filter /FlateDecode", &bomb)), "")), PdfFault::TooLarge);
    let twice = stream("/Filter [/FlateDecode /FlateDecode]", b"x");
    assert_eq!(fault(&file(&page(twice), "")), PdfFault::TooLarge);
}
