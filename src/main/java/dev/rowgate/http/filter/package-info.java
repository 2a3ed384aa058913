/// What a request passes before its handler: admission control, keys, hosts, origins, time limits,
/// errors.
@NullMarked
package dev.rowgate.http.filter;

import org.jspecify.annotations.NullMarked;
