/// The body of a request as an upload: raw, a part of a form, or spooled; and its minimum rate.
@NullMarked
package dev.rowgate.http.upload;

import org.jspecify.annotations.NullMarked;
