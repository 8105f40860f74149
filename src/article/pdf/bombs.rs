//! Finds compressed streams that would fill the memory, before the PDF library inflates them.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use memchr::memmem;

/// Most bytes that one stream may inflate to.
const MOST: u64 = 128 << 20;

/// Most bytes that all streams checked may inflate to together.
const MOST_TOGETHER: u64 = 512 << 20;

/// Deflate makes at most 1032 bytes of one; shorter streams cannot reach [`MOST`].
const SHORTEST: usize = (MOST / 1032) as usize;

/// Whether a stream in `bytes` inflates to more than a document can need.
pub(super) fn inflates_too_far(bytes: &[u8]) -> bool {
    let mut left = MOST_TOGETHER;
    let starts =
        memmem::find_iter(bytes, b"stream").filter(|&at| at < 3 || bytes.get(at - 3..at) != Some(b"end"));
    let mut checked_to = 0;
    for start in starts {
        if start < checked_to {
            continue;
        }
        let Some(body) = bytes.get(start + b"stream".len()..) else { continue };
        if filters(bytes, start) > 1 {
            return true;
        }
        let end = memmem::find(body, b"endstream").unwrap_or(body.len());
        checked_to = start + end;
        if end < SHORTEST {
            continue;
        }
        let inflated = inflated_len(body.get(..end).unwrap_or_default());
        if inflated > MOST || inflated > left {
            return true;
        }
        left -= inflated;
    }
    false
}

/// How many times the stream that begins at `start` is deflated, by the dictionary before it.
fn filters(bytes: &[u8], start: usize) -> usize {
    let before = bytes.get(start.saturating_sub(400)..start).unwrap_or_default();
    let dict = memmem::rfind(before, b" obj").map_or(before, |at| before.get(at..).unwrap_or_default());
    memmem::find_iter(dict, b"/FlateDecode").count()
}

/// Length of `body` inflated, counted no further than just past [`MOST`].
fn inflated_len(body: &[u8]) -> u64 {
    let body = body.strip_prefix(b"\r").unwrap_or(body);
    let body = body.strip_prefix(b"\n").unwrap_or(body);
    let mut inflated = ZlibDecoder::new(body).take(MOST + 1);
    let mut buffer = [0; 1 << 14];
    let mut len = 0;
    loop {
        match inflated.read(&mut buffer) {
            Ok(0) => return len,
            Ok(read) => len += read as u64,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return len,
        }
    }
}
