//! Random histories of two libraries and a server, with failures at each point of a sync, as a simulation over the
//! engine's rule of how marks are joined: all three end with the same mark, and with one that somebody made.

use newsreader::store::reconcile;
use proptest::collection::vec;
use proptest::prelude::*;

/// What a library knows of one mark of one story.
#[derive(Clone, Copy, Debug)]
struct SimulatedLibrary {
    here: bool,
    agreed: Option<bool>,
}

/// Where a sync ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum End {
    Unreached,
    /// The server has done what it was sent, and its answer or the library's note of it is lost.
    AnswerLost,
    AfterSending,
    Complete,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    MarkHere(usize, bool),
    MarkThere(bool),
    Sync(usize, End),
}

fn sync(library: &mut SimulatedLibrary, server: &mut bool, end: End) {
    if end == End::Unreached {
        return;
    }
    if library.agreed.is_some_and(|agreed| agreed != library.here) {
        *server = library.here;
        if end == End::AnswerLost {
            return;
        }
        library.agreed = Some(library.here);
    }
    if end == End::Complete {
        let joined = reconcile(library.agreed, library.here, *server);
        library.here = joined.here;
        library.agreed = Some(joined.agreed);
    }
}

/// Syncs both libraries until nothing is left to be said, and returns the mark that all three have.
fn settled(libraries: &mut [SimulatedLibrary; 2], server: &mut bool) -> bool {
    for _ in 0..3 {
        for library in &mut *libraries {
            sync(library, server, End::Complete);
        }
    }
    for library in libraries {
        assert_eq!(library.here, *server);
        assert_eq!(library.agreed, Some(*server));
    }
    *server
}

fn end() -> impl Strategy<Value = End> {
    prop_oneof![
        Just(End::Unreached),
        Just(End::AnswerLost),
        Just(End::AfterSending),
        Just(End::Complete),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..2usize, any::<bool>()).prop_map(|(library, mark)| Step::MarkHere(library, mark)),
        any::<bool>().prop_map(Step::MarkThere),
        (0..2usize, end()).prop_map(|(library, end)| Step::Sync(library, end)),
    ]
}

fn library() -> impl Strategy<Value = SimulatedLibrary> {
    // A library may have had the story from a feed of its own, with a mark, before the account brought it.
    any::<bool>().prop_map(|here| SimulatedLibrary { here, agreed: None })
}

proptest! {
    #[test]
    fn any_history_ends_with_one_mark_that_somebody_made(
        mut libraries in [library(), library()],
        mut server: bool,
        steps in vec(step(), 0..40),
    ) {
        let mut made = vec![libraries[0].here, libraries[1].here, server];
        for step in steps {
            match step {
                Step::MarkHere(library, mark) => {
                    libraries[library].here = mark;
                    made.push(mark);
                }
                Step::MarkThere(mark) => {
                    server = mark;
                    made.push(mark);
                }
                Step::Sync(library, end) => sync(&mut libraries[library], &mut server, end),
            }
        }
        let mark = settled(&mut libraries, &mut server);
        prop_assert!(made.contains(&mark));
    }

    #[test]
    fn the_only_change_since_all_agreed_counts_everywhere(
        mut libraries in [library(), library()],
        mut server: bool,
        whose in 0..3usize,
        syncs in vec((0..2usize, end()), 0..12),
    ) {
        let changed = !settled(&mut libraries, &mut server);
        match whose {
            2 => server = changed,
            library => libraries[library].here = changed,
        }
        for (library, end) in syncs {
            sync(&mut libraries[library], &mut server, end);
        }
        prop_assert_eq!(settled(&mut libraries, &mut server), changed);
    }

    #[test]
    fn a_mark_set_before_the_first_meeting_stays_set(
        mut libraries in [library(), library()],
        mut server: bool,
    ) {
        let any = server || libraries.iter().any(|library| library.here);
        prop_assert_eq!(settled(&mut libraries, &mut server), any);
    }
}
