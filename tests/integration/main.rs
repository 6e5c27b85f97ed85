//! The one test binary beside the tests in the source files.
