//! A bounded number of threads that fetch, at most two of them with any one host, and a few that read.
//!
//! A publisher with thirty feeds must not hold up the others, nor be asked thirty times at once. So
//! the tasks wait in a row of their own for each host, and a host stands in the common row as often
//! as it may be asked now. Threads are never waited for: one that hangs in the system's resolver
//! must not hold up a person who wants to stop.
//!
//! Who fetches waits for the net and needs a buffer; who reads works, makes of a feed ten times its
//! bytes, and what a thread once used the allocator keeps for it. So what came is read by as many as
//! can work at once and no more, and nothing waits but in the hands of a thread: those who fetch with
//! what came, as it came, and those who read with one result each, until it is stored.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The most tasks at once for one host.
const MOST_PER_HOST: usize = 2;

/// The most threads.
pub const MOST_JOBS: usize = 64;

/// The most threads that read. They bring to one that stores, and storing takes as long as reading.
const MOST_READERS: usize = 4;

/// Threads that do tasks of kind `T` and answer with a `D` for each.
#[derive(Debug)]
pub(super) struct FetchPool<T, D> {
    shared: Arc<PoolState<T>>,
    done: Receiver<D>,
}

#[derive(Debug)]
struct PoolState<T> {
    rows: Mutex<HostQueues<T>>,
    changed: Condvar,
}

#[derive(Debug)]
struct HostQueues<T> {
    hosts: HashMap<String, HostQueue<T>>,
    /// Hosts that may be asked, once for each task of theirs that may begin.
    ready: VecDeque<String>,
    is_closed: bool,
}

#[derive(Debug)]
struct HostQueue<T> {
    waiting: VecDeque<T>,
    running: usize,
    /// How often the host stands in the common row.
    offered: usize,
}

impl<T> HostQueues<T> {
    fn give(&mut self, host: &str, task: T) {
        let row = self
            .hosts
            .entry(host.to_owned())
            .or_insert_with(|| HostQueue {
                waiting: VecDeque::new(),
                running: 0,
                offered: 0,
            });
        row.waiting.push_back(task);
        self.offer(host);
    }

    fn take(&mut self) -> Option<(String, T)> {
        let host = self.ready.pop_front()?;
        let row = self.hosts.get_mut(&host)?;
        row.offered -= 1;
        let task = row.waiting.pop_front()?;
        row.running += 1;
        Some((host, task))
    }

    fn finish(&mut self, host: &str) {
        if let Some(row) = self.hosts.get_mut(host) {
            row.running -= 1;
        }
        self.offer(host);
    }

    fn offer(&mut self, host: &str) {
        let Some(row) = self.hosts.get_mut(host) else {
            return;
        };
        while row.running + row.offered < MOST_PER_HOST && row.offered < row.waiting.len() {
            row.offered += 1;
            self.ready.push_back(host.to_owned());
        }
    }
}

impl<T> PoolState<T> {
    fn rows(&self) -> MutexGuard<'_, HostQueues<T>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a task; `None` when there will be none.
    fn next(&self) -> Option<(String, T)> {
        let mut rows = self.rows();
        loop {
            if rows.is_closed {
                return None;
            }
            if let Some(taken) = rows.take() {
                return Some(taken);
            }
            rows = self
                .changed
                .wait(rows)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<T: Send + 'static, D: Send + 'static> FetchPool<T, D> {
    /// Starts `jobs` threads that do tasks by `fetch`, and a few that make of what came, by `read`,
    /// what is answered.
    pub(super) fn start<C: Send + 'static>(
        jobs: usize,
        fetch: impl Fn(T) -> C + Send + Sync + 'static,
        read: impl Fn(C) -> D + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let jobs = jobs.clamp(1, MOST_JOBS);
        // Neither keeps anything: each waits with what it has until the next one takes it.
        let (sender, done) = sync_channel(0);
        let (brings, content) = sync_channel(0);
        let content = Arc::new(Mutex::new(content));
        let shared = Arc::new(PoolState {
            rows: Mutex::new(HostQueues {
                hosts: HashMap::new(),
                ready: VecDeque::new(),
                is_closed: false,
            }),
            changed: Condvar::new(),
        });
        let (fetch, read) = (Arc::new(fetch), Arc::new(read));
        for number in 0..readers().min(jobs) {
            let (content, sender, read) = (Arc::clone(&content), sender.clone(), Arc::clone(&read));
            std::thread::Builder::new()
                .name(format!("read {number}"))
                .spawn(move || run_reader(&content, &sender, &*read))?;
        }
        for number in 0..jobs {
            let (shared, brings, fetch) = (Arc::clone(&shared), brings.clone(), Arc::clone(&fetch));
            std::thread::Builder::new()
                .name(format!("sync {number}"))
                .spawn(move || run_fetcher(&shared, &brings, &*fetch))?;
        }
        Ok(Self { shared, done })
    }

    /// Hands over a task that asks `host`.
    pub(super) fn give(&self, host: &str, task: T) {
        self.shared.rows().give(host, task);
        self.shared.changed.notify_one();
    }

    /// Waits for what came of a task, at most so long.
    pub(super) fn wait(&self, limit: Duration) -> Option<D> {
        self.done.recv_timeout(limit).ok()
    }
}

/// How many read: as many as the machine can let work at once.
fn readers() -> usize {
    let cores = std::thread::available_parallelism();
    cores.map_or(1, |cores| cores.get().min(MOST_READERS))
}

fn run_fetcher<T, C>(shared: &PoolState<T>, brings: &SyncSender<C>, fetch: &dyn Fn(T) -> C) {
    while let Some((host, task)) = shared.next() {
        let came = fetch(task);
        shared.rows().finish(&host);
        shared.changed.notify_one();
        if brings.send(came).is_err() {
            return;
        }
    }
}

/// Reads what is content until nobody brings anything or nobody wants it.
fn run_reader<C, D>(content: &Mutex<Receiver<C>>, sender: &SyncSender<D>, read: &dyn Fn(C) -> D) {
    // In a function, so that the next reader can take something while this one reads.
    let next = || {
        let content = content.lock().unwrap_or_else(PoisonError::into_inner);
        content.recv().ok()
    };
    while let Some(came) = next() {
        if sender.send(read(came)).is_err() {
            return;
        }
    }
}

impl<T, D> Drop for FetchPool<T, D> {
    fn drop(&mut self) {
        self.shared.rows().is_closed = true;
        self.shared.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn every_task_is_done_and_no_host_is_asked_by_three() {
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
            pool.give(&(number % 3).to_string(), (number % 3, number));
        }
        let mut done: Vec<usize> = (0..300)
            .map(|_| pool.wait(Duration::from_secs(60)).unwrap())
            .collect();
        done.sort_unstable();
        assert_eq!(done, (0..300).collect::<Vec<_>>());
        assert!(most.load(Ordering::SeqCst) <= MOST_PER_HOST);
        assert_eq!(pool.shared.rows().ready.len(), 0);
    }
}
