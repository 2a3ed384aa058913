/// Resources of the process that requests share: memory, CPU slots, disk space. A limit on the
/// resources of all requests together belongs here. Read
/// [SharedResources][dev.rowgate.http.machine.SharedResources] first, then
/// [Budget][dev.rowgate.http.machine.Budget].
@NullMarked
package dev.rowgate.http.machine;

import org.jspecify.annotations.NullMarked;
