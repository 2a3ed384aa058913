/// Set of key hashes for unique and foreign keys, in memory or in spilled files. What a key
/// consists of belongs to [rows][dev.rowgate.rows]; a way to store hashes belongs here. Read
/// [KeyTable][dev.rowgate.keys.KeyTable] first.
@NullMarked
package dev.rowgate.keys;

import org.jspecify.annotations.NullMarked;
