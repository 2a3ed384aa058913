/// Tests of the library through its public interface alone: outside of its package.
package dev.rowgate.library;
