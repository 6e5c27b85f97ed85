//! Threads that fetch, at most two at a time from one host, and a few threads that parse.
//!
//! A publisher with thirty feeds must neither delay other publishers nor get thirty requests at
//! once. So each host has a queue of tasks, and the common queue contains a host once for each
//! request that may start now. Threads are never joined: one that hangs in the system's resolver
//! must not delay a user who quits.
//!
//! Fetching threads wait for the network and need little memory. Parsing takes ten times the bytes
//! of a feed, and the allocator keeps that memory for the thread. So there are only as many parsing
//! threads as cores, up to four. The channels have no buffer: a fetching thread waits until a
//! parsing thread takes its response, and a parsing thread waits until its result is stored.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The maximum number of concurrent tasks for one host.
const MOST_PER_HOST: usize = 2;

/// The maximum number of fetching threads.
pub const MOST_JOBS: usize = 64;

/// The maximum number of parsing threads. More would not help: a single thread stores their
/// results, and storing takes as long as parsing.
const MOST_READERS: usize = 4;

/// Threads that do tasks of type `T`, each with a result of type `D`.
#[derive(Debug)]
pub(super) struct FetchPool<T, D> {
    shared: Arc<PoolState<T>>,
    done: Receiver<D>,
}

#[derive(Debug)]
struct PoolState<T> {
    queues: Mutex<HostQueues<T>>,
    changed: Condvar,
}

#[derive(Debug)]
struct HostQueues<T> {
    hosts: HashMap<String, HostQueue<T>>,
    /// The common queue: hosts with tasks that may start, once for each such task.
    ready: VecDeque<String>,
    is_closed: bool,
}

#[derive(Debug)]
struct HostQueue<T> {
    waiting: VecDeque<T>,
    running: usize,
    /// The number of times the host is in the common queue.
    offered: usize,
}

impl<T> HostQueues<T> {
    fn submit(&mut self, host: &str, task: T) {
        let queue = self
            .hosts
            .entry(host.to_owned())
            .or_insert_with(|| HostQueue {
                waiting: VecDeque::new(),
                running: 0,
                offered: 0,
            });
        queue.waiting.push_back(task);
        self.offer(host);
    }

    fn take(&mut self) -> Option<(String, T)> {
        let host = self.ready.pop_front()?;
        let queue = self.hosts.get_mut(&host)?;
        queue.offered -= 1;
        let task = queue.waiting.pop_front()?;
        queue.running += 1;
        Some((host, task))
    }

    fn finish(&mut self, host: &str) {
        if let Some(queue) = self.hosts.get_mut(host) {
            queue.running -= 1;
        }
        self.offer(host);
    }

    fn offer(&mut self, host: &str) {
        let Some(queue) = self.hosts.get_mut(host) else {
            return;
        };
        while queue.running + queue.offered < MOST_PER_HOST && queue.offered < queue.waiting.len() {
            queue.offered += 1;
            self.ready.push_back(host.to_owned());
        }
    }
}

