//! How long we wait for a client: a body must come, and an answer must be taken, at a least rate.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

/// So long we wait for nothing, all in all; each piece that comes buys time for the next.
const GEDULD: Duration = Duration::from_secs(20);
/// A phone with hardly any signal does this.
const BYTES_PER_S: u32 = 2_000;

/// The time that we waited for a client, against what came of it.
struct Geduld {
    waited: Duration,
    since: Option<Instant>,
    timer: Pin<Box<Sleep>>,
}

impl Geduld {
    fn new() -> Self {
        Self { waited: Duration::ZERO, since: None, timer: Box::pin(sleep_until(Instant::now())) }
    }

    /// So many bytes went through.
    fn vooruit(&mut self, bytes: usize) {
        if let Some(since) = self.since.take() {
            let bought = Duration::from_secs(1) * u32::try_from(bytes).unwrap_or(u32::MAX) / BYTES_PER_S;
            self.waited = (self.waited + since.elapsed()).saturating_sub(bought);
        }
    }

    /// It is the client's turn: an error when that has lasted too long.
    fn wacht(&mut self, context: &mut Context<'_>) -> Poll<io::Error> {
        let now = Instant::now();
        if self.since.is_none() {
            self.since = Some(now);
            self.timer.as_mut().reset(now + GEDULD.saturating_sub(self.waited));
        }
        ready!(self.timer.as_mut().poll(context));
        Poll::Ready(io::Error::new(io::ErrorKind::TimedOut, "the client is too slow"))
    }
}

/// A body that must come at a least rate.
pub(super) struct Inkomend {
    body: Incoming,
    geduld: Geduld,
}

impl Inkomend {
    pub(super) fn new(body: Incoming) -> Self {
        Self { body, geduld: Geduld::new() }
    }
}

impl Body for Inkomend {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match Pin::new(&mut self.body).poll_frame(context) {
            Poll::Ready(frame) => {
                let bytes = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref().map(Bytes::len));
                self.geduld.vooruit(bytes.unwrap_or(0));
                Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
            }
            Poll::Pending => self.geduld.wacht(context).map(|error| Some(Err(error.into()))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A connection whose answers must be taken at a least rate.
pub(super) struct Uitgaand<S> {
    stream: S,
    geduld: Geduld,
}

impl<S> Uitgaand<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream, geduld: Geduld::new() }
    }

    fn geschreven(&mut self, context: &mut Context<'_>, done: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        match done {
            Poll::Ready(written) => {
                self.geduld.vooruit(*written.as_ref().unwrap_or(&0));
                Poll::Ready(written)
            }
            Poll::Pending => self.geduld.wacht(context).map(Err),
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Uitgaand<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buf)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Uitgaand<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(context, buf);
        self.geschreven(context, done)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write_vectored(context, bufs);
        self.geschreven(context, done)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
