/// Tests of the keys that have been seen.
package dev.rowgate.keys;