impl<T> PoolState<T> {
    fn queues(&self) -> MutexGuard<'_, HostQueues<T>> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a task; returns `None` once the pool is closed.
    fn next(&self) -> Option<(String, T)> {
        let mut queues = self.queues();
        loop {
            if queues.is_closed {
                return None;
            }
            if let Some(taken) = queues.take() {
                return Some(taken);
            }
            queues = self
                .changed
                .wait(queues)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<T: Send + 'static, D: Send + 'static> FetchPool<T, D> {
    /// Starts `jobs` threads that run `fetch`, and a few that run `read` on what `fetch` returns.
    pub(super) fn start<C: Send + 'static>(
        jobs: usize,
        fetch: impl Fn(T) -> C + Send + Sync + 'static,
        read: impl Fn(C) -> D + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let jobs = jobs.clamp(1, MOST_JOBS);
        // Without buffers, each sender waits until its value is taken.
        let (sender, done) = sync_channel(0);
        let (downloads_out, downloads) = sync_channel(0);
        let downloads = Arc::new(Mutex::new(downloads));
        let shared = Arc::new(PoolState {
            queues: Mutex::new(HostQueues {
                hosts: HashMap::new(),
                ready: VecDeque::new(),
                is_closed: false,
            }),
            changed: Condvar::new(),
        });
        let (fetch, read) = (Arc::new(fetch), Arc::new(read));
        for number in 0..readers().min(jobs) {
            let (downloads, sender, read) =
                (Arc::clone(&downloads), sender.clone(), Arc::clone(&read));
            std::thread::Builder::new()
                .name(format!("read {number}"))
                .spawn(move || run_reader(&downloads, &sender, &*read))?;
        }
        for number in 0..jobs {
            let (shared, downloads_out, fetch) = (
                Arc::clone(&shared),
                downloads_out.clone(),
                Arc::clone(&fetch),
            );
            std::thread::Builder::new()
                .name(format!("sync {number}"))
                .spawn(move || run_fetcher(&shared, &downloads_out, &*fetch))?;
        }
        Ok(Self { shared, done })
    }

    /// Submits a task that makes a request to `host`.
    pub(super) fn submit(&self, host: &str, task: T) {
        self.shared.queues().submit(host, task);
        self.shared.changed.notify_one();
    }

    /// Waits up to `limit` for the result of a task.
    pub(super) fn wait(&self, limit: Duration) -> Option<D> {
        self.done.recv_timeout(limit).ok()
    }
}

/// Returns the number of parsing threads.
fn readers() -> usize {
    let cores = std::thread::available_parallelism();
    cores.map_or(1, |cores| cores.get().min(MOST_READERS))
}

fn run_fetcher<T, C>(shared: &PoolState<T>, downloads_out: &SyncSender<C>, fetch: &dyn Fn(T) -> C) {
    while let Some((host, task)) = shared.next() {
        let download = fetch(task);
        shared.queues().finish(&host);
        shared.changed.notify_one();
        if downloads_out.send(download).is_err() {
            return;
        }
    }
}

/// Parses downloads until either side is closed.
fn run_reader<C, D>(downloads: &Mutex<Receiver<C>>, sender: &SyncSender<D>, read: &dyn Fn(C) -> D) {
    // The closure releases the lock while this thread parses.
    let next = || {
        let downloads = downloads.lock().unwrap_or_else(PoisonError::into_inner);
        downloads.recv().ok()
    };
    while let Some(download) = next() {
        if sender.send(read(download)).is_err() {
            return;
        }
    }
}

impl<T, D> Drop for FetchPool<T, D> {
    fn drop(&mut self) {
        self.shared.queues().is_closed = true;
        self.shared.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn every_task_is_done_with_at_most_two_for_a_host() {
        let at_once: Arc<[AtomicUsize; 3]> = Arc::default();
        let most = Arc::new(AtomicUsize::new(0));
        let pool = {
            let (at_once, most) = (Arc::clone(&at_once), Arc::clone(&most));
            let fetch = move |(host, number): (usize, usize)| {
                let now = at_once[host].fetch_add(1, Ordering::SeqCst) + 1;
                most.fetch_max(now, Ordering::SeqCst);
                std::thread::yield_now();
                at_once[host].fetch_sub(1, Ordering::SeqCst);
                number
            };
            FetchPool::start(16, fetch, |number| number).unwrap()
        };
        for number in 0..300 {
            pool.submit(&(number % 3).to_string(), (number % 3, number));
        }
        let mut done: Vec<usize> = (0..300)
            .map(|_| pool.wait(Duration::from_secs(60)).unwrap())
            .collect();
        done.sort_unstable();
        assert_eq!(done, (0..300).collect::<Vec<_>>());
        assert!(most.load(Ordering::SeqCst) <= MOST_PER_HOST);
        assert_eq!(pool.shared.queues().ready.len(), 0);
    }
}
