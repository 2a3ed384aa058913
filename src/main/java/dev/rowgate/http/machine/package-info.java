/// What requests share: memory, CPU slots, disk.
@NullMarked
package dev.rowgate.http.machine;

import org.jspecify.annotations.NullMarked;
