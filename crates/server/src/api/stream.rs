//! The body of an export: its chunks as the node gives them, no more than one ahead of who reads.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use futures_core::Stream;
use node::{Export, Node};
use tokio::sync::mpsc::{self, Receiver};

type Chunk = Result<Bytes, io::Error>;

struct Chunks(Receiver<Chunk>);

impl Stream for Chunks {
    type Item = Chunk;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Chunk>> {
        self.0.poll_recv(context)
    }
}

/// A body that asks for the next chunk when the one before is on its way. Where the node fails, it breaks off, and its last
/// line is missing.
pub(super) fn body(node: Arc<Node>, mut export: Export) -> Body {
    let (send, chunks) = mpsc::channel(1);
    tokio::spawn(async move {
        // room first: what is decided on leaves at once
        while let Ok(room) = send.reserve().await {
            match export.next(&node).await {
                Ok(Some(bytes)) => room.send(Ok(bytes.into())),
                Ok(None) => return,
                Err(error) => return room.send(Err(io::Error::other(error.to_string()))),
            }
        }
    });
    Body::from_stream(Chunks(chunks))
}
