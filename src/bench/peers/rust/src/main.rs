//! A peer for the side-by-side runs: the service that a Rust programmer would write for the job.
//! Both routes take CSV with the columns `name` and `age`, and give typed rows as NDJSON, a line
//! for each rejected record, and a summary at the end.
//!
//! | route | how |
//! |---|---|
//! | `POST /transform` | rows go out while the upload comes in: csv-async |
//! | `POST /whole` | takes the whole body into memory first: csv |
//!
//! Usage: `peer [PORT]`

use std::io::Write;

use async_stream::stream;
use axum::body::{Body, Bytes};
use axum::extract::DefaultBodyLimit;
use axum::http::{header, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::Router;
use bytes::{BufMut, BytesMut};
use futures_util::TryStreamExt;
use serde::Serialize;
use tokio_util::io::StreamReader;

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    age: u32,
}

#[derive(Serialize)]
struct Rejected {
    record: u64,
    line: u64,
    message: String,
}

#[derive(Serialize)]
struct RejectedLine {
    _error: Rejected,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    complete: bool,
    records_read: u64,
    rows_written: u64,
    rows_rejected: u64,
}

#[derive(Serialize)]
struct SummaryLine<'a> {
    _summary: &'a Summary,
}

/// Lines go out from here on.
const FULL: usize = 64 << 10;

fn line<T: Serialize>(out: &mut BytesMut, value: &T) {
    let mut writer = out.writer();
    serde_json::to_writer(&mut writer, value).expect("memory takes all");
    writer.write_all(b"\n").expect("memory takes all");
}

impl Summary {
    /// One record, whose cells are valid UTF-8 or not.
    fn take(&mut self, out: &mut BytesMut, count: usize, name: &[u8], age: &[u8], at: u64) {
        self.records_read += 1;
        match typed(count, name, age) {
            Ok(row) => {
                self.rows_written += 1;
                line(out, &row);
            }
            Err(message) => {
                self.rows_rejected += 1;
                let rejected = Rejected { record: self.records_read, line: at, message };
                line(out, &RejectedLine { _error: rejected });
            }
        }
    }
}

fn typed<'a>(count: usize, name: &'a [u8], age: &[u8]) -> Result<Row<'a>, String> {
    if count != 2 {
        return Err(format!("{count} cells instead of 2"));
    }
    let name = std::str::from_utf8(name).map_err(|e| e.to_string())?;
    let age = std::str::from_utf8(age).map_err(|e| e.to_string())?;
    let age = age.parse().map_err(|e: std::num::ParseIntError| e.to_string())?;
    Ok(Row { name, age })
}

fn ndjson(body: Body) -> Response {
    ([(header::CONTENT_TYPE, "application/x-ndjson")], body).into_response()
}

fn refusal() -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, "the header must be name,age\n").into_response()
}

async fn transform(body: Body) -> Response {
    let upload = body.into_data_stream().map_err(std::io::Error::other);
    let mut reader = csv_async::AsyncReaderBuilder::new()
        .flexible(true)
        .buffer_capacity(FULL)
        .create_reader(StreamReader::new(upload));
    match reader.byte_headers().await {
        Ok(labels) if labels.iter().eq([&b"name"[..], &b"age"[..]]) => {}
        _ => return refusal(),
    }
    ndjson(Body::from_stream(stream! {
        let mut record = csv_async::ByteRecord::new();
        let mut counts = Summary::default();
        let mut out = BytesMut::with_capacity(2 * FULL);
        loop {
            match reader.read_byte_record(&mut record).await {
                Ok(true) => {}
                Ok(false) => break,
                Err(e) => {
                    yield Err(std::io::Error::other(e));
                    return;
                }
            }
            let at = record.position().map_or(0, |p| p.line());
            let (name, age) = (record.get(0).unwrap_or(b""), record.get(1).unwrap_or(b""));
            counts.take(&mut out, record.len(), name, age, at);
            if out.len() >= FULL {
                yield Ok(out.split().freeze());
                out.reserve(2 * FULL);
            }
        }
        counts.complete = true;
        line(&mut out, &SummaryLine { _summary: &counts });
        yield Ok::<Bytes, std::io::Error>(out.freeze());
    }))
}

async fn whole(body: Bytes) -> Response {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(&body[..]);
    match reader.byte_headers() {
        Ok(labels) if labels.iter().eq([&b"name"[..], &b"age"[..]]) => {}
        _ => return refusal(),
    }
    let mut record = csv::ByteRecord::new();
    let mut counts = Summary::default();
    let mut out = BytesMut::with_capacity(body.len() * 2);
    while reader.read_byte_record(&mut record).expect("bytes in memory can be read") {
        let at = record.position().map_or(0, |p| p.line());
        let (name, age) = (record.get(0).unwrap_or(b""), record.get(1).unwrap_or(b""));
        counts.take(&mut out, record.len(), name, age, at);
    }
    counts.complete = true;
    line(&mut out, &SummaryLine { _summary: &counts });
    ndjson(Body::from(out.freeze()))
}

#[tokio::main]
async fn main() {
    let port = std::env::args().nth(1).unwrap_or("18082".into());
    let routes = Router::new()
        .route("/transform", post(transform))
        .route("/whole", post(whole))
        .route("/readyz", get(|| async { "ok\n" }))
        .layer(DefaultBodyLimit::disable());
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await.expect("the port is free");
    axum::serve(listener, routes).tcp_nodelay(true).await.expect("serves");
}
