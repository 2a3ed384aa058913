package dev.rowgate.pipeline;

/// A place between two records where an input can be cut: what follows depends only on the bytes
/// from there on.
///
/// @param byteOffset in the input
/// @param record number of the next record
/// @param line on which that record, or a blank line or a comment before it, starts
public record Cut(long byteOffset, long record, long line) {}
