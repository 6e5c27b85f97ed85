//! The place of the property test of rule 3: random histories of two libraries and a server, as a simulation over
//! the engine's function that joins marks.
